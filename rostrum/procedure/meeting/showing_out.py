"""Showing a person out: an act of whoever presides, or of the secretary, with its reason; and its undoing.

Whoever was shown out is in the hall no more, and asks for nothing, until an act lets them in again. Their
delegation stays: an adviser, or whoever takes the seat, goes on (UNGA rule 35: control over the maintenance of
order).
"""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.presence import floor_held
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import require_reason
from rostrum.procedure.meeting.state import Meeting, Person, ShownOut
from rostrum.procedure.words import Instant, Presence

Acts = list[Any]


def people_there(state: Meeting) -> list[tuple[str, str]]:
    """Persons in the hall, or reconnecting, with their seats, in the order of the seats; whoever presides not."""
    return [
        (person, key)
        for key, seat in state.seats.items()
        for person, presence in seat.people.items()
        if presence is not Presence.ABSENT and person != state.presiding
    ]


def show_out(state: Meeting, intent: i.ShowOut, by: Actor, at: Instant) -> Acts:
    require_reason(i.ShowOut, intent.reason)
    person = intent.person
    if person in state.shown_out:
        refuse("already_shown_out", person=person)
    on_roll = state.people.get(person)
    if on_roll is None:
        refuse("no_such_person", person=person)
    if person == state.presiding:
        refuse("presides", person=person)
    out = a.PersonShownOut(person=person, seat=on_roll.seat, reason=intent.reason)
    return [out, *_leaving(state, on_roll)]


def _leaving(state: Meeting, person: Person) -> Acts:
    """What they leave, where they are in the hall."""
    if person.presence is Presence.ABSENT:
        return []
    if not person.seat:
        return [a.PersonLeft(person=person.person)]
    left = a.SeatLeft(seat=person.seat, person=person.person)
    return [left, *floor_held(state, person.seat, person.person, "seat_left")]


def readmit(state: Meeting, intent: i.Readmit, by: Actor, at: Instant) -> Acts:
    out = state.shown_out.get(intent.person)
    if out is None:
        refuse("not_shown_out", person=intent.person)
    return [a.PersonReadmitted(person=intent.person, seat=out.seat)]


def shown_out(state: Meeting, act: a.PersonShownOut, by: Actor, at: Instant) -> None:
    state.shown_out[act.person] = ShownOut(act.seat, act.reason, at)


def readmitted(state: Meeting, act: a.PersonReadmitted, by: Actor, at: Instant) -> None:
    state.shown_out.pop(act.person, None)


DECIDERS: dict[type[Any], Any] = {i.ShowOut: show_out, i.Readmit: readmit}
FOLDERS: dict[type[Any], Any] = {a.PersonShownOut: shown_out, a.PersonReadmitted: readmitted}
