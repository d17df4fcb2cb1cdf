"""The library: what is known of the bodies shipped, as the steps that found each in a book of its own."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import get_global

from rostrum import data
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Group, OutcomeDocument, Participant
from rostrum.procedure.words import Level, SeatKind, Texts

CLASSES = ("LDC", "LLDC", "SIDS")
"""Classes of the United Nations: schemes of one group each, to which not every state belongs."""


@cache
def _names() -> Mapping[str, Mapping[str, Texts]]:
    return json.loads(resources.files("rostrum.data").joinpath("groups.json").read_text(encoding="utf-8"))


def scheme_name(scheme: str) -> Texts:
    return _names()["schemes"].get(scheme, {"en": scheme})


def group_name(group: str) -> Texts:
    return _names()["groups"].get(group) or _names()["schemes"].get(group, {"en": group})


USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z]")
"""Alpha-3 codes that ISO 3166-1 leaves to whoever wants them: they name nobody."""


def is_code(code: str) -> bool:
    """True for a state of the facts, and for the ISO 3166 alpha-3 code of any other territory that CLDR knows; not
    for a code of the user's own or one that was withdrawn (YUG, ZAR), whose territory is now a state's."""
    if code in data.states():
        return True
    if not re.fullmatch(r"[A-Z]{3}", code) or USER_ASSIGNED.fullmatch(code):
        return False
    territories = get_global("territory_aliases").get(code, [])
    return len(territories) == 1 and territories[0] not in {state.iso2 for state in data.states().values()}


def un_groups(code: str) -> dict[str, str]:
    """A state's groups under the schemes of the United Nations and its classes of today."""
    if code not in data.states():
        return {}
    state = data.state(code)
    regions = {scheme: data.group_of("", scheme, code) for scheme in data.SCHEMES_OF_THE_UN}
    return regions | {key: key for key in CLASSES if key in state.classes and state.classes[key] is None}


def un_schemes(codes: Sequence[str]) -> Iterator[i.DeclareScheme]:
    """The schemes of the United Nations, each with those groups to which some of these members belong."""
    grouped = [un_groups(code) for code in codes]
    for scheme in (*data.SCHEMES_OF_THE_UN, *CLASSES):
        keys = sorted({groups[scheme] for groups in grouped if scheme in groups})
        if keys:
            source = "UN-OHRLLS" if scheme in CLASSES else "United Nations"
            yield declared(scheme, keys, source)


def declared(
    scheme: str,
    keys: Sequence[str],
    source: str = "",
    patterns: Mapping[str, Mapping[str, int]] | None = None,
) -> i.DeclareScheme:
    groups = tuple(Group(key=key, name=group_name(key)) for key in keys)
    return i.DeclareScheme(
        scheme=scheme, name=scheme_name(scheme), groups=groups, source=source, patterns=patterns or {}
    )


def shipped(key: str) -> i.EstablishBody:
    """Everything that the facts hold of a body; raises ``data.UnknownFact``."""
    facts = data.body(key)
    steps = [
        _founding(facts),
        *_schemes(facts),
        *_members(facts),
        *_observers(facts),
        *_terms(facts),
        *_meetings(facts),
    ]
    return i.EstablishBody(steps=tuple(steps))


def _source(facts: Mapping[str, Any], key: str | None) -> str:
    return facts["sources"].get(key, key) if key else ""


def _founding(facts: Mapping[str, Any]) -> i.FoundBody:
    return i.FoundBody(
        key=facts["key"],
        name=facts["name"],
        short=facts["short"],
        founded=facts["founded"],
        languages=tuple(facts["languages"]),
        rulebook=facts["rulebook"],
        accent=facts["accent"],
        symbol_grammar=facts.get("symbol_grammar", {}).get("pattern", ""),
        source=facts.get("cited", ""),
    )


def _schemes(facts: Mapping[str, Any]) -> Iterator[i.DeclareScheme]:
    for scheme, row in facts["schemes"].items():
        patterns = {name: found["seats"] for name, found in row.get("patterns", {}).items()}
        yield declared(scheme, row["groups"], _source(facts, row.get("source")), patterns)
    yield from un_schemes([row["code"] for row in facts["members"]])


def _members(facts: Mapping[str, Any]) -> Iterator[i.AdmitMember]:
    """Where sources disagree on the year of joining, the later claim counts and all are named."""
    for row in facts["members"]:
        claims = {by: said for by, said in row.get("joined_claims", {}).items() if said}
        joined = row["joined"] or max(claims.values(), default="")
        said = "; ".join(f"joined {year} ({by})" for by, year in sorted(claims.items()))
        source = _source(facts, row["source"]) if not claims else f"{row['source']}; {said}"
        groups = {**un_groups(row["code"]), **row["groups"]}
        yield i.AdmitMember(code=row["code"], joined=joined, groups=groups, source=source)


def _observers(facts: Mapping[str, Any]) -> Iterator[i.AdmitObserver]:
    for row in facts["observers"]:
        known = data.states().get(row["code"] or "")
        is_state = row["kind"] == "state"
        yield i.AdmitObserver(
            code=row["code"] or row["name"].lower().replace(" ", "-"),
            kind_of_seat=SeatKind.OBSERVER_STATE if is_state else SeatKind.ORGANISATION,
            name=known.names if known else {"en": row["name"]},
            since=row["since"] or "",
            source="; ".join(row["sources"]),
        )


def _terms(facts: Mapping[str, Any]) -> Iterator[Any]:
    """Terms as they were held, in order; those only announced are not offices yet."""
    held = [row for row in facts["terms"] if not row.get("announced")]
    for number, row in enumerate(held, 1):
        term = f"t{number}"
        yield i.OpenTerm(
            office=row["office"],
            holder=row["state"],
            begins=row["from"],
            planned_end=row.get("planned_end", ""),
            by=row.get("elected", ""),
            source=_source(facts, row["source"]),
            title={"en": row["title"]} if "title" in row else {},
            holder_name={"en": row["name"]} if "name" in row else {},
        )
        for extension in row.get("extensions", ()):
            yield i.ExtendTerm(term=term, until=extension["to"], decision=extension["how"])
        if row["until"]:
            after = [one["state"] for one in held[number:] if one["office"] == row["office"]]
            yield i.EndTerm(term=term, on=row["until"], handed_over_to=after[0] if after else "")


def _meetings(facts: Mapping[str, Any]) -> Iterator[Any]:
    for row in facts["meetings"]:
        starts = row.get("starts_utc")
        opens = int(datetime.fromisoformat(starts).timestamp() * 1000) if starts else None
        participants = row["participants"] or ()
        yield i.RecordPastMeeting(
            meeting=row["key"],
            format=row["format"],
            title=row["title"],
            theme={"en": row["theme"]} if row["theme"] else {},
            place=row["place"],
            zone=row["zone"],
            began=row["on"],
            ended=row["until"],
            participants=tuple(
                Participant(code=one["code"], level=Level(one["level"]) if one["level"] else None)
                for one in participants
            ),
            outcomes=tuple(
                OutcomeDocument(symbol=one.get("symbol", ""), title={"en": one["title"]})
                for one in row["outcomes"]
            ),
            source=_source(facts, row["source"]),
            by_video=row["by_video"],
            opens=opens,
        )
        if row["by_video"] and opens is not None and participants:
            hours = local_hours(opens, [one["code"] for one in participants])
            yield i.NoteBurden(meeting=row["key"], start=opens, hours=hours)


def local_hours(start: int, codes: Sequence[str]) -> dict[str, int]:
    """The hour (0 to 23) at which each state's capital meets an instant (UTC ms)."""
    at = datetime.fromtimestamp(start / 1000, ZoneInfo("UTC"))
    known = data.states()
    return {code: at.astimezone(ZoneInfo(known[code].zone)).hour for code in codes if code in known}
