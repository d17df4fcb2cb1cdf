"""How long after its answer an act of another process is folded here and told to the listeners.

`python -m bench follow`. Two processes on one record in SQLite: one acts, the other follows. The floor, in the same
run, is a line through a pipe between the same two.
"""

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from rostrum.app import codec, make_office, now
from rostrum.hall.silent import SilentHall
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.intents import Freeze, Unfreeze
from rostrum.procedure.words import Capacity
from rostrum.record.sqlite import open_record
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.kinds import machine_of
from rostrum.settings import Settings
from rostrum.simulation.rehearsal import prepare
from rostrum.simulation.script import load

ACTS, PACE_S = 100, 0.07
MUST_MS = 150.0
SCRIPT = load("nam-2020-05-04")
CHAIR = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")


async def act(folder: Path) -> None:
    """The other process: acts, and says of each when it was answered. At last, when it says so."""
    clerk = Clerk(open_record(folder, codec()), machine_of, now)
    for number in range(ACTS):
        await asyncio.sleep(PACE_S)
        intent = Unfreeze() if number % 2 else Freeze(reason="bench")
        version = await clerk.submit(SCRIPT.book, intent, CHAIR)
        print(version, time.monotonic_ns(), flush=True)
    for _ in range(ACTS):
        await asyncio.sleep(0.002)
        print(0, time.monotonic_ns(), flush=True)
    await clerk.close()


async def measured(folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from answer to listener, and through the pipe."""
    office = make_office(Settings(data=folder, hall="silent"), hall=SilentHall())
    await prepare(office.record, SCRIPT, "speeches", now())
    heard: dict[int, int] = {}

    def hear(book: str, state: Any, acts: Sequence[Any]) -> None:
        heard.setdefault(state.version, time.monotonic_ns())

    await office.clerk.state(SCRIPT.book)
    office.clerk.listen(hear)
    await office.clerk.follow()
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.follow", str(folder), stdout=PIPE
    )
    assert child.stdout is not None
    answered: dict[int, int] = {}
    through: list[float] = []
    async for line in child.stdout:
        version, at = map(int, line.split())
        if version:
            answered[version] = at
        else:
            through.append((time.monotonic_ns() - at) / 1e6)
    await child.wait()
    await office.clerk.close()
    office.record.close()
    return [(heard[version] - at) / 1e6 for version, at in answered.items()], through


def run() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder:
        waits, through = asyncio.run(measured(Path(folder)))
    waits.sort()
    p95 = waits[int(len(waits) * 0.95)]
    return {
        "acts": len(waits),
        "seen elsewhere, p50_ms": round(median(waits), 1),
        "p95_ms": round(p95, 1),
        "most_ms": round(waits[-1], 1),
        "floor: a line through a pipe, p50_ms": round(median(through), 2),
        "must be at most_ms": MUST_MS,
        "reached": p95 <= MUST_MS,
    }


if __name__ == "__main__":
    asyncio.run(act(Path(sys.argv[1])))
