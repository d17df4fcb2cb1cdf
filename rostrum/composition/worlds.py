"""Choices made anew under one change, so that a reason is named only where its cause, taken away, changes the result.

A world is the request with one thing otherwise: no spread, no ceiling of a sub-region, another order. States of one
*kind* (sub-region, and the same of the classes asked for) can stand for each other, so that exchanging the places of
two of them exchanges their fates; that needs no run.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property

from rostrum.composition.crossing import Counts
from rostrum.composition.model import CompositionRefused
from rostrum.composition.pools import Candidate, Pool
from rostrum.composition.selection import Chamber, Selection, Wishes, select

Kind = tuple[str, str, frozenset[str]]


@dataclass
class Worlds:
    """Other worlds beside one selection: `seats` by region, `wishes` as they were."""

    chamber: Chamber
    seats: Mapping[str, int]
    selection: Selection
    _known: dict[Hashable, frozenset[str] | None] = field(
        default_factory=dict[Hashable, "frozenset[str] | None"]
    )
    _room: dict[Kind, bool] = field(default_factory=dict[Kind, bool])

    @property
    def wishes(self) -> Wishes:
        return self.chamber.wishes

    def kind(self, code: str) -> Kind:
        """What a state must share with another to stand for it."""
        member = self.chamber.by_code[code]
        return (
            member.region,
            self.chamber.labels[code],
            frozenset(member.classes & self.wishes.class_floors.keys()),
        )

    def like(self, code: str, seated: bool) -> list[str]:
        """Willing states of the same kind, no must-haves, that sit or wait, in order."""
        return [
            c for c in self._of_kind[self.kind(code)] if (c in self.selection.seated) is seated and c != code
        ]

    @cached_property
    def _of_kind(self) -> dict[Kind, list[str]]:
        musts = frozenset[str]().union(*(filled.musts for filled in self.selection.regions.values()))
        found: dict[Kind, list[str]] = {}
        for code in sorted(self.chamber.place, key=self.chamber.place.__getitem__):
            if code not in musts and code not in self.wishes.out:
                found.setdefault(self.kind(code), []).append(code)
        return found

    def sits_without_spread(self, code: str) -> bool:
        """Would it sit if no sub-region were due anything?"""
        return self._sits(code, "spread", lambda pool: replace(pool, spread=False))

    def sits_without_ceiling(self, code: str) -> bool:
        """Would it sit if its own sub-region might hold as many as it has?"""
        label = self.chamber.labels[code]
        return self._sits(code, ("ceiling", label), lambda pool: _open_above(pool, label))

    def sits_without_asked(self, code: str) -> bool:
        """Would it sit if nobody had asked for seats of a sub-region by name?"""
        return self._sits(code, "asked", lambda pool: replace(pool, floors={}, ceilings={}))

    def sits_last(self, code: str, without: Callable[[Pool], Pool] | None = None) -> bool:
        """Would it sit if all others came before it?

        Not when another could take its seat and all others keep theirs: that choice then comes first.
        """
        if self.wishes.class_floors and without is None:
            counts, numbers = self._counted
            if counts.replaceable(numbers, counts.of[code]):
                return False
        return self._run(
            _reordered(self.chamber, {code: len(self.chamber.place)}, without or _as_it_is), code
        )

    def sits_exchanged(self, code: str, other: str) -> bool:
        """Would it sit in the other's place of the order, and the other in its?"""
        place = self.chamber.place
        return self._run(_reordered(self.chamber, {code: place[other], other: place[code]}), code)

    def sits_first(self, code: str) -> bool:
        """Would it sit if it came before all others? One of its kind answers for all."""
        kind = self.kind(code)
        if kind not in self._room:
            self._room[kind] = self._comes_first(code)
        return self._room[kind]

    def _comes_first(self, code: str) -> bool:
        """First in order, it sits exactly when some choice within the rules has it."""
        if not self.wishes.class_floors:
            return self._run(_reordered(self.chamber, {code: -1}), code)
        if self.has_room(code):
            return True
        counts, _ = self._counted
        kind = counts.of[code]
        counts.least[kind] += 1
        found = counts.solve()
        counts.least[kind] -= 1
        return found is not None

    def has_room(self, code: str) -> bool:
        """Whether it could take the seat of one that sits, all others keeping theirs and every rule kept."""
        counts, numbers = self._counted
        return counts.exchange(numbers, counts.of[code]) is not None

    @cached_property
    def _counted(self) -> tuple[Counts, list[int]]:
        """The programme in numbers by kind, and those of the selection."""
        floors = self.wishes.class_floors
        counts = Counts(self.chamber.programme(self.selection.regions, self.wishes, floors))
        seated = self.selection.seated
        return counts, [sum(c.code in seated for c in kind.states) for kind in counts.kinds]

    def sits_without_office(self, code: str) -> bool:
        """Would it sit if it held no office?"""
        offices = tuple(c for c in self.chamber.offices if c != code)
        return self._run(self.chamber.with_offices(offices), code)

    def under(self, wishes: Wishes, code: str) -> bool:
        """Would it sit under these wishes?"""
        return self._run(self.chamber, code, wishes)

    def sits_without_floor(self, code: str, name: str) -> bool:
        """Would it sit if no seats had been asked for this class of States?"""
        key = ("class", name)
        if key not in self._known:
            floors = {n: floor for n, floor in self.wishes.class_floors.items() if n != name}
            self._known[key] = self._all(self.chamber, replace(self.wishes, class_floors=floors))
        seated = self._known[key]
        return seated is not None and code in seated

    def _sits(self, code: str, change: Hashable, changed: Callable[[Pool], Pool]) -> bool:
        """One change of the pools: of all regions where class floors were asked for, else of its own alone."""
        region = self.chamber.by_code[code].region
        key = (change, region if not self.wishes.class_floors else "")
        if key not in self._known:
            self._known[key] = self._chosen(_changed(self.chamber, changed), region, self.wishes)
        seated = self._known[key]
        return seated is not None and code in seated

    def _run(self, chamber: Chamber, code: str, wishes: Wishes | None = None) -> bool:
        seated = self._chosen(chamber, self.chamber.by_code[code].region, wishes or self.wishes)
        return seated is not None and code in seated

    def _chosen(self, chamber: Chamber, region: str, wishes: Wishes) -> frozenset[str] | None:
        """Who sits there: of the one region when regions do not bear on each other; None when nothing can."""
        if not wishes.class_floors:
            filled = chamber.fill(region, self.seats[region], wishes)
            return None if filled.impossible else filled.chosen
        return self._all(chamber, wishes)

    def _all(self, chamber: Chamber, wishes: Wishes) -> frozenset[str] | None:
        try:
            return select(chamber, self.seats, wishes, proven=False).seated
        except CompositionRefused:
            return None


def _as_it_is(pool: Pool) -> Pool:
    return pool


def _open_above(pool: Pool, label: str) -> Pool:
    size = sum(c.label == label for c in pool.candidates)
    return replace(pool, ceilings={**pool.ceilings, label: size}) if size else pool


def _changed(chamber: Chamber, changed: Callable[[Pool], Pool]) -> Chamber:
    other = copy(chamber)
    other.pools = {region: changed(pool) for region, pool in chamber.pools.items()}
    return other


def _reordered(
    chamber: Chamber, places: Mapping[str, int], also: Callable[[Pool], Pool] = _as_it_is
) -> Chamber:
    """The chamber with other places for some states, in their own regions' order and in that of all."""
    regions = {chamber.by_code[code].region for code in places}
    other = copy(chamber)
    other.pools = {
        region: also(replace(pool, candidates=_placed(pool, places)) if region in regions else pool)
        for region, pool in chamber.pools.items()
    }
    return other


def _placed(pool: Pool, places: Mapping[str, int]) -> tuple[Candidate, ...]:
    moved = (replace(c, place=places[c.code]) if c.code in places else c for c in pool.candidates)
    return tuple(sorted(moved, key=lambda c: c.place))
