"""Filling the seats of one region: must-haves, spread over sub-regions, then the order of debt and lot.

The bounds nest (region over sub-region), so the feasible choices are the bases of a matroid: taking each
state in order unless it would make the rules impossible gives the largest total debt, and the first in
line come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

NO_SUBREGION = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member inside its region.

    `place` in the order of debt and lot (0 first), `label` of its sub-region.
    """

    code: str
    place: int
    label: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seats of a sub-region: at least `floor`, at most `ceiling`.

    `asked` when the request set one of them.
    """

    members: int
    floor: int
    ceiling: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """A region to fill. `candidates` are all its members in order.

    Floors and ceilings are those asked for.
    """

    region: str
    candidates: tuple[Candidate, ...]
    floors: Mapping[str, int] = field(default_factory=dict[str, int])
    ceilings: Mapping[str, int] = field(default_factory=dict[str, int])
    spread: bool = True


@dataclass(frozen=True, slots=True)
class Claims:
    """Who must sit, who yields when there is no room (holders of office), and who is out."""

    forced: frozenset[str]
    offices: tuple[str, ...]
    out: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A region filled.

    Who sits, the must-haves among them, the bounds used, what yielded, or why it cannot be.
    """

    seats: int
    chosen: frozenset[str]
    musts: frozenset[str]
    bounds: Mapping[str, Bounds]
    unplaced: tuple[str, ...] = ()
    yielded: tuple[str, ...] = ()
    impossible: str | None = None


def fill(pool: Pool, seats: int, claims: Claims) -> Filled:
    """Choose `seats` of the pool. The automatic spread yields where it cannot hold.

    What was asked for does not.
    """
    willing = [c for c in pool.candidates if c.code not in claims.out]
    forced = claims.forced & {c.code for c in pool.candidates}
    if len(forced) > seats:
        return Filled(seats, frozenset(), forced, {}, impossible="must-haves-exceed-region")
    musts, unplaced = _musts(pool, seats, claims, willing)
    if len(willing) < seats:
        return Filled(seats, frozenset(), musts, {}, impossible="region-short-of-willing")
    yielded: list[str] = []
    for spread in (("floors", "ceilings"), ("floors",), ("ceilings",), ()):
        wanted = spread if pool.spread else ()
        bounds = bounds_of(pool, seats, willing, musts, wanted)
        if _possible(bounds, seats, willing, musts):
            yielded = [s for s in ("floors", "ceilings") if pool.spread and s not in wanted]
            chosen = take(willing, bounds, seats, musts)
            return Filled(seats, chosen, musts, bounds, unplaced, tuple(yielded))
    return Filled(seats, frozenset(), musts, {}, impossible="wishes-conflict")


def _musts(
    pool: Pool, seats: int, claims: Claims, willing: list[Candidate]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The forced states, then holders of office in their order as far as there is room.

    No office has room where floors or ceilings asked for by name could not be kept with it.
    """
    here = {c.code for c in willing}
    musts = claims.forced & {c.code for c in pool.candidates}
    unplaced: list[str] = []
    for code in claims.offices:
        if code not in here or code in musts:
            continue
        with_it = musts | {code}
        asked = bounds_of(pool, seats, willing, with_it, ())
        if len(with_it) <= seats and _possible(asked, seats, willing, with_it):
            musts = with_it
        else:
            unplaced.append(code)
    return musts, tuple(unplaced)


def bounds_of(
    pool: Pool, seats: int, willing: list[Candidate], musts: frozenset[str], spread: tuple[str, ...]
) -> dict[str, Bounds]:
    """q = s·n_sub/n either way (rounded down and up), bent to who is willing and who must sit.

    Asked bounds stand.
    """
    members = _labels(pool.candidates)
    at_hand = _labels(willing)
    held = _labels(c for c in willing if c.code in musts)
    total = len(pool.candidates)
    found: dict[str, Bounds] = {}
    for label, size in members.items():
        quota = Fraction(seats * size, total)
        floor = min(quota.__floor__(), at_hand.get(label, 0)) if "floors" in spread and label else 0
        ceiling = max(quota.__ceil__(), held.get(label, 0)) if "ceilings" in spread and label else size
        if label in pool.floors:
            floor = pool.floors[label]
            ceiling = max(ceiling, floor)
        if label in pool.ceilings:
            ceiling = pool.ceilings[label]
            floor = floor if label in pool.floors else min(floor, ceiling)
        found[label] = Bounds(size, floor, ceiling, label in pool.floors or label in pool.ceilings)
    return found


def _labels(candidates: Iterable[Candidate]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for c in candidates:
        counted[c.label] = counted.get(c.label, 0) + 1
    return counted


def _possible(
    bounds: Mapping[str, Bounds], seats: int, willing: list[Candidate], musts: frozenset[str]
) -> bool:
    """Counting decides: for nested bounds a choice exists when every floor and the whole fit."""
    at_hand, held = _labels(willing), _labels(c for c in willing if c.code in musts)
    low = high = 0
    for label, b in bounds.items():
        least, most = max(b.floor, held.get(label, 0)), min(b.ceiling, at_hand.get(label, 0))
        if least > most:
            return False
        low, high = low + least, high + most
    return low <= seats <= high


def take(
    willing: list[Candidate], bounds: Mapping[str, Bounds], seats: int, musts: frozenset[str]
) -> frozenset[str]:
    """Greedy in order, which the nested bounds make optimal; `_possible` must hold."""
    held = dict.fromkeys(bounds, 0)
    chosen = set(musts)
    for c in willing:
        if c.code in musts:
            held[c.label] += 1
    left = seats - len(musts)
    reserved = sum(max(0, b.floor - held[label]) for label, b in bounds.items())
    for c in willing:
        if left == 0:
            break
        b = bounds[c.label]
        if c.code in musts or held[c.label] >= b.ceiling:
            continue
        fills_floor = held[c.label] < b.floor
        if not fills_floor and left <= reserved:
            continue
        reserved -= fills_floor
        held[c.label] += 1
        left -= 1
        chosen.add(c.code)
    return frozenset(chosen)
