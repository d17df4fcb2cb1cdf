"""One call from request to sheet, and the comparison of two sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

import rfc8785

from rostrum.composition.apportionment import (
    METHODS,
    Apportionment,
    House,
    Step,
    calm_sizes,
    compare_methods,
    sizes_around,
)
from rostrum.composition.debt import lot_of
from rostrum.composition.english import route, sentence
from rostrum.composition.model import CompositionRefused, Override, Request, validate
from rostrum.composition.numerals import decimal
from rostrum.composition.reasons import Explainer
from rostrum.composition.routes import Routes
from rostrum.composition.selection import Chamber, Selection, Wishes, bounds_rows, overridden, select
from rostrum.composition.sheet import KIND, RULEBOOK, Sheet, inputs_of
from rostrum.composition.worlds import Worlds

Table = Mapping[str, Mapping[int, Apportionment]]
TIES_BROKEN_BY = "lowest Gallagher index, then the lot"


def compose(request: Request) -> Sheet:
    """Seats under every method, the chosen one filled, every reason and route, as one sheet.

    Raises `CompositionRefused` with a typed code and facts when the request cannot be met.
    """
    validate(request)
    sizes = request.regions()
    region_lot = lot_of(request, sizes)
    house = House.of(sizes, request.rules, region_lot.order())
    table = _table(request, house)
    chosen = table[request.method][request.seats]
    chamber = Chamber(request)
    selection = _select(chamber, house, chosen)
    by_rule = _by_rule(chamber, chosen, selection)
    grounds = {m.code: m.ground for m in request.must_haves}
    worlds = Worlds(chamber, chosen.seats, selection)
    explainer = Explainer(worlds, grounds)
    routes = Routes(worlds, house, request.method, request.seats)
    inputs = inputs_of(request)
    return Sheet(
        {
            "kind": KIND,
            "rulebook": RULEBOOK,
            "inputs": inputs,
            "inputs_sha256": sha256(rfc8785.dumps(inputs)).hexdigest(),
            "body": request.body,
            "on": request.on,
            "scheme": request.scheme,
            "total": request.seats,
            "method": request.method,
            **result_of(chosen),
            "regions": _regions(chosen),
            "comparison": [{"method": m, **result_of(table[m][request.seats])} for m in table],
            "sizes": _sizes(table),
            "calm_sizes": list(calm_sizes(table)),
            "ties_broken_by": TIES_BROKEN_BY,
            "lot": _lot(chamber, list(region_lot.names)),
            "members": _members(chamber, selection, by_rule, explainer, routes),
            "circulated": _circulated(chamber, selection),
            "spread": bounds_rows(chamber, selection),
            "history": _history(chamber),
            "debts": _region_debts(chamber),
            "overrides": _overrides(chamber, chosen, selection, by_rule),
            "remarks": _remarks(chamber, house, chosen, selection, by_rule),
            "proof": dict(selection.proof),
        }
    )


def _table(request: Request, house: House) -> Table:
    if request.method not in METHODS:
        raise CompositionRefused("unknown-method", method=request.method, known=list(METHODS))
    table = compare_methods(house.sizes, request.seats, request.rules, house.rank)
    if request.method not in table:
        raise CompositionRefused("pattern-missing", method=request.method, regions=list(house.sizes))
    return table


def _select(chamber: Chamber, house: House, chosen: Apportionment) -> Selection:
    try:
        return select(chamber, chosen.seats, chamber.wishes)
    except CompositionRefused as refused:
        if refused.code == "must-haves-exceed-region":
            need = {refused.facts["region"]: len(refused.facts["must_haves"])}
            refused.facts["smallest_seats"] = _smallest(chamber, house, need)
        raise


def _by_rule(chamber: Chamber, chosen: Apportionment, selection: Selection) -> frozenset[str] | None:
    """Who would sit without the chair's overrides; None where nothing could be composed without them."""
    if not chamber.request.overrides:
        return selection.seated
    return _seated(chamber, chosen, chamber.by_rule)


def _seated(chamber: Chamber, chosen: Apportionment, wishes: Wishes) -> frozenset[str] | None:
    try:
        return select(chamber, chosen.seats, wishes, proven=False).seated
    except CompositionRefused:
        return None


def _smallest(chamber: Chamber, house: House, need: Mapping[str, int]) -> int | None:
    """The smallest size above the request's at which the method gives these regions so many seats."""
    request = chamber.request
    sizes = range(request.seats + 1, len(request.members) + 1)
    for size, seats in sizes_around(request.method, house, sizes).items():
        if all(seats.seats[region] >= n for region, n in need.items()):
            return size
    return None


def _smallest_placing(chamber: Chamber, house: House, region: str) -> int | None:
    """The smallest size above the request's at which every holder of office of the region has a seat."""
    request, wishes = chamber.request, chamber.wishes
    sizes = range(request.seats + 1, len(request.members) + 1)
    for size, one in sizes_around(request.method, house, sizes).items():
        filled = chamber.fill(region, one.seats[region], wishes)
        if filled.impossible or filled.unplaced:
            continue
        try:
            found = select(chamber, one.seats, wishes, proven=False).regions[region]
        except CompositionRefused:
            continue
        if not found.unplaced:
            return size
    return None


def result_of(a: Apportionment) -> dict[str, Any]:
    """An apportionment as the sheet has it.

    Seats, ties, disproportion, the last seat and the first missed.
    """
    return {
        "seats": dict(a.seats),
        "ties": [dict(t) for t in a.ties],
        "ties_total": a.ties_total if a.ties else 0,
        "gallagher": a.gallagher,
        "gallagher_squared": str(a.gallagher_squared),
        "last_seat": _step(a.last),
        "first_missed": None if a.missed is None else {**_step_facts(a.missed), "by": a.margin()},
    }


def _step(step: Step | None) -> dict[str, Any] | None:
    return None if step is None else _step_facts(step)


def _step_facts(step: Step) -> dict[str, Any]:
    exact = None if step.claim[0] else str(step.claim[1])
    return {
        "region": step.region,
        "seat": step.seat,
        "priority": step.priority(),
        "priority_exact": exact,
        "squared": step.squared,
    }


def _regions(a: Apportionment) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for region, quota in a.quotas.items():
        seats, size = a.seats[region], a.sizes[region]
        rows.append(
            {
                "region": region,
                "members": size,
                "quota": decimal(quota, 3),
                "quota_exact": str(quota),
                "range": [quota.__floor__(), quota.__ceil__()],
                "seats": seats,
                "members_per_seat": decimal(Fraction(size, seats), 3) if seats else None,
                "seats_per_100_members": decimal(Fraction(100 * seats, size), 1),
            }
        )
    return rows


def _sizes(table: Table) -> list[dict[str, Any]]:
    calm = set(calm_sizes(table))
    spans = sorted({size for by_size in table.values() for size in by_size})
    return [
        {
            "size": size,
            "calm": size in calm,
            "methods": {
                m: {"seats": dict(a[size].seats), "tied": bool(a[size].ties), "gallagher": a[size].gallagher}
                for m, a in table.items()
                if size in a
            },
        }
        for size in spans
    ]


def _lot(chamber: Chamber, regions: list[str]) -> dict[str, Any]:
    lot = chamber.lot
    return {
        "rule": "members in the order of SHA-256(list_sha256:seed:name)",
        "seed": lot.seed,
        "source": lot.source,
        "list": list(lot.names),
        "list_sha256": lot.list_sha256,
        "regions": regions,
    }


def _members(
    chamber: Chamber,
    selection: Selection,
    by_rule: frozenset[str] | None,
    explainer: Explainer,
    routes: Routes,
) -> dict[str, dict[str, Any]]:
    names = {code: m.name for code, m in chamber.by_code.items()}
    rows: dict[str, dict[str, Any]] = {}
    for code, member in chamber.by_code.items():
        why = explainer.why(code)
        rows[code] = {
            "name": member.name,
            "region": member.region,
            "subregion": member.subregion,
            "classes": sorted(member.classes),
            "seated": code in selection.seated,
            "by_rule": None if by_rule is None else code in by_rule,
            "debt": decimal(chamber.debts[code], 3),
            "debt_exact": str(chamber.debts[code]),
            "lot_place": chamber.drawn[code],
            "reason": sentence(why.code, why.facts, names),
            "why": {"code": why.code, "facts": dict(why.facts)},
            "would_enter_if": [{**r, "text": route(r, names)} for r in routes.into(code)],
        }
    return rows


def _circulated(chamber: Chamber, selection: Selection) -> dict[str, list[str]]:
    """Those who sit, alphabetically inside their region: names, not ranks."""
    return {
        region: sorted(filled.chosen, key=lambda c: (_plain(chamber.by_code[c].name), c))
        for region, filled in selection.regions.items()
    }


def _plain(name: str) -> str:
    stripped = unicodedata.normalize("NFKD", name)
    return "".join(ch for ch in stripped if not unicodedata.combining(ch)).casefold()


def _history(chamber: Chamber) -> list[dict[str, Any]]:
    return [
        {"key": o.meeting.key, "on": o.meeting.on, "due": dict(o.due), "seated": dict(o.seated)}
        for o in chamber.owed
    ]


def _region_debts(chamber: Chamber) -> dict[str, Any]:
    """What each region is owed together, and the greatest debt of one state."""
    by_region = {region: Fraction(0) for region in chamber.pools}
    for code, debt in chamber.debts.items():
        by_region[chamber.by_code[code].region] += debt
    greatest = max(chamber.debts.values())
    return {
        "regions": {r: decimal(d, 3) for r, d in by_region.items()},
        "greatest": decimal(greatest, 3),
        "greatest_exact": str(greatest),
    }


def _overrides(
    chamber: Chamber, chosen: Apportionment, selection: Selection, by_rule: frozenset[str] | None
) -> list[dict[str, Any]]:
    """Each override with who made it, why, and who enters and leaves because of it."""
    rows: list[dict[str, Any]] = []
    for o in chamber.request.overrides:
        effect = _effect(chamber, chosen, selection, by_rule, o)
        rows.append({"state": o.code, "seat": o.seat, "reason": o.reason, "by": o.by, "effect": effect})
    return rows


def _effect(
    chamber: Chamber,
    chosen: Apportionment,
    selection: Selection,
    by_rule: frozenset[str] | None,
    override: Override,
) -> dict[str, list[str]] | None:
    """By this override alone; where the rule cannot be met without the others, by it beside them.

    None where nothing could be composed without it: it has no effect on who sits, it lets them sit.
    """
    alone = None if by_rule is None else _seated(chamber, chosen, overridden(chamber.by_rule, override))
    if by_rule is not None and alone is not None:
        return {"enters": sorted(alone - by_rule), "leaves": sorted(by_rule - alone)}
    wishes = chamber.by_rule
    for other in chamber.request.overrides:
        wishes = wishes if other is override else overridden(wishes, other)
    without = _seated(chamber, chosen, wishes)
    if without is None:
        return None
    return {"enters": sorted(selection.seated - without), "leaves": sorted(without - selection.seated)}


def _remarks(
    chamber: Chamber,
    house: House,
    chosen: Apportionment,
    selection: Selection,
    by_rule: frozenset[str] | None,
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    if by_rule is None:
        rows.append({"code": "rule-not-met", "facts": {}})
    for region, filled in selection.regions.items():
        if filled.unplaced:
            smallest = _smallest_placing(chamber, house, region)
            facts = {"region": region, "states": list(filled.unplaced), "smallest_seats": smallest}
            rows.append({"code": "must-haves-unplaced", "facts": facts})
        if filled.yielded:
            facts = {"region": region, "bounds": list(filled.yielded)}
            rows.append({"code": "spread-lifted", "facts": facts})
    if chosen.ties:
        rows.append({"code": "tied", "facts": {"solutions": chosen.ties_total}})
    return rows


@dataclass(frozen=True, slots=True)
class Change:
    """From one sheet to another: who enters and leaves, seats by region, and the price."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    seats: Mapping[str, int]
    gallagher: float
    greatest_waiting_debt: float

    def document(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "enters": list(self.enters),
            "leaves": list(self.leaves),
            "seats": dict(self.seats),
            "gallagher": self.gallagher,
            "greatest_waiting_debt": self.greatest_waiting_debt,
        }


def compare(before: Sheet, after: Sheet) -> Change:
    """What changes from `before` to `after`: differences are after less before.

    `gallagher` is in percentage points; `greatest_waiting_debt` is the largest debt left without a seat.
    """
    a, b = before.document, after.document
    regions = {*a["seats"], *b["seats"]}
    moved = {r: b["seats"].get(r, 0) - a["seats"].get(r, 0) for r in sorted(regions)}
    price = Fraction(str(b["gallagher"])) - Fraction(str(a["gallagher"]))  # of the indices as printed
    return Change(
        tuple(sorted(after.seated - before.seated)),
        tuple(sorted(before.seated - after.seated)),
        {r: n for r, n in moved.items() if n},
        decimal(price, 2),
        decimal(_waiting_debt(b) - _waiting_debt(a), 3),
    )


def _waiting_debt(document: Mapping[str, Any]) -> Fraction:
    waiting = [Fraction(m["debt_exact"]) for m in document["members"].values() if not m["seated"]]
    return max(waiting, default=Fraction(0))
