"""Acts of a meeting: what happened. They are the only thing of the procedure that is stored.

Instants are milliseconds UTC, durations say their unit in their name. A field once recorded keeps its
meaning for ever; new fields get defaults.
"""

from dataclasses import field

from rostrum.procedure.machine import act
from rostrum.procedure.meeting.facts import Accreditation, AgendaItem, Officer, Paper, Seat
from rostrum.procedure.rulebook import Rulebook
from rostrum.procedure.words import (
    FloorEnd,
    Instant,
    Level,
    QuestionAbout,
    Ruling,
    Segment,
    StatementForm,
    Texts,
    TieRule,
    Visibility,
)

# M1 — the sitting


@act
class MeetingConvened:
    body: str
    title: Texts
    theme: Texts
    format: str
    zone: str
    opens: Instant
    languages: tuple[str, ...]
    rulebook: Rulebook
    seats: tuple[Seat, ...]
    officers: tuple[Officer, ...]
    """In order of designation: the first presides, the next takes over when the line is lost."""
    agenda: tuple[AgendaItem, ...]
    papers: tuple[Paper, ...] = ()
    accent: str = ""
    by_roll: bool = False
    """Its roll follows, a person an act. Else the meeting is from before there were rolls, and its persons are
    those that follow from its seats and officers (ADR 0036)."""


@act
class ConvenedPrivately:
    """Beside the convening: the meeting is private, and there for the accredited alone (UNGA rule 60)."""


@act
class ConvenedPublicly:
    """What was convened privately is from now on there for everybody, its record from the beginning."""


@act
class NoticeAmended:
    number: int
    opens: Instant
    reason: str


@act
class MeetingCancelled:
    reason: str


@act
class SeatAdded:
    """A delegation that comes to a meeting convened already."""

    seat: Seat


@act
class LobbyOpened:
    sitting: int


@act
class SittingOpened:
    sitting: int
    presiding: str
    present: tuple[str, ...]
    quorum: int
    waived_by: str = ""


@act
class AgendaAdopted:
    question: str


@act
class ItemCalled:
    number: int


@act
class ItemConcluded:
    number: int
    left_open: bool = False


@act
class SittingSuspended:
    reason: str
    resumes_at: Instant | None = None


@act
class SuspensionConfirmed:
    """The presiding officer confirms a suspension that began by itself, with the hour where it is known."""

    resumes_at: Instant | None = None


@act
class SittingResumed:
    missing: tuple[str, ...]
    presiding: str


@act
class SittingAdjourned:
    to: Instant
    reason: str
    carried_over: tuple[str, ...] = ()
    """Entries left on the speakers' list, in their order."""


@act
class SittingClosed:
    decisions: tuple[str, ...]


@act
class ChairChanged:
    """Another officer presides. ``cause``: ``designated``, ``returned`` or ``line_lost``."""

    outgoing: str
    incoming: str
    cause: str


@act
class ChamberFrozen:
    """Everything but the podium is muted and blanked at once (a hostile takeover, a leak)."""

    reason: str


@act
class ChamberUnfrozen:
    pass


@act
class HallFailed:
    """The hall itself is away: a failure of the host's side, that says nothing about anybody's line."""


@act
class HallRestored:
    away_ms: int


@act
class HouseReturned:
    """The house itself was away from ``since`` until this act: nothing could be seen, said or asked of it."""

    since: Instant


# The roll


@act
class PersonAccredited:
    accreditation: Accreditation


@act
class AccreditationChanged:
    """From now on the person is what this says, and nothing of what they were."""

    accreditation: Accreditation
    reason: str


@act
class AccreditationWithdrawn:
    person: str
    seat: str
    reason: str


# Presence


@act
class PersonEntered:
    """Into the hall, without a seat: an interpreter, a legal adviser, the press."""

    person: str


@act
class PersonLeft:
    person: str


@act
class PersonShownOut:
    """By whoever presides, or the secretary. They stay out until they are readmitted."""

    person: str
    seat: str
    reason: str


@act
class PersonReadmitted:
    person: str
    seat: str


@act
class SeatTaken:
    """A person entered the hall for a seat. The latest to enter has its voice; an adviser never has."""

    seat: str
    person: str
    simulated: bool = False
    adviser: bool = False


@act
class SeatLeft:
    seat: str
    person: str


@act
class LineLost:
    seat: str
    person: str


@act
class LineBack:
    seat: str
    person: str


@act
class LineChecked:
    """A delegation's own line check: ``verdict`` is ``good``, ``weak`` or ``bad``."""

    seat: str
    person: str
    verdict: str
    round_trip_ms: int
    loss_per_mille: int
    microphone: bool
    camera: bool


@act
class LevelChanged:
    seat: str
    level: Level
    title: Texts
    reason: str
    style: Texts = field(default_factory=dict[str, str])
    person: Texts = field(default_factory=dict[str, str])


@act
class CorrectionRequested:
    """A delegation says that the name or title under which it appears is wrong, and what it should be."""

    correction: str
    seat: str
    words: str


@act
class CorrectionMade:
    correction: str
    seat: str


@act
class CorrectionDeclined:
    correction: str
    seat: str
    reason: str


# M2 — the floor


@act
class FloorOffered:
    seat: str
    entry: str
    limit_s: int | None
    grace_until: Instant
    form: StatementForm = StatementForm.LIVE


@act
class FloorTaken:
    seat: str
    language: str


@act
class RecordedStatementStarted:
    seat: str
    introduced_by: str


@act
class OfferLapsed:
    seat: str
    attempts: int


@act
class FloorHeld:
    """The clock stops: the speaker's line is lost (``line_lost``, ``seat_left``), the hall is away
    (``hall_failed``), or whatever else the chair gives as cause."""

    seat: str
    cause: str


@act
class FloorResumed:
    seat: str
    credited_ms: int


@act
class FloorExtended:
    seconds: int


@act
class SpeakerCalledToOrder:
    seat: str
    ground: str
    """``time`` or ``relevance``."""
    words: str = ""


@act
class FloorEnded:
    seat: str
    entry: str
    cause: FloorEnd
    net_ms: int
    over_ms: int
    reason: str = ""


# M2a — the speakers' list


@act
class ListOpened:
    item: int
    tie_rule: TieRule
    closes_at: Instant | None = None


@act
class FloorRequested:
    """A wish to speak that somebody has yet to decide (guests, observers, a list already closed)."""

    entry: str
    seat: str
    form: StatementForm
    item: int | None = None


@act
class SpeakerInscribed:
    entry: str
    seat: str
    segment: Segment
    rank: int
    """Category rank of the level (rulebook ``level_rank``)."""
    tie: int
    """Tie rank inside segment and category, by the list's tie rule."""
    form: StatementForm
    requested_at: Instant
    reason: str = ""
    item: int | None = None
    """Item under which the statement is made; None: the item for which the list is open."""


@act
class RequestDeclined:
    entry: str
    reason: str


@act
class SpeakerWithdrawn:
    entry: str


@act
class TextTaken:
    """Whoever waited or was absent when called has delivered the statement in writing."""

    entry: str
    seat: str


@act
class SpeakerMoved:
    """``before`` is the entry that the moved one now precedes; empty: the end of the list."""

    entry: str
    before: str
    reason: str


@act
class SwapProposed:
    entry: str
    other: str


@act
class SpeakersSwapped:
    entry: str
    other: str


@act
class SpeakerReordered:
    """The entry was sorted anew because the level of its delegation changed."""

    entry: str
    rank: int
    tie: int


@act
class ListClosingAnnounced:
    closes_at: Instant


@act
class ListClosed:
    entries: tuple[str, ...]
    """The list as it stood at closing."""


@act
class ListReopened:
    reason: str


# M3 — points of order


@act
class PointRaised:
    point: str
    seat: str


@act
class PointHeard:
    point: str
    limit_s: int


@act
class PointBegun:
    """Its raiser opened the microphone. Books from before this act go from ``PointHeard`` to ``PointStated``."""

    point: str


@act
class PointStated:
    point: str
    words: str


@act
class PointRuled:
    point: str
    ruling: Ruling
    rule: str
    words: str


@act
class RulingAppealed:
    point: str
    seat: str


@act
class AppealDecided:
    point: str
    stands: bool
    in_favour: int
    against: int


@act
class PointWithdrawn:
    point: str


# M5, short form — a question put


@act
class QuestionPut:
    question: str
    about: QuestionAbout
    item: int | None
    text: Texts
    paper: str
    sha256: Texts
    closes_at: Instant
    connected: tuple[str, ...]
    not_connected: tuple[str, ...]


@act
class CandidatePut:
    """Whom the question just put is to elect, to which office of the body, and until when (M7)."""

    question: str
    office: str
    seat: str
    until: str


@act
class OfficerElected:
    """By acclamation: the question was put and nobody objected. ``decision`` is the one that elects."""

    decision: str
    office: str
    seat: str
    until: str


@act
class WindowReopened:
    """The time for objections begins anew, because it ran while the hall was away."""

    question: str
    closes_at: Instant


@act
class ObjectionMade:
    """By the seat itself; or, where the chair or the secretary is the actor, by voice and recorded for it."""

    question: str
    seat: str
    words: str
    proposed: str = ""


@act
class ObjectionWithdrawn:
    question: str
    seat: str


@act
class QuestionToConsultation:
    question: str


@act
class QuestionWithdrawn:
    question: str
    reason: str


@act
class DecisionTaken:
    """The gavel. ``prior`` refers to the procedure that agreed the text where it is considered adopted."""

    question: str
    decision: str
    about: QuestionAbout
    item: int | None
    text: Texts
    paper: str
    sha256: Texts
    present: tuple[str, ...]
    offline: tuple[str, ...]
    prior: Texts


@act
class PositionStated:
    """``kind``: ``explanation``, ``reservation`` or ``dissociation``. It does not undo adoption."""

    decision: str
    seat: str
    kind: str
    text: str


ACTS: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        MeetingConvened, ConvenedPrivately, ConvenedPublicly,
        NoticeAmended, MeetingCancelled, LobbyOpened, SittingOpened, AgendaAdopted,
        ItemCalled, ItemConcluded, SittingSuspended, SittingResumed, SittingAdjourned, SittingClosed,
        ChairChanged, ChamberFrozen, ChamberUnfrozen, SeatTaken, SeatLeft, LineLost, LineBack, LineChecked,
        LevelChanged, FloorOffered, FloorTaken, RecordedStatementStarted, OfferLapsed, FloorHeld,
        FloorResumed, FloorExtended, SpeakerCalledToOrder, FloorEnded, ListOpened, FloorRequested,
        SpeakerInscribed, RequestDeclined, SpeakerWithdrawn, SpeakerMoved, SwapProposed, SpeakersSwapped,
        SpeakerReordered, ListClosingAnnounced, ListClosed, ListReopened, PointRaised, PointHeard,
        PointStated, PointRuled, RulingAppealed, AppealDecided, PointWithdrawn, QuestionPut, ObjectionMade,
        ObjectionWithdrawn, QuestionToConsultation, QuestionWithdrawn, DecisionTaken, PositionStated,
        SuspensionConfirmed, HallFailed, HallRestored, HouseReturned, WindowReopened, TextTaken, CorrectionRequested,
        CorrectionMade, CorrectionDeclined, CandidatePut, OfficerElected, PointBegun,
        PersonShownOut, PersonReadmitted,
        SeatAdded, PersonAccredited, AccreditationChanged, AccreditationWithdrawn, PersonEntered, PersonLeft,
    )
}  # fmt: skip

VISIBILITY: dict[str, Visibility] = dict.fromkeys(ACTS, Visibility.PUBLIC) | {
    "LineChecked": Visibility.SECRETARIAT,
    "CorrectionRequested": Visibility.SECRETARIAT,
    "CorrectionMade": Visibility.SECRETARIAT,
    "CorrectionDeclined": Visibility.SECRETARIAT,
    "PersonAccredited": Visibility.DELEGATIONS,
    "AccreditationChanged": Visibility.DELEGATIONS,
    "AccreditationWithdrawn": Visibility.DELEGATIONS,
    "PersonEntered": Visibility.SECRETARIAT,
    "PersonLeft": Visibility.SECRETARIAT,
    "PersonShownOut": Visibility.DELEGATIONS,
    "PersonReadmitted": Visibility.DELEGATIONS,
    "FloorRequested": Visibility.DELEGATIONS,
    "RequestDeclined": Visibility.DELEGATIONS,
    "SwapProposed": Visibility.DELEGATIONS,
    "LevelChanged": Visibility.DELEGATIONS,
}
