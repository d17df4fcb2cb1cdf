"""The agenda: which item is next, whether one may be called, and whether the current one may be left (M1)."""

from typing import Any

from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import EntryPhase, ItemKind, ItemPhase

ITEM_MOVES = moves(
    ("ahead", "ItemCalled", "current"),
    ("left_open", "ItemCalled", "current"),
    ("current", "ItemConcluded", "concluded"),
    ("current", "ItemConcluded", "left_open"),
    ("left_open", "ItemConcluded", "concluded"),
)

BEFORE_ADOPTION = (ItemKind.AGENDA, ItemKind.OPENING)
"""Kinds of items that may be called before the agenda is adopted."""


def next_item(state: Meeting) -> int | None:
    """Number of the first item ahead; None when there is none."""
    return next((n for n, item in state.agenda.items() if item.phase is ItemPhase.AHEAD), None)


def require_callable(state: Meeting, number: int) -> None:
    """Items are called in their order; one that was left open may be called again at any time."""
    item = state.agenda.get(number)
    if item is None:
        refuse("no_such_item", item=number)
    if item.phase is ItemPhase.CURRENT:
        refuse("item_current", item=number)
    if item.phase is ItemPhase.CONCLUDED:
        refuse("item_concluded", item=number)
    if not state.agenda_adopted and item.fact.kind not in BEFORE_ADOPTION:
        refuse("agenda_not_adopted", item=number)
    first = next_item(state)
    if item.phase is ItemPhase.AHEAD and first != number:
        refuse("item_not_next", item=number, next=first)


def require_may_leave(state: Meeting) -> None:
    """The agenda's item ends with its adoption; no item, over the heads of speakers never called."""
    if state.item is None:
        return
    if state.agenda[state.item].fact.kind is ItemKind.AGENDA and not state.agenda_adopted:
        refuse("agenda_not_adopted", item=state.item)
    speakers = state.speakers
    entries = [
        key
        for key in speakers.order
        if speakers.entries[key].item == state.item and speakers.entries[key].phase is EntryPhase.INSCRIBED
    ]
    if entries:
        refuse("speakers_remaining", item=state.item, entries=entries)


def concluding(state: Meeting, left_open: bool) -> list[Any]:
    return [] if state.item is None else [a.ItemConcluded(number=state.item, left_open=left_open)]
