"""M1 — a failure of the host's own side: the hall is away, the floor held, in the end the sitting suspended.

A delegation's line that fails never suspends; the hall that fails does, by itself, and the presiding officer
confirms it. A hall that is away says nothing about people: nobody's line is recorded as lost because of it.

A house that was away (its server ended and was started again) is a hall that failed when the house was last
alive, and more: nobody could see, ask or object either. What each deadline does is a table in docs/adr/0015.
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
from rostrum.procedure.words import FloorPhase, Instant, ListPhase, SittingPhase

Acts = list[Any]

TECHNICAL = "technical"
"""Reason of the suspension that begins by itself."""
IN_SESSION = (SittingPhase.OPEN, SittingPhase.SUSPENDED)


REJOIN_MS = 8_000
"""How long people have to come in again. Browsers take three to four seconds; it is shorter than a window for
objections, so that the gavel waits for whoever is missing. Until then no deadline falls."""


def hall_until(state: Meeting) -> Instant | None:
    """When an open sitting is suspended for the hall; None while the hall is there."""
    if state.hall_grace_from is None:
        return None
    return state.hall_grace_from + state.rules.hall_grace_s * 1000


def lose_hall(state: Meeting, intent: i.LoseHall, by: Actor, at: Instant) -> Acts:
    """Whoever speaks is held by one act, whatever becomes of a hundred lines."""
    if state.hall_lost_at is not None:
        refuse("hall_away", since=state.hall_lost_at)
    return [a.HallFailed(), *_speaker_held(state)]


def _speaker_held(state: Meeting) -> Acts:
    if state.phase is SittingPhase.OPEN and state.floor.phase in clock.RUNNING:
        return [a.FloorHeld(seat=state.floor.seat, cause=HALL_CAUSE)]
    return []


def restore_hall(state: Meeting, intent: i.RestoreHall, by: Actor, at: Instant) -> Acts:
    """The time for objections, which nobody heard run, begins anew: now, or when the sitting is resumed; after
    the house was away not before people could see again that a question is put."""
    if state.hall_lost_at is None:
        refuse("hall_there")
    restored: Acts = [a.HallRestored(away_ms=at - state.hall_lost_at)]
    begins = at if state.house_back_at is None else max(at, state.house_back_at + REJOIN_MS)
    return restored + (reopened_window(state, begins) if state.phase is SittingPhase.OPEN else [])


def interruptible(state: Meeting, at: Instant) -> bool:
    """Whether anything runs at ``at`` that the house's absence would take from somebody: a sitting, or the time
    after the gavel in which who was cut off may state a position."""
    return state.phase in IN_SESSION or any(d.positions_until > at for d in state.decisions.values())


def return_house(state: Meeting, intent: i.ReturnHouse, by: Actor, at: Instant) -> Acts:
    """Never away before the last act, which it recorded itself. Whoever spoke is held until they are in again."""
    since = min(max(intent.since, state.at), at)
    return [a.HouseReturned(since=since), *_speaker_held(state)]


def confirm_suspension(state: Meeting, intent: i.ConfirmSuspension, by: Actor, at: Instant) -> Acts:
    if state.suspension is None or not state.suspension.automatic:
        refuse("nothing_to_confirm")
    if intent.resumes_at is not None and intent.resumes_at <= at:
        refuse("resumption_in_past", resumes_at=intent.resumes_at, now=at)
    return [a.SuspensionConfirmed(resumes_at=intent.resumes_at)]


def hall_failed(state: Meeting, act: a.HallFailed, by: Actor, at: Instant) -> None:
    state.hall_lost_at = state.hall_grace_from = at


def hall_restored(state: Meeting, act: a.HallRestored, by: Actor, at: Instant) -> None:
    """Every grace that stood still goes on from where it was; a suspension since then counts for itself."""
    since, state.hall_lost_at = state.hall_lost_at or at, None
    whole = state.house_back_at is not None
    state.hall_grace_from = state.house_back_at = None
    _credit_offer(state, since, at, whole)
    _credit_lines(state, since, at)
    for key in state.open_points:
        heard_at = state.points[key].heard_at
        if heard_at is not None:
            state.points[key].heard_at = heard_at + _missed(heard_at, since, at)


def _missed(began: Instant, since: Instant, at: Instant) -> int:
    """Milliseconds of an absence from ``since`` to ``at`` that fell after ``began``."""
    return max(at - max(since, began), 0)


def _credit_offer(state: Meeting, since: Instant, at: Instant, whole: bool) -> None:
    """A floor on offer; one that a point of order interrupted is credited when it is given back."""
    floor = state.floor
    if floor.phase is not FloorPhase.OFFERED or floor.grace_until is None:
        return
    until = state.suspension.since if state.suspension else at
    floor.grace_until += max(until - since, 0)
    if whole:
        floor.grace_until = max(floor.grace_until, until + state.rules.offer_grace_s * 1000)
    floor.grace_until = max(floor.grace_until, until + REJOIN_MS)


def _credit_lines(state: Meeting, since: Instant, at: Instant) -> None:
    """Lines that were lost before: the chair's, and those for which the gavel waits."""
    if state.chair_lost_at is not None:
        lost_at = state.chair_lost_at + _missed(state.chair_lost_at, since, at)
        state.chair_lost_at = max(lost_at, at + REJOIN_MS - state.rules.chair_line_grace_s * 1000)
    for seat in state.seats.values():
        if seat.lost_at is not None:
            seat.lost_at += _missed(seat.lost_at, since, at)


def house_returned(state: Meeting, act: a.HouseReturned, by: Actor, at: Instant) -> None:
    """What ran by itself is given back here; what only a hall must hear, when it is restored."""
    away = at - act.since
    for decision in state.decisions.values():
        if decision.positions_until > act.since:
            decision.positions_until += away
    if state.phase not in IN_SESSION:
        return
    listed = state.speakers
    if listed.phase is ListPhase.CLOSING_ANNOUNCED and listed.closes_at is not None:
        listed.closes_at += away if listed.closes_at > act.since else 0
    if state.floor.running_since is not None:
        clock.stop(state, act.since)
        state.floor.credited_ms += away
    if state.hall_lost_at is None:
        state.hall_lost_at = act.since
    state.hall_grace_from = state.house_back_at = at


def suspension_confirmed(state: Meeting, act: a.SuspensionConfirmed, by: Actor, at: Instant) -> None:
    if state.suspension is not None:
        state.suspension.automatic = False
        state.suspension.resumes_at = act.resumes_at


DECIDERS: dict[type[Any], Any] = {
    i.LoseHall: lose_hall,
    i.RestoreHall: restore_hall,
    i.ReturnHouse: return_house,
    i.ConfirmSuspension: confirm_suspension,
}

FOLDERS: dict[type[Any], Any] = {
    a.HallFailed: hall_failed,
    a.HallRestored: hall_restored,
    a.HouseReturned: house_returned,
    a.SuspensionConfirmed: suspension_confirmed,
}
