"""The plan as a table: at which stage whose microphone is granted, who is heard, who is the picture."""

import itertools

import pytest

from rostrum.hall.plan import EMPTY, Grant, air, plan
from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, PointPhase, Presence, SittingPhase
from tests.procedure.chamber import CHAIR, Chamber, head

CHAIRS = CHAIR.person
SPEAKER, RAISER, RECORDED = "CUB.head", "GHA.head", "IRN.head"
NEXT = "IND.head"
"""The first live entry of the list: made ready, never heard (docs/adr/0008)."""
VOICES = ["aze.chair", "uga.chair", "CUB.head", "IRN.head", "IND.head", "GHA.head"]

TABLE = {
    # stage:        microphones granted,        heard,                  picture of the stage
    "lobby": ({CHAIRS}, (), CHAIRS),
    "opened": ({CHAIRS}, (CHAIRS,), CHAIRS),
    "listed": ({CHAIRS, SPEAKER}, (CHAIRS,), CHAIRS),
    "offered": ({CHAIRS, SPEAKER, NEXT}, (CHAIRS,), CHAIRS),
    "speaking": ({CHAIRS, SPEAKER, NEXT}, (CHAIRS, SPEAKER), SPEAKER),
    "playing": ({CHAIRS, RECORDED, NEXT}, (CHAIRS, RECORDED), RECORDED),
    "held": ({CHAIRS, SPEAKER, NEXT}, (CHAIRS,), SPEAKER),
    "raised": ({CHAIRS, SPEAKER, NEXT}, (CHAIRS, SPEAKER), SPEAKER),
    "interrupted": ({CHAIRS, SPEAKER, RAISER, NEXT}, (CHAIRS,), CHAIRS),
    "stating": ({CHAIRS, SPEAKER, RAISER, NEXT}, (CHAIRS, RAISER), RAISER),
    "stated": ({CHAIRS, SPEAKER, NEXT}, (CHAIRS,), CHAIRS),
    "ruled": ({CHAIRS, SPEAKER, NEXT}, (CHAIRS, SPEAKER), SPEAKER),
    "question_put": ({CHAIRS}, (CHAIRS,), CHAIRS),
    "suspended": ({CHAIRS}, (CHAIRS,), CHAIRS),
}


def microphones(state: Meeting) -> set[str]:
    return {person for person, grant in plan(state).grants.items() if grant.microphone}


@pytest.mark.parametrize("stage", TABLE)
def test_microphones_voices_and_picture(stage: str) -> None:
    state = Chamber().stage(stage).state
    granted, heard, picture = TABLE[stage]
    found = plan(state)
    assert (microphones(state), found.heard, found.stage and found.stage.person) == (granted, heard, picture)


@pytest.mark.parametrize("stage", TABLE)
def test_every_voice_is_seen_and_nobody_else(stage: str) -> None:
    found = plan(Chamber().stage(stage).state)
    assert [p for p, grant in found.grants.items() if grant.camera] == VOICES
    assert [*found.seen] == [p for p in VOICES if not (stage == "held" and p == SPEAKER)]


@pytest.mark.parametrize("stage", ["planned", "convened", "adjourned"])
def test_without_a_hall_nobody_may_do_anything(stage: str) -> None:
    assert plan(Chamber().stage(stage).state) == EMPTY


@pytest.mark.parametrize("phase", [SittingPhase.CLOSED, SittingPhase.CANCELLED])
def test_a_closed_hall_is_silent_whatever_else_stands(phase: SittingPhase) -> None:
    state = Chamber().speaking().state
    state.phase = phase
    assert plan(state) == EMPTY


@pytest.mark.parametrize("stage", ["speaking", "playing", "interrupted", "offered"])
def test_a_frozen_chamber_leaves_the_presiding_officer_alone(stage: str) -> None:
    chamber = Chamber().stage(stage)
    chamber.do(i.Freeze(reason="stranger in the hall"), CHAIR)
    found = plan(chamber.state)
    assert found.grants == {CHAIRS: Grant(camera=True, microphone=True)}
    assert (found.heard, found.seen, found.stage and found.stage.person) == ((CHAIRS,), (CHAIRS,), CHAIRS)


def test_an_adviser_is_neither_seen_nor_heard() -> None:
    chamber = Chamber().speaking()
    chamber.enter("CUB", "CUB.adviser")
    assert "CUB.adviser" not in plan(chamber.state).grants
    assert plan(chamber.state).heard == (CHAIRS, SPEAKER)


def test_whoever_takes_over_a_simulated_delegation_takes_its_microphone() -> None:
    chamber = Chamber().lobby(*("AZE", "UGA", "IND", "GHA"))
    chamber.enter("CUB", "CUB.sim")
    assert plan(chamber.state).grant("CUB.sim") == Grant(camera=True)
    chamber.enter("CUB", "CUB.head")
    assert plan(chamber.state).grant("CUB.head") == Grant(camera=True)
    assert plan(chamber.state).grant("CUB.sim") == Grant()


def test_the_chair_who_is_not_there_is_not_on_the_stage() -> None:
    chamber = Chamber().opened()
    chamber.do(i.LoseLine(seat="AZE", person=CHAIRS), HALL)
    assert plan(chamber.state).stage is None
    assert plan(chamber.state).grant(CHAIRS).microphone


def test_the_presiding_officer_keeps_the_camera_beside_another_voice_of_the_seat() -> None:
    chamber = Chamber().opened()
    chamber.enter("AZE", "AZE.head")
    found = plan(chamber.state)
    assert found.grant(CHAIRS) == Grant(camera=True, microphone=True)
    assert found.grant("AZE.head") == Grant(camera=True)


def test_at_most_one_beside_the_chair_is_heard_and_all_heard_are_granted() -> None:
    """Over every combination of phases, possible by the rules or not."""
    phases = itertools.product(SittingPhase, FloorPhase, [None, *PointPhase], ["", "frozen"])
    state = Chamber().interrupted().state
    for phase, floor, point, frozen in phases:
        state.phase, state.floor.phase, state.frozen = phase, floor, frozen
        state.open_points = [] if point is None else ["p1"]
        state.points["p1"].phase = point or PointPhase.RAISED
        found = plan(state)
        assert len(set(found.heard) - {CHAIRS}) <= 1
        assert all(found.grant(p).microphone for p in found.heard)
        assert found.stage is None or found.stage.person in VOICES


def test_air_is_what_listeners_are_told_of_the_plan() -> None:
    found = plan(Chamber().speaking().state)
    said = air(found)
    assert (said.heard, said.seen, said.stage) == ([CHAIRS, SPEAKER], VOICES, found.stage)


def test_a_lost_line_keeps_the_grant_for_the_return() -> None:
    state = Chamber().held().state
    assert state.seats["CUB"].people[head("CUB").person] is Presence.LOST
    assert plan(state).grant(SPEAKER) == Grant(camera=True, microphone=True)
