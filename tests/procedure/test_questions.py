"""M5, short form: the window, lines in reconnection, objections, quorum, and positions after the gavel."""

from dataclasses import replace

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import PaperFile
from rostrum.procedure.meeting.questions import waits_for
from rostrum.procedure.words import ItemPhase, QuestionAbout, QuestionPhase
from tests.procedure.chamber import ADOPTION, AGENDA, CHAIR, CLOSING, SECRETARY, Chamber, head, plain

GAVEL = i.Gavel(question="q2")


def lose(seat: str) -> i.LoseLine:
    return i.LoseLine(seat=seat, person=f"{seat}.head")


def test_the_gavel_falls_when_the_window_has_run_out() -> None:
    chamber = Chamber().question_put()
    assert chamber.answer(GAVEL, CHAIR, 9_999) == "!window_running"
    assert chamber.answer(GAVEL, CHAIR, 10_000) == "DecisionTaken"


def test_the_adoption_of_the_agenda_concludes_its_item() -> None:
    chamber = Chamber().opened().put(QuestionAbout.AGENDA)
    acts = chamber.do(i.Gavel(question="q1"), CHAIR, 10_000)
    assert [type(act).__name__ for act in acts] == ["DecisionTaken", "AgendaAdopted", "ItemConcluded"]
    assert chamber.state.agenda[AGENDA].phase is ItemPhase.CONCLUDED
    assert chamber.state.item is None


def test_the_gavel_waits_for_a_line_in_reconnection_and_no_longer_than_the_cap() -> None:
    chamber = Chamber().question_put()
    chamber.do(lose("GHA"), HALL, 5_000)
    assert chamber.answer(GAVEL, CHAIR, 29_999) == "!line_reconnecting"
    assert chamber.answer(GAVEL, CHAIR, 30_000) == "DecisionTaken"
    chamber.do(i.RestoreLine(seat="GHA", person="GHA.head"), HALL, 6_000)
    assert chamber.answer(GAVEL, CHAIR) == "DecisionTaken"


def test_the_gavel_waits_for_a_line_that_was_reconnecting_when_the_question_was_put() -> None:
    """Thirty seconds from its loss, not from the question: lost two before it, waited for 28 after."""
    chamber = Chamber().at_item(ADOPTION)
    chamber.do(lose("GHA"), HALL)
    chamber.put(paper="draft")
    assert chamber.answer(GAVEL, CHAIR, 28_999) == "!line_reconnecting"
    assert chamber.answer(GAVEL, CHAIR, 29_000) == "DecisionTaken"


def test_a_line_lost_long_before_or_an_observers_does_not_hold_the_gavel() -> None:
    chamber = Chamber().at_item(ADOPTION)
    chamber.enter("BRA")
    chamber.do(lose("GHA"), HALL)
    chamber.now += 20_000
    chamber.put(paper="draft")
    chamber.do(lose("BRA"), HALL)
    assert waits_for(chamber.state, chamber.state.questions["q2"])[0] == []
    assert chamber.answer(GAVEL, CHAIR, 10_000) == "DecisionTaken"


def test_the_gavel_does_not_wait_for_who_has_a_colleague_there_or_left() -> None:
    chamber = Chamber().question_put()
    chamber.enter("CUB", "CUB.delegate")
    chamber.do(lose("CUB"), HALL)
    chamber.do(i.LeaveSeat(seat="IND", person="IND.head"), HALL)
    assert chamber.answer(GAVEL, CHAIR, 10_000) == "DecisionTaken"


def test_a_line_lost_after_the_window_does_not_hold_the_gavel() -> None:
    chamber = Chamber().question_put()
    chamber.do(lose("GHA"), HALL, 10_000)
    assert chamber.answer(GAVEL, CHAIR) == "DecisionTaken"


def test_an_objection_is_in_time_until_the_gavel() -> None:
    chamber = Chamber().window_over()
    chamber.do(i.Object(question="q2", words="…", proposed="other words"), head("CUB"))
    assert chamber.answer(GAVEL, CHAIR) == "!objection_standing"


def test_an_objection_by_voice_counts_like_one_by_the_button() -> None:
    chamber = Chamber().window_over()
    (made,) = chamber.do(i.RecordObjection(question="q2", seat="CUB", words="not so"), SECRETARY)
    assert (made.seat, made.words) == ("CUB", "not so")
    assert chamber.answer(GAVEL, CHAIR) == "!objection_standing"
    assert chamber.answer(i.Object(question="q2"), head("CUB")) == "!already_objected"
    assert chamber.answer(i.RecordObjection(question="q2", seat="BRA"), CHAIR) == "!not_a_member"
    assert chamber.answer(i.WithdrawObjection(question="q2"), head("CUB")) == "ObjectionWithdrawn"


def test_adoption_only_when_the_last_objection_is_withdrawn() -> None:
    chamber = Chamber().objected()
    chamber.do(i.Object(question="q2"), head("IRN"))
    chamber.do(i.WithdrawObjection(question="q2"), head("CUB"), 30_000)
    assert chamber.answer(GAVEL, CHAIR) == "!objection_standing"
    chamber.do(i.WithdrawObjection(question="q2"), head("IRN"))
    assert chamber.state.questions["q2"].phase is QuestionPhase.PUT
    assert chamber.answer(GAVEL, CHAIR) == "DecisionTaken"


def test_after_consultation_the_question_is_put_anew_with_a_new_window() -> None:
    chamber = Chamber().consulting()
    again = i.PutQuestion(about=QuestionAbout.PAPER, paper="draft")
    assert chamber.answer(again, CHAIR) == "!objection_standing"
    chamber.do(i.WithdrawObjection(question="q2"), head("CUB"))
    assert chamber.answer(GAVEL, CHAIR, 60_000) == "!question_not_put"
    withdrawn, put = chamber.do(again, CHAIR)
    assert (withdrawn.question, withdrawn.reason) == ("q2", "put_anew")
    assert (put.question, put.closes_at) == ("q3", chamber.now + 10_000)


def test_a_paper_without_text_is_adopted_by_the_digest_of_its_file() -> None:
    """Nothing but what was tabled is put: other words are refused, and none are made up."""
    chamber = Chamber().at_item(ADOPTION)
    file = PaperFile(sha256="f" * 64, name="Draft.pdf", media="application/pdf", size=9)
    draft = chamber.state.papers["draft"]
    chamber.state.papers["draft"] = replace(draft, text={}, sha256=plain("f" * 64), files={"en": file})
    put = i.PutQuestion(about=QuestionAbout.PAPER, paper="draft")
    assert chamber.answer(replace(put, text=plain("We agree.")), CHAIR) == "!not_as_tabled"
    chamber.do(put, CHAIR)
    chamber.gavel()
    taken = next(one for one in chamber.state.decisions.values() if one.paper == "draft")
    assert (dict(taken.text), dict(taken.sha256)) == ({}, plain("f" * 64))


def test_declared_adopted_refers_to_the_prior_procedure() -> None:
    chamber = Chamber().at_item(ADOPTION)
    (taken,) = chamber.do(i.DeclareAdopted(paper="decl"), CHAIR)
    assert (taken.question, taken.prior) == ("", {"en": "Coordinating Bureau"})
    assert chamber.state.adopted == {"decl": "d2"}


def test_the_record_says_who_was_off_line_at_the_gavel_and_they_may_state_a_position_after() -> None:
    chamber = Chamber().question_put()
    chamber.do(lose("GHA"), HALL, 5_000)
    chamber.do(GAVEL, CHAIR, 30_000)
    decision = chamber.state.decisions["d2"]
    assert decision.offline == ("GHA",)
    assert decision.present == ("AZE", "UGA", "CUB", "IRN", "IND")
    chamber.do(i.CallItem(number=CLOSING), CHAIR)
    chamber.do(i.Close(), CHAIR)
    position = i.StatePosition(decision="d2", kind_of_position="dissociation", text="…")
    assert chamber.answer(position, head("CUB")) == "!position_too_late"
    assert chamber.answer(position, head("GHA")) == "PositionStated"
    assert chamber.answer(position, head("GHA"), 901_000) == "!position_too_late"
    chamber.do(position, head("GHA"))
    assert decision.positions == [("GHA", "dissociation", "…")]


def test_a_quorum_is_needed_to_decide_where_the_rulebook_has_one() -> None:
    """UNGA rule 67: a majority of the members for a decision; of six, four."""
    chamber = Chamber().question_put_under("un-ga")
    for seat in ("CUB", "IRN", "IND"):
        chamber.do(i.LeaveSeat(seat=seat, person=f"{seat}.head"), HALL)
    assert chamber.answer(GAVEL, CHAIR, 60_000) == "!quorum_not_met"
    chamber.enter("CUB")
    assert chamber.answer(GAVEL, CHAIR, 60_000) == "DecisionTaken"


def test_nothing_is_decided_in_a_frozen_chamber() -> None:
    chamber = Chamber().window_over()
    chamber.do(i.Freeze(reason="intrusion"), CHAIR)
    assert chamber.answer(GAVEL, CHAIR) == "!frozen"
    assert chamber.answer(i.Object(question="q2"), head("CUB")) == "ObjectionMade"
