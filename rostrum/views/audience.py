"""Which documents an audience is sent, from one state. Confidentiality is decided here alone."""

from collections.abc import Callable
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import NotSeated
from rostrum.views.chamber import agenda, chamber, meeting, seats
from rostrum.views.desk import desk
from rostrum.views.documents import AUDIENCES, ROOM_CAPACITIES
from rostrum.views.podium import podium
from rostrum.views.question import decisions, question
from rostrum.views.secretariat import secretariat
from rostrum.views.speakers import speakers
from rostrum.views.stage import stage

SHARED: dict[str, Callable[[Meeting], Any]] = {
    "meeting": meeting,
    "seats": seats,
    "stage": stage,
    "agenda": agenda,
    "speakers": speakers,
    "question": question,
    "decisions": decisions,
    "chamber": chamber,
    "podium": podium,
    "secretariat": secretariat,
}
"""Documents alike for all who may see them; ``desk`` is one per seat, ``air`` is made from the plan."""


def admit(audience: str, by: Actor | None) -> str:
    """The key under which this reader shares documents: the audience, or ``desk:SEAT``.

    Raises NotSeated where the capacity does not open that room.
    """
    if audience not in AUDIENCES:
        raise NotSeated("unknown_audience", "Rostrum rooms", {"audience": audience})
    allowed = ROOM_CAPACITIES[audience]
    if allowed is None:
        return audience
    if by is None or by.capacity not in allowed:
        raise NotSeated("not_seated", "Rostrum rooms", {"audience": audience})
    return f"desk:{by.seat}" if audience == "desk" else audience


def names(key: str) -> tuple[str, ...]:
    """Names of the documents sent under a sharing key."""
    return AUDIENCES[key.partition(":")[0]]


def document(name: str, state: Meeting, key: str) -> Any:
    """One document; None where a desk's seat is not of this meeting. ``air`` is the hall's to build."""
    if name == "desk":
        seat = key.partition(":")[2]
        return desk(state, seat) if seat in state.seats else None
    return SHARED[name](state)
