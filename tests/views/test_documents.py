"""Documents: true to the state, alike for all who may see them, and withheld from those who may not."""

import json
from copy import deepcopy
from typing import Any

import pytest
from pydantic import TypeAdapter

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.refusal import NotSeated, Refused
from rostrum.procedure.words import FloorPhase, Presence
from rostrum.views import audience
from rostrum.views.desk import acting_head, desk
from rostrum.views.documents import AUDIENCES, Views
from rostrum.views.podium import podium
from rostrum.views.speakers import speakers
from rostrum.views.stage import stage
from tests.summit import CHAIR, CUBA, EGYPT, NEPAL, SECRETARY
from tests.views import stories

EVERY = {
    "lobby": stories.LOBBY,
    "open": stories.OPEN,
    "put": stories.PUT,
    "adopted": stories.adopted(),
    "listed": stories.listed(),
    "speaking": stories.speaking(),
}
STAFF_ONLY = {"podium", "secretariat", "desk"}


@pytest.mark.parametrize("moment", EVERY)
def test_building_documents_changes_nothing(moment: str) -> None:
    state = stories.play(EVERY[moment])
    before = deepcopy(state)
    for room in AUDIENCES:
        key = "desk:CUB" if room == "desk" else room
        for name in audience.names(key):
            if name != "air":
                assert audience.document(name, state, key) is not None
    assert state == before


@pytest.mark.parametrize("moment", EVERY)
def test_documents_are_what_the_schema_says(moment: str) -> None:
    state = stories.play(EVERY[moment])
    documents: dict[str, Any] = {
        name: audience.document(name, state, "desk:CUB")
        for name in set().union(*AUDIENCES.values()) - {"air"}
    }
    text = TypeAdapter(Views).dump_json(Views(**documents))
    assert TypeAdapter(Views).validate_json(text) == Views(**documents)


def test_the_public_is_sent_no_working_document() -> None:
    for room in ("lobby", "gallery"):
        assert not STAFF_ONLY & set(audience.names(room))


@pytest.mark.parametrize("room", ["podium", "desk", "secretariat"])
def test_working_rooms_are_closed_to_the_public(room: str) -> None:
    with pytest.raises(NotSeated):
        audience.admit(room, None)


def test_each_room_admits_its_own() -> None:
    assert audience.admit("podium", CHAIR) == "podium"
    assert audience.admit("desk", CUBA) == "desk:CUB"
    assert audience.admit("secretariat", SECRETARY) == "secretariat"
    for room, actor in (("podium", CUBA), ("desk", SECRETARY), ("secretariat", CHAIR)):
        with pytest.raises(NotSeated):
            audience.admit(room, actor)


@pytest.mark.parametrize("moment", EVERY)
@pytest.mark.parametrize("seat", ["CUB", "EGY", "NPL", "WHO", "SRB", "AZE"])
def test_a_button_promises_what_the_rules_allow(moment: str, seat: str) -> None:
    """Whatever a desk says its head may do is not refused, and what it may not is, with the code shown."""
    state = stories.play(EVERY[moment])
    shown = desk(state, seat)
    head = acting_head(state.seats[seat], seat)
    for ability, intent in (
        (shown.request, i.RequestFloor()),
        (shown.point, i.RaisePoint()),
        (shown.begin, i.TakeFloor(language="en")),
        (shown.end, i.EndStatement()),
        (shown.object, i.Object(question=state.question)),
    ):
        try:
            MEETING.decide(state, intent, head, state.at)
        except Refused as refusal:
            assert (ability.may, ability.why_not) == (False, refusal.code)
        else:
            assert ability.may


def test_the_stage_counts_time_from_the_beginning() -> None:
    state = stories.play(stories.speaking())
    shown = stage(state)
    assert shown.phase is FloorPhase.SPEAKING
    assert shown.running_since == state.at
    assert shown.used_ms == 0
    assert (shown.spoken, shown.to_come) == (0, 2)
    assert shown.awaited == ""


def test_a_lost_line_stops_the_clock_and_alerts_the_chair() -> None:
    deeds = stories.speaking()
    seat = stories.play(deeds).floor.seat
    state = stories.play([*deeds, (HALL, i.LoseLine(seat=seat, person=f"{seat}.head"))])
    shown = stage(state)
    assert shown.phase is FloorPhase.HELD
    assert shown.running_since is None
    assert shown.used_ms == 1000
    assert podium(state).alerts[0].kind == "line_lost"
    assert desk(state, seat).microphone == "held"


def test_the_list_is_in_order_with_a_growing_forecast() -> None:
    state = stories.play(stories.listed())
    shown = speakers(state)
    assert [line.entry for line in shown.order] == state.speakers.order
    waits = [line.wait_ms for line in shown.order]
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    places = [desk(state, line.seat).place for line in shown.order]
    assert places == [1, 2, 3]


def test_the_podium_offers_what_may_be_done_at_once() -> None:
    """The primary button's intent, where it has one that is ready, is accepted as it stands."""
    for moment, deeds in EVERY.items():
        state = stories.play(deeds)
        shown = podium(state).next
        if shown.intent is not None and (shown.ready_at or 0) <= state.at:
            facts = {k: v for k, v in shown.intent.items() if k != "kind"}
            intent = MEETING.intents[shown.kind](**facts)
            assert MEETING.decide(state, intent, CHAIR, state.at), moment


def test_presence_is_that_of_whoever_speaks_for_the_seat() -> None:
    deeds = stories.listed()
    state = stories.play([*deeds, (HALL, i.LoseLine(seat="NPL", person=NEPAL.person))])
    line = next(line for line in speakers(state).order if line.seat == "NPL")
    assert line.presence is Presence.LOST
    cards = {a.seat for a in podium(state).alerts if a.kind == "absent"}
    assert "NPL" in cards
    assert EGYPT.seat not in cards


def test_documents_carry_no_person_of_the_staff_to_the_public() -> None:
    """What the gallery is sent names persons of delegations only, as identities in the hall."""
    state = stories.play(stories.speaking())
    text = json.dumps(
        [TypeAdapter(Any).dump_python(audience.document(n, state, "gallery"), mode="json")
         for n in audience.names("gallery") if n != "air"]
    )  # fmt: skip
    for person in ("secretary", "technician", "adviser"):
        assert f'"{person}"' not in text
