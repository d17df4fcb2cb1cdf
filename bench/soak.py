"""The hostile mixture for as long as asked, beside delegations that act: how long do they wait, does the house grow?

python -m bench.soak [--minutes 120] [--json]        exit 1 where a bar is missed

A server of its own in a temporary folder. First the others act alone, which gives the quiet figure; then 8 hostile
readers, 200 slow lines and a flooding delegation lean on the doors (`bench/hostile.py`), and they act on. What the
server's memory grows by is the slope through the second half of the samples: what it fills first, caches and the
newest thousand refusals, is no growth.
"""

import argparse
import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

import psutil

from bench.wire import Wire
from rostrum.app import make_office, now
from rostrum.doors.serve_cli import free_port
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.intents import Freeze, Unfreeze
from rostrum.procedure.words import Capacity
from rostrum.settings import Settings
from rostrum.simulation.rehearsal import prepare
from rostrum.simulation.script import load

MINUTES = 2.0
QUIET_SHARE, QUIET_MOST_S = 0.25, 120.0
SETTLE_S = 2.0
PACE_S = 0.25
"""Between two acts of the others."""
SAMPLE_S = 1.0
ENTRIES = 4_000
"""That the record holds before anybody comes."""
AT_MOST_TIMES, GROWTH_AT_MOST = 3.0, 5.0
"""Of the quiet 95th percentile; MB in an hour."""
JUDGED_FROM_MIN = 20.0
"""A shorter run shows caches that fill, and no slope; its growth is told and not judged."""
STREAMS = 20
SCRIPT = load("nam-2020-05-04")
CHAIR = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")


@dataclass(slots=True)
class Waits:
    """Milliseconds that others waited for the answer to an act, and the acts that were not taken."""

    ms: list[float] = field(default_factory=list[float])
    refused: int = 0

    def at(self, share: float) -> float:
        return round(sorted(self.ms)[int(len(self.ms) * share)], 2) if self.ms else 0.0

    def told(self) -> dict[str, Any]:
        return {
            "acts": len(self.ms),
            "p50_ms": self.at(0.5),
            "p95_ms": self.at(0.95),
            "not taken": self.refused,
        }


async def _fill(folder: Path) -> None:
    """A meeting at its statements, and an act after the other until the record is as long as one of a long day."""
    office = make_office(Settings(data=folder, hall="silent"))
    await prepare(office.record, SCRIPT, "speeches", now())
    for number in range(ENTRIES - office.record.head(SCRIPT.book).version):
        await office.clerk.submit(SCRIPT.book, Unfreeze() if number % 2 else Freeze(reason="soak"), CHAIR)
    await office.clerk.close()
    office.record.close()


@contextmanager
def house(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """Its port and its process, once it answers."""
    asyncio.run(_fill(folder / "data"))
    port = free_port(8650)
    words = [
        sys.executable,
        "-m",
        "rostrum",
        "demo",
        SCRIPT.name,
        "--resume",
        "--seats",
        "0",
        "--hall",
        "silent",
    ]
    words += ["--port", str(port), "--data", str(folder / "data")]
    with (folder / "log").open("wb") as log, psutil.Popen(words, stdout=log, stderr=log) as process:
        try:
            _answers(port, process, folder / "log")
            yield port, process
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(10)
            if process.is_running():
                process.kill()


def _answers(port: int, process: psutil.Process, log: Path) -> None:
    """Waits until the house takes lines. Raises RuntimeError where it ended, with what it said."""
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.2)
    raise RuntimeError(log.read_text())


async def act(wire: Wire, waits: Waits, seconds: float) -> None:
    """The presiding officer freezes and unfreezes the chamber at a steady pace, which every screen is told."""
    began = due = time.monotonic()
    for number in count():
        due = max(due + PACE_S, time.monotonic())
        if number % 2 == 0 and due - began > seconds:
            return
        await asyncio.sleep(due - time.monotonic())
        frozen = {"kind": "Freeze", "reason": "soak"} if number % 2 == 0 else {"kind": "Unfreeze"}
        asked = time.perf_counter()
        key = f"others-{time.monotonic_ns()}"
        status, _ = await wire.ask("POST", f"/api/books/{SCRIPT.book}/intents", frozen, idempotency_key=key)
        waits.ms.append((time.perf_counter() - asked) * 1000)
        waits.refused += status != 200


async def follow(port: int) -> None:
    """A screen in the gallery, which takes all it is sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    path = f"/api/books/{SCRIPT.book}/stream?as=gallery"
    writer.write(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
    try:
        while await reader.read(1 << 16):
            pass
    finally:
        writer.close()


async def sample(process: psutil.Process, memory: list[tuple[float, float]]) -> None:
    """Seconds and megabytes, every `SAMPLE_S`."""
    while True:
        memory.append((time.monotonic(), process.memory_info().rss / 2**20))
        await asyncio.sleep(SAMPLE_S)


def growth(memory: list[tuple[float, float]]) -> float:
    """MB in an hour: the slope through the second half of the samples."""
    late = memory[len(memory) // 2 :]
    if len(late) < 3:
        return 0.0
    return linear_regression([at for at, _ in late], [mb for _, mb in late]).slope * 3600


async def _soaked(port: int, server: psutil.Process, minutes: float) -> dict[str, Any]:
    quiet_s = min(QUIET_MOST_S, minutes * 60 * QUIET_SHARE)
    screens = [asyncio.create_task(follow(port)) for _ in range(STREAMS)]
    chair = Wire(port)
    await chair.sign_in(SCRIPT.book, CHAIR.person)
    await act(chair, Waits(), SETTLE_S)
    quiet, leaned = Waits(), Waits()
    await act(chair, quiet, quiet_s)
    memory: list[tuple[float, float]] = []
    sampling = asyncio.create_task(sample(server, memory))
    words = [sys.executable, "-m", "bench.hostile", str(port), SCRIPT.book]
    hostile = await asyncio.create_subprocess_exec(*words, stdout=subprocess.PIPE)
    try:
        await asyncio.sleep(SETTLE_S)
        await act(chair, leaned, minutes * 60 - quiet_s)
    finally:
        hostile.send_signal(signal.SIGTERM)
        told, _ = await hostile.communicate()
        for task in (sampling, *screens):
            task.cancel()
        await asyncio.gather(sampling, *screens, return_exceptions=True)
        chair.close()
    return judged(quiet, leaned, memory, json.loads(told), minutes)


def judged(
    quiet: Waits, leaned: Waits, memory: list[tuple[float, float]], hostile: dict[str, Any], minutes: float
) -> dict[str, Any]:
    """The figures beside their bars; growth of a short run has none."""
    times = leaned.at(0.95) / max(quiet.at(0.95), 0.01)
    grown = growth(memory)
    slope: dict[str, Any] = {"MB an hour": round(grown, 1)}
    if minutes >= JUDGED_FROM_MIN:
        slope |= {"must be at most": GROWTH_AT_MOST, "reached": grown <= GROWTH_AT_MOST}
    else:
        slope["judged"] = f"from {JUDGED_FROM_MIN:.0f} minutes on"
    return {
        "minutes": minutes,
        "others, quiet": quiet.told(),
        "others, leaned on": leaned.told(),
        "hostile": hostile,
        "memory": {
            "start MB": round(memory[0][1], 1),
            "half MB": round(median(mb for _, mb in memory), 1),
            "end MB": round(memory[-1][1], 1),
        },
        "p95": {
            "times quiet": round(times, 2),
            "must be at most": AT_MOST_TIMES,
            "reached": times <= AT_MOST_TIMES,
        },
        "growth": slope,
    }


def run(minutes: float = MINUTES) -> dict[str, Any]:
    """Figures, each beside what must be reached."""
    with tempfile.TemporaryDirectory(prefix="rostrum-soak-") as folder, house(Path(folder)) as (port, server):
        return asyncio.run(_soaked(port, server, minutes))


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="make soak", description="Leans on a house, and says what it costs others."
    )
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--json", action="store_true", help="figures only, as JSON")
    asked = parser.parse_args()
    found = run(asked.minutes)
    if asked.json:
        print(json.dumps(found))
    else:
        print(json.dumps(found, indent=2))
    missed = [name for name in ("p95", "growth") if found[name].get("reached") is False]
    for name in missed:
        print(f"not reached: {name} {found[name]}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
