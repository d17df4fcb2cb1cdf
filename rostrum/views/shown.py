"""Who stands on the stage: one answer for the picture, the nameplate and the hall (docs/adr/0014)."""

from rostrum.procedure.meeting import voices
from rostrum.procedure.meeting.presiding import in_hall
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import SittingPhase, StageRole
from rostrum.views.documents import OnStage

HALL_PHASES = frozenset({SittingPhase.LOBBY, SittingPhase.OPEN, SittingPhase.SUSPENDED})
"""A hall exists from the lobby on; adjourned, closed or cancelled, nobody may publish and nobody is shown."""


def on_stage(state: Meeting) -> OnStage | None:
    """Who is heard on a point of order, else who has the floor, else the presiding officer if in the hall."""
    if state.phase not in HALL_PHASES:
        return None
    if seat := voices.raiser(state):
        return _of_seat(state, seat, StageRole.RAISER)
    if seat := voices.holder(state):
        return _of_seat(state, seat, StageRole.SPEAKER)
    return _presiding(state)


def _of_seat(state: Meeting, seat: str, role: StageRole) -> OnStage:
    title = dict(state.seats[seat].title)
    return OnStage(person=voices.voice(state, seat), seat=seat, role=role, title=title)


def _presiding(state: Meeting) -> OnStage | None:
    officer = state.officers.get(state.presiding)
    if officer is None or not in_hall(state, officer):
        return None
    return OnStage(
        person=officer.person, seat=officer.seat, role=StageRole.PRESIDING, title=dict(officer.title)
    )
