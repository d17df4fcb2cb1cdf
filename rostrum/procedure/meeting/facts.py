"""What a meeting is convened with: seats, officers, agenda, papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostrum.procedure.words import Capacity, ItemKind, Level, SeatKind, StatementForm, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A delegation's place. ``key`` is ISO 3166-1 alpha-3 for states, else the organisation's own."""

    key: str
    kind: SeatKind
    name: Texts
    level: Level
    title: Texts
    """Office of the head of delegation, e.g. President of the Republic."""
    region: str = ""
    protocol_rank: int = 0
    """Place among guests in the order of protocol set by the chair; ties among equals otherwise."""
    form: StatementForm = StatementForm.LIVE
    """How this delegation has announced to make its statement."""
    spokesman_of: str = ""
    style: Texts = field(default_factory=dict[str, str])
    """Style of the head of delegation as the delegation gave it, e.g. His Excellency; never guessed."""
    person: Texts = field(default_factory=dict[str, str])
    """Name of the head of delegation, where the delegation gave one; else people are named by office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person who may preside. ``person`` is the accredited person's key."""

    person: str
    seat: str
    title: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Accreditation:
    """Who somebody is at a meeting: a line of its roll. ``person`` is an opaque key, never a name."""

    person: str
    capacity: Capacity
    seat: str = ""
    """Of the delegation, or of the State whose officer presides; empty for who has none."""
    booth: str = ""
    """Language into which an interpreter works, by BCP 47 tag; empty for everybody else."""
    post: str = ""
    """A post that one person holds at a time, by a key of the secretariat's own; mostly empty."""
    speaks: bool = True
    """Whether the person may be the voice of the seat: an adviser never is, nor an officer who waits to preside."""
    simulated: bool = False
    """An understudy: a delegation played by the machine until somebody takes the seat."""
    ground: str = ""
    """On what they are accredited, as a code: ``credentials``, ``invitation``, ``appointment``, ``rehearsal`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """``kind`` decides what the rules offer under the item; ``speakers`` who may be inscribed under it."""

    number: int
    kind: ItemKind
    title: Texts
    speakers: tuple[SeatKind, ...] = (SeatKind.MEMBER,)
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A language version of a paper as a file: the bytes stand beside the record, under their digest (ADR 0044)."""

    sha256: str
    name: str
    media: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A draft or document; ``sha256`` is over its bytes in each language, by language tag: those of its text, or of its
    file in a language in which it has no text."""

    key: str
    symbol: str
    title: Texts
    text: Texts
    sha256: Texts
    agreed_by: Texts = field(default_factory=dict[str, str])
    """Reference of the prior procedure by which the text was agreed; empty when none was."""
    files: Mapping[str, PaperFile] = field(default_factory=dict[str, PaperFile])
    """By language tag."""

    @property
    def versions(self) -> Texts:
        """What there is to read in each language: the text, or the name of the file."""
        return {tag: file.name for tag, file in self.files.items()} | {
            tag: words for tag, words in self.text.items() if words.strip()
        }
