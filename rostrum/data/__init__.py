"""Facts shipped with Rostrum: states, and bodies with their members, offices and past meetings.

Every fact stands in a JSON file beside this module with the key of its source. Nothing here reads a clock: a
date is always an argument, written as ISO 8601, and may be partial ("1961", "2024-01") in the facts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
DECLINED = ("en", "fr", "ru", "es")
"""Languages whose sentences need a name in another form than its own."""
SCHEMES_OF_THE_UN = ("un-group", "m49-subregion", "m49-region")


class UnknownFact(LookupError):
    """A body, state or scheme that the shipped facts do not hold."""


@dataclass(frozen=True, slots=True)
class State:
    """One state. `names` holds the UN short form by language.

    `classes` the last day of LDC, LLDC, SIDS or None. `capital`: its name by language, empty where none is named;
    `zone` is kept there, though often named after another city.
    """

    iso3: str
    iso2: str
    m49: str
    un: str
    names: dict[str, str]
    formal_en: str
    un_group: str | None
    m49_region: str
    m49_subregion: str
    classes: dict[str, str | None]
    zone: str
    lat: float
    lon: float
    former_names: tuple[dict[str, Any], ...]
    capital: dict[str, str]

    def name(self, language: str = "en", on: str | None = None) -> str:
        """The UN short form in `language`, as it stood on the day `on` where the state was renamed since."""
        for former in self.former_names:
            if on is not None and _not_after(on, former["until"]) and language in former["names"]:
                return former["names"][language]
        return self.names.get(language, self.names["en"])

    def classes_on(self, on: str) -> frozenset[str]:
        """Which of LDC, LLDC and SIDS it belonged to on that day (UN-OHRLLS)."""
        return frozenset(key for key, until in self.classes.items() if until is None or _not_after(on, until))


def _not_after(on: str, until: str) -> bool:
    """True when the day `on` is not after `until`, which may be a year or a month: then all of it counts."""
    return on[: len(until)] <= until


def _read(*path: str) -> Any:
    return json.loads(resources.files("rostrum.data").joinpath(*path).read_text(encoding="utf-8"))


@cache
def states() -> dict[str, State]:
    """All states by ISO 3166 alpha-3 code.

    193 members of the United Nations, the two observers, and two more.
    """
    rows, capitals = _read("states.json")["states"], _read("capitals.json")["capitals"]
    return {
        row["iso3"]: State(
            classes={key: value["until"] for key, value in row["classes"].items()},
            former_names=tuple(row.get("former_names", ())),
            capital=capitals.get(row["iso3"], {}),
            **{k: v for k, v in row.items() if k not in ("classes", "former_names")},
        )
        for row in rows
    }


def state(code: str) -> State:
    """The state with this alpha-3 code; `UnknownFact` otherwise."""
    try:
        return states()[code]
    except KeyError:
        raise UnknownFact(code) from None


@cache
def _names(language: str) -> dict[str, dict[str, str]]:
    return _read("names", f"{language}.json")["names"] if language in DECLINED else {}


def forms(name: str, language: str) -> dict[str, str]:
    """The forms of a name that sentences of a language ask for (ADR 0019): `the`, `of`, `to`, and `name` itself.

    Empty where the name is not in the table: then no sentence may inflect it.
    """
    if language not in DECLINED:
        return {"name": name}
    known = _names(language).get(name)
    return {**known, "name": name} if known else {}


@cache
def body_keys() -> tuple[str, ...]:
    """The keys of the bodies shipped."""
    folder = resources.files("rostrum.data").joinpath("bodies")
    return tuple(sorted(f.name.removesuffix(".json") for f in folder.iterdir() if f.name.endswith(".json")))


@cache
def body(key: str) -> dict[str, Any]:
    """The facts of one body, as its file has them; `UnknownFact` otherwise."""
    if key not in body_keys():
        raise UnknownFact(key)
    return _read("bodies", f"{key}.json")


def evidence(name: str) -> str:
    """The text of an evidence table, for instance `nam_members_evidence.csv`."""
    return resources.files("rostrum.data").joinpath("evidence", name).read_text(encoding="utf-8")


def begun(fact: str | None, on: str) -> bool:
    """True when a fact dated `fact`, perhaps only by year or month, holds on the day `on`.

    None is "always".
    """
    return fact is None or fact <= on


def members_on(key: str, on: str) -> dict[str, dict[str, Any]]:
    """Membership rows of a body on a day, by code.

    Where sources disagree on the year, the later claim counts.
    """
    rows: dict[str, dict[str, Any]] = {}
    for row in body(key)["members"]:
        joined = row["joined"] or max((v for v in row.get("joined_claims", {}).values() if v), default=None)
        if begun(joined, on) and (row["left"] is None or on < row["left"]):
            rows[row["code"]] = row
    return rows


def terms_on(key: str, on: str, office: str | None = None) -> list[dict[str, Any]]:
    """The terms of office running on that day, announced ones left out."""
    return [
        term
        for term in body(key)["terms"]
        if (office is None or term["office"] == office)
        and not term.get("announced")
        and term["from"] <= on
        and (term["until"] is None or on < term["until"])
    ]


def group_of(key: str, scheme: str, code: str) -> str:
    """The group of a state under a scheme of the body or of the UN; `UnknownFact` when it has none."""
    if scheme in SCHEMES_OF_THE_UN:
        value = getattr(state(code), scheme.replace("-", "_"))
        return value or "no regional group"
    if scheme not in body(key)["schemes"]:
        raise UnknownFact(scheme)
    return members_row(key, code)["groups"][scheme]


def members_row(key: str, code: str) -> dict[str, Any]:
    """The membership row of one state in one body; `UnknownFact` otherwise."""
    for row in body(key)["members"]:
        if row["code"] == code:
            return row
    raise UnknownFact(code)


def meetings_before(key: str, on: str) -> list[dict[str, Any]]:
    """The past meetings of a body that ended before the day, oldest first."""
    return sorted((m for m in body(key)["meetings"] if m["until"] < on), key=lambda m: m["on"])
