"""The slot finder: local hours as the zone database has them, who sits at night, burden remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from rostrum import data
from rostrum.composition import CompositionRefused, find_slots
from rostrum.composition.slots import BURDEN_BY_HOUR, burden, carry, score_slot

HOURS_3 = timedelta(hours=3)
ZONES = {code: data.state(code).zone for code in ("AZE", "CUB", "IDN", "ZAF", "IND", "FJI")}


def test_local_starts_of_the_summit_of_2020() -> None:
    """15:00 Baku was 11:00 UTC, 07:00 Havana, 18:00 Jakarta."""
    slot = score_slot(datetime(2020, 5, 4, 11, tzinfo=UTC), HOURS_3, ZONES)
    local = {m.code: f"{m.local:%H:%M}" for m in slot.members}
    assert (local["AZE"], local["CUB"], local["IDN"]) == ("15:00", "07:00", "18:00")
    assert local["IND"] == "16:30"
    assert slot.at_night == ()


def test_who_sits_at_three_in_the_morning_is_named() -> None:
    slot = score_slot(datetime(2020, 5, 4, 7, tzinfo=UTC), HOURS_3, ZONES)
    assert slot.at_night == ("CUB",)
    assert slot.worst == max(m.burden for m in slot.members)


def test_the_best_slot_is_better_than_every_other() -> None:
    slots = find_slots("2020-05-04", HOURS_3, ZONES)
    assert len(slots) == 48
    assert [s.score for s in slots] == sorted(s.score for s in slots)
    assert slots[0].score < slots[-1].score
    assert slots[0].score == sum((m.burden for m in slots[0].members), Fraction(0))
    assert find_slots("2020-05-04", HOURS_3, ZONES, best=3) == slots[:3]


def test_a_burden_carried_from_the_past_moves_the_choice() -> None:
    zones = {"CUB": ZONES["CUB"], "IDN": ZONES["IDN"]}
    tired = find_slots("2020-05-04", HOURS_3, zones, {"CUB": Fraction(0), "IDN": Fraction(30)})[0]
    fresh = find_slots("2020-05-04", HOURS_3, zones, {"CUB": Fraction(30), "IDN": Fraction(0)})[0]

    def borne(slot: object, code: str) -> Fraction:
        return next(m.burden for m in slot.members if m.code == code)  # type: ignore[attr-defined]

    assert borne(tired, "IDN") <= borne(fresh, "IDN")
    assert borne(fresh, "CUB") < borne(tired, "CUB")


def test_carry_adds_up_past_sittings() -> None:
    slots = [score_slot(datetime(2020, 5, d, 7, tzinfo=UTC), HOURS_3, ZONES) for d in (4, 5)]
    assert carry(slots)["CUB"] == 2 * slots[0].members[1].burden


def test_durations_cross_a_change_of_clocks_in_utc() -> None:
    """Two hours from 01:30 in Paris on 29 March 2020 are the local hours 1 and 3, 4.

    The hour of two did not exist.
    """
    from zoneinfo import ZoneInfo

    start = datetime(2020, 3, 29, 0, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Paris"))
    hours = [1, 1, 3, 3, 3, 3, 4, 4]
    assert burden(start, timedelta(hours=2)) == Fraction(sum(BURDEN_BY_HOUR[h] for h in hours), 8)


def test_naive_instants_and_empty_lengths_are_refused() -> None:
    with pytest.raises(CompositionRefused, match="naive-instant"):
        score_slot(datetime(2020, 5, 4, 11), HOURS_3, ZONES)
    with pytest.raises(CompositionRefused, match="bad-duration"):
        find_slots("2020-05-04", timedelta(0), ZONES)
