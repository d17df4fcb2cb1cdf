"""Who presides: hand-over, return, and the next in order when the chair's line stays lost (M1)."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.refusals import refuse, unseated
from rostrum.procedure.meeting.state import Meeting, Officer
from rostrum.procedure.words import Capacity, Instant, Presence

Acts = list[Any]


def in_hall(state: Meeting, officer: Officer) -> bool:
    person = state.people.get(officer.person)
    return person is not None and person.presence is Presence.PRESENT


def successor(state: Meeting) -> Officer | None:
    """The first officer in the order of designation who is in the hall and does not preside."""
    return next(
        (o for o in state.officers.values() if o.person != state.presiding and in_hall(state, o)), None
    )


def chair_line_until(state: Meeting) -> Instant | None:
    """When the grace of the presiding officer's lost line ends; None while the line is not lost."""
    if state.chair_lost_at is None:
        return None
    return state.chair_lost_at + state.rules.chair_line_grace_s * 1000


def _officer_present(state: Meeting, person: str) -> Officer:
    officer = state.officers.get(person)
    if officer is None:
        unseated("not_an_officer", person=person)
    if person == state.presiding:
        refuse("already_presiding", person=person)
    if not in_hall(state, officer):
        refuse("officer_absent", person=person, seat=officer.seat)
    return officer


def hand_over(state: Meeting, intent: i.HandOverChair, by: Actor, at: Instant) -> Acts:
    officer = _officer_present(state, intent.to)
    return [a.ChairChanged(outgoing=state.presiding, incoming=officer.person, cause="designated")]


def return_to_chair(state: Meeting, intent: i.ReturnToChair, by: Actor, at: Instant) -> Acts:
    officer = _officer_present(state, by.person)
    order = list(state.officers)
    if order.index(officer.person) > order.index(state.presiding):
        unseated("not_before_in_order", person=officer.person, presiding=state.presiding)
    return [a.ChairChanged(outgoing=state.presiding, incoming=officer.person, cause="returned")]


def assume_chair(state: Meeting, intent: i.AssumeChair, by: Actor, at: Instant) -> Acts:
    """The clock, once the grace has run out; the secretary, wherever the presiding officer is not there."""
    officer = _officer_present(state, intent.person)
    presiding = state.officers[state.presiding]
    if in_hall(state, presiding):
        refuse("chair_connected", presiding=state.presiding)
    until = chair_line_until(state)
    if by.capacity is Capacity.SYSTEM and (until is None or at < until):
        refuse("chair_line_in_grace", presiding=state.presiding, until=until)
    return [a.ChairChanged(outgoing=state.presiding, incoming=officer.person, cause="line_lost")]


def chair_changed(state: Meeting, act: a.ChairChanged, by: Actor, at: Instant) -> None:
    state.presiding = act.incoming
    state.chair_lost_at = None if in_hall(state, state.officers[act.incoming]) else at


DECIDERS: dict[type[Any], Any] = {
    i.HandOverChair: hand_over,
    i.ReturnToChair: return_to_chair,
    i.AssumeChair: assume_chair,
}

FOLDERS: dict[type[Any], Any] = {a.ChairChanged: chair_changed}
