"""What a meeting's rulebook may say otherwise than its body's: numbers within bounds."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from rostrum.procedure.rulebook import Rulebook, TimeLimits

Change = int | None
"""Seconds; None where no limit is set; 0 and 1 for no and yes."""

SECONDS: dict[str, tuple[int, int]] = {
    "offer_grace_s": (5, 600),
    "line_grace_s": (5, 600),
    "chair_line_grace_s": (5, 600),
    "hall_grace_s": (1, 600),
    "objection_window_s": (3, 600),
    "reconnect_cap_s": (0, 600),
    "position_window_s": (0, 86_400),
    "closing_notice_s": (0, 86_400),
}
"""Least and most; a window for objections of less than three seconds is none."""
LIMITS = tuple(f"limits.{field.name}" for field in fields(TimeLimits))
LIMIT_S = (10, 7200)
UNLIMITED = frozenset({"limits.head_of_state", "limits.minister", "limits.organisation", "limits.group"})
"""Where None says that no limit is set."""
YES_OR_NO = frozenset({"guests_need_permission"})
CHANGEABLE = (*LIMITS, *SECONDS, *sorted(YES_OR_NO))
"""In the order in which they are shown."""
OWN_SOURCE = "set for this meeting"


def fits(field: str, value: Change) -> bool:
    """Whether a field may be changed, and to this."""
    if field in LIMITS:
        return (value is None and field in UNLIMITED) or _within(value, LIMIT_S)
    if field in SECONDS:
        return _within(value, SECONDS[field])
    return field in YES_OR_NO and value in (0, 1)


def _within(value: Change, bounds: tuple[int, int]) -> bool:
    return value is not None and bounds[0] <= value <= bounds[1]


def value_of(rulebook: Rulebook, field: str) -> Change:
    """What a rulebook says under a changeable field."""
    name, _, limit = field.partition(".")
    found: Change = getattr(rulebook.limits, limit) if limit else getattr(rulebook, name)
    return found if found is None else int(found)


def amended(rulebook: Rulebook, changes: Mapping[str, Change]) -> Rulebook:
    """The rulebook with changes that fit; each names its source."""
    if not changes:
        return rulebook
    limits = {field.partition(".")[2]: value for field, value in changes.items() if field in LIMITS}
    own: dict[str, Any] = {
        field: bool(value) if field in YES_OR_NO else value
        for field, value in changes.items()
        if field not in LIMITS
    }
    sources = dict(rulebook.sources) | dict.fromkeys(
        {field.partition(".")[0] for field in changes}, OWN_SOURCE
    )
    found: Rulebook = replace(rulebook, limits=replace(rulebook.limits, **limits), sources=sources, **own)
    return found
