"""Lots in a body's record: drawn from a source that was announced before, or not. Read from the plain entries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rostrum.procedure.words import Instant
from rostrum.record.entry import Stored, instant


@dataclass(frozen=True, slots=True)
class Unannounced:
    """A composition by a lot whose source no earlier entry announces, or that was drawn before it could be known."""

    entry: int
    composition: str
    source: str
    early: bool


def announcement(entries: Iterable[Stored], version: int, source: str) -> bool:
    """Whether that entry announces that source."""
    none: dict[str, Any] = {}
    found = next((_act(one) for one in entries if one.version == version), none)
    return found.get("kind") == "LotAnnounced" and found.get("source") == source


def unannounced(entries: Iterable[Stored]) -> list[Unannounced]:
    """Every composition on record with a seed of somebody's choice and no announcement before it.

    Entries are a sound bundle's. One that is withheld says nothing: nothing is said of it.
    """
    known: dict[str, int] = {}
    found: list[Unannounced] = []
    for stored in entries:
        act = _act(stored)
        if act.get("kind") == "LotAnnounced":
            known.setdefault(act["source"], act["known_at"])
        if act.get("kind") != "CompositionProposed" or act["request"].get("lot_seed") is None:
            continue
        source = act["request"].get("lot_source") or ""
        early = source in known and _at(stored) < known[source]
        if source not in known or early:
            found.append(Unannounced(stored.version, act["composition"], source, early))
    return found


def _act(stored: Stored) -> dict[str, Any]:
    return json.loads(stored.bytes)["act"]


def _at(stored: Stored) -> Instant:
    return instant(json.loads(stored.bytes)["at"])
