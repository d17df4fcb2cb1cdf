"""Which states sit: the pools of all regions filled under one request, with its overrides, or a refusal that
names the conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

from rostrum.composition.conflict import Wanted, smallest_conflict
from rostrum.composition.crossing import first_in_order, possible
from rostrum.composition.debt import Lot, Owed, debts, lot_of, weigh
from rostrum.composition.model import CompositionRefused, Member, Override, Request
from rostrum.composition.pools import NO_SUBREGION, Bounds, Candidate, Claims, Filled, Pool, fill
from rostrum.composition.solver import NotProven, Programme, Region, prove

REGIONS_TRIED = 10
"""Up to how many regions each set is tried whose spread might be lifted."""


def labels(members: Iterable[Member]) -> dict[str, str]:
    """Sub-region by code; one that crosses regions is split ("Asia-Pacific: Western Asia"), so that the bounds nest."""
    listed = list(members)
    homes: dict[str, set[str]] = {}
    for m in listed:
        if m.subregion is not None:
            homes.setdefault(m.subregion, set()).add(m.region)
    return {m.code: _label(m, homes) for m in listed}


def _label(member: Member, homes: Mapping[str, set[str]]) -> str:
    if member.subregion is None:
        return NO_SUBREGION
    return member.subregion if len(homes[member.subregion]) == 1 else f"{member.region}: {member.subregion}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Who sits, with each region as filled. `plain` is the choice before class floors.

    `proof` HiGHS's word on it.
    """

    seated: frozenset[str]
    regions: Mapping[str, Filled]
    plain: frozenset[str]
    proof: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be asked on top of the rule, changed one by one by what-if runs."""

    out: frozenset[str]
    forced: frozenset[str]
    class_floors: Mapping[str, int]

    def without(self, *codes: str) -> Wishes:
        """The same, with these states out."""
        return Wishes(self.out | set(codes), self.forced, self.class_floors)

    def admitting(self, code: str) -> Wishes:
        """The same, with this state no longer out."""
        return Wishes(self.out - {code}, self.forced, self.class_floors)

    def forcing(self, code: str) -> Wishes:
        """The same, with this state a must-have."""
        return Wishes(self.out - {code}, self.forced | {code}, self.class_floors)


def overridden(wishes: Wishes, override: Override) -> Wishes:
    """The wishes with one decision of the chair."""
    return wishes.forcing(override.code) if override.seat else wishes.without(override.code)


class Chamber:
    """A request made ready for choosing: debts, order, pools.

    Nothing in it depends on the number of seats.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.by_code = {m.code: m for m in request.members}
        self.labels = labels(request.members)
        self.lot: Lot = lot_of(request, self.by_code)
        self.drawn = self.lot.order()
        self.owed: list[Owed] = [
            weigh(request, one) for one in sorted(request.history, key=lambda h: (h.on, h.key))
        ]
        self.debts: dict[str, Fraction] = debts(request, self.owed)
        ranked = sorted(self.by_code, key=lambda code: (-self.debts[code], self.drawn[code]))
        self.place = {code: place for place, code in enumerate(ranked)}
        self.pools = self._pools(ranked)
        self.offices = tuple(m.code for m in request.must_haves if m.by_office)

    def _pools(self, ranked: list[str]) -> dict[str, Pool]:
        rules = self.request.rules
        known = set(self.labels.values())
        odd = sorted((rules.subregion_floors.keys() | rules.subregion_ceilings.keys()) - known)
        if odd:
            raise CompositionRefused(
                "unknown-subregions", subregions=odd, known=sorted(known - {NO_SUBREGION})
            )
        inside: dict[str, list[Candidate]] = {region: [] for region in self.request.regions()}
        for code in ranked:
            m = self.by_code[code]
            inside[m.region].append(Candidate(code, self.place[code], self.labels[code], m.classes))
        return {
            region: Pool(region, tuple(cs), rules.subregion_floors, rules.subregion_ceilings, rules.spread)
            for region, cs in inside.items()
        }

    @cached_property
    def by_rule(self) -> Wishes:
        """The wishes without the chair's overrides."""
        forced = frozenset(m.code for m in self.request.must_haves if not m.by_office)
        declined = {c for c, said in self.request.availability.items() if said == "declined"}
        silent = {c for c, said in self.request.availability.items() if said == "silent"}
        if forced & declined:
            raise CompositionRefused("must-have-declined", states=sorted(forced & declined))
        return Wishes(frozenset(declined | (silent - forced)), forced, self.request.rules.class_floors)

    @cached_property
    def wishes(self) -> Wishes:
        """The wishes with the chair's overrides."""
        wish = self.by_rule
        for override in self.request.overrides:
            if override.seat and self.request.availability.get(override.code) == "declined":
                raise CompositionRefused("override-of-declined", state=override.code)
            if not override.seat and override.code in wish.forced:
                raise CompositionRefused("override-of-must-have", state=override.code)
            wish = overridden(wish, override)
        return wish

    def fill(self, region: str, seats: int, wishes: Wishes) -> Filled:
        """One region filled with so many seats."""
        return fill(self.pools[region], seats, Claims(wishes.forced, self.offices, wishes.out))

    def settled(self, seats: Mapping[str, int]) -> frozenset[str] | None:
        """Who sits with these seats by region under the request's wishes, or None where a region
        cannot be filled."""
        chosen: frozenset[str] = frozenset()
        for region, n in seats.items():
            key = (region, n)
            filled = self._settled.get(key)
            if filled is None:
                filled = self._settled[key] = self.fill(region, n, self.wishes)
            if filled.impossible:
                return None
            chosen |= filled.chosen
        return chosen

    def holds_floors(self, chosen: frozenset[str]) -> bool:
        """True when the choice has as many LDC, LLDC or SIDS as asked for."""
        return all(
            sum(name in self.by_code[code].classes for code in chosen) >= floor
            for name, floor in self.request.rules.class_floors.items()
        )

    def with_offices(self, offices: tuple[str, ...]) -> Chamber:
        """The same, with these holders of office alone."""
        other = copy(self)
        other.offices = offices
        return other

    @cached_property
    def _settled(self) -> dict[tuple[str, int], Filled]:
        return {}

    def programme(
        self, regions: Mapping[str, Filled], wishes: Wishes, floors: Mapping[str, int]
    ) -> Programme:
        """The 0/1 programme of the regions as filled."""
        parts = [
            Region(
                region,
                filled.seats,
                tuple(c for c in self.pools[region].candidates if c.code not in wishes.out),
                filled.bounds,
                filled.musts,
            )
            for region, filled in regions.items()
        ]
        return Programme(parts, floors)


def select(chamber: Chamber, seats: Mapping[str, int], wishes: Wishes, proven: bool = True) -> Selection:
    """Choose the states for these seats by region; raises `CompositionRefused` naming the conflict."""
    regions = {region: chamber.fill(region, n, wishes) for region, n in seats.items()}
    for region, filled in regions.items():
        if filled.impossible:
            raise _refusal(chamber, region, filled, wishes)
    plain = frozenset[str]().union(*(f.chosen for f in regions.values()))
    short = not chamber.holds_floors(plain)
    programme = chamber.programme(regions, wishes, wishes.class_floors if short else {})
    if not short:
        return Selection(plain, regions, plain, prove(programme, plain) if proven else {})
    kept = _keeping_floors(chamber, regions, wishes)
    if kept is None:
        raise _conflict(chamber, seats, wishes)
    regions, chosen = kept
    done = {
        r: replace(f, chosen=chosen & {c.code for c in chamber.pools[r].candidates})
        for r, f in regions.items()
    }
    return Selection(
        chosen, done, plain, {"by": "integer programme (HiGHS)", "states": len(programme.columns)}
    )


def _keeping_floors(
    chamber: Chamber, regions: Mapping[str, Filled], wishes: Wishes
) -> tuple[Mapping[str, Filled], frozenset[str]] | None:
    """The regions and the first choice in order that keeps the class floors; None when there is none.

    Where they cannot be kept with all else the spread is lifted, in as few regions as will do; where that is not
    enough, holders of office yield, the last first.
    """
    chosen = first_in_order(chamber.programme(regions, wishes, wishes.class_floors))
    if chosen is not None:
        return regions, chosen
    if _floors_fit(chamber, regions, wishes):
        return _fewest_lifted(chamber, regions, wishes)
    offices = _offices_with_room(chamber, regions, wishes)
    if offices is None:
        return None
    found = _keeping_floors(
        other := chamber.with_offices(offices), _filled_again(other, regions, wishes), wishes
    )
    if found is None:
        raise NotProven("class floors that fit cannot be kept")
    unplaced = {r: _unplaced(chamber, r, regions[r], offices) for r in regions}
    return {r: replace(f, unplaced=unplaced[r]) for r, f in found[0].items()}, found[1]


def _filled_again(chamber: Chamber, regions: Mapping[str, Filled], wishes: Wishes) -> dict[str, Filled]:
    return {region: chamber.fill(region, filled.seats, wishes) for region, filled in regions.items()}


def _floors_fit(chamber: Chamber, regions: Mapping[str, Filled], wishes: Wishes) -> bool:
    """Whether any choice keeps the class floors when no region keeps its spread."""
    lifted = {region: _lifted(chamber, region, filled, wishes) for region, filled in regions.items()}
    return possible(chamber.programme(lifted, wishes, wishes.class_floors))


def _offices_with_room(
    chamber: Chamber, regions: Mapping[str, Filled], wishes: Wishes
) -> tuple[str, ...] | None:
    """Holders of office, in their order, as far as the class floors can be kept beside them; None if never."""
    if not _floors_fit(chamber.with_offices(()), regions, wishes):
        return None
    kept: tuple[str, ...] = ()
    for code in chamber.offices:
        if _floors_fit(chamber.with_offices((*kept, code)), regions, wishes):
            kept = (*kept, code)
    return kept


def _unplaced(chamber: Chamber, region: str, filled: Filled, offices: tuple[str, ...]) -> tuple[str, ...]:
    """In the order of offices: who had no room in the region, and who yielded to the class floors."""
    yielded = filled.musts & set(chamber.offices) - set(offices) - chamber.wishes.forced
    return tuple(c for c in chamber.offices if c in filled.unplaced or c in yielded)


def _fewest_lifted(
    chamber: Chamber, regions: Mapping[str, Filled], wishes: Wishes
) -> tuple[Mapping[str, Filled], frozenset[str]]:
    """The spread lifted in the fewest regions; between as few, where the choice is the first in order."""
    lifted = {region: _lifted(chamber, region, filled, wishes) for region, filled in regions.items()}
    bound = [region for region in regions if lifted[region].bounds != regions[region].bounds]
    for some in _sets(bound):
        found: list[tuple[list[int], dict[str, Filled], frozenset[str]]] = []
        for lift in some:
            trial = {**regions, **{region: lifted[region] for region in lift}}
            chosen = first_in_order(chamber.programme(trial, wishes, wishes.class_floors))
            if chosen is not None:
                found.append((sorted(chamber.place[code] for code in chosen), trial, chosen))
        if found:
            _, trial, chosen = min(found, key=lambda one: one[0])
            return trial, chosen
    raise NotProven("class floors that fit cannot be kept")


def _sets(regions: Sequence[str]) -> Iterator[Iterable[tuple[str, ...]]]:
    """What is lifted together: every set of one region, then of two, and so on.

    Of more than `REGIONS_TRIED` the sets are too many; then all are lifted, which the remarks of the sheet say.
    """
    if len(regions) > REGIONS_TRIED:
        yield (tuple(regions),)
        return
    for size in range(1, len(regions) + 1):
        yield combinations(regions, size)


def can_be(chamber: Chamber, seats: Mapping[str, int], wishes: Wishes) -> bool:
    """Whether any choice meets these wishes with these seats by region: what `select` would not refuse.

    The spread and holders of office yield, so they are left out.
    """
    bare = chamber.with_offices(())
    regions = {region: bare.fill(region, n, wishes) for region, n in seats.items()}
    if any(filled.impossible for filled in regions.values()):
        return False
    return not wishes.class_floors or _floors_fit(bare, regions, wishes)


def _lifted(chamber: Chamber, region: str, filled: Filled, wishes: Wishes) -> Filled:
    """The region with its automatic spread lifted, for class floors that it stands in the way of."""
    pool = chamber.pools[region]
    bare = Pool(pool.region, pool.candidates, pool.floors, pool.ceilings, spread=False)
    again = fill(bare, filled.seats, Claims(wishes.forced, chamber.offices, wishes.out))
    yielded = ("floors", "ceilings") if pool.spread else ()
    return replace(again, yielded=yielded)


def _refusal(chamber: Chamber, region: str, filled: Filled, wishes: Wishes) -> CompositionRefused:
    """The typed refusal for a region that cannot be filled."""
    pool = chamber.pools[region]
    here = {c.code for c in pool.candidates}
    if filled.impossible == "must-haves-exceed-region":
        return CompositionRefused(
            "must-haves-exceed-region", region=region, seats=filled.seats, must_haves=sorted(filled.musts)
        )
    if filled.impossible == "region-short-of-willing":
        gone = sorted(wishes.out & here)
        return CompositionRefused(
            "region-short-of-willing",
            region=region,
            seats=filled.seats,
            willing=len(here) - len(gone),
            out=gone,
        )
    return _conflict(chamber, {region: filled.seats}, replace(wishes, class_floors={}), region=region)


def _conflict(
    chamber: Chamber, seats: Mapping[str, int], wishes: Wishes, region: str | None = None
) -> CompositionRefused:
    """The refusal that names the smallest set of wishes that cannot be met together."""
    rules = chamber.request.rules
    wanted = Wanted(
        {name: chamber.pools[name].candidates for name in seats},
        seats,
        wishes.out,
        wishes.forced,
        rules.subregion_floors,
        rules.subregion_ceilings,
        wishes.class_floors,
    )
    found, smallest = smallest_conflict(wanted)
    where = {"seats": dict(seats)} if region is None else {"region": region, "seats": seats[region]}
    named = [{"kind": kind, "of": of} for kind, of in found]
    return CompositionRefused("wishes-conflict", wishes=named, smallest=smallest, **where)


def bounds_rows(chamber: Chamber, selection: Selection) -> list[dict[str, Any]]:
    """Floor, ceiling and seats of every sub-region, for the sheet."""
    rows: list[dict[str, Any]] = []
    for region, filled in selection.regions.items():
        for label in sorted(filled.bounds):
            b: Bounds = filled.bounds[label]
            if label == NO_SUBREGION:
                continue
            here = sum(c.label == label and c.code in filled.chosen for c in chamber.pools[region].candidates)
            rows.append(
                {
                    "subregion": label,
                    "region": region,
                    "members": b.members,
                    "floor": b.floor,
                    "ceiling": b.ceiling,
                    "asked": b.asked,
                    "seated": here,
                }
            )
    return rows
