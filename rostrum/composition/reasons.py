"""Why each state sits or not: a code and the facts that decided.

A cause is named only where the result would be another without it: each was taken away and the choice made anew
(`worlds.py`), or follows from the exchange of two states of one kind. Where two causes would each have sufficed alone,
the reason says that (`either-way`), and a right that was not needed says so too (`needed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rostrum.composition.model import Override
from rostrum.composition.numerals import decimal
from rostrum.composition.pools import NO_SUBREGION, Candidate, Filled, Pool
from rostrum.composition.selection import Chamber, Selection
from rostrum.composition.worlds import Worlds


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: `code` for the sentence in any language, `facts` to fill it with (JSON values)."""

    code: str
    facts: Mapping[str, Any]


@dataclass
class Explainer:
    """Explains one selection. `grounds` are those of the must-haves, by code."""

    worlds: Worlds
    grounds: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def chamber(self) -> Chamber:
        return self.worlds.chamber

    @property
    def selection(self) -> Selection:
        return self.worlds.selection

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
            return self._decided("seated-by-chair", override, not self._sits_undecided(code), facts)
        if code in filled.musts:
            needed = not self._sits_unforced(code)
            return Why("must-have", {**facts, "ground": self.grounds[code], "needed": needed})
        if code not in self.selection.plain:
            classes = self._binding(code)
            return Why("class-floor" if classes else "moved-by-class-floor", {**facts, "classes": classes})
        if len(filled.chosen) == len(order):
            return Why("all-seated", facts)
        if not self.worlds.sits_without_spread(code):
            ahead = self._passed_for(code, order)
            return Why("spread" if ahead else "spread-due", {**facts, "ahead": ahead})
        return self._seated_by_order(code, order, facts)

    @staticmethod
    def _decided(code: str, override: Override, needed: bool, facts: dict[str, Any]) -> Why:
        return Why(code, {**facts, "reason": override.reason, "by": override.by, "needed": needed})

    def _seated_by_order(self, code: str, order: list[Candidate], facts: dict[str, Any]) -> Why:
        behind = self.worlds.like(code, seated=False)
        if behind or not self.worlds.sits_last(code):
            equal = self._by_lot(code, behind, order, seated=False)
            return Why("lot" if equal else "debt", {**facts, "equals": equal})
        return Why("either-way", {**facts, "by": self._floors_beside(code)})

    def _floors_beside(self, code: str) -> str:
        """What seats it even when last in order: the spread, seats asked for by name, or floors of classes."""
        beside: dict[str, Callable[[Pool], Pool]] = {
            "spread": lambda pool: replace(pool, spread=False),
            "asked": lambda pool: replace(pool, floors={}, ceilings={}),
        }
        return next((name for name, less in beside.items() if not self.worlds.sits_last(code, less)), "rules")

    def _sits_unforced(self, code: str) -> bool:
        """Would it sit without the right by which it sits?"""
        wishes = self.chamber.wishes
        if code not in wishes.forced:
            return self.worlds.sits_without_office(code)
        silent = self.chamber.request.availability.get(code) == "silent"
        out = wishes.out | ({code} if silent else set[str]())
        return self.worlds.under(replace(wishes, out=out, forced=wishes.forced - {code}), code)

    def _sits_undecided(self, code: str) -> bool:
        """Would it sit without what the chair decided of it?"""
        rule, wishes = self.chamber.by_rule, self.chamber.wishes
        out = (wishes.out - {code}) | ({code} & rule.out)
        forced = (wishes.forced - {code}) | ({code} & rule.forced)
        return self.worlds.under(replace(wishes, out=out, forced=forced), code)

    def _binding(self, code: str) -> list[str]:
        """Its classes without whose floor it would wait."""
        asked = self.chamber.wishes.class_floors.keys()
        mine = sorted(self.chamber.by_code[code].classes & asked)
        return [name for name in mine if not self.worlds.sits_without_floor(code, name)]

    def _passed_for(self, code: str, order: list[Candidate]) -> list[str]:
        """States before it in order that wait, and would sit without the spread."""
        ahead = [c.code for c in order if c.place < self.chamber.place[code]]
        waiting = (c for c in ahead if c not in self.selection.seated)
        return [c for c in waiting if self.worlds.sits_without_spread(c)]

    def _waiting(self, code: str, filled: Filled, order: list[Candidate], facts: dict[str, Any]) -> Why:
        absent = self._absent(code, facts)
        if absent is not None:
            return absent
        if filled.seats == 0:
            return Why("region-without-seats", facts)
        if code in filled.unplaced:
            return Why("must-have-unplaced", {**facts, "ground": self.grounds[code]})
        if code in self.selection.plain:
            return Why("yields-to-class-floor", facts)
        if all(c.code in filled.musts for c in order if c.code in filled.chosen):
            return Why("region-held-by-must-haves", facts)
        label = self.chamber.labels[code]
        here = sum(c.label == label and c.code in filled.chosen for c in order)
        if self._at_ceiling(filled, label, here) and self.worlds.sits_without_ceiling(code):
            return Why("subregion-full", {**facts, "subregion_seats": here})
        if self.worlds.sits_without_spread(code):
            behind = self._seated_behind(code, filled, order)
            return Why("yields-to-spread" if behind else "yields-to-spread-due", {**facts, "behind": behind})
        return self._waiting_by_order(code, order, facts)

    def _at_ceiling(self, filled: Filled, label: str, here: int) -> bool:
        """Whether the sub-region's own ceiling is worth a run: it is reached, and asked for by name where class
        floors make each run a choice of all regions (the spread as a whole is tried after it)."""
        bounds = filled.bounds[label]
        own = bounds.asked or not self.chamber.wishes.class_floors
        return label != NO_SUBREGION and own and here >= bounds.ceiling

    def _waiting_by_order(self, code: str, order: list[Candidate], facts: dict[str, Any]) -> Why:
        before = self.worlds.like(code, seated=True)
        if before or self.worlds.sits_first(code):
            equal = self._by_lot(code, before, order, seated=True)
            return Why("lost-lot" if equal else "region-full", {**facts, "equals": equal})
        return Why("no-room", facts)

    def _absent(self, code: str, facts: dict[str, Any]) -> Why | None:
        """Who declined, kept silent or was unseated, and whether it would have sat otherwise."""
        wishes = self.chamber.wishes
        override = next((o for o in self.chamber.request.overrides if o.code == code), None)
        said = self.chamber.request.availability.get(code)
        if override is None and said not in ("declined", "silent"):
            return None
        if override is not None:
            return self._decided("unseated-by-chair", override, self._sits_undecided(code), facts)
        return Why(said or "", {**facts, "needed": self.worlds.under(wishes.admitting(code), code)})

    def _seated_behind(self, code: str, filled: Filled, order: list[Candidate]) -> list[str]:
        """States after it in order that sit, and would wait without the spread."""
        behind = (c.code for c in order if c.place > self.chamber.place[code])
        sitting = (c for c in behind if c in filled.chosen and c not in filled.musts)
        return [c for c in sitting if not self.worlds.sits_without_spread(c)]

    def _by_lot(self, code: str, near: Iterable[str], order: list[Candidate], seated: bool) -> int:
        """How many states with exactly its debt are on the other side, and would exchange fates with it by
        exchanging lots. Those of its kind would; others are tried where regions can be looked at one by one."""
        debt = self.chamber.debts
        alike = [c for c in near if debt[c] == debt[code]]
        if alike or self.chamber.wishes.class_floors:
            return len(alike)
        others = (
            c.code for c in order
            if debt[c.code] == debt[code] and c.code != code and (c.code in self.selection.seated) is seated
        )  # fmt: skip
        musts = self.selection.regions[self.chamber.by_code[code].region].musts
        return sum(self.worlds.sits_exchanged(code, c) is seated for c in others if c not in musts)
