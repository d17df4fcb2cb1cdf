"""Rotation debt.

What each member is owed from past meetings, exactly, and the lot that decides between equals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

import rfc8785

from rostrum.composition.apportionment import apportion
from rostrum.composition.model import CompositionRefused, Member, PastMeeting, Request

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Owed:
    """One past meeting as weighed: seats due by region, and each eligible member's share less its seat."""

    meeting: PastMeeting
    due: Mapping[str, int]
    seated: Mapping[str, int]
    balance: Mapping[str, Fraction]


def weigh(request: Request, meeting: PastMeeting) -> Owed:
    """p − x for each eligible member: p = due seats of its region / eligible members of it, x = 1 if seated.

    A must-have seat counts `must_have_weight`; who declined neither gains nor loses.
    """
    present = [m for m in request.members if meeting.eligible is None or m.code in meeting.eligible]
    sizes = _count(m.region for m in present)
    seated = dict.fromkeys(sizes, 0) | _count(m.region for m in present if m.code in meeting.seated)
    due = dict(meeting.due) if meeting.due is not None else _due(request, sizes, sum(seated.values()))
    balance: dict[str, Fraction] = {}
    for member in present:
        if member.code in meeting.declined:
            balance[member.code] = NOTHING
            continue
        share = Fraction(due.get(member.region, 0), sizes[member.region])
        balance[member.code] = share - _taken(request, meeting, member)
    return Owed(meeting, due, seated, balance)


def _taken(request: Request, meeting: PastMeeting, member: Member) -> Fraction:
    if member.code not in meeting.seated:
        return NOTHING
    return request.rules.must_have_weight if member.code in meeting.must_have else Fraction(1)


def _due(request: Request, sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """The seats the request's own method would have given at that size.

    Without the minimum where it cannot hold.
    """
    if total == 0:
        return dict.fromkeys(sizes, 0)
    try:
        return dict(apportion(request.method, sizes, total, request.rules).seats)
    except CompositionRefused:
        members = sum(sizes.values())
        return {r: total * p // members for r, p in sizes.items()}


def _count(keys: Iterable[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for key in keys:
        counted[key] = counted.get(key, 0) + 1
    return counted


def debts(request: Request, owed: Iterable[Owed]) -> dict[str, Fraction]:
    """D = Σ λ^(T−t)·(p − x) over past meetings in order of date, T the last.

    Zero for who was never eligible.
    """
    total = {m.code: NOTHING for m in request.members}
    for one in owed:
        for code in total:
            total[code] = total[code] * request.rules.decay + one.balance.get(code, NOTHING)
    return total


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot anyone can draw again: the published list, its hash, the seed and where the seed comes from."""

    seed: str
    source: str
    names: tuple[str, ...]

    @property
    def list_sha256(self) -> str:
        """SHA-256 of the list in canonical JSON, hex: what is published before the seed is known."""
        return sha256(rfc8785.dumps(list(self.names))).hexdigest()

    def order(self) -> dict[str, int]:
        """Place of each name, 0 first: by SHA-256 of "list hash:seed:name"."""
        head = f"{self.list_sha256}:{self.seed}:"
        drawn = sorted(self.names, key=lambda n: (sha256((head + n).encode()).digest(), n))
        return {name: place for place, name in enumerate(drawn)}


DEFAULT_SOURCE = "default: key of the body and date of the meeting"
"""What a sheet says of its seed where nobody gave one: part of its bytes."""


def lot_of(request: Request, names: Iterable[str]) -> Lot:
    """The lot of the request; without a seed, the published default "body:date"."""
    listed = tuple(sorted(names))
    if request.lot_seed is None:
        return Lot(f"{request.body}:{request.on}", DEFAULT_SOURCE, listed)
    return Lot(request.lot_seed, request.lot_source or "given with the request", listed)
