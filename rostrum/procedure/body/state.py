"""The state of a body, folded from its acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rostrum.procedure.body.facts import (
    Group,
    Invitation,
    Letterhead,
    OutcomeDocument,
    Participant,
    Particulars,
    Post,
    Preparation,
    SittingPlan,
)
from rostrum.procedure.words import Instant, Level, SeatKind, Texts


@dataclass(slots=True)
class Membership:
    """``left`` is empty while the member belongs to the body; ``suspended`` since when, if so."""

    code: str
    joined: str
    groups: dict[str, str]
    source: str = ""
    name: Texts = field(default_factory=dict[str, str])
    suspended: str = ""
    left: str = ""
    reason: str = ""


@dataclass(slots=True)
class Observership:
    code: str
    kind: SeatKind
    name: Texts
    since: str
    source: str = ""
    left: str = ""


@dataclass(slots=True)
class Scheme:
    key: str
    name: Texts
    groups: dict[str, Group]
    source: str = ""
    patterns: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])


@dataclass(slots=True)
class Term:
    """Planned end, extension decisions and actual end are three things (the chair, 2019–2024)."""

    key: str
    office: str
    holder: str
    begins: str
    planned_end: str
    elected_at: str = ""
    by: str = ""
    group: str = ""
    source: str = ""
    title: Texts = field(default_factory=dict[str, str])
    holder_name: Texts = field(default_factory=dict[str, str])
    extensions: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    ended: str = ""
    handed_over_to: str = ""
    priorities: tuple[Texts, ...] = ()


@dataclass(slots=True)
class Answer:
    answer: str
    at: Instant
    level: Level | None = None
    title: Texts = field(default_factory=dict[str, str])
    form: str = ""
    remark: str = ""
    on_behalf: bool = False


@dataclass(slots=True)
class MeetingLine:
    """A meeting in the body's history or plans. ``past`` ones were recorded, others called here."""

    key: str
    format: str
    title: Texts
    theme: Texts
    place: str
    zone: str
    past: bool
    by_video: bool = False
    private: bool = False
    began: str = ""
    ended: str = ""
    opens: Instant | None = None
    languages: tuple[str, ...] = ()
    programme: tuple[SittingPlan, ...] = ()
    participants: tuple[Participant, ...] = ()
    outcomes: tuple[OutcomeDocument, ...] = ()
    scheme: str = ""
    source: str = ""
    changes: list[tuple[Instant, Particulars]] = field(default_factory=list[tuple[Instant, Particulars]])
    """When it was changed, and what it was before. Lists of a line are replaced, never appended to in place."""
    called_off: str = ""
    called_off_at: Instant = 0
    composition: str = ""
    invitations: dict[str, Invitation] = field(default_factory=dict[str, Invitation])
    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])
    invited_at: Instant = 0
    """Of the first round; ``written_at`` says when each was invited."""
    corrected: dict[str, int] = field(default_factory=dict[str, int])
    """How often the addresses of an invitation were corrected."""
    written_at: dict[str, Instant] = field(default_factory=dict[str, Instant])
    reply_by: Instant | None = None
    rounds: list[Instant] = field(default_factory=list[Instant])
    """When letters about the meeting were written, the invitations first."""
    letterhead: Letterhead | None = None
    reminded: dict[str, Instant] = field(default_factory=dict[str, Instant])
    start: Instant | None = None
    hours: Mapping[str, int] = field(default_factory=dict[str, int])
    preparation: Preparation = field(default_factory=Preparation)
    book: str = ""
    """Of the meeting itself, once it is convened; then ``convened_at`` says when that was ordered."""
    convened_at: Instant = 0

    def addressee(self, code: str) -> str:
        """Under what letters to somebody go, and are kept: another one when the addresses were corrected, for who reads
        the letter then has had none."""
        times = self.corrected.get(code, 0)
        return f"{code}~{times}" if times else code

    @property
    def sequence(self) -> int:
        """How often its entry in calendars was changed or withdrawn (RFC 5545, 3.8.7.4)."""
        return len(self.changes) + bool(self.called_off)


@dataclass(slots=True)
class Composition:
    key: str
    meeting: str
    request: Mapping[str, Any]
    seats: Mapping[str, int]
    members: tuple[str, ...]
    sheet_sha256: str
    rulebook: str
    label: str
    at: Instant
    overrides: list[tuple[str, bool, str, str]] = field(default_factory=list[tuple[str, bool, str, str]])
    """``(code, seated, by, reason)`` in order; ``members``, ``seats`` and the sheet are those with them."""
    by_rule: tuple[str, ...] = ()
    """Members as proposed, before any override."""
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedLot:
    """``entry``: of the body's book, where it stands."""

    source: str
    known_at: Instant
    at: Instant
    entry: int


@dataclass(slots=True)
class Body:
    """Everything a body is at one version of its book."""

    book: str
    version: int = 0
    public_version: int = 0
    """Version after the latest act that everybody may read."""
    at: Instant = 0
    key: str = ""
    name: Texts = field(default_factory=dict[str, str])
    short: str = ""
    founded: str = ""
    source: str = ""
    languages: tuple[str, ...] = ()
    rulebook: str = ""
    accent: str = ""
    symbol_grammar: str = ""
    letterhead: Letterhead | None = None
    posts: dict[str, Post] = field(default_factory=dict[str, Post])
    """By person, in the order in which they were first given."""
    withdrawn: dict[str, str] = field(default_factory=dict[str, str])
    """Persons who hold no post any more, each with the reason."""
    schemes: dict[str, Scheme] = field(default_factory=dict[str, Scheme])
    members: dict[str, Membership] = field(default_factory=dict[str, Membership])
    former: list[Membership] = field(default_factory=list[Membership])
    observers: dict[str, Observership] = field(default_factory=dict[str, Observership])
    terms: dict[str, Term] = field(default_factory=dict[str, Term])
    meetings: dict[str, MeetingLine] = field(default_factory=dict[str, MeetingLine])
    compositions: dict[str, Composition] = field(default_factory=dict[str, Composition])
    lots: dict[str, AnnouncedLot] = field(default_factory=dict[str, AnnouncedLot])

    def members_on(self, date: str) -> list[Membership]:
        """Members on an ISO date: joined by then (a bare year counts from its first day), not yet left."""
        every = [*self.members.values(), *self.former]
        return [m for m in every if m.joined[:10] <= date and (not m.left or date < m.left)]
