"""Intents and facts as plain JSON values, for documents that carry them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, cast


def plain(value: Any) -> Any:
    """Dataclasses become objects, enums their values, tuples arrays; the rest stays."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in cast(Mapping[Any, Any], value).items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in cast("list[Any]", value)]
    return value


LETTERS, MEMBERS = 400, 40
"""What is kept of a text, and of a list or an object, where only its sense is wanted."""


def abridged(value: Any) -> Any:
    """A plain value with its texts, lists and objects cut to what says what it was; an ellipsis marks a cut text."""
    if isinstance(value, str):
        return value if len(value) <= LETTERS else value[:LETTERS] + "…"
    if isinstance(value, Mapping):
        members = list(cast("Mapping[str, Any]", value).items())[:MEMBERS]
        return {key[:LETTERS]: abridged(inner) for key, inner in members}
    if isinstance(value, list):
        return [abridged(inner) for inner in cast("list[Any]", value)[:MEMBERS]]
    return value
