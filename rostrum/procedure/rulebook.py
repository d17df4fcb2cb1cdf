"""Rulebooks: rules as data, frozen into a meeting when it is convened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostrum.procedure.words import Capacity, Level, Segment, TieRule, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """Seconds allowed to a statement, by what the speaker is; None where the body sets no limit."""

    head_of_state: int | None = 300
    minister: int | None = 180
    organisation: int | None = 180
    group: int | None = 300
    point_of_order: int = 120
    explanation: int = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Share of members as ``numerator / denominator``; a numerator of 0 means that no minimum is set."""

    numerator: int
    denominator: int
    more_than: bool = False
    """True where the share must be exceeded (a majority), False where reaching it is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The rules of one body as values. ``sources`` says where each comes from: field name to citation."""

    key: str
    version: int
    languages: tuple[str, ...]
    quorum_to_open: Quorum
    quorum_to_decide: Quorum
    decision_mode: str
    """``consensus`` or ``consensus_then_vote``."""
    appeal_mode: str
    """``vote`` (UNGA rule 71) or ``chair`` (stands unless the chair withdraws it)."""
    segments: tuple[Segment, ...]
    level_rank: Mapping[Level, int]
    tie_rule: TieRule
    limits: TimeLimits
    offer_grace_s: int
    """How long an offered floor waits for its speaker."""
    line_grace_s: int
    """How long a lost line holds the floor before the chair is asked to choose."""
    chair_line_grace_s: int
    """How long the presiding officer's line may be lost before the next in order presides."""
    hall_grace_s: int = 10
    """How long the hall itself may be away before an open sitting is suspended for it (M1)."""
    objection_window_s: int
    reconnect_cap_s: int
    """Longest time for which a gavel waits for a member's line that is reconnecting."""
    position_window_s: int
    """How long after the gavel a member cut off at it may still state a position."""
    closing_notice_s: int
    """Least time between the announcement and the closing of a speakers' list."""
    guests_need_permission: bool
    head_accredits: tuple[Capacity, ...] = ()
    """Whom a head of delegation may accredit to the own seat, beside those whom the secretariat accredits."""
    points_of_order_visibility: Visibility = Visibility.PUBLIC
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
