"""Every refusal there is, given once: its code, its class, its rule, and exactly the facts its row names."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rostrum.procedure import meeting
from rostrum.procedure.actor import CLOCK, HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import Officer
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.refusals import REFUSALS
from rostrum.procedure.refusal import NotSeated, OutOfOrder, Refused
from rostrum.procedure.words import Capacity, Level, QuestionAbout, Ruling, StatementForm
from tests.procedure.chamber import (
    ADOPTION,
    ADVISER,
    BEGUN,
    CHAIR,
    CLERK,
    CLOSING,
    GUESTS_HEARD,
    OPENING,
    SECRETARY,
    STATEMENTS,
    TECHNICIAN,
    VICE,
    Chamber,
    convening,
    delegate,
    head,
    line,
    plain,
)


class Case(NamedTuple):
    """After ``stage`` and ``before`` this is refused; ``facts`` are some of the facts given."""

    stage: str
    intent: Any
    by: Actor
    facts: dict[str, Any]
    before: Callable[[Chamber], Any] = lambda chamber: None
    after_ms: int = 1000


def done(intent: Any, by: Actor, after_ms: int = 1000) -> Callable[[Chamber], Any]:
    return lambda chamber: chamber.do(intent, by, after_ms)


def unranked(chamber: Chamber) -> None:
    """Under a rulebook that has no rank for ministers."""
    rules = chamber.state.rules
    ranked = {level: rank for level, rank in rules.level_rank.items() if level is not Level.MINISTER}
    chamber.state.rulebook = replace(rules, level_rank=ranked)


def each(*steps: Callable[[Chamber], Any]) -> Callable[[Chamber], Any]:
    return lambda chamber: [step(chamber) for step in steps]


def asked(seat: str) -> Callable[[Chamber], Any]:
    return done(i.RequestFloor(), head(seat))


STRANGER = Actor(person="stranger", capacity=Capacity.HEAD, seat="FRA")
OBSERVING_HEAD = Actor(person="BRA.ambassador", capacity=Capacity.HEAD, seat="BRA")
UN_GA = {"rulebook": "un-ga"}
WORK = i.PutQuestion(about=QuestionAbout.ORGANISATION_OF_WORK, text=plain("…"))

OUT = i.ShowOut(person="CUB.head", reason="Disturbs.")

NEWS = Actor(person="news", capacity=Capacity.PRESS)
NEW = Actor(person="CUB.new", capacity=Capacity.ADVISER, seat="CUB")
GONE = i.WithdrawAccreditation(person="CUB.head", reason="Recalled.")


def accredit(actor: Actor, **more: Any) -> i.Accredit:
    return i.Accredit(accreditation=line(actor, **more))


BY_THE_ROLL = {
    "accreditation_withdrawn": Case(
        "opened", i.RaisePoint(), head("CUB"), {"person": "CUB.head"}, done(GONE, SECRETARY)
    ),
    "not_as_accredited": Case(
        "opened",
        i.RaisePoint(),
        Actor(person="CUB.adviser", capacity=Capacity.HEAD, seat="CUB"),
        {"capacity": "adviser", "seat": "CUB"},
    ),
    "may_not_accredit": Case(
        "opened", accredit(NEWS), head("CUB"), {"capacity": "press", "may": ["adviser", "alternate"]}
    ),
}

OF_THE_ROLL = {
    "not_accredited": Case(
        "opened", i.WithdrawAccreditation(person="x", reason="x"), SECRETARY, {"person": "x"}
    ),
    "already_accredited": Case("opened", accredit(head("CUB")), SECRETARY, {"person": "CUB.head"}),
    "accreditation_unchanged": Case(
        "opened",
        i.ChangeAccreditation(accreditation=line(head("CUB")), reason="x"),
        SECRETARY,
        {"person": "CUB.head"},
    ),
    "bad_person": Case(
        "opened", accredit(Actor(person="Mr President", capacity=Capacity.PRESS)), SECRETARY, {}
    ),
    "post_taken": Case(
        "opened",
        accredit(Actor(person="CUB.second", capacity=Capacity.HEAD, seat="CUB")),
        SECRETARY,
        {"post": "head of CUB", "person": "CUB.head"},
    ),
    "seat_of_capacity": Case(
        "opened",
        accredit(Actor(person="news", capacity=Capacity.PRESS, seat="CUB")),
        SECRETARY,
        {"capacity": "press", "seat": "CUB"},
    ),
    "booth_of_capacity": Case(
        "opened",
        accredit(Actor(person="booth", capacity=Capacity.INTERPRETER), booth="sw"),
        SECRETARY,
        {"capacity": "interpreter", "booth": "sw"},
    ),
    "voice_of_capacity": Case("opened", accredit(NEW, speaks=True), SECRETARY, {"capacity": "adviser"}),
    "officer_not_on_roll": Case(
        "planned",
        convening(roll=(line(CHAIR), line(SECRETARY))),
        SECRETARY,
        {"person": VICE.person, "seat": "UGA"},
    ),
    "level_not_ranked": Case(
        "opened",
        i.ChangeLevel(seat="CUB", level=Level.MINISTER, title=plain("Minister"), reason="x"),
        SECRETARY,
        {"level": "minister", "rulebook": "nam"},
        unranked,
    ),
}

NOT_SEATED = BY_THE_ROLL | {
    "shown_out": Case("speaking", i.RaisePoint(), head("CUB"), {"reason": "Disturbs."}, done(OUT, CHAIR)),
    "capacity_not_entitled": Case("opened", i.Suspend(reason="x"), SECRETARY, {"capacity": "secretary"}),
    "not_presiding": Case("opened", i.Suspend(reason="x"), VICE, {"presiding": CHAIR.person}),
    "no_seat": Case("listed", i.RequestFloor(), STRANGER, {"seat": "FRA"}),
    "not_your_seat": Case("offered", i.TakeFloor(language="en"), head("IND"), {"yours": "IND"}),
    "not_a_member": Case(
        "opened",
        i.RaisePoint(),
        OBSERVING_HEAD,
        {"seat_kind": "observer_state"},
        done(i.Accredit(accreditation=line(OBSERVING_HEAD)), SECRETARY),
    ),
    "not_the_voice": Case("offered", i.TakeFloor(language="es"), delegate("CUB"), {"voice": "CUB.head"}),
    "not_the_other_party": Case(
        "listed", i.AcceptSwap(entry="s1", other="s2"), head("GHA"), {"yours": "GHA"}
    ),
    "not_an_officer": Case("opened", i.HandOverChair(to="CUB.head"), CHAIR, {"person": "CUB.head"}),
    "not_before_in_order": Case("opened", i.ReturnToChair(), VICE, {"presiding": CHAIR.person}),
}

OF_THE_SITTING = {
    "clock_behind": Case("opened", i.Suspend(reason="x"), CHAIR, {}, after_ms=-1),
    "wrong_phase": Case("lobby", i.Suspend(reason="x"), CHAIR, {"phase": "lobby", "allowed": ["open"]}),
    "unknown_rulebook": Case("planned", convening(rulebook="eu"), SECRETARY, {"rulebook": "eu"}),
    "convening_inconsistent": Case(
        "planned",
        convening(officers=(Officer(person="x", seat="FRA", title=plain("Chair")),)),
        SECRETARY,
        {"field": "officers", "value": "FRA"},
    ),
    "reason_required": Case("opened", i.Suspend(reason=" "), CHAIR, {"intent": "Suspend"}),
    "not_private": Case("convened", i.ConvenePublicly(), SECRETARY, {}),
    "met_in_private": Case(
        "planned", i.ConvenePublicly(), SECRETARY, {}, lambda chamber: chamber.opened(private=True)
    ),
    "opens_in_past": Case("convened", i.AmendNotice(opens=1, reason="x"), CHAIR, {"opens": 1}),
    "quorum_not_met": Case(
        "planned",
        i.CallToOrder(),
        CHAIR,
        {"needed": 2, "present": 1, "members": 6, "rulebook": "un-ga"},
        lambda chamber: chamber.lobby("AZE", **UN_GA),
    ),
    "no_such_item": Case("agreed", i.CallItem(number=99), CHAIR, {"item": 99}),
    "agenda_not_adopted": Case("opened", i.CallItem(number=OPENING), CHAIR, {"item": 1}),
    "item_current": Case("listed", i.CallItem(number=STATEMENTS), CHAIR, {"item": 4}),
    "item_concluded": Case("listed", i.CallItem(number=OPENING), CHAIR, {"item": 2}),
    "item_not_next": Case("agreed", i.CallItem(number=ADOPTION), CHAIR, {"item": 5, "next": 2}),
    "items_ahead": Case("listed", i.Close(), CHAIR, {"items": [5]}),
    "speakers_remaining": Case("listed", i.CallItem(number=ADOPTION), CHAIR, {"entries": ["s1", "s2", "s3"]}),
    "floor_busy": Case("speaking", i.OfferFloor(seat="IND"), CHAIR, {"phase": "speaking", "seat": "CUB"}),
    "point_pending": Case("raised", WORK, CHAIR, {"point": "p1", "phase": "raised", "seat": "GHA"}),
    "question_open": Case("question_put", i.OfferFloor(seat="CUB"), CHAIR, {"question": "q2"}),
    "resumption_in_past": Case("opened", i.Suspend(reason="x", resumes_at=1), CHAIR, {"resumes_at": 1}),
    "adjourned_to_past": Case("opened", i.Adjourn(to=1, reason="x"), CHAIR, {"to": 1}),
    "already_presiding": Case("opened", i.HandOverChair(to=CHAIR.person), CHAIR, {"person": CHAIR.person}),
    "officer_absent": Case(
        "opened",
        i.HandOverChair(to=VICE.person),
        CHAIR,
        {"seat": "UGA"},
        done(i.LoseLine(seat="UGA", person=VICE.person), HALL),
    ),
    "chair_connected": Case("opened", i.AssumeChair(person=VICE.person), CLOCK, {"presiding": CHAIR.person}),
    "chair_line_in_grace": Case(
        "opened",
        i.AssumeChair(person=VICE.person),
        CLOCK,
        {"presiding": CHAIR.person},
        done(i.LoseLine(seat="AZE", person=CHAIR.person), HALL),
        19_999,
    ),
    "hall_away": Case("speaking", i.ResumeFloor(), CHAIR, {}, done(i.LoseHall(), HALL)),
    "hall_there": Case("opened", i.RestoreHall(), HALL, {}),
    "hall_in_grace": Case(
        "opened", i.Suspend(reason="technical"), HALL, {}, done(i.LoseHall(), HALL), after_ms=9_999
    ),
    "nothing_to_confirm": Case("suspended", i.ConfirmSuspension(), CHAIR, {}),
    "frozen": Case(
        "listed", i.OfferFloor(seat="CUB"), CHAIR, {"reason": "x"}, done(i.Freeze(reason="x"), CHAIR)
    ),
    "not_frozen": Case("opened", i.Unfreeze(), CHAIR, {}),
    "no_such_person": Case("opened", i.ShowOut(person="x", reason="x"), CHAIR, {"person": "x"}),
    "presides": Case(
        "opened", i.ShowOut(person=CHAIR.person, reason="x"), SECRETARY, {"person": CHAIR.person}
    ),
    "not_shown_out": Case("opened", i.Readmit(person="x"), CHAIR, {"person": "x"}),
    "already_shown_out": Case("speaking", OUT, SECRETARY, {"person": "CUB.head"}, done(OUT, CHAIR)),
    "no_such_seat": Case("listed", i.OfferFloor(seat="FRA"), CHAIR, {"seat": "FRA"}),
    "already_present": Case(
        "lobby", i.TakeSeat(seat="CUB", person="CUB.head"), HALL, {"seat": "CUB", "person": "CUB.head"}
    ),
    "not_present": Case("lobby", i.LeaveSeat(seat="who", person="who.head"), HALL, {"seat": "who"}),
    "line_not_lost": Case("lobby", i.RestoreLine(seat="CUB", person="CUB.head"), HALL, {"seat": "CUB"}),
    "unknown_verdict": Case(
        "lobby",
        i.ReportLineCheck(verdict="fine", round_trip_ms=1, loss_per_mille=0, microphone=True, camera=True),
        head("CUB"),
        {"verdict": "fine"},
    ),
    "already_seated": Case("opened", i.AddSeat(seat=convening().seats[0]), SECRETARY, {}),
    "rule_not_changeable": Case(
        "planned",
        replace(convening(), changes={"quorum_to_open.numerator": 2}),
        SECRETARY,
        {"field": "quorum_to_open.numerator", "value": 2},
    ),
    "level_unchanged": Case(
        "lobby",
        i.ChangeLevel(
            seat="CUB", level=Level.HEAD_OF_STATE, title=plain("Head of delegation"), reason="note"
        ),
        CLERK,
        {"level": "head_of_state"},
    ),
}

CORRECT = i.RequestCorrection(words="Prime Minister")

OF_CORRECTIONS = {
    "correction_open": Case(
        "lobby", CORRECT, ADVISER, {"correction": "c1", "seat": "CUB"}, done(CORRECT, head("CUB"))
    ),
    "correction_length": Case(
        "lobby", i.RequestCorrection(words="x" * 401), head("CUB"), {"length": 401, "most": 400}
    ),
    "no_such_correction": Case(
        "lobby",
        i.DeclineCorrection(correction="c1", reason="x"),
        CLERK,
        {"correction": "c1"},
        each(done(CORRECT, head("CUB")), done(i.DeclineCorrection(correction="c1", reason="x"), CLERK)),
    ),
}

OF_THE_FLOOR = {
    "no_item": Case("agreed", i.OfferFloor(seat="CUB"), CHAIR, {"seat": "CUB"}),
    "kind_not_heard": Case(
        "listed", i.OfferFloor(seat="who"), CHAIR, {"seat_kind": "organisation", "item": 4}
    ),
    "not_on_list": Case("listed", i.OfferFloor(seat="UGA"), CHAIR, {"seat": "UGA", "item": 4}),
    "permission_pending": Case("listed", i.OfferFloor(seat="BRA"), CHAIR, {"entry": "s4"}, asked("BRA")),
    "no_such_entry": Case("listed", i.OfferFloor(seat="CUB", entry="s99"), CHAIR, {"entry": "s99"}),
    "entry_of_other_seat": Case("listed", i.OfferFloor(seat="CUB", entry="s2"), CHAIR, {"holder": "IND"}),
    "entry_of_other_item": Case(
        "agreed",
        i.OfferFloor(seat="who", entry="s1"),
        CHAIR,
        {"item": GUESTS_HEARD, "current": None},
        done(i.InscribeSpeaker(seat="who"), SECRETARY),
    ),
    "entry_not_waiting": Case(
        "listed",
        i.OfferFloor(seat="CUB", entry="s1"),
        CHAIR,
        {"phase": "withdrawn"},
        done(i.WithdrawRequest(entry="s1"), head("CUB")),
    ),
    "bad_duration": Case("listed", i.OfferFloor(seat="CUB", limit_s=0), CHAIR, {"seconds": 0}),
    "not_offered": Case("listed", i.TakeFloor(language="es"), head("CUB"), {"phase": "idle"}),
    "language_required": Case("offered", i.TakeFloor(language=""), head("CUB"), {"seat": "CUB"}),
    "not_a_recorded_statement": Case(
        "offered", i.StartRecordedStatement(seat="CUB"), CHAIR, {"form": "live"}
    ),
    "offer_in_grace": Case("offered", i.LapseOffer(seat="CUB"), CLOCK, {"seat": "CUB"}, after_ms=29_999),
    "nobody_speaking": Case("offered", i.EndStatement(), head("CUB"), {"phase": "offered"}),
    "not_held": Case("speaking", i.PassOver(), CHAIR, {"phase": "speaking"}),
    "line_still_lost": Case("held", i.ResumeFloor(), CHAIR, {"seat": "CUB"}),
    "no_limit": Case(
        "opened", i.ExtendFloor(seconds=60), CHAIR, {"seat": "AZE"}, done(i.OfferFloor(seat="AZE"), CHAIR)
    ),
    "within_time": Case(
        "speaking",
        i.CallSpeakerToOrder(ground="time"),
        CHAIR,
        {"used_ms": 299_999, "limit_ms": 300_000},
        after_ms=299_999,
    ),
    "unknown_ground": Case("speaking", i.CallSpeakerToOrder(ground="tone"), CHAIR, {"ground": "tone"}),
}

OF_THE_LIST = {
    "no_item_for_list": Case("planned", i.OpenList(), SECRETARY, {}, lambda chamber: without_list(chamber)),
    "list_already_open": Case("listed", i.OpenList(), SECRETARY, {"item": 4, "phase": "open"}),
    "list_not_open": Case("at_statements", i.RequestFloor(), head("CUB"), {"item": 4}),
    "list_closed": Case("list_closed", i.InscribeSpeaker(seat="UGA"), CLERK, {"item": 4}),
    "list_not_closed": Case("listed", i.ReopenList(reason="x"), CHAIR, {"phase": "open"}),
    "no_item_for_seat": Case("listed", i.RequestFloor(), head("who"), {"seat_kind": "organisation"}),
    "already_on_list": Case("listed", i.RequestFloor(), head("CUB"), {"entry": "s1"}),
    "already_spoken": Case(
        "speaking", i.RequestFloor(), head("CUB"), {"item": 4}, done(i.EndStatement(), head("CUB"))
    ),
    "not_requested": Case("listed", i.DeclineRequest(entry="s1", reason="x"), CLERK, {"phase": "inscribed"}),
    "bad_place": Case("listed", i.MoveSpeaker(entry="s1", before="s1", reason="x"), CLERK, {"before": "s1"}),
    "swap_across_categories": Case(
        "listed", i.ProposeSwap(entry="s1", other="s2"), head("CUB"), {"other": "s2"}
    ),
    "swap_not_proposed": Case("listed", i.AcceptSwap(entry="s1", other="s2"), head("CUB"), {"other": "s2"}),
    "closing_notice_too_short": Case("listed", i.AnnounceClosing(closes_at=1), CHAIR, {"closes_at": 1}),
    "closing_not_announced": Case(
        "listed", i.PutQuestion(about=QuestionAbout.CLOSE_LIST), CHAIR, {"phase": "open"}
    ),
    "closing_notice_running": Case("announced", i.PutQuestion(about=QuestionAbout.CLOSE_LIST), CHAIR, {}),
}

OF_POINTS = {
    "no_such_point": Case("opened", i.HearPoint(point="p9"), CHAIR, {"point": "p9"}),
    "point_on_point": Case("interrupted", i.RaisePoint(), head("IND"), {"point": "p1", "seat": "GHA"}),
    "point_not_next": Case(
        "raised", i.HearPoint(point="p2"), CHAIR, {"next": "p1"}, done(i.RaisePoint(), head("IND"))
    ),
    "point_phase": Case(
        "raised", i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), CHAIR, {"phase": "raised"}
    ),
    "appeal_too_late": Case(
        "ruled", i.AppealRuling(point="p1"), head("IND"), {"point": "p1"}, done(i.EndStatement(), head("CUB"))
    ),
    "figures_disagree": Case(
        "appealed", i.DecideAppeal(point="p1", stands=True, in_favour=3), CHAIR, {"appeal_mode": "chair"}
    ),
}

OF_QUESTIONS = {
    "agenda_already_adopted": Case("agreed", i.PutQuestion(about=QuestionAbout.AGENDA), CHAIR, {}),
    "no_such_paper": Case("at_adoption", i.DeclareAdopted(paper="x"), CHAIR, {"paper": "x"}),
    "paper_already_adopted": Case(
        "decided", i.PutQuestion(about=QuestionAbout.PAPER, paper="draft"), CHAIR, {"decision": "d2"}
    ),
    "not_as_tabled": Case(
        "at_adoption",
        i.PutQuestion(about=QuestionAbout.PAPER, paper="decl", text=plain("other words")),
        CHAIR,
        {"paper": "decl"},
    ),
    "not_the_item_of_adoption": Case("listed", i.DeclareAdopted(paper="decl"), CHAIR, {"item": 4}),
    "text_required": Case(
        "agreed",
        i.PutQuestion(about=QuestionAbout.ORGANISATION_OF_WORK),
        CHAIR,
        {"about": "organisation_of_work"},
    ),
    "candidate_required": Case("agreed", i.PutQuestion(about=QuestionAbout.ELECTION), CHAIR, {"office": ""}),
    "term_end_unreadable": Case(
        "agreed", i.PutElection(office="chair", seat="UGA", until="2027-13"), CHAIR, {"until": "2027-13"}
    ),
    "no_such_question": Case("opened", i.Gavel(question=""), CHAIR, {"question": ""}),
    "question_not_put": Case("consulting", i.Object(question="q2"), head("IRN"), {"phase": "consulting"}),
    "already_objected": Case("objected", i.Object(question="q2"), head("CUB"), {"seat": "CUB"}),
    "no_objection_of_yours": Case(
        "objected", i.WithdrawObjection(question="q2"), head("IRN"), {"seat": "IRN"}
    ),
    "objection_standing": Case(
        "objected", i.Gavel(question="q2"), CHAIR, {"seats": ["CUB"]}, after_ms=60_000
    ),
    "no_objection": Case("question_put", i.GoToConsultation(question="q2"), CHAIR, {"question": "q2"}),
    "window_running": Case("question_put", i.Gavel(question="q2"), CHAIR, {"question": "q2"}, after_ms=9_999),
    "line_reconnecting": Case(
        "question_put",
        i.Gavel(question="q2"),
        CHAIR,
        {"seats": ["GHA"]},
        done(i.LoseLine(seat="GHA", person="GHA.head"), HALL),
        29_999,
    ),
    "not_agreed_before": Case("at_adoption", i.DeclareAdopted(paper="draft"), CHAIR, {"paper": "draft"}),
    "no_such_decision": Case(
        "opened",
        i.StatePosition(decision="d9", kind_of_position="reservation", text="…"),
        head("CUB"),
        {"decision": "d9"},
    ),
    "unknown_position": Case(
        "decided",
        i.StatePosition(decision="d2", kind_of_position="protest", text="…"),
        head("CUB"),
        {"position": "protest"},
    ),
    "position_too_late": Case(
        "decided",
        i.StatePosition(decision="d2", kind_of_position="reservation", text="…"),
        head("CUB"),
        {"decision": "d2"},
        each(done(i.CallItem(number=CLOSING), CHAIR), done(i.Close(), CHAIR)),
    ),
}

CASES = (
    NOT_SEATED
    | OF_THE_ROLL
    | OF_THE_SITTING
    | OF_CORRECTIONS
    | OF_THE_FLOOR
    | OF_THE_LIST
    | OF_POINTS
    | OF_QUESTIONS
)


def without_list(chamber: Chamber) -> None:
    """A meeting whose agenda has no item for statements."""
    chamber.convened(agenda=tuple(item for item in convening().agenda if item.number != STATEMENTS))


@pytest.mark.parametrize("code", CASES)
def test_refusal(code: str) -> None:
    case = CASES[code]
    chamber = Chamber().stage(case.stage)
    case.before(chamber)
    with pytest.raises(Refused) as raised:
        MEETING.decide(chamber.state, case.intent, case.by, chamber.now + case.after_ms)
    refusal = raised.value
    assert refusal.code == code
    assert type(refusal) is (NotSeated if code in NOT_SEATED else OutOfOrder)
    assert refusal.rule == REFUSALS[code].rule
    assert tuple(refusal.facts) == REFUSALS[code].facts
    assert case.facts.items() <= refusal.facts.items()


def test_every_row_is_given_and_every_code_has_its_row() -> None:
    assert set(CASES) == set(REFUSALS)
    assert raised_in_source() == set(REFUSALS)


def raised_in_source() -> set[str]:
    """Codes that the procedure's own source refuses with."""
    found: set[str] = set()
    for file in Path(meeting.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("refuse", "unseated") and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def test_facts_are_plain() -> None:
    """What a refusal carries can be written as JSON without a word of the procedure's own types."""
    for code, case in CASES.items():
        chamber = Chamber().stage(case.stage)
        case.before(chamber)
        with pytest.raises(Refused) as raised:
            MEETING.decide(chamber.state, case.intent, case.by, chamber.now + case.after_ms)
        for fact in raised.value.facts.values():
            assert isinstance(fact, str | int | list | None), (code, fact)


def test_what_is_no_intent_is_a_mistake_and_not_a_refusal() -> None:
    with pytest.raises(TypeError):
        MEETING.decide(Chamber().state, "CallToOrder", CHAIR, BEGUN)


def test_text_statements_stand_beside_the_list() -> None:
    chamber = Chamber().listed()
    chamber.do(i.RequestFloor(form=StatementForm.TEXT), head("UGA"))
    assert chamber.state.speakers.entries["s4"].phase == "text_only"
    assert "s4" not in chamber.state.speakers.order
    assert chamber.answer(i.OfferFloor(seat="UGA"), CHAIR) == "!not_on_list"
    assert chamber.answer(i.EndStatement(), TECHNICIAN) == "!nobody_speaking"
