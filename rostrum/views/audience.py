"""Which documents an audience is sent, from one state. Confidentiality is decided here alone."""

from collections.abc import Callable
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import NotSeated
from rostrum.views.announcements import announcements
from rostrum.views.chamber import agenda, chamber, meeting, seats
from rostrum.views.desk import correction, desk
from rostrum.views.documents import AUDIENCES, ROOM_CAPACITIES
from rostrum.views.podium import podium
from rostrum.views.question import decisions, question
from rostrum.views.roll import roll
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
    "roll": roll,
}
"""Documents alike for all who may see them; ``air`` is made from the plan."""

OF_ONE_SEAT: frozenset[str] = frozenset({"desk", "correction", "notes"})
"""Documents of one seat each. ``notes`` is made by whoever keeps them: they are not in the state."""


BY_ROOM: frozenset[str] = frozenset({"announcements"})
"""Documents that each room, and in it each seat, is sent in a form of its own."""


def slot(name: str, key: str) -> str:
    """Under what one document is kept for all who are sent the same."""
    if name in BY_ROOM:
        return f"{name}:{key}"
    return f"{name}:{seat_of(key)}" if name in OF_ONE_SEAT else name


def admit(audience: str, by: Actor | None) -> str:
    """The key under which this reader shares documents: the audience, ``desk:SEAT``, or ``lobby:SEAT`` for who
    is accredited to a seat.

    Raises NotSeated where the capacity does not open that room.
    """
    if audience not in AUDIENCES:
        raise NotSeated("unknown_audience", "Rostrum rooms", {"audience": audience})
    allowed = ROOM_CAPACITIES[audience]
    if audience == "lobby" and by is not None and by.seat is not None:
        return f"lobby:{by.seat}"
    if allowed is None:
        return audience
    if by is None or by.capacity not in allowed:
        raise NotSeated("not_seated", "Rostrum rooms", {"audience": audience})
    return f"desk:{by.seat}" if audience == "desk" else audience


def names(key: str) -> tuple[str, ...]:
    """Names of the documents sent under a sharing key."""
    audience, seated, _ = key.partition(":")
    return (*AUDIENCES[audience], "correction") if audience == "lobby" and seated else AUDIENCES[audience]


def version(state: Meeting, key: str) -> int:
    """Every reader of a meeting is told how far its book has come."""
    return state.version


def seat_of(key: str) -> str:
    return key.partition(":")[2]


def document(name: str, state: Meeting, key: str) -> Any:
    """One document; None where its seat is not of this meeting. ``air``, ``notes``, ``record`` are others' to build."""
    if name == "announcements":
        return announcements(state, key)
    if name in OF_ONE_SEAT:
        seat = seat_of(key)
        return {"desk": desk, "correction": correction}[name](state, seat) if seat in state.seats else None
    return SHARED[name](state)
