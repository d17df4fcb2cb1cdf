"""Canonical JSON after RFC 8785, for the values that a record may hold: text, whole numbers, truth, nothing.

Numbers with a fraction are refused: no act needs one, and they are what implementations disagree about.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic_core import from_json

LARGEST = 2**53 - 1
"""RFC 8785 keeps to numbers that an IEEE 754 double holds exactly (RFC 7493, I-JSON)."""


class NotCanonical(ValueError):
    """The value, or the bytes, have no canonical form here."""


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of ``value``; raises `NotCanonical` for fractions, large numbers and lone surrogates."""
    text = json.dumps(
        _ordered(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False
    )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a lone surrogate is no text") from error


def parsed(raw: bytes) -> Any:
    """The value whose canonical form ``raw`` is; raises `NotCanonical` where it is not exactly that."""
    try:
        value = json.loads(raw.decode())
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"no JSON of this kind: {error}") from error
    if again != raw:
        raise NotCanonical("not in canonical form")
    return value


def loaded(raw: bytes) -> Any:
    """The value in bytes that somebody's hash vouches for: fast, and whether they are canonical is not asked again.
    Raises ValueError where they are no JSON."""
    return from_json(raw, allow_inf_nan=False)


def _ordered(value: Any) -> Any:
    """``value`` with its mappings in RFC 8785 order; leaves are checked on the way."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if -LARGEST <= value <= LARGEST:
            return value
        raise NotCanonical(f"{value} is beyond 2^53 - 1")
    if isinstance(value, Mapping):
        return _ordered_mapping(cast("Mapping[Any, Any]", value))
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_ordered(item) for item in cast("Sequence[Any]", value)]
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def _ordered_mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    if not all(isinstance(name, str) for name in value):
        raise NotCanonical("names are text")
    names = cast("list[str]", list(value))
    # RFC 8785, 3.2.3: names are sorted by UTF-16 code units, which for ASCII is the order of code points.
    names.sort(key=None if all(map(str.isascii, names)) else _utf16)
    return {name: _ordered(value[name]) for name in names}


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")
