"""The formal place of a seat, as the speakers' list and the stage have it, for lists of delegations."""

from rostrum.procedure.meeting.ranking import UNRANKED
from rostrum.procedure.meeting.state import Meeting, SeatState
from rostrum.procedure.words import SeatKind

BUREAU = "bureau"
KINDS = (SeatKind.MEMBER, SeatKind.OBSERVER_STATE, SeatKind.ORGANISATION, SeatKind.GUEST)


def places(state: Meeting) -> dict[str, list[str]]:
    """Seats by their place: the countries of the officers, members by level, then each other kind.

    Codes are ``bureau``, a level or a kind of seat, the highest first; within one the seating of the meeting, and of
    the bureau the order of its officers. Every seat has one place.
    """
    officers = list(dict.fromkeys(o.seat for o in state.officers.values() if o.seat in state.seats))
    found: dict[str, list[str]] = {BUREAU: officers} if officers else {}
    others = (seat for key, seat in state.seats.items() if key not in officers)
    for seat in sorted(others, key=lambda seat: _rank(state, seat)):
        member = seat.fact.kind is SeatKind.MEMBER
        found.setdefault(str(seat.level if member else seat.fact.kind), []).append(seat.fact.key)
    return found


def _rank(state: Meeting, seat: SeatState) -> tuple[int, int, int]:
    kind = KINDS.index(seat.fact.kind)
    if seat.fact.kind is SeatKind.MEMBER:
        return kind, state.rules.level_rank.get(seat.level, UNRANKED), 0
    return kind, 0, seat.fact.protocol_rank or UNRANKED
