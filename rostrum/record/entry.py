"""Entries: one act of a book with its circumstances, in bytes that are hashed as they are stored.

The envelope follows the common record of procedure: who, in what capacity, for which seat, when, and who may
read it before publication. ``hash`` is SHA-256 over the bytes, ``prev`` the hash of the entry before; the
first entry follows 64 zeros and is bound to its book by the book's name in its own bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple, Self

from rostrum.procedure.actor import Actor
from rostrum.procedure.words import Capacity, Instant, Visibility
from rostrum.record.canonical import canonical, loaded
from rostrum.record.codec import Codec

GENESIS = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
BOOK_LENGTH = 200
CAPACITIES = {capacity.value: capacity for capacity in Capacity}
VISIBILITIES = {visibility.value: visibility for visibility in Visibility}
"""Looked up, since a house reads its whole record when it starts; unknown words are a KeyError."""


class ChainBroken(Exception):
    """What is stored is not what was written: names the first entry that is wrong, and how."""

    def __init__(self, book: str, version: int, why: str) -> None:
        super().__init__(f"{book}: entry {version}: {why}")
        self.book = book
        self.version = version
        self.why = why


@dataclass(frozen=True, slots=True)
class Head:
    """Where a book ends: version 0 and the genesis hash while nothing is written in it."""

    version: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Draft:
    """An act about to be recorded."""

    at: Instant
    actor: Actor
    act: Any
    visibility: Visibility


class Stored(NamedTuple):
    """An entry as it lies in the record: bytes and their SHA-256, not decoded."""

    version: int
    bytes: bytes
    hash: str


class Entry(NamedTuple):
    """One recorded act. ``actor`` is the person's key; `by` is the actor as the rules want it.

    A named tuple, as what is stored is: a house makes one of each for every act on its record when it starts.
    """

    book: str
    version: int
    at: Instant
    actor: str
    capacity: Capacity
    seat: str | None
    act: Any
    visibility: Visibility
    prev: str
    bytes: bytes
    hash: str

    @property
    def by(self) -> Actor:
        return Actor(person=self.actor, capacity=self.capacity, seat=self.seat)

    @property
    def head(self) -> Head:
        return Head(self.version, self.hash)

    @classmethod
    def read(cls, stored: Stored, codec: Codec) -> Self:
        """Decodes stored bytes; raises ValueError or KeyError where they are no entry."""
        envelope: Mapping[str, Any] = loaded(stored.bytes)
        return cls(
            book=envelope["book"],
            version=envelope["version"],
            at=instant(envelope["at"]),
            actor=envelope["actor"],
            capacity=CAPACITIES[envelope["capacity"]],
            seat=envelope["seat"],
            act=codec.decode(envelope["act"]),
            visibility=VISIBILITIES[envelope["visibility"]],
            prev=envelope["prev"],
            bytes=stored.bytes,
            hash=stored.hash,
        )


def written(book: str, after: Head, drafts: Sequence[Draft], codec: Codec) -> list[Entry]:
    """The entries that ``drafts`` become when they follow ``after`` in ``book``."""
    check_name(book)
    entries: list[Entry] = []
    for draft in drafts:
        entry = _entry(book, after, draft, codec)
        entries.append(entry)
        after = entry.head
    return entries


def _entry(book: str, after: Head, draft: Draft, codec: Codec) -> Entry:
    by = draft.actor
    envelope = {
        "book": book,
        "version": after.version + 1,
        "at": rfc3339(draft.at),
        "actor": by.person,
        "capacity": by.capacity.value,
        "seat": by.seat,
        "act": codec.encode(draft.act),
        "visibility": draft.visibility.value,
        "prev": after.hash,
    }
    raw = canonical(envelope)
    return Entry(
        book=book,
        version=after.version + 1,
        at=draft.at,
        actor=by.person,
        capacity=by.capacity,
        seat=by.seat,
        act=draft.act,
        visibility=draft.visibility,
        prev=after.hash,
        bytes=raw,
        hash=sha256(raw).hexdigest(),
    )


def check_name(book: str) -> None:
    """Books are named by 1 to 200 printable characters without spaces; raises ValueError for others."""
    if not 0 < len(book) <= BOOK_LENGTH or not book.isprintable() or " " in book:
        raise ValueError(f"no name for a book: {book!r}")


def rfc3339(at: Instant) -> str:
    """``1588590000000`` → ``2020-05-04T11:00:00.000Z``; years 1 to 9999."""
    moment = EPOCH + at * MILLISECOND
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z".rjust(24, "0")


def instant(text: str) -> Instant:
    """The inverse of `rfc3339`."""
    return (datetime.fromisoformat(text) - EPOCH) // MILLISECOND
