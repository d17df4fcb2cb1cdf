"""Lists over the wire come in pages, each as long as it is asked for and never longer than ``MOST``."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query

T = TypeVar("T")
MOST = 500
USUAL = 200

Limit = Annotated[int, Query(ge=1, le=MOST)]
Place = Annotated[str, Query(max_length=120)]
"""The key of the line that a page begins after, or ends before; empty for the first, or the last."""


def page_after(lines: Sequence[T], key: Callable[[T], str], after: str, limit: int) -> list[T]:
    """The lines that follow the one of that key, in their order; none where there is no such line."""
    keys = [key(line) for line in lines] if after else []
    begin = (keys.index(after) + 1 if after in keys else len(lines)) if after else 0
    return list(lines[begin : begin + limit])


def page_before(lines: Sequence[T], key: Callable[[T], str], before: str, limit: int) -> list[T]:
    """The last lines before the one of that key, or of all, in their order; none where there is no such line."""
    keys = [key(line) for line in lines] if before else []
    end = (keys.index(before) if before in keys else 0) if before else len(lines)
    return list(lines[max(0, end - limit) : end])
