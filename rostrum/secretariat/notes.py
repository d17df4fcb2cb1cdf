"""Notes within a delegation: what its head and its advisers write to each other while the meeting is held.

They are no act and no part of any record or export: an ordinary file for each seat, in the data directory, for
that seat's people alone, kept as long as the meeting is (docs/adr/0011).
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rostrum import safe
from rostrum.procedure.actor import Actor
from rostrum.procedure.words import Instant

MOST = 2000
"""Characters of one note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """``number`` counts from 1 within the seat; ``key`` is the writer's own, so that a repeat is the same note."""

    number: int
    at: Instant
    person: str
    capacity: str
    text: str
    key: str


class Notes:
    """All notes of a house. ``clock`` gives UTC ms."""

    def __init__(self, folder: Path, clock: Callable[[], Instant]) -> None:
        self._folder = folder
        self._clock = clock
        self._seats: dict[tuple[str, str], list[Note]] = {}

    def last(self, book: str, seat: str) -> int:
        """Number of the seat's latest note; 0 where there is none."""
        return len(self._of(book, seat))

    def read(self, book: str, seat: str, after: int, limit: int) -> list[Note]:
        """The latest notes, at most ``limit`` of them, oldest first."""
        return self._of(book, seat)[after:][-limit:]

    def write(self, book: str, by: Actor, text: str, key: str) -> Note:
        """A note for the writer's own seat, on the disk before it is read by anybody."""
        seat = by.seat or ""
        notes = self._of(book, seat)
        before = next((n for n in reversed(notes) if (n.person, n.key) == (by.person, key)), None)
        if before is not None:
            return before
        note = Note(
            number=len(notes) + 1,
            at=self._clock(),
            person=by.person,
            capacity=by.capacity.value,
            text=text,
            key=key,
        )
        safe.append(self._file(book, seat), json.dumps(asdict(note)).encode() + b"\n")
        notes.append(note)
        return note

    def forget(self, book: str) -> None:
        """The meeting is over and so are its notes."""
        shutil.rmtree(self._folder / book, ignore_errors=True)
        self._seats = {where: notes for where, notes in self._seats.items() if where[0] != book}

    def _of(self, book: str, seat: str) -> list[Note]:
        if (book, seat) not in self._seats:
            lines = safe.lines(self._file(book, seat))
            self._seats[book, seat] = [Note(**json.loads(line)) for line in lines]
        return self._seats[book, seat]

    def _file(self, book: str, seat: str) -> Path:
        """A seat's key is whatever the convening says; a digest of it is a file's name everywhere."""
        return self._folder / book / hashlib.sha256(seat.encode()).hexdigest()[:32]
