"""Stages of a sitting, at which a demo may begin."""

from enum import StrEnum

from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, ItemKind, SittingPhase


class Stage(StrEnum):
    LOBBY = "lobby"
    OPENING = "opening"
    SPEECHES = "speeches"
    DECISION = "decision"
    CLOSED = "closed"


SPOKEN_AT_SPEECHES = 3
"""Statements of members already made when the stage of speeches begins."""


def reached(stage: Stage, state: Meeting) -> bool:
    """Whether a meeting has come to this stage and nobody is in the middle of something."""
    if state.phase is SittingPhase.CLOSED:
        return True
    if stage is Stage.LOBBY:
        return state.phase is SittingPhase.LOBBY
    if stage is Stage.CLOSED or state.floor.phase is not FloorPhase.IDLE or state.question:
        return False
    item = state.agenda[state.item].fact.kind if state.item is not None else None
    if stage is Stage.OPENING:
        return state.phase is SittingPhase.OPEN or _everybody_waits(state)
    if stage is Stage.SPEECHES:
        spoken = sum(statement.item == state.item for statement in state.statements)
        return item is ItemKind.STATEMENTS and spoken >= SPOKEN_AT_SPEECHES
    return item is ItemKind.ADOPTION


def _everybody_waits(state: Meeting) -> bool:
    """All have entered, and all are on the list except the Chair, whose statement needs no list."""
    listed = {entry.seat for entry in state.speakers.entries.values()}
    others = set(state.seats) - {state.chair_seat}
    return all(seat.voice for seat in state.seats.values()) and others <= listed
