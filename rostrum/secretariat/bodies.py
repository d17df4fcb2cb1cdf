"""The secretariat of a body: founding its book, and asking the composition what its book gives rise to.

What a composition weighs (members, offices, past meetings) is read off the folded state of the body alone, so a
what-if is one pure call. On a body founded from the shipped facts it gives the very bytes of ``rostrum compose``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from rostrum import data
from rostrum.composition import (
    CompositionRefused,
    Member,
    MustHave,
    Override,
    PastMeeting,
    Request,
    Rules,
    Sheet,
)
from rostrum.composition.compose import compose
from rostrum.composition.debt import debts, weigh
from rostrum.composition.sheet import RULEBOOK, inputs_of, request_from
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.state import Body, Composition, MeetingLine, Membership, Term
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, Instant
from rostrum.secretariat.clerk import Clerk, UnknownBook
from rostrum.secretariat.kinds import BODIES
from rostrum.secretariat.library import shipped

LIBRARIAN = Actor(person="library", capacity=Capacity.SYSTEM)
SMALLER = frozenset({"contact-group", "contact_group"})
"""Formats in which not every member sits: only these weigh in the rotation debt."""
Bounds = Annotated[dict[str, Annotated[int, Field(ge=0, le=1000)]], Field(max_length=200)]
"""Seats by region, sub-region or class."""
CODES = Annotated[list[str], Field(max_length=400)]


async def found(clerk: Clerk, key: str) -> int:
    """Found a shipped body in its book, once; gives the book's version. Raises ``data.UnknownFact``."""
    return await establish(clerk, key, shipped(key))


async def establish(clerk: Clerk, key: str, whole: i.EstablishBody) -> int:
    """Append a body with all its steps in one go; a book that stands already is left as it is."""
    try:
        return (await clerk.state(BODIES.book(key))).version
    except UnknownBook:
        return await clerk.submit(BODIES.book(key), whole, LIBRARIAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MustHaveWish:
    """A state that must sit, with the ground."""

    code: str
    ground: Annotated[str, Field(min_length=1, max_length=400)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideWish:
    """What if the chair seated (or unseated) this state, for this reason."""

    code: str
    seated: bool
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeRequest:
    """What is asked of a composition; the rest is read from the body's book.

    ``on``: the day whose membership counts, ISO 8601. ``decay``: λ of the rotation debt as a decimal or fraction.
    """

    on: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    scheme: str
    seats: Annotated[int, Field(ge=0, le=1000)]
    method: str = "webster"
    minimum: Annotated[int, Field(ge=0, le=100)] = 1
    base: Annotated[int, Field(ge=0, le=100)] = 1
    minima: Bounds = field(default_factory=dict[str, int])
    caps: Bounds = field(default_factory=dict[str, int])
    spread: bool = True
    class_floors: Bounds = field(default_factory=dict[str, int])
    subregion_floors: Bounds = field(default_factory=dict[str, int])
    subregion_ceilings: Bounds = field(default_factory=dict[str, int])
    decay: Annotated[str, Field(max_length=20)] = "1"
    must_haves: Annotated[list[MustHaveWish], Field(max_length=400)] = field(
        default_factory=list[MustHaveWish]
    )
    declined: CODES = field(default_factory=list[str])
    silent: CODES = field(default_factory=list[str])
    overrides: Annotated[list[OverrideWish], Field(max_length=400)] = field(
        default_factory=list[OverrideWish]
    )
    offices: bool = True
    history: bool = True
    lot_seed: Annotated[str, Field(max_length=200)] | None = None
    lot_source: Annotated[str, Field(max_length=200)] | None = None


def request_of(state: Body, wish: ComposeRequest, by: str) -> Request:
    """The request that a wish makes of a body as its book stands. ``by``: who makes the overrides.

    Raises CompositionRefused for what cannot be asked.
    """
    _check_day(wish.on)
    asked = tuple(MustHave(one.code, one.ground) for one in wish.must_haves)
    named = {must.code for must in asked}
    by_office = tuple(m for m in offices_of(state, wish.on) if m.code not in named) if wish.offices else ()
    return Request(
        body=state.key,
        on=wish.on,
        scheme=wish.scheme,
        seats=wish.seats,
        method=wish.method,
        members=members_of(state, wish.on, wish.scheme),
        rules=rules_of(state, wish),
        must_haves=(*asked, *by_office),
        availability={**dict.fromkeys(wish.silent, "silent"), **dict.fromkeys(wish.declined, "declined")},
        overrides=tuple(Override(o.code, o.seated, o.reason, by) for o in wish.overrides),
        history=history_of(state, wish.on) if wish.history else (),
        lot_seed=wish.lot_seed,
        lot_source=wish.lot_source,
        lot_announced=announced(state, wish),
    )


def announced(state: Body, wish: ComposeRequest) -> str | None:
    """The entry that announced the source of the wish's lot; None where none did, or where it is the rule's own."""
    found = state.lots.get((wish.lot_source or "").strip()) if wish.lot_seed is not None else None
    return f"{state.book}/{found.entry}" if found else None


def _check_day(on: str) -> None:
    try:
        date.fromisoformat(on)
    except ValueError:
        raise CompositionRefused("bad-date", on=on) from None


def rules_of(state: Body, wish: ComposeRequest) -> Rules:
    """The wish's bounds with the pattern of 1976 where the scheme has it."""
    try:
        decay = Fraction(wish.decay)
    except (ValueError, ZeroDivisionError):
        decay = Fraction(-1)
    if not 0 <= decay <= 1:
        raise CompositionRefused("bad-decay", decay=wish.decay)
    scheme = state.schemes.get(wish.scheme)
    return Rules(
        minimum=wish.minimum,
        minima=wish.minima,
        caps=wish.caps,
        base=wish.base,
        pattern=scheme.patterns.get("bureau-1976") if scheme else None,
        spread=wish.spread,
        class_floors=wish.class_floors,
        subregion_floors=wish.subregion_floors,
        subregion_ceilings=wish.subregion_ceilings,
        decay=decay,
    )


def sitting_members(state: Body, on: str) -> list[Membership]:
    """Members on a day who are not suspended then."""
    return [m for m in state.members_on(on) if not (m.suspended and m.suspended <= on)]


def members_of(state: Body, on: str, scheme: str) -> tuple[Member, ...]:
    """The members on a day for the composition, in the order of the scheme's regions, then by code."""
    declared = state.schemes.get(scheme)
    if declared is None:
        raise CompositionRefused("unknown-scheme", scheme=scheme, known=sorted(state.schemes))
    present = sitting_members(state, on)
    alone = sorted(m.code for m in present if scheme not in m.groups)
    if alone:
        raise CompositionRefused("members-without-group", scheme=scheme, states=alone)
    place = {region: number for number, region in enumerate(declared.groups)}
    found = [_member(m, on, scheme) for m in present]
    return tuple(sorted(found, key=lambda m: (place[m.region], m.region, m.code)))


def _member(membership: Membership, on: str, scheme: str) -> Member:
    code, region = membership.code, membership.groups[scheme]
    known = data.states().get(code)
    if known is None:
        return Member(code, membership.name.get("en", code), region)
    inner = None if scheme == "m49-subregion" else known.m49_subregion
    return Member(code, known.name("en", on), region, inner, known.classes_on(on))


def running_terms(state: Body, on: str) -> list[Term]:
    """Terms of office that run on a day."""
    return [t for t in state.terms.values() if t.begins <= on and (not t.ended or on < t.ended)]


def offices_of(state: Body, on: str) -> tuple[MustHave, ...]:
    """Must-haves by office on a day: chair, the chair before it (troika), then other offices running."""
    present = {m.code for m in sitting_members(state, on)}
    chairs = [t for t in state.terms.values() if t.office == "chair" and t.begins <= on]
    current = [t for t in chairs[-1:] if not t.ended or on < t.ended]
    found = [MustHave(t.holder, f"Chair since {t.begins}", True) for t in current if t.holder in present]
    if current:
        before = [t for t in chairs[-2:-1] if t.holder in present]
        found += [MustHave(t.holder, "previous Chair (troika)", True) for t in before]
    for term in running_terms(state, on):
        if term.office != "chair" and term.holder in present:
            title = term.title.get("en", term.office)
            found.append(MustHave(term.holder, f"{title} since {term.begins}", True))
    return tuple({m.code: m for m in reversed(found)}.values())[::-1]


def history_of(state: Body, on: str) -> tuple[PastMeeting, ...]:
    """Meetings of a smaller group that were over before a day and whose participants are known by name."""
    lines = [line for line in state.meetings.values() if line.format in SMALLER and _last_day(line) < on]
    found = [past_of(state, line) for line in lines if line.participants or _answered(line)]
    return tuple(sorted(found, key=lambda p: (p.on, p.key)))


def _answered(line: MeetingLine) -> bool:
    return bool(line.answers) and not line.called_off


def _last_day(line: MeetingLine) -> str:
    return line.ended if line.past or line.opens is None else day_of(line.opens)


def past_of(state: Body, line: MeetingLine) -> PastMeeting:
    """One meeting as it weighs. One called here weighs by its answers until it was held, and then by who was there; who
    declined, or had accepted and stayed away, had the seat in hand: neither gains nor loses."""
    began = line.began if line.past else _last_day(line)
    said = {code: answer.answer for code, answer in line.answers.items()}
    there, coming = {p.code for p in line.participants}, {c for c, word in said.items() if word == "accepted"}
    held = line.past and bool(line.book)
    named = there if held else there | coming
    eligible = frozenset(m.code for m in state.members_on(began))
    seated = frozenset(named) & eligible
    away = coming - there if held else set[str]()
    declined = frozenset({code for code, word in said.items() if word == "declined"} | away) & eligible
    must = frozenset(m.code for m in offices_of(state, began)) & seated
    return PastMeeting(line.key, began, seated, eligible, declined, must)


def day_of(instant: Instant) -> str:
    """The UTC day of an instant, ISO 8601."""
    return datetime.fromtimestamp(instant / 1000, UTC).date().isoformat()


def debts_of(state: Body, on: str, scheme: str) -> dict[str, Fraction]:
    """What past meetings owe each member on a day, under a scheme, by Webster's method."""
    request = request_of(state, ComposeRequest(on=on, scheme=scheme, seats=1, minimum=0), "")
    return debts(request, [weigh(request, meeting) for meeting in request.history])


def composed(state: Body, wish: ComposeRequest, by: str) -> Sheet:
    """The sheet of a wish. Raises OutOfOrder with the composition's own code where it cannot be met."""
    try:
        return compose(request_of(state, wish, by))
    except CompositionRefused as refused:
        raise out_of_order(refused) from None


def out_of_order(refused: CompositionRefused) -> OutOfOrder:
    """A composition's refusal as an answer of the rules."""
    return OutOfOrder(refused.code.replace("-", "_"), "composition 5", refused.facts)


def proposal(state: Body, meeting: str, wish: ComposeRequest, label: str, by: str) -> i.ProposeComposition:
    """The proposal that a wish comes to, computed here. The chair's overrides follow one by one, on record."""
    if wish.overrides:
        codes = sorted(o.code for o in wish.overrides)
        raise OutOfOrder("overrides_follow_the_proposal", "composition 5.6", {"states": codes})
    sheet = composed(state, wish, by)
    return i.ProposeComposition(
        meeting=meeting,
        request=inputs_of(sheet.request),
        seats=dict(sheet.seats),
        members=tuple(sorted(sheet.seated)),
        sheet_sha256=sheet.sha256,
        rulebook=RULEBOOK,
        label=label,
    )


def overriding(
    state: Body, composition: str, code: str, seated: bool, reason: str, by: str
) -> i.OverrideComposition:
    """The override with what it brings about, computed here; the machine refuses what is not in order."""
    known = state.compositions.get(composition)
    members, seats, digest = (), dict[str, int](), ""
    if known is not None and reason.strip() and code in state.members:
        sheet = derived(known, [*known.overrides, (code, seated, by, reason)])
        members, seats, digest = tuple(sorted(sheet.seated)), dict(sheet.seats), sheet.sha256
    return i.OverrideComposition(
        composition=composition,
        code=code,
        seated=seated,
        reason=reason,
        members=members,
        seats=seats,
        sheet_sha256=digest,
    )


def derived(composition: Composition, overrides: Sequence[tuple[str, bool, str, str]]) -> Sheet:
    """The sheet of a composition on record with these overrides, derived anew from its own inputs."""
    made = tuple(Override(code, seated, reason, by) for code, seated, by, reason in overrides)
    try:
        return compose(replace(request_from(composition.request), overrides=made))
    except CompositionRefused as refused:
        raise out_of_order(refused) from None


def sheet_of(state: Body, key: str) -> Sheet:
    """The sheet of a composition on record; refuses where this version of the rules derives another.

    Of a composition by an earlier rulebook only who sits is compared: its reasons were worded otherwise.
    """
    composition = state.compositions.get(key)
    if composition is None:
        raise OutOfOrder("unknown_composition", "composition 5.6", {"composition": key})
    sheet = derived(composition, composition.overrides)
    if not _same(composition, sheet):
        facts: Mapping[str, Any] = {"wanted": composition.sheet_sha256, "given": sheet.sha256}
        raise OutOfOrder("sheet_differs", "composition 5.6: signed result sheet", facts)
    return sheet


def _same(composition: Composition, sheet: Sheet) -> bool:
    if composition.rulebook == RULEBOOK:
        return sheet.sha256 == composition.sheet_sha256
    return (sheet.seated, dict(sheet.seats)) == (frozenset(composition.members), dict(composition.seats))
