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
from rostrum.procedure.words import FloorPhase, Presence, Ruling
from rostrum.views import audience
from rostrum.views.desk import acting, desk
from rostrum.views.documents import AUDIENCES, Views
from rostrum.views.podium import podium
from rostrum.views.speakers import speakers
from rostrum.views.stage import stage
from tests.summit import AGENDA, CHAIR, CUBA, EGYPT, NEPAL, SECRETARY
from tests.views import stories

EVERY = {
    "lobby": stories.LOBBY,
    "open": stories.OPEN,
    "put": stories.PUT,
    "adopted": stories.adopted(),
    "listed": stories.listed(),
    "speaking": stories.speaking(),
}
STAFF_ONLY = {"podium", "secretariat", "desk", "correction", "notes"}
ELSEWHERE = {"air", "notes", "record"}
"""Documents that are not built from the state."""


@pytest.mark.parametrize("moment", EVERY)
def test_building_documents_changes_nothing(moment: str) -> None:
    state = stories.play(EVERY[moment])
    before = deepcopy(state)
    for room in AUDIENCES:
        key = "desk:CUB" if room == "desk" else room
        for name in audience.names(key):
            if name not in ELSEWHERE:
                assert audience.document(name, state, key) is not None
    assert state == before


@pytest.mark.parametrize("moment", EVERY)
def test_documents_are_what_the_schema_says(moment: str) -> None:
    state = stories.play(EVERY[moment])
    documents: dict[str, Any] = {
        name: audience.document(name, state, "desk:CUB")
        for name in set().union(*AUDIENCES.values()) - ELSEWHERE
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
    assert audience.admit("lobby", CUBA) == "lobby:CUB"
    assert audience.admit("lobby", CHAIR) == f"lobby:{CHAIR.seat}"
    assert audience.admit("lobby", SECRETARY) == audience.admit("lobby", None) == "lobby"
    for room, actor in (("podium", CUBA), ("desk", SECRETARY), ("secretariat", CHAIR)):
        with pytest.raises(NotSeated):
            audience.admit(room, actor)


@pytest.mark.parametrize("moment", EVERY)
@pytest.mark.parametrize("seat", ["CUB", "EGY", "NPL", "WHO", "SRB", "AZE"])
def test_a_button_promises_what_the_rules_allow(moment: str, seat: str) -> None:
    """Whatever a desk says its head may do is not refused, and what it may not is, with the code shown."""
    state = stories.play(EVERY[moment])
    shown = desk(state, seat)
    head = acting(state, seat)
    assert head is not None
    for ability, intent in (
        (shown.request, i.RequestFloor()),
        (shown.point, i.RaisePoint()),
        (shown.begin, i.TakeFloor(language="en")),
        (shown.end, i.EndStatement()),
        (shown.object, i.Object(question=state.question)),
        (shown.appeal, i.AppealRuling(point=state.appealable)),
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
    waits = [line.wait_ms for line in shown.order if line.wait_ms is not None]
    assert len(waits) == len(shown.order)
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    places = [desk(state, line.seat).place for line in shown.order]
    assert places == [1, 2, 3]


def test_a_ruling_may_be_appealed_at_the_desk_until_the_next_business() -> None:
    """UNGA rule 71; not for half a minute, and not by a desk that counts for itself."""
    ruled = [
        *stories.speaking(),
        (EGYPT, i.RaisePoint()),
        (CHAIR, i.HearPoint(point="p1")),
        (CHAIR, i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule="")),
    ]
    for minutes in (0, 4):
        state = stories.play(ruled)
        state.at += minutes * 60_000
        shown = desk(state, "NPL")
        assert shown.ruled is not None
        assert (shown.ruled.key, shown.appeal.may) == ("p1", True)
        assert desk(state, "WHO").appeal.why_not == "capacity_not_entitled"
    state = stories.play([*ruled, (CHAIR, i.TakeBackFloor(reason="x"))])
    assert (desk(state, "NPL").ruled, desk(state, "NPL").appeal.may) == (None, False)


def test_a_correction_is_shown_to_its_delegation_and_the_secretariat_alone() -> None:
    state = stories.play([*stories.LOBBY, (CUBA, i.RequestCorrection(words="Prime Minister"))])
    (line,) = audience.document("secretariat", state, "secretariat").corrections
    assert (line.seat, line.person, line.words) == ("CUB", CUBA.person, "Prime Minister")
    for key in ("lobby:CUB", "desk:CUB"):
        assert "correction" in audience.names(key)
        assert audience.document("correction", state, key).correction.words == "Prime Minister"
    assert audience.document("correction", state, "lobby:EGY").correction is None
    assert audience.document("correction", state, "lobby:XXX") is None
    for room in ("lobby", "gallery", "podium"):
        assert "correction" not in audience.names(room)


def test_a_declined_correction_says_why_and_leaves_the_secretariats_table() -> None:
    state = stories.play(
        [
            *stories.LOBBY,
            (CUBA, i.RequestCorrection(words="Prime Minister")),
            (SECRETARY, i.DeclineCorrection(correction="c1", reason="as notified")),
        ]
    )
    shown = audience.document("correction", state, "desk:CUB").correction
    assert (shown.phase, shown.reason) == ("declined", "as notified")
    assert audience.document("secretariat", state, "secretariat").corrections == []


def test_the_chair_is_told_of_the_hall_and_asked_to_confirm() -> None:
    failed = [*stories.speaking(), (HALL, i.LoseHall())]
    shown = podium(stories.play(failed))
    assert [alert.kind for alert in shown.alerts][:1] == ["hall"]
    assert "line_lost" not in {alert.kind for alert in shown.alerts}
    assert (shown.next.waiting_for, shown.automatic) == ("hall", False)
    state = stories.play(failed)
    state.hall_grace_from = (state.hall_grace_from or 0) - 10_000
    for act in MEETING.decide(state, i.Suspend(reason="technical"), HALL, state.at):
        MEETING.fold(state, act, HALL, state.at)
    shown = podium(state)
    assert (shown.next.kind, shown.words, shown.automatic) == (
        "ConfirmSuspension",
        "suspended_technical",
        True,
    )


def test_who_is_not_back_with_the_hall_is_a_lost_line_to_the_chair() -> None:
    state = stories.play([*stories.speaking(), (HALL, i.LoseHall()), (HALL, i.RestoreHall())])
    assert [alert.kind for alert in podium(state).alerts][:1] == ["line_lost"]
    assert not podium(state).may_play


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
         for n in audience.names("gallery") if n not in ELSEWHERE]
    )  # fmt: skip
    for person in ("secretary", "technician", "adviser"):
        assert f'"{person}"' not in text


def test_an_objection_is_awaited_as_one_and_not_as_consultations() -> None:
    objected = [*stories.PUT, (CUBA, i.Object(question="q1"))]
    assert stage(stories.play(objected)).awaited == "objection"
    consulting = [*objected, (CHAIR, i.GoToConsultation(question="q1"))]
    assert stage(stories.play(consulting)).awaited == "consultation"


def test_while_consultations_go_on_their_end_is_awaited_and_nothing_is_pressed() -> None:
    """Withdrawing the question stays open to the chair; it is not what is awaited."""
    objected = [*stories.PUT, (CUBA, i.Object(question="q1")), (CHAIR, i.GoToConsultation(question="q1"))]
    following = podium(stories.play(objected)).next
    assert (following.kind, following.intent, following.waiting_for) == ("", None, "consultation")
    anew = podium(stories.play([*objected, (CUBA, i.WithdrawObjection(question="q1"))])).next
    assert anew.kind == "PutQuestion"


def test_the_podium_says_what_closing_would_leave_undone() -> None:
    """Two still on the list and the item of adoption ahead while the third speaks."""
    left = podium(stories.play(stories.speaking())).left
    assert (left.unheard, left.here, left.requests) == (2, 2, 0)
    assert left.items == [item.number for item in AGENDA if item.number > 3]


def test_a_speaker_is_thanked_under_his_item_and_not_after_it() -> None:
    state = stories.play(stories.speaking())
    who = next(actor for actor in (CUBA, EGYPT, NEPAL) if actor.seat == state.floor.seat)
    spoken = [*stories.speaking(), (who, i.EndStatement())]
    assert podium(stories.play(spoken)).thanks == who.seat
    adopted: list[stories.Deed] = [
        (CHAIR, i.CallItem(number=4, leave_open=True)),
        (CHAIR, i.DeclareAdopted(paper="declaration")),
    ]
    later = podium(stories.play([*spoken, *adopted]))
    assert (later.next.kind, later.thanks) == ("CallItem", "")


def test_the_podium_knows_the_notice_before_the_list_is_closed() -> None:
    assert podium(stories.play(stories.OPEN)).closing_notice_s == 300
