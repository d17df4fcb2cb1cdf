"""The smallest set of wishes that conflict: against every subset, tried one by one over every choice of states."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rostrum.composition import CompositionRefused, Rules, compose
from rostrum.composition.conflict import Wanted, Wish, smallest_conflict
from rostrum.composition.facts import request_for
from rostrum.composition.pools import Candidate
from tests.breadth import tried

CLASSES = {
    "one": [[], ["LDC"]],
    "disjoint": [[], ["LDC"], ["SIDS"]],
    "overlapping": [[], ["LDC"], ["LDC", "SIDS"]],
}


@st.composite
def wanted(draw: st.DrawFn, classes: str) -> Wanted:
    """Two regions of three or four states in two sub-regions each, and wishes that may well conflict."""
    regions: dict[str, tuple[Candidate, ...]] = {}
    place = 0
    for region in ("A", "B"):
        states: list[Candidate] = []
        for i in range(draw(st.integers(3, 4))):
            label = f"{region}-{draw(st.sampled_from('xy'))}"
            states.append(
                Candidate(f"{region}{i}", place, label, frozenset(draw(st.sampled_from(CLASSES[classes]))))
            )
            place += 1
        regions[region] = tuple(states)
    codes = [c.code for states in regions.values() for c in states]
    labels = sorted({c.label for states in regions.values() for c in states})
    out = frozenset(draw(st.sets(st.sampled_from(codes), max_size=3)))
    left = [c for c in codes if c not in out]
    few = st.dictionaries(st.sampled_from(labels), st.integers(0, 3), max_size=2)
    asked = sorted({name for group in CLASSES[classes] for name in group})
    return Wanted(
        regions,
        {region: draw(st.integers(1, len(states))) for region, states in regions.items()},
        out,
        frozenset(draw(st.sets(st.sampled_from(left), max_size=3))),
        draw(few),
        draw(few),
        {name: draw(st.integers(0, 5)) for name in asked},
    )


def wishes_of(w: Wanted) -> list[Wish]:
    named = {"out": w.out, "must-have": w.forced, "subregion-floor": w.floors}
    named |= {"subregion-ceiling": w.ceilings, "class-floor": w.class_floors}
    return [(kind, key) for kind, keys in named.items() for key in sorted(keys)]


def choices(w: Wanted) -> list[frozenset[Candidate]]:
    """Every choice with the right number of seats in each region."""
    one, two = (combinations(states, w.seats[region]) for region, states in w.regions.items())
    second = list(two)
    return [frozenset(a) | frozenset(b) for a in one for b in second]


def meets(w: Wanted, choice: frozenset[Candidate], wish: Wish) -> bool:
    kind, key = wish
    match kind:
        case "out":
            return all(c.code != key for c in choice)
        case "must-have":
            return any(c.code == key for c in choice)
        case "subregion-floor":
            return sum(c.label == key for c in choice) >= w.floors[key]
        case "subregion-ceiling":
            return sum(c.label == key for c in choice) <= w.ceilings[key]
        case _:
            return sum(key in c.classes for c in choice) >= w.class_floors[key]


def conflict(w: Wanted, every: list[frozenset[Candidate]], wishes: list[Wish]) -> bool:
    return not any(all(meets(w, choice, wish) for wish in wishes) for choice in every)


@pytest.mark.parametrize("classes", CLASSES)
@settings(max_examples=tried(15, nightly=600), deadline=None)
@given(data=st.data())
def test_the_conflict_named_is_the_smallest_of_all(classes: str, data: st.DataObject) -> None:
    w = data.draw(wanted(classes))
    every, wishes = choices(w), wishes_of(w)
    assume(conflict(w, every, wishes))
    found, smallest = smallest_conflict(w)
    assert conflict(w, every, found)
    by_size = chain.from_iterable(combinations(wishes, size) for size in range(len(wishes) + 1))
    least = next(list(some) for some in by_size if conflict(w, every, list(some)))
    assert smallest
    assert len(found) == len(least)


def test_many_refusals_are_weighed_at_once_and_only_as_many_named_as_are_needed() -> None:
    """Nine of the Caribbean's thirteen declined and its floor is six: three refusals would not conflict; with
    the floor, any eight do."""
    members = request_for("nam", "2023-06-01", "nam-region", 45).members
    declined = sorted(m.code for m in members if m.subregion == "Caribbean")[:9]
    request = request_for(
        "nam",
        "2023-06-01",
        "nam-region",
        45,
        declined=declined,
        rules=Rules(subregion_floors={"Caribbean": 6}),
    )
    with pytest.raises(CompositionRefused) as refused:
        compose(request)
    named = refused.value.facts["wishes"]
    assert refused.value.facts["smallest"] is True
    assert [w["kind"] for w in named].count("out") == 8
    assert {"kind": "subregion-floor", "of": "Caribbean"} in named
    assert {w["of"] for w in named if w["kind"] == "out"} <= set(declined)


def test_a_class_floor_and_the_refusals_that_break_it() -> None:
    """The Movement has so many small island states that 14 find a seat; with all but eleven of them out, none."""
    members = request_for("nam", "2023-06-01", "nam-region", 45).members
    islands = sorted(m.code for m in members if "SIDS" in m.classes)
    request = request_for(
        "nam", "2023-06-01", "nam-region", 45, declined=islands[11:], rules=Rules(class_floors={"SIDS": 12})
    )
    with pytest.raises(CompositionRefused) as refused:
        compose(request)
    named, smallest = refused.value.facts["wishes"], refused.value.facts["smallest"]
    assert smallest is True
    assert [w["kind"] for w in named].count("class-floor") == 1
    kept = {w["of"] for w in named if w["kind"] == "out"}
    assert kept and kept <= set(islands[11:])
    again = request_for(
        "nam",
        "2023-06-01",
        "nam-region",
        45,
        declined=sorted(kept)[1:],
        rules=Rules(class_floors={"SIDS": 12}),
    )
    assert len(compose(again).seated) == 45
