"""Why each state sits or not: a code and the facts that decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rostrum.composition.numerals import decimal
from rostrum.composition.pools import NO_SUBREGION, Candidate, Filled
from rostrum.composition.selection import Chamber, Selection


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: `code` for the sentence in any language, `facts` to fill it with (JSON values)."""

    code: str
    facts: Mapping[str, Any]


@dataclass
class Explainer:
    """Explains one selection. `grounds` are those of the must-haves, by code."""

    chamber: Chamber
    selection: Selection
    grounds: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def crossing(self) -> bool:
        """True when class floors changed the choice, so that regions cannot be looked at one by one."""
        return self.selection.seated != self.selection.plain

    def why(self, code: str) -> Why:
        """The reason for one member."""
        member = self.chamber.by_code[code]
        filled = self.selection.regions[member.region]
        order = [
            c for c in self.chamber.pools[member.region].candidates if c.code not in self.chamber.wishes.out
        ]
        facts = self._facts(code, filled, order)
        if code in self.selection.seated:
            return self._seated(code, filled, order, facts)
        return self._waiting(code, filled, order, facts)

    def _facts(self, code: str, filled: Filled, order: list[Candidate]) -> dict[str, Any]:
        member, label = self.chamber.by_code[code], self.chamber.labels[code]
        free = [c.code for c in order if c.code not in filled.musts]
        return {
            "region": member.region,
            "seats": filled.seats,
            "debt": decimal(self.chamber.debts[code], 3),
            "place": free.index(code) + 1 if code in free else None,
            "of": len(free),
            "subregion": member.subregion,
            "alone": bool(label) and sum(c.label == label for c in order) == 1,
        }

    def _seated(self, code: str, filled: Filled, order: list[Candidate], facts: dict[str, Any]) -> Why:
        override = next((o for o in self.chamber.request.overrides if o.code == code and o.seat), None)
        if override is not None:
            return Why("seated-by-chair", {**facts, "reason": override.reason, "by": override.by})
        if code in filled.musts:
            return Why("must-have", {**facts, "ground": self.grounds[code]})
        if self.crossing and code not in self.selection.plain:
            return Why("class-floor", {**facts, "classes": sorted(self.chamber.by_code[code].classes)})
        if len(filled.chosen) == len(order):
            return Why("all-seated", facts)
        ahead = [c for c in order if c.place < self.chamber.place[code] and c.code not in filled.chosen]
        if ahead:
            return Why("spread", {**facts, "ahead": [c.code for c in ahead]})
        equal = self._equals(code, order, filled, seated=False)
        return Why("lot" if equal else "debt", {**facts, "equals": equal})

    def _waiting(self, code: str, filled: Filled, order: list[Candidate], facts: dict[str, Any]) -> Why:
        override = next((o for o in self.chamber.request.overrides if o.code == code), None)
        if override is not None:
            return Why("unseated-by-chair", {**facts, "reason": override.reason, "by": override.by})
        said = self.chamber.request.availability.get(code)
        if said in ("declined", "silent"):
            return Why(said, facts)
        if filled.seats == 0:
            return Why("region-without-seats", facts)
        if code in filled.unplaced:
            return Why("must-have-unplaced", {**facts, "ground": self.grounds[code]})
        if self.crossing and code in self.selection.plain:
            return Why("yields-to-class-floor", facts)
        if all(c.code in filled.musts for c in order if c.code in filled.chosen):
            return Why("region-held-by-must-haves", facts)
        behind = [
            c for c in order
            if c.place > self.chamber.place[code] and c.code in filled.chosen and c.code not in filled.musts
        ]  # fmt: skip
        if behind:
            return self._passed_over(code, filled, order, facts, [c.code for c in behind])
        equal = self._equals(code, order, filled, seated=True)
        return Why("lost-lot" if equal else "region-full", {**facts, "equals": equal})

    def _passed_over(
        self, code: str, filled: Filled, order: list[Candidate], facts: dict[str, Any], behind: list[str]
    ) -> Why:
        label = self.chamber.labels[code]
        here = sum(c.label == label and c.code in filled.chosen for c in order)
        bounds = filled.bounds[label]
        if label != NO_SUBREGION and here >= bounds.ceiling:
            return Why("subregion-full", {**facts, "subregion_seats": here, "behind": behind})
        return Why("yields-to-spread", {**facts, "behind": behind})

    def _equals(self, code: str, order: list[Candidate], filled: Filled, seated: bool) -> int:
        """How many states of the region with exactly the same debt fell on the other side."""
        debt = self.chamber.debts
        return sum(
            debt[c.code] == debt[code] and (c.code in filled.chosen) == seated and c.code not in filled.musts
            for c in order
            if c.code != code
        )
