"""What every record does, whatever it is kept in.

A command is answered once: its outcome is stored in the same transaction as the acts that it led to, under
the book, the person and the key. Asked again with the same body it is `AlreadyDone`; with another,
`KeyReused`. Both are decided before the version is looked at, so that a repeated command never looks like
a conflict.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from rostrum.record.checkpoint import Checkpoint
from rostrum.record.entry import ChainBroken, Draft, Entry, Head, Stored

__all__ = [
    "REFUSALS_KEPT",
    "REFUSALS_KEPT_MS",
    "AlreadyDone",
    "ChainBroken",
    "Checkpoint",
    "CommandKey",
    "Draft",
    "Entry",
    "Grown",
    "Head",
    "KeyReused",
    "Record",
    "RecordUnavailable",
    "RememberedRefusal",
    "Stored",
    "StoredOutcome",
    "WrongVersion",
]

REFUSALS_KEPT = 1000
"""Answers without acts that a book keeps, the newest; and of these none that is older than:"""
REFUSALS_KEPT_MS = 90 * 24 * 3600 * 1000

Grown = Callable[[Mapping[str, int]], None]
"""Told versions of books, by name."""

Outcome = Mapping[str, Any]
"""What the clerk answered, in plain JSON."""


@dataclass(frozen=True, slots=True)
class CommandKey:
    """``person`` and ``key`` name a command within its book; ``body_sha256`` says what was asked."""

    person: str
    key: str
    body_sha256: str


@dataclass(frozen=True, slots=True)
class StoredOutcome:
    body_sha256: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RememberedRefusal:
    """A command that led to no act. ``after`` is the book's version at which it was answered."""

    person: str
    key: str
    after: int
    outcome: Outcome
    number: int = field(default=0, compare=False)
    """Where it stands among all that is remembered; later ones have greater numbers."""


class WrongVersion(Exception):
    """Somebody else wrote first: load up to ``actual``, decide again."""

    def __init__(self, actual: int) -> None:
        super().__init__(f"the book stands at version {actual}")
        self.actual = actual


class KeyReused(Exception):
    """The same person used the same key for something else."""

    def __init__(self, command: CommandKey) -> None:
        super().__init__(f"{command.person} used {command.key} for another body")
        self.command = command


class AlreadyDone(Exception):
    """This very command has been answered: ``stored`` is the answer to give again."""

    def __init__(self, stored: StoredOutcome) -> None:
        super().__init__("the command was answered before")
        self.stored = stored


class RecordUnavailable(Exception):
    """Nothing can be written (or read) now, and nothing was half-written; trying again later is right.

    ``reason``: ``disk_full``, ``read_only``, ``busy``, ``cannot_open``, ``disk_error``, ``newer_schema``,
    ``closed``.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Record(Protocol):
    """Books, append-only. Any thread may call; every method returns only when its effect is durable."""

    def append(
        self,
        book: str,
        expected_version: int,
        drafts: Sequence[Draft],
        command: CommandKey | None = None,
        outcome: Outcome | None = None,
    ) -> list[Entry]:
        """Writes ``drafts`` after ``expected_version`` (0: the book begins), all or none.

        With ``command``, its ``outcome`` is stored with them; None stands for ``{"version": …}``, the version
        reached. Raises `AlreadyDone`, `KeyReused`, `WrongVersion`, `RecordUnavailable`; ValueError for
        a name that no book may have.
        """
        ...

    def outcome(self, book: str, person: str, key: str) -> StoredOutcome | None: ...

    def remember(self, book: str, command: CommandKey, outcome: Outcome) -> StoredOutcome:
        """Stores an answer without acts (a refusal); returns the answer that stands: the first one given.

        Of these the book keeps the newest ``REFUSALS_KEPT``; those go, oldest first, whose ``at`` (UTC ms) lies
        ``REFUSALS_KEPT_MS`` before this one's. What is dropped is no part of the chain.
        Raises `KeyReused`, `RecordUnavailable`.
        """
        ...

    def refusals(self, book: str, limit: int = 100, before: int | None = None) -> list[RememberedRefusal]:
        """The latest answers without acts, newest first; with ``before`` those of a lesser number."""
        ...

    def entries(self, book: str, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """Entries in order from version ``after + 1``, each checked against its hash and the one before.

        Raises `ChainBroken` at the first that does not fit. A book that does not exist has none.
        """
        ...

    def stored(self, book: str, after: int = 0, limit: int | None = None) -> Iterator[Stored]:
        """As `entries`, the bytes as they lie, neither decoded nor checked."""
        ...

    def opened(self, stored: Stored) -> Entry:
        """What stands in an entry whose hash was compared already. Raises KeyError, TypeError or ValueError where it
        is none."""
        ...

    def head(self, book: str) -> Head: ...

    def books(self) -> list[str]:
        """Names of all books, in the order in which they were begun."""
        ...

    def versions(self) -> Mapping[str, int]:
        """Of all books, by name."""
        ...

    def follow(self, grown: Grown) -> Callable[[], None]:
        """Calls ``grown`` with the books that have come further, whoever appended, in whichever process, well within
        150 ms; what is returned ends it.

        It is called on a thread of its own or on the appender's, one call at a time, and may come late where the record
        is unavailable: nothing that was appended since is then left out. Raises `RecordUnavailable`.
        """
        ...

    def add_checkpoint(self, book: str, checkpoint: Checkpoint) -> None:
        """Keeps a signed checkpoint. One of that size again is ignored when equal; else sizes must grow,
        up to the head: raises ValueError."""
        ...

    def checkpoints(self, book: str) -> list[Checkpoint]:
        """In order of size."""
        ...

    def marks(self) -> Mapping[str, Head]:
        """How far books had come when something was last acknowledged, as it is known from beside the record."""
        ...

    def damage(self) -> str:
        """What was wrong with the record's log when it was opened, in words; empty where nothing was."""
        ...

    def close(self) -> None: ...
