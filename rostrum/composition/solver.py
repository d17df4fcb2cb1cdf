# SciPy carries no types; its answers are rounded and checked again here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false
"""The 0/1 programme of a selection, for HiGHS, and the proof that the nested choice is optimal.

Weights are small whole numbers only (a place in the order), so floating point cannot turn a decision; every
answer is checked again here in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # `scipy.optimize` is loaded at its first use: it takes half a second, which no start is to wait for

from rostrum.composition.pools import Bounds, Candidate

INFEASIBLE = 2
"""What HiGHS, through SciPy, calls a programme that nothing satisfies."""


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
    """The 0/1 programme: a column a willing state in the order of all, a row a region, sub-region and class."""

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

    def _matrix(self) -> scipy.optimize.LinearConstraint:
        cols = [i for row, _, _ in self.rows for i in row]
        marks = [n for n, (row, _, _) in enumerate(self.rows) for _ in row]
        matrix = scipy.sparse.csr_matrix(
            (np.ones(len(cols)), (marks, cols)), shape=(len(self.rows), len(self.columns))
        )
        return scipy.optimize.LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )

    def solve(self, weights: Sequence[int], whole: bool = True) -> tuple[list[int], int] | None:
        """Maximise Σ weight·x: the choice (a bit a column) and its weight; None when impossible.

        `whole` False solves the relaxation.
        """
        n = len(self.columns)
        low, high = np.zeros(n), np.ones(n)
        for code in self.musts:
            low[self.index[code]] = 1
        answer = scipy.optimize.milp(
            -np.asarray(weights, dtype=float),
            integrality=np.full(n, int(whole)),
            bounds=scipy.optimize.Bounds(low, high),
            constraints=self.constraint,
            options={"mip_rel_gap": 0.0},
        )
        if answer.status == INFEASIBLE or answer.x is None:
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
    found = programme.solve(weights, whole=False)
    if found is None or found[1] != objective or not programme.keeps(chosen):
        raise NotProven("the relaxation does not meet the choice")
    return {"by": "linear relaxation (HiGHS)", "objective": objective, "bound": found[1], "states": n}
