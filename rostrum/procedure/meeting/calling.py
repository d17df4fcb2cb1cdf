"""M2 — calling a speaker: to whom the chair may offer the floor, from which place, for how long."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import clock
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.floor import (
    ended,
    require_held,
    require_idle,
    require_no_point,
    require_unfrozen,
)
from rostrum.procedure.meeting.ranking import LIST_ITEMS, WAITING
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.speakers import known_entry, leave_list
from rostrum.procedure.meeting.state import Entry, Floor, Meeting
from rostrum.procedure.words import EntryPhase, FloorEnd, FloorPhase, Instant, ItemKind, QuestionPhase

Acts = list[Any]


def offer_floor(state: Meeting, intent: i.OfferFloor, by: Actor, at: Instant) -> Acts:
    seat = intent.seat
    if seat not in state.seats:
        refuse("no_such_seat", seat=seat)
    _require_chamber_free(state, seat)
    entry = _entry_to_call(state, intent)
    form = entry.form if entry else state.seats[seat].fact.form
    return [
        a.FloorOffered(
            seat=seat,
            entry=entry.key if entry else "",
            limit_s=_limit(state, intent, entry),
            grace_until=at + state.rules.offer_grace_s * 1000,
            form=form,
        )
    ]


def _require_chamber_free(state: Meeting, seat: str) -> None:
    """No floor passes during a point of order or while a question is put."""
    require_no_point(state)
    require_unfrozen(state, seat)
    if state.question and state.questions[state.question].phase is QuestionPhase.PUT:
        refuse("question_open", question=state.question, phase=QuestionPhase.PUT)
    require_idle(state)


def _entry_to_call(state: Meeting, intent: i.OfferFloor) -> Entry | None:
    """The place on the list that is called; None where the chair calls a seat outside the list.

    Outside it the chair may call his own seat at any time, and under items without a list those whom the
    item hears.
    """
    seat, item = intent.seat, state.item
    if intent.entry:
        return _named_entry(state, intent)
    if item is None:
        if seat != state.chair_seat:
            refuse("no_item", seat=seat)
        return None
    live = state.speakers.live.get((seat, item))
    if live:
        return _callable(known_entry(state, live))
    if seat == state.chair_seat:
        return None
    fact = state.agenda[item].fact
    kind = state.seats[seat].fact.kind
    if kind not in fact.speakers:
        refuse("kind_not_heard", seat=seat, seat_kind=kind, item=item, speakers=list(fact.speakers))
    if fact.kind in LIST_ITEMS:
        refuse("not_on_list", seat=seat, item=item)
    return None


def _named_entry(state: Meeting, intent: i.OfferFloor) -> Entry:
    entry = known_entry(state, intent.entry)
    if entry.seat != intent.seat:
        refuse("entry_of_other_seat", entry=entry.key, seat=intent.seat, holder=entry.seat)
    if entry.item != state.item:
        refuse("entry_of_other_item", entry=entry.key, item=entry.item, current=state.item)
    return _callable(entry)


def _callable(entry: Entry) -> Entry:
    if entry.phase is EntryPhase.REQUESTED:
        refuse("permission_pending", entry=entry.key, seat=entry.seat)
    if entry.phase not in WAITING:
        refuse("entry_not_waiting", entry=entry.key, phase=entry.phase)
    return entry


def _limit(state: Meeting, intent: i.OfferFloor, entry: Entry | None) -> int | None:
    """Seconds: what the chair says, else the rulebook's, less what was spoken before being passed over."""
    if intent.limit_s is not None:
        if intent.limit_s <= 0:
            refuse("bad_duration", seconds=intent.limit_s)
        return intent.limit_s
    if entry is None and intent.seat == state.chair_seat:
        return None
    item = state.agenda.get(state.item) if state.item is not None else None
    if item and item.fact.kind is ItemKind.ADOPTION:
        return state.rules.limits.explanation
    limit = clock.limit_for(state, intent.seat)
    used_s = entry.used_ms // 1000 if entry else 0
    return limit if limit is None or not used_s else max(limit - used_s, clock.LEAST_S)


def floor_offered(state: Meeting, act: a.FloorOffered, by: Actor, at: Instant) -> None:
    state.floor = Floor(
        phase=FloorPhase.OFFERED,
        seat=act.seat,
        entry=act.entry,
        form=act.form,
        limit_ms=None if act.limit_s is None else act.limit_s * 1000,
        offered_at=at,
        grace_until=act.grace_until,
        offered_version=state.version + 1,
    )
    if act.entry:
        speakers = state.speakers
        speakers.entries[act.entry].phase = EntryPhase.CALLED
        speakers.order.remove(act.entry)


def take_as_text(state: Meeting, intent: i.TakeAsText, by: Actor, at: Instant) -> Acts:
    """Instead of the line that is lost, or of calling again whoever was absent (M2, M2a)."""
    if not intent.entry:
        require_held(state)
        return [ended(state, FloorEnd.TEXT_TAKEN, at)]
    entry = _callable(known_entry(state, intent.entry))
    return [a.TextTaken(entry=entry.key, seat=entry.seat)]


def text_taken(state: Meeting, act: a.TextTaken, by: Actor, at: Instant) -> None:
    state.speakers.order.remove(act.entry)
    leave_list(state, state.speakers.entries[act.entry], EntryPhase.TEXT_ONLY)


DECIDERS: dict[type[Any], Any] = {i.OfferFloor: offer_floor, i.TakeAsText: take_as_text}

FOLDERS: dict[type[Any], Any] = {a.FloorOffered: floor_offered, a.TextTaken: text_taken}
