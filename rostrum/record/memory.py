"""A record in memory: for tests, rehearsals and reading bundles. It behaves as the durable ones do."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from rostrum.record.canonical import canonical
from rostrum.record.codec import Codec
from rostrum.record.entry import Draft, Entry, Head, Stored, check_name, written
from rostrum.record.port import (
    REFUSALS_KEPT,
    REFUSALS_KEPT_MS,
    AlreadyDone,
    Checkpoint,
    CommandKey,
    Grown,
    KeyReused,
    Outcome,
    RecordUnavailable,
    RememberedRefusal,
    StoredOutcome,
    WrongVersion,
)
from rostrum.record.reading import checked


@dataclass(slots=True)
class _Answer:
    command: CommandKey
    after: int
    text: bytes
    refused: bool
    number: int = 0

    @property
    def stored(self) -> StoredOutcome:
        return StoredOutcome(self.command.body_sha256, json.loads(self.text))


@dataclass(slots=True)
class _Book:
    entries: list[Stored] = field(default_factory=list[Stored])
    answers: dict[tuple[str, str], _Answer] = field(default_factory=dict[tuple[str, str], _Answer])
    checkpoints: list[Checkpoint] = field(default_factory=list[Checkpoint])

    def head(self) -> Head:
        return Head(self.entries[-1].version, self.entries[-1].hash) if self.entries else Head()


class MemoryRecord:
    """See `rostrum.record.port.Record`."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._books: dict[str, _Book] = {}
        self._remembered = 0
        self._lock = Lock()
        self._open = True
        self._followers: list[Grown] = []
        self._telling = Lock()

    def append(
        self,
        book: str,
        expected_version: int,
        drafts: Sequence[Draft],
        command: CommandKey | None = None,
        outcome: Outcome | None = None,
    ) -> list[Entry]:
        entries = self._append(book, expected_version, drafts, command, outcome)
        if entries:
            with self._telling:
                for grown in self._followers:
                    grown({book: entries[-1].version})
        return entries

    def _append(
        self,
        book: str,
        expected_version: int,
        drafts: Sequence[Draft],
        command: CommandKey | None,
        outcome: Outcome | None,
    ) -> list[Entry]:
        with self._lock:
            kept = self._book(book)
            self._refuse_repeated(kept, command)
            head = kept.head()
            if head.version != expected_version:
                raise WrongVersion(head.version)
            entries = written(book, head, drafts, self._codec)
            reached = head.version + len(entries)
            if command:
                text = canonical({"version": reached} if outcome is None else outcome)
                kept.answers[command.person, command.key] = _Answer(command, reached, text, False)
            kept.entries += [Stored(entry.version, entry.bytes, entry.hash) for entry in entries]
            self._books[book] = kept
            return entries

    def outcome(self, book: str, person: str, key: str) -> StoredOutcome | None:
        with self._lock:
            answer = self._book(book).answers.get((person, key))
            return answer.stored if answer else None

    def remember(self, book: str, command: CommandKey, outcome: Outcome) -> StoredOutcome:
        with self._lock:
            kept = self._book(book)
            try:
                self._refuse_repeated(kept, command)
            except AlreadyDone as done:
                return done.stored
            self._remembered += 1
            answer = _Answer(command, kept.head().version, canonical(outcome), True, self._remembered)
            kept.answers[command.person, command.key] = answer
            self._books[book] = kept
            for old in _outlived(kept, outcome):
                del kept.answers[old]
            return answer.stored

    def refusals(self, book: str, limit: int = 100, before: int | None = None) -> list[RememberedRefusal]:
        with self._lock:
            newest = (
                a
                for a in reversed(self._book(book).answers.values())
                if a.refused and (before is None or a.number < before)
            )
            return [
                RememberedRefusal(a.command.person, a.command.key, a.after, a.stored.outcome, a.number)
                for a in islice(newest, limit)
            ]

    def entries(self, book: str, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        return checked(book, after, self.stored(book, after, limit), self._codec)

    def stored(self, book: str, after: int = 0, limit: int | None = None) -> Iterator[Stored]:
        with self._lock:
            entries = self._book(book).entries
            return iter(entries[after : None if limit is None else after + limit])

    def opened(self, stored: Stored) -> Entry:
        return Entry.read(stored, self._codec)

    def head(self, book: str) -> Head:
        with self._lock:
            return self._book(book).head()

    def books(self) -> list[str]:
        with self._lock:
            return [name for name, kept in self._books.items() if kept.entries]

    def versions(self) -> dict[str, int]:
        with self._lock:
            return {name: kept.head().version for name, kept in self._books.items() if kept.entries}

    def follow(self, grown: Grown) -> Callable[[], None]:
        with self._telling:
            self._followers.append(grown)

        def end() -> None:
            with self._telling:
                self._followers.remove(grown)

        return end

    def add_checkpoint(self, book: str, checkpoint: Checkpoint) -> None:
        with self._lock:
            kept = self._book(book)
            if checkpoint in kept.checkpoints:
                return
            last = kept.checkpoints[-1].size if kept.checkpoints else 0
            if not last < checkpoint.size <= kept.head().version:
                raise ValueError(f"a checkpoint of {checkpoint.size} entries cannot follow one of {last}")
            kept.checkpoints.append(checkpoint)

    def checkpoints(self, book: str) -> list[Checkpoint]:
        with self._lock:
            return list(self._book(book).checkpoints)

    def marks(self) -> dict[str, Head]:
        return {}

    def damage(self) -> str:
        return ""

    def close(self) -> None:
        self._open = False

    def _book(self, book: str) -> _Book:
        if not self._open:
            raise RecordUnavailable("closed")
        check_name(book)
        return self._books.get(book) or _Book()

    @staticmethod
    def _refuse_repeated(kept: _Book, command: CommandKey | None) -> None:
        """Raises `AlreadyDone` or `KeyReused` where the command was answered before."""
        answer = kept.answers.get((command.person, command.key)) if command else None
        if answer and command:
            if answer.command.body_sha256 != command.body_sha256:
                raise KeyReused(command)
            raise AlreadyDone(answer.stored)


def _outlived(kept: _Book, newest: Outcome) -> list[tuple[str, str]]:
    """Refusals beyond the number that is kept, and those past their age."""
    refused = [(name, answer) for name, answer in kept.answers.items() if answer.refused]
    surplus = len(refused) - REFUSALS_KEPT
    old = newest.get("at", 0) - REFUSALS_KEPT_MS
    return [
        name
        for number, (name, answer) in enumerate(refused)
        if number < surplus or answer.stored.outcome.get("at", old) < old
    ]
