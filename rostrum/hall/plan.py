"""What the hall must look like: who may publish what, who is heard, who is seen. A pure function of state.

A person's key is also their identity in the hall. Granted is not heard: whoever is offered the floor
publishes already, muted at the source, and listeners play only those whom the plan says are heard. So taking
the floor waits for no negotiation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostrum.procedure.meeting import voices
from rostrum.procedure.meeting.conduct import next_speaker
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, Presence, SittingPhase, StatementForm
from rostrum.views.documents import Air, OnStage
from rostrum.views.shown import HALL_PHASES, on_stage

HEARD_PHASES = frozenset({SittingPhase.OPEN, SittingPhase.SUSPENDED})
"""In the lobby nobody is on air, though the presiding officer's microphone is ready."""
HAS_FLOOR = frozenset(FloorPhase) - {FloorPhase.IDLE}
"""The grant is kept while held or interrupted, so that the speaker resumes without publishing anew."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one person may publish."""

    camera: bool = False
    microphone: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """``grants`` holds those who may publish anything; everybody else may publish nothing.

    ``heard`` in the order presiding officer, speaker, raiser of a point; ``seen`` in the order of the seats.
    ``stage`` is who is the picture of the stage, None when nobody is.
    """

    grants: Mapping[str, Grant] = field(default_factory=dict[str, Grant])
    heard: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    stage: OnStage | None = None
    out: frozenset[str] = frozenset()
    """Persons who were shown out, or are no longer accredited: they are not let in, whatever they hold."""
    private: bool = False
    """Nobody is let in who is not accredited."""

    def grant(self, person: str) -> Grant:
        return self.grants.get(person, NOTHING)


NOTHING = Grant()
EMPTY = Plan()


def plan(state: Meeting) -> Plan:
    """The plan that this state calls for."""
    out = frozenset(state.shown_out) | {p for p, one in state.people.items() if one.withdrawn}
    if state.phase not in HALL_PHASES:
        return Plan(out=out, private=state.private)
    cameras, present = _cameras(state), _present(state)
    ready = (_floor_voice(state), _called_on_point(state), _up_next(state))
    microphones = {state.presiding, *ready} - {""}
    if state.frozen:  # M1: a frozen chamber leaves the presiding officer alone
        cameras, microphones = _presiding(state), set(_presiding(state))
    people = dict.fromkeys([*cameras, *sorted(microphones)])
    return Plan(
        grants={p: Grant(camera=p in cameras, microphone=p in microphones) for p in people},
        heard=tuple(p for p in _heard(state) if p in microphones),
        seen=tuple(p for p in cameras if p in present),
        stage=on_stage(state),
        out=out,
        private=state.private,
    )


def air(wanted: Plan) -> Air:
    """The part of a plan that listeners are told."""
    ready = [p for p, grant in wanted.grants.items() if grant.microphone and p not in wanted.heard]
    return Air(heard=list(wanted.heard), ready=ready, seen=list(wanted.seen), stage=wanted.stage)


def _presiding(state: Meeting) -> list[str]:
    return [state.presiding] if state.presiding else []


def _floor_voice(state: Meeting) -> str:
    """The person who speaks for the seat that was given the floor, from the offer to the end."""
    return voices.voice(state, state.floor.seat) if state.floor.phase in HAS_FLOOR else ""


def _up_next(state: Meeting) -> str:
    """The person who is to speak next: their microphone is made ready, muted, before the floor is offered, so
    that giving the floor waits for no negotiation (docs/adr/0008)."""
    entry = next_speaker(state) if state.phase is SittingPhase.OPEN else None
    return voices.voice(state, entry.seat) if entry and entry.form is StatementForm.LIVE else ""


def _called_on_point(state: Meeting) -> str:
    """The person called to state a point of order: as with the floor, their microphone is ready, muted."""
    point = voices.called_point(state)
    return voices.voice(state, point.seat) if point else ""


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


def _heard(state: Meeting) -> list[str]:
    """While a point of order is heard the speaker whom it interrupts is not."""
    if state.phase not in HEARD_PHASES:
        return []
    seats = (voices.speaker(state), voices.raiser(state))
    return [p for p in dict.fromkeys([state.presiding, *(voices.voice(state, s) for s in seats)]) if p]


def _present(state: Meeting) -> set[str]:
    return {person for person, one in state.people.items() if one.presence is Presence.PRESENT}
