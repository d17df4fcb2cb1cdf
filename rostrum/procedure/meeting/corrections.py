"""Corrections of the name or title under which a delegation appears: asked for, made or declined with a reason."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import require_reason, seat_of
from rostrum.procedure.meeting.state import Correction, Meeting
from rostrum.procedure.words import CorrectionPhase, Instant

Acts = list[Any]

CORRECTION_MOVES = moves(
    ("", "CorrectionRequested", "open"),
    ("open", "CorrectionMade", "made"),
    ("open", "CorrectionDeclined", "declined"),
)

MOST = 400
"""Characters in which a delegation says what its name or title should be."""


def latest(state: Meeting, seat: str) -> Correction | None:
    """The seat's last request, whatever became of it."""
    return next((c for c in reversed(state.corrections.values()) if c.seat == seat), None)


def open_correction(state: Meeting, key: str, seat: str = "") -> Correction:
    """The request of that key, still open, and the seat's own where one is named."""
    found = state.corrections.get(key)
    if found is None or found.phase is not CorrectionPhase.OPEN or seat not in ("", found.seat):
        refuse("no_such_correction", correction=key)
    return found


def made(correction: Correction) -> a.CorrectionMade:
    return a.CorrectionMade(correction=correction.key, seat=correction.seat)


def request_correction(state: Meeting, intent: i.RequestCorrection, by: Actor, at: Instant) -> Acts:
    """By anybody of the delegation, its advisers too; one at a time."""
    seat, words = seat_of(state, by), intent.words.strip()
    if not 0 < len(words) <= MOST:
        refuse("correction_length", length=len(words), most=MOST)
    before = latest(state, seat)
    if before is not None and before.phase is CorrectionPhase.OPEN:
        refuse("correction_open", correction=before.key, seat=seat)
    return [a.CorrectionRequested(correction=f"c{len(state.corrections) + 1}", seat=seat, words=words)]


def decline_correction(state: Meeting, intent: i.DeclineCorrection, by: Actor, at: Instant) -> Acts:
    found = open_correction(state, intent.correction)
    require_reason(i.DeclineCorrection, intent.reason)
    return [a.CorrectionDeclined(correction=found.key, seat=found.seat, reason=intent.reason)]


def correction_requested(state: Meeting, act: a.CorrectionRequested, by: Actor, at: Instant) -> None:
    state.corrections[act.correction] = Correction(act.correction, act.seat, by.person, act.words, at)


def correction_made(state: Meeting, act: a.CorrectionMade, by: Actor, at: Instant) -> None:
    state.corrections[act.correction].phase = CorrectionPhase.MADE


def correction_declined(state: Meeting, act: a.CorrectionDeclined, by: Actor, at: Instant) -> None:
    found = state.corrections[act.correction]
    found.phase = CorrectionPhase.DECLINED
    found.reason = act.reason


DECIDERS: dict[type[Any], Any] = {
    i.RequestCorrection: request_correction,
    i.DeclineCorrection: decline_correction,
}

FOLDERS: dict[type[Any], Any] = {
    a.CorrectionRequested: correction_requested,
    a.CorrectionMade: correction_made,
    a.CorrectionDeclined: correction_declined,
}
