"""Why each state sits or not, and what would bring it in.

A code and the facts, each route proven by running it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rostrum.composition.apportionment import House, sizes_around
from rostrum.composition.model import CompositionRefused
from rostrum.composition.numerals import decimal
from rostrum.composition.pools import NO_SUBREGION, Candidate, Filled
from rostrum.composition.selection import Chamber, Selection, Wishes, select

HORIZON = 60
HORIZON_CROSSING = 1


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: `code` for the sentence in any language, `facts` to fill it with (JSON values)."""

    code: str
    facts: Mapping[str, Any]


@dataclass
class Explainer:
    """Explains one selection.

    The chamber, the house of regions, the method and size, and the seats by region.
    """

    chamber: Chamber
    house: House
    method: str
    total: int
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

    # What would bring it in.

    @cached_property
    def larger(self) -> list[tuple[int, Mapping[str, int], frozenset[str]]]:
        """The larger sizes that can be composed, each with its seats by region and who would sit."""
        top = min(len(self.chamber.by_code), self.total + HORIZON)
        found: list[tuple[int, Mapping[str, int], frozenset[str]]] = []
        for size, one in sizes_around(self.method, self.house, range(self.total + 1, top + 1)).items():
            seated = self._at(one.seats, size - self.total <= HORIZON_CROSSING)
            if seated is not None:
                found.append((size, one.seats, seated))
        return found

    def _at(self, seats: Mapping[str, int], near: bool) -> frozenset[str] | None:
        """Who would sit: by the pools alone where class floors hold so, else by HiGHS when near."""
        plain = self.chamber.settled(seats)
        if plain is None or self.chamber.holds_floors(plain):
            return plain
        if not near:
            return None
        try:
            return select(self.chamber, seats, self.chamber.wishes, proven=False).seated
        except CompositionRefused:
            return None

    def routes(self, code: str) -> list[dict[str, Any]]:
        """Changes that seat the state, the least first; each was run. Empty for who sits."""
        if code in self.selection.seated:
            return []
        if code in self.chamber.wishes.out:
            return self._routes_of_absent(code)
        found = [{"kind": "seats", "seats": size} for size, _, who in self.larger if code in who][:1]
        if code in self.selection.plain:
            found.append({"kind": "floors-lifted"})
        found += self._declines(code)
        return found or self._forced(code)

    def _routes_of_absent(self, code: str) -> list[dict[str, Any]]:
        """For who declined, kept silent or was unseated by the chair: at this size, else at a larger one."""
        if any(o.code == code for o in self.chamber.request.overrides):
            kind = "override-lifted"
            if code in self.chamber.by_rule.out:
                return []
        else:
            kind = "willing"
        wishes = self.chamber.wishes.admitting(code)
        if self._seats_it(code, wishes):
            return [{"kind": kind}]
        region = self.chamber.by_code[code].region
        for size, seats, seated in self.larger:
            again = self.chamber.fill(region, seats[region], wishes)
            others = {c for c in seated if self.chamber.by_code[c].region != region}
            if code in again.chosen and self.chamber.holds_floors(again.chosen | others):
                return [{"kind": f"{kind}-and-seats", "seats": size}]
        forced = kind == "willing" and self._seats_it(code, self.chamber.wishes.forcing(code))
        return [{"kind": "willing-and-must-have"}] if forced else []

    def _declines(self, code: str) -> list[dict[str, Any]]:
        """The states ahead that would have to decline: of its own sub-region first, then of the region."""
        member, label = self.chamber.by_code[code], self.chamber.labels[code]
        filled = self.selection.regions[member.region]
        options: list[list[str]] = []
        for own in (True, False):
            near = [
                c for c in self.chamber.pools[member.region].candidates
                if c.code not in filled.musts and c.code not in self.chamber.wishes.out
                and (not own or c.label == label)
            ]  # fmt: skip
            waiting = [
                c.code for c in near if c.code not in filled.chosen and c.place < self.chamber.place[code]
            ]
            sitting = [c.code for c in near if c.code in filled.chosen]
            if sitting:
                options.append([*waiting, sitting[-1]])
        proven = [gone for gone in options if self._seats_it(code, self.chamber.wishes.without(*gone))]
        if not proven:
            return []
        least = min(proven, key=len)
        return [{"kind": "declines", "count": len(least), "states": sorted(least)}]

    def _seats_it(self, code: str, wishes: Wishes) -> bool:
        """True when the state sits under these wishes: its region alone is filled again, the others stand.

        With class floors the answer is only taken where the new choice holds them of itself.
        """
        region = self.chamber.by_code[code].region
        again = self.chamber.fill(region, self.selection.regions[region].seats, wishes)
        if again.impossible or code not in again.chosen:
            return False
        if not wishes.class_floors:
            return True
        others = {c for c in self.selection.plain if self.chamber.by_code[c].region != region}
        return self.chamber.holds_floors(again.chosen | others)

    def _forced(self, code: str) -> list[dict[str, Any]]:
        """Last resort: named a must-have, where its region has room for one more."""
        return [{"kind": "must-have"}] if self._seats_it(code, self.chamber.wishes.forcing(code)) else []
