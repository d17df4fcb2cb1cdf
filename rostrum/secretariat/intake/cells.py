"""What a file of members is taken apart into, and where it is wrong or in doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

LONGEST = 200
MOST_ROWS = 5_000
MOST_BYTES = 5_000_000


REASONS: dict[str, str] = {
    "cannot_be_taken": "cannot be taken",
    "cells_amiss": "cells here, and in the head: {about}",
    "code_or_name_missing": "a code or a name is missing",
    "column_missing": "a column of codes or of names is missing",
    "column_twice": "the column stands there twice",
    "date_impossible": "an impossible date",
    "dates_open": "day or month first?",
    "group_missing": "a group is missing",
    "groups_object_wanted": "an object of scheme and group is wanted",
    "groups_open": "one group or several?",
    "heading_alike": "a heading that looks like {about}",
    "key_wrong": "a key has letters a-z, digits and hyphens, 40 at most",
    "languages_wanted": "a list out of {about} is wanted",
    "member_twice": "the same member as in line {about}",
    "name_missing": "a name is missing",
    "name_of_another": "the name of {about}",
    "name_twice": "the name stands there twice",
    "no_code": "no ISO 3166 code of a state",
    "no_members": "no members",
    "no_scheme": "no name for a grouping scheme",
    "no_such_state": "no state goes by this name",
    "not_csv": "not CSV: {about}",
    "not_json": "not JSON: {about}",
    "not_workbook": "no workbook that can be read: {about}",
    "row_wanted": "row {about} is not an object",
    "rows_wanted": "a list of rows is missing",
    "rulebook_wanted": "one of {about} is wanted",
    "state_open": "which state is meant?",
    "text_wanted": "a text is wanted",
    "texts_wanted": "a text, or texts by language, are wanted",
    "too_large": "the file is larger than {about} MB",
    "too_long": "longer than {about} characters",
    "too_many": "more than {about} members",
}
"""Why a cell cannot be taken, in English for the command line; screens have the same codes in six languages."""


@dataclass(frozen=True, slots=True, order=True)
class BadCell:
    """Where a file is wrong: ``line`` from 1, ``column`` by its name (empty: the whole line), and why.

    ``code`` is a key of `REASONS`; ``value`` is what stands there, ``about`` what the reason speaks of.
    """

    line: int
    column: str
    code: str
    value: str = ""
    about: str = ""

    @property
    def reason(self) -> str:
        return REASONS[self.code].format(about=self.about)

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
        raise BadFile([BadCell(1, "", "too_many", about=str(MOST_ROWS))])
