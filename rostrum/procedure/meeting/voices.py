"""Whose words the meeting hears beside the presiding officer: the speaker's, or those of who raises a point.

Seats, not persons; the hall, the stage and the desks all ask here, so that they cannot disagree.
"""

from rostrum.procedure.meeting.state import Meeting, Point
from rostrum.procedure.words import FloorPhase, PointPhase, SittingPhase

ON_AIR = frozenset({FloorPhase.SPEAKING, FloorPhase.PLAYING})
HOLDS_STAGE = ON_AIR | {FloorPhase.HELD}
"""Who waits with a stopped clock keeps the stage, though nobody hears them."""
CALLED_ON_POINT = frozenset({PointPhase.HEARING, PointPhase.STATING})
"""From the chair's call until the point is stated: as for the floor, called is not yet heard."""


def voice(state: Meeting, seat: str) -> str:
    """The person who speaks for the seat; empty when nobody does."""
    return state.seats[seat].voice if seat in state.seats else ""


def in_session(state: Meeting) -> bool:
    """Whether anybody beside the presiding officer can be heard at all."""
    return state.phase is SittingPhase.OPEN and not state.frozen


def called_point(state: Meeting) -> Point | None:
    """The point whose raiser was called and has not finished; one point is heard at a time (UNGA rule 71)."""
    points = (state.points[key] for key in state.open_points)
    return next((point for point in points if point.phase in CALLED_ON_POINT), None)


def raiser(state: Meeting) -> str:
    """Seat heard on a point of order: from its own press until it has stated the point."""
    point = called_point(state) if in_session(state) else None
    return point.seat if point and point.phase is PointPhase.STATING else ""


def speaker(state: Meeting) -> str:
    """Seat heard because it has the floor; not while somebody is heard on a point of order."""
    return state.floor.seat if _holds(state, ON_AIR) else ""


def holder(state: Meeting) -> str:
    """Seat that stands on the stage because it has the floor, heard or waiting."""
    return state.floor.seat if _holds(state, HOLDS_STAGE) else ""


def _holds(state: Meeting, phases: frozenset[FloorPhase]) -> bool:
    return in_session(state) and state.floor.phase in phases and called_point(state) is None
