"""Delegations stand by formal place: the bureau, members by level, then the other kinds, each in its seating."""

from dataclasses import replace

from rostrum.procedure.words import Level, SeatKind
from rostrum.views.places import places
from tests.summit import SEATS
from tests.views.stories import LOBBY, play


def test_delegations_stand_by_formal_place() -> None:
    state = play(LOBBY)
    officers = [officer.seat for officer in state.officers.values()]
    found = places(state)
    assert next(iter(found.items())) == ("bureau", officers)
    assert [place for place in found if place in list(Level)] == ["head_of_state", "head_of_government"]
    assert list(found)[-2:] == ["observer_state", "guest"]
    assert sorted(seat for seats in found.values() for seat in seats) == sorted(seat.key for seat in SEATS)


def test_a_level_that_rises_takes_its_place_and_guests_stand_by_protocol() -> None:
    state = play(LOBBY)
    state.officers.clear()
    state.seats["NPL"].level = Level.HEAD_OF_STATE
    for key, rank in (("WHO", 2), ("SRB", 1)):
        seat = state.seats[key]
        seat.fact = replace(seat.fact, kind=SeatKind.GUEST, protocol_rank=rank)
    assert places(state) == {"head_of_state": ["AZE", "CUB", "EGY", "NPL"], "guest": ["SRB", "WHO"]}
