"""What the hall must look like: who may publish what, who is heard, who is seen. A pure function of state.

A person's key is also their identity in the hall. Granted is not heard: whoever is offered the floor
publishes already, muted at the source, and listeners play only those whom the plan says are heard. So taking
the floor waits for no negotiation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, PointPhase, Presence, SittingPhase, StatementForm
from rostrum.views.documents import Air

HALL_PHASES = frozenset({SittingPhase.LOBBY, SittingPhase.OPEN, SittingPhase.SUSPENDED})
"""A hall exists from the lobby on; adjourned, closed or cancelled, nobody may publish."""
HEARD_PHASES = frozenset({SittingPhase.OPEN, SittingPhase.SUSPENDED})
"""In the lobby nobody is on air, though the presiding officer's microphone is ready."""
HAS_FLOOR = frozenset(FloorPhase) - {FloorPhase.IDLE}
"""The grant is kept while held or interrupted, so that the speaker resumes without publishing anew."""
ON_AIR = frozenset({FloorPhase.SPEAKING, FloorPhase.PLAYING})
ON_STAGE = ON_AIR | {FloorPhase.HELD}
POINT_HEARD = frozenset({PointPhase.HEARING, PointPhase.STATED})
"""A representative may raise a point of order at any time and is heard at once (UNGA rule 71)."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one person may publish."""

    camera: bool = False
    microphone: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """``grants`` holds those who may publish anything; everybody else may publish nothing.

    ``heard`` in the order presiding officer, speaker, raiser of a point; ``seen`` in the order of the seats.
    ``stage`` is the person who is the picture of the stage, empty when nobody is.
    """

    grants: Mapping[str, Grant] = field(default_factory=dict[str, Grant])
    heard: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    stage: str = ""

    def grant(self, person: str) -> Grant:
        return self.grants.get(person, NOTHING)


NOTHING = Grant()
EMPTY = Plan()


def plan(state: Meeting) -> Plan:
    """The plan that this state calls for."""
    if state.phase not in HALL_PHASES:
        return EMPTY
    floor, raiser, present = _floor_voice(state), _raiser(state), _present(state)
    cameras, microphones = _cameras(state), {state.presiding, floor, raiser, _up_next(state)} - {""}
    if state.frozen:  # M1: a frozen chamber leaves the presiding officer alone
        cameras, microphones = _presiding(state), set(_presiding(state))
    people = dict.fromkeys([*cameras, *sorted(microphones)])
    return Plan(
        grants={p: Grant(camera=p in cameras, microphone=p in microphones) for p in people},
        heard=tuple(p for p in _heard(state, floor, raiser) if p in microphones),
        seen=tuple(p for p in cameras if p in present),
        stage=_stage(state, floor, raiser, present),
    )


def air(wanted: Plan) -> Air:
    """The part of a plan that listeners are told."""
    return Air(heard=list(wanted.heard), seen=list(wanted.seen), stage=wanted.stage)


def _presiding(state: Meeting) -> list[str]:
    return [state.presiding] if state.presiding else []


def _voice(state: Meeting, seat: str) -> str:
    return state.seats[seat].voice if seat in state.seats else ""


def _floor_voice(state: Meeting) -> str:
    """The person who speaks for the seat that was given the floor, from the offer to the end."""
    return _voice(state, state.floor.seat) if state.floor.phase in HAS_FLOOR else ""


def _up_next(state: Meeting) -> str:
    """The person who is to speak next: their microphone is made ready, muted, before the floor is offered, so
    that giving the floor waits for no negotiation (docs/adr/0008)."""
    if state.phase is not SittingPhase.OPEN or not state.speakers.order:
        return ""
    entry = state.speakers.entries[state.speakers.order[0]]
    ready = entry.item == state.item and entry.form is StatementForm.LIVE
    return _voice(state, entry.seat) if ready else ""


def _raiser(state: Meeting) -> str:
    """The person heard on a point of order; one point is heard at a time."""
    heard = (p for p in map(state.points.__getitem__, state.open_points) if p.phase in POINT_HEARD)
    return next((_voice(state, point.seat) for point in heard), "")


def _cameras(state: Meeting) -> list[str]:
    """The voice of every seat, in the order of the seats, and the presiding officer beside their own seat."""
    found: dict[str, None] = {}
    for key, seat in state.seats.items():
        if key == state.chair_seat:
            found[state.presiding] = None
        if seat.voice:
            found[seat.voice] = None
    found.update(dict.fromkeys(_presiding(state)))
    return list(found)


def _heard(state: Meeting, floor: str, raiser: str) -> list[str]:
    """While a point of order is heard the speaker whom it interrupts is not."""
    if state.phase not in HEARD_PHASES:
        return []
    speaking = floor if state.floor.phase in ON_AIR and not raiser else ""
    return [p for p in dict.fromkeys([state.presiding, speaking, raiser]) if p]


def _stage(state: Meeting, floor: str, raiser: str, present: set[str]) -> str:
    if not state.frozen and raiser:
        return raiser
    if not state.frozen and floor and state.floor.phase in ON_STAGE:
        return floor
    return state.presiding if state.presiding in present else ""


def _present(state: Meeting) -> set[str]:
    return {
        person
        for seat in state.seats.values()
        for person, presence in seat.people.items()
        if presence is Presence.PRESENT
    }
