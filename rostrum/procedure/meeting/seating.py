"""Seats: a delegation is added after the meeting was convened; who attended (M10)."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import Seat
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.state import Meeting, SeatState
from rostrum.procedure.words import Instant, SittingPhase

SITS = frozenset({SittingPhase.OPEN, SittingPhase.SUSPENDED})


def add_seat(state: Meeting, intent: i.AddSeat, by: Actor, at: Instant) -> list[Any]:
    seat = intent.seat
    if seat.key in state.seats:
        refuse("already_seated", seat=seat.key)
    if seat.level not in state.rules.level_rank:
        refuse("level_not_ranked", level=seat.level, rulebook=state.rules.key)
    return [a.SeatAdded(seat=seat)]


def seat_of(fact: Seat) -> SeatState:
    """A seat that nobody has come in for yet."""
    return SeatState(fact, fact.level, fact.title, fact.style, fact.person)


def seat_added(state: Meeting, act: a.SeatAdded, by: Actor, at: Instant) -> None:
    state.seats[act.seat.key] = seat_of(act.seat)


def note_attendance(state: Meeting, act: Any) -> None:
    """Whose delegation was there while a sitting was held; by people, not by an understudy."""
    match act:
        case a.SittingOpened() | a.SittingResumed():
            present = [key for key, seat in state.seats.items() if seat.connected and not seat.simulated]
        case a.SeatTaken() | a.LineBack() if state.phase in SITS and not state.seats[act.seat].simulated:
            present = [act.seat]
        case _:
            return
    state.attended |= dict.fromkeys(present)


DECIDERS: dict[type[Any], Any] = {i.AddSeat: add_seat}
FOLDERS: dict[type[Any], Any] = {a.SeatAdded: seat_added}
