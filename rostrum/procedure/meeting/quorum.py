"""Quorum: how many members are needed, and how many are in the hall (UNGA rule 67)."""

from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.rulebook import Quorum
from rostrum.procedure.words import SeatKind


def members_connected(state: Meeting) -> tuple[str, ...]:
    """Member seats for which somebody who may speak is in the hall."""
    return tuple(
        key for key, seat in state.seats.items() if seat.fact.kind is SeatKind.MEMBER and seat.connected
    )


def members_missing(state: Meeting) -> tuple[str, ...]:
    return tuple(
        key for key, seat in state.seats.items() if seat.fact.kind is SeatKind.MEMBER and not seat.connected
    )


def needed(quorum: Quorum, members: int) -> int:
    """Members needed of so many: the share reached, or exceeded where the rule says "more than"; none of no share."""
    if not quorum.numerator:
        return 0
    share, rest = divmod(members * quorum.numerator, quorum.denominator)
    if quorum.more_than:
        return share + 1
    return share + (1 if rest else 0)


def require_quorum(state: Meeting, quorum: Quorum) -> int:
    """Members needed, when enough of them are there; else OutOfOrder ``quorum_not_met``."""
    present = len(members_connected(state))
    members = sum(1 for seat in state.seats.values() if seat.fact.kind is SeatKind.MEMBER)
    minimum = needed(quorum, members)
    if present < minimum:
        refuse("quorum_not_met", needed=minimum, present=present, members=members, rulebook=state.rules.key)
    return minimum
