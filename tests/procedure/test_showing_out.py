"""Showing a person out: who may, of whom, and what follows until they are readmitted."""

import pytest

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.words import Capacity, FloorPhase, Presence
from tests.procedure.chamber import CHAIR, CLERK, SECRETARY, TECHNICIAN, VICE, Chamber, head

OUT = i.ShowOut(person="CUB.head", reason="Disturbs the meeting.")
IN = i.Readmit(person="CUB.head")


@pytest.fixture
def chamber() -> Chamber:
    """Cuba has the floor and speaks."""
    return Chamber().speaking()


@pytest.mark.parametrize(
    ("by", "answer"),
    [
        (CHAIR, "PersonShownOut+SeatLeft+FloorHeld"),
        (SECRETARY, "PersonShownOut+SeatLeft+FloorHeld"),
        (CLERK, "!capacity_not_entitled"),
        (TECHNICIAN, "!capacity_not_entitled"),
        (head("IND"), "!capacity_not_entitled"),
        (VICE, "!not_presiding"),
    ],
)
def test_whoever_presides_or_the_secretary_shows_out(chamber: Chamber, by: Actor, answer: str) -> None:
    assert chamber.answer(OUT, by) == answer


@pytest.mark.parametrize(
    ("intent", "answer"),
    [
        (i.ShowOut(person="CUB.head", reason=" "), "!reason_required"),
        (i.ShowOut(person="nobody", reason="x"), "!no_such_person"),
        (i.ShowOut(person=CHAIR.person, reason="x"), "!presides"),
        (IN, "!not_shown_out"),
    ],
)
def test_not_without_reason_nor_strangers_nor_whoever_presides(
    chamber: Chamber, intent: i.ShowOut | i.Readmit, answer: str
) -> None:
    assert chamber.answer(intent, SECRETARY) == answer


def test_who_is_out_holds_no_floor_and_asks_for_nothing_until_readmitted(chamber: Chamber) -> None:
    chamber.do(OUT, SECRETARY)
    seat = chamber.state.seats["CUB"]
    assert seat.people["CUB.head"] is Presence.ABSENT
    assert (chamber.state.floor.phase, chamber.state.floor.seat) == (FloorPhase.HELD, "CUB")
    assert chamber.answer(i.RaisePoint(), head("CUB")) == "!shown_out"
    assert chamber.answer(i.TakeSeat(seat="CUB", person="CUB.head"), HALL) == "!already_shown_out"
    assert chamber.answer(OUT, SECRETARY) == "!already_shown_out"
    assert chamber.answer(IN, head("CUB")) == "!shown_out"
    assert chamber.answer(IN, CHAIR) == "PersonReadmitted"
    chamber.do(IN, CHAIR)
    chamber.do(i.TakeSeat(seat="CUB", person="CUB.head"), HALL)
    assert chamber.state.floor.phase is FloorPhase.SPEAKING


def test_the_rest_of_the_delegation_stays(chamber: Chamber) -> None:
    chamber.do(OUT, SECRETARY)
    chamber.do(i.TakeSeat(seat="CUB", person="CUB.delegate"), HALL)
    other = Actor(person="CUB.delegate", capacity=Capacity.DELEGATE, seat="CUB")
    assert chamber.state.floor.phase is FloorPhase.SPEAKING
    assert chamber.answer(i.EndStatement(), other) == "FloorEnded"
