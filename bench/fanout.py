"""From an act posted to every one of 200 streams, over real HTTP on loopback.

The floor in the same run: the same bytes written to 200 plain asyncio connections that do nothing else.
"""

import asyncio
import json
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import uvicorn

from rostrum.app import make_app, make_office
from rostrum.doors.serve_cli import free_port, server_config
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.intents import CallToOrder, Freeze, OpenLobby, Unfreeze
from rostrum.procedure.words import Capacity
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.simulation.autopilot import SECRETARY
from rostrum.simulation.calling import Calling
from rostrum.simulation.script import load

CHAIR = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")
STREAMS = 200
ACTS = 40
LONGEST_S = 120
MUST_REACH_MS = 40.0
SCENARIO = "nam-2020-05-04"
AN_HOUR_MS = 3_600_000


async def _stream(port: int, book: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """An open gallery stream, headers and first event read. It lasts as long as its writer is kept."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    path = f"/api/books/{book}/stream?as=gallery"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    while await reader.readline() != b"\r\n":
        pass
    await _event(reader)
    return reader, writer


async def _event(reader: asyncio.StreamReader) -> tuple[int, float]:
    """Version of the next event and the instant at which it was read."""
    while True:
        text = await reader.readline()
        if not text:
            raise ConnectionResetError("the stream ended")
        if text.startswith(b"data: "):
            return json.loads(text[6:])["version"], perf_counter()


async def _reached(reader: asyncio.StreamReader, version: int) -> float:
    while True:
        seen, at = await _event(reader)
        if seen >= version:
            return at


async def _measure(office: Office, book: str, readers: list[asyncio.StreamReader]) -> list[float]:
    """Milliseconds from the asking to each stream, over all acts and streams."""
    found: list[float] = []
    for number in range(ACTS):
        frozen = number % 2 == 0
        version = (await office.clerk.state(book)).version + 1
        waiting = [asyncio.create_task(_reached(reader, version)) for reader in readers]
        await asyncio.sleep(0.02)
        began = perf_counter()
        await office.clerk.submit(book, Freeze(reason="bench") if frozen else Unfreeze(), CHAIR)
        found += [(at - began) * 1000 for at in await asyncio.gather(*waiting)]
    return found


async def _floor(payload: bytes) -> list[float]:
    """The same through 200 bare connections."""
    writers: list[asyncio.StreamWriter] = []

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    opened = [await asyncio.open_connection("127.0.0.1", port, limit=1 << 22) for _ in range(STREAMS)]
    await asyncio.sleep(0.1)
    found: list[float] = []
    for _ in range(ACTS):
        waiting = [asyncio.create_task(_event(reader)) for reader, _ in opened]
        await asyncio.sleep(0.02)
        began = perf_counter()
        for writer in writers:
            writer.write(payload)
        found += [(at - began) * 1000 for _, at in await asyncio.gather(*waiting)]
    for _, writer in opened:
        writer.close()
    server.close()
    return found


async def _prepare(office: Office) -> str:
    script = load(SCENARIO).opening_at(office.now() + AN_HOUR_MS)
    await Calling(office.clerk, script).convened()
    await office.clerk.submit(script.book, OpenLobby(), SECRETARY)
    await office.clerk.submit(script.book, CallToOrder(), CHAIR)
    return script.book


async def _run() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder:
        settings = Settings(data=Path(folder), hall="silent", port=free_port(18080))
        office = make_office(settings)
        server = uvicorn.Server(server_config(make_app(settings, office), settings))
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.02)
        book = await _prepare(office)
        streams = [await _stream(settings.port, book) for _ in range(STREAMS)]
        readers = [reader for reader, _ in streams]
        await _measure(office, book, readers)
        ours = await _measure(office, book, readers)
        floor = await _floor(b'data: {"version":1,"x":"' + b"x" * 4000 + b'"}\n')
        for _, writer in streams:
            writer.close()
        server.should_exit = True
        await serving
    middle = median(ours)
    return {
        "streams": STREAMS,
        "acts": ACTS,
        "median_ms": middle,
        "p95_ms": sorted(ours)[int(len(ours) * 0.95)],
        "floor_median_ms": median(floor),
        "must_reach_ms": MUST_REACH_MS,
        "reached": middle <= MUST_REACH_MS,
    }


def run() -> dict[str, Any]:
    """Figures in ms. Server, writer and readers share one process, so each reading costs too."""
    return asyncio.run(asyncio.wait_for(_run(), LONGEST_S))


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
