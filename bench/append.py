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

ROUNDS = 15
ROUND = 200
CHAIR = Actor(person="chair", capacity=Capacity.CHAIR, seat="AZE")
MUST_REACH = 1500


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


def per_second(took: list[float]) -> float:
    """The median over rounds of how many appends a second each made."""
    return median(1000 * ROUND / sum(took[first : first + ROUND]) for first in range(0, len(took), ROUND))


def appended(folder: Path, record: SqliteRecord, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of every append: to the floor, to the record."""
    database = plain(folder)
    raw = b"x" * 320
    floor: list[float] = []
    ours: list[float] = []
    for first in range(0, rounds * ROUND, ROUND):
        floor += timed(lambda number: append_plain(database, number, raw), first, ROUND)
        ours += timed(lambda number: append_record(record, number), first, ROUND)
    database.close()
    return floor, ours


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Figures of the record and of the floor, and how fast the book is read back, checked and decoded."""
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder:
        record = open_record(Path(folder), Codec(ACTS))
        floor, ours = appended(Path(folder), record, rounds)
        began = time.perf_counter()
        read = sum(1 for _ in record.entries("bench"))
        reading = time.perf_counter() - began
        record.close()
    return {
        "what": "append",
        "appends": len(ours),
        "appends_per_second": round(per_second(ours)),
        "floor_appends_per_second": round(per_second(floor)),
        "times_floor": round(per_second(floor) / per_second(ours), 2),
        "p50_ms": round(median(ours), 3),
        "p99_ms": round(quantiles(ours, n=100)[98], 3),
        "floor_p50_ms": round(median(floor), 3),
        "floor_p99_ms": round(quantiles(floor, n=100)[98], 3),
        "entries_read_per_second": round(read / reading),
        "must_reach": MUST_REACH,
        "reached": per_second(ours) >= MUST_REACH,
    }


if __name__ == "__main__":
    figures = run()
    if "--json" in sys.argv:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:28}{f'{value:,}' if type(value) is int else value!s:>14}")
