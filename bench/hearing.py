"""From the plan's change to the first sound at a listener: how each way of holding the plan at the server does.

*Before*: the speaker's own program unmutes when the plan changes, straight at the media server, which holds nothing
back. *By the gate*: the same through our door; *open beforehand*: the microphone was open, and the gate lets it
through. *By permission to subscribe*: the publisher's program permits the track, which is then negotiated
(docs/adr/0025). All with the stock Python SDK on one machine, in turns, so that load falls on all alike.
"""

import asyncio
import json
import math
import os
import socket
import tempfile
import time
from array import array
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

import uvicorn
from fastapi import FastAPI
from livekit import rtc

from bench.browser import p95
from rostrum.doors.signalling import signalling_router
from rostrum.hall.livekit import LiveKitHall
from rostrum.hall.plan import Grant, Plan
from rostrum.hall.server import LiveKitServer, Ports, ServerSettings
from rostrum.settings import Settings

BOOK, SPEAKER = "hearing", "CUB.head"
ROUNDS = int(os.environ.get("ROUNDS", "12"))
RATE, FRAME = 48_000, 480
LOUD = 1000.0
MORE_AT_MOST_MS = 50
READY = Plan(grants={SPEAKER: Grant(microphone=True)})
HEARD = Plan(grants=READY.grants, heard=(SPEAKER,))


class Stand:
    """A hall, its door, one speaker and one listener, who join by the same address."""

    def __init__(self, hall: LiveKitHall, url: str) -> None:
        self._hall = hall
        self._url = url
        self.speaker, self.listener = rtc.Room(), rtc.Room()
        self.track: rtc.LocalAudioTrack
        self.level = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, *, muted: bool) -> None:
        self.listener.on("track_subscribed", self._listen)
        await self._join(self.listener, None, listens=True)
        await self._join(self.speaker, SPEAKER, listens=False)
        await _until(lambda: bool(self.speaker.local_participant.permissions.can_publish))
        source = rtc.AudioSource(RATE, 1, queue_size_ms=100)
        self.track = rtc.LocalAudioTrack.create_audio_track("microphone", source)
        if muted:
            self.track.mute()
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE, dtx=False)
        await self.speaker.local_participant.publish_track(self.track, options)
        self._tasks.append(asyncio.create_task(_tone(source)))
        await asyncio.sleep(1.5)

    async def _join(self, room: rtc.Room, person: str | None, *, listens: bool) -> None:
        given = self._hall.admit(BOOK, person)
        await room.connect(self._url, given.token, rtc.RoomOptions(auto_subscribe=listens))

    def _listen(self, track: rtc.RemoteTrack, *_: object) -> None:
        self._tasks.append(asyncio.create_task(self._hear(track)))

    async def _hear(self, track: rtc.RemoteTrack) -> None:
        stream = rtc.AudioStream(track, sample_rate=RATE, num_channels=1)
        try:
            async for event in stream:
                samples = event.frame.data.tolist()
                self.level = math.sqrt(sum(s * s for s in samples) / max(1, len(samples)))
        finally:
            await stream.aclose()

    async def sounds_after(self, act: Callable[[], Awaitable[None]]) -> float:
        """Milliseconds until the listener hears the speaker."""
        began = time.perf_counter()
        await act()
        await _until(lambda: self.level > LOUD)
        return (time.perf_counter() - began) * 1000

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.speaker.disconnect()
        await self.listener.disconnect()


async def _tone(source: rtc.AudioSource) -> None:
    n = 0
    while True:
        wave = (int(8000 * math.sin(math.tau * 440 * (n + k) / RATE)) for k in range(FRAME))
        n += FRAME
        await source.capture_frame(rtc.AudioFrame(array("h", wave).tobytes(), RATE, 1, FRAME))


async def _until(met: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not met():
            await asyncio.sleep(0.002)


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[tuple[LiveKitHall, str]]:
    """The embedded hall, and the address of its door."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    door = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = ServerSettings(
        binary=Settings().livekit_server, data=folder, webhook=f"{door}/hall-webhook", wanted=Ports(0, 0, 0)
    )
    server = LiveKitServer(settings)
    hall = LiveKitHall(server.url, server.key, server.secret, server=server)
    app = FastAPI()
    app.include_router(signalling_router(hall, door))
    serving = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off"))
    running = asyncio.create_task(serving.serve(sockets=[listening]))
    await hall.start()
    try:
        yield hall, f"ws{door.removeprefix('http')}/hall"
    finally:
        serving.should_exit = True
        await running
        await hall.stop()


async def at_the_source(hall: LiveKitHall, url: str) -> float:
    async def take_floor(stand: Stand) -> None:
        await hall.match(BOOK, HEARD)
        stand.track.unmute()

    return await _round(hall, url, take_floor, muted=True)


async def already_open(hall: LiveKitHall, url: str) -> float:
    return await _round(hall, url, lambda stand: hall.match(BOOK, HEARD), muted=False)


async def by_subscription(hall: LiveKitHall, url: str) -> float:
    """Nobody is permitted the track until the plan changes."""

    async def permit(stand: Stand) -> None:
        stand.speaker.local_participant.set_track_subscription_permissions(allow_all_participants=True)

    def shut(stand: Stand) -> None:
        own = stand.speaker.local_participant
        own.set_track_subscription_permissions(allow_all_participants=False)

    return await _round(hall, url, permit, muted=False, before=shut)


async def _round(
    hall: LiveKitHall,
    url: str,
    act: Callable[[Stand], Awaitable[None]],
    *,
    muted: bool,
    before: Callable[[Stand], None] = lambda stand: None,
) -> float:
    await hall.match(BOOK, READY)
    stand = Stand(hall, url)
    try:
        stand.speaker.on("connection_state_changed", lambda state: before(stand) if state == 1 else None)
        await stand.open(muted=muted)
        return await stand.sounds_after(lambda: act(stand))
    finally:
        await stand.close()


async def measure() -> dict[str, list[float]]:
    ways: dict[str, list[float]] = {name: [] for name in ("before", "gate", "open", "subscription")}
    with tempfile.TemporaryDirectory() as folder:
        async with house(Path(folder)) as (hall, door):
            for _ in range(ROUNDS):
                ways["before"].append(await at_the_source(hall, hall.upstream))
                ways["gate"].append(await at_the_source(hall, door))
                ways["open"].append(await already_open(hall, door))
                ways["subscription"].append(await by_subscription(hall, hall.upstream))
    return ways


def run() -> dict[str, Any]:
    """Medians and 95th percentiles, ms."""
    ways = asyncio.run(measure())
    more = median(ways["gate"]) - median(ways["before"])
    return {
        "rounds": ROUNDS,
        "before: unmuted at the source, nothing held": _figures(ways["before"]),
        "by the gate: unmuted at the source": _figures(ways["gate"]),
        "by the gate: open beforehand": _figures(ways["open"]),
        "by permission to subscribe, negotiated then": _figures(ways["subscription"]),
        "more than before": {
            "median_ms": more,
            "must_reach_ms": MORE_AT_MOST_MS,
            "reached": more <= MORE_AT_MOST_MS,
        },
    }


def _figures(found: list[float]) -> dict[str, float]:
    return {"median_ms": median(found), "p95_ms": p95(found)}


if __name__ == "__main__":
    print(json.dumps(run(), indent=2, ensure_ascii=False))
