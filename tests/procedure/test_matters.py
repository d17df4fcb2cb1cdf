"""A press is on what is shown (ADR 0018): which intents rest on which matters, and when these changed."""

from typing import Any

import pytest

from rostrum.procedure.machine import require_as_shown
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.acts import ACTS
from rostrum.procedure.meeting.intents import INTENTS
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.matters import RESTS_ON, TOUCHES
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import QuestionAbout, Ruling
from rostrum.views import audience
from rostrum.views.documents import SITTING
from rostrum.views.plain import plain
from tests.procedure.chamber import CHAIR, HALL, Chamber, head


def test_every_act_and_every_intent_has_a_row() -> None:
    assert set(TOUCHES) == set(ACTS.values())
    assert set(RESTS_ON) == set(INTENTS.values())
    assert {matter for row in RESTS_ON.values() for matter in row} <= {
        m for row in TOUCHES.values() for m in row
    }


def refused(chamber: Chamber, intent: Any, shown: int) -> bool:
    try:
        require_as_shown(MEETING, chamber.state, intent, shown)
    except OutOfOrder as refusal:
        assert (refusal.code, refusal.facts["shown"]) == ("situation_changed", shown)
        return True
    return False


def test_arrivals_and_requests_never_refuse_a_press() -> None:
    chamber = Chamber().stage("question_put")
    shown = chamber.state.version
    chamber.do(i.LoseLine(seat="GHA", person="GHA.head"), HALL)
    chamber.do(i.RestoreLine(seat="GHA", person="GHA.head"), HALL)
    assert chamber.state.version > shown
    assert not refused(chamber, i.Gavel(question="q2"), shown)


def test_an_objection_that_came_before_the_gavel_stops_it_and_no_other_objection() -> None:
    chamber = Chamber().stage("question_put")
    shown = chamber.state.version
    chamber.do(i.Object(question="q2"), head("CUB"))
    assert refused(chamber, i.Gavel(question="q2"), shown)
    assert not refused(chamber, i.Gavel(question="q2"), chamber.state.version)
    assert not refused(chamber, i.Object(question="q2"), shown)


PUT = i.PutQuestion(about=QuestionAbout.PAPER, paper="draft")
CASES = {
    "a second item": ("at_statements", i.CallItem(number=5, leave_open=True), CHAIR, i.CallItem(number=6)),
    "the floor given twice": ("listed", i.OfferFloor(seat="CUB"), CHAIR, i.OfferFloor(seat="IND")),
    "the floor taken back": ("offered", i.LapseOffer(seat="CUB"), CHAIR, i.LapseOffer(seat="IND")),
    "put twice": ("at_adoption", PUT, CHAIR, PUT),
    "suspended twice": ("listed", i.Suspend(reason="x"), CHAIR, i.Adjourn(to=1, reason="x")),
    "ruled": (
        "stated",
        i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""),
        CHAIR,
        i.RulePoint(point="p1", ruling=Ruling.NOT_UPHELD, rule=""),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_press_after_its_matter_changed_is_refused(case: str) -> None:
    stage, before, by, press = CASES[case]
    chamber = Chamber().stage(stage)
    shown = chamber.state.version
    assert not refused(chamber, press, shown)
    chamber.do(before, by)
    assert refused(chamber, press, shown)


def test_another_point_of_order_does_not_stop_a_ruling() -> None:
    chamber = Chamber().stage("raised")
    chamber.do(i.HearPoint(point="p1"), CHAIR)
    chamber.do(i.StatePoint(point="p1"), head("GHA"))
    shown = chamber.state.version
    chamber.state.changed["point:p2"] = shown + 1
    assert not refused(chamber, i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), shown)


STAGES = (
    "closed", "cancelled", "adjourned", "suspended", "appealed", "list_closed", "decided", "consulting", "held",
    "playing",
)  # fmt: skip


@pytest.mark.parametrize("name", STAGES)
def test_what_a_press_rests_on_is_on_the_screen(name: str) -> None:
    """An act that changes a matter changes a document of the sitting: else the version shown would stay behind, and a
    rightful press be refused until something else happened."""
    chamber = Chamber().stage(name)
    state, before = MEETING.begin("nam-2020"), [None] * len(SITTING)
    names = [name for name in SITTING if name not in ("air", "record")]
    for act, by, at in chamber.log:
        MEETING.fold(state, act, by, at)
        now = [plain(audience.document(name, state, "gallery")) for name in names]
        assert now != before or not TOUCHES[type(act)], type(act).__name__
        before = now
