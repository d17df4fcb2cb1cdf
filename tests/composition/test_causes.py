"""A reason names only what, taken away, changes the result: every reason is tried in the world without its cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from rostrum.composition import CompositionRefused, MustHave, Override, Request, Sheet, compose
from rostrum.composition.apportionment import apportion
from rostrum.composition.debt import lot_of
from rostrum.composition.selection import Chamber, labels, select
from tests.breadth import tried
from tests.composition.test_reasons import REQUESTS, Few, composed, seated
from tests.composition.test_selection import small_requests

Member = dict[str, Any]


def in_another_order(request: Request, moved: Callable[[list[str]], list[str]]) -> frozenset[str]:
    """Who sits when the order of debt and lot is another one; nobody where nothing can be chosen then."""
    sizes = request.regions()
    seats = apportion(
        request.method, sizes, request.seats, request.rules, lot_of(request, sizes).order()
    ).seats
    chamber = Chamber(request)
    ranked = moved(sorted(chamber.by_code, key=chamber.place.__getitem__))
    chamber.place = {code: place for place, code in enumerate(ranked)}
    chamber.pools = chamber._pools(ranked)
    try:
        return select(chamber, seats, chamber.wishes).seated
    except CompositionRefused:
        return frozenset()


def last(code: str) -> Callable[[list[str]], list[str]]:
    return lambda ranked: [c for c in ranked if c != code] + [code]


def first(code: str) -> Callable[[list[str]], list[str]]:
    return lambda ranked: [code] + [c for c in ranked if c != code]


def exchanged(a: str, b: str) -> Callable[[list[str]], list[str]]:
    return lambda ranked: [b if c == a else a if c == b else c for c in ranked]


def others(members: dict[str, Member], code: str) -> list[str]:
    """States of the region on the other side."""
    mine = members[code]
    return [
        c for c, m in members.items() if m["region"] == mine["region"] and m["seated"] is not mine["seated"]
    ]


class Tried:
    """One reason, tried. Each method is named after its code."""

    def __init__(self, request: Request, members: dict[str, Member], code: str) -> None:
        self.request, self.members, self.code = request, members, code
        self.facts = members[code]["why"]["facts"]

    def sits(self, **rules: Any) -> bool:
        return self._in(replace(self.request, rules=replace(self.request.rules, **rules)))

    def _in(self, request: Request) -> bool:
        try:
            return self.code in seated(request)
        except CompositionRefused:
            return False

    def by_order(self, *, lot: bool) -> bool:
        """Another place in the order changes its fate; for a lot, the place of an equal."""
        mine = self.members[self.code]
        for other in others(self.members, self.code):
            if lot and self.members[other]["debt_exact"] != mine["debt_exact"]:
                continue
            if (self.code in in_another_order(self.request, exchanged(self.code, other))) != mine["seated"]:
                return True
        end = (last if mine["seated"] else first)(self.code)
        return not lot and (self.code in in_another_order(self.request, end)) != mine["seated"]

    def debt(self) -> bool:
        return self.by_order(lot=False)

    region_full = debt

    def lot(self) -> bool:
        return self.facts["equals"] >= 1 and self.by_order(lot=True)

    lost_lot = lot

    def spread(self) -> bool:
        named = seated(replace(self.request, rules=replace(self.request.rules, spread=False)))
        return self.code not in named and set(self.facts.get("ahead", ())) <= named

    spread_due = spread

    def yields_to_spread(self) -> bool:
        named = seated(replace(self.request, rules=replace(self.request.rules, spread=False)))
        return self.code in named and not set(self.facts.get("behind", ())) & named

    yields_to_spread_due = yields_to_spread

    def either_way(self) -> bool:
        by_debt = self.sits(spread=False)
        by_rule = self.code in in_another_order(self.request, last(self.code))
        return by_debt and by_rule

    def subregion_full(self) -> bool:
        label = labels(self.request.members)[self.code]
        size = sum(one == label for one in labels(self.request.members).values())
        return self.sits(subregion_ceilings={**self.request.rules.subregion_ceilings, label: size})

    def class_floor(self) -> bool:
        floors = self.request.rules.class_floors
        rest = ({n: f for n, f in floors.items() if n != name} for name in self.facts["classes"])
        return bool(self.facts["classes"]) and not any(self.sits(class_floors=one) for one in rest)

    def moved_by_class_floor(self) -> bool:
        return not self.sits(class_floors={})

    def yields_to_class_floor(self) -> bool:
        return self.sits(class_floors={})

    def all_seated(self) -> bool:
        mine = self.members[self.code]["region"]
        here = {c: m for c, m in self.members.items() if m["region"] == mine and not m["seated"]}
        return all(m["why"]["code"] in ("declined", "silent", "unseated-by-chair") for m in here.values())

    def no_room(self) -> bool:
        return self.code not in in_another_order(self.request, first(self.code))

    def region_held_by_must_haves(self) -> bool:
        mine = self.members[self.code]["region"]
        here = [m for m in self.members.values() if m["region"] == mine and m["seated"]]
        return all(m["why"]["code"] in ("must-have", "seated-by-chair") for m in here)

    def must_have(self) -> bool:
        rest = tuple(m for m in self.request.must_haves if m.code != self.code)
        return self.facts["needed"] is not self._in(replace(self.request, must_haves=rest))

    def seated_by_chair(self) -> bool:
        rest = tuple(o for o in self.request.overrides if o.code != self.code)
        return self.facts["needed"] is not self._in(replace(self.request, overrides=rest))

    def unseated_by_chair(self) -> bool:
        rest = tuple(o for o in self.request.overrides if o.code != self.code)
        return self.facts["needed"] is self._in(replace(self.request, overrides=rest))

    def declined(self) -> bool:
        willing = {**self.request.availability, self.code: "willing"}
        return self.facts["needed"] is self._in(replace(self.request, availability=willing))

    silent = declined

    def region_without_seats(self) -> bool:
        return self.facts["seats"] == 0

    def must_have_unplaced(self) -> bool:
        return not self.members[self.code]["seated"]


def untrue(
    request: Request, sheet: Sheet, tried: Callable[[str, str], object]
) -> tuple[list[tuple[str, dict[str, Any]]], set[str]]:
    """The reasons of a sheet that do not hold, of those ``tried`` by region and code, and all codes."""
    members = sheet.document["members"]
    said = {code: member["why"]["code"] for code, member in members.items()}
    wrong = [
        (code, members[code]["why"])
        for code, why in said.items()
        if tried(members[code]["region"], why)
        and not getattr(Tried(request, members, code), why.replace("-", "_"))()
    ]
    return wrong, set(said.values())


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Small bodies with offices, silence, the chair's decisions and ceilings asked for by name."""
    request = draw(small_requests(floors=draw(st.booleans())))
    codes = [m.code for m in request.members]
    free = [c for c in codes if c not in request.availability]
    office = draw(st.lists(st.sampled_from(codes), max_size=2, unique=True))
    silent = dict.fromkeys(draw(st.lists(st.sampled_from(free), max_size=1)) if free else [], "silent")
    held = {m.code for m in request.must_haves}
    decided = draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []
    ceiling = draw(st.dictionaries(st.sampled_from(["A-x", "A-y", "B-x"]), st.integers(0, 3), max_size=1))
    here = {m.subregion for m in request.members}
    return replace(
        request,
        rules=replace(
            request.rules,
            spread=draw(st.booleans()),
            subregion_ceilings={s: n for s, n in ceiling.items() if s in here},
        ),
        must_haves=(*request.must_haves, *(MustHave(c, "office", True) for c in office if c not in held)),
        availability={**request.availability, **silent},
        overrides=tuple(
            Override(c, draw(st.booleans()), "a reason", "the Chair") for c in decided if c not in held
        ),
    )


@settings(max_examples=tried(15, nightly=600), deadline=None)
@given(requests())
def test_every_reason_holds_in_any_small_body(request_: Request) -> None:
    try:
        wrong, _ = untrue(request_, compose(request_), lambda *_: True)
    except CompositionRefused:
        reject()
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, r in REQUESTS.items() if not r.rules.class_floors])
def test_every_reason_holds_in_the_movement(name: str) -> None:
    wrong, met = untrue(REQUESTS[name], composed(name), Few().chooses)
    assert wrong == []
    assert len(met) >= 4


def test_a_right_that_was_not_needed_says_so() -> None:
    request = REQUESTS["with a past"]
    plain = compose(request)
    code = next(c for c, m in plain.document["members"].items() if m["why"]["code"] == "debt")
    named = compose(replace(request, must_haves=(*request.must_haves, MustHave(code, "asked for"))))
    row = named.document["members"][code]
    assert row["why"]["facts"]["needed"] is False
    assert row["reason"].endswith("It would sit without that too.")


def test_a_state_that_declined_and_would_have_waited_is_told_both() -> None:
    request = REQUESTS["with a past"]
    waiting = [c for c, m in compose(request).document["members"].items() if not m["seated"]]
    code = waiting[-1]
    row = compose(replace(request, availability={code: "declined"})).document["members"][code]
    assert row["reason"] == "Not seated: declined the invitation. It would not have sat otherwise either."
