# SciPy carries no types; its answers are rounded and checked again here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false
"""Choosing where class floors (LDC, LLDC, SIDS) cross the regions, so that the bounds no longer nest.

States of one sub-region and the same classes are of one *kind*: as far as the rules go they can stand for
each other. So the choice is one of numbers by kind, and within a kind the first in order sit. That leaves
some forty whole numbers instead of a bit for every state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import scipy

from rostrum.composition.pools import Candidate
from rostrum.composition.solver import INFEASIBLE, NotProven, Programme

NEAR_WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Kind:
    """Willing states of one sub-region with the same of the classes asked for, in order."""

    region: str
    label: str
    classes: frozenset[str]
    states: tuple[Candidate, ...]


class Counts:
    """A programme as whole numbers by kind: `least[k]` ≤ seats of kind k ≤ `most[k]`, and the programme's rows.

    `least` starts at the must-haves, `most` at all who are willing.
    """

    def __init__(self, programme: Programme) -> None:
        self.kinds = _kinds(programme)
        self.of = {c.code: k for k, kind in enumerate(self.kinds) for c in kind.states}
        self.least = [sum(c.code in programme.musts for c in kind.states) for kind in self.kinds]
        self.most = [len(kind.states) for kind in self.kinds]
        self.rows = [
            (sorted({self.of[programme.columns[i].code] for i in row}), low, high)
            for row, low, high in programme.rows
        ]
        self.rows_of: list[list[int]] = [[] for _ in self.kinds]
        for n, (row, _, _) in enumerate(self.rows):
            for k in row:
                self.rows_of[k].append(n)
        self._constraint = self._matrix()
        places = len(programme.columns)
        index = programme.index
        self._weights = [
            -sum(places - index[c.code] for c in kind.states) / len(kind.states) for kind in self.kinds
        ]

    def _matrix(self) -> scipy.optimize.LinearConstraint:
        columns = [k for row, _, _ in self.rows for k in row]
        marks = [n for n, (row, _, _) in enumerate(self.rows) for _ in row]
        shape = (len(self.rows), len(self.kinds))
        matrix = scipy.sparse.csr_matrix((np.ones(len(columns)), (marks, columns)), shape=shape)
        return scipy.optimize.LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )

    def solve(self) -> list[int] | None:
        """Numbers by kind that keep every rule, leaning to the first in order; None when there are none.

        The linear relaxation answers at once when it is impossible or already whole, as it nearly always is.
        """
        for whole in (False, True):
            answer = scipy.optimize.milp(
                np.asarray(self._weights),
                integrality=np.full(len(self.kinds), int(whole)),
                bounds=scipy.optimize.Bounds(
                    np.asarray(self.least, dtype=float), np.asarray(self.most, dtype=float)
                ),
                constraints=self._constraint,
            )
            if answer.status == INFEASIBLE:
                return None
            if answer.status != 0:
                raise NotProven(answer.message)
            found = [round(float(v)) for v in answer.x]
            if all(abs(v - n) < NEAR_WHOLE for v, n in zip(answer.x, found, strict=True)):
                return self._checked(found)
        raise NotProven("HiGHS gave fractions for whole numbers")

    def _checked(self, numbers: list[int]) -> list[int]:
        if not self.keeps(numbers):
            raise NotProven("a rounded choice breaks a rule")
        return numbers

    def keeps(self, numbers: Sequence[int]) -> bool:
        """Every bound and every row, in whole numbers."""
        inside = all(low <= n <= high for low, n, high in zip(self.least, numbers, self.most, strict=True))
        return inside and all(low <= sum(numbers[k] for k in row) <= high for row, low, high in self.rows)

    def exchange(self, numbers: Sequence[int], kind: int) -> list[int] | None:
        """The same numbers with one more of this kind for one fewer of another, where that keeps the rules."""
        sums = self._sums(numbers)
        for other, number in enumerate(numbers):
            if other != kind and number > self.least[other] and self._swaps(sums, kind, other):
                swapped = list(numbers)
                swapped[kind] += 1
                swapped[other] -= 1
                return swapped
        return None

    def replaceable(self, numbers: Sequence[int], kind: int) -> bool:
        """Whether one of this kind could give its seat to one of another, with the rules kept."""
        sums = self._sums(numbers)
        return any(
            number < self.most[other] and other != kind and self._swaps(sums, other, kind)
            for other, number in enumerate(numbers)
        )

    def _sums(self, numbers: Sequence[int]) -> list[int]:
        return [sum(numbers[k] for k in row) for row, _, _ in self.rows]

    def _swaps(self, sums: Sequence[int], gains: int, loses: int) -> bool:
        grown, shrunk = set(self.rows_of[gains]), set(self.rows_of[loses])
        return all(sums[n] < self.rows[n][2] for n in grown - shrunk) and all(
            sums[n] > self.rows[n][1] for n in shrunk - grown
        )

    def close(self, kind: int) -> None:
        """No more of this kind can sit; so neither can those of its sub-region with no class beyond its own."""
        closed = self.kinds[kind]
        for k, one in enumerate(self.kinds):
            if (one.region, one.label) == (closed.region, closed.label) and one.classes <= closed.classes:
                self.most[k] = self.least[k]


Group = frozenset[str]
"""Some of the classes asked for, taken together: a state counts as often as it is of one of them."""


class Reach:
    """What counting alone can tell: the most of each class, and of classes together, that regions can still seat.

    Inside a region the bounds nest, so its most is found by taking the best first; over the regions together it is an
    upper bound. Classes are looked at together too, since the states that are of two would else be counted on twice.
    """

    def __init__(self, programme: Programme, counts: Counts) -> None:
        self.counts = counts
        self.regions = {region.name: region for region in programme.regions}
        self.labels: dict[str, dict[str, list[int]]] = {name: {} for name in self.regions}
        for k, kind in enumerate(counts.kinds):
            self.labels[kind.region].setdefault(kind.label, []).append(k)
        floors = programme.class_floors
        self.floors = {group: sum(floors[name] for name in group) for group in _groups(floors)}
        self.weights = {group: [len(kind.classes & group) for kind in counts.kinds] for group in self.floors}
        self._known: dict[str, dict[Group, int]] = {}
        self._ahead: dict[Group, int] = {}

    def allows(self, kind: int) -> bool:
        """False when the region has no room for one more of the kind, or a class floor is out of reach then.

        Asked with the one more already counted among the least.
        """
        region = self.counts.kinds[kind].region
        spans = self._spans(region)
        if not self._room(region, spans):
            return False
        self._ahead = {group: self._most(region, group, spans) for group in self.floors}
        others = [self._of(other) for other in self.regions if other != region]
        return all(
            self._ahead[group] + sum(most[group] for most in others) >= floor
            for group, floor in self.floors.items()
        )

    def seated(self, kind: int) -> None:
        """The one more, just allowed, was seated: what was counted then holds."""
        self._known[self.counts.kinds[kind].region] = self._ahead

    def decided(self, kind: int) -> None:
        """Something was decided of this kind: what was known of its region is counted anew when asked for."""
        self._known.pop(self.counts.kinds[kind].region, None)

    def _of(self, region: str) -> Mapping[Group, int]:
        if region not in self._known:
            spans = self._spans(region)
            self._known[region] = {group: self._most(region, group, spans) for group in self.floors}
        return self._known[region]

    def _spans(self, region: str) -> list[tuple[list[int], int, int, int]]:
        """Of each sub-region: its kinds, the seats decided, the seats it must have, and the most it may."""
        bounds, least, most = self.regions[region].bounds, self.counts.least, self.counts.most
        spans: list[tuple[list[int], int, int, int]] = []
        for label, kinds in self.labels[region].items():
            held = open_to = 0
            for k in kinds:
                held += least[k]
                open_to += most[k]
            bound = bounds[label]
            spans.append((kinds, held, max(held, bound.floor), min(bound.ceiling, open_to)))
        return spans

    def _room(self, region: str, spans: Sequence[tuple[list[int], int, int, int]]) -> bool:
        return all(due <= most for _, _, due, most in spans) and (
            sum(due for _, _, due, _ in spans) <= self.regions[region].seats
        )

    def _most(self, region: str, group: Group, spans: Sequence[tuple[list[int], int, int, int]]) -> int:
        """Among the decided, in seats still due to sub-regions, and in the seats left: the best first."""
        least, at_most, weights, best = self.counts.least, self.counts.most, self.weights[group], len(group)
        left, total, beyond = self.regions[region].seats, 0, [0] * (best + 1)
        for kinds, held, due, most in spans:
            left -= due
            open_of = [0] * (best + 1)
            for k in kinds:
                if weight := weights[k]:
                    total += weight * least[k]
                    open_of[weight] += at_most[k] - least[k]
            owed, room = due - held, most - due
            for weight in range(best, 0, -1):
                if opened := open_of[weight]:
                    taken = owed if owed < opened else opened
                    further = min(room, opened - taken)
                    owed, room = owed - taken, room - further
                    total += weight * taken
                    beyond[weight] += further
        for weight in range(best, 0, -1):
            taken = min(left, beyond[weight])
            left -= taken
            total += weight * taken
        return total


def _groups(floors: Mapping[str, int]) -> list[Group]:
    """Each class, and all that may be taken together; of very many, each and all of them."""
    names = sorted(floors)
    sizes = range(1, len(names) + 1) if len(names) <= 4 else (1, len(names))
    return [frozenset(some) for size in sizes for some in combinations(names, size)]


def _kinds(programme: Programme) -> list[Kind]:
    asked = frozenset(programme.class_floors)
    found: dict[tuple[str, str, frozenset[str]], list[Candidate]] = {}
    for region in programme.regions:
        for c in region.willing:
            found.setdefault((region.name, c.label, c.classes & asked), []).append(c)
    return [Kind(*key, tuple(sorted(states, key=lambda c: c.place))) for key, states in found.items()]


def possible(programme: Programme) -> bool:
    """Whether any choice keeps every rule."""
    return Counts(programme).solve() is not None


def first_in_order(programme: Programme) -> frozenset[str] | None:
    """The first choice in order that keeps the class floors too, or None when there is none.

    Walks down the order: a state sits unless seating it, with all decisions before it, leaves no choice. Counting
    alone nearly always decides that rightly: it refuses only what is impossible, so when the choice that it ends
    with keeps every rule, that choice is also the proof that each state seated could be. Else HiGHS is asked.
    """
    if Counts(programme).solve() is None:
        return None
    chosen = by_counting(programme)
    return chosen if programme.keeps(chosen) else by_witness(programme)


def by_counting(programme: Programme) -> frozenset[str]:
    """Down the order, each state that counting does not exclude; the first in order if it keeps every rule."""
    counts = Counts(programme)
    chosen, reach = set(programme.musts), Reach(programme, counts)
    for column in programme.columns:
        kind = counts.of[column.code]
        if column.code in chosen or counts.least[kind] == counts.most[kind]:
            continue
        counts.least[kind] += 1
        if reach.allows(kind):
            chosen.add(column.code)
            reach.seated(kind)
        else:
            counts.least[kind] -= 1
            counts.close(kind)
            reach.decided(kind)
    return frozenset(chosen)


def by_witness(programme: Programme) -> frozenset[str]:
    """The same, each decision shown by numbers that keep every rule and all that is decided; such must exist."""
    counts = Counts(programme)
    witness = counts.solve()
    if witness is None:
        raise NotProven("no choice keeps every rule")
    chosen, reach = set(programme.musts), Reach(programme, counts)
    for column in programme.columns:
        kind = counts.of[column.code]
        if column.code in chosen or counts.least[kind] == counts.most[kind]:
            continue
        if witness[kind] == counts.least[kind]:
            found = _one_more(counts, reach, witness, kind)
            if found is None:
                counts.close(kind)
                reach.decided(kind)
                continue
            witness = found
        counts.least[kind] += 1
        reach.decided(kind)
        chosen.add(column.code)
    if not programme.keeps(frozenset(chosen)):
        raise NotProven("the choice breaks a rule")
    return frozenset(chosen)


def _one_more(counts: Counts, reach: Reach, witness: Sequence[int], kind: int) -> list[int] | None:
    """Numbers that seat one more of this kind and keep what is decided, or None when there are none."""
    swapped = counts.exchange(witness, kind)
    if swapped is not None:
        return swapped
    counts.least[kind] += 1
    found = counts.solve() if reach.allows(kind) else None
    counts.least[kind] -= 1
    return found
