"""How long a house takes to open its doors with a record of 100,000 entries, every one of them checked.

`python -m bench start`. Beside it in the same run: a house with nothing on its record, and the floor, which is reading
the same bytes with plain sqlite3 and hashing them.
"""

import asyncio
import contextlib
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

import psutil

from rostrum.app import make_office, now
from rostrum.doors.serve_cli import free_port
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.acts import ChamberFrozen, ChamberUnfrozen
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.bundle import attest
from rostrum.record.entry import Draft
from rostrum.record.sqlite import FILE
from rostrum.settings import Settings
from rostrum.simulation.rehearsal import prepare
from rostrum.simulation.script import load

ENTRIES, AT_ONCE = 100_000, 1_000
ROUNDS = 3
MUST_S = 3.0
LONGEST_S = 120.0
SCRIPT = load("nam-2020-05-04")
CHAIR = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")


async def fill(folder: Path) -> None:
    """A meeting at its statements, then acts of the presiding officer to ``ENTRIES``; signed, as every decision is."""
    office = make_office(Settings(data=folder, hall="silent"))
    await prepare(office.record, SCRIPT, "speeches", now())
    at, version = now(), office.record.head(SCRIPT.book).version
    while version < ENTRIES:
        places = range(version, min(version + AT_ONCE, ENTRIES))
        office.record.append(SCRIPT.book, version, [_draft(at + n, n % 2 == 0) for n in places])
        version = places.stop
    attest(office.record, SCRIPT.book, office.signer)
    await office.clerk.close()
    office.record.close()


def _draft(at: int, freezes: bool) -> Draft:
    return Draft(
        at, CHAIR, ChamberFrozen(reason="bench") if freezes else ChamberUnfrozen(), Visibility.PUBLIC
    )


def opened(folder: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor until a server on the folder takes lines. Raises RuntimeError."""
    port = free_port(8680)
    words = [sys.executable, "-m", "rostrum", "serve", "--hall", "silent", "--data", str(folder)]
    began = perf_counter()
    with psutil.Popen([*words, "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            while perf_counter() - began < LONGEST_S and server.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    spent = server.cpu_times()
                    return perf_counter() - began, spent.user + spent.system
                sleep(0.02)
        finally:
            server.send_signal(signal.SIGINT)
            with contextlib.suppress(psutil.TimeoutExpired):
                server.wait(10)
            if server.poll() is None:
                server.kill()
    raise RuntimeError("the house did not open")


def floor(folder: Path) -> float:
    """Seconds in which plain sqlite3 reads every entry and hashlib hashes it."""
    began = perf_counter()
    with contextlib.closing(sqlite3.connect(folder / FILE)) as database:
        for raw, digest in database.execute("SELECT bytes, hash FROM entries ORDER BY book, version"):
            assert sha256(raw).hexdigest() == digest
    return perf_counter() - began


def run() -> dict[str, Any]:
    """Medians over the rounds, in seconds."""
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as name:
        long, empty = Path(name) / "long", Path(name) / "empty"
        asyncio.run(fill(long))
        rounds = [(opened(long), opened(empty), floor(long)) for _ in range(ROUNDS)]
    took = median(with_record[0] for with_record, _, _ in rounds)
    return {
        "entries": ENTRIES,
        "until the doors open_s": round(took, 2),
        "CPU s": round(median(with_record[1] for with_record, _, _ in rounds), 2),
        "with nothing on the record_s": round(median(nothing[0] for _, nothing, _ in rounds), 2),
        "with nothing, CPU s": round(median(nothing[1] for _, nothing, _ in rounds), 2),
        "floor: read and hashed bare_s": round(median(bare for _, _, bare in rounds), 2),
        "must be at most_s": MUST_S,
        "reached": took <= MUST_S,
    }
