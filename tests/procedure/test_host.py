"""M1, a failure of the host's side: the floor held by one act, the sitting suspended by itself, windows anew."""

import pytest

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.conduct import next_step
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.meeting.host import REJOIN_MS
from rostrum.procedure.words import FloorPhase, Presence, QuestionPhase, Ruling, SittingPhase
from tests.procedure.chamber import CHAIR, TECHNICIAN, VICE, Chamber, head

MINUTE = 60_000
FAIL, BACK = i.LoseHall(), i.RestoreHall()
SUSPEND = i.Suspend(reason="technical")
GAVEL = i.Gavel(question="q2")


def failed(stage: str, after_ms: int = 1000) -> Chamber:
    chamber = Chamber().stage(stage)
    chamber.do(FAIL, HALL, after_ms)
    return chamber


def given_up(stage: str) -> Chamber:
    """The hall stayed away, and the clock did what the deadline demands."""
    chamber = failed(stage)
    (due,) = deadlines(chamber.state)
    chamber.do(due.intent, due.by, due.at - chamber.now)
    return chamber


def test_the_speaker_is_held_by_one_act_and_nobody_is_recorded_as_lost() -> None:
    chamber = failed("speaking", MINUTE)
    assert [type(act).__name__ for act, _, _ in chamber.log[-2:]] == ["HallFailed", "FloorHeld"]
    assert (chamber.floor, chamber.state.floor.hold_cause) == (FloorPhase.HELD, "hall_failed")
    assert all(
        presence is Presence.PRESENT
        for seat in chamber.state.seats.values()
        for presence in seat.people.values()
    )
    assert chamber.answer(FAIL, HALL) == "!hall_away"


def test_a_short_failure_credits_its_seconds_and_the_speaker_goes_on_when_back() -> None:
    chamber = failed("speaking", MINUTE)
    assert chamber.answer(i.ResumeFloor(), HALL) == "!hall_away"
    (restored,) = chamber.do(BACK, HALL, 3_000)
    assert restored.away_ms == 3_000
    (resumed,) = chamber.do(i.ResumeFloor(), HALL, 1_000)
    assert resumed.credited_ms == 4_000
    (ended,) = chamber.do(i.EndStatement(), head("CUB"), MINUTE)
    assert ended.net_ms == 2 * MINUTE
    assert chamber.state == chamber.replayed()


def test_a_speaker_who_does_not_come_back_is_waited_for_like_any_lost_line() -> None:
    chamber = failed("speaking")
    chamber.do(BACK, HALL)
    chamber.do(i.LoseLine(seat="CUB", person="CUB.head"), HALL, 8_000)
    assert chamber.answer(i.ResumeFloor(), HALL) == "!line_still_lost"
    acts = chamber.do(i.RestoreLine(seat="CUB", person="CUB.head"), HALL)
    assert [type(act).__name__ for act in acts] == ["LineBack", "FloorResumed"]


def test_nobody_is_back_while_the_hall_is_away() -> None:
    chamber = failed("held")
    assert chamber.answer(i.RestoreLine(seat="CUB", person="CUB.head"), HALL) == "LineBack"
    chamber.do(i.RestoreLine(seat="CUB", person="CUB.head"), HALL)
    chamber.do(BACK, HALL)
    assert chamber.answer(i.ResumeFloor(), HALL) == "FloorResumed"


def test_the_hall_resumes_nothing_that_the_chair_held() -> None:
    chamber = Chamber().speaking()
    chamber.do(i.HoldFloor(cause="picture"), CHAIR)
    assert chamber.answer(i.ResumeFloor(), HALL) == "!not_held"
    assert chamber.answer(i.ResumeFloor(), CHAIR) == "FloorResumed"


def test_the_sitting_is_suspended_by_the_hall_when_it_stays_away() -> None:
    chamber = failed("speaking")
    (due,) = deadlines(chamber.state)
    assert (due.at, due.by, due.intent) == (chamber.now + 10_000, HALL, SUSPEND)
    (suspended,) = chamber.do(due.intent, due.by, 10_000)
    assert (suspended.reason, suspended.resumes_at) == ("technical", None)
    assert chamber.state.phase is SittingPhase.SUSPENDED
    assert (chamber.floor, chamber.state.floor.running_since) == (FloorPhase.HELD, None)
    assert deadlines(chamber.state) == []


@pytest.mark.parametrize("after_ms", [1_000, 9_999, 12_000])
def test_a_hall_that_is_back_in_time_suspends_nothing(after_ms: int) -> None:
    chamber = failed("listed")
    chamber.do(BACK, HALL, after_ms)
    assert chamber.answer(SUSPEND, HALL, MINUTE) == "!hall_in_grace"


def test_the_chair_confirms_and_resumes_when_the_hall_is_back() -> None:
    chamber = given_up("listed")
    step = next_step(chamber.state)
    assert (step.intent, step.waiting_for) == (i.ConfirmSuspension(), "hall")
    assert chamber.answer(i.ConfirmSuspension(), VICE) == "!not_presiding"
    assert chamber.answer(i.ConfirmSuspension(resumes_at=1), CHAIR) == "!resumption_in_past"
    chamber.do(i.ConfirmSuspension(resumes_at=chamber.now + MINUTE), CHAIR)
    assert chamber.state.suspension is not None
    assert chamber.state.suspension.resumes_at == chamber.now + MINUTE - 1000
    assert chamber.answer(i.ConfirmSuspension(), CHAIR) == "!nothing_to_confirm"
    step = next_step(chamber.state)
    assert (step.kind, step.intent, step.waiting_for) == ("Resume", None, "hall")
    assert chamber.answer(i.Resume(), CHAIR) == "!hall_away"
    chamber.do(i.LeaveSeat(seat="GHA", person="GHA.head"), HALL)
    chamber.do(BACK, HALL)
    assert next_step(chamber.state).intent == i.Resume()
    (resumed,) = chamber.do(i.Resume(), CHAIR)
    assert resumed.missing == ("GHA",)


def test_resuming_needs_no_confirmation_before() -> None:
    chamber = given_up("speaking")
    chamber.do(BACK, HALL)
    assert next_step(chamber.state).intent == i.Resume()
    resumed, spoken = chamber.do(i.Resume(), CHAIR, MINUTE)
    assert type(resumed).__name__ == "SittingResumed"
    assert spoken.credited_ms == 10_000 + 1_000 + MINUTE
    assert chamber.floor is FloorPhase.SPEAKING


def test_a_speaker_who_is_not_back_is_held_on_when_the_sitting_is_resumed() -> None:
    chamber = given_up("speaking")
    chamber.do(i.LoseLine(seat="CUB", person="CUB.head"), HALL)
    chamber.do(BACK, HALL)
    assert chamber.answer(i.Resume(), CHAIR) == "SittingResumed"


def test_a_window_that_nobody_heard_begins_anew() -> None:
    """M5: it does not close on members who are cut off; an objection made meanwhile stands."""
    chamber = failed("question_put", 9_000)
    assert chamber.answer(GAVEL, CHAIR, 2_000) == "!hall_away"
    assert chamber.answer(i.Object(question="q2"), head("CUB")) == "ObjectionMade"
    restored, reopened = chamber.do(BACK, HALL, 3_000)
    assert (restored.away_ms, reopened.closes_at) == (3_000, chamber.now + 10_000)
    assert chamber.answer(GAVEL, CHAIR, 9_999) == "!window_running"
    assert chamber.answer(GAVEL, CHAIR, 10_000) == "DecisionTaken"


def test_a_question_outlives_the_suspension_and_its_window_begins_at_the_resumption() -> None:
    chamber = given_up("question_put")
    assert chamber.state.questions["q2"].phase is QuestionPhase.PUT
    chamber.do(BACK, HALL, MINUTE)
    resumed, reopened = chamber.do(i.Resume(), CHAIR, MINUTE)
    assert type(resumed).__name__ == "SittingResumed"
    assert reopened.closes_at == chamber.now + 10_000
    assert chamber.answer(GAVEL, CHAIR, 9_999) == "!window_running"


def test_an_objection_made_while_the_hall_was_away_needs_no_window() -> None:
    chamber = failed("question_put")
    chamber.do(i.Object(question="q2"), head("CUB"))
    assert [type(act).__name__ for act in chamber.do(BACK, HALL)] == ["HallRestored"]


@pytest.mark.parametrize("suspended", [False, True])
def test_the_grace_of_an_offer_stands_still(suspended: bool) -> None:
    """Offered, ten seconds of thirty gone; the hall away a minute; twenty are left when all is as before."""
    chamber = failed("offered", 10_000)
    assert all(type(due.intent).__name__ != "LapseOffer" for due in deadlines(chamber.state))
    assert chamber.answer(i.LapseOffer(seat="CUB"), HALL, MINUTE) == "!offer_in_grace"
    if suspended:
        chamber.do(SUSPEND, HALL, 10_000)
        chamber.do(BACK, HALL, 50_000)
        chamber.do(i.Resume(), CHAIR, MINUTE)
    else:
        chamber.do(BACK, HALL, MINUTE)
    (due,) = deadlines(chamber.state)
    assert due.at == chamber.now + 20_000


def test_the_grace_of_the_chairs_line_stands_still() -> None:
    """Five seconds are left of it; nobody is succeeded before having had the time to come in again."""
    chamber = Chamber().listed()
    chamber.do(i.LoseLine(seat="AZE", person=CHAIR.person), HALL)
    chamber.do(FAIL, HALL, 15_000)
    chamber.do(BACK, HALL, MINUTE)
    (due,) = deadlines(chamber.state)
    assert (due.at, due.intent) == (chamber.now + REJOIN_MS, i.AssumeChair(person=VICE.person))


def test_whoever_was_interrupted_is_held_when_the_ruling_finds_the_hall_gone() -> None:
    chamber = Chamber().stated()
    chamber.do(FAIL, HALL)
    assert chamber.floor is FloorPhase.INTERRUPTED
    ruling = i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule="")
    assert chamber.answer(ruling, CHAIR) == "!hall_away"
    acts = chamber.do(i.WithdrawPoint(point="p1"), head("GHA"))
    assert [type(act).__name__ for act in acts] == ["PointWithdrawn", "FloorHeld"]
    assert chamber.state.floor.hold_cause == "hall_failed"


@pytest.mark.parametrize(
    ("stage", "intent"),
    [
        ("lobby", i.CallToOrder()),
        ("listed", i.OfferFloor(seat="CUB")),
        ("offered", i.TakeFloor(language="es")),
        ("raised", i.HearPoint(point="p1")),
        ("at_adoption", i.DeclareAdopted(paper="decl")),
        ("suspended", i.Resume()),
    ],
)
def test_what_must_be_heard_waits_for_the_hall(stage: str, intent: object) -> None:
    chamber = failed(stage)
    by = head("CUB") if isinstance(intent, i.TakeFloor) else CHAIR
    assert chamber.answer(intent, by) == "!hall_away"
    chamber.do(BACK, HALL)
    assert not chamber.answer(intent, by).startswith("!")


@pytest.mark.parametrize(("stage", "kind"), [("lobby", "CallToOrder"), ("listed", "")])
def test_the_chair_is_told_that_the_hall_is_awaited(stage: str, kind: str) -> None:
    step = next_step(failed(stage).state)
    assert (step.kind, step.intent, step.waiting_for) == (kind, None, "hall")


def test_a_recorded_message_may_replace_an_introduction_whose_line_is_lost() -> None:
    """M2, held: play the recording. The minute spoken counts, the seconds lost do not."""
    chamber = Chamber().offered("IRN")
    chamber.do(i.TakeFloor(language="fa"), head("IRN"))
    chamber.do(i.LoseLine(seat="IRN", person="IRN.head"), HALL, MINUTE)
    chamber.do(i.StartRecordedStatement(seat="IRN"), CHAIR, 20_000)
    assert (chamber.floor, chamber.state.floor.credited_ms) == (FloorPhase.PLAYING, 20_000)
    (ended,) = chamber.do(i.EndStatement(), TECHNICIAN, MINUTE)
    assert ended.net_ms == 2 * MINUTE
