"""Over long walks through the procedure: who is seen is who is heard, and the plate is made from that person."""

import pytest

from rostrum.hall.plan import plan
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.conduct import next_step
from rostrum.procedure.meeting.machine import decide
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, FloorPhase, PointPhase, SittingPhase, StageRole
from rostrum.views.desk import microphone
from rostrum.views.speakers import speakers
from rostrum.views.stage import stage
from tests.breadth import tried
from tests.procedure.test_walks import Walk

SEEDS = tried(8, nightly=300)
STEPS = 250
REFUSED = {"quorum"}
"""What the step after which the rules would refuse may wait for; anything else is a wrong step."""


def plate_is_of_the_person_shown(state: Meeting) -> None:
    shown = plan(state).stage
    if shown is None:
        return
    if shown.role is StageRole.PRESIDING:
        officer = state.officers[state.presiding]
        assert (shown.person, shown.seat, shown.title) == (officer.person, officer.seat, officer.title)
        return
    assert shown.person == state.seats[shown.seat].voice
    assert shown.title == state.seats[shown.seat].title
    if shown.role is StageRole.SPEAKER:
        assert shown.seat == state.floor.seat, "the clock beside the plate is of somebody else"


def nobody_is_heard_but_the_chair_and_who_is_shown(state: Meeting) -> None:
    found = plan(state)
    assert set(found.heard) <= {state.presiding, found.stage.person if found.stage else ""}


def heard_only_by_their_own_press(state: Meeting) -> None:
    """Until they begin, and once they have stated it or finished, they are not heard."""
    pressed = {state.seats[p.seat].voice for p in state.points.values() if p.phase is PointPhase.STATING}
    if state.floor.phase in (FloorPhase.SPEAKING, FloorPhase.PLAYING):
        pressed.add(state.seats[state.floor.seat].voice)
    assert set(plan(state).heard) <= pressed | {state.presiding}


def a_desk_says_what_is_heard(state: Meeting) -> None:
    heard = set(plan(state).heard) - {state.presiding}
    for key, seat in state.seats.items():
        said = microphone(state, key) in ("open", "point", "recorded")
        assert said == (seat.voice in heard) or seat.voice in ("", state.presiding), key


def the_next_step_is_in_order(state: Meeting) -> None:
    step = next_step(state)
    if step.intent is None:
        return
    chair = Actor(person=state.presiding, capacity=Capacity.CHAIR, seat=state.chair_seat)
    assert decide(state, step.intent, chair, max(state.at, step.ready_at or 0))


def the_next_names_are_of_the_item(state: Meeting) -> None:
    shown = speakers(state)
    later = [line.item != state.item for line in shown.order]
    assert later == sorted(later), "another item's speakers before the current ones"
    if state.phase in (SittingPhase.CLOSED, SittingPhase.CANCELLED):
        assert (shown.order, shown.next, shown.ends_in_ms) == ([], "", None)
    offered = next_step(state)
    if offered.kind == "OfferFloor" and offered.intent.entry:
        assert shown.next == offered.intent.entry


def what_is_awaited_has_words(state: Meeting) -> None:
    assert stage(state).awaited or state.floor.phase is not FloorPhase.IDLE


CHECKS = (
    plate_is_of_the_person_shown,
    nobody_is_heard_but_the_chair_and_who_is_shown,
    heard_only_by_their_own_press,
    a_desk_says_what_is_heard,
    the_next_step_is_in_order,
    the_next_names_are_of_the_item,
    what_is_awaited_has_words,
)


class Watched(Walk):
    roles: set[StageRole]

    def check(self) -> None:
        state = self.chamber.state
        for check in CHECKS:
            check(state)
        shown = plan(state).stage
        self.roles.add(shown.role) if shown else None


@pytest.mark.timeout(120)
def test_what_is_seen_is_who_it_says() -> None:
    roles: set[StageRole] = set()
    for seed in range(SEEDS):
        walk = Watched(seed)
        walk.roles = roles
        walk.go(STEPS)
    assert roles == set(StageRole)
