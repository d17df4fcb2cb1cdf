"""M1, the house itself was away: every deadline of the meeting over an outage of its server (ADR 0015)."""

from typing import Any

import pytest

from rostrum.procedure.actor import HALL, HOUSE
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.meeting.host import REJOIN_MS, interruptible
from rostrum.procedure.meeting.questions import waits_for
from rostrum.procedure.words import FloorPhase, Presence, QuestionAbout, SittingPhase
from tests.procedure.chamber import CHAIR, VICE, Chamber, head

MINUTE = 60_000
ALIVE, AWAY = 5_000, 47_000
"""How long the house lived after the stage was reached, and how long it was away then."""
GAVEL = i.Gavel(question="q2")


def returned(chamber: Chamber, alive_ms: int = ALIVE, away_ms: int = AWAY) -> list[Any]:
    """The house died ``alive_ms`` after the last act and was started again ``away_ms`` later."""
    return chamber.do(i.ReturnHouse(since=chamber.now + alive_ms), HOUSE, alive_ms + away_ms)


def restored(chamber: Chamber, after_ms: int = 500) -> list[Any]:
    return chamber.do(i.RestoreHall(), HALL, after_ms)


def kinds(acts: list[Any]) -> list[str]:
    return [type(act).__name__ for act in acts]


def test_the_record_says_from_when_and_the_speaker_is_held_at_no_cost() -> None:
    chamber = Chamber().speaking()
    since = chamber.now + ALIVE
    acts = returned(chamber)
    assert kinds(acts) == ["HouseReturned", "FloorHeld"]
    assert (acts[0].since, chamber.floor) == (since, FloorPhase.HELD)
    restored(chamber)
    chamber.do(i.ResumeFloor(), HALL, 3_000)
    assert chamber.state.floor.credited_ms == AWAY + 3_500
    (ended,) = chamber.do(i.EndStatement(), head("CUB"), MINUTE)
    assert ended.net_ms == ALIVE + MINUTE
    assert chamber.state == chamber.replayed()


def test_where_the_pulse_is_missing_the_last_act_is_the_last_sign_of_life() -> None:
    chamber = Chamber().speaking()
    last = chamber.now
    (act, _) = chamber.do(i.ReturnHouse(since=0), HOUSE, AWAY)
    assert act.since == last


def test_a_pulse_that_is_ahead_of_the_clock_takes_nothing_from_anybody() -> None:
    chamber = Chamber().speaking()
    (act, _) = chamber.do(i.ReturnHouse(since=chamber.now + 10 * AWAY), HOUSE, AWAY)
    assert act.since == chamber.now


def test_an_offer_is_whole_again() -> None:
    chamber = Chamber().offered()
    returned(chamber, 29_000)
    assert all(not isinstance(due.intent, i.LapseOffer) for due in deadlines(chamber.state))
    restored(chamber)
    (due,) = deadlines(chamber.state)
    assert (due.intent, due.at) == (i.LapseOffer(seat="CUB"), chamber.now + 30_000)


def test_a_window_is_whole_again_once_people_can_be_back() -> None:
    """Put, the house dies after a second and is away for longer than the window: the gavel is not free."""
    chamber = Chamber().question_put()
    returned(chamber, 1_000, 24_000)
    back = chamber.now
    assert chamber.answer(GAVEL, CHAIR) == "!hall_away"
    assert chamber.answer(i.Object(question="q2"), head("CUB")) == "ObjectionMade"
    (_, reopened) = restored(chamber)
    assert reopened.closes_at == back + REJOIN_MS + 10_000
    assert chamber.answer(GAVEL, CHAIR, back + REJOIN_MS + 9_999 - chamber.now) == "!window_running"
    assert chamber.answer(GAVEL, CHAIR, back + REJOIN_MS + 10_000 - chamber.now) == "DecisionTaken"


def test_the_gavel_waits_for_a_line_that_was_lost_before_as_long_as_it_would_have() -> None:
    chamber = Chamber().question_put()
    chamber.do(i.LoseLine(seat="GHA", person="GHA.head"), HALL)
    returned(chamber)
    restored(chamber)
    seats, until = waits_for(chamber.state, chamber.state.questions["q2"])
    assert (seats, until) == (["GHA"], chamber.now - ALIVE + 30_000)


def test_the_notice_of_closing_is_longer_by_the_absence() -> None:
    chamber = Chamber().listed()
    closes_at = chamber.now + 301_000
    chamber.do(i.AnnounceClosing(closes_at=closes_at), CHAIR)
    returned(chamber)
    restored(chamber)
    assert chamber.state.speakers.closes_at == closes_at + AWAY
    put = i.PutQuestion(about=QuestionAbout.CLOSE_LIST)
    assert chamber.answer(put, CHAIR, closes_at - chamber.now) == "!closing_notice_running"
    assert chamber.answer(put, CHAIR, closes_at + AWAY - chamber.now) == "QuestionPut"


def test_the_time_of_a_point_of_order_and_of_whom_it_interrupted_is_credited() -> None:
    chamber = Chamber().interrupted()
    heard_at = chamber.now
    returned(chamber)
    restored(chamber)
    assert chamber.state.points["p1"].heard_at == heard_at + AWAY + 500
    assert chamber.state.floor.running_since is None


def test_the_chairs_line_is_not_given_up_before_it_can_be_back() -> None:
    chamber = Chamber().listed()
    chamber.do(i.LoseLine(seat="AZE", person=CHAIR.person), HALL)
    returned(chamber, 19_000)
    assert all(not isinstance(due.intent, i.AssumeChair) for due in deadlines(chamber.state))
    restored(chamber)
    (due,) = deadlines(chamber.state)
    assert (due.intent, due.at) == (i.AssumeChair(person=VICE.person), chamber.now + REJOIN_MS)


def test_the_hall_has_its_grace_from_the_return_before_the_sitting_is_suspended() -> None:
    chamber = Chamber().listed()
    returned(chamber)
    (due,) = deadlines(chamber.state)
    assert (due.intent, due.at) == (i.Suspend(reason="technical"), chamber.now + 10_000)
    chamber.do(due.intent, due.by, 10_000)
    assert chamber.state.phase is SittingPhase.SUSPENDED


@pytest.mark.parametrize("closed", [False, True])
def test_who_was_cut_off_at_the_gavel_has_the_whole_time_for_a_position(closed: bool) -> None:
    chamber = Chamber().question_put()
    chamber.do(i.LeaveSeat(seat="IND", person="IND.head"), HALL)
    chamber.gavel()
    decided = chamber.now
    if closed:
        chamber.do(i.CallItem(number=6), CHAIR)
        chamber.do(i.Close(), CHAIR)
    else:
        chamber.do(i.Suspend(reason="lunch"), CHAIR)
    latest = list(chamber.state.decisions)[-1]
    position = i.StatePosition(decision=latest, kind_of_position="reservation", text="…")
    returned(chamber)
    until = decided + 900_000 + AWAY
    assert chamber.answer(position, head("IND"), until - chamber.now) == "PositionStated"
    assert chamber.answer(position, head("IND"), until + 1 - chamber.now) == "!position_too_late"
    assert (chamber.state.hall_lost_at is None) is closed


@pytest.mark.parametrize(
    "stage", ["speaking", "offered", "question_put", "listed", "interrupted", "suspended"]
)
def test_nothing_falls_before_people_can_be_back_and_nobody_is_lost_by_it(stage: str) -> None:
    chamber = Chamber().stage(stage)
    returned(chamber)
    assert all(due.at >= chamber.now + REJOIN_MS for due in deadlines(chamber.state))
    restored(chamber)
    assert all(due.at >= chamber.now + REJOIN_MS for due in deadlines(chamber.state))
    people = [seat.people.values() for seat in chamber.state.seats.values()]
    assert all(presence is Presence.PRESENT for some in people for presence in some)
    assert chamber.state == chamber.replayed()


def test_twice_in_a_row_counts_from_the_first() -> None:
    chamber = Chamber().speaking()
    returned(chamber)
    assert kinds(returned(chamber)) == ["HouseReturned"]
    restored(chamber)
    chamber.do(i.ResumeFloor(), HALL, 1_000)
    (ended,) = chamber.do(i.EndStatement(), head("CUB"), MINUTE)
    assert ended.net_ms == ALIVE + MINUTE


def test_nothing_is_said_where_nothing_ran() -> None:
    assert not interruptible(Chamber().lobby().state, Chamber().lobby().now)
    assert interruptible(Chamber().opened().state, Chamber().opened().now)
    chamber = Chamber().decided()
    chamber.do(i.CallItem(number=6), CHAIR)
    chamber.do(i.Close(), CHAIR)
    assert interruptible(chamber.state, chamber.now)
    assert not interruptible(chamber.state, chamber.now + 901_000)
