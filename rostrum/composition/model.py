"""What is asked of a composition: members, rules, must-haves, past meetings.

Plain data, checked on the way in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

AVAILABILITY = ("willing", "declined", "silent")


class CompositionRefused(Exception):
    """The request cannot be met. `code` names the rule, `facts` what decided (JSON values only)."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        said = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.code} ({said})" if said else self.code


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the body.

    ISO alpha-3 code, short name, region, sub-region and classes (LDC, LLDC, SIDS).
    """

    code: str
    name: str
    region: str
    subregion: str | None = None
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MustHave:
    """A state that must sit, with the ground.

    `by_office` ones yield with a remark when their region is full.
    """

    code: str
    ground: str
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """The chair seats or unseats a state against the rule: with a name and a reason, never silently."""

    code: str
    seat: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A meeting that weighs in the rotation debt.

    `eligible` None means the members of today; `due` None means the request's own method at that size.
    """

    key: str
    on: str
    seated: frozenset[str]
    eligible: frozenset[str] | None = None
    declined: frozenset[str] = frozenset()
    must_have: frozenset[str] = frozenset()
    due: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rulebook's part on composition. Floors and ceilings are seats.

    `decay` is λ of the rotation debt.
    """

    minimum: int = 1
    minima: Mapping[str, int] = field(default_factory=dict[str, int])
    caps: Mapping[str, int] = field(default_factory=dict[str, int])
    base: int = 1
    pattern: Mapping[str, int] | None = None
    spread: bool = True
    subregion_floors: Mapping[str, int] = field(default_factory=dict[str, int])
    subregion_ceilings: Mapping[str, int] = field(default_factory=dict[str, int])
    class_floors: Mapping[str, int] = field(default_factory=dict[str, int])
    decay: Fraction = Fraction(1)
    must_have_weight: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Request:
    """One composition. `availability` names willing, declined or silent.

    A member not named is taken as willing.
    """

    body: str
    on: str
    scheme: str
    seats: int
    method: str
    members: tuple[Member, ...]
    rules: Rules = field(default_factory=Rules)
    must_haves: tuple[MustHave, ...] = ()
    availability: Mapping[str, str] = field(default_factory=dict[str, str])
    overrides: tuple[Override, ...] = ()
    history: tuple[PastMeeting, ...] = ()
    lot_seed: str | None = None
    lot_source: str | None = None
    lot_announced: str | None = None
    """The entry of the body's book that announced the source before: ``body.nam/57``."""

    def regions(self) -> dict[str, int]:
        """Members by region, in the order in which the regions first appear."""
        sizes: dict[str, int] = {}
        for member in self.members:
            sizes[member.region] = sizes.get(member.region, 0) + 1
        return sizes


def groups_of(
    groups: Mapping[str, Iterable[str]], names: Mapping[str, str] | None = None
) -> tuple[Member, ...]:
    """Members from groups as lists of codes. Refuses a state that two groups claim."""
    seen: dict[str, str] = {}
    for group, codes in groups.items():
        for code in codes:
            if code in seen:
                raise CompositionRefused("overlapping-groups", state=code, groups=[seen[code], group])
            seen[code] = group
    return tuple(Member(code, (names or {}).get(code, code), group) for code, group in seen.items())


def validate(request: Request) -> None:
    """Raise `CompositionRefused` for what can be seen before any arithmetic."""
    _check_size(request)
    _check_states(request)
    _check_groups(request)
    _check_wishes(request)


def _check_size(request: Request) -> None:
    if request.seats <= 0:
        raise CompositionRefused("no-seats", seats=request.seats)
    if not request.members:
        raise CompositionRefused("no-members")
    if request.seats > len(request.members):
        raise CompositionRefused("more-seats-than-members", seats=request.seats, members=len(request.members))


def _check_states(request: Request) -> None:
    seen: dict[str, str] = {}
    for member in request.members:
        if member.code in seen:
            raise CompositionRefused(
                "overlapping-groups", state=member.code, groups=[seen[member.code], member.region]
            )
        seen[member.code] = member.region
    named = {
        "must-have": [m.code for m in request.must_haves],
        "availability": list(request.availability),
        "override": [o.code for o in request.overrides],
    }
    unknown = sorted({code for codes in named.values() for code in codes} - seen.keys())
    if unknown:
        raise CompositionRefused("unknown-states", states=unknown)
    odd = sorted(set(request.availability.values()) - set(AVAILABILITY))
    if odd:
        raise CompositionRefused("unknown-availability", values=odd)


def _check_groups(request: Request) -> None:
    """Bounds may only be set on regions that exist; sub-regions are checked where they are labelled."""
    regions, rules = set(request.regions()), request.rules
    unknown = sorted((rules.minima.keys() | rules.caps.keys()) - regions)
    if unknown:
        raise CompositionRefused("unknown-regions", regions=unknown)


def _check_wishes(request: Request) -> None:
    forced = {m.code for m in request.must_haves if not m.by_office}
    if len(forced) > request.seats:
        raise CompositionRefused("more-must-haves-than-seats", must_haves=sorted(forced), seats=request.seats)
    codes = [o.code for o in request.overrides]
    twice = sorted({c for c in codes if codes.count(c) > 1})
    if twice:
        raise CompositionRefused("overridden-twice", states=twice)
    for override in request.overrides:
        if not override.reason.strip() or not override.by.strip():
            raise CompositionRefused("override-without-reason", state=override.code)
    for must in request.must_haves:
        if not must.ground.strip():
            raise CompositionRefused("must-have-without-ground", state=must.code)
