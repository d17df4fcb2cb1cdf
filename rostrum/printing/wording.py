"""What a sheet says, in one of the six languages: sentences made of its codes and facts by the messages in ``words/``.

The web composes the same messages in its pages (``web/src/rooms/composition/reasons.ts``): they are kept once, here.
Messages are ICU text with plain values only: ``{name}`` and ``{name, number}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from babel.lists import format_list

from rostrum import data
from rostrum.printing import figures
from rostrum.printing.collation import order_of

VALUE = re.compile(r"\{(\w+)(, number)?\}")
SITS_BY_RIGHT = ("must-have", "seated-by-chair")
NAMED = 3
"""Names before the rest of a long list is counted."""
GROUNDS = (
    (re.compile(r"^Chair since (\S+)$"), "ground_chair"),
    (re.compile(r"^previous Chair \(troika\)$"), "ground_troika"),
    (re.compile(r"^Chair of the African Union since (\S+)$"), "ground_au_chair"),
)
"""Grounds that the rule itself gives, in the words in which it writes them; others are somebody's own words."""


@cache
def messages(language: str) -> Mapping[str, str]:
    """All messages of a language by key."""
    file = resources.files("rostrum.printing").joinpath("words", f"{language}.json")
    return json.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's words about one body: its states and regions by the names they have in it."""

    language: str
    body: str
    scheme: str
    states: Mapping[str, str] = field(default_factory=dict[str, str])
    regions: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        assert self.language in data.LANGUAGES, self.language

    def number(self, value: float, digits: int | None = None, signed: bool = False) -> str:
        return figures.number(value, self.language, digits, signed)

    def date(self, iso: str) -> str:
        return figures.partial_date(iso, self.language)

    def say(self, key: str, **values: Any) -> str:
        """A message with its values; numbers as the language writes them."""

        def value(found: re.Match[str]) -> str:
            given = values[found[1]]
            return self.number(given) if found[2] else str(given)

        return VALUE.sub(value, messages(self.language)[key])

    def coded(self, prefix: str, code: str, **values: Any) -> str:
        """The message of a code; a code without one stands for itself."""
        key = f"{prefix}_{code}"
        return self.say(key, **values) if key in messages(self.language) else code

    def list(self, words: Iterable[str]) -> str:
        return format_list([*words], locale=figures.locale_of(self.language))

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences one after another; Chinese puts no space between them."""
        return ("" if self.language == "zh" else " ").join(parts)

    def state(self, code: str) -> str:
        return self.states.get(code, code)

    def region(self, key: str) -> str:
        return self.regions.get(key, key)

    def subregion(self, label: str) -> str:
        """A sub-region; one that crosses regions is split by the rule: ``Asia-Pacific: Western Asia``."""
        first, mark, rest = label.partition(": ")
        if mark:
            return self.say("sub_within", subregion=self.subregion(rest), region=self.region(first))
        return self.coded("sub", re.sub(r"[^a-z]+", "_", label.lower()), name=label) if label else ""

    def class_of(self, name: str) -> str:
        return self.coded("class", name, name=name)

    def method(self, key: str) -> str:
        return self.coded("method", key, method=key)

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """Codes in the alphabetical order of their names in this language."""
        key = order_of(self.language)
        return sorted(codes, key=lambda code: (key(self.state(code)), code))

    def names(self, codes: list[str]) -> str:
        """The names of some states; the rest of a long list is counted."""
        said = [self.state(code) for code in codes]
        if len(said) <= NAMED:
            return self.list(said)
        return self.list([*said[:NAMED], self.say("and_more", n=len(said) - NAMED)])

    def ground(self, ground: str) -> str:
        for pattern, key in GROUNDS:
            if found := pattern.match(ground):
                return self.say(key, since=self.date(found[1])) if found.groups() else self.say(key)
        return ground

    def reason(self, why: Mapping[str, Any]) -> str:
        """Why a state sits or waits."""
        facts = why["facts"]
        inner = self.subregion(facts["subregion"] or "") or "—"
        said = self.say(
            f"why_{why['code']}",
            region=self.region(facts["region"]),
            seats=facts["seats"],
            subregion=inner,
            subregion_seats=facts.get("subregion_seats", 0),
            equals=facts.get("equals", 0),
            ground=self.ground(facts.get("ground", "")),
            by=facts.get("by", ""),
            reason=facts.get("reason", ""),
            classes=self.list(self.class_of(name) for name in facts.get("classes", ())),
            states=self.names(facts.get("ahead") or facts.get("behind") or []),
        )
        debt = self.number(facts["debt"], 3, signed=True)
        standing = (
            self.say("why_standing", debt=debt, place=facts["place"], of=facts["of"])
            if facts["place"]
            else ""
        )
        alone = self.say("why_alone") if facts["alone"] and facts["subregion"] else ""
        return self.sentences(part for part in (said, self._needless(why), standing, alone) if part)

    def _needless(self, why: Mapping[str, Any]) -> str:
        """Said where a right, a decision or an absence changed nothing."""
        if why["facts"].get("needed", True):
            return ""
        return self.say("why_sits_anyway" if why["code"] in SITS_BY_RIGHT else "why_waits_anyway")

    def route(self, found: Mapping[str, Any]) -> str:
        """What would bring a state in."""
        states = self.names(list(found.get("states", ())))
        return self.say(f"route_{found['kind']}", seats=found.get("seats", 0), states=states)

    def remark(self, found: Mapping[str, Any]) -> str:
        facts = found["facts"]
        return self.say(
            f"remark_{found['code']}",
            region=self.region(facts.get("region", "")),
            states=self.names(list(facts.get("states", ()))),
            seats=facts.get("smallest_seats") or 0,
            n=facts.get("solutions", 0),
        )
