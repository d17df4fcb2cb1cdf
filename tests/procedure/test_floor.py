"""M2: clocks of the floor — seconds spoken, held, credited, extended — and what becomes of the entry."""

import pytest

from rostrum.procedure.actor import CLOCK, HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.words import EntryPhase, FloorEnd, FloorPhase, Level, Ruling
from tests.procedure.chamber import (
    CHAIR,
    OPENING,
    SECRETARY,
    STATEMENTS,
    TECHNICIAN,
    Chamber,
    delegate,
    head,
    plain,
)

MINUTE = 60_000


def test_a_statement_is_measured_net_and_over() -> None:
    chamber = Chamber().speaking()
    (ended,) = chamber.do(i.EndStatement(), head("CUB"), 6 * MINUTE)
    assert (ended.net_ms, ended.over_ms, ended.cause) == (6 * MINUTE, MINUTE, FloorEnd.CONCLUDED)
    assert chamber.state.seats["CUB"].spoken_ms == 6 * MINUTE
    assert chamber.state.speakers.entries["s1"].phase is EntryPhase.SPOKEN
    assert chamber.floor is FloorPhase.IDLE


def test_a_lost_line_stops_the_clock_and_the_seconds_are_credited() -> None:
    chamber = Chamber().held()
    back = chamber.do(i.RestoreLine(seat="CUB", person="CUB.head"), HALL, 20_000)
    assert back[1].credited_ms == 20_000
    (ended,) = chamber.do(i.EndStatement(), head("CUB"), MINUTE)
    assert ended.net_ms == 2 * MINUTE


def test_a_reload_returns_to_the_floor() -> None:
    """The page is closed and opened again: the person leaves the seat, and takes it."""
    chamber = Chamber().speaking()
    chamber.do(i.LeaveSeat(seat="CUB", person="CUB.head"), HALL, MINUTE)
    assert chamber.floor is FloorPhase.HELD
    chamber.do(i.TakeSeat(seat="CUB", person="CUB.head"), HALL, 5_000)
    assert chamber.floor is FloorPhase.SPEAKING
    assert chamber.state.floor.used_at(chamber.now + 1000) == MINUTE + 1000


def test_another_of_the_delegation_may_take_over_a_held_floor() -> None:
    chamber = Chamber().held()
    chamber.do(i.TakeSeat(seat="CUB", person="CUB.delegate"), HALL)
    assert chamber.floor is FloorPhase.SPEAKING
    assert chamber.answer(i.EndStatement(), delegate("CUB")) == "FloorEnded"


def test_an_adviser_neither_resumes_the_floor_nor_speaks() -> None:
    chamber = Chamber().held()
    chamber.enter("CUB", "CUB.adviser")
    assert chamber.floor is FloorPhase.HELD
    assert chamber.state.seats["CUB"].voice == "CUB.head"


def test_a_person_speaks_before_a_simulated_one() -> None:
    chamber = Chamber().lobby("AZE")
    chamber.enter("CUB", "CUB.head")
    chamber.enter("CUB", "CUB.sim")
    assert chamber.state.seats["CUB"].voice == "CUB.head"
    chamber.do(i.LeaveSeat(seat="CUB", person="CUB.head"), HALL)
    assert chamber.state.seats["CUB"].voice == "CUB.sim"


def test_passed_over_is_second_on_the_list_with_the_time_that_is_left() -> None:
    chamber = Chamber().held()
    chamber.do(i.PassOver(), CHAIR)
    assert chamber.state.speakers.order == ["s2", "s1", "s3"]
    chamber.do(i.OfferFloor(seat="CUB"), CHAIR)
    assert chamber.state.floor.limit_ms == 4 * MINUTE


def test_a_held_statement_may_be_taken_as_text() -> None:
    chamber = Chamber().held()
    chamber.do(i.TakeAsText(), CHAIR)
    assert chamber.state.speakers.entries["s1"].phase is EntryPhase.TEXT_ONLY
    assert chamber.state.statements[-1].cause is FloorEnd.TEXT_TAKEN


def test_taken_back_is_truncated_but_an_offer_taken_back_is_not() -> None:
    spoken, offered = Chamber().speaking(), Chamber().offered()
    for chamber in (spoken, offered):
        chamber.do(i.TakeBackFloor(reason="time"), CHAIR)
    assert spoken.state.speakers.entries["s1"].phase is EntryPhase.TRUNCATED
    assert offered.state.speakers.order == ["s1", "s2", "s3"]
    assert offered.state.statements == []


def test_an_unanswered_offer_lapses_by_the_clock_and_the_entry_is_placed_last() -> None:
    chamber = Chamber().offered()
    (due,) = deadlines(chamber.state)
    assert due.at == chamber.now + 30_000
    assert due.key == f"lapse:s1:{chamber.state.version}"
    chamber.do(due.intent, CLOCK, 30_000)
    assert chamber.state.speakers.order == ["s2", "s3", "s1"]
    entry = chamber.state.speakers.entries["s1"]
    assert (entry.phase, entry.attempts) == (EntryPhase.ABSENT, 1)
    assert deadlines(chamber.state) == []
    assert chamber.answer(i.OfferFloor(seat="CUB"), CHAIR) == "FloorOffered"


def test_the_deadline_of_an_offer_keeps_its_key() -> None:
    """Other acts raise the version; the deadline is still the same one, so that it happens once."""
    chamber = Chamber().offered()
    (before,) = deadlines(chamber.state)
    chamber.do(i.LoseLine(seat="GHA", person="GHA.head"), HALL)
    assert deadlines(chamber.state) == [before]


def test_an_extension_moves_the_limit() -> None:
    chamber = Chamber().speaking()
    chamber.do(i.ExtendFloor(seconds=60), CHAIR)
    answer = chamber.answer(i.CallSpeakerToOrder(ground="time"), CHAIR, 5 * MINUTE)
    assert answer == "!within_time"
    assert chamber.answer(i.CallSpeakerToOrder(ground="time"), CHAIR, 6 * MINUTE) == "SpeakerCalledToOrder"


def test_a_point_of_order_stops_the_clock_and_gives_the_floor_back() -> None:
    chamber = Chamber().interrupted()
    used = chamber.state.floor.used_ms
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR, 10 * MINUTE)
    assert chamber.floor is FloorPhase.SPEAKING
    assert chamber.state.floor.used_at(chamber.now) == used


def test_a_line_lost_during_a_point_of_order_holds_the_floor_after_it() -> None:
    chamber = Chamber().interrupted()
    chamber.do(i.LoseLine(seat="CUB", person="CUB.head"), HALL)
    acts = chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR)
    assert [type(act).__name__ for act in acts] == ["PointRuled", "FloorHeld"]
    chamber.do(i.RestoreLine(seat="CUB", person="CUB.head"), HALL)
    assert chamber.floor is FloorPhase.SPEAKING


def test_an_interrupted_offer_gets_its_grace_back() -> None:
    chamber = Chamber().offered()
    chamber.do(i.RaisePoint(), head("GHA"), 10_000)
    chamber.do(i.HearPoint(point="p1"), CHAIR, 0)
    assert deadlines(chamber.state) == []
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.NOT_UPHELD, rule=""), CHAIR, MINUTE)
    (due,) = deadlines(chamber.state)
    assert due.at == chamber.now + 20_000


@pytest.mark.parametrize(
    ("stop", "go"),
    [
        (i.Suspend(reason="technical"), i.Resume()),
        (i.Freeze(reason="intrusion"), i.Unfreeze()),
        (i.HoldFloor(cause="picture"), i.ResumeFloor()),
    ],
)
def test_what_stops_the_chamber_stops_the_clock(stop: object, go: object) -> None:
    chamber = Chamber().speaking()
    chamber.do(stop, CHAIR, MINUTE)
    assert chamber.state.floor.running_since is None
    chamber.do(go, CHAIR, 9 * MINUTE)
    (ended,) = chamber.do(i.EndStatement(), head("CUB"), MINUTE)
    assert ended.net_ms == 2 * MINUTE


def test_a_frozen_chamber_lets_the_chair_speak() -> None:
    chamber = Chamber().at_item(OPENING)
    chamber.do(i.OfferFloor(seat="AZE"), CHAIR)
    chamber.do(i.TakeFloor(language="en"), CHAIR)
    chamber.do(i.Freeze(reason="intrusion"), CHAIR, MINUTE)
    assert chamber.state.floor.used_at(chamber.now + MINUTE) == 2 * MINUTE


def test_a_line_found_again_in_a_suspension_starts_no_clock() -> None:
    chamber = Chamber().held()
    chamber.do(i.Suspend(reason="technical"), CHAIR)
    chamber.do(i.RestoreLine(seat="CUB", person="CUB.head"), HALL)
    assert (chamber.floor, chamber.state.floor.running_since) == (FloorPhase.SPEAKING, None)
    chamber.do(i.Resume(), CHAIR, MINUTE)
    assert chamber.state.floor.used_at(chamber.now + 1000) == MINUTE + 1000


def test_an_adjournment_sends_who_was_stopped_back_to_the_head_of_the_list() -> None:
    chamber = Chamber().speaking()
    chamber.do(i.Suspend(reason="storm"), CHAIR)
    acts = chamber.do(i.Adjourn(to=chamber.now * 2, reason="storm"), CHAIR)
    assert acts[0].cause is FloorEnd.SITTING_ROSE
    assert chamber.state.speakers.order == ["s1", "s2", "s3"]


def test_a_recorded_message_plays_after_an_introduction_within_one_limit() -> None:
    chamber = Chamber().offered("IRN")
    chamber.do(i.TakeFloor(language="fa"), head("IRN"))
    (started,) = chamber.do(i.StartRecordedStatement(seat="IRN"), head("IRN"), MINUTE)
    assert started.introduced_by == "IRN.head"
    (ended,) = chamber.do(i.EndStatement(), TECHNICIAN, 2 * MINUTE)
    assert (ended.net_ms, chamber.state.statements[-1].form) == (3 * MINUTE, "recorded")


def test_a_recorded_message_may_be_replaced_by_a_live_one() -> None:
    chamber = Chamber().offered("IRN")
    assert chamber.state.floor.form == "recorded"
    chamber.do(i.TakeFloor(language="fa"), head("IRN"))
    assert (chamber.floor, chamber.state.floor.form) == (FloorPhase.SPEAKING, "live")


@pytest.mark.parametrize(
    ("seat", "seconds"), [("CUB", 300), ("IND", 300), ("GHA", 180), ("un", 180), ("AZE", None)]
)
def test_limits_come_from_the_rulebook(seat: str, seconds: int | None) -> None:
    """Crisis summit: heads of state and government five minutes, ministers and organisations three."""
    chamber = Chamber().agreed()
    chamber.do(i.InscribeSpeaker(seat="un"), SECRETARY)
    chamber.do(i.CallItem(number=OPENING), CHAIR)
    chamber.do(i.CallItem(number=3), CHAIR)
    if seat in ("CUB", "IND", "GHA"):
        chamber.do(i.CallItem(number=STATEMENTS, leave_open=True), CHAIR)
        chamber.do(i.OpenList(), SECRETARY)
        chamber.do(i.RequestFloor(), head(seat))
    chamber.do(i.OfferFloor(seat=seat), CHAIR)
    assert chamber.state.floor.limit_ms == (None if seconds is None else seconds * 1000)


def test_the_limit_follows_a_change_of_level() -> None:
    chamber = Chamber().listed()
    minister = i.ChangeLevel(seat="CUB", level=Level.MINISTER, title=plain("Minister"), reason="note")
    chamber.do(minister, SECRETARY)
    chamber.do(i.OfferFloor(seat="CUB"), CHAIR)
    assert chamber.state.floor.limit_ms == 3 * MINUTE
