"""Who is in the hall: seats taken and left, lines lost and found again, changes of level."""

from dataclasses import replace
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.corrections import made, open_correction
from rostrum.procedure.meeting.facts import Accreditation
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.ranking import ranks
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import require_reason, seat_of
from rostrum.procedure.meeting.state import Meeting, Person, SeatState
from rostrum.procedure.words import Capacity, EntryPhase, FloorPhase, Instant, Presence

Acts = list[Any]

PRESENCE_MOVES = moves(
    ("absent", "SeatTaken", "present"),
    ("lost", "SeatTaken", "present"),
    ("present", "SeatTaken", "present"),
    ("present", "SeatLeft", "absent"),
    ("lost", "SeatLeft", "absent"),
    ("present", "LineLost", "lost"),
    ("lost", "LineBack", "present"),
    ("absent", "PersonEntered", "present"),
    ("present", "PersonLeft", "absent"),
)

VERDICTS = ("good", "weak", "bad")
HALL_CAUSE = "hall_failed"
LINE_CAUSES = ("line_lost", "seat_left", HALL_CAUSE)
"""Causes of a hold that end by themselves when the speaker is back."""


def known_seat(state: Meeting, key: str) -> SeatState:
    seat = state.seats.get(key)
    if seat is None:
        refuse("no_such_seat", seat=key)
    return seat


def take_seat(state: Meeting, intent: i.TakeSeat, by: Actor, at: Instant) -> Acts:
    seat = known_seat(state, intent.seat)
    person = intent.person
    if person in state.shown_out:
        refuse("already_shown_out", person=person)
    on_roll = state.people.get(person)
    if on_roll is None or on_roll.withdrawn or on_roll.seat != intent.seat:
        refuse("not_accredited", person=person[:80])
    if seat.people.get(person) is Presence.PRESENT:
        refuse("already_present", seat=intent.seat, person=person)
    taken = a.SeatTaken(
        seat=intent.seat, person=person, simulated=on_roll.simulated, adviser=not on_roll.speaks
    )
    return [taken, *(_floor_back(state, intent.seat, at) if on_roll.speaks else [])]


def restore_line(state: Meeting, intent: i.RestoreLine, by: Actor, at: Instant) -> Acts:
    seat = known_seat(state, intent.seat)
    if seat.people.get(intent.person) is not Presence.LOST:
        refuse("line_not_lost", seat=intent.seat, person=intent.person)
    back = a.LineBack(seat=intent.seat, person=intent.person)
    return [back, *(_floor_back(state, intent.seat, at) if seat.persons[intent.person].speaks else [])]


def _floor_back(state: Meeting, seat: str, at: Instant) -> Acts:
    """The held floor goes on when its seat is heard from again, the seconds lost credited."""
    floor = state.floor
    if state.hall_lost_at is not None:
        return []
    if floor.seat != seat or floor.phase is not FloorPhase.HELD or floor.hold_cause not in LINE_CAUSES:
        return []
    return [a.FloorResumed(seat=seat, credited_ms=at - (floor.held_since or at))]


def leave_seat(state: Meeting, intent: i.LeaveSeat, by: Actor, at: Instant) -> Acts:
    seat = known_seat(state, intent.seat)
    if seat.people.get(intent.person, Presence.ABSENT) is Presence.ABSENT:
        refuse("not_present", seat=intent.seat, person=intent.person)
    left = a.SeatLeft(seat=intent.seat, person=intent.person)
    return [left, *floor_held(state, intent.seat, intent.person, "seat_left")]


def lose_line(state: Meeting, intent: i.LoseLine, by: Actor, at: Instant) -> Acts:
    seat = known_seat(state, intent.seat)
    if seat.people.get(intent.person) is not Presence.PRESENT:
        refuse("not_present", seat=intent.seat, person=intent.person)
    lost = a.LineLost(seat=intent.seat, person=intent.person)
    return [lost, *floor_held(state, intent.seat, intent.person, "line_lost")]


def floor_held(state: Meeting, seat: str, person: str, cause: str) -> Acts:
    """A speaker's lost line holds the floor; before he began, the grace of the offer covers it."""
    floor = state.floor
    speaking = floor.phase in (FloorPhase.SPEAKING, FloorPhase.PLAYING)
    if floor.seat != seat or not speaking or state.seats[seat].voice != person:
        return []
    return [a.FloorHeld(seat=seat, cause=cause)]


def report_line_check(state: Meeting, intent: i.ReportLineCheck, by: Actor, at: Instant) -> Acts:
    if intent.verdict not in VERDICTS:
        refuse("unknown_verdict", verdict=intent.verdict, known=list(VERDICTS))
    return [
        a.LineChecked(
            seat=seat_of(state, by),
            person=by.person,
            verdict=intent.verdict,
            round_trip_ms=intent.round_trip_ms,
            loss_per_mille=intent.loss_per_mille,
            microphone=intent.microphone,
            camera=intent.camera,
        )
    ]


def change_level(state: Meeting, intent: i.ChangeLevel, by: Actor, at: Instant) -> Acts:
    """The delegation's head changed; its places on the list are sorted anew, with the reason shown (M2a)."""
    seat = known_seat(state, intent.seat)
    require_reason(i.ChangeLevel, intent.reason)
    if intent.level not in state.rules.level_rank:
        refuse("level_not_ranked", level=intent.level, rulebook=state.rules.key)
    if (seat.level, seat.title, seat.style, seat.person) == (
        intent.level,
        intent.title,
        intent.style,
        intent.person,
    ):
        refuse("level_unchanged", seat=intent.seat, level=intent.level)
    answered = [made(open_correction(state, intent.correction, seat.fact.key))] if intent.correction else []
    changed = a.LevelChanged(
        seat=intent.seat,
        level=intent.level,
        title=intent.title,
        reason=intent.reason,
        style=intent.style,
        person=intent.person,
    )
    return [changed, *_reordered(state, intent), *answered]


def _reordered(state: Meeting, intent: i.ChangeLevel) -> Acts:
    found: Acts = []
    for (seat, item), key in state.speakers.live.items():
        entry = state.speakers.entries[key]
        if seat != intent.seat or entry.phase is not EntryPhase.INSCRIBED:
            continue
        _, rank, tie = ranks(state, seat, item, key, intent.level)
        if rank != entry.rank:
            found.append(a.SpeakerReordered(entry=key, rank=rank, tie=tie))
    return found


def seat_taken(state: Meeting, act: a.SeatTaken, by: Actor, at: Instant) -> None:
    seat = state.seats[act.seat]
    person = _who(state, act)
    seat.persons.pop(act.person, None)
    seat.persons[act.person] = person
    person.presence = Presence.PRESENT
    if not act.adviser:
        seat.lost_at = None
    if act.person == state.presiding:
        state.chair_lost_at = None


def _who(state: Meeting, act: a.SeatTaken) -> Person:
    """The person of the roll. In books from before there were rolls the act itself says who came in, and as what."""
    person = state.people.get(act.person)
    if person is None:
        line = Accreditation(person=act.person, capacity=Capacity.DELEGATE, seat=act.seat)
        person = state.people[act.person] = Person(line, inferred=True)
    if (person.simulated, person.speaks) != (act.simulated, not act.adviser):
        person.line = replace(person.line, simulated=act.simulated, speaks=not act.adviser)
    return person


def seat_left(state: Meeting, act: a.SeatLeft, by: Actor, at: Instant) -> None:
    _gone(state, act.seat, act.person, Presence.ABSENT, at)


def line_lost(state: Meeting, act: a.LineLost, by: Actor, at: Instant) -> None:
    _gone(state, act.seat, act.person, Presence.LOST, at)


def _gone(state: Meeting, key: str, person: str, presence: Presence, at: Instant) -> None:
    seat = state.seats[key]
    seat.persons[person].presence = presence
    if seat.lost_at is None and not seat.connected:
        seat.lost_at = at
    if person == state.presiding and state.chair_lost_at is None:
        state.chair_lost_at = at


def line_back(state: Meeting, act: a.LineBack, by: Actor, at: Instant) -> None:
    seat = state.seats[act.seat]
    seat.persons[act.person].presence = Presence.PRESENT
    if seat.persons[act.person].speaks:
        seat.lost_at = None
    if act.person == state.presiding:
        state.chair_lost_at = None


def line_checked(state: Meeting, act: a.LineChecked, by: Actor, at: Instant) -> None:
    state.seats[act.seat].check = act.verdict


def level_changed(state: Meeting, act: a.LevelChanged, by: Actor, at: Instant) -> None:
    seat = state.seats[act.seat]
    seat.level, seat.levelled_at = act.level, at
    seat.title = act.title
    seat.style, seat.person = act.style, act.person


DECIDERS: dict[type[Any], Any] = {
    i.TakeSeat: take_seat,
    i.LeaveSeat: leave_seat,
    i.LoseLine: lose_line,
    i.RestoreLine: restore_line,
    i.ReportLineCheck: report_line_check,
    i.ChangeLevel: change_level,
}

FOLDERS: dict[type[Any], Any] = {
    a.SeatTaken: seat_taken,
    a.SeatLeft: seat_left,
    a.LineLost: line_lost,
    a.LineBack: line_back,
    a.LineChecked: line_checked,
    a.LevelChanged: level_changed,
}
