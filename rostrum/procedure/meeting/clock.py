"""The floor's clock: it runs while somebody speaks in an open sitting, and for nobody else."""

from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, Instant, Level, SeatKind, SittingPhase

RUNNING = (FloorPhase.SPEAKING, FloorPhase.PLAYING)
HEADS = (
    Level.HEAD_OF_STATE,
    Level.VICE_PRESIDENT,
    Level.HEAD_OF_GOVERNMENT,
    Level.DEPUTY_HEAD_OF_GOVERNMENT,
)
LEAST_S = 30
"""A speaker who was passed over gets at least this long when called again."""


def start(state: Meeting, at: Instant) -> None:
    """Let the clock run, if the chamber's business does: not while suspended, nor frozen for this seat."""
    floor = state.floor
    free = not state.frozen or floor.seat == state.chair_seat
    if state.phase is SittingPhase.OPEN and free and floor.phase in RUNNING:
        floor.running_since = at


def stop(state: Meeting, at: Instant) -> None:
    floor = state.floor
    if floor.running_since is not None:
        floor.used_ms += at - floor.running_since
        floor.running_since = None


def limit_for(state: Meeting, seat: str) -> int | None:
    """Seconds that the rulebook allows this seat for a statement; None where it sets no limit."""
    limits = state.rules.limits
    held = state.seats[seat]
    if held.fact.kind in (SeatKind.ORGANISATION, SeatKind.GUEST):
        return limits.organisation
    if held.fact.spokesman_of:
        return limits.group
    return limits.head_of_state if held.level in HEADS else limits.minister
