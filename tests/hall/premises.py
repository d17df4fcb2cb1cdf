"""Halls to try things in, and visitors who come in by their passes: silent, and with a real media server."""

import asyncio
import math
import os
import signal
import socket
import time
from array import array
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

import uvicorn
from fastapi import FastAPI
from livekit import rtc
from livekit.rtc.participant import PublishTrackError

from rostrum.doors.signalling import signalling_router
from rostrum.hall.livekit import LiveKitHall
from rostrum.hall.port import Hall, Pass
from rostrum.hall.server import LiveKitServer, Ports, ServerSettings
from rostrum.hall.silent import SilentHall
from rostrum.procedure.words import StageRole
from rostrum.settings import Settings
from rostrum.views.documents import OnStage
from tests.patience import LONG

BOOK = "nam-2020"
RATE = 48_000
PICTURE = (160, 90)
FRAME = RATE // 100
"""Samples in 10 ms, the frame that audio sources take."""
PUBLISH_WITHIN_S = 1.5
"""A publishing without permission is never answered; it is given up after this."""


def speaker(seat: str) -> OnStage:
    """The head of a delegation, who has the floor."""
    return OnStage(person=f"{seat}.head", seat=seat, role=StageRole.SPEAKER, title={})


class Visitor(Protocol):
    """Somebody who came in."""

    async def may_speak(self) -> bool: ...

    async def leave(self) -> None: ...


class Premises(Protocol):
    """A hall with its door. ``enter`` gives None where the door refuses the pass."""

    hall: Hall
    changes: list[tuple[str, str, str]]

    async def enter(self, given: Pass, book: str = BOOK) -> Visitor | None: ...

    def fail(self) -> None:
        """The media server dies, and cannot be started again until ``recover``."""

    def recover(self) -> None: ...


async def until(met: Callable[[], bool | Awaitable[bool]], within: float = LONG) -> float:
    """Seconds until it is so; a failure when it is not so in time."""
    began = time.perf_counter()
    while True:
        answer = met()
        if answer if isinstance(answer, bool) else await answer:
            return time.perf_counter() - began
        assert time.perf_counter() - began < within, "not within the time allowed"
        await asyncio.sleep(0.005)


class SilentVisitor:
    def __init__(self, hall: SilentHall, identity: str, book: str) -> None:
        self._hall = hall
        self._identity = identity
        self._book = book

    async def may_speak(self) -> bool:
        return self._hall.granted(self._book, self._identity).microphone

    async def leave(self) -> None:
        await self._hall.leave(self._book, self._identity)


class SilentPremises:
    def __init__(self) -> None:
        self.hall = SilentHall()
        self.changes: list[tuple[str, str, str]] = []
        self.hall.on_presence = self._noted

    async def _noted(self, book: str, person: str, change: str) -> None:
        self.changes.append((book, person, change))

    async def enter(self, given: Pass, book: str = BOOK) -> SilentVisitor | None:
        there = await self.hall.enter(book, given.token)
        return SilentVisitor(self.hall, given.identity, book) if there else None

    def fail(self) -> None:
        self.hall.fail()

    def recover(self) -> None:
        self.hall.recover()


class LiveVisitor:
    """A participant of the real hall. Listens to what it is told to, publishes a tone of its own."""

    def __init__(self) -> None:
        self.room = rtc.Room()
        self.tone: asyncio.Task[None] | None = None
        self.levels: dict[str, float] = {}
        self.last_sound: dict[str, float] = {}
        self.loudest: dict[str, float] = {}
        self.pictures: dict[str, int] = {}
        """Frames of sound are judged by how loud they are: the media server itself sends a few silent ones."""
        self._ears: list[asyncio.Task[None]] = []
        self.room.on("track_subscribed", self._listen)

    async def join(self, url: str, token: str, *, listens: bool = False) -> None:
        options = rtc.RoomOptions(auto_subscribe=listens, connect_timeout=LONG)
        await self.room.connect(url, token, options)

    async def may_speak(self) -> bool:
        """Publishes, and takes back again what was published."""
        publication = await self.publish()
        if publication is None:
            return False
        await self.room.local_participant.unpublish_track(publication.sid)
        return True

    async def publish(self, hz: float = 0.0) -> rtc.LocalTrackPublication | None:
        """A new microphone track with a tone; None where the hall does not take it."""
        source = rtc.AudioSource(RATE, 1, queue_size_ms=100)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE, dtx=False)
        with suppress(TimeoutError, PublishTrackError):
            published = await asyncio.wait_for(
                self.room.local_participant.publish_track(track, options), PUBLISH_WITHIN_S
            )
            if hz:
                self.tone = asyncio.create_task(_sound(source, hz))
            return published
        return None

    async def show(self) -> None:
        """A camera with a grey picture."""
        source = rtc.VideoSource(*PICTURE)
        track = rtc.LocalVideoTrack.create_video_track("camera", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA, simulcast=False)
        await self.room.local_participant.publish_track(track, options)
        self._ears.append(asyncio.create_task(_picture(source)))

    def sees(self, identity: str) -> bool:
        """Whether that person publishes anything, as the hall tells everybody."""
        there = self.room.remote_participants.get(identity)
        return there is not None and len(there.track_publications) > 0

    def _listen(
        self, track: rtc.RemoteTrack, _: rtc.RemoteTrackPublication, who: rtc.RemoteParticipant
    ) -> None:
        sense = self._hear if track.kind == rtc.TrackKind.KIND_AUDIO else self._see
        self._ears.append(asyncio.create_task(sense(track, who.identity)))

    async def _see(self, track: rtc.RemoteTrack, identity: str) -> None:
        stream = rtc.VideoStream(track)
        try:
            async for _ in stream:
                self.pictures[identity] = self.pictures.get(identity, 0) + 1
        finally:
            await stream.aclose()

    async def _hear(self, track: rtc.RemoteTrack, identity: str) -> None:
        stream = rtc.AudioStream(track, sample_rate=RATE, num_channels=1)
        try:
            async for event in stream:
                level = _loudness(event.frame.data)
                self.levels[identity] = level
                self.loudest[identity] = max(level, self.loudest.get(identity, 0.0))
                if level > 500:
                    self.last_sound[identity] = time.perf_counter()
        finally:
            await stream.aclose()

    async def leave(self) -> None:
        tasks = [*self._ears, *([self.tone] if self.tone else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.room.disconnect()


async def _sound(source: rtc.AudioSource, hz: float) -> None:
    n = 0
    while True:
        samples = array("h", (int(8000 * math.sin(math.tau * hz * (n + k) / RATE)) for k in range(FRAME)))
        n += FRAME
        await source.capture_frame(rtc.AudioFrame(samples.tobytes(), RATE, 1, FRAME))


async def _picture(source: rtc.VideoSource) -> None:
    width, height = PICTURE
    frame = rtc.VideoFrame(width, height, rtc.VideoBufferType.RGBA, bytes([128]) * (width * height * 4))
    while True:
        source.capture_frame(frame)
        await asyncio.sleep(0.05)


def _loudness(samples: memoryview) -> float:
    found = samples.tolist()
    return math.sqrt(sum(s * s for s in found) / max(1, len(found)))


class LivePremises:
    """The embedded hall: our door on a free port, a media server of our own behind it."""

    def __init__(self, server: LiveKitServer, link: Path, port: int) -> None:
        self.server = server
        self._link = link
        self.hall = LiveKitHall(server.url, server.key, server.secret, server=server)
        self.port = port
        self.changes: list[tuple[str, str, str]] = []
        self.visitors: list[LiveVisitor] = []
        self.hall.on_presence = self._noted

    async def _noted(self, book: str, person: str, change: str) -> None:
        self.changes.append((book, person, change))

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/hall"

    async def enter(self, given: Pass, book: str = BOOK, *, listens: bool = False) -> LiveVisitor | None:
        visitor = LiveVisitor()
        try:
            await visitor.join(self.url, given.token, listens=listens)
        except rtc.ConnectError:
            return None
        self.visitors.append(visitor)
        return visitor

    def fail(self) -> None:
        """The program is put aside first: what supervises it finds nothing to start."""
        self._link.unlink()
        pid = self.server.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def recover(self) -> None:
        self._link.symlink_to(Settings().livekit_server.resolve())

    async def person(self, person: str, *, listens: bool = False) -> LiveVisitor:
        visitor = await self.enter(self.hall.admit(BOOK, person), listens=listens)
        assert visitor is not None
        return visitor


@asynccontextmanager
async def live_premises(data: Path) -> AsyncGenerator[LivePremises]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = int(listening.getsockname()[1])
    data.mkdir(exist_ok=True)
    link = data / "livekit-server"
    link.unlink(missing_ok=True)
    link.symlink_to(Settings().livekit_server.resolve())
    settings = ServerSettings(
        binary=link,
        data=data,
        webhook=f"http://127.0.0.1:{port}/hall-webhook",
        wanted=Ports(0, 0, 0),
    )
    premises = LivePremises(LiveKitServer(settings), link, port)
    app = FastAPI()
    app.include_router(signalling_router(premises.hall, f"http://127.0.0.1:{port}"))
    door = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    door.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(door.serve(sockets=[listening]))
    await premises.hall.start()
    try:
        yield premises
    finally:
        await asyncio.gather(*(visitor.leave() for visitor in premises.visitors))
        door.should_exit = True
        await serving
        await premises.hall.stop()
        listening.close()
