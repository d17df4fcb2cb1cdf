# SciPy carries no types; its answers are rounded and checked again here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false
"""HiGHS, used twice: to prove the nested choice optimal, and to choose where class floors cross the regions.

Weights are small whole numbers only (a place in the order), so floating point cannot turn a decision; every
answer is checked again here in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_matrix

from rostrum.composition.pools import Bounds, Candidate, take


class NotProven(RuntimeError):
    """HiGHS and the exact choice disagree: a defect, never an answer."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region as the solver sees it: its willing states in order, its seats, bounds and must-haves."""

    name: str
    seats: int
    willing: tuple[Candidate, ...]
    bounds: Mapping[str, Bounds]
    musts: frozenset[str]


class Programme:
    """The 0/1 programme.

    A column per willing state in the global order, a row per region, sub-region and class.
    """

    def __init__(self, regions: Sequence[Region], class_floors: Mapping[str, int]) -> None:
        self.regions = regions
        self.class_floors = class_floors
        self.columns = sorted((c for r in regions for c in r.willing), key=lambda c: c.place)
        self.index = {c.code: i for i, c in enumerate(self.columns)}
        self.musts = frozenset[str]().union(*(r.musts for r in regions))
        self.rows: list[tuple[list[int], int, int]] = []
        for region in regions:
            self._add(region.willing, region.seats, region.seats)
            for label, b in region.bounds.items():
                self._add((c for c in region.willing if c.label == label), b.floor, b.ceiling)
        for name, floor in class_floors.items():
            self._add((c for c in self.columns if name in c.classes), floor, len(self.columns))
        self.constraint = self._matrix()

    def _add(self, states: Iterable[Candidate], low: int, high: int) -> None:
        self.rows.append(([self.index[c.code] for c in states], low, high))

    def _matrix(self) -> LinearConstraint:
        cols = [i for row, _, _ in self.rows for i in row]
        marks = [n for n, (row, _, _) in enumerate(self.rows) for _ in row]
        matrix = csr_matrix((np.ones(len(cols)), (marks, cols)), shape=(len(self.rows), len(self.columns)))
        return LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])

    def solve(
        self, weights: Sequence[int], fixed: Mapping[str, int], whole: bool = True
    ) -> tuple[list[int], int] | None:
        """Maximise Σ weight·x with some states fixed; None when impossible.

        `whole` False solves the relaxation.
        """
        n = len(self.columns)
        low, high = np.zeros(n), np.ones(n)
        for code in self.musts:
            low[self.index[code]] = 1
        for code, value in fixed.items():
            low[self.index[code]] = high[self.index[code]] = value
        answer = milp(
            -np.asarray(weights, dtype=float),
            integrality=np.full(n, int(whole)),
            bounds=Box(low, high),
            constraints=self.constraint,
            options={"mip_rel_gap": 0.0},
        )
        if answer.status == 2 or answer.x is None:
            return None
        if answer.status != 0:
            raise NotProven(answer.message)
        return [round(float(v)) for v in answer.x], round(-float(answer.fun))

    def keeps(self, chosen: frozenset[str]) -> bool:
        """Every row checked in whole numbers."""
        seated = {self.index[code] for code in chosen}
        held = all(low <= sum(i in seated for i in row) <= high for row, low, high in self.rows)
        return held and chosen >= self.musts


def prove(programme: Programme, chosen: frozenset[str]) -> dict[str, int | str]:
    """Show that no choice ranks higher: HiGHS's bound on the relaxation must equal the exact objective."""
    n = len(programme.columns)
    weights = [n - i for i in range(n)]
    objective = sum(w for w, c in zip(weights, programme.columns, strict=True) if c.code in chosen)
    found = programme.solve(weights, {}, whole=False)
    if found is None or found[1] != objective or not programme.keeps(chosen):
        raise NotProven("the relaxation does not meet the choice")
    return {"by": "linear relaxation (HiGHS)", "objective": objective, "bound": found[1], "states": n}


def greedy(programme: Programme, fixed: Mapping[str, int]) -> frozenset[str]:
    """The nested choice with some states fixed, class floors left aside."""
    chosen: frozenset[str] = frozenset()
    for region in programme.regions:
        chosen |= take(_free(region, fixed), region.bounds, region.seats, _pinned(region, fixed))
    return chosen


def crossing(programme: Programme) -> frozenset[str] | None:
    """The first choice in order that keeps the class floors too, or None when there is none.

    Walks down the order: a state sits unless seating it, with all decisions before it, leaves no choice. A
    witness (a whole choice that keeps every rule) settles most cases, counting most others, HiGHS the rest.
    """
    plain = greedy(programme, {})
    if programme.keeps(plain):
        return plain
    n = len(programme.columns)
    witness = _asked(programme, {}, [n - i for i in range(n)])
    if witness is None:
        return None
    fixed: dict[str, int] = {}
    reach = Reach(programme)
    for column in programme.columns:
        if column.code not in witness:
            found = _with(programme, reach, fixed, column)
            if found is None:
                fixed[column.code] = 0
                continue
            witness = found
        fixed[column.code] = 1
    if not programme.keeps(witness) or any((c in witness) != bool(v) for c, v in fixed.items()):
        raise NotProven("the choice breaks a rule")
    return witness


def _asked(programme: Programme, fixed: Mapping[str, int], weights: Sequence[int]) -> frozenset[str] | None:
    """A choice from HiGHS, checked in whole numbers; None when it shows that there is none."""
    found = programme.solve(weights, fixed)
    if found is None:
        return None
    chosen = frozenset(c.code for c, v in zip(programme.columns, found[0], strict=True) if v)
    if not programme.keeps(chosen):
        raise NotProven("a rounded choice breaks a rule")
    return chosen


def _with(
    programme: Programme, reach: Reach, fixed: Mapping[str, int], column: Candidate
) -> frozenset[str] | None:
    """A whole choice that seats this state too and keeps what is fixed, or None."""
    trial = {**fixed, column.code: 1}
    if not reach.allows(column, trial):
        return None
    quick = reach.leaning(trial)
    if programme.keeps(quick):
        return quick
    n = len(programme.columns)
    return _asked(programme, trial, [n - i for i in range(n)])


class Reach:
    """What counting alone can tell: the most members of a class that each region can still seat.

    A figure from an earlier step stays an upper bound, since fixing more never raises it.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.home = {c.code: region for region in programme.regions for c in region.willing}
        self.most = {
            (region.name, name): self._most(region, name, {})
            for region in programme.regions
            for name in programme.class_floors
        }

    def allows(self, column: Candidate, trial: Mapping[str, int]) -> bool:
        """False when the region has no room for the state, or a class floor is out of reach with it."""
        region = self.home[column.code]
        if not self._room(region, trial):
            return False
        ahead = {name: self._most(region, name, trial) for name in self.programme.class_floors}
        for name, floor in self.programme.class_floors.items():
            others = sum(m for (r, k), m in self.most.items() if k == name and r != region.name)
            if ahead[name] + others < floor:
                return False
        self.most.update({(region.name, name): most for name, most in ahead.items()})
        return True

    def leaning(self, trial: Mapping[str, int]) -> frozenset[str]:
        """A choice that prefers members of the classes asked for, in order otherwise."""
        chosen: frozenset[str] = frozenset()
        for region in self.programme.regions:
            free = sorted(
                _free(region, trial), key=lambda c: -len(c.classes & self.programme.class_floors.keys())
            )
            chosen |= take(free, region.bounds, region.seats, _pinned(region, trial))
        return chosen

    def _room(self, region: Region, trial: Mapping[str, int]) -> bool:
        pinned = _pinned(region, trial)
        held = dict.fromkeys(region.bounds, 0)
        for c in region.willing:
            held[c.label] += c.code in pinned
        within = all(held[label] <= b.ceiling for label, b in region.bounds.items())
        return within and sum(max(b.floor, held[label]) for label, b in region.bounds.items()) <= region.seats

    def _most(self, region: Region, name: str, trial: Mapping[str, int]) -> int:
        free = sorted(_free(region, trial), key=lambda c: name not in c.classes)
        chosen = take(free, region.bounds, region.seats, _pinned(region, trial))
        return sum(c.code in chosen and name in c.classes for c in region.willing)


def _free(region: Region, trial: Mapping[str, int]) -> list[Candidate]:
    return [c for c in region.willing if trial.get(c.code) != 0]


def _pinned(region: Region, trial: Mapping[str, int]) -> frozenset[str]:
    return frozenset(c.code for c in region.willing if trial.get(c.code) == 1) | region.musts
