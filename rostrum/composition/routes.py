"""What would bring a waiting state in: each route is run before it is named."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rostrum.composition.apportionment import House, sizes_around
from rostrum.composition.model import CompositionRefused
from rostrum.composition.selection import Chamber, Selection, Wishes, can_be, select
from rostrum.composition.worlds import Worlds

HORIZON = 60
"""How many seats more are looked at."""
HORIZON_CROSSING = 4
"""How many of them are chosen anew where class floors bind; beyond, only where they hold of themselves."""


@dataclass(frozen=True, slots=True)
class Larger:
    """A larger size: its seats by region, and who would sit, None where that cannot be composed or was not."""

    size: int
    seats: Mapping[str, int]
    seated: frozenset[str] | None


@dataclass
class Routes:
    """Finds the routes into one selection: its worlds, the house of regions, the method and the size."""

    worlds: Worlds
    house: House
    method: str
    total: int
    _held: dict[Hashable, bool] = field(default_factory=dict[Hashable, bool])

    @property
    def chamber(self) -> Chamber:
        return self.worlds.chamber

    @property
    def selection(self) -> Selection:
        return self.worlds.selection

    def into(self, code: str) -> list[dict[str, Any]]:
        """Changes that seat the state, the least first; each was run. Empty for who sits, or cannot."""
        if code in self.selection.seated:
            return []
        if code in self.chamber.wishes.out:
            return self._of_absent(code)
        found = [
            {"kind": "seats", "seats": one.size}
            for one in self.larger
            if one.seated is not None and code in one.seated
        ][:1]
        if code in self.selection.plain:
            found.append({"kind": "floors-lifted"})
        found += self._declines(code)
        return found or self._by_right(code, "must-have")

    @cached_property
    def larger(self) -> list[Larger]:
        """The larger sizes within the horizon."""
        top = min(len(self.chamber.by_code), self.total + HORIZON)
        sizes = sizes_around(self.method, self.house, range(self.total + 1, top + 1))
        return [
            Larger(size, one.seats, self._at(one.seats, size - self.total <= HORIZON_CROSSING))
            for size, one in sizes.items()
        ]

    def _at(self, seats: Mapping[str, int], near: bool) -> frozenset[str] | None:
        """Who would sit: by the pools alone where class floors hold so, else chosen anew when near."""
        plain = self.chamber.settled(seats)
        if plain is None or self.chamber.holds_floors(plain):
            return plain
        if not near:
            return None
        try:
            return select(self.chamber, seats, self.chamber.wishes, proven=False).seated
        except CompositionRefused:
            return None

    def _of_absent(self, code: str) -> list[dict[str, Any]]:
        """For who declined, kept silent or was unseated by the chair: at this size, else at a larger one."""
        overridden = any(o.code == code for o in self.chamber.request.overrides)
        if overridden and code in self.chamber.by_rule.out:
            return []
        kind = "override-lifted" if overridden else "willing"
        wishes = self.chamber.wishes.admitting(code)
        if self._seats_it(code, wishes):
            return [{"kind": kind}]
        region = self.chamber.by_code[code].region
        for one in self.larger:
            if one.seated is None:
                continue
            again = self.chamber.fill(region, one.seats[region], wishes)
            others = {c for c in one.seated if self.chamber.by_code[c].region != region}
            if code in again.chosen and self.chamber.holds_floors(again.chosen | others):
                return [{"kind": f"{kind}-and-seats", "seats": one.size}]
        return self._by_right(code, f"{kind}-and-must-have")

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

    def _by_right(self, code: str, kind: str) -> list[dict[str, Any]]:
        """Last resort: named a must-have, at this size or at the first larger one that can hold it."""
        now = {region: filled.seats for region, filled in self.selection.regions.items()}
        if self._holds(code, now):
            return [{"kind": kind}]
        sizes = (one for one in self.larger if self._holds(code, one.seats))
        return [{"kind": f"{kind}-and-seats", "seats": one.size} for one in sizes][:1]

    def _holds(self, code: str, seats: Mapping[str, int]) -> bool:
        """True when some choice with these seats has the state as a must-have; one of its kind answers for all."""
        wishes = self.chamber.wishes.forcing(code)
        member = self.chamber.by_code[code]
        classes = member.classes & wishes.class_floors.keys()
        kind = (
            tuple(seats.values()), code in self.chamber.wishes.out,
            member.region, self.chamber.labels[code], frozenset(classes),
        )  # fmt: skip
        if kind not in self._held:
            self._held[kind] = self._exchanged(code, seats) or can_be(self.chamber, seats, wishes)
        return self._held[kind]

    def _exchanged(self, code: str, seats: Mapping[str, int]) -> bool:
        """True when at this size it could simply take the seat of another; nothing need be solved then."""
        present = code not in self.chamber.wishes.out
        return present and seats == self.worlds.seats and self.worlds.has_room(code)
