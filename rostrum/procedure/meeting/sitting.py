"""M1 — the sitting of a meeting: convened, opened, its items called, suspended, adjourned, closed."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import clock
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.agenda import concluding, next_item, require_callable, require_may_leave
from rostrum.procedure.meeting.floor import ended, require_idle, require_no_point, speak_on
from rostrum.procedure.meeting.host import hall_until
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.questions import reopened_window
from rostrum.procedure.meeting.quorum import needed, require_quorum
from rostrum.procedure.meeting.refusals import refuse, unseated
from rostrum.procedure.meeting.roles import PRESIDING, require_reason
from rostrum.procedure.meeting.roll import inferred, require_roll
from rostrum.procedure.meeting.seating import seat_of
from rostrum.procedure.meeting.speakers import lapse_all
from rostrum.procedure.meeting.state import ItemState, Meeting, Suspension
from rostrum.procedure.rule_changes import amended, unfit
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.procedure.words import (
    Capacity,
    FloorEnd,
    FloorPhase,
    Instant,
    ItemKind,
    ItemPhase,
    QuestionPhase,
    SeatKind,
    SittingPhase,
)

Acts = list[Any]

SITTING_MOVES = moves(
    ("planned", "MeetingConvened", "convened"),
    ("convened", "NoticeAmended", "convened"),
    ("convened", "MeetingCancelled", "cancelled"),
    ("lobby", "MeetingCancelled", "cancelled"),
    ("convened", "LobbyOpened", "lobby"),
    ("adjourned", "LobbyOpened", "lobby"),
    ("lobby", "SittingOpened", "open"),
    ("open", "SittingSuspended", "suspended"),
    ("suspended", "SuspensionConfirmed", "suspended"),
    ("suspended", "SittingResumed", "open"),
    ("open", "SittingAdjourned", "adjourned"),
    ("suspended", "SittingAdjourned", "adjourned"),
    ("open", "SittingClosed", "closed"),
)


def convene(state: Meeting, intent: i.Convene, by: Actor, at: Instant) -> Acts:
    if intent.rulebook not in RULEBOOKS:
        refuse("unknown_rulebook", rulebook=intent.rulebook, known=sorted(RULEBOOKS))
    for name, value in unfit(RULEBOOKS[intent.rulebook], intent.changes):
        refuse("rule_not_changeable", field=name[:60], value=value)
    _require_consistent(intent)
    require_roll(intent)
    if by.capacity in PRESIDING and by.person not in {officer.person for officer in intent.officers}:
        unseated("not_an_officer", person=by.person)
    convened = a.MeetingConvened(
        body=intent.body,
        title=intent.title,
        theme=intent.theme,
        format=intent.format,
        zone=intent.zone,
        opens=intent.opens,
        languages=intent.languages,
        rulebook=amended(RULEBOOKS[intent.rulebook], intent.changes),
        seats=intent.seats,
        officers=intent.officers,
        agenda=intent.agenda,
        papers=intent.papers,
        accent=intent.accent,
        by_roll=bool(intent.roll),
    )
    roll = [a.PersonAccredited(accreditation=line) for line in intent.roll]
    return [convened, *([a.ConvenedPrivately()] if intent.private else []), *roll]


def _require_consistent(intent: i.Convene) -> None:
    """Keys are unique, officers sit somewhere, items refer to papers that exist, and nothing is empty."""
    seats = [seat.key for seat in intent.seats]
    papers = [paper.key for paper in intent.papers]
    lists = {
        "seats": seats,
        "officers": [officer.person for officer in intent.officers],
        "agenda": [item.number for item in intent.agenda],
        "languages": list(intent.languages),
    }
    for name, keys in (lists | {"papers": papers}).items():
        if len(set(keys)) != len(keys) or (name in lists and not keys):
            refuse("convening_inconsistent", field=name, value=keys)
    ranked = RULEBOOKS[intent.rulebook].level_rank
    for seat in intent.seats:
        if seat.level not in ranked:
            refuse("level_not_ranked", level=seat.level, rulebook=intent.rulebook)
    for officer in intent.officers:
        if officer.seat not in seats:
            refuse("convening_inconsistent", field="officers", value=officer.seat)
    for item in intent.agenda:
        if item.paper and item.paper not in papers:
            refuse("convening_inconsistent", field="agenda", value=item.paper)


def convene_publicly(state: Meeting, intent: i.ConvenePublicly, by: Actor, at: Instant) -> Acts:
    """Before its first sitting is opened: what was said in private stays with those who were there."""
    if not state.private:
        refuse("not_private")
    if state.opened_at is not None:
        refuse("met_in_private", since=state.opened_at)
    return [a.ConvenedPublicly()]


def amend_notice(state: Meeting, intent: i.AmendNotice, by: Actor, at: Instant) -> Acts:
    require_reason(i.AmendNotice, intent.reason)
    if intent.opens < at:
        refuse("opens_in_past", opens=intent.opens, now=at)
    return [a.NoticeAmended(number=state.notice + 1, opens=intent.opens, reason=intent.reason)]


def cancel(state: Meeting, intent: i.CancelMeeting, by: Actor, at: Instant) -> Acts:
    require_reason(i.CancelMeeting, intent.reason)
    return [a.MeetingCancelled(reason=intent.reason)]


def open_lobby(state: Meeting, intent: i.OpenLobby, by: Actor, at: Instant) -> Acts:
    return [a.LobbyOpened(sitting=state.sitting + 1)]


def call_to_order(state: Meeting, intent: i.CallToOrder, by: Actor, at: Instant) -> Acts:
    """With the quorum, or its waiver by an earlier decision; the item of the agenda's adoption follows."""
    quorum = state.rules.quorum_to_open
    if intent.waived_by:
        members = sum(1 for seat in state.seats.values() if seat.fact.kind is SeatKind.MEMBER)
        minimum = needed(quorum, members)
    else:
        minimum = require_quorum(state, quorum)
    opened = a.SittingOpened(
        sitting=state.sitting,
        presiding=state.presiding,
        present=_connected(state),
        quorum=minimum,
        waived_by=intent.waived_by,
    )
    first = next_item(state)
    if first is None or state.item is not None or state.agenda[first].fact.kind is not ItemKind.AGENDA:
        return [opened]
    return [opened, a.ItemCalled(number=first)]


def _connected(state: Meeting) -> tuple[str, ...]:
    return tuple(key for key, seat in state.seats.items() if seat.connected)


def call_item(state: Meeting, intent: i.CallItem, by: Actor, at: Instant) -> Acts:
    require_callable(state, intent.number)
    require_no_point(state)
    require_idle(state)
    question = state.questions.get(state.question)
    if question and not (question.phase is QuestionPhase.CONSULTING and intent.leave_open):
        refuse("question_open", question=question.key, phase=question.phase)
    if not intent.leave_open:
        require_may_leave(state)
    return [*concluding(state, intent.leave_open), a.ItemCalled(number=intent.number)]


def suspend(state: Meeting, intent: i.Suspend, by: Actor, at: Instant) -> Acts:
    """By the chair's own power; not while a question is put, whose window would run on unheard.

    By itself where the hall stays away, a question put or not: its window begins anew at the resumption.
    """
    require_reason(i.Suspend, intent.reason)
    if by.capacity is Capacity.SYSTEM:
        _require_hall_given_up(state, at)
    else:
        _require_no_question_put(state)
    if intent.resumes_at is not None and intent.resumes_at <= at:
        refuse("resumption_in_past", resumes_at=intent.resumes_at, now=at)
    return [a.SittingSuspended(reason=intent.reason, resumes_at=intent.resumes_at)]


def _require_hall_given_up(state: Meeting, at: Instant) -> None:
    until = hall_until(state)
    if until is None or at < until:
        refuse("hall_in_grace", until=until)


def _require_no_question_put(state: Meeting) -> None:
    question = state.questions.get(state.question)
    if question and question.phase is QuestionPhase.PUT:
        refuse("question_open", question=question.key, phase=question.phase)


def resume(state: Meeting, intent: i.Resume, by: Actor, at: Instant) -> Acts:
    """Presence is checked again: the record says who is missing that was there before."""
    before = state.suspension.present if state.suspension else ()
    missing = tuple(key for key in before if not state.seats[key].connected)
    resumed = a.SittingResumed(missing=missing, presiding=state.presiding)
    return [resumed, *reopened_window(state, at), *speak_on(state, at)]


def adjourn(state: Meeting, intent: i.Adjourn, by: Actor, at: Instant) -> Acts:
    """Speakers left on the list are carried over; who was stopped by a suspension is first again."""
    require_reason(i.Adjourn, intent.reason)
    if intent.to <= at:
        refuse("adjourned_to_past", to=intent.to, now=at)
    require_no_point(state)
    _require_no_question_put(state)
    stopped: Acts = []
    if state.phase is SittingPhase.OPEN:
        require_idle(state)
    elif state.floor.phase is not FloorPhase.IDLE:
        stopped = [ended(state, FloorEnd.SITTING_ROSE, at)]
    left = tuple(state.speakers.order)
    return [*stopped, a.SittingAdjourned(to=intent.to, reason=intent.reason, carried_over=left)]


def close(state: Meeting, intent: i.Close, by: Actor, at: Instant) -> Acts:
    require_no_point(state)
    require_idle(state)
    question = state.questions.get(state.question)
    if question:
        refuse("question_open", question=question.key, phase=question.phase)
    ahead = [
        number
        for number, item in state.agenda.items()
        if item.phase is ItemPhase.AHEAD and item.fact.kind is not ItemKind.CLOSING
    ]
    if ahead:
        refuse("items_ahead", items=ahead)
    require_may_leave(state)
    return [*concluding(state, False), a.SittingClosed(decisions=tuple(state.decisions))]


def freeze(state: Meeting, intent: i.Freeze, by: Actor, at: Instant) -> Acts:
    require_reason(i.Freeze, intent.reason)
    if state.frozen:
        refuse("frozen", reason=state.frozen)
    return [a.ChamberFrozen(reason=intent.reason)]


def unfreeze(state: Meeting, intent: i.Unfreeze, by: Actor, at: Instant) -> Acts:
    if not state.frozen:
        refuse("not_frozen")
    return [a.ChamberUnfrozen()]


def convened(state: Meeting, act: a.MeetingConvened, by: Actor, at: Instant) -> None:
    state.body, state.title, state.theme, state.format = act.body, act.title, act.theme, act.format
    state.zone, state.accent, state.opens = act.zone, act.accent, act.opens
    state.languages, state.rulebook = act.languages, act.rulebook
    state.phase = SittingPhase.CONVENED
    state.seats = {seat.key: seat_of(seat) for seat in act.seats}
    state.officers = {officer.person: officer for officer in act.officers}
    state.presiding = act.officers[0].person
    state.people = {} if act.by_roll else inferred(state)
    state.agenda = {item.number: ItemState(item) for item in act.agenda}
    state.papers = {paper.key: paper for paper in act.papers}
    state.speakers.tie_rule = act.rulebook.tie_rule


def convened_privately(state: Meeting, act: a.ConvenedPrivately, by: Actor, at: Instant) -> None:
    state.private = True


def convened_publicly(state: Meeting, act: a.ConvenedPublicly, by: Actor, at: Instant) -> None:
    state.private = False


def notice_amended(state: Meeting, act: a.NoticeAmended, by: Actor, at: Instant) -> None:
    state.notice, state.opens, state.reason = act.number, act.opens, act.reason


def cancelled(state: Meeting, act: a.MeetingCancelled, by: Actor, at: Instant) -> None:
    state.phase = SittingPhase.CANCELLED
    state.reason = act.reason


def lobby_opened(state: Meeting, act: a.LobbyOpened, by: Actor, at: Instant) -> None:
    state.phase = SittingPhase.LOBBY
    state.sitting = act.sitting


def opened(state: Meeting, act: a.SittingOpened, by: Actor, at: Instant) -> None:
    state.phase = SittingPhase.OPEN
    state.presiding = act.presiding
    state.opened_at = at
    state.adjourned_to = None


def item_called(state: Meeting, act: a.ItemCalled, by: Actor, at: Instant) -> None:
    state.item = act.number
    state.agenda[act.number].phase = ItemPhase.CURRENT


def item_concluded(state: Meeting, act: a.ItemConcluded, by: Actor, at: Instant) -> None:
    state.agenda[act.number].phase = ItemPhase.LEFT_OPEN if act.left_open else ItemPhase.CONCLUDED
    if not act.left_open:
        lapse_all(state, act.number)
    if state.item == act.number:
        state.item = None


def suspended(state: Meeting, act: a.SittingSuspended, by: Actor, at: Instant) -> None:
    clock.stop(state, at)
    state.phase = SittingPhase.SUSPENDED
    automatic = by.capacity is Capacity.SYSTEM
    state.suspension = Suspension(act.reason, at, act.resumes_at, _connected(state), automatic)


def resumed(state: Meeting, act: a.SittingResumed, by: Actor, at: Instant) -> None:
    since = state.suspension.since if state.suspension else at
    state.phase = SittingPhase.OPEN
    state.suspension = None
    if state.floor.grace_until is not None:
        state.floor.grace_until += at - since
    clock.start(state, at)


def adjourned(state: Meeting, act: a.SittingAdjourned, by: Actor, at: Instant) -> None:
    state.phase = SittingPhase.ADJOURNED
    state.suspension = None
    state.frozen = ""
    state.adjourned_to, state.reason = act.to, act.reason


def closed(state: Meeting, act: a.SittingClosed, by: Actor, at: Instant) -> None:
    state.phase = SittingPhase.CLOSED
    state.frozen = ""
    state.closed_at = at


def frozen(state: Meeting, act: a.ChamberFrozen, by: Actor, at: Instant) -> None:
    """The clock of whoever speaks stops, unless it is the chair, who is not muted."""
    state.frozen = act.reason
    if state.floor.seat != state.chair_seat:
        clock.stop(state, at)


def unfrozen(state: Meeting, act: a.ChamberUnfrozen, by: Actor, at: Instant) -> None:
    state.frozen = ""
    if state.floor.running_since is None:
        clock.start(state, at)


DECIDERS: dict[type[Any], Any] = {
    i.Convene: convene,
    i.ConvenePublicly: convene_publicly,
    i.AmendNotice: amend_notice,
    i.CancelMeeting: cancel,
    i.OpenLobby: open_lobby,
    i.CallToOrder: call_to_order,
    i.CallItem: call_item,
    i.Suspend: suspend,
    i.Resume: resume,
    i.Adjourn: adjourn,
    i.Close: close,
    i.Freeze: freeze,
    i.Unfreeze: unfreeze,
}

FOLDERS: dict[type[Any], Any] = {
    a.MeetingConvened: convened,
    a.ConvenedPrivately: convened_privately,
    a.ConvenedPublicly: convened_publicly,
    a.NoticeAmended: notice_amended,
    a.MeetingCancelled: cancelled,
    a.LobbyOpened: lobby_opened,
    a.SittingOpened: opened,
    a.ItemCalled: item_called,
    a.ItemConcluded: item_concluded,
    a.SittingSuspended: suspended,
    a.SittingResumed: resumed,
    a.SittingAdjourned: adjourned,
    a.SittingClosed: closed,
    a.ChamberFrozen: frozen,
    a.ChamberUnfrozen: unfrozen,
}
