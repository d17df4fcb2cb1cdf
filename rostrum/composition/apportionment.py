"""Seats by region: nine methods on one engine, in exact arithmetic, with ties returned as ties.

Every method here hands out seats one at a time to the region with the highest claim, from a minimum up to
a cap. The methods differ only in the claim of a region of size P that holds s seats:

    D'Hondt P/(s+1)    Webster P/(s+1/2)    Huntington-Hill P/sqrt(s(s+1))    Dean P(2s+1)/(2s(s+1))
    Adams P/s
    Hamilton q-s (q = H*P/N)    Cambridge: base, then Adams on s-base    square root: Webster on sqrt(P)
    Bureau of 1976: Webster on the pattern 12:8:4:1

With no minimum and no cap these are the textbook methods (Balinski and Young, Fair Representation, 1982);
a claim on a square root is compared by its square. Only Hamilton's claim depends on the house size, so
only Hamilton is not house-monotone.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice
from math import comb

from rostrum.composition.model import CompositionRefused, Rules
from rostrum.composition.numerals import decimal, root, root_fraction

METHODS = (
    "hamilton",
    "webster",
    "dhondt",
    "huntington-hill",
    "dean",
    "adams",
    "cambridge",
    "square-root",
    "bureau-1976",
)
MAIN_METHODS = ("hamilton", "webster", "dhondt")
SQUARED = frozenset({"huntington-hill", "square-root"})
ALTERNATIVES_LISTED = 64

Claim = tuple[int, Fraction, Fraction]
"""(1, -seats, size) when the divisor is zero: every such seat comes before (0, priority, 0)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One seat handed out (or just missed): the `seat`-th of `region`, on the strength of `claim`."""

    region: str
    seat: int
    claim: Claim
    squared: bool

    def priority(self, digits: int = 3) -> float | None:
        """The claim as printed.

        None when it stands before every number (a first seat under a zero divisor).
        """
        if self.claim[0]:
            return None
        return root(self.claim[1], digits) if self.squared else decimal(self.claim[1], digits)


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Seats by region under one method.

    `ties` lists every solution when the last seats are tied, else is empty.
    """

    method: str
    total: int
    sizes: Mapping[str, int]
    seats: Mapping[str, int]
    ties: tuple[Mapping[str, int], ...]
    ties_total: int
    last: Step | None
    missed: Step | None

    @property
    def quotas(self) -> dict[str, Fraction]:
        """H·P/N by region."""
        members = sum(self.sizes.values())
        return {region: Fraction(self.total * size, members) for region, size in self.sizes.items()}

    @property
    def gallagher_squared(self) -> Fraction:
        """The square of Gallagher's index, in percentage points squared."""
        return gallagher_squared(self.sizes, self.seats)

    @property
    def gallagher(self) -> float:
        """Gallagher's index of disproportion in percentage points, to two places."""
        return root(self.gallagher_squared, 2)

    def margin(self, digits: int = 3) -> float | None:
        """By how much the last seat's claim exceeded the first missed one.

        0 at a tie, None without a number.
        """
        if self.last is None or self.missed is None or self.last.claim[0] or self.missed.claim[0]:
            return None
        if self.last.squared:
            fine = root_fraction(self.last.claim[1], 12) - root_fraction(self.missed.claim[1], 12)
            return decimal(fine, digits)
        return decimal(self.last.claim[1] - self.missed.claim[1], digits)


def gallagher_squared(sizes: Mapping[str, int], seats: Mapping[str, int]) -> Fraction:
    """½Σ(100·s/H − 100·P/N)², exactly; `seats` may sum to any H > 0."""
    members, total = sum(sizes.values()), sum(seats.values())
    return sum(
        (Fraction(100 * seats.get(r, 0), total) - Fraction(100 * p, members)) ** 2 for r, p in sizes.items()
    ) / Fraction(2)


@dataclass(frozen=True, slots=True)
class House:
    """Regions and their bounds: what all methods share. `rank` decides between tied regions (the lot)."""

    sizes: Mapping[str, int]
    minima: Mapping[str, int]
    caps: Mapping[str, int]
    base: int
    pattern: Mapping[str, int] | None
    rank: Mapping[str, int]

    @staticmethod
    def of(sizes: Mapping[str, int], rules: Rules, rank: Mapping[str, int] | None = None) -> House:
        """Bounds from the rules; a region never gets more seats than it has states.

        Refuses what contradicts.
        """
        caps = {r: min(p, rules.caps.get(r, p)) for r, p in sizes.items()}
        minima = {r: rules.minima.get(r, rules.minimum) for r in sizes}
        for region, least in minima.items():
            if least < 0 or caps[region] < 0:
                raise CompositionRefused("negative-bound", region=region)
            if least > sizes[region]:
                raise CompositionRefused(
                    "region-smaller-than-minimum", region=region, minimum=least, members=sizes[region]
                )
            if least > caps[region]:
                raise CompositionRefused("minimum-above-cap", region=region, minimum=least, cap=caps[region])
        order = rank or {region: i for i, region in enumerate(sizes)}
        return House(sizes, minima, caps, rules.base, rules.pattern, order)

    def check(self, total: int) -> None:
        """Refuse a size outside what the minima and caps allow."""
        if total <= 0:
            raise CompositionRefused("no-seats", seats=total)
        if sum(self.minima.values()) > total:
            raise CompositionRefused("minima-exceed-seats", minima=sum(self.minima.values()), seats=total)
        if sum(self.caps.values()) < total:
            raise CompositionRefused("caps-below-seats", caps=sum(self.caps.values()), seats=total)


def _over(size: int | Fraction, divisor: int | Fraction, seats: int) -> Claim:
    """size/divisor, before every number when the divisor is zero (fewest seats first, then the larger
    region)."""
    if divisor == 0:
        return (1, Fraction(-seats), Fraction(size))
    return (0, Fraction(size) / divisor, Fraction(0))


def claim(method: str, house: House, region: str, seats: int, total: int) -> Claim:
    """The claim of a region holding `seats` seats to one more, under `method` (squared for those in
    `SQUARED`)."""
    size = house.sizes[region]
    match method:
        case "hamilton":
            return (0, Fraction(total * size, sum(house.sizes.values())) - seats, Fraction(0))
        case "webster":
            return (0, Fraction(2 * size, 2 * seats + 1), Fraction(0))
        case "dhondt":
            return (0, Fraction(size, seats + 1), Fraction(0))
        case "huntington-hill":
            return _over(size * size, seats * (seats + 1), seats)
        case "dean":
            return _over(size * (2 * seats + 1), 2 * seats * (seats + 1), seats)
        case "adams":
            return _over(size, seats, seats)
        case "cambridge":
            return _over(size, max(0, seats - house.base), seats)
        case "square-root":
            return (0, Fraction(4 * size, (2 * seats + 1) ** 2), Fraction(0))
        case "bureau-1976":
            assert house.pattern is not None
            return (0, Fraction(2 * house.pattern[region], 2 * seats + 1), Fraction(0))
        case _:
            raise CompositionRefused("unknown-method", method=method, known=list(METHODS))


def steps(method: str, house: House, total: int) -> Iterator[Step]:
    """Seats in the order of their claims, from the minima until every region is at its cap."""
    if method == "bureau-1976" and (house.pattern is None or set(house.sizes) - set(house.pattern)):
        raise CompositionRefused("pattern-missing", method=method, regions=list(house.sizes))
    squared, held, heap = (
        method in SQUARED,
        dict(house.minima),
        list[tuple[Claim, int, str, Claim]](),
    )

    def offer(region: str) -> None:
        if held[region] < house.caps[region]:
            c = claim(method, house, region, held[region], total)
            heapq.heappush(heap, ((-c[0], -c[1], -c[2]), house.rank[region], region, c))

    for region in house.sizes:
        offer(region)
    while heap:
        _, _, region, c = heapq.heappop(heap)
        held[region] += 1
        yield Step(region, held[region], c, squared)
        offer(region)


def _settle(method: str, house: House, total: int, order: list[Step]) -> Apportionment:
    """The apportionment of `total` seats from the steps, which must reach past every tie at the end."""
    free = total - sum(house.minima.values())
    seats = dict(house.minima)
    last = order[free - 1] if free else None
    missed = order[free] if free < len(order) else None
    if last is None or missed is None or last.claim != missed.claim:
        for step in order[:free]:
            seats[step.region] += 1
        return Apportionment(method, total, house.sizes, seats, (), 1, last, missed)
    for step in order[:free]:
        if step.claim != last.claim:
            seats[step.region] += 1
    tied = [step.region for step in order if step.claim == last.claim]
    open_seats = total - sum(seats.values())
    return _resolve(method, house, total, seats, tied, open_seats, last)


def _resolve(
    method: str, house: House, total: int, seats: dict[str, int], tied: list[str], open_seats: int, last: Step
) -> Apportionment:
    """List the solutions of a tie; the first has the lowest Gallagher index, then follows the lot.

    Each seat adds to the index what it adds whoever else gets one, so those that add least give the lowest of
    all solutions, however many there are.
    """
    rank, members = house.rank, sum(house.sizes.values())
    # ((s + 1)/H − P/N)² − (s/H − P/N)², times H²N
    adds = {r: members * (2 * seats[r] + 1) - 2 * total * house.sizes[r] for r in tied}
    least_first = sorted(tied, key=lambda region: (adds[region], rank[region]))
    listed = islice(combinations(least_first, open_seats), ALTERNATIVES_LISTED)
    by_index = sorted(listed, key=lambda won: (sum(adds[r] for r in won), sorted(rank[r] for r in won)))
    found = [{r: n + (r in winners) for r, n in seats.items()} for winners in by_index]
    won = {r for r in tied if found[0][r] > seats[r]}
    lasting = max(won, key=house.rank.__getitem__)
    losing = min((r for r in tied if r not in won), key=house.rank.__getitem__)
    return Apportionment(
        method,
        total,
        house.sizes,
        found[0],
        tuple(found),
        comb(len(tied), open_seats),
        Step(lasting, seats[lasting] + 1, last.claim, last.squared),
        Step(losing, seats[losing] + 1, last.claim, last.squared),
    )


def _take(source: Iterator[Step], count: int) -> list[Step]:
    """`count` + 1 steps and on until the claim falls below that of step `count`, so that a tie is seen
    whole."""
    order: list[Step] = []
    for step in source:
        if len(order) > count and step.claim != order[count].claim:
            break
        order.append(step)
    return order


def seat(method: str, house: House, total: int) -> Apportionment:
    """Apportion `total` seats; raises `CompositionRefused` when the bounds do not allow it."""
    house.check(total)
    free = total - sum(house.minima.values())
    return _settle(method, house, total, _take(steps(method, house, total), free))


def apportion(
    method: str,
    sizes: Mapping[str, int],
    total: int,
    rules: Rules | None = None,
    rank: Mapping[str, int] | None = None,
) -> Apportionment:
    """Seats for regions of `sizes` members in a house of `total`, under the rules' minimum, cap, base
    and pattern."""
    return seat(method, House.of(sizes, rules or Rules(), rank), total)


def sizes_around(method: str, house: House, sizes: range) -> dict[int, Apportionment]:
    """The method at several house sizes; those the bounds do not allow are left out.

    One pass but for Hamilton.
    """
    low, high = sum(house.minima.values()), sum(house.caps.values())
    allowed = [h for h in sizes if h > 0 and low <= h <= high]
    if method == "hamilton" or not allowed:
        return {h: seat(method, house, h) for h in allowed}
    order = _take(steps(method, house, allowed[-1]), allowed[-1] - low)
    return {h: _settle(method, house, h, order) for h in allowed}


def applicable(house: House) -> tuple[str, ...]:
    """The methods that can be computed here: all, less the Bureau of 1976 where no pattern is given."""
    fits = house.pattern is not None and not set(house.sizes) - set(house.pattern)
    return tuple(m for m in METHODS if m != "bureau-1976" or fits)


def compare_methods(
    sizes: Mapping[str, int],
    total: int,
    rules: Rules | None = None,
    rank: Mapping[str, int] | None = None,
    around: int = 5,
) -> dict[str, dict[int, Apportionment]]:
    """Every applicable method at every size within `around` of `total`: method → size → apportionment."""
    house = House.of(sizes, rules or Rules(), rank)
    house.check(total)
    span = range(total - around, total + around + 1)
    return {method: sizes_around(method, house, span) for method in applicable(house)}


def calm_sizes(table: Mapping[str, Mapping[int, Apportionment]]) -> tuple[int, ...]:
    """Sizes at which Hamilton, Webster and D'Hondt give one and the same result, without any tie."""
    first = table[MAIN_METHODS[0]]
    return tuple(
        size
        for size in first
        if all(size in table[m] and not table[m][size].ties for m in MAIN_METHODS)
        and all(table[m][size].seats == first[size].seats for m in MAIN_METHODS)
    )
