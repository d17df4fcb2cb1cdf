"""What a body's acts are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostrum.procedure.meeting.facts import AgendaItem, Paper
from rostrum.procedure.words import Capacity, Instant, LetterForm, Level, SeatKind, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What somebody is in a body. ``person`` is an opaque key, never a name."""

    person: str
    capacity: Capacity
    code: str = ""
    """The member for which a representative answers, or whose officer presides."""
    scheme: str = ""
    group: str = ""
    """The group that a group chair chairs, of that scheme."""
    ground: str = ""
    """On what, as a code: ``appointment``, ``election``, ``founding``, ``rehearsal`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of a scheme: a region, an income class, a caucus."""

    key: str
    name: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who took part in a past meeting. ``level`` is empty where no source names it."""

    code: str
    level: Level | None = None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDocument:
    symbol: str
    title: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingPlan:
    """One sitting of a programme: ISO 8601 local date and times in the meeting's zone."""

    date: str
    begins: str
    ends: str
    title: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation to one state or organisation; the reply page's key is kept only as its SHA-256.

    Where its letters go stands in the ledger under the key ``mailbox``, so that it can be forgotten (ADR 0045); on
    record are the SHA-256 of each address behind a salt that is forgotten with it. ``addresses`` are in an intent those
    that the rules weigh; on record, those of books that the first release wrote.
    """

    code: str
    kind: SeatKind
    language: str
    reply_sha256: str
    mailbox: str = ""
    digests: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    replaces: str = ""
    """The member of the group that declined, in whose place this one is invited; empty for all others."""
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    name: Texts = field(default_factory=dict[str, str])
    """Of a guest whom neither the body nor the facts name; empty for all others."""
    by_hand: bool = False
    """The letter is printed and handed over, as to a mission next door: no mail goes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """How letters are written. ``number`` empty: the house counts. A letter is signed by ``signatory``, whose office
    ``title`` names in the languages of the letters; a note verbale bears neither."""

    form: LetterForm = LetterForm.NOTE
    number: str = ""
    signatory: str = ""
    title: Texts = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What letters and calendars say of a meeting: all of it, as it is to be. ``opens``, ``reply_by``: UTC ms."""

    title: Texts
    theme: Texts
    place: str
    zone: str
    opens: Instant
    programme: tuple[SittingPlan, ...] = ()
    by_video: bool = True
    reply_by: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOfficer:
    """Whose delegation presides, and in what office: `President of the Movement`. Who it is stands on the roll."""

    seat: str
    title: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What a called meeting will be convened with, beside what its call says. ``officers`` in order of designation: the
    first presides. ``changes``: by field of the rulebook, `limits.minister` for one of its limits (`rule_changes`).
    ``kept``: delegations that have not answered and for which a place is kept. ``precedence``: the order of protocol
    that the chair has set; whoever it does not name follows by level and name."""

    agenda: tuple[AgendaItem, ...] = ()
    papers: tuple[Paper, ...] = ()
    officers: tuple[NamedOfficer, ...] = ()
    rulebook: str = ""
    changes: Mapping[str, int | None] = field(default_factory=dict[str, "int | None"])
    kept: tuple[str, ...] = ()
    precedence: tuple[str, ...] = ()
