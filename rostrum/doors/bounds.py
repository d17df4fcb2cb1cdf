"""What may come in at all: text that can be written down, numbers that mean something, and lengths for both.

Checked on every body before anybody reads it, and once more on an intent as it was understood, since a number may
come as text. What passes here can be kept on the record (RFC 8785, I-JSON) and shown as a date.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, cast

from fastapi import Header, Query

from rostrum.doors.errors import Refusal
from rostrum.record.canonical import LARGEST
from rostrum.views.plain import plain

WIDEST = 2**47
"""No count, number or instant of a meeting lies beyond: UTC milliseconds of the year 6429."""
DEEPEST = 40
TEXT, WORDS = 100_000, 2_000
LENGTHS = {"text": TEXT, "rulebook": TEXT, "sheet": TEXT}
"""Longest values of these names, in characters; all others are ``WORDS``."""
ITEMS = 2_000
"""Longest list."""

After = Annotated[int, Query(ge=0, le=LARGEST)]
IfMatch = Annotated[int | None, Header(ge=0, le=LARGEST)]


def sound(body: bytes) -> bool:
    """False for JSON that no record could hold: a lone surrogate, a number beyond 2^53 or without end, too deep.

    What is no JSON at all is left to whoever reads it, who says where it breaks.
    """
    try:
        value = json.loads(body)
    except RecursionError:
        return False
    except ValueError:
        return True
    return all(depth <= DEEPEST and _writable(leaf) for _, leaf, depth in _leaves(value))


def require_within(intent: Any) -> None:
    """Raises a 422 that names the field of an intent in which a text, a list or a number is too large."""
    for name, leaf, _ in _leaves(plain(intent)):
        if isinstance(leaf, str) and len(leaf) > LENGTHS.get(name, WORDS):
            raise Refusal(422, "malformed", {"where": [f"body.{name}"]})
        if isinstance(leaf, list) and len(cast("list[Any]", leaf)) > ITEMS:
            raise Refusal(422, "malformed", {"where": [f"body.{name}"]})
        if isinstance(leaf, int) and abs(leaf) > WIDEST:
            raise Refusal(422, "malformed", {"where": [f"body.{name}"]})


def _leaves(value: Any) -> Iterator[tuple[str, Any, int]]:
    """Every value within, with the name that it stands under (``text`` for its languages) and its depth; names
    come as values too.

    Without recursion, so that depth costs nothing.
    """
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        name, found, depth = waiting.pop()
        yield name, found, depth
        if isinstance(found, Mapping):
            members = cast("Mapping[str, Any]", found)
            waiting += [("", key, depth + 1) for key in members]
            waiting += [
                (name if name in LENGTHS else key, inner, depth + 1) for key, inner in members.items()
            ]
        elif isinstance(found, list):
            waiting += [(name, inner, depth + 1) for inner in cast("list[Any]", found)]


def _writable(leaf: Any) -> bool:
    if isinstance(leaf, str):
        return leaf.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in leaf)
    if isinstance(leaf, float):
        return abs(leaf) <= LARGEST  # false for NaN and for infinity
    return not isinstance(leaf, int) or abs(leaf) <= LARGEST
