"""What the simulated chair waits for."""

import asyncio

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Instant
from rostrum.simulation.autopilot import Autopilot
from rostrum.simulation.rehearsal import documents, empty_record, prepare
from rostrum.simulation.script import load

NAM = load("nam-2020-05-04")
COME = ("AZE", "UNGA", "UN")


def _three_are_here() -> Meeting:
    record = empty_record()
    asyncio.run(prepare(record, NAM, "lobby", NAM.opens - 120_000))
    state = MEETING.begin(NAM.book)
    for entry in record.entries(NAM.book):
        MEETING.fold(state, entry.act, entry.by, entry.at)
    for seat in COME:
        intent = i.TakeSeat(seat=seat, person=f"{seat}.sim")
        for act in MEETING.decide(state, intent, HALL, state.at):
            MEETING.fold(state, act, HALL, state.at)
    return state


def _calls_to_order(coming: int | None) -> Instant:
    pilot = Autopilot(NAM, presence=False, coming=coming)
    moves = pilot.moves(documents(_three_are_here()), NAM.opens - 60_000)
    return next(move.at for move in moves if isinstance(move.intent, i.CallToOrder))


def test_the_chair_opens_at_the_hour_when_all_who_come_are_here() -> None:
    assert _calls_to_order(coming=3) == NAM.opens


def test_the_chair_waits_a_little_for_those_on_their_way() -> None:
    assert _calls_to_order(coming=None) > NAM.opens
