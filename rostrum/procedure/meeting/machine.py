"""The machine of a meeting's book: one table from intents to deciders, one from acts to folders."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.machine import Machine
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import (
    calling,
    corrections,
    elections,
    floor,
    host,
    points,
    presence,
    presiding,
    questions,
    reordering,
    roll,
    seating,
    showing_out,
    sitting,
    speakers,
)
from rostrum.procedure.meeting.announcements import tell
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.meeting.intents import INTENTS
from rostrum.procedure.meeting.matters import changed, touch
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import require_hall, require_phase, require_right
from rostrum.procedure.meeting.seating import note_attendance
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Instant

PARTS = (
    sitting, host, presiding, presence, corrections, calling, floor, speakers, reordering, points, questions,
    elections, showing_out, seating, roll,
)  # fmt: skip

DECIDERS: dict[type[Any], Any] = {kind: decider for part in PARTS for kind, decider in part.DECIDERS.items()}
FOLDERS: dict[type[Any], Any] = {kind: folder for part in PARTS for kind, folder in part.FOLDERS.items()}

BUSINESS: frozenset[type[Any]] = frozenset(
    {
        a.FloorOffered, a.FloorEnded, a.SpeakerCalledToOrder, a.ItemCalled, a.QuestionPut, a.PointHeard,
        a.DecisionTaken, a.QuestionToConsultation, a.QuestionWithdrawn, a.ListClosingAnnounced,
        a.ListReopened, a.SittingSuspended, a.SittingResumed, a.SittingAdjourned, a.SittingClosed,
    }
)  # fmt: skip
"""Acts after which it is too late to appeal against the last ruling (UNGA rule 71: before the next act)."""


def decide(state: Meeting, intent: object, by: Actor, at: Instant) -> list[Any]:
    """Acts that answer the intent, or a refusal: NotSeated (who), then OutOfOrder (when, and on what facts).

    ``state`` is not changed. Raises TypeError for what is no intent of a meeting.
    """
    kind = type(intent)
    decider = DECIDERS.get(kind)
    if decider is None:
        raise TypeError(f"{kind.__name__} is no intent of a meeting")
    require_right(state, kind, by)
    require_phase(state, kind)
    require_hall(state, kind)
    if at < state.at:
        refuse("clock_behind", at=at, last=state.at)
    return decider(state, intent, by, at)


def fold(state: Meeting, act: object, by: Actor, at: Instant) -> None:
    """Change ``state`` by one act, in place. Raises KeyError for what is no act of a meeting."""
    kind = type(act)
    FOLDERS[kind](state, act, by, at)
    state.version += 1
    state.at = at
    touch(state, act)
    note_attendance(state, act)
    if state.appealable and kind in BUSINESS:
        state.appealable = ""
    tell(state, act, by, at)


MEETING: Machine[Meeting] = Machine(
    kind="meeting",
    begin=Meeting,
    decide=decide,
    fold=fold,
    deadlines=deadlines,
    changed=changed,
    acts=a.ACTS,
    intents=INTENTS,
    visibility=lambda state, act: a.VISIBILITY[type(act).__name__],
)
