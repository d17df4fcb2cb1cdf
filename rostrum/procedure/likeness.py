"""Names that look alike: the one form in which texts come in, and the keys under which look-alikes meet.

``composed`` is Unicode's NFC: what differs only there is the same text. ``look`` is what an eye sees of a text, ``kin``
what it means by it; two texts of one look are never two names, two of one kin are asked about (after UTS 39, 4).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

T = TypeVar("T")

TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο‐‑−",
    "ABESIJKMHOPCTYXaesijopcyxqwABEZHIKMNOPTYXo---",
)
"""Letters of the Cyrillic and Greek alphabets, and hyphens, that are drawn as Latin ones are."""
UNSEEN = frozenset("\u00ad\u034f\u115f\u1160\u3164\uffa0") | {chr(sign) for sign in range(0xFE00, 0xFE10)}
"""Drawn as nothing though not of the category of format characters: soft hyphen, fillers, variation selectors."""


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Composed, one plain space between words, nothing that is not drawn."""
    seen = (
        " " if sign.isspace() else sign
        for sign in composed(text)
        if sign.isspace() or (sign not in UNSEEN and unicodedata.category(sign) not in ("Cf", "Cc"))
    )
    return " ".join("".join(seen).split())


@lru_cache(maxsize=8192)
def look(text: str) -> str:
    """The same for two texts that an eye cannot tell apart."""
    return tidy(text).translate(TWINS)


def kin(text: str) -> str:
    """The same for two texts that differ by case, marks, punctuation or white space only; empty for none of these."""
    plain = unicodedata.normalize("NFKD", tidy(text).casefold().replace("&", " and ").replace("\u0640", ""))
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(kept).translate(TWINS).split()) or look(text)


def twins(texts: Iterable[str]) -> tuple[str, str] | None:
    """Two of these that an eye cannot tell apart, or None."""
    seen: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        if (other := seen.setdefault(look(text), text)) != text:
            return other, text
    return None


def clusters(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Those of one kin, two or more together, in the order in which they came."""
    found: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        found.setdefault(kin(text), []).append(text)
    return [tuple(group) for group in found.values() if len(group) > 1]


def all_composed(value: T) -> T:
    """A document with every text in it composed; what holds nothing to compose is given back as it is."""
    return cast("T", _composed(value))


def _composed(value: Any) -> Any:
    match value:
        case str():
            return value if value.isascii() or type(value) is not str else composed(value)
        case dict():
            return {_composed(k): _composed(v) for k, v in cast("dict[Any, Any]", value).items()}
        case tuple():
            return tuple(_composed(one) for one in cast("tuple[Any, ...]", value))
        case list():
            return [_composed(one) for one in cast("list[Any]", value)]
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: _composed(getattr(value, f.name)) for f in fields(value) if f.init}
            same = all(changed[name] == getattr(value, name) for name in changed)
            return value if same else replace(value, **changed)
        case _:
            return value
