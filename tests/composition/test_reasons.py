"""Every state has its sentence, and every "would enter if" is proven by running it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, reject, settings

from rostrum.composition import (
    CompositionRefused,
    MustHave,
    Override,
    Request,
    Rules,
    Sheet,
    compare,
    compose,
)
from rostrum.composition.apportionment import apportion
from rostrum.composition.debt import lot_of
from rostrum.composition.facts import request_for
from rostrum.composition.model import validate
from rostrum.composition.selection import Chamber, select
from tests.breadth import tried
from tests.composition.test_selection import small_requests


def nam(on: str = "2023-06-01", **more: Any) -> Request:
    return request_for("nam", on, "nam-region", more.pop("seats", 45), **more)


REQUESTS = {
    "with a past": nam(),
    "all equal, by lot": nam("2020-05-04"),
    "with refusals": nam(declined=["GHA", "KWT", "CHL", "AFG", "BEN"], silent=["PER", "FJI"]),
    "with the chair's decisions": nam(
        overrides=(Override("NGA", True, "host", "the Chair"), Override("TUN", False, "asked", "the Chair"))
    ),
    "half the seats": nam(seats=20, method="adams"),
    "no spread": nam(rules=Rules(spread=False)),
    "class floors": nam(rules=Rules(class_floors={"SIDS": 14})),
    "three tight floors": nam(rules=Rules(class_floors={"LDC": 15, "LLDC": 12, "SIDS": 17})),
    "floors and refusals": nam(
        rules=Rules(class_floors={"LDC": 22, "LLDC": 11}),
        declined=["GHA", "LAO", "TCD", "AFG"],
        silent=["MWI", "NPL"],
    ),
    "nearly everyone": nam(seats=100, rules=Rules(spread=False)),
}


@cache
def composed(name: str) -> Sheet:
    """The sheet of one of these requests, composed once for all tests."""
    return compose(REQUESTS[name])


def changed(request: Request, code: str, route: dict[str, Any]) -> Request:
    """The request with what the route says done, step by step."""
    for step in re.sub("-and-", " ", route["kind"]).split():
        request = stepped(request, code, step, route)
    return request


def stepped(request: Request, code: str, step: str, route: dict[str, Any]) -> Request:
    match step:
        case "seats":
            return replace(request, seats=route["seats"])
        case "declines":
            gone = dict.fromkeys(route["states"], "declined")
            return replace(request, availability={**request.availability, **gone})
        case "willing":
            return replace(request, availability={**request.availability, code: "willing"})
        case "floors-lifted":
            return replace(request, rules=replace(request.rules, class_floors={}))
        case "override-lifted":
            return replace(request, overrides=tuple(o for o in request.overrides if o.code != code))
        case "must-have":
            return replace(request, must_haves=(*request.must_haves, MustHave(code, "asked for")))
        case other:
            raise AssertionError(other)


def seated(request: Request) -> frozenset[str]:
    """Who sits, decided anew from the request but without explaining it."""
    validate(request)
    sizes = request.regions()
    rank = lot_of(request, sizes).order()
    seats = apportion(request.method, sizes, request.seats, request.rules, rank).seats
    chamber = Chamber(request)
    return select(chamber, seats, chamber.wishes).seated


APART = tried(24, nightly=2)


class Few:
    """Chooses what is tried: the first of each kind, then every `APART`-th. The small bodies try them all."""

    def __init__(self) -> None:
        self.met = Counter[tuple[str, ...]]()

    def chooses(self, *kind: str) -> int:
        """Which of its kind this is, from 1; 0 where it is passed over."""
        self.met[kind] += 1
        nth = self.met[kind]
        return nth if nth == 1 or nth % APART == 0 else 0


class Seatings:
    """Who sits by each request that came; many routes, told to different states, are one and the same request."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}

    def seated(self, request: Request) -> frozenset[str]:
        said = repr(request)
        if said not in self._known:
            self._known[said] = seated(request)
        return self._known[said]


@pytest.mark.parametrize("name", REQUESTS)
def test_every_route_in_is_proven_by_running_it(name: str) -> None:
    request = REQUESTS[name]
    seatings = Seatings()
    few = Few()
    for code, member in composed(name).document["members"].items():
        assert not (member["seated"] and member["would_enter_if"])
        for route in member["would_enter_if"]:
            if nth := few.chooses(route["kind"]):
                assert code in seatings.seated(changed(request, code, route)), (code, route)
            if nth == 1:  # and through the front door, which is slower
                assert code in compose(changed(request, code, route)).seated
    assert few.met


@pytest.mark.parametrize("name", REQUESTS)
def test_every_waiting_state_is_told_a_way_in(name: str) -> None:
    for code, member in composed(name).document["members"].items():
        assert member["seated"] or member["would_enter_if"], code


@settings(max_examples=tried(12, nightly=400), deadline=None)
@given(small_requests(floors=True))
def test_routes_hold_on_any_small_body_and_only_who_cannot_be_seated_has_none(request_: Request) -> None:
    try:
        sheet = compose(request_)
    except CompositionRefused:
        reject()
    for code, member in sheet.document["members"].items():
        for route in member["would_enter_if"]:
            assert code in seated(changed(request_, code, route)), route
        if not member["seated"] and not member["would_enter_if"]:
            willing = changed(request_, code, {"kind": "willing"})
            for size in range(request_.seats, len(request_.members) + 1):
                with pytest.raises(CompositionRefused):
                    seated(replace(changed(willing, code, {"kind": "must-have"}), seats=size))


def test_the_size_named_is_the_smallest() -> None:
    request = REQUESTS["with a past"]
    sheet = composed("with a past")
    at = Seatings()
    looked = 0
    for code, member in sheet.document["members"].items():
        for route in member["would_enter_if"]:
            if route["kind"] == "seats" and route["seats"] <= 52:
                looked += 1
                for size in range(46, route["seats"]):
                    assert code not in at.seated(replace(request, seats=size))
    assert looked >= 3


@pytest.mark.parametrize("name", REQUESTS)
def test_reasons_say_what_is_so(name: str) -> None:
    sheet = composed(name)
    members = sheet.document["members"]
    for code, member in members.items():
        why, facts = member["why"]["code"], member["why"]["facts"]
        assert member["reason"].startswith("Seated" if member["seated"] else "Not seated")
        same = [m for c, m in members.items() if c != code and m["region"] == member["region"]]
        if why in ("lot", "lost-lot"):
            across = [m for m in same if m["debt_exact"] == member["debt_exact"]]
            assert any(m["seated"] != member["seated"] for m in across)
            assert facts["equals"] >= 1
        if why == "declined":
            assert sheet.document["inputs"]["availability"][code] == "declined"
        if why == "subregion-full":
            row = next(r for r in sheet.document["spread"] if r["subregion"].endswith(member["subregion"]))
            assert row["seated"] == row["ceiling"] == facts["subregion_seats"]


def test_all_the_common_reasons_occur() -> None:
    said = {m["why"]["code"] for name in REQUESTS for m in composed(name).document["members"].values()}
    assert said >= {
        "must-have", "seated-by-chair", "unseated-by-chair", "class-floor", "yields-to-class-floor", "spread",
        "lot", "lost-lot", "debt", "declined", "silent", "subregion-full", "yields-to-spread", "region-full",
    }  # fmt: skip


def test_comparison_of_two_sizes_names_who_enters_and_the_price() -> None:
    before, after = compose(nam()), compose(nam(seats=46))
    change = compare(before, after)
    assert set(change.enters) == after.seated - before.seated
    assert set(change.leaves) == before.seated - after.seated
    assert change.seats == {"Asia-Pacific": 1}
    assert change.gallagher == round(after.document["gallagher"] - before.document["gallagher"], 2)


def test_comparison_prices_the_debt_left_waiting() -> None:
    before = compose(nam())
    after = compose(nam(rules=Rules(minima={"Latin America and the Caribbean": 24}, minimum=0)))

    def waiting(sheet: Sheet) -> float:
        return max(m["debt"] for m in sheet.document["members"].values() if not m["seated"])

    assert compare(before, after).greatest_waiting_debt == pytest.approx(
        waiting(after) - waiting(before), abs=2e-3
    )
    assert compare(before, before).document() == {
        "enters": [],
        "leaves": [],
        "seats": {},
        "gallagher": 0.0,
        "greatest_waiting_debt": 0.0,
    }
