"""The documents of a body's page: what doors answer and the web draws. Texts are in several languages by tag."""

from dataclasses import dataclass, field
from typing import Literal

from rostrum.procedure.words import Instant, ItemKind, LetterForm, Level, SeatKind
from rostrum.views.documents import PaperDoc


@dataclass(slots=True, kw_only=True)
class Place:
    """A state as the facts have it: United Nations short form by language, capital's zone, where it lies."""

    name: dict[str, str]
    formal: str
    zone: str
    lat: float | None
    lon: float | None
    subregion: str
    classes: list[str]


@dataclass(slots=True, kw_only=True)
class GroupLine:
    key: str
    name: dict[str, str]
    members: int


@dataclass(slots=True, kw_only=True)
class SchemeLine:
    """``whole``: every member has a group, so that seats can be divided under it. ``patterns``: seats of old."""

    key: str
    name: dict[str, str]
    source: str
    whole: bool
    groups: list[GroupLine]
    patterns: dict[str, dict[str, int]]


@dataclass(slots=True, kw_only=True)
class MemberLine:
    """Dates are as precise as their source, empty where unknown. ``left`` is empty for members."""

    code: str
    name: dict[str, str]
    formal: str
    joined: str
    suspended: str
    left: str
    reason: str
    groups: dict[str, str]
    classes: list[str]
    subregion: str
    zone: str
    lat: float | None
    lon: float | None
    source: str


@dataclass(slots=True, kw_only=True)
class ObserverLine:
    code: str
    kind: SeatKind
    name: dict[str, str]
    since: str
    left: str
    source: str


@dataclass(slots=True, kw_only=True)
class ExtensionLine:
    until: str
    decision: str


@dataclass(slots=True, kw_only=True)
class TermLine:
    """``running``: on the day asked for."""

    term: str
    office: str
    title: dict[str, str]
    holder: str
    holder_name: dict[str, str]
    group: str
    begins: str
    planned_end: str
    extensions: list[ExtensionLine]
    ended: str
    handed_over_to: str
    elected_at: str
    by: str
    priorities: list[dict[str, str]]
    running: bool
    source: str


@dataclass(slots=True, kw_only=True)
class ParticipantLine:
    code: str
    level: Level | None
    form: str


@dataclass(slots=True, kw_only=True)
class OutcomeLine:
    symbol: str
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class SittingLine:
    date: str
    begins: str
    ends: str
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Tally:
    """Answers to the invitations, in numbers only: who answered what is the secretariat's to read."""

    invited: int
    accepted: int
    declined: int
    silent: int


@dataclass(slots=True, kw_only=True)
class LetterheadLine:
    """How letters are written. ``number`` as it will stand on the next, ``chosen_number`` where not the house's own."""

    form: LetterForm
    chosen_number: str
    number: str
    signatory: str
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class BodyMeetingLine:
    """``past`` ones were recorded as history; others were called here. ``began`` and ``ended`` are ISO days."""

    meeting: str
    format: str
    title: dict[str, str]
    theme: dict[str, str]
    place: str
    zone: str
    by_video: bool
    private: bool
    """Called privately, and not convened publicly yet."""
    past: bool
    began: str
    ended: str
    opens: Instant | None
    languages: list[str]
    programme: list[SittingLine]
    participants: list[ParticipantLine]
    outcomes: list[OutcomeLine]
    called_off: str
    changed_at: Instant | None
    """When it was changed last after it was called."""
    composition: str
    reply_by: Instant | None
    """For the secretariat and the chair only."""
    tally: Tally
    letterhead: LetterheadLine | None
    """For the secretariat and the chair only, of meetings to come."""
    hours: dict[str, int]
    source: str
    book: str
    """Of the meeting itself, once it is convened; empty where this reader may not know of it."""
    stage: Literal["called", "invited", "prepared", "convened", "past", "called_off"]


Mark = Literal[
    "present",
    "not_named",
    "unknown",
    "not_member",
    "planned",
    "invited",
    "accepted",
    "declined",
    "not_invited",
]
"""``not_named``: no source names it among those who took part, which is less than "absent"."""


@dataclass(slots=True, kw_only=True)
class HeatCell:
    mark: Mark
    level: Level | None = None


@dataclass(slots=True, kw_only=True)
class HeatRow:
    code: str
    cells: list[HeatCell]


@dataclass(slots=True, kw_only=True)
class HeatMap:
    """State × meeting: the cells of each row stand in the order of ``meetings``, oldest first."""

    meetings: list[str]
    rows: list[HeatRow]


@dataclass(slots=True, kw_only=True)
class Debts:
    """Rotation debt in seats on a day, by state and by group of a scheme; positive is owed a seat."""

    on: str
    scheme: str
    states: dict[str, float] = field(default_factory=dict[str, float])
    groups: dict[str, float] = field(default_factory=dict[str, float])
    greatest: float = 0.0


@dataclass(slots=True, kw_only=True)
class OverrideLine:
    code: str
    seated: bool
    by: str
    reason: str


@dataclass(slots=True, kw_only=True)
class CompositionLine:
    """``by_rule`` as proposed, ``members`` with the chair's overrides; the sheet is of the latter."""

    composition: str
    meeting: str
    label: str
    at: Instant
    on: str
    scheme: str
    method: str
    total: int
    seats: dict[str, int]
    members: list[str]
    by_rule: list[str]
    overrides: list[OverrideLine]
    accepted: bool
    sheet_sha256: str
    rulebook: str


@dataclass(slots=True, kw_only=True)
class LotSource:
    """A public value that was announced as the source of a lot, and when it becomes known."""

    source: str
    known_at: Instant
    at: Instant
    entry: int


@dataclass(slots=True, kw_only=True)
class BodyLine:
    """A body in the list of bodies."""

    key: str
    book: str
    version: int
    name: dict[str, str]
    short: str
    founded: str
    accent: str
    members: int
    chair: str
    """Code of who holds the chair today, empty where vacant."""


@dataclass(slots=True, kw_only=True)
class BodyPage:
    """Everything the body's page and the composition page need of a body, on one day."""

    key: str
    book: str
    version: int
    on: str
    name: dict[str, str]
    short: str
    founded: str
    languages: list[str]
    rulebook: str
    accent: str
    symbol_grammar: str
    source: str
    schemes: list[SchemeLine]
    members: list[MemberLine]
    former: list[MemberLine]
    observers: list[ObserverLine]
    terms: list[TermLine]
    troika: list[str]
    meetings: list[BodyMeetingLine]
    heat: HeatMap
    debts: Debts
    lots: list[LotSource]
    compositions: list[CompositionLine]
    """For the secretariat and the chair only; empty for others."""
    may_change: bool


@dataclass(slots=True, kw_only=True)
class ItemLine:
    number: int
    kind: ItemKind
    title: dict[str, str]
    speakers: list[SeatKind]
    paper: str


@dataclass(slots=True, kw_only=True)
class OfficerLine:
    """In order of designation; the first presides."""

    seat: str
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class RuleLine:
    """A rule that a meeting may set otherwise: ``value`` in force, ``usual`` the rulebook's own; seconds, None where no
    limit is set; 0 and 1 for no and yes where ``yes_or_no``. ``least`` and ``most`` bound it."""

    field: str
    value: int | None
    usual: int | None
    yes_or_no: bool
    unlimited: bool
    """Whether it may be set to no limit."""
    least: int
    most: int
    source: str


@dataclass(slots=True, kw_only=True)
class ShareDoc:
    """A share of members; exceeded where ``more_than``, else reached. A numerator of 0 sets no minimum."""

    numerator: int
    denominator: int
    more_than: bool


@dataclass(slots=True, kw_only=True)
class QuorumLine:
    """A quorum that a meeting may set otherwise: in force, and the rulebook's own. ``needed``: so many of the
    ``members`` seated as it is prepared now."""

    field: str
    value: ShareDoc
    usual: ShareDoc
    needed: int
    members: int
    source: str


@dataclass(slots=True, kw_only=True)
class SeatLine:
    """A seat as it will be convened: its place among its kind, and whether a delegation accepted or a place is kept."""

    seat: str
    kind: SeatKind
    name: dict[str, str]
    level: Level
    title: dict[str, str]
    region: str
    rank: int
    answer: Literal["accepted", "kept"]


@dataclass(slots=True, kw_only=True)
class PreparationPage:
    """A called meeting as it will be convened; once it is, ``book`` is that of the meeting."""

    meeting: str
    version: int
    book: str
    title: dict[str, str]
    theme: dict[str, str]
    place: str
    zone: str
    opens: Instant
    languages: list[str]
    private: bool
    agenda: list[ItemLine]
    papers: list[PaperDoc]
    officers: list[OfficerLine]
    rulebook: str
    rulebooks: list[str]
    changes: dict[str, int | None]
    rules: list[RuleLine]
    quorums: list[QuorumLine]
    seats: list[SeatLine]
    silent: list[str]
    declined: list[str]
    kept: list[str]


@dataclass(slots=True, kw_only=True)
class ParticipantRow:
    """A delegation on the list of participants, in the order of the language that was asked for."""

    seat: str
    kind: SeatKind
    name: str
    level: Level
    title: str
    head: str
    """Style and name of the head of delegation, where they were given."""
    attended: bool
