"""The documents that streams carry. The browser draws them and derives nothing.

Instants are milliseconds UTC, durations end in ``_ms`` or ``_s``. Names and titles of seats stand once, in
``Seats``; every other document refers to a seat by its key.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from rostrum.procedure.words import (
    Capacity,
    CorrectionPhase,
    EntryPhase,
    FloorPhase,
    Instant,
    ItemKind,
    ItemPhase,
    Level,
    ListPhase,
    PointPhase,
    Presence,
    QuestionAbout,
    QuestionPhase,
    Ruling,
    SeatKind,
    Segment,
    SittingPhase,
    StageRole,
    StatementForm,
)


@dataclass(slots=True, kw_only=True)
class SeatCard:
    key: str
    kind: SeatKind
    name: dict[str, str]
    title: dict[str, str]
    style: dict[str, str]
    person: dict[str, str]
    """Style and name of its head, as the delegation gave them; empty when it gave none."""
    level: Level
    region: str


@dataclass(slots=True, kw_only=True)
class Seats:
    """The directory: every seat of the meeting, in the order of protocol."""

    seats: list[SeatCard]


@dataclass(slots=True, kw_only=True)
class OfficerCard:
    person: str
    seat: str
    title: dict[str, str]
    presence: Presence


@dataclass(slots=True, kw_only=True)
class SuspensionDoc:
    reason: str
    since: Instant
    resumes_at: Instant | None


@dataclass(slots=True, kw_only=True)
class MeetingDoc:
    """What stands in every top bar. ``accent`` is the body's colour as ``#rrggbb``."""

    book: str
    body: str
    title: dict[str, str]
    theme: dict[str, str]
    format: str
    zone: str
    opens: Instant
    notice: int
    languages: list[str]
    rulebook: str
    accent: str
    phase: SittingPhase
    sitting: int
    opened_at: Instant | None
    closed_at: Instant | None
    adjourned_to: Instant | None
    reason: str
    suspension: SuspensionDoc | None
    presiding: OfficerCard | None
    acting: bool
    """True while somebody other than the first officer presides."""
    chair_line_lost: bool
    frozen: str
    hall_away: bool
    """Sound and picture have failed for everybody."""
    private: bool
    """There for the accredited alone."""


@dataclass(slots=True, kw_only=True)
class PointDoc:
    key: str
    seat: str
    phase: PointPhase
    raised_at: Instant
    heard_at: Instant | None
    begun_at: Instant | None
    limit_s: int
    against: str
    words: str
    ruling: Ruling | None
    rule: str
    ruling_words: str
    appealed_by: str


@dataclass(slots=True, kw_only=True)
class Stage:
    """Who has the floor, and its clock: time used is ``used_ms`` plus the time since ``running_since``.

    ``awaited`` is a code of what the meeting waits for while nobody has the floor; ``spoken`` and ``to_come``
    count statements under the current item. ``point`` is the open point of order.
    """

    phase: FloorPhase
    seat: str
    entry: str
    form: StatementForm
    language: str
    limit_ms: int | None
    used_ms: int
    running_since: Instant | None
    offered_at: Instant | None
    grace_until: Instant | None
    held_since: Instant | None
    held_for: str
    """Why the floor is held: ``line``, ``hall`` or ``chair``; empty while it is not."""
    credited_ms: int
    awaited: str
    item: int | None
    item_kind: ItemKind | None
    spoken: int
    to_come: int
    point: PointDoc | None


@dataclass(slots=True, kw_only=True)
class AgendaLine:
    number: int
    kind: ItemKind
    title: dict[str, str]
    phase: ItemPhase
    paper: str
    symbol: str


@dataclass(slots=True, kw_only=True)
class PaperLine:
    key: str
    symbol: str
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Agenda:
    """Provisional until it is ``adopted``. ``further``: papers that no item names."""

    items: list[AgendaLine]
    further: list[PaperLine]
    current: int | None
    adopted: bool


@dataclass(slots=True, kw_only=True)
class SpeakerLine:
    """``wait_ms`` is the forecast from ``as_of`` of the list until this statement begins; None while nobody knows."""

    entry: str
    seat: str
    item: int
    segment: Segment
    phase: EntryPhase
    form: StatementForm
    level: Level
    presence: Presence
    wait_ms: int | None
    reason: str


@dataclass(slots=True, kw_only=True)
class Speakers:
    """``order`` is the order of calling: the current item first, then item by item; empty once all is over."""

    phase: ListPhase
    item: int | None
    as_of: Instant
    closes_at: Instant | None
    order: list[SpeakerLine]
    done: list[SpeakerLine]
    next: str
    """Entry whom the rules would call now, who is in the hall before who is not; empty when none."""
    ends_in_ms: int | None
    """Forecast from ``as_of`` until the list is exhausted; None while nobody knows."""


@dataclass(slots=True, kw_only=True)
class AnnouncementDoc:
    """What happened, as this audience is told it; the sentence is the web's, by ``kind`` and ``code``.

    ``mine``: it is about the reader's own delegation, and said to it. ``at_once``: read out before all else. ``at``
    may lie ahead for what time alone brings about (``overrun``): it is told when that instant comes.
    """

    key: str
    at: Instant
    kind: str
    mine: bool
    at_once: bool
    seat: str
    code: str
    words: str
    rule: str
    about: str
    next: str
    until: Instant | None
    seconds: int
    may: list[str]
    """Intents with which the rules let whoever presides answer it."""


@dataclass(slots=True, kw_only=True)
class Announcements:
    """The latest, newest last."""

    told: list[AnnouncementDoc]


@dataclass(slots=True, kw_only=True)
class ObjectionDoc:
    seat: str
    at: Instant
    words: str
    proposed: str
    withdrawn: bool


@dataclass(slots=True, kw_only=True)
class PaperFileDoc:
    """A language version as a file; ``size`` in bytes."""

    name: str
    media: str
    size: int
    sha256: str


@dataclass(slots=True, kw_only=True)
class PaperDoc:
    key: str
    symbol: str
    title: dict[str, str]
    text: dict[str, str]
    sha256: dict[str, str]
    agreed_by: dict[str, str]
    files: dict[str, PaperFileDoc]
    """By language."""


@dataclass(slots=True, kw_only=True)
class QuestionDoc:
    """The question before the meeting. ``waits_for`` are seats whose lines are reconnecting."""

    key: str
    about: QuestionAbout
    item: int | None
    text: dict[str, str]
    paper: PaperDoc | None
    phase: QuestionPhase
    put_at: Instant
    closes_at: Instant
    objections: list[ObjectionDoc]
    standing: int
    connected: int
    not_connected: list[str]
    waits_for: list[str]
    waits_until: Instant | None


@dataclass(slots=True, kw_only=True)
class QuestionSlot:
    question: QuestionDoc | None


@dataclass(slots=True, kw_only=True)
class PositionDoc:
    seat: str
    kind: str
    text: str


@dataclass(slots=True, kw_only=True)
class DecisionDoc:
    """``text`` is what was adopted, in full, in every language there is; ``paper`` is empty where it was none."""

    key: str
    paper: str
    about: QuestionAbout
    item: int | None
    text: dict[str, str]
    symbol: str
    title: dict[str, str]
    sha256: dict[str, str]
    at: Instant
    prior: dict[str, str]
    present: int
    offline: list[str]
    positions: list[PositionDoc]


@dataclass(slots=True, kw_only=True)
class Decisions:
    decisions: list[DecisionDoc]


@dataclass(slots=True, kw_only=True)
class ChamberLine:
    seat: str
    presence: Presence
    voice: str
    simulated: bool


@dataclass(slots=True, kw_only=True)
class Chamber:
    """Who is in the hall; ``present`` counts seats, not people."""

    lines: list[ChamberLine]
    present: int
    members_present: int


@dataclass(slots=True, kw_only=True)
class OnStage:
    """Whose picture the stage shows, and whose nameplate stands by it: one person, in one capacity.

    ``person`` is empty where nobody is there who speaks for the seat (a recorded message of an empty seat).
    """

    person: str
    seat: str
    role: StageRole
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Air:
    """Who is heard and seen, as persons (identities of the hall); from the plan, never from levels."""

    heard: list[str]
    ready: list[str]
    """Whose microphone is granted and not heard: taken beforehand, so that hearing them waits for no negotiation."""
    seen: list[str]
    stage: OnStage | None
    """None where nobody is to be shown."""


@dataclass(slots=True, kw_only=True)
class Step:
    """What the rules call for next. ``intent`` is ready to be posted; None while something is awaited."""

    kind: str
    intent: dict[str, Any] | None
    ready_at: Instant | None
    waiting_for: str
    seat: str
    item: int | None


@dataclass(slots=True, kw_only=True)
class Alert:
    """``kind``: ``hall``, ``point``, ``line_lost``, ``absent``, ``objection`` or ``chair_line``."""

    kind: str
    seat: str
    key: str
    since: Instant


@dataclass(slots=True, kw_only=True)
class RequestLine:
    entry: str
    seat: str
    form: StatementForm
    requested_at: Instant


@dataclass(slots=True, kw_only=True)
class Left:
    """What would stay undone if the sitting rose now: said before it is closed or adjourned.

    ``unheard`` are on the list and have not spoken, ``here`` of them under the current item; ``requests`` wait to
    be decided; ``items`` are ahead or were left open.
    """

    unheard: int
    here: int
    requests: int
    items: list[int]


@dataclass(slots=True, kw_only=True)
class PersonLine:
    """Somebody in the hall. ``part``: ``officer``, ``adviser``, ``simulated`` or ``head``."""

    person: str
    seat: str
    part: str


@dataclass(slots=True, kw_only=True)
class ShownOutLine:
    person: str
    seat: str
    reason: str
    at: Instant


@dataclass(slots=True, kw_only=True)
class Order:
    """For whoever keeps order: who is in the hall and may be shown out of it, and who was."""

    people: list[PersonLine]
    out: list[ShownOutLine]


@dataclass(slots=True, kw_only=True)
class Podium:
    """For whoever presides. ``words`` names the formula to offer, by key of the web's catalogue."""

    next: Step
    alerts: list[Alert]
    requests: list[RequestLine]
    officers: list[OfficerCard]
    words: str
    thanks: str
    """Seat to be thanked in the formula; empty when none."""
    papers: list[PaperDoc]
    automatic: bool
    """The sitting was suspended by itself, and the chair has yet to confirm it."""
    may_play: bool
    """The statement that is held has a recorded form, which may be played instead."""
    closing_notice_s: int
    """Seconds by which the closing of the list is announced before it may be put (rulebook)."""
    left: Left
    order: Order


@dataclass(slots=True, kw_only=True)
class Ability:
    """Whether this seat's head may do something now; if not, the code of the refusal that would come."""

    may: bool
    why_not: str


@dataclass(slots=True, kw_only=True)
class CorrectionDoc:
    """What this delegation last wanted corrected in its name or title, and what became of it."""

    key: str
    words: str
    at: Instant
    phase: CorrectionPhase
    reason: str
    """Why it was declined."""


@dataclass(slots=True, kw_only=True)
class CorrectionSlot:
    correction: CorrectionDoc | None


@dataclass(slots=True, kw_only=True)
class NotesMark:
    """Number of the delegation's latest note; the notes themselves are asked for."""

    last: int


@dataclass(slots=True, kw_only=True)
class Desk:
    """For one seat. ``microphone`` is a code: ``open``, ``offered``, ``not_given``, ``held``, ``point`` and others"""

    seat: str
    voice: str
    people: dict[str, Presence]
    simulated: bool
    level: Level
    title: dict[str, str]
    entry: SpeakerLine | None
    place: int
    """1 for the next speaker; 0 when not on the list."""
    pending: str
    """Key of a request still to be decided; empty when none."""
    swap_offers: list[SpeakerLine]
    microphone: str
    my_point: PointDoc | None
    ruled: PointDoc | None
    """The point whose ruling may still be appealed: until the meeting's next business (UNGA rule 71)."""
    objected: bool
    request: Ability
    withdraw: Ability
    point: Ability
    object: Ability
    begin: Ability
    end: Ability
    appeal: Ability


@dataclass(slots=True, kw_only=True)
class DelegationRow:
    seat: str
    kind: SeatKind
    region: str
    level: Level
    presence: Presence
    voice: str
    people: dict[str, Presence]
    simulated: bool
    check: str
    place: int
    entry: str
    phase: EntryPhase | None
    form: StatementForm
    spoken_ms: int


@dataclass(slots=True, kw_only=True)
class CorrectionLine:
    """A correction to decide; ``person`` asked for it."""

    key: str
    seat: str
    person: str
    words: str
    at: Instant


@dataclass(slots=True, kw_only=True)
class SecretariatDoc:
    rows: list[DelegationRow]
    requests: list[RequestLine]
    corrections: list[CorrectionLine]
    next: Step
    quorum_to_open: int
    members_present: int


@dataclass(slots=True, kw_only=True)
class OnRoll:
    """Somebody accredited: in what capacity, for which seat, booth (a language) or post, on what ground (a code)."""

    person: str
    capacity: Capacity
    seat: str
    booth: str
    post: str
    ground: str
    presence: Presence


@dataclass(slots=True, kw_only=True)
class RollDoc:
    """Who is accredited now, understudies apart, in the order in which they were; ``may``: the capacities that a
    secretary accredits."""

    people: list[OnRoll]
    may: list[Capacity]


@dataclass(slots=True, kw_only=True)
class BodyMark:
    """The pages of a body are asked for again when ``version`` moves: that of the latest act the reader may know of."""

    version: int


@dataclass(slots=True, kw_only=True)
class RecordMark:
    """``examined``: why the book is for reading only, as in `rostrum.record.audit.Finding`; empty where all fits.
    ``sound``: how many of its entries hold and are shown."""

    examined: Literal["", "unreadable", "broken", "cut_short", "rewritten", "other_key", "log_damaged"]
    sound: int


@dataclass(slots=True, kw_only=True)
class Views:
    """Documents by name; an event holds those that changed for its audience, the first event all of them."""

    meeting: MeetingDoc | None = None
    seats: Seats | None = None
    stage: Stage | None = None
    agenda: Agenda | None = None
    speakers: Speakers | None = None
    question: QuestionSlot | None = None
    decisions: Decisions | None = None
    chamber: Chamber | None = None
    air: Air | None = None
    podium: Podium | None = None
    desk: Desk | None = None
    correction: CorrectionSlot | None = None
    notes: NotesMark | None = None
    announcements: Announcements | None = None
    secretariat: SecretariatDoc | None = None
    roll: RollDoc | None = None
    record: RecordMark | None = None
    body: BodyMark | None = None


@dataclass(slots=True, kw_only=True)
class StreamEvent:
    """Body of one event of a stream: ``version`` of the book, ``at`` the server's clock when sent. ``channel`` is the
    number of what was asked for, where a stream carries several."""

    version: int
    at: Instant
    views: Views = field(default_factory=Views)
    channel: int = 0


SITTING = ("meeting", "seats", "stage", "agenda", "speakers", "question", "decisions", "chamber", "air",
           "announcements", "record")  # fmt: skip

AUDIENCES: dict[str, tuple[str, ...]] = {
    "lobby": (
        "meeting",
        "seats",
        "stage",
        "agenda",
        "speakers",
        "decisions",
        "chamber",
        "announcements",
        "record",
    ),
    "gallery": SITTING,
    "desk": (*SITTING, "desk", "correction", "notes"),
    "podium": (*SITTING, "podium"),
    "secretariat": (*SITTING, "podium", "secretariat", "roll"),
}
"""Which documents each audience is sent; in the lobby, whoever has a seat is sent its ``correction`` too."""

ROOM_CAPACITIES: dict[str, frozenset[Capacity] | None] = {
    "lobby": None,
    "gallery": None,
    "desk": frozenset(
        {
            Capacity.HEAD,
            Capacity.ALTERNATE,
            Capacity.DELEGATE,
            Capacity.ADVISER,
            Capacity.ORGANISATION,
            Capacity.OBSERVER,
        }
    ),
    "podium": frozenset({Capacity.CHAIR, Capacity.VICE_CHAIR}),
    "secretariat": frozenset(
        {
            Capacity.SECRETARY,
            Capacity.CLERK,
            Capacity.TECHNICIAN,
            Capacity.DOCUMENTS,
            Capacity.PROTOCOL,
            Capacity.LEGAL,
        }
    ),
}
"""Who may be which audience; None: everybody."""
