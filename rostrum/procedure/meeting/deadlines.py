"""What the clock must do: pure, from state alone. Each deadline's key is unique, so that it happens once."""

from rostrum.procedure.actor import HALL
from rostrum.procedure.machine import Deadline
from rostrum.procedure.meeting.host import TECHNICAL, hall_until
from rostrum.procedure.meeting.intents import AssumeChair, LapseOffer, Suspend
from rostrum.procedure.meeting.presiding import chair_line_until, successor
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, SittingPhase


def deadlines(state: Meeting) -> list[Deadline]:
    if state.phase is not SittingPhase.OPEN:
        return []
    until = hall_until(state)
    if until is not None:  # nobody can answer now, so nobody's grace runs
        suspend = Suspend(reason=TECHNICAL)
        return [Deadline(at=until, key=f"hall:{state.hall_grace_from}", intent=suspend, by=HALL)]
    return [*_offer(state), *_chair_line(state)]


def _offer(state: Meeting) -> list[Deadline]:
    """An offered floor waits for its speaker no longer than its grace."""
    floor = state.floor
    if floor.phase is not FloorPhase.OFFERED or floor.grace_until is None:
        return []
    key = f"lapse:{floor.entry or floor.seat}:{floor.offered_version}"
    return [Deadline(at=floor.grace_until, key=key, intent=LapseOffer(seat=floor.seat))]


def _chair_line(state: Meeting) -> list[Deadline]:
    """The next officer in order presides; with none in the hall the meeting waits."""
    until, officer = chair_line_until(state), successor(state)
    if until is None or officer is None:
        return []
    key = f"chair_line:{state.presiding}:{state.chair_lost_at}"
    return [Deadline(at=until, key=key, intent=AssumeChair(person=officer.person))]
