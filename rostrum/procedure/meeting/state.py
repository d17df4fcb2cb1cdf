"""The state of a meeting, folded from its acts. Folding changes it in place; nothing else may."""

from dataclasses import dataclass, field

from rostrum.procedure.meeting.facts import Accreditation, AgendaItem, Officer, Paper, Seat
from rostrum.procedure.rulebook import Rulebook
from rostrum.procedure.words import (
    Capacity,
    CorrectionPhase,
    EntryPhase,
    FloorEnd,
    FloorPhase,
    Instant,
    ItemPhase,
    Level,
    ListPhase,
    PointPhase,
    Presence,
    QuestionAbout,
    QuestionPhase,
    Ruling,
    Segment,
    SittingPhase,
    StatementForm,
    Texts,
    TieRule,
)


@dataclass(slots=True)
class Person:
    """Somebody on the roll. ``withdrawn`` is the reason for which they are no longer accredited, else empty;
    ``inferred``: nobody accredited them, they follow from the seats of a book from before there were rolls."""

    line: Accreditation
    inferred: bool = False
    withdrawn: str = ""
    presence: Presence = Presence.ABSENT

    @property
    def person(self) -> str:
        return self.line.person

    @property
    def capacity(self) -> Capacity:
        return self.line.capacity

    @property
    def seat(self) -> str:
        return self.line.seat

    @property
    def post(self) -> str:
        return self.line.post

    @property
    def speaks(self) -> bool:
        return self.line.speaks

    @property
    def simulated(self) -> bool:
        return self.line.simulated


@dataclass(slots=True)
class SeatState:
    """A seat and who is in it. ``persons`` are those of the roll who have come in for it, in the order of entering.

    ``lost_at`` is set while nobody who may speak for the seat is connected, after somebody was.
    """

    fact: Seat
    level: Level
    title: Texts
    style: Texts
    person: Texts
    persons: dict[str, Person] = field(default_factory=dict[str, Person])
    lost_at: Instant | None = None
    check: str = ""
    levelled_at: Instant = 0
    """When its level or title was last changed; 0: as convened."""
    spoken_ms: int = 0

    @property
    def voice(self) -> str:
        """The person who speaks for the seat: the latest human there, else the latest simulated one.

        An adviser is never the voice; a person whose line is lost still is.
        """
        speaker = self.speaker
        return speaker.person if speaker is not None else ""

    @property
    def speaker(self) -> Person | None:
        """Who is the voice."""
        held = [one for one in self.persons.values() if one.presence is not Presence.ABSENT and one.speaks]
        humans = [one for one in held if not one.simulated]
        return (humans or held or [None])[-1]

    @property
    def people(self) -> dict[str, Presence]:
        """Presence by person, in the order of entering."""
        return {key: one.presence for key, one in self.persons.items()}

    @property
    def simulated(self) -> bool:
        """Whether the voice is an understudy's."""
        return self.speaker is not None and self.speaker.simulated

    @property
    def presence(self) -> Presence:
        return self.speaker.presence if self.speaker is not None else Presence.ABSENT

    @property
    def connected(self) -> bool:
        """Whether anybody who may speak for the seat is in the hall with a good line."""
        return any(one.presence is Presence.PRESENT and one.speaks for one in self.persons.values())


@dataclass(slots=True)
class ItemState:
    fact: AgendaItem
    phase: ItemPhase = ItemPhase.AHEAD
    heard: set[str] = field(default_factory=set[str])
    """Seats that have made a statement under this item."""


@dataclass(slots=True)
class Entry:
    """A place on the speakers' list."""

    key: str
    seat: str
    item: int
    phase: EntryPhase
    form: StatementForm
    requested_at: Instant
    segment: Segment = Segment.OTHERS
    rank: int = 99
    tie: int = 0
    swap_with: str = ""
    attempts: int = 0
    reason: str = ""
    used_ms: int = 0
    """Time already spoken by a speaker who was passed over."""
    moved: bool = False
    """True once its place was given by an act rather than by its ranks."""
    sort: tuple[int, ...] = ()
    """Its ranks: item, segment, category, tie, number of the request."""


@dataclass(slots=True)
class SpeakersList:
    """``order`` holds the keys of inscribed entries, next speaker first; ``requests`` those to decide."""

    phase: ListPhase = ListPhase.NOT_OPEN
    item: int | None = None
    tie_rule: TieRule = TieRule.INSCRIPTION
    closes_at: Instant | None = None
    opened_at: Instant | None = None
    order: list[str] = field(default_factory=list[str])
    requests: list[str] = field(default_factory=list[str])
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    live: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    """The one entry that a seat may have under an item, from the request to the end of the statement."""
    irregular: bool = False
    """True once some entry's place does not follow from its ranks."""


@dataclass(slots=True)
class Floor:
    """Who has the floor. Time used is ``used_ms``, plus the time since ``running_since`` if set."""

    phase: FloorPhase = FloorPhase.IDLE
    seat: str = ""
    entry: str = ""
    form: StatementForm = StatementForm.LIVE
    language: str = ""
    limit_ms: int | None = None
    used_ms: int = 0
    running_since: Instant | None = None
    offered_at: Instant | None = None
    grace_until: Instant | None = None
    held_since: Instant | None = None
    hold_cause: str = ""
    credited_ms: int = 0
    warned: int = 0
    before_interruption: FloorPhase = FloorPhase.IDLE
    interrupted_at: Instant | None = None
    began: Instant | None = None
    offered_version: int = 0
    """Version of the book at which the floor was offered; names the deadline of the offer."""

    def used_at(self, now: Instant) -> int:
        """Milliseconds of speech at ``now``."""
        return self.used_ms + (now - self.running_since if self.running_since is not None else 0)


@dataclass(slots=True)
class Statement:
    """A statement made; ``net_ms`` is speech without the time that the line was lost."""

    seat: str
    item: int | None
    entry: str
    form: StatementForm
    began: Instant
    ended: Instant
    net_ms: int
    cause: FloorEnd


@dataclass(slots=True)
class Point:
    key: str
    seat: str
    phase: PointPhase
    raised_at: Instant
    against: str = ""
    """The seat that had the floor when it was raised."""
    limit_s: int = 0
    heard_at: Instant | None = None
    begun_at: Instant | None = None
    words: str = ""
    ruling: Ruling | None = None
    rule: str = ""
    ruling_words: str = ""
    appealed_by: str = ""
    stands: bool | None = None
    """Whether the ruling stood on appeal; None where it was not appealed, or is not decided."""


@dataclass(slots=True)
class Objection:
    seat: str
    at: Instant
    words: str
    proposed: str
    withdrawn: bool = False


@dataclass(slots=True)
class Candidacy:
    """For an office of the body; ``until`` is the planned end of the term, empty when none is set."""

    office: str
    seat: str
    until: str


@dataclass(slots=True)
class Question:
    key: str
    about: QuestionAbout
    item: int | None
    text: Texts
    paper: str
    sha256: Texts
    phase: QuestionPhase
    put_at: Instant
    closes_at: Instant
    connected: tuple[str, ...]
    objections: list[Objection] = field(default_factory=list[Objection])
    candidacy: Candidacy | None = None

    @property
    def standing(self) -> list[Objection]:
        """Objections not withdrawn."""
        return [o for o in self.objections if not o.withdrawn]


@dataclass(slots=True)
class Decision:
    key: str
    question: str
    about: QuestionAbout
    item: int | None
    text: Texts
    paper: str
    sha256: Texts
    at: Instant
    present: tuple[str, ...]
    offline: tuple[str, ...]
    prior: Texts
    positions_until: Instant
    """Until when who was cut off at the gavel may state a position after the sitting."""
    positions: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


@dataclass(slots=True)
class Suspension:
    reason: str
    since: Instant
    resumes_at: Instant | None
    present: tuple[str, ...] = ()
    """Seats that were in the hall when the sitting was suspended."""
    automatic: bool = False
    """It began by itself because the hall was away, and the presiding officer has yet to confirm it."""


@dataclass(slots=True)
class Correction:
    """What a delegation wants corrected in the name or title under which it appears, and what became of it."""

    key: str
    seat: str
    person: str
    words: str
    at: Instant
    phase: CorrectionPhase = CorrectionPhase.OPEN
    reason: str = ""


@dataclass(slots=True)
class ShownOut:
    """Why and when a person was shown out, and for which seat they had come in."""

    seat: str
    reason: str
    at: Instant


@dataclass(slots=True, kw_only=True)
class Announcement:
    """What an act has to say. ``to``: everybody when empty, else that seat alone with the podium and the
    secretariat; ``seat`` is of whom it speaks, ``concerns`` are the seats whose own matter it is."""

    version: int
    at: Instant
    kind: str
    to: str = ""
    seat: str = ""
    concerns: tuple[str, ...] = ()
    code: str = ""
    """Ground of a call to order, ruling, cause: by kind."""
    words: str = ""
    """As said or written by whoever acted."""
    rule: str = ""
    about: str = ""
    """Key of the question or decision."""
    until: Instant | None = None
    seconds: int = 0


@dataclass(slots=True)
class Meeting:
    """Everything a meeting is at one version of its book. Before it is convened ``rulebook`` is None."""

    book: str
    version: int = 0
    at: Instant = 0
    body: str = ""
    title: Texts = field(default_factory=dict[str, str])
    theme: Texts = field(default_factory=dict[str, str])
    format: str = ""
    zone: str = "UTC"
    accent: str = ""
    opens: Instant = 0
    notice: int = 1
    private: bool = False
    """There for the accredited alone; to anybody else it is as if there were no such meeting (ADR 0032)."""
    languages: tuple[str, ...] = ()
    rulebook: Rulebook | None = None
    phase: SittingPhase = SittingPhase.PLANNED
    sitting: int = 0
    opened_at: Instant | None = None
    closed_at: Instant | None = None
    reason: str = ""
    seats: dict[str, SeatState] = field(default_factory=dict[str, SeatState])
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    """The roll, in the order of accreditation; who was withdrawn stays on it, as withdrawn."""
    officers: dict[str, Officer] = field(default_factory=dict[str, Officer])
    presiding: str = ""
    """Person who presides; ``chair_lost_at`` is set while that person's line is lost."""
    chair_lost_at: Instant | None = None
    hall_lost_at: Instant | None = None
    """Since when the hall itself is away, or nobody could be heard; None while it is there."""
    hall_grace_from: Instant | None = None
    """From when its grace runs: its loss, or the return of a house that was away with it."""
    house_back_at: Instant | None = None
    """Set from the return of the house until somebody can be heard again."""
    shown_out: dict[str, ShownOut] = field(default_factory=dict[str, ShownOut])
    """Persons who are not let in, until readmitted."""
    corrections: dict[str, Correction] = field(default_factory=dict[str, Correction])
    agenda: dict[int, ItemState] = field(default_factory=dict[int, ItemState])
    item: int | None = None
    agenda_adopted: bool = False
    papers: dict[str, Paper] = field(default_factory=dict[str, Paper])
    speakers: SpeakersList = field(default_factory=SpeakersList)
    floor: Floor = field(default_factory=Floor)
    attended: dict[str, None] = field(default_factory=dict[str, None])
    """Seats that somebody was in while a sitting was held, in the order in which they came."""
    statements: list[Statement] = field(default_factory=list[Statement])
    points: dict[str, Point] = field(default_factory=dict[str, Point])
    open_points: list[str] = field(default_factory=list[str])
    """Points not yet ruled on, or under appeal, in the order in which they were raised."""
    appealable: str = ""
    """The point whose ruling may still be appealed: until the next act of the meeting's business."""
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    question: str = ""
    """The question that is put, objected or in consultation; empty when none is."""
    decisions: dict[str, Decision] = field(default_factory=dict[str, Decision])
    adopted: dict[str, str] = field(default_factory=dict[str, str])
    """Decision by which each paper was adopted."""
    elected: dict[str, Candidacy] = field(default_factory=dict[str, Candidacy])
    """Who was elected to which office of the body, by decision."""
    suspension: Suspension | None = None
    frozen: str = ""
    """Reason of the freeze; empty when the chamber is not frozen."""
    adjourned_to: Instant | None = None
    announcements: dict[str, list[Announcement]] = field(default_factory=dict[str, list[Announcement]])
    """What was last told: to everybody under the empty key, to one delegation under its own."""
    changed: dict[str, int] = field(default_factory=dict[str, int])
    """Version at which each matter last changed on which a press may rest (``matters``)."""

    @property
    def rules(self) -> Rulebook:
        """The frozen rulebook; every meeting that was convened has one."""
        if self.rulebook is None:
            raise LookupError(f"{self.book} has not been convened")
        return self.rulebook

    @property
    def chair_seat(self) -> str:
        officer = self.officers.get(self.presiding)
        return officer.seat if officer else ""
