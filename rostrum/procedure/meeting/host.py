"""M1 — a failure of the host's own side: the hall is away, the floor held, in the end the sitting suspended.

A delegation's line that fails never suspends; the hall that fails does, by itself, and the presiding officer
confirms it. A hall that is away says nothing about people: nobody's line is recorded as lost because of it.
"""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import clock
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.presence import HALL_CAUSE
from rostrum.procedure.meeting.questions import reopened_window
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Instant, SittingPhase

Acts = list[Any]

TECHNICAL = "technical"
"""Reason of the suspension that begins by itself."""


def hall_until(state: Meeting) -> Instant | None:
    """When an open sitting is suspended for the hall; None while the hall is there."""
    if state.hall_lost_at is None:
        return None
    return state.hall_lost_at + state.rules.hall_grace_s * 1000


def lose_hall(state: Meeting, intent: i.LoseHall, by: Actor, at: Instant) -> Acts:
    """Whoever speaks is held by one act, whatever becomes of a hundred lines."""
    if state.hall_lost_at is not None:
        refuse("hall_away", since=state.hall_lost_at)
    failed: Acts = [a.HallFailed()]
    if state.phase is SittingPhase.OPEN and state.floor.phase in clock.RUNNING:
        failed.append(a.FloorHeld(seat=state.floor.seat, cause=HALL_CAUSE))
    return failed


def restore_hall(state: Meeting, intent: i.RestoreHall, by: Actor, at: Instant) -> Acts:
    """The time for objections, which nobody heard run, begins anew: now, or when the sitting is resumed."""
    if state.hall_lost_at is None:
        refuse("hall_there")
    restored: Acts = [a.HallRestored(away_ms=at - state.hall_lost_at)]
    return restored + (reopened_window(state, at) if state.phase is SittingPhase.OPEN else [])


def confirm_suspension(state: Meeting, intent: i.ConfirmSuspension, by: Actor, at: Instant) -> Acts:
    if state.suspension is None or not state.suspension.automatic:
        refuse("nothing_to_confirm")
    if intent.resumes_at is not None and intent.resumes_at <= at:
        refuse("resumption_in_past", resumes_at=intent.resumes_at, now=at)
    return [a.SuspensionConfirmed(resumes_at=intent.resumes_at)]


def hall_failed(state: Meeting, act: a.HallFailed, by: Actor, at: Instant) -> None:
    state.hall_lost_at = at


def hall_restored(state: Meeting, act: a.HallRestored, by: Actor, at: Instant) -> None:
    """Every grace that stood still goes on from where it was; a suspension since then counts for itself."""
    since, state.hall_lost_at = state.hall_lost_at or at, None
    until = state.suspension.since if state.suspension else at
    if state.floor.grace_until is not None:
        state.floor.grace_until += max(until - since, 0)
    if state.chair_lost_at is not None:
        state.chair_lost_at += at - max(since, state.chair_lost_at)


def suspension_confirmed(state: Meeting, act: a.SuspensionConfirmed, by: Actor, at: Instant) -> None:
    if state.suspension is not None:
        state.suspension.automatic = False
        state.suspension.resumes_at = act.resumes_at


DECIDERS: dict[type[Any], Any] = {
    i.LoseHall: lose_hall,
    i.RestoreHall: restore_hall,
    i.ConfirmSuspension: confirm_suspension,
}

FOLDERS: dict[type[Any], Any] = {
    a.HallFailed: hall_failed,
    a.HallRestored: hall_restored,
    a.SuspensionConfirmed: suspension_confirmed,
}
