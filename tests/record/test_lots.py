"""Lots in a record: announced before they are drawn, or said not to be."""

import json
from datetime import datetime
from hashlib import sha256

from rostrum.doors.verify_cli import said_of
from rostrum.record.entry import Stored
from rostrum.record.lots import announcement, unannounced

DRAWN = {"lot_seed": "4711", "lot_source": "State lottery, 1 June"}


def entries(*acts: dict[str, object]) -> list[Stored]:
    made = [
        json.dumps({"act": act, "at": f"2027-06-01T12:00:0{n}.000Z"}).encode() for n, act in enumerate(acts)
    ]
    return [Stored(n, one, sha256(one).hexdigest()) for n, one in enumerate(made, 1)]


def announced(known: str = "2027-06-01T11:00:00Z", source: str = DRAWN["lot_source"]) -> dict[str, object]:
    return {
        "kind": "LotAnnounced",
        "source": source,
        "known_at": round(datetime.fromisoformat(known).timestamp() * 1000),
    }


def proposed(**request: object) -> dict[str, object]:
    return {"kind": "CompositionProposed", "composition": "c1", "request": {"lot_seed": None, **request}}


def test_a_lot_of_the_rule_itself_or_announced_before_is_not_spoken_of() -> None:
    assert unannounced(entries(proposed(), announced(), proposed(**DRAWN))) == []


def test_a_lot_without_an_announcement_before_it_is_named() -> None:
    for record in (
        entries(proposed(**DRAWN), announced()),
        entries(announced(source="another"), proposed(**DRAWN)),
        entries(proposed(lot_seed="4711", lot_source=None)),
    ):
        (found,) = unannounced(record)
        assert (found.composition, found.early) == ("c1", False)
        assert said_of(found).startswith("NOT ANNOUNCED: entry ")


def test_a_lot_drawn_before_its_source_could_be_known_is_named() -> None:
    (found,) = unannounced(entries(announced("2027-06-01T13:00:00Z"), proposed(**DRAWN)))
    assert (found.entry, found.early) == (2, True)
    assert said_of(found).startswith("DRAWN EARLY: entry 2")


def test_an_entry_is_an_announcement_of_its_own_source_only() -> None:
    record = entries(proposed(), announced())
    assert announcement(record, 2, DRAWN["lot_source"])
    assert not announcement(record, 2, "another") and not announcement(record, 1, DRAWN["lot_source"])
    assert not announcement(record, 9, DRAWN["lot_source"])
