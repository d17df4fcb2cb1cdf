"""What the presiding officer is shown, and the secretariat beside her."""

from typing import Any

from rostrum.procedure.meeting.conduct import calling_order, next_step
from rostrum.procedure.meeting.intents import INTENTS, StartRecordedStatement
from rostrum.procedure.meeting.roles import as_accredited
from rostrum.procedure.meeting.showing_out import people_there
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import EntryPhase, FloorPhase, ItemPhase, Presence
from rostrum.views.chamber import officer_card
from rostrum.views.desk import ability
from rostrum.views.documents import Alert, Left, Order, PersonLine, Podium, ShownOutLine, Step
from rostrum.views.plain import plain
from rostrum.views.question import papers
from rostrum.views.speakers import requests
from rostrum.views.stage import held_for, open_points

WORDS_FOR_STEP = {
    "CallToOrder": "open",
    "PutQuestion": "put",
    "Gavel": "decided",
    "CallItem": "next_item",
    "OfferFloor": "give_floor",
    "HearPoint": "point_heard",
    "RulePoint": "point_ruled",
    "DeclareAdopted": "considered_adopted",
    "GoToConsultation": "consultation",
    "ConfirmSuspension": "suspended_technical",
    "Resume": "resumed",
    "Close": "closed",
}
"""Formula of the chair's desk (standard words) for each step."""


def step(state: Meeting) -> Step:
    """The step as a document: its intent is ready to be posted as it stands."""
    found = next_step(state)
    intent: dict[str, Any] | None = plain(found.intent) if found.intent is not None else None
    return Step(
        kind=found.kind if found.kind in INTENTS else "",
        intent=intent,
        ready_at=found.ready_at,
        waiting_for=found.waiting_for,
        seat=found.seat,
        item=found.item,
    )


def alerts(state: Meeting) -> list[Alert]:
    """What the chair must not overlook, most pressing first."""
    found: list[Alert] = []
    if state.hall_lost_at is not None:
        found.append(Alert(kind="hall", seat="", key="", since=state.hall_lost_at))
    found += [Alert(kind="point", seat=p.seat, key=p.key, since=p.raised_at) for p in open_points(state)]
    if state.chair_lost_at is not None:
        found.append(Alert(kind="chair_line", seat=state.chair_seat, key="", since=state.chair_lost_at))
    current = state.questions.get(state.question)
    for objection in current.standing if current else ():
        found.append(Alert(kind="objection", seat=objection.seat, key=state.question, since=objection.at))
    floor = state.floor
    missing = {"line"} if state.hall_lost_at is not None else {"line", "hall"}  # back is not yet heard again
    if floor.held_since is not None and held_for(floor) in missing:
        found.append(Alert(kind="line_lost", seat=floor.seat, key=floor.entry, since=floor.held_since))
    for key in calling_order(state)[:3]:
        entry = state.speakers.entries[key]
        if state.seats[entry.seat].presence is not Presence.PRESENT:
            found.append(Alert(kind="absent", seat=entry.seat, key=key, since=state.at))
    return found


def order(state: Meeting) -> Order:
    people = [
        PersonLine(person=person, seat=seat, part=_part(state, person, seat))
        for person, seat in people_there(state)
    ]
    out = [
        ShownOutLine(person=person, seat=one.seat, reason=one.reason, at=one.at)
        for person, one in state.shown_out.items()
    ]
    return Order(people=people, out=out)


def _part(state: Meeting, person: str, seat: str) -> str:
    if person in state.officers:
        return "officer"
    if not state.people[person].speaks:
        return "adviser"
    return "simulated" if state.people[person].simulated else "head"


WAITING = frozenset({EntryPhase.INSCRIBED, EntryPhase.ABSENT})
UNDONE = frozenset({ItemPhase.AHEAD, ItemPhase.LEFT_OPEN})


def left(state: Meeting) -> Left:
    """Entries on the list that wait, requests to decide, and items ahead or left open."""
    entries = [state.speakers.entries[key] for key in state.speakers.order]
    waiting = [entry for entry in entries if entry.phase in WAITING]
    return Left(
        unheard=len(waiting),
        here=sum(entry.item == state.item for entry in waiting),
        requests=len(state.speakers.requests),
        items=[number for number, item in state.agenda.items() if item.phase in UNDONE],
    )


def _may_play(state: Meeting) -> bool:
    chair = as_accredited(state, state.presiding)
    held = state.floor.phase is FloorPhase.HELD
    return held and ability(state, StartRecordedStatement(seat=state.floor.seat), chair).may


def podium(state: Meeting) -> Podium:
    following = step(state)
    last = state.statements[-1] if state.statements else None
    thanks = last.seat if last is not None and last.item == state.item else ""
    return Podium(
        next=following,
        alerts=alerts(state),
        requests=requests(state),
        officers=[officer_card(state, officer) for officer in state.officers.values()],
        words=WORDS_FOR_STEP.get(following.kind, ""),
        thanks=thanks if following.kind in {"OfferFloor", "CallItem"} else "",
        papers=papers(state),
        automatic=state.suspension is not None and state.suspension.automatic,
        may_play=_may_play(state),
        closing_notice_s=state.rules.closing_notice_s,
        left=left(state),
        order=order(state),
    )
