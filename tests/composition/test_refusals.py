"""What cannot be met is refused with a code and the facts, and conflicts name the smallest set of wishes."""

from __future__ import annotations

from typing import Any

import pytest

from rostrum.composition import (
    CompositionRefused,
    Member,
    MustHave,
    Override,
    Request,
    Rules,
    compose,
    groups_of,
)
from rostrum.composition.facts import request_for


def nam(**more: Any) -> Request:
    return request_for("nam", "2023-06-01", "nam-region", more.pop("seats", 45), **more)


def refusal(**more: Any) -> CompositionRefused:
    with pytest.raises(CompositionRefused) as refused:
        compose(nam(**more))
    return refused.value


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"seats": 0}, "no-seats"),
        ({"seats": -3}, "no-seats"),
        ({"seats": 121}, "more-seats-than-members"),
        ({"must_haves": {"XYZ": "none"}}, "unknown-states"),
        ({"declined": ["FRA"]}, "unknown-states"),
        ({"must_haves": {"CUB": " "}}, "must-have-without-ground"),
        ({"must_haves": {"CUB": "x"}, "declined": ["CUB"]}, "must-have-declined"),
        ({"rules": Rules(minimum=3)}, "region-smaller-than-minimum"),
        ({"rules": Rules(caps={"Atlantis": 3})}, "unknown-regions"),
        ({"rules": Rules(subregion_floors={"Atlantis": 3})}, "unknown-subregions"),
        ({"overrides": (Override("CUB", True, "", "the Chair"),)}, "override-without-reason"),
        (
            {"overrides": (Override("CUB", True, "x", "C"), Override("CUB", False, "y", "C"))},
            "overridden-twice",
        ),
        ({"overrides": (Override("CUB", True, "x", "C"),), "declined": ["CUB"]}, "override-of-declined"),
        (
            {"overrides": (Override("CUB", False, "x", "C"),), "must_haves": {"CUB": "host"}},
            "override-of-must-have",
        ),
        ({"method": "borda"}, "unknown-method"),
    ],
)
def test_typed_refusals(more: dict[str, Any], code: str) -> None:
    assert refusal(**more).code == code


def test_more_must_haves_than_seats() -> None:
    found = refusal(seats=4, must_haves=dict.fromkeys(("CUB", "NIC", "EGY", "IND", "IDN"), "asked"))
    assert found.code == "more-must-haves-than-seats"
    assert found.facts["must_haves"] == ["CUB", "EGY", "IDN", "IND", "NIC"]


def test_must_haves_beyond_their_region_name_the_smallest_size_that_holds_them() -> None:
    wanted = dict.fromkeys(("CUB", "NIC", "PER", "CHL", "BOL"), "asked")
    found = refusal(seats=18, must_haves=wanted)
    assert found.code == "must-haves-exceed-region"
    assert found.facts["seats"] == 4
    smallest = found.facts["smallest_seats"]
    assert compose(nam(seats=smallest, must_haves=wanted)).seated >= set(wanted)
    assert refusal(seats=smallest - 1, must_haves=wanted).code == "must-haves-exceed-region"


def test_a_region_short_of_willing_states() -> None:
    found = refusal(declined=["AZE", "BLR"])
    assert found.code == "region-short-of-willing"
    assert found.facts == {"region": "Europe", "seats": 1, "willing": 0, "out": ["AZE", "BLR"]}


def test_contradictory_floors_are_named() -> None:
    rules = Rules(subregion_floors={"Caribbean": 6, "South America": 5, "Central America": 1})
    found = refusal(rules=rules)
    assert found.code == "wishes-conflict"
    assert found.facts["smallest"] is True
    named = {w["of"] for w in found.facts["wishes"]}
    assert named == {"Caribbean", "South America"}


def test_a_floor_above_its_ceiling_is_one_conflict() -> None:
    rules = Rules(subregion_floors={"Caribbean": 4}, subregion_ceilings={"Caribbean": 3, "South America": 5})
    found = refusal(rules=rules)
    assert {(w["kind"], w["of"]) for w in found.facts["wishes"]} == {
        ("subregion-floor", "Caribbean"),
        ("subregion-ceiling", "Caribbean"),
    }


def test_class_floors_that_cannot_be_met_are_named_and_each_is_needed() -> None:
    found = refusal(rules=Rules(class_floors={"LDC": 40, "SIDS": 2, "LLDC": 1}))
    assert found.code == "wishes-conflict"
    assert found.facts["wishes"] == [{"kind": "class-floor", "of": "LDC"}]
    compose(nam(rules=Rules(class_floors={"SIDS": 2, "LLDC": 1})))


def test_class_floors_that_conflict_only_together() -> None:
    """Each can be kept alone; both need more seats than there are (LDC and SIDS hardly overlap)."""
    members = tuple(
        Member(c, c, "R", None, frozenset({k})) for k, cs in (("LDC", "ABC"), ("SIDS", "DEF")) for c in cs
    )
    request = Request(
        "b", "2020-01-01", "s", 4, "webster", members, Rules(class_floors={"LDC": 3, "SIDS": 2})
    )
    with pytest.raises(CompositionRefused) as refused:
        compose(request)
    assert {w["of"] for w in refused.value.facts["wishes"]} == {"LDC", "SIDS"}


def test_overlapping_groups() -> None:
    with pytest.raises(CompositionRefused) as refused:
        groups_of({"Arab": ["EGY", "JOR"], "African": ["GHA", "EGY"]})
    assert (refused.value.code, refused.value.facts["state"]) == ("overlapping-groups", "EGY")
    twice = (Member("EGY", "Egypt", "Arab"), Member("EGY", "Egypt", "African"))
    with pytest.raises(CompositionRefused, match="overlapping-groups"):
        compose(Request("b", "2020-01-01", "s", 1, "webster", twice))


@pytest.mark.parametrize(
    ("body", "on", "scheme", "code"),
    [
        ("nato", "2020-01-01", "nam-region", "unknown-body"),
        ("nam", "2020-13-01", "nam-region", "bad-date"),
        ("nam", "2020-01-01", "zodiac", "unknown-scheme"),
    ],
)
def test_facts_that_are_not_there(body: str, on: str, scheme: str, code: str) -> None:
    with pytest.raises(CompositionRefused) as refused:
        request_for(body, on, scheme, 10)
    assert refused.value.code == code


def test_a_must_have_of_the_request_is_never_dropped_in_silence() -> None:
    request = nam(seats=5, must_haves={"CUB": "host", "NIC": "co-host"}, offices=False)
    with pytest.raises(CompositionRefused, match="must-haves-exceed-region"):
        compose(request)
    assert MustHave("CUB", "host") in request.must_haves
