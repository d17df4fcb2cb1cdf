"""M2a — changes of the order: moves with their reason, swaps between two delegations, a change of level."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.ranking import place_by_rank, place_within_item, sort_key
from rostrum.procedure.meeting.refusals import refuse, unseated
from rostrum.procedure.meeting.roles import require_own, require_reason, seat_of
from rostrum.procedure.meeting.speakers import waiting_entry
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Instant

Acts = list[Any]


def move_speaker(state: Meeting, intent: i.MoveSpeaker, by: Actor, at: Instant) -> Acts:
    entry = waiting_entry(state, intent.entry)
    require_reason(i.MoveSpeaker, intent.reason)
    if intent.before:
        before = waiting_entry(state, intent.before)
        if before.item != entry.item or before is entry:
            refuse("bad_place", entry=entry.key, before=before.key)
    return [a.SpeakerMoved(entry=entry.key, before=intent.before, reason=intent.reason)]


def propose_swap(state: Meeting, intent: i.ProposeSwap, by: Actor, at: Instant) -> Acts:
    """Swaps stay within a category; across categories the chair moves speakers, with his reason."""
    entry = waiting_entry(state, intent.entry)
    other = waiting_entry(state, intent.other)
    require_own(state, by, entry.seat)
    if entry is other or (entry.item, entry.segment, entry.rank) != (other.item, other.segment, other.rank):
        refuse("swap_across_categories", entry=entry.key, other=other.key)
    return [a.SwapProposed(entry=entry.key, other=other.key)]


def accept_swap(state: Meeting, intent: i.AcceptSwap, by: Actor, at: Instant) -> Acts:
    """``entry`` and ``other`` are the pair in either order; the seat that did not propose accepts."""
    one = waiting_entry(state, intent.entry)
    two = waiting_entry(state, intent.other)
    yours = seat_of(state, by)
    for proposer, invited in ((one, two), (two, one)):
        if proposer.swap_with == invited.key and yours == invited.seat:
            return [a.SpeakersSwapped(entry=proposer.key, other=invited.key)]
    if yours not in (one.seat, two.seat):
        unseated("not_the_other_party", seat=two.seat, yours=yours)
    refuse("swap_not_proposed", entry=one.key, other=two.key)


def speaker_moved(state: Meeting, act: a.SpeakerMoved, by: Actor, at: Instant) -> None:
    speakers = state.speakers
    entry = speakers.entries[act.entry]
    entry.reason = act.reason
    speakers.order.remove(act.entry)
    if not act.before:
        place_within_item(speakers, entry, None)
        return
    speakers.order.insert(speakers.order.index(act.before), act.entry)
    entry.moved = True
    speakers.irregular = True


def swap_proposed(state: Meeting, act: a.SwapProposed, by: Actor, at: Instant) -> None:
    state.speakers.entries[act.entry].swap_with = act.other


def speakers_swapped(state: Meeting, act: a.SpeakersSwapped, by: Actor, at: Instant) -> None:
    order, entries = state.speakers.order, state.speakers.entries
    one, two = entries[act.entry], entries[act.other]
    here, there = order.index(one.key), order.index(two.key)
    order[here], order[there] = two.key, one.key
    one.sort, two.sort = two.sort, one.sort
    one.tie, two.tie = two.tie, one.tie
    one.moved, two.moved = two.moved, one.moved
    one.swap_with = two.swap_with = ""


def speaker_reordered(state: Meeting, act: a.SpeakerReordered, by: Actor, at: Instant) -> None:
    speakers = state.speakers
    entry = speakers.entries[act.entry]
    speakers.order.remove(act.entry)
    entry.rank, entry.tie, entry.swap_with = act.rank, act.tie, ""
    entry.sort = sort_key(state, entry)
    place_by_rank(speakers, entry)


DECIDERS: dict[type[Any], Any] = {
    i.MoveSpeaker: move_speaker,
    i.ProposeSwap: propose_swap,
    i.AcceptSwap: accept_swap,
}

FOLDERS: dict[type[Any], Any] = {
    a.SpeakerMoved: speaker_moved,
    a.SwapProposed: swap_proposed,
    a.SpeakersSwapped: speakers_swapped,
    a.SpeakerReordered: speaker_reordered,
}
