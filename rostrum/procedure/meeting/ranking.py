"""The order of the speakers' list: segment, then category of the level, then the tie rule (M2a)."""

from bisect import insort
from hashlib import sha256

from rostrum.procedure.meeting.state import Entry, Meeting, SpeakersList
from rostrum.procedure.words import EntryPhase, ItemKind, ItemPhase, Level, SeatKind, Segment, TieRule

LIST_ITEMS = (ItemKind.GUESTS, ItemKind.STATEMENTS)

SEGMENTS = {
    SeatKind.MEMBER: Segment.MEMBERS,
    SeatKind.OBSERVER_STATE: Segment.OBSERVER_STATES,
    SeatKind.ORGANISATION: Segment.ORGANISATIONS,
    SeatKind.GUEST: Segment.GUESTS,
}

UNRANKED = 9999
"""Stands for a place in the order of protocol that was not given: after all that were."""

WAITING = (EntryPhase.INSCRIBED, EntryPhase.ABSENT)
"""Phases in which an entry stands in the order; one that was absent may be called again."""

Ranks = tuple[Segment, int, int]


def next_entry(speakers: SpeakersList) -> str:
    """Key of the next entry to be made; entries are never removed, so their number is the counter."""
    return f"s{len(speakers.entries) + 1}"


def item_for(state: Meeting, seat: str) -> int | None:
    """The item under which this seat may be inscribed: the first not concluded that hears its kind."""
    kind = state.seats[seat].fact.kind
    left_open: int | None = None
    for number, item in state.agenda.items():
        if item.fact.kind not in LIST_ITEMS or kind not in item.fact.speakers:
            continue
        if item.phase in (ItemPhase.CURRENT, ItemPhase.AHEAD):
            return number
        if item.phase is ItemPhase.LEFT_OPEN and left_open is None:
            left_open = number
    return left_open


def segment_of(state: Meeting, seat: str, item: int) -> Segment:
    if seat == state.chair_seat:
        return Segment.CHAIR
    if state.agenda[item].fact.kind is ItemKind.GUESTS:
        return Segment.GUESTS
    return SEGMENTS.get(state.seats[seat].fact.kind, Segment.OTHERS)


def ranks(state: Meeting, seat: str, item: int, entry: str, level: Level) -> Ranks:
    """Segment, category rank and tie rank. Guests stand in the chair's order of protocol alone."""
    segment = segment_of(state, seat, item)
    protocol = state.seats[seat].fact.protocol_rank or UNRANKED
    if segment is Segment.GUESTS:
        return segment, 0, protocol
    rank = state.rules.level_rank.get(level, UNRANKED)
    match state.speakers.tie_rule if state.speakers.item == item else state.rules.tie_rule:
        case TieRule.PROTOCOL:
            return segment, rank, protocol
        case TieRule.LOT:
            return segment, rank, lot(state.book, item, seat)
        case TieRule.INSCRIPTION:
            return segment, rank, int(entry[1:])
        case TieRule.REGIONS:
            return segment, rank, turn(state, seat, item, entry, (segment, rank))


def lot(book: str, item: int, seat: str) -> int:
    """The seat's lot under an item, 0 … 2³¹ - 1; anybody can draw it again from the three words hashed."""
    return int.from_bytes(sha256(f"{book} {item} {seat}".encode()).digest()[:4]) >> 1


def turn(state: Meeting, seat: str, item: int, entry: str, equals: tuple[Segment, int]) -> int:
    """How many of the seat's region were inscribed before it among its equals (M2a: regional alternation). A turn
    once taken is not given back, so nobody's place changes when another withdraws."""
    region = state.seats[seat].fact.region
    return sum(
        other.item == item
        and (other.segment, other.rank) == equals
        and int(other.key[1:]) < int(entry[1:])
        and state.seats[other.seat].fact.region == region
        for other in state.speakers.entries.values()
    )


def sort_key(state: Meeting, entry: Entry) -> tuple[int, ...]:
    segments = state.rules.segments
    place = segments.index(entry.segment) if entry.segment in segments else len(segments)
    return entry.item, place, entry.rank, entry.tie, int(entry.key[1:])


def place_by_rank(speakers: SpeakersList, entry: Entry) -> None:
    """Insert where the ranks say; entries whose place was given by an act do not count as neighbours."""
    order, entries = speakers.order, speakers.entries
    entry.moved = False
    if not speakers.irregular:
        insort(order, entry.key, key=lambda key: entries[key].sort)
        return
    index = len(order)
    for at, key in enumerate(order):
        other = entries[key]
        if other.item > entry.item or (not other.moved and other.sort > entry.sort):
            index = at
            break
    order.insert(index, entry.key)


def place_within_item(speakers: SpeakersList, entry: Entry, offset: int | None) -> None:
    """Insert as number ``offset`` (0: first) among the entries of its item; None: last."""
    order, entries = speakers.order, speakers.entries
    start = next((n for n, key in enumerate(order) if entries[key].item >= entry.item), len(order))
    end = next((n for n, key in enumerate(order) if entries[key].item > entry.item), len(order))
    order.insert(end if offset is None else min(start + offset, end), entry.key)
    entry.moved = True
    speakers.irregular = True
