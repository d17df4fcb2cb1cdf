"""What a file of members is taken apart into, and where it is wrong or in doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

LONGEST = 200
MOST_ROWS = 5_000
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, order=True)
class BadCell:
    """Where a file is wrong: ``line`` from 1, ``column`` by its name (empty: the whole line), and the reason."""

    line: int
    column: str
    reason: str
    value: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{where}: {self.reason}" + (f" ({self.value!r})" if self.value else "")


class BadFile(ValueError):
    """The file cannot be taken; ``errors`` holds everything that is wrong with it, in order."""

    def __init__(self, errors: Iterable[BadCell]) -> None:
        self.errors = sorted(set(errors))
        super().__init__(f"{len(self.errors)} errors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the house will not decide by itself.

    ``dates``: ``written`` are dates that can be read in two orders; the options are ``day`` and ``month`` first.
    ``state``: ``written`` is a name of no one state; the options are codes.
    ``groups``: ``written`` are spellings of perhaps one group, ``counts`` their members; the options are spellings.
    ``unseen``: no eye can tell them apart, so that they cannot stay two.
    """

    about: Literal["dates", "state", "groups"]
    line: int
    column: str
    written: tuple[str, ...]
    options: tuple[str, ...]
    counts: tuple[int, ...] = ()
    unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was answered. ``states``: name as written → code. ``groups``: scheme → spelling → the group it is counted
    under; a spelling that stands for itself stays apart. ``encoding``: of the file, where it was guessed wrong."""

    dates: Literal["", "day", "month"] = ""
    encoding: str = ""
    states: Mapping[str, str] = field(default_factory=dict[str, str])
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file taken apart: what it says of the body itself, its columns in order, its rows, and in what form it came."""

    about: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    errors: tuple[BadCell, ...] = ()
    """What was wrong with its form; the rows that could be read are here all the same."""
    form: str = "CSV"
    encoding: str = ""
    separator: str = ""


def check_size(rows: int) -> None:
    """Refuses before anything is taken apart that would take long."""
    if rows > MOST_ROWS:
        raise BadFile([BadCell(1, "", f"more than {MOST_ROWS} members")])
