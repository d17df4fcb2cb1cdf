# SciPy carries no types; its answers are rounded and checked again by whoever asked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false
"""The smallest set of wishes that cannot be met together.

Wishes and hard rules are rows a·x ≤ b over the states (x = 1 when seated). By Farkas's lemma they conflict
exactly where some of them, added up with multipliers y ≥ 0, say 0 ≤ −1. So the smallest conflict is the
cheapest such sum: one small integer programme, in which only wishes cost (Gleeson and Ryan, 1990). Where the
rows nest, or only disjoint classes cross them, the matrix is totally unimodular: multipliers of 0 and 1 are
enough, what has no fraction has no whole answer either, and the set found is the smallest of all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import scipy

from rostrum.composition.pools import Candidate
from rostrum.composition.solver import INFEASIBLE, NotProven

Wish = tuple[str, str]
"""Kind and key: ("out", "GHA"), ("must-have", "CUB"), ("subregion-floor", "Caribbean"), ("class-floor", "LDC")."""

MULTIPLIER = 10
"""The largest multiplier tried where classes overlap, so that 0 and 1 may not be enough."""
NODES = 2000
"""How far the search goes: a limit in seconds would let the answer depend on how busy the machine is."""
TRIALS = 300
"""How many smaller sets are tried, each by itself, where the sum alone does not show that there is none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be met together: states by region with their seats (hard), and the wishes (each may be dropped)."""

    regions: Mapping[str, Sequence[Candidate]]
    seats: Mapping[str, int]
    out: frozenset[str]
    forced: frozenset[str]
    floors: Mapping[str, int]
    ceilings: Mapping[str, int]
    class_floors: Mapping[str, int]

    @property
    def states(self) -> list[Candidate]:
        return [c for states in self.regions.values() for c in states]

    @property
    def nests(self) -> bool:
        """True when no state is of two of the classes asked for: then the rows are totally unimodular."""
        return all(len(c.classes & self.class_floors.keys()) <= 1 for c in self.states)


@dataclass(frozen=True, slots=True)
class Row:
    """Σ sign·x over `states` ≤ `most`; hard when it is nobody's wish."""

    states: frozenset[str]
    sign: int
    most: int
    wish: Wish | None = None


def rows_of(wanted: Wanted) -> list[Row]:
    """All rules and wishes as rows."""
    states = wanted.states
    rows: list[Row] = []
    for c in states:
        one = frozenset({c.code})
        rows += [Row(one, 1, 1), Row(one, -1, 0)]
        if c.code in wanted.out:
            rows.append(Row(one, 1, 0, ("out", c.code)))
        if c.code in wanted.forced:
            rows.append(Row(one, -1, -1, ("must-have", c.code)))
    for region, inside in wanted.regions.items():
        every, seats = frozenset(c.code for c in inside), wanted.seats[region]
        rows += [Row(every, 1, seats), Row(every, -1, -seats)]
    labelled = {
        label: frozenset(c.code for c in states if c.label == label) for label in {c.label for c in states}
    }
    rows += [
        Row(labelled[k], -1, -n, ("subregion-floor", k)) for k, n in wanted.floors.items() if k in labelled
    ]
    rows += [
        Row(labelled[k], 1, n, ("subregion-ceiling", k)) for k, n in wanted.ceilings.items() if k in labelled
    ]
    for name, n in wanted.class_floors.items():
        rows.append(
            Row(frozenset(c.code for c in states if name in c.classes), -1, -n, ("class-floor", name))
        )
    return rows


def smallest_conflict(wanted: Wanted) -> tuple[list[Wish], bool]:
    """The wishes that cannot be met together, and whether it is shown that no fewer ones conflict.

    Each of them is needed in any case: without it the others can be met.
    """
    rows = rows_of(wanted)
    found = cheapest_sum(rows, 1 if wanted.nests else MULTIPLIER)
    if found is not None and wanted.nests:
        return _confirmed(rows, found), True
    core = _irreducible(rows, [row.wish for row in rows if row.wish is not None] if found is None else found)
    return _smaller(rows, core)


def _confirmed(rows: Sequence[Row], wishes: list[Wish]) -> list[Wish]:
    if possible(rows, wishes):
        raise NotProven("the wishes named do not conflict")
    return wishes


def _irreducible(rows: Sequence[Row], wishes: list[Wish]) -> list[Wish]:
    core = list(wishes)
    for wish in wishes:
        fewer = [one for one in core if one != wish]
        if not possible(rows, fewer):
            core = fewer
    return core


def _smaller(rows: Sequence[Row], core: list[Wish]) -> tuple[list[Wish], bool]:
    """A smaller conflict where trying all sets of fewer wishes is cheap; else the core, not shown to be least."""
    wishes = [row.wish for row in rows if row.wish is not None]
    for size in range(1, len(core)):
        if comb(len(wishes), size) > TRIALS:
            return core, False
        for trial in combinations(wishes, size):
            if not possible(rows, trial):
                return list(trial), True
    return core, True


def possible(rows: Sequence[Row], wishes: Collection[Wish]) -> bool:
    """Whether some choice of states keeps the hard rows and these wishes."""
    kept = [row for row in rows if row.wish is None or row.wish in wishes]
    index = _index(rows)
    marks = [(n, index[code], row.sign) for n, row in enumerate(kept) for code in row.states]
    at, of, sign = zip(*marks, strict=True)
    matrix = scipy.sparse.csr_matrix((sign, (at, of)), shape=(len(kept), len(index)))
    answer = scipy.optimize.milp(
        np.zeros(len(index)),
        integrality=np.ones(len(index)),
        constraints=scipy.optimize.LinearConstraint(matrix, -np.inf, [row.most for row in kept]),
    )
    if answer.status not in (0, INFEASIBLE):
        raise NotProven(answer.message)
    return answer.status == 0


def cheapest_sum(rows: Sequence[Row], largest: int) -> list[Wish] | None:
    """The wishes of the cheapest sum of rows that says 0 ≤ −1; None when the search ended without one."""
    wishes = [n for n, row in enumerate(rows) if row.wish is not None]
    count = len(rows) + len(wishes)  # multipliers, then a bit for each wish that is used
    limits = np.full(count, np.inf)
    limits[wishes] = largest
    limits[len(rows) :] = 1
    bits = np.concatenate([np.zeros(len(rows)), np.ones(len(wishes))])
    answer = scipy.optimize.milp(
        bits,
        integrality=bits,
        bounds=scipy.optimize.Bounds(np.zeros(count), limits),
        constraints=[_cancels(rows, count), _falls_short(rows, count), _costs(rows, wishes, largest)],
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    if answer.status != 0:
        return None
    used = [n for k, n in enumerate(wishes) if answer.x[len(rows) + k] > 0.5]
    return [wish for n in used if (wish := rows[n].wish) is not None]


def _index(rows: Sequence[Row]) -> dict[str, int]:
    return {code: i for i, code in enumerate(sorted({code for row in rows for code in row.states}))}


def _cancels(rows: Sequence[Row], count: int) -> scipy.optimize.LinearConstraint:
    """In the sum every state cancels out."""
    index = _index(rows)
    marks = [(index[code], n, row.sign) for n, row in enumerate(rows) for code in row.states]
    at, of, sign = zip(*marks, strict=True)
    return scipy.optimize.LinearConstraint(
        scipy.sparse.csr_matrix((sign, (at, of)), shape=(len(index), count)), 0, 0
    )


def _falls_short(rows: Sequence[Row], count: int) -> scipy.optimize.LinearConstraint:
    """What is left says that nought is at most minus one."""
    return scipy.optimize.LinearConstraint(
        np.asarray([[row.most for row in rows] + [0] * (count - len(rows))], dtype=float), -np.inf, -1
    )


def _costs(rows: Sequence[Row], wishes: Sequence[int], largest: int) -> scipy.optimize.LinearConstraint:
    """A wish with a multiplier is used, and costs one."""
    marks: list[tuple[int, int, int]] = []
    for k, n in enumerate(wishes):
        marks += [(k, n, 1), (k, len(rows) + k, -largest)]
    at, of, value = zip(*marks, strict=True)
    shape = (len(wishes), len(rows) + len(wishes))
    return scipy.optimize.LinearConstraint(
        scipy.sparse.csr_matrix((value, (at, of)), shape=shape), -np.inf, 0
    )
