"""Which state a cell means: by ISO 3166 codes of two or three letters, or by a name in one of the six languages."""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import cast

from babel import Locale
from babel.core import get_global

from rostrum import data
from rostrum.procedure.likeness import kin
from rostrum.secretariat.library import is_code

ARTICLES = re.compile(r"^(the|la|le|les|l|el|los|las) ")
BRACKETED = re.compile(r"\s*[(（].*?[)）]")
IN_USE = {
    "BIH": "Bosnia", "CIV": "Ivory Coast", "COD": "DRC, RDC, DR Congo", "CPV": "Cape Verde", "CZE": "Czech Republic",
    "GBR": "Great Britain, Grande-Bretagne, Gran Bretaña", "MKD": "Macedonia, Macédoine",
    "MMR": "Burma, Birmanie, Birmania",
    "NLD": "Holland, Hollande, Holanda", "PRK": "DPRK, RPDC",
    "PSE": "Palestine, Palestina, Палестина, فلسطين, 巴勒斯坦",
    "SWZ": "Swaziland", "TLS": "East Timor, Timor oriental", "USA": "USA, U.S.A., US",
}  # fmt: skip
"""Names that people write and neither the United Nations nor CLDR has."""
NEAR = 5
"""How many are offered where a name is nobody's."""


def code_of(cell: str) -> str:
    """The ISO alpha-3 code that a cell means, in either case and length; empty for none."""
    code = cell.strip().upper()
    if len(code) == 2:
        return _of_two_letters().get(code, "")
    return code if is_code(code) else ""


def named(name: str) -> frozenset[str]:
    """The codes of those who go by a name: the names of the United Nations decide, then those in common use."""
    key = _key(name)
    return _official().get(key) or _usual().get(key, frozenset())


def recognised(cell: str) -> bool:
    return bool(named(cell))


def near(name: str) -> tuple[str, ...]:
    """Whom a name may mean that is nobody's: names that hold it whole, then names spelled almost so."""
    key = _key(name)
    every = {**_usual(), **_official()}
    holding = (other for other in every if f" {key} " in f" {other} ") if len(key) > 3 else ()
    close = difflib.get_close_matches(key, every, NEAR, 0.78)
    found = dict.fromkeys(code for other in (*holding, *close) for code in sorted(every[other]))
    return tuple(found)[:NEAR]


def _key(name: str) -> str:
    return ARTICLES.sub("", kin(name))


@cache
def _of_two_letters() -> Mapping[str, str]:
    states = {state.iso2: code for code, state in data.states().items()}
    aliases = get_global("territory_aliases")
    others = {two[0]: three for three, two in aliases.items() if len(two) == 1 and is_code(three)}
    return {**others, "UK": "GBR", **states}


@cache
def _official() -> Mapping[str, frozenset[str]]:
    pairs = ((_key(name), code) for code, state in data.states().items() for name in _forms(state))
    return _gathered(pairs)


def _forms(state: data.State) -> Iterator[str]:
    yield from (*state.names.values(), state.formal_en)
    for former in state.former_names:
        yield from former["names"].values()


@cache
def _usual() -> Mapping[str, frozenset[str]]:
    """Without what stands in brackets, and as CLDR has them."""
    return _gathered((_key(name), code) for name, code in _usual_pairs())


def _usual_pairs() -> Iterator[tuple[str, str]]:
    for code, state in data.states().items():
        yield from ((BRACKETED.sub("", name), code) for name in state.names.values())
    letters = _of_two_letters()
    yield from ((name, code) for code, names in IN_USE.items() for name in names.split(", ") if name)
    for language in data.LANGUAGES:
        territories = cast("Mapping[str, str]", Locale(language).territories)
        for two, name in territories.items():
            if two in letters:
                yield name, letters[two]


def _gathered(pairs: Iterator[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        if name:
            found.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}
