"""The autopilot plays scripts to their close, alike each time, and prepares demos at every stage."""

import asyncio
from dataclasses import replace
from functools import cache

import pytest

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.acts import DecisionTaken, SittingClosed
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, FloorEnd, FloorPhase, ItemKind, SittingPhase, StatementForm
from rostrum.record.memory import MemoryRecord
from rostrum.simulation import rehearsal
from rostrum.simulation.autopilot import Autopilot, Move
from rostrum.simulation.incidents import OCCASIONS
from rostrum.simulation.rehearsal import documents, empty_record, prepare, rehearse
from rostrum.simulation.script import Script, load
from rostrum.simulation.stages import SPOKEN_AT_SPEECHES, Stage

NAM = load("nam-2020-05-04")
NOW = 1_800_000_000_000


@cache
def prepared(stage: Stage) -> tuple[MemoryRecord, Script]:
    """The summit brought to a stage, once for all tests; each folds a state of its own from it."""
    record = empty_record()
    return record, asyncio.run(prepare(record, NAM, stage, NOW))


def state_of(record: MemoryRecord, book: str) -> Meeting:
    state = MEETING.begin(book)
    for entry in record.entries(book):
        MEETING.fold(state, entry.act, entry.by, entry.at)
    return state


@pytest.fixture(scope="module")
def rehearsed() -> MemoryRecord:
    record = empty_record()
    asyncio.run(rehearse(NAM, record))
    return record


@pytest.fixture(scope="module")
def summit(rehearsed: MemoryRecord) -> Meeting:
    return state_of(rehearsed, NAM.book)


def test_the_summit_runs_to_its_close(summit: Meeting) -> None:
    assert summit.phase is SittingPhase.CLOSED
    assert [d.about for d in summit.decisions.values()] == ["agenda", "paper"]
    assert summit.decisions["d2"].prior["en"] == "Text agreed among members beforehand"
    assert summit.presiding == "AZE.chair"


def test_everybody_speaks_once_in_the_order_of_protocol(summit: Meeting) -> None:
    guests = [s.seat for s in summit.statements if s.item == 3]
    members = [s.seat for s in summit.statements if s.item == 4]
    keys = [part.seat.key for part in NAM.parts]
    assert guests == keys[:5]
    assert members == keys[6:]
    assert [s.seat for s in summit.statements if s.item in (2, 6)] == ["AZE", "AZE"]
    assert {s.cause for s in summit.statements} == {FloorEnd.CONCLUDED}


def test_a_rehearsal_is_signed_where_a_sitting_is(rehearsed: MemoryRecord) -> None:
    entries = list(rehearsed.entries(NAM.book))
    solemn = [e for e in entries if isinstance(e.act, DecisionTaken | SittingClosed)]
    assert len(solemn) == 3
    steps = [max(e.version for e in entries if (e.at, e.actor) == (one.at, one.actor)) for one in solemn]
    assert [c.size for c in rehearsed.checkpoints(NAM.book)] == steps


def test_recorded_messages_are_played(summit: Meeting) -> None:
    assert [s.seat for s in summit.statements if s.form is StatementForm.RECORDED] == ["UN", "EU"]


def test_the_same_script_gives_the_same_bytes(rehearsed: MemoryRecord) -> None:
    """Twice in one process; that every script gives the same on any machine is the golden records' to show."""
    record = empty_record()
    asyncio.run(rehearse(load(NAM.book), record))
    first, again = ([stored.bytes for stored in one.stored(NAM.book)] for one in (rehearsed, record))
    assert first == again


def test_incidents_come_to_pass_and_are_refused_as_written() -> None:
    script = load("nam-2020-05-04-incidents")
    record = empty_record()
    outcome = asyncio.run(rehearse(script, record))
    assert outcome.wrong == []
    assert [r.code for r in outcome.refusals if not r.expected] == []
    assert {n.refused for n in script.incidents if n.refused} == {r.code for r in outcome.refusals}
    state = state_of(record, script.book)
    assert [o.seat for o in state.questions["q1"].objections] == ["NIC"]
    assert state.points["p1"].seat == "IDN"
    assert state.decisions["d2"].positions[0][:2] == ("VEN", "explanation")
    causes = [s.cause for s in state.statements if s.seat == "SDN"]
    assert causes == [FloorEnd.PASSED_OVER, FloorEnd.CONCLUDED]


def test_an_incident_that_is_not_refused_as_written_is_wrong() -> None:
    script = load("nam-2020-05-04-incidents")
    bad = replace(script.incidents[0], refused="floor_busy")
    mild = replace(next(n for n in script.incidents if n.key == "extended"), refused="no_limit")
    never = replace(script.incidents[1], key="never", when={"phase": "cancelled"})
    outcome = asyncio.run(rehearse(replace(script, incidents=(bad, mild, never))))
    assert len(outcome.wrong) == 3


def test_every_occasion_of_the_incidents_is_known() -> None:
    for incident in load("nam-2020-05-04-incidents").incidents:
        assert set(incident.when) <= set(OCCASIONS)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_demo_is_prepared_to_stand_at_its_stage_now(stage: Stage) -> None:
    state = state_of(prepared(stage)[0], NAM.book)
    assert state.floor.phase is FloorPhase.IDLE
    assert not any(seat.voice for seat in state.seats.values())
    assert NOW - 20_000 < state.at <= NOW
    item = state.agenda[state.item].fact.kind if state.item else None
    expected = {
        Stage.LOBBY: (SittingPhase.LOBBY, None),
        Stage.OPENING: (SittingPhase.LOBBY, None),
        Stage.SPEECHES: (SittingPhase.OPEN, ItemKind.STATEMENTS),
        Stage.DECISION: (SittingPhase.OPEN, ItemKind.ADOPTION),
        Stage.CLOSED: (SittingPhase.CLOSED, None),
    }
    assert (state.phase, item) == expected[stage]


def test_at_the_opening_all_are_inscribed_and_it_opens_within_ten_seconds() -> None:
    record, moved = prepared(Stage.OPENING)
    state = state_of(record, NAM.book)
    assert len(state.speakers.order) == 42
    assert 0 < state.opens - NOW <= 10_000
    assert moved.opens == state.opens


def test_at_speeches_some_have_spoken() -> None:
    record, _ = prepared(Stage.SPEECHES)
    assert sum(s.item == 4 for s in state_of(record, NAM.book).statements) == SPOKEN_AT_SPEECHES


def at_stage(stage: Stage) -> Meeting:
    """A meeting at a stage, all simulated delegations in the hall."""
    state = state_of(prepared(stage)[0], NAM.book)
    for part in NAM.parts:
        act(state, i.TakeSeat(seat=part.seat.key, person=part.person), HALL)
    return state


def act(state: Meeting, intent: object, by: Actor) -> None:
    for done in MEETING.decide(state, intent, by, NOW):
        MEETING.fold(state, done, by, NOW)


def by_key(moves: list[Move], start: str) -> list[Move]:
    return [move for move in moves if move.key.startswith(start)]


def test_the_chair_is_left_to_whoever_takes_the_seat() -> None:
    state = at_stage(Stage.SPEECHES)
    autopilot = Autopilot(NAM, presence=False)
    assert by_key(autopilot.moves(documents(state), NOW), "chair:")
    act(state, i.TakeSeat(seat="AZE", person="AZE.chair"), HALL)
    assert not by_key(autopilot.moves(documents(state), NOW), "chair:")
    act(state, i.LoseLine(seat="AZE", person="AZE.chair"), HALL)
    assert not by_key(autopilot.moves(documents(state), NOW), "chair:")
    act(state, i.LeaveSeat(seat="AZE", person="AZE.chair"), HALL)
    assert by_key(autopilot.moves(documents(state), NOW), "chair:")


def test_a_delegation_is_left_to_whoever_takes_its_seat() -> None:
    state = at_stage(Stage.SPEECHES)
    autopilot = Autopilot(NAM, presence=False)
    entry = state.speakers.entries[state.speakers.order[0]]
    chair = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")
    act(state, i.OfferFloor(seat=entry.seat, entry=entry.key), chair)
    assert len(by_key(autopilot.moves(documents(state), NOW), "begin:")) == 1
    act(state, i.TakeSeat(seat=entry.seat, person=f"{entry.seat}.head"), HALL)
    assert by_key(autopilot.moves(documents(state), NOW), "begin:") == []
    act(state, i.LeaveSeat(seat=entry.seat, person=f"{entry.seat}.head"), HALL)
    assert len(by_key(autopilot.moves(documents(state), NOW), "begin:")) == 1


def test_speeches_are_shortened_by_the_pace() -> None:
    state = at_stage(Stage.SPEECHES)
    entry = state.speakers.entries[state.speakers.order[0]]
    chair = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")
    act(state, i.OfferFloor(seat=entry.seat, entry=entry.key), chair)
    speaker = Actor(person=f"{entry.seat}.sim", capacity=Capacity.HEAD, seat=entry.seat)
    act(state, i.TakeFloor(language="ar"), speaker)
    part = NAM.part(entry.seat)
    assert part is not None
    for pace in (1.0, 4.0):
        (end,) = by_key(Autopilot(NAM, pace=pace, presence=False).moves(documents(state), NOW), "end:")
        assert end.at - NOW == round(part.length_s * 1000 / pace)


def test_what_is_refused_is_tried_again_later_but_not_at_once() -> None:
    state = at_stage(Stage.SPEECHES)
    autopilot = Autopilot(NAM, presence=False)
    (move,) = by_key(autopilot.moves(documents(state), NOW), "chair:")
    autopilot.posted(move, move.at, accepted=False)
    (again,) = by_key(autopilot.moves(documents(state), move.at), "chair:")
    assert again.at >= move.at + 2000


def test_a_pace_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="pace"):
        Autopilot(NAM, pace=0)


def test_the_rehearsal_key_is_published_on_purpose() -> None:
    assert "rostrum" in str(rehearsal.REHEARSAL_KEY.verifier)
