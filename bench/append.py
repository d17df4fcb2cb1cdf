"""Durable appends: Rostrum's record in SQLite, beside plain sqlite3 with the same durability in the same run.

python -m bench.append [APPENDS]        prints JSON
"""

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.acts import ACTS, FloorOffered
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.codec import Codec
from rostrum.record.entry import Draft
from rostrum.record.port import CommandKey
from rostrum.record.sqlite import SqliteRecord, open_record

APPENDS = 3000
ROUND = 250
"""Floor and record take turns, so that what else the machine does weighs on both alike."""

CHAIR = Actor(person="chair", capacity=Capacity.CHAIR, seat="AZE")
REQUIRED_PER_SECOND = 1500


def draft(number: int) -> Draft:
    at = 1_588_590_000_000 + number
    act = FloorOffered(seat="CUB", entry=f"e{number}", limit_s=300, grace_until=at + 30_000)
    return Draft(at, CHAIR, act, Visibility.PUBLIC)


def plain(folder: Path) -> sqlite3.Connection:
    """One table, one row a commit: what the disk and SQLite allow at most."""
    database = sqlite3.connect(folder / "plain.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(
        "CREATE TABLE entries (book INTEGER, version INTEGER, bytes BLOB, UNIQUE (book, version))"
    )
    return database


def append_plain(database: sqlite3.Connection, number: int, raw: bytes) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO entries VALUES (1, ?, ?)", (number, raw))
    database.execute("COMMIT")


def append_record(record: SqliteRecord, number: int) -> None:
    command = CommandKey("chair", f"key-{number}", "0" * 64)
    record.append("bench", number, [draft(number)], command, {"version": number + 1})


def timed(step: Callable[[int], None], first: int, count: int) -> list[float]:
    """Milliseconds of each call."""
    took: list[float] = []
    for number in range(first, first + count):
        began = time.perf_counter()
        step(number)
        took.append((time.perf_counter() - began) * 1000)
    return took


def figures(took: list[float]) -> dict[str, float]:
    return {
        "per_second": round(1000 * len(took) / sum(took)),
        "p50_ms": round(median(took), 3),
        "p99_ms": round(quantiles(took, n=100)[98], 3),
    }


def measure(appends: int = APPENDS) -> dict[str, Any]:
    """Figures of the floor and of the record, and how fast the book is read back, checked and decoded."""
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder:
        database, record = plain(Path(folder)), open_record(Path(folder), Codec(ACTS))
        raw = b"x" * 320
        floor: list[float] = []
        ours: list[float] = []
        for first in range(0, appends, ROUND):
            floor += timed(lambda number: append_plain(database, number, raw), first, ROUND)
            ours += timed(lambda number: append_record(record, number), first, ROUND)
        began = time.perf_counter()
        read = sum(1 for _ in record.entries("bench"))
        reading = time.perf_counter() - began
        database.close()
        record.close()
    return {
        "appends": len(ours),
        "record": figures(ours),
        "floor": figures(floor),
        "required_per_second": REQUIRED_PER_SECOND,
        "read_entries_per_second": round(read / reading),
    }


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:2])), indent=2))
