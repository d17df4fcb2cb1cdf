"""What a meeting's rulebook may say otherwise than its body's: numbers within bounds."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from rostrum.procedure.rulebook import Quorum, Rulebook, TimeLimits

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
QUORUMS = ("quorum_to_open", "quorum_to_decide")
SHARE: dict[str, tuple[int, int]] = {"numerator": (0, 100), "denominator": (1, 100), "more_than": (0, 1)}
"""The parts of a quorum, each a field of its own: `quorum_to_open.numerator`; ``more_than`` where the share must be
exceeded. A numerator of 0 sets no minimum."""
PARTS_OF_QUORUMS = {f"{quorum}.{part}": bounds for quorum in QUORUMS for part, bounds in SHARE.items()}
CHANGEABLE = (*LIMITS, *SECONDS, *sorted(YES_OR_NO))
"""In the order in which they are shown, the quorums apart."""
OWN_SOURCE = "set for this meeting"


def fits(field: str, value: Change) -> bool:
    """Whether a field may be changed, and to this."""
    if field in LIMITS:
        return (value is None and field in UNLIMITED) or _within(value, LIMIT_S)
    bounds = SECONDS.get(field) or PARTS_OF_QUORUMS.get(field)
    if bounds is not None:
        return _within(value, bounds)
    return field in YES_OR_NO and value in (0, 1)


def _within(value: Change, bounds: tuple[int, int]) -> bool:
    return value is not None and bounds[0] <= value <= bounds[1]


def unfit(rulebook: Rulebook, changes: Mapping[str, Change]) -> Iterator[tuple[str, Change]]:
    """Fields that may not be changed so, each with its value: a quorum beyond all members is reached by nobody."""
    wrong = [(field, value) for field, value in changes.items() if not fits(field, value)]
    yield from wrong
    for quorum in QUORUMS if not wrong else ():
        now = _quorum(rulebook, quorum, changes)
        if now.numerator > now.denominator - now.more_than:
            field = f"{quorum}.numerator"
            yield field, changes.get(field, now.numerator)


def _quorum(rulebook: Rulebook, quorum: str, changes: Mapping[str, Change]) -> Quorum:
    usual: Quorum = getattr(rulebook, quorum)
    own: dict[str, Any] = {part: changes[field] for part in SHARE if (field := f"{quorum}.{part}") in changes}
    if "more_than" in own:
        own["more_than"] = bool(own["more_than"])
    return replace(usual, **own)


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
        if field not in LIMITS and field not in PARTS_OF_QUORUMS
    }
    own |= {quorum: _quorum(rulebook, quorum, changes) for quorum in QUORUMS}
    sources = dict(rulebook.sources) | dict.fromkeys(
        {field.partition(".")[0] for field in changes}, OWN_SOURCE
    )
    found: Rulebook = replace(rulebook, limits=replace(rulebook.limits, **limits), sources=sources, **own)
    return found
