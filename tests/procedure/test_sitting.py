"""M1: a sitting from the lobby to its close, who presides over it, and what the rules call for next."""

from dataclasses import replace

from rostrum.procedure.actor import CLOCK, HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.conduct import forecast, next_step
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.words import FloorPhase, ItemPhase, QuestionAbout, Ruling, SittingPhase, StatementForm
from tests.procedure.chamber import (
    ADOPTION,
    CHAIR,
    MEMBERS,
    OPENING,
    SECRETARY,
    TECHNICIAN,
    VICE,
    Chamber,
    agenda,
    head,
)

LOST = i.LoseLine(seat="AZE", person=CHAIR.person)
BACK = i.RestoreLine(seat="AZE", person=CHAIR.person)


def conduct(chamber: Chamber) -> list[str]:
    """Does what the rules call for until nothing is left to do; speakers speak for three minutes."""
    kinds: list[str] = []
    while (step := next_step(chamber.state)).waiting_for != "nothing":
        floor = chamber.state.floor
        by = SECRETARY if step.kind == "OpenLobby" else CHAIR
        offered = floor.phase is FloorPhase.OFFERED and floor.form is StatementForm.LIVE
        if offered and floor.seat != "AZE" and chamber.state.seats[floor.seat].connected:
            chamber.do(i.TakeFloor(language="en"), head(floor.seat))
            continue
        if step.intent is None:
            speaker = TECHNICIAN if floor.phase is FloorPhase.PLAYING else head(floor.seat)
            chamber.do(i.EndStatement(), speaker, 180_000)
            continue
        kinds.append(step.kind)
        chamber.do(step.intent, by, max(1000, (step.ready_at or 0) - chamber.now))
    return kinds


def test_what_the_rules_call_for_leads_from_the_notice_to_the_close() -> None:
    chamber = Chamber().convened()
    chamber.do(i.OpenLobby(), SECRETARY)
    for seat in MEMBERS[:-1]:
        chamber.enter(seat)
    chamber.do(i.OpenList(), SECRETARY)
    for seat in ("GHA", "IND", "IRN", "CUB"):
        chamber.do(i.RequestFloor(), head(seat))
    for guest in ("who", "un"):
        chamber.do(i.InscribeSpeaker(seat=guest), SECRETARY)
    chamber.enter("who")
    kinds = conduct(chamber)
    assert chamber.state.phase is SittingPhase.CLOSED
    assert " ".join(kinds) == (
        "CallToOrder PutQuestion Gavel "
        "CallItem OfferFloor TakeFloor EndStatement "
        "CallItem OfferFloor StartRecordedStatement OfferFloor "
        "CallItem OfferFloor OfferFloor StartRecordedStatement OfferFloor OfferFloor LapseOffer "
        "CallItem CallItem OfferFloor TakeFloor EndStatement Close"
    )
    spoke = [statement.seat for statement in chamber.state.statements]
    assert spoke == ["AZE", "un", "who", "CUB", "IRN", "IND", "AZE"]
    assert chamber.state == chamber.replayed()


def test_the_paper_of_the_item_is_declared_adopted_or_put() -> None:
    for paper, kind in (("decl", "DeclareAdopted"), ("draft", "PutQuestion"), ("", "CallItem")):
        items = tuple(replace(item, paper=paper if item.number == ADOPTION else "") for item in agenda())
        chamber = Chamber().at_item(ADOPTION, agenda=items)
        assert next_step(chamber.state).kind == kind


def test_an_agenda_left_open_is_put_before_any_business() -> None:
    chamber = Chamber().opened()
    chamber.do(i.CallItem(number=OPENING, leave_open=True), CHAIR)
    chamber.do(i.OfferFloor(seat="AZE"), CHAIR)
    chamber.do(i.TakeFloor(language="en"), CHAIR)
    chamber.do(i.EndStatement(), CHAIR)
    assert next_step(chamber.state).intent == i.PutQuestion(about=QuestionAbout.AGENDA)
    chamber.put(QuestionAbout.AGENDA).gavel()
    assert chamber.state.agenda[1].phase is ItemPhase.CONCLUDED
    assert next_step(chamber.state).intent == i.CallItem(number=3)


def test_points_of_order_come_before_everything_else() -> None:
    chamber = Chamber().raised()
    assert next_step(chamber.state).intent == i.HearPoint(point="p1")
    chamber.do(i.HearPoint(point="p1"), CHAIR)
    assert next_step(chamber.state).waiting_for == "point_to_begin"
    chamber.do(i.BeginPoint(point="p1"), head("GHA"))
    assert next_step(chamber.state).waiting_for == "point_being_stated"
    chamber.do(i.StatePoint(point="p1"), head("GHA"))
    assert next_step(chamber.state).waiting_for == "ruling"
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR)
    assert next_step(chamber.state).waiting_for == "speaker"
    chamber.do(i.AppealRuling(point="p1"), head("IND"))
    assert next_step(chamber.state).intent == i.DecideAppeal(point="p1", stands=True)


def test_points_are_heard_in_the_order_of_raising_and_the_floor_returns_after_the_last() -> None:
    chamber = Chamber().raised()
    chamber.do(i.RaisePoint(), head("IND"))
    chamber.do(i.HearPoint(point="p1"), CHAIR)
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR)
    assert chamber.floor is FloorPhase.INTERRUPTED
    chamber.do(i.HearPoint(point="p2"), CHAIR)
    chamber.do(i.RulePoint(point="p2", ruling=Ruling.NOT_A_POINT_OF_ORDER, rule=""), CHAIR)
    assert chamber.floor is FloorPhase.SPEAKING


def test_an_overruled_ruling_needs_a_majority_of_those_voting() -> None:
    """UNGA rule 71."""
    chamber = Chamber().listed(rulebook="un-ga")
    chamber.do(i.RaisePoint(), head("GHA"))
    chamber.do(i.HearPoint(point="p1"), CHAIR)
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR)
    chamber.do(i.AppealRuling(point="p1"), head("IND"))
    assert next_step(chamber.state).waiting_for == "votes_on_appeal"
    for stands, in_favour, against, answer in (
        (False, 3, 2, "AppealDecided"),
        (True, 3, 2, "!figures_disagree"),
        (True, 2, 2, "AppealDecided"),
        (False, 2, 2, "!figures_disagree"),
    ):
        decide = i.DecideAppeal(point="p1", stands=stands, in_favour=in_favour, against=against)
        assert chamber.answer(decide, CHAIR) == answer


def test_the_gavel_is_ready_when_window_and_lines_allow() -> None:
    chamber = Chamber().question_put()
    put_at = chamber.now
    assert next_step(chamber.state).ready_at == put_at + 10_000
    chamber.do(i.LoseLine(seat="GHA", person="GHA.head"), HALL, 4_000)
    step = next_step(chamber.state)
    assert (step.ready_at, step.waiting_for) == (put_at + 34_000, "line")


def test_an_objection_calls_for_consultation_and_a_held_floor_for_patience() -> None:
    assert next_step(Chamber().objected().state).kind == "GoToConsultation"
    assert next_step(Chamber().consulting().state).waiting_for == "consultation"
    chamber = Chamber().held()
    step = next_step(chamber.state)
    assert (step.kind, step.waiting_for, step.ready_at) == ("PassOver", "line", chamber.now + 45_000)


def test_who_is_there_is_called_before_who_is_not() -> None:
    chamber = Chamber().listed()
    chamber.do(i.LoseLine(seat="CUB", person="CUB.head"), HALL)
    assert next_step(chamber.state).seat == "IND"
    for seat in ("IND", "GHA"):
        chamber.do(i.LoseLine(seat=seat, person=f"{seat}.head"), HALL)
    step = next_step(chamber.state)
    assert (step.seat, step.waiting_for) == ("CUB", "speaker_absent")


def test_the_sitting_waits_for_its_quorum_or_a_waiver() -> None:
    chamber = Chamber().lobby("AZE", rulebook="un-ga")
    assert (next_step(chamber.state).intent, next_step(chamber.state).waiting_for) == (None, "quorum")
    assert chamber.answer(i.CallToOrder(), CHAIR) == "!quorum_not_met"
    (opened, _) = chamber.do(i.CallToOrder(waived_by="decision 74/501"), CHAIR)
    assert (opened.quorum, opened.waived_by, opened.present) == (2, "decision 74/501", ("AZE",))


def test_resuming_says_who_is_missing() -> None:
    chamber = Chamber().suspended()
    chamber.do(i.LeaveSeat(seat="GHA", person="GHA.head"), HALL)
    (resumed,) = chamber.do(i.Resume(), CHAIR)
    assert resumed.missing == ("GHA",)


def test_an_adjournment_records_who_is_left_on_the_list() -> None:
    chamber = Chamber().listed()
    (adjourned,) = chamber.do(i.Adjourn(to=chamber.now + 86_400_000, reason="hour"), CHAIR)
    assert adjourned.carried_over == ("s1", "s2", "s3")


def test_a_ruling_may_be_appealed_until_the_next_business_however_long_that_takes() -> None:
    """The interrupted speaker goes on: no new business. A question withdrawn is."""
    chamber = Chamber().ruled()
    assert chamber.answer(i.AppealRuling(point="p1"), head("IND"), 240_000) == "RulingAppealed"
    chamber = Chamber().question_put()
    chamber.do(i.RaisePoint(), head("GHA"))
    chamber.do(i.HearPoint(point="p1"), CHAIR)
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR)
    assert chamber.answer(i.AppealRuling(point="p1"), head("IND")) == "RulingAppealed"
    chamber.do(i.WithdrawQuestion(question="q2", reason="x"), CHAIR)
    assert chamber.answer(i.AppealRuling(point="p1"), head("IND")) == "!appeal_too_late"


def test_the_next_officer_presides_when_the_chairs_line_stays_lost() -> None:
    chamber = Chamber().listed()
    chamber.do(LOST, HALL)
    (due,) = deadlines(chamber.state)
    assert (due.at, due.intent) == (chamber.now + 20_000, i.AssumeChair(person=VICE.person))
    (changed,) = chamber.do(due.intent, CLOCK, 20_000)
    assert (changed.outgoing, changed.incoming, changed.cause) == (CHAIR.person, VICE.person, "line_lost")
    assert deadlines(chamber.state) == []
    assert chamber.answer(i.OfferFloor(seat="CUB"), VICE) == "FloorOffered"
    assert chamber.answer(i.ReturnToChair(), CHAIR) == "!officer_absent"
    chamber.do(BACK, HALL)
    assert chamber.answer(i.OfferFloor(seat="CUB"), CHAIR) == "!not_presiding"
    chamber.do(i.ReturnToChair(), CHAIR)
    assert chamber.answer(i.OfferFloor(seat="CUB"), CHAIR) == "FloorOffered"


def test_a_chairs_line_that_comes_back_in_time_changes_nothing() -> None:
    chamber = Chamber().listed()
    chamber.do(LOST, HALL)
    chamber.do(BACK, HALL, 5_000)
    assert (chamber.state.presiding, deadlines(chamber.state)) == (CHAIR.person, [])


def test_with_no_officer_there_the_meeting_waits_for_one() -> None:
    chamber = Chamber().listed()
    chamber.do(i.LeaveSeat(seat="UGA", person=VICE.person), HALL)
    chamber.do(LOST, HALL)
    assert deadlines(chamber.state) == []
    chamber.enter("UGA")
    assert [due.intent for due in deadlines(chamber.state)] == [i.AssumeChair(person=VICE.person)]


def test_the_secretary_seats_the_next_officer_when_the_chair_never_came() -> None:
    chamber = Chamber().lobby("UGA", "CUB")
    assert chamber.answer(i.AssumeChair(person=VICE.person), CLOCK) == "!chair_line_in_grace"
    chamber.do(i.AssumeChair(person=VICE.person), SECRETARY)
    assert chamber.answer(i.CallToOrder(), VICE) == "SittingOpened+ItemCalled"


def test_the_chair_speaks_from_his_seat_while_another_presides() -> None:
    chamber = Chamber().at_item(OPENING)
    chamber.do(i.HandOverChair(to=VICE.person), CHAIR)
    chamber.do(i.OfferFloor(seat="UGA"), VICE)
    chamber.do(i.TakeFloor(language="en"), VICE)
    chamber.do(i.EndStatement(), VICE)
    chamber.do(i.OfferFloor(seat="AZE"), VICE)
    assert chamber.answer(i.TakeFloor(language="az"), CHAIR) == "FloorTaken"


def test_the_forecast_adds_limits_and_changeovers() -> None:
    """Cuba and India have five minutes each, and 15 % is added for the change of speakers."""
    chamber = Chamber().listed()
    assert forecast(chamber.state) == {"s1": 0, "s2": 345_000, "s3": 690_000}
    chamber.do(i.OfferFloor(seat="CUB"), CHAIR)
    chamber.do(i.TakeFloor(language="es"), head("CUB"))
    chamber.do(i.LoseLine(seat="GHA", person="GHA.head"), HALL, 60_000)
    assert forecast(chamber.state) == {"s2": 285_000, "s3": 630_000}
