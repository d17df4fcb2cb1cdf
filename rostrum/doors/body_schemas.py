"""Requests and answers of a body's doors. The sheet's own words are kept: what is drawn is what was signed."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Field

from rostrum.doors.bounds import WIDEST
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Particulars
from rostrum.procedure.words import Capacity, Instant, Level, SeatKind
from rostrum.secretariat.bodies import ComposeRequest

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Code = Annotated[str, Field(min_length=2, max_length=80)]


@dataclass(slots=True, kw_only=True)
class ProposeComposition:
    """The server computes the composition itself; overrides follow as intents of their own."""

    kind: Literal["ProposeComposition"]
    meeting: str
    request: ComposeRequest
    label: Annotated[str, Field(max_length=200)] = ""


@dataclass(slots=True, kw_only=True)
class OverrideComposition:
    """The chair's change. The server derives the sheet anew: another state may enter or leave for it."""

    kind: Literal["OverrideComposition"]
    composition: str
    code: Code
    seated: bool
    reason: Annotated[str, Field(max_length=1000)]


@dataclass(slots=True, kw_only=True)
class NoteBurden:
    """Remember what a meeting's start asks of its members; the server computes their local hours."""

    kind: Literal["NoteBurden"]
    meeting: str
    start: Instant


@dataclass(slots=True, kw_only=True)
class FileDraft:
    """A file that was sent before, by the digest that it was answered with; its type and size are the server's."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    name: Annotated[str, Field(max_length=300)]


@dataclass(slots=True, kw_only=True)
class KeptFile:
    """A file that was sent, as it will be named. ``size`` in bytes."""

    sha256: str
    name: str
    media: str
    size: int


@dataclass(slots=True, kw_only=True)
class PaperDraft:
    """A paper as it is written; its digests are the server's. ``agreed_by``: the prior procedure that agreed it.
    ``files``: by language."""

    key: Annotated[str, Field(max_length=80)]
    symbol: Annotated[str, Field(max_length=80)] = ""
    title: dict[str, str]
    text: dict[str, str]
    agreed_by: dict[str, str] = field(default_factory=dict[str, str])
    files: Annotated[dict[str, FileDraft], Field(max_length=20)] = field(default_factory=dict[str, FileDraft])


@dataclass(slots=True, kw_only=True)
class PreparePapers:
    """All papers of a meeting that is prepared."""

    kind: Literal["PreparePapers"]
    meeting: str
    papers: Annotated[list[PaperDraft], Field(max_length=200)]


NOT_BY_HTTP = frozenset(
    {
        "FoundBody", "EstablishBody", "SendInvitations", "SendReminders", "CorrectAddresses", "ConveneMeeting",
        "RecordHeld",
    }
)  # fmt: skip
"""Founding is by ``rostrum body import`` or the intake; letters and convening have doors of their own, since
keys are made there; what was held, the house records itself.
"""
COMPLETED: tuple[type, ...] = (ProposeComposition, OverrideComposition, NoteBurden, PreparePapers)
BY_HTTP: dict[str, type] = {name: cls for name, cls in i.INTENTS.items() if name not in NOT_BY_HTTP} | {
    cls.__name__: cls for cls in COMPLETED
}

if TYPE_CHECKING:
    BodyIntent = Any
else:
    BodyIntent = Annotated[Union[tuple(BY_HTTP.values())], Field(discriminator="kind")]  # noqa: UP007
"""One discriminated union: the intents' own dataclasses, and some that the server completes."""


@dataclass(slots=True, kw_only=True)
class Claim:
    """Who took the last seat, or just missed it. ``by``: how far below the last seat's claim; None where forced."""

    region: str
    seat: int
    priority: float | None
    priority_exact: str | None
    squared: bool
    by: float | None = None


@dataclass(slots=True, kw_only=True)
class MethodLine:
    """One method at the size asked for. ``ties``: the other solutions at an exact tie, else empty."""

    method: str
    seats: dict[str, int]
    ties: list[dict[str, int]]
    ties_total: int
    gallagher: float
    members_per_seat: dict[str, float | None]
    last_seat: Claim | None
    first_missed: Claim | None


@dataclass(slots=True, kw_only=True)
class RegionLine:
    """``range``: quota rounded down and up. ``members_per_seat`` is None without a seat."""

    region: str
    name: dict[str, str]
    members: int
    quota: float
    quota_exact: str
    range: list[int]
    seats: int
    members_per_seat: float | None
    seats_per_100_members: float


@dataclass(slots=True, kw_only=True)
class SizeMethod:
    seats: dict[str, int]
    tied: bool
    gallagher: float


@dataclass(slots=True, kw_only=True)
class SizeLine:
    """A size within ±5 of the one asked for. ``calm``: the main methods agree and none is tied."""

    size: int
    calm: bool
    methods: dict[str, SizeMethod]


@dataclass(slots=True, kw_only=True)
class Why:
    """The reason as a code and the facts to fill its sentence with, in any language."""

    code: str
    facts: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Route:
    """What would bring a state in; each was tried. ``text`` is the English sentence."""

    kind: str
    text: str
    seats: int | None = None
    count: int | None = None
    states: list[str] = field(default_factory=list[str])


@dataclass(slots=True, kw_only=True)
class SeatLine:
    """One member's place. ``debt`` in seats; ``lot_place`` 0 is drawn first; ``reason`` is the English sentence."""

    region: str
    subregion: str | None
    seated: bool
    by_rule: bool | None
    """None where nothing could be composed without the chair's decisions."""
    debt: float
    lot_place: int
    why: Why
    reason: str
    would_enter_if: list[Route]


@dataclass(slots=True, kw_only=True)
class Effect:
    enters: list[str]
    leaves: list[str]


@dataclass(slots=True, kw_only=True)
class OverrideEffect:
    state: str
    seat: bool
    reason: str
    by: str
    effect: Effect | None
    """None where nothing could be composed without it."""


@dataclass(slots=True, kw_only=True)
class Remark:
    code: str
    facts: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Weighed:
    """A past meeting in the debt: seats due to each region by the method, and seats it had."""

    key: str
    on: str
    due: dict[str, int]
    seated: dict[str, int]


@dataclass(slots=True, kw_only=True)
class SheetDebts:
    regions: dict[str, float]
    greatest: float


@dataclass(slots=True, kw_only=True)
class SpreadLine:
    subregion: str
    region: str
    members: int
    floor: int
    ceiling: int
    asked: bool
    seated: int


@dataclass(slots=True, kw_only=True)
class LotLine:
    """``seed`` with its ``source``; the published list's SHA-256. The whole list stands in the sheet."""

    seed: str
    source: str
    list_sha256: str


@dataclass(slots=True, kw_only=True)
class ComposeAnswer:
    """A sheet as the page draws it. ``circulated``: those who sit, alphabetical inside each region."""

    sheet_sha256: str
    inputs_sha256: str
    rulebook: str
    on: str
    scheme: str
    method: str
    total: int
    seats: dict[str, int]
    gallagher: float
    ties: list[dict[str, int]]
    ties_total: int
    last_seat: Claim | None
    first_missed: Claim | None
    regions: list[RegionLine]
    methods: list[MethodLine]
    sizes: list[SizeLine]
    calm_sizes: list[int]
    members: dict[str, SeatLine]
    circulated: dict[str, list[str]]
    spread: list[SpreadLine]
    history: list[Weighed]
    debts: SheetDebts
    overrides: list[OverrideEffect]
    remarks: list[Remark]
    lot: LotLine


@dataclass(slots=True, kw_only=True)
class CompareRequest:
    before: ComposeRequest
    after: ComposeRequest


@dataclass(slots=True, kw_only=True)
class Difference:
    """After less before: who enters and leaves, seats moved, price in Gallagher points and in greatest debt."""

    enters: list[str]
    leaves: list[str]
    seats: dict[str, int]
    gallagher: float
    greatest_waiting_debt: float
    before_sha256: str
    after_sha256: str


@dataclass(slots=True, kw_only=True)
class SlotsRequest:
    """``day``: ISO, UTC. ``codes``: who must be awake; empty is every member on that day. ``best``: how many."""

    day: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    minutes: Annotated[int, Field(ge=15, le=720)] = 180
    step: Annotated[int, Field(ge=15, le=240)] = 30
    codes: Annotated[list[str], Field(max_length=400)] = field(default_factory=list[str])
    best: Annotated[int, Field(ge=1, le=96)] = 48


@dataclass(slots=True, kw_only=True)
class SlotLine:
    """A start instant; a lower score is better, ``worst`` the greatest single burden.

    ``hours``: local hour of the start by member; ``burdens``: mean weight of the sitting there, 0 to 10.
    """

    start: Instant
    score: float
    worst: float
    at_night: list[str]
    hours: dict[str, int]
    burdens: dict[str, float]


@dataclass(slots=True, kw_only=True)
class SlotsAnswer:
    """``slots``: the least burdensome first. ``carried``: what each member bore at starts noted before."""

    slots: list[SlotLine]
    carried: dict[str, float]


@dataclass(slots=True, kw_only=True)
class InviteeWish:
    """How one is invited: overrides what is taken by itself, or adds an observer, an organisation, or (``replaces``) a
    member of the group in the place of one that declined. ``kind`` and ``name`` of whom the body does not know.
    ``by_hand``: the letter is printed and handed over, no mail goes out."""

    code: Code
    replaces: Annotated[str, Field(max_length=80)] = ""
    language: str = ""
    addresses: Annotated[list[Annotated[str, Field(max_length=254)]], Field(max_length=10)] = field(
        default_factory=list[str]
    )
    kind: Literal[SeatKind.ORGANISATION, SeatKind.GUEST] = SeatKind.GUEST
    name: Annotated[dict[str, Annotated[str, Field(max_length=200)]], Field(max_length=6)] = field(
        default_factory=dict[str, str]
    )
    by_hand: bool = False


@dataclass(slots=True, kw_only=True)
class AddressesRequest:
    """Where an invitation was to go."""

    addresses: Annotated[list[Annotated[str, Field(max_length=254)]], Field(min_length=1, max_length=10)]
    reason: Annotated[str, Field(max_length=500)]


@dataclass(slots=True, kw_only=True)
class InviteRequest:
    """Invite those who sit in an accepted composition, and whoever else is named (observers, organisations)."""

    composition: str
    invitees: Annotated[list[InviteeWish], Field(max_length=400)] = field(default_factory=list[InviteeWish])
    reply_by: Annotated[int, Field(ge=0, le=WIDEST)] | None = None
    read: Annotated[list[str], Field(max_length=6)] = field(default_factory=list[str])
    accepted: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=60)] = field(
        default_factory=list[str]
    )
    reason: Annotated[str, Field(max_length=500)] = ""


@dataclass(slots=True, kw_only=True)
class LackLine:
    """Something that the letters lack. ``stops``: they cannot leave so; else one may answer for it by ``key``."""

    key: str
    code: str
    stops: bool
    language: str
    codes: list[str]


@dataclass(slots=True, kw_only=True)
class Readiness:
    """A round of letters before it leaves: how many in each language, and what they lack.

    ``version`` of the body's book that says so: sent with the round (`If-Match`), nothing leaves that was not read.
    """

    version: int
    letters: int
    languages: dict[str, list[str]]
    wordings: dict[str, str]
    """By language, a digest of the body's own words in its letters: another digest is to be read again."""
    lacks: list[LackLine]


@dataclass(slots=True, kw_only=True)
class Lacking:
    """What a call or a sheet lacks before it is public."""

    lacks: list[LackLine]


@dataclass(slots=True, kw_only=True)
class RemindRequest:
    """``codes`` empty: everybody who has not answered."""

    codes: Annotated[list[str], Field(max_length=400)] = field(default_factory=list[str])


@dataclass(slots=True, kw_only=True)
class Sent:
    """``version`` of the body's book; ``letters``: how many go out."""

    version: int
    letters: int


AnswerWord = Literal["accepted", "declined", "none"]
Delivery = Literal["waiting", "sent", "refused", "by_hand"]


@dataclass(slots=True, kw_only=True)
class InvitationLine:
    """``delivery`` of the newest letter; ``answer`` is ``none`` until there is one. ``on_behalf``: it was
    recorded here, not given with the letter's key. ``mailbox``: the key under which `rostrum person` knows the
    addresses; ``forgotten``: they were erased."""

    code: str
    kind: SeatKind
    name: dict[str, str]
    language: str
    addresses: list[str]
    mailbox: str
    forgotten: bool
    answer: AnswerWord
    answered_at: Instant | None
    level: Level | None
    title: dict[str, str]
    form: str
    remark: str
    on_behalf: bool
    reminded_at: Instant | None
    delivery: Delivery
    delivered_at: Instant | None
    delivery_error: str


@dataclass(slots=True, kw_only=True)
class LetterDraft:
    """A letter before it goes out. ``text`` is all of it; dots stand where the key of the reply page will be."""

    code: str
    language: str
    languages: list[str]
    subject: str
    text: str


@dataclass(slots=True, kw_only=True)
class ChangeDraft:
    """A change that is yet to be made: what the letter to somebody invited would say, in a language of the meeting."""

    particulars: Particulars
    language: str = ""


@dataclass(slots=True, kw_only=True)
class ReplyPage:
    """What a delegation sees behind the address in its letter. Times in the zones of the host and its capital."""

    body: str
    body_name: dict[str, str]
    accent: str
    meeting: str
    title: dict[str, str]
    theme: dict[str, str]
    format: str
    place: str
    zone: str
    by_video: bool
    opens: Instant
    called_off: bool
    languages: list[str]
    code: str
    kind: SeatKind
    name: dict[str, str]
    own_zone: str
    capital: dict[str, str]
    language: str
    answer: AnswerWord
    level: Level | None
    person_title: dict[str, str]
    form: str
    remark: str
    levels: list[Level]
    convened: bool
    """The meeting is convened and the delegation has its seat: its head can go in from here."""


@dataclass(slots=True, kw_only=True)
class ReplyRequest:
    """``level`` is required to accept. ``form``: live, recorded or text, as the head of delegation will speak."""

    answer: Literal["accepted", "declined"]
    level: Level | None = None
    title: Annotated[dict[str, Annotated[str, Field(max_length=300)]], Field(max_length=6)] = field(
        default_factory=dict[str, str]
    )
    form: Literal["", "live", "recorded", "text"] = ""
    remark: Annotated[str, Field(max_length=2000)] = ""


@dataclass(slots=True, kw_only=True)
class CaughtLine:
    """A mail that the demo's catcher holds."""

    id: str
    to: str
    subject: str
    at: str
    language: str


@dataclass(slots=True, kw_only=True)
class CaughtMail:
    """The mail taken apart. ``html`` is to be shown in a sandboxed frame only; ``parts`` names attachments."""

    id: str
    to: str
    subject: str
    at: str
    language: str
    text: str
    html: str
    parts: list[str]


@dataclass(slots=True, kw_only=True)
class ConveningRequest:
    """``accepted``: keys of what is missing that the sender answers for, with a ``reason``."""

    accepted: Annotated[list[str], Field(max_length=100)] = field(default_factory=list[str])
    reason: Annotated[str, Field(max_length=1000)] = ""


@dataclass(slots=True, kw_only=True)
class Convened:
    """``version`` of the body's book; ``book`` of the meeting itself."""

    version: int
    book: str


@dataclass(slots=True, kw_only=True)
class RollLine:
    """Somebody of the convened meeting's roll. ``person`` is an opaque key."""

    person: str
    capacity: Capacity
    seat: str
    booth: str
    post: str
    present: bool
