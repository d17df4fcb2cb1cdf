"""M2a — the speakers' list: opening, inscription, order, swaps, closing (UNGA rules 68 and 73)."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.ranking import (
    WAITING,
    item_for,
    next_entry,
    place_by_rank,
    ranks,
    sort_key,
)
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import PRESIDING, presides, require_own, require_reason, seat_of
from rostrum.procedure.meeting.state import Entry, Meeting
from rostrum.procedure.words import (
    Capacity,
    EntryPhase,
    Instant,
    ItemKind,
    ItemPhase,
    ListPhase,
    QuestionAbout,
    SeatKind,
    StatementForm,
)

Acts = list[Any]

LIST_MOVES = moves(
    ("not_open", "ListOpened", "open"),
    ("open", "ListOpened", "open"),
    ("closing_announced", "ListOpened", "open"),
    ("closed", "ListOpened", "open"),
    ("open", "ListClosingAnnounced", "closing_announced"),
    ("closing_announced", "ListClosed", "closed"),
    ("closing_announced", "ListReopened", "open"),
    ("closed", "ListReopened", "open"),
)

ENTRY_MOVES = moves(
    ("", "FloorRequested", "requested"),
    ("", "SpeakerInscribed", "inscribed"),
    ("", "SpeakerInscribed", "text_only"),
    ("requested", "SpeakerInscribed", "inscribed"),
    ("requested", "SpeakerInscribed", "text_only"),
    ("requested", "RequestDeclined", "declined"),
    ("requested", "SpeakerWithdrawn", "withdrawn"),
    ("inscribed", "SpeakerWithdrawn", "withdrawn"),
    ("absent", "SpeakerWithdrawn", "withdrawn"),
    ("inscribed", "FloorOffered", "called"),
    ("absent", "FloorOffered", "called"),
    ("called", "OfferLapsed", "absent"),
    ("inscribed", "TextTaken", "text_only"),
    ("absent", "TextTaken", "text_only"),
    ("absent", "ItemConcluded", "lapsed"),
    ("requested", "ItemConcluded", "lapsed"),
    ("called", "FloorEnded", "spoken"),
    ("called", "FloorEnded", "truncated"),
    ("called", "FloorEnded", "inscribed"),
    ("called", "FloorEnded", "text_only"),
)

CLERKS = PRESIDING | {Capacity.SECRETARY, Capacity.CLERK}


def known_entry(state: Meeting, key: str) -> Entry:
    entry = state.speakers.entries.get(key)
    if entry is None:
        refuse("no_such_entry", entry=key)
    return entry


def waiting_entry(state: Meeting, key: str) -> Entry:
    entry = known_entry(state, key)
    if entry.phase not in WAITING:
        refuse("entry_not_waiting", entry=key, phase=entry.phase)
    return entry


def open_list(state: Meeting, intent: i.OpenList, by: Actor, at: Instant) -> Acts:
    """For the current item, or the next one that is for statements; members may then ask for the floor."""
    speakers = state.speakers
    _require_closing_not_put(state)
    for number, item in state.agenda.items():
        coming = item.phase in (ItemPhase.CURRENT, ItemPhase.AHEAD)
        if not coming or item.fact.kind is not ItemKind.STATEMENTS:
            continue
        if speakers.item == number and speakers.phase is not ListPhase.NOT_OPEN:
            refuse("list_already_open", item=number, phase=speakers.phase)
        return [a.ListOpened(item=number, tie_rule=state.rules.tie_rule)]
    refuse("no_item_for_list")


def _require_closing_not_put(state: Meeting) -> None:
    """The list does not change under the question whether to close it; that is withdrawn first."""
    question = state.questions.get(state.question)
    if question and question.about is QuestionAbout.CLOSE_LIST:
        refuse("question_open", question=question.key, phase=question.phase)


def request_floor(state: Meeting, intent: i.RequestFloor, by: Actor, at: Instant) -> Acts:
    """A member is inscribed at once; guests, observers, and members after the closing await permission."""
    seat = seat_of(state, by)
    item = _item_to_ask(state, seat)
    if seat in state.agenda[item].heard:
        refuse("already_spoken", seat=seat, item=item)
    form = _form(state, seat, intent.form)
    closed = _require_list(state, item) is ListPhase.CLOSED
    guest = state.seats[seat].fact.kind is not SeatKind.MEMBER and state.rules.guests_need_permission
    if guest or closed:
        key = next_entry(state.speakers)
        return [a.FloorRequested(entry=key, seat=seat, form=form, item=item)]
    return [_inscribed(state, seat, item, next_entry(state.speakers), form, at)]


def _item_to_ask(state: Meeting, seat: str) -> int:
    item = item_for(state, seat)
    if item is None:
        refuse("no_item_for_seat", seat=seat, seat_kind=state.seats[seat].fact.kind)
    key = state.speakers.live.get((seat, item))
    if key:
        refuse("already_on_list", seat=seat, item=item, entry=key)
    return item


def _require_list(state: Meeting, item: int) -> ListPhase:
    """Phase of the item's list. The guests' order is the chair's own and needs no opening."""
    if state.agenda[item].fact.kind is ItemKind.GUESTS:
        return ListPhase.OPEN
    speakers = state.speakers
    if speakers.item != item or speakers.phase is ListPhase.NOT_OPEN:
        refuse("list_not_open", item=item, phase=ListPhase.NOT_OPEN)
    return speakers.phase


def _form(state: Meeting, seat: str, asked: StatementForm) -> StatementForm:
    """The form asked for, or the one that the delegation had announced."""
    return state.seats[seat].fact.form if asked is StatementForm.LIVE else asked


def _inscribed(
    state: Meeting, seat: str, item: int, key: str, form: StatementForm, at: Instant, reason: str = ""
) -> a.SpeakerInscribed:
    segment, rank, tie = ranks(state, seat, item, key, state.seats[seat].level)
    return a.SpeakerInscribed(
        entry=key,
        seat=seat,
        segment=segment,
        rank=rank,
        tie=tie,
        form=form,
        requested_at=at,
        reason=reason,
        item=item,
    )


def inscribe_speaker(state: Meeting, intent: i.InscribeSpeaker, by: Actor, at: Instant) -> Acts:
    """Grants a request, or inscribes on a delegation's behalf; after the closing only the chair may."""
    seat = intent.seat
    if seat not in state.seats:
        refuse("no_such_seat", seat=seat)
    pending = _pending(state, intent)
    if pending:
        return [_granted(state, pending, intent.reason)]
    item = _item_to_ask(state, seat)
    if _require_list(state, item) is ListPhase.CLOSED and not presides(state, by):
        refuse("list_closed", item=item)
    form = _form(state, seat, intent.form)
    return [_inscribed(state, seat, item, next_entry(state.speakers), form, at, intent.reason)]


def _pending(state: Meeting, intent: i.InscribeSpeaker) -> Entry | None:
    """The request that is granted: the one named, else the one that this seat has made."""
    if intent.entry:
        entry = known_entry(state, intent.entry)
        if entry.seat != intent.seat:
            refuse("entry_of_other_seat", entry=entry.key, seat=intent.seat, holder=entry.seat)
        if entry.phase is not EntryPhase.REQUESTED:
            refuse("not_requested", entry=entry.key, phase=entry.phase)
        return entry
    entries = state.speakers.entries
    return next((entries[key] for key in state.speakers.requests if entries[key].seat == intent.seat), None)


def _granted(state: Meeting, entry: Entry, reason: str) -> a.SpeakerInscribed:
    return _inscribed(state, entry.seat, entry.item, entry.key, entry.form, entry.requested_at, reason)


def decline_request(state: Meeting, intent: i.DeclineRequest, by: Actor, at: Instant) -> Acts:
    entry = known_entry(state, intent.entry)
    if entry.phase is not EntryPhase.REQUESTED:
        refuse("not_requested", entry=entry.key, phase=entry.phase)
    require_reason(i.DeclineRequest, intent.reason)
    return [a.RequestDeclined(entry=entry.key, reason=intent.reason)]


def withdraw_request(state: Meeting, intent: i.WithdrawRequest, by: Actor, at: Instant) -> Acts:
    entry = known_entry(state, intent.entry)
    if not (by.capacity in CLERKS and (by.capacity not in PRESIDING or presides(state, by))):
        require_own(state, by, entry.seat)
    if entry.phase not in (*WAITING, EntryPhase.REQUESTED):
        refuse("entry_not_waiting", entry=entry.key, phase=entry.phase)
    return [a.SpeakerWithdrawn(entry=entry.key)]


def announce_closing(state: Meeting, intent: i.AnnounceClosing, by: Actor, at: Instant) -> Acts:
    speakers = state.speakers
    if speakers.phase is not ListPhase.OPEN:
        refuse("list_not_open", item=speakers.item, phase=speakers.phase)
    earliest = at + state.rules.closing_notice_s * 1000
    if intent.closes_at < earliest:
        refuse("closing_notice_too_short", closes_at=intent.closes_at, earliest=earliest)
    return [a.ListClosingAnnounced(closes_at=intent.closes_at)]


def reopen_list(state: Meeting, intent: i.ReopenList, by: Actor, at: Instant) -> Acts:
    phase = state.speakers.phase
    if phase not in (ListPhase.CLOSED, ListPhase.CLOSING_ANNOUNCED):
        refuse("list_not_closed", phase=phase)
    require_reason(i.ReopenList, intent.reason)
    _require_closing_not_put(state)
    return [a.ListReopened(reason=intent.reason)]


def list_opened(state: Meeting, act: a.ListOpened, by: Actor, at: Instant) -> None:
    speakers = state.speakers
    speakers.phase = ListPhase.OPEN
    speakers.item = act.item
    speakers.tie_rule = act.tie_rule
    speakers.closes_at = act.closes_at
    speakers.opened_at = at


def _item_of(state: Meeting, item: int | None) -> int:
    return item if item is not None else (state.speakers.item or 0)


def floor_requested(state: Meeting, act: a.FloorRequested, by: Actor, at: Instant) -> None:
    speakers = state.speakers
    item = _item_of(state, act.item)
    speakers.entries[act.entry] = Entry(act.entry, act.seat, item, EntryPhase.REQUESTED, act.form, at)
    speakers.requests.append(act.entry)
    speakers.live[act.seat, item] = act.entry


def speaker_inscribed(state: Meeting, act: a.SpeakerInscribed, by: Actor, at: Instant) -> None:
    speakers = state.speakers
    item = _item_of(state, act.item)
    entry = speakers.entries.get(act.entry)
    if entry is None:
        entry = Entry(act.entry, act.seat, item, EntryPhase.INSCRIBED, act.form, act.requested_at)
        speakers.entries[act.entry] = entry
    else:
        entry.phase = EntryPhase.INSCRIBED
        speakers.requests.remove(act.entry)
    entry.segment, entry.rank, entry.tie, entry.reason = act.segment, act.rank, act.tie, act.reason
    entry.sort = sort_key(state, entry)
    if act.form is StatementForm.TEXT:
        leave_list(state, entry, EntryPhase.TEXT_ONLY)
        return
    speakers.live[act.seat, item] = act.entry
    place_by_rank(speakers, entry)


def leave_list(state: Meeting, entry: Entry, phase: EntryPhase) -> None:
    entry.phase = phase
    entry.swap_with = ""
    state.speakers.live.pop((entry.seat, entry.item), None)


def lapse_all(state: Meeting, item: int) -> None:
    """The item is concluded: who was absent when called, and requests never decided, lapse with it (M2a)."""
    speakers = state.speakers
    for entry in speakers.entries.values():
        if entry.item != item or entry.phase not in (EntryPhase.ABSENT, EntryPhase.REQUESTED):
            continue
        (speakers.requests if entry.phase is EntryPhase.REQUESTED else speakers.order).remove(entry.key)
        leave_list(state, entry, EntryPhase.LAPSED)


def request_declined(state: Meeting, act: a.RequestDeclined, by: Actor, at: Instant) -> None:
    entry = state.speakers.entries[act.entry]
    entry.reason = act.reason
    state.speakers.requests.remove(act.entry)
    leave_list(state, entry, EntryPhase.DECLINED)


def speaker_withdrawn(state: Meeting, act: a.SpeakerWithdrawn, by: Actor, at: Instant) -> None:
    speakers = state.speakers
    entry = speakers.entries[act.entry]
    (speakers.requests if entry.phase is EntryPhase.REQUESTED else speakers.order).remove(act.entry)
    leave_list(state, entry, EntryPhase.WITHDRAWN)


def closing_announced(state: Meeting, act: a.ListClosingAnnounced, by: Actor, at: Instant) -> None:
    state.speakers.phase = ListPhase.CLOSING_ANNOUNCED
    state.speakers.closes_at = act.closes_at


def list_closed(state: Meeting, act: a.ListClosed, by: Actor, at: Instant) -> None:
    state.speakers.phase = ListPhase.CLOSED


def list_reopened(state: Meeting, act: a.ListReopened, by: Actor, at: Instant) -> None:
    state.speakers.phase = ListPhase.OPEN
    state.speakers.closes_at = None


DECIDERS: dict[type[Any], Any] = {
    i.OpenList: open_list,
    i.RequestFloor: request_floor,
    i.InscribeSpeaker: inscribe_speaker,
    i.DeclineRequest: decline_request,
    i.WithdrawRequest: withdraw_request,
    i.AnnounceClosing: announce_closing,
    i.ReopenList: reopen_list,
}

FOLDERS: dict[type[Any], Any] = {
    a.ListOpened: list_opened,
    a.FloorRequested: floor_requested,
    a.SpeakerInscribed: speaker_inscribed,
    a.RequestDeclined: request_declined,
    a.SpeakerWithdrawn: speaker_withdrawn,
    a.ListClosingAnnounced: closing_announced,
    a.ListClosed: list_closed,
    a.ListReopened: list_reopened,
}
