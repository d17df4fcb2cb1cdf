"""The ledger: what a house keeps beside the record and what is no act (ADR 0037).

Nothing in it stands in a chain of hashes. So what must be forgotten can be: the names and addresses of persons, notes,
keys that hold no longer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, Protocol

from rostrum.procedure.words import Instant


class Spent(StrEnum):
    """What holds no longer, though its seal is good."""

    CODE = "code"
    """An entry code that was redeemed."""
    BADGE = "badge"
    """A badge that was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """``number`` counts from 1 within the seat; ``key`` is the writer's own, so that a repeat is the same note."""

    number: int
    at: Instant
    person: str
    capacity: str
    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of a letter: ``sent``, or ``refused`` by the mail server for good, until somebody says ``again``."""

    id: str
    state: Literal["sent", "refused", "again"]
    at: Instant
    error: str = ""
    sequence: int = 0
    """How many changes of the meeting its reader knows of with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who stands behind a key of a book's roll: names as written in each language, style of address, mail."""

    book: str
    key: str
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    style: str = ""
    language: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where letters to somebody invited go: behind a key that a body's book names, since ``made`` (UTC ms). ``salt``
    stands before each address in the digests on record, and is forgotten with them."""

    book: str
    key: str
    addresses: tuple[str, ...]
    salt: str = field(repr=False)
    made: Instant


def without(mailbox: Mailbox, addresses: Collection[str]) -> Mailbox:
    """The mailbox but for some addresses, in whatever case they are written."""
    gone = {address.casefold() for address in addresses}
    return replace(mailbox, addresses=tuple(one for one in mailbox.addresses if one.casefold() not in gone))


@dataclass(frozen=True, slots=True)
class SealKey:
    """A secret under which the house seals, since ``made`` (UTC ms); the one with the greatest number seals."""

    number: int
    secret: bytes = field(repr=False)
    made: Instant


@dataclass(frozen=True, slots=True)
class Lease:
    """That one process alone does a ``duty`` for a ``book``."""

    duty: str
    book: str


class Ledger(Protocol):
    """Any thread may call; every method returns only when its effect is durable.

    Each raises `rostrum.record.port.RecordUnavailable` where the ledger cannot be read or written now; nothing is then
    half-written.
    """

    def spend(self, what: Spent, key: str, until: Instant, now: Instant) -> bool:
        """The key holds no longer; True where it did till now: of two that spend it at once, one is told so.

        After ``until`` (UTC ms) it would be refused anyway, and is dropped some time after that.
        """
        ...

    def spent(self, what: Spent) -> frozenset[str]:
        """All that were spent and not dropped since."""
        ...

    def add_note(self, book: str, seat: str, note: Note) -> Note:
        """Keeps a note under the next number, whatever its own is; a repeat (person, key) is the note before."""
        ...

    def notes(self, book: str, seat: str, after: int, limit: int) -> list[Note]:
        """The latest notes beyond number ``after``, at most ``limit`` of them, oldest first."""
        ...

    def last_notes(self, book: str) -> Mapping[str, int]:
        """Numbers of the latest note of each seat that has any."""
        ...

    def notes_by(self, book: str, person: str) -> list[Note]:
        """All that a person wrote, oldest first."""
        ...

    def forget_notes(self, book: str) -> None: ...

    def deliver(self, deliveries: Collection[Delivered]) -> None:
        """Keeps what became of letters, in that order. What is kept already (letter, state, instant) is kept once."""
        ...

    def deliveries(self, after: int = 0) -> list[tuple[int, Delivered]]:
        """With their numbers, which rise, those beyond ``after``."""
        ...

    def keep_person(self, person: Person) -> None:
        """In place of what was kept of them."""
        ...

    def person(self, book: str, key: str) -> Person | None: ...

    def persons(self, book: str) -> list[Person]:
        """By key."""
        ...

    def erase_person(self, book: str, key: str) -> bool:
        """Nothing of the names and addresses kept under the key, a person's or a mailbox's, is left, in free pages and
        logs neither, nor the addresses in any mailbox or in what mail servers said; False where nothing was kept."""
        ...

    def keep_mailboxes(self, mailboxes: Collection[Mailbox]) -> list[Mailbox]:
        """As they are kept, in that order, all or none: what was kept under a key before stays."""
        ...

    def mailbox(self, book: str, key: str) -> Mailbox | None: ...

    def mailboxes(self, book: str | None = None) -> list[Mailbox]:
        """By book and key; of all books where none is named."""
        ...

    def drop_mailboxes(self, book: str, keys: Collection[str]) -> None:
        """No letter goes there any more. What others hold of the same addresses stays."""
        ...

    def seal_keys(self) -> list[SealKey]:
        """By number, from 1."""
        ...

    def add_seal_key(self, key: SealKey) -> bool:
        """False, and nothing is changed, where one of that number is kept."""
        ...

    def hold(self, holder: str, wanted: Collection[Lease], lasts_ms: int) -> Mapping[Lease, int]:
        """Takes what of the wanted nobody holds, and renews what the holder has, for so long by the ledger's own clock.

        Those that are the holder's then, with their terms: numbers from 1 that rise whenever a lease goes to another.
        """
        ...

    def release(self, holder: str) -> None:
        """All leases of the holder end; their terms are remembered."""
        ...

    def close(self) -> None: ...
