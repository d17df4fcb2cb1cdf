"""The slot finder.

Start instants scored by the local hours of those who must be awake, with past burdens carried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from rostrum.composition.model import CompositionRefused

QUARTER = timedelta(minutes=15)
BURDEN_BY_HOUR = (8, 9, 10, 10, 9, 7, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5, 7)
"""Weight of a local hour, 0 (office hours) to 10 (deepest night).

A choice of this project, open to change.
"""


@dataclass(frozen=True, slots=True)
class Sitting:
    """How one member meets a slot.

    Its local start (with offset) and the burden of the whole sitting there.
    """

    code: str
    local: datetime
    burden: Fraction

    @property
    def at_night(self) -> bool:
        """True when it starts between 00:00 and 05:59 local time."""
        return self.local.hour < 6


@dataclass(frozen=True, slots=True)
class Slot:
    """A start instant (UTC) with everyone's burden. Lower `score` is better.

    `worst` is the greatest single burden.
    """

    start: datetime
    score: Fraction
    worst: Fraction
    members: tuple[Sitting, ...]

    @property
    def at_night(self) -> tuple[str, ...]:
        """The members who would sit in their night, alphabetically."""
        return tuple(sorted(m.code for m in self.members if m.at_night))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def burden(local: datetime, length: timedelta) -> Fraction:
    """Mean weight of the local hours of a sitting, by quarters of an hour; 0 to 10.

    Durations are added in UTC.
    """
    quarters = max(1, -(-length // QUARTER))
    zone, start = local.tzinfo, local.astimezone(UTC)
    hours = [(start + QUARTER * k).astimezone(zone).hour for k in range(quarters)]
    return Fraction(sum(BURDEN_BY_HOUR[h] for h in hours), quarters)


def score_slot(
    start: datetime,
    length: timedelta,
    zones: Mapping[str, str],
    carried: Mapping[str, Fraction] | None = None,
) -> Slot:
    """Score one start (an aware instant). Who carried more before weighs more.

    Weight 1 + carried / greatest carried.
    """
    if start.tzinfo is None:
        raise CompositionRefused("naive-instant", start=start.isoformat())
    past = carried or {}
    greatest = max(past.values(), default=Fraction(0)) or Fraction(1)
    by_zone = {name: start.astimezone(_zone(name)) for name in set(zones.values())}
    weights = {name: burden(local, length) for name, local in by_zone.items()}
    sittings = tuple(Sitting(code, by_zone[z], weights[z]) for code, z in sorted(zones.items()))
    total = sum((s.burden * (1 + past.get(s.code, Fraction(0)) / greatest) for s in sittings), Fraction(0))
    worst = max((s.burden for s in sittings), default=Fraction(0))
    return Slot(start.astimezone(UTC), total, worst, sittings)


def carry(slots: list[Slot]) -> dict[str, Fraction]:
    """The burden each member bore over past sittings, added up."""
    total: dict[str, Fraction] = {}
    for slot in slots:
        for sitting in slot.members:
            total[sitting.code] = total.get(sitting.code, Fraction(0)) + sitting.burden
    return total


def find_slots(
    day: str,
    length: timedelta,
    zones: Mapping[str, str],
    carried: Mapping[str, Fraction] | None = None,
    step: timedelta = timedelta(minutes=30),
    best: int | None = None,
) -> list[Slot]:
    """All starts on a UTC day (ISO date), the least burdensome first; `zones` is member code → IANA zone.

    Equal scores: the lower greatest burden, then the earlier. `best` keeps only so many.
    """
    if step <= timedelta(0) or length <= timedelta(0):
        raise CompositionRefused("bad-duration")
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    starts = [midnight + step * k for k in range(-(-timedelta(days=1) // step))]
    found = [score_slot(start, length, zones, carried) for start in starts]
    found.sort(key=lambda s: (s.score, s.worst, s.start))
    return found if best is None else found[:best]
