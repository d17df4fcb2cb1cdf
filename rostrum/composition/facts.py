"""A request from the shipped facts of a body: members, offices and past meetings as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rostrum import data
from rostrum.composition.model import CompositionRefused, Member, MustHave, PastMeeting, Request, Rules


def members_of(body: str, on: str, scheme: str, language: str = "en") -> tuple[Member, ...]:
    """The members on that day, with region under `scheme`, M49 sub-region and classes.

    Regions in the scheme's order.
    """
    rows = data.members_on(body, on)
    if scheme not in data.SCHEMES_OF_THE_UN and scheme not in data.body(body)["schemes"]:
        known = [*data.body(body)["schemes"], *data.SCHEMES_OF_THE_UN]
        raise CompositionRefused("unknown-scheme", scheme=scheme, known=known)
    listed = data.body(body)["schemes"].get(scheme, {}).get("groups", [])
    found: list[Member] = []
    for code in rows:
        state = data.state(code)
        region = data.group_of(body, scheme, code)
        inner = None if scheme == "m49-subregion" else state.m49_subregion
        found.append(Member(code, state.name(language, on), region, inner, state.classes_on(on)))
    place = {region: i for i, region in enumerate(listed)}
    return tuple(sorted(found, key=lambda m: (place.get(m.region, len(place)), m.region, m.code)))


def offices_of(body: str, on: str) -> tuple[MustHave, ...]:
    """Must-haves by office.

    The chair, the chair before it (troika), and other offices the facts name, in that order.
    """
    members = data.members_on(body, on)
    chairs = [t for t in data.body(body)["terms"] if t["office"] == "chair" and not t.get("announced")]
    held = [t for t in chairs if t["from"] <= on]
    found: list[MustHave] = []
    if held and held[-1]["state"] in members:
        found.append(MustHave(held[-1]["state"], f"Chair since {held[-1]['from']}", True))
    if len(held) > 1 and held[-2]["state"] in members:
        found.append(MustHave(held[-2]["state"], "previous Chair (troika)", True))
    for term in data.terms_on(body, on):
        if term["office"] != "chair" and term["state"] in members:
            found.append(
                MustHave(term["state"], f"{term.get('title', term['office'])} since {term['from']}", True)
            )
    return tuple({m.code: m for m in reversed(found)}.values())[::-1]


def history_of(body: str, on: str) -> tuple[PastMeeting, ...]:
    """Past meetings of a smaller group whose participants are known by name; others cannot weigh."""
    found: list[PastMeeting] = []
    for meeting in data.meetings_before(body, on):
        if meeting["format"] != "contact-group" or meeting["participants"] is None:
            continue
        eligible = frozenset(data.members_on(body, meeting["on"]))
        seated = frozenset(p["code"] for p in meeting["participants"]) & eligible
        must = frozenset(m.code for m in offices_of(body, meeting["on"])) & seated
        found.append(PastMeeting(meeting["key"], meeting["on"], seated, eligible, must_have=must))
    return tuple(found)


def request_for(
    body: str,
    on: str,
    scheme: str,
    seats: int,
    method: str = "webster",
    rules: Rules | None = None,
    *,
    must_haves: Mapping[str, str] | None = None,
    declined: Iterable[str] = (),
    silent: Iterable[str] = (),
    offices: bool = True,
    history: bool = True,
    lot_seed: str | None = None,
    lot_source: str | None = None,
    **more: Any,
) -> Request:
    """A request on a shipped body. `must_haves` is code → ground.

    Offices and past meetings come from the facts.
    """
    try:
        date.fromisoformat(on)
    except ValueError:
        raise CompositionRefused("bad-date", on=on) from None
    if body not in data.body_keys():
        raise CompositionRefused("unknown-body", body=body, known=list(data.body_keys()))
    rules = rules or Rules()
    pattern = data.body(body)["schemes"].get(scheme, {}).get("patterns", {}).get("bureau-1976")
    if pattern is not None and rules.pattern is None:
        rules = replace(rules, pattern=pattern["seats"])
    asked = tuple(MustHave(code, ground) for code, ground in (must_haves or {}).items())
    named = {m.code for m in asked}
    by_office = tuple(m for m in offices_of(body, on) if m.code not in named) if offices else ()
    return Request(
        body=body,
        on=on,
        scheme=scheme,
        seats=seats,
        method=method,
        members=members_of(body, on, scheme),
        rules=rules,
        must_haves=(*asked, *by_office),
        availability={**dict.fromkeys(silent, "silent"), **dict.fromkeys(declined, "declined")},
        history=history_of(body, on) if history else (),
        lot_seed=lot_seed,
        lot_source=lot_source,
        **more,
    )
