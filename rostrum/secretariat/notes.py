"""Notes within a delegation: what its head and its advisers write to each other while the meeting is held.

They are no act and no part of any record or export: they stand in the ledger, by seat, for that seat's people alone,
kept as long as the meeting is (docs/adr/0011).
"""

import hashlib
from collections.abc import Callable, Mapping

from rostrum.procedure.actor import Actor
from rostrum.procedure.words import Instant
from rostrum.record.ledger import Ledger, Note
from rostrum.secretariat.spent import FRESH_MS

MOST = 2000
"""Characters of one note."""


class Notes:
    """All notes of a house. ``clock`` gives UTC ms."""

    def __init__(self, ledger: Ledger, clock: Callable[[], Instant]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._last: dict[str, tuple[Instant, Mapping[str, int]]] = {}
        """By book: the numbers of the last notes, and when they were read."""

    def last(self, book: str, seat: str) -> int:
        """Number of the seat's latest note, of a second ago at most; 0 where there is none."""
        now = self._clock()
        if book not in self._last or abs(now - self._last[book][0]) >= FRESH_MS:
            self._last[book] = now, self._ledger.last_notes(book)
        return self._last[book][1].get(kept_as(seat), 0)

    def read(self, book: str, seat: str, after: int, limit: int) -> list[Note]:
        """The latest notes, at most ``limit`` of them, oldest first."""
        return self._ledger.notes(book, kept_as(seat), after, limit)

    def write(self, book: str, by: Actor, text: str, key: str) -> Note:
        """A note for the writer's own seat, on the disk before it is read by anybody."""
        note = Note(
            number=0, at=self._clock(), person=by.person, capacity=by.capacity.value, text=text, key=key
        )
        written = self._ledger.add_note(book, kept_as(by.seat or ""), note)
        self._last.pop(book, None)
        return written

    def forget(self, book: str) -> None:
        """The meeting is over and so are its notes."""
        self._ledger.forget_notes(book)
        self._last.pop(book, None)


def kept_as(seat: str) -> str:
    """A seat's key is whatever the convening says; in the ledger stands a digest, as in the files before it."""
    return hashlib.sha256(seat.encode()).hexdigest()[:32]
