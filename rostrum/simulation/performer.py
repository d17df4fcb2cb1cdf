"""One simulated delegation in the hall: a participant that publishes and subscribes to nothing.

What it publishes follows the rights that the hall grants, and nothing else: the picture while the camera is
granted, the sound, muted, from the moment the microphone is. It is heard when it is told to speak.
Met with livekit 1.2: publishing without the right waits for ever; a track whose right was withdrawn is dead, and
the next publication needs a new one; events of a room come in the order of the room alone.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import structlog
from livekit import rtc
from livekit.rtc.participant import PublishTrackError, UnpublishTrackError

from rostrum.simulation import native, voices
from rostrum.simulation.media import Loop, Staged
from rostrum.simulation.voices import Samples

log = structlog.get_logger()

JOIN_S, PUBLISH_S, LEAVE_S = 15.0, 6.0, 3.0
"""Seconds after which joining, publishing and leaving are given up."""
FRAME_S = 0.1
"""Sound is handed over in pieces of so many seconds: each costs an event in every room of the process."""
QUEUE_MS = 200
EARLY = 0.75
"""Share of a frame's time after which the next may go: whoever paces them is not exact."""
SOURCES = (rtc.TrackSource.SOURCE_CAMERA, rtc.TrackSource.SOURCE_MICROPHONE)
CAMERA, MICROPHONE = SOURCES
SETTLES_S = 1.0
"""How long after a line is back its tracks may still be published again by the library itself."""


@dataclass(slots=True)
class _Published:
    """A track under way: its source is fed, its publication is known once the hall has taken it."""

    source: Any
    track: Any
    sid: str = ""


class Performer:
    """``on_lost`` is called once when the line to the hall has gone for good: a new performer must join."""

    def __init__(self, person: str, tile: Loop, on_lost: Callable[[], None]) -> None:
        self.person = person
        self._tile = tile
        self._stage: Staged | None = None
        self._shown: Loop | None = None
        """The loop whose frame went out last."""
        self._place = 0
        """The place in it of that frame."""
        self._sent_us = 0
        self._sound: Samples | None = None
        self._at = 0
        self._on_lost = on_lost
        self._room: rtc.Room | None = None
        self._out: dict[int, _Published] = {}
        self._again: set[str] = set()
        """Tracks that the library published again by itself since the line last broke."""
        self._stale: set[int] = set()
        self._news = asyncio.Event()
        self._speaking = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    # Coming and going

    async def join(self, url: str, token: str) -> None:
        """Enters the hall. Raises OSError where that fails."""
        native.begin()
        self._room = room = rtc.Room()
        room.on("participant_permissions_changed", self._rights_changed)  # pyright: ignore[reportUnknownMemberType]
        room.on("disconnected", self._disconnected)  # pyright: ignore[reportUnknownMemberType]
        room.on("reconnecting", self._again.clear)  # pyright: ignore[reportUnknownMemberType]
        room.on("local_track_republished", self._published_again)  # pyright: ignore[reportUnknownMemberType]
        room.on("reconnected", self._taken_up)  # pyright: ignore[reportUnknownMemberType]
        options = rtc.RoomOptions(auto_subscribe=False, connect_timeout=5)
        try:
            async with asyncio.timeout(JOIN_S):
                await room.connect(url, token, options)
        except (rtc.ConnectError, TimeoutError) as error:
            await self._disconnect()
            raise OSError(f"{self.person} could not join: {error}") from error
        native.listen_to_own_events(room)
        self._tasks = [
            asyncio.create_task(self._keep_to_rights(), name=f"rights:{self.person}"),
            asyncio.create_task(self._keep_speaking(), name=f"voice:{self.person}"),
        ]
        self._news.set()

    async def leave(self) -> None:
        """Ends its tasks first: leaving in the middle of a publication upsets the native library."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._disconnect()

    async def _disconnect(self) -> None:
        room, self._room = self._room, None
        self._out.clear()
        if room is not None:
            with contextlib.suppress(TimeoutError, RuntimeError):
                async with asyncio.timeout(LEAVE_S):
                    await room.disconnect()

    def _disconnected(self, reason: Any) -> None:
        if self._room is not None:
            log.info("line lost", person=self.person, reason=str(reason))
            self._on_lost()

    # What is published

    def _rights_changed(self, participant: Any, rights: Any) -> None:
        if self._room is not None and participant.identity == self._room.local_participant.identity:
            self._news.set()

    def _published_again(self, publication: Any, before: str) -> None:
        for made in self._out.values():
            if made.sid == before:
                made.sid = publication.sid
                self._again.add(made.sid)

    def _taken_up(self) -> None:
        asyncio.get_running_loop().call_later(SETTLES_S, self._renew)

    def _renew(self) -> None:
        """After a line has broken: what the library did not publish again is published anew.

        After a media server died the right to publish comes a moment after joining; the library asks at once, is
        refused, and does not ask again.
        """
        self._stale |= {kind for kind, made in self._out.items() if made.sid and made.sid not in self._again}
        self._news.set()

    def _may(self, source: int) -> bool:
        """An empty list of sources means all of them."""
        if self._room is None or not self._room.isconnected():
            return False
        rights = self._room.local_participant.permissions
        return rights.can_publish and (not rights.can_publish_sources or source in rights.can_publish_sources)

    async def _keep_to_rights(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            for source in SOURCES:
                if source in self._stale and source in self._out:
                    await self._drop(source)
                self._stale.discard(source)
                if self._may(source) and source not in self._out:
                    await self._publish(source)
                elif not self._may(source) and source in self._out:
                    await self._drop(source)

    async def _publish(self, kind: int) -> None:
        """Publishes with a new track; one that the hall does not take in time is given up, and tried anew."""
        if self._room is None:
            return
        made = self._camera() if kind == CAMERA else self._microphone()
        options = _camera_options() if kind == CAMERA else _microphone_options()
        self._out[kind] = made
        try:
            async with asyncio.timeout(PUBLISH_S):
                publication = await self._room.local_participant.publish_track(made.track, options)
            made.sid = publication.sid
        except (TimeoutError, PublishTrackError) as error:
            log.info("not published", person=self.person, source=kind, error=str(error))
            self._out.pop(kind, None)
            asyncio.get_running_loop().call_later(1, self._news.set)

    def _camera(self) -> _Published:
        source = rtc.EncodedVideoSource(self._tile.width, self._tile.height)
        return _Published(source, rtc.LocalVideoTrack.create_video_track("lectern", source))

    def _microphone(self) -> _Published:
        source = rtc.AudioSource(voices.RATE, 1, queue_size_ms=QUEUE_MS)
        track = rtc.LocalAudioTrack.create_audio_track("voice", source)
        if not self._speaking.is_set():
            track.mute()
        return _Published(source, track)

    async def _drop(self, kind: int) -> None:
        """The right is gone: so is the track, at the hall already, here now."""
        made = self._out.pop(kind)
        if self._room is None or not made.sid:
            return
        with contextlib.suppress(TimeoutError, UnpublishTrackError, KeyError):
            async with asyncio.timeout(LEAVE_S):
                await self._room.local_participant.unpublish_track(made.sid)

    # Picture

    def on_stage(self, pictures: Staged | None) -> None:
        """Shows the larger picture from its next frame on, or the tile again (None)."""
        self._stage = pictures

    def send_picture(self, now_us: int) -> bool:
        """Hands over what is due; whoever paces the pictures calls it. False where nothing is."""
        made = self._out.get(CAMERA)
        if made is None or not made.sid:
            return False
        loop = self._loop()
        place = self._due(loop, now_us)
        if place is None:
            return False
        self._hand_over(made, loop, place, now_us)
        self._shown, self._place, self._sent_us = loop, place, now_us
        return True

    def _loop(self) -> Loop:
        if self._stage is None:
            return self._tile
        return self._stage.spoken if self.sounds else self._stage.resting

    def _due(self, loop: Loop, now_us: int) -> int | None:
        """The place in ``loop`` of the frame to send; None where it is not time for one."""
        shown = self._place if loop is self._shown else None
        if self._stage is not None and loop is self._stage.spoken:
            return loop.due(int(self._heard_s() * loop.fps), shown)
        if shown is None:
            return 0
        early = (now_us - self._sent_us) * loop.fps < EARLY * 1_000_000
        return None if early else (shown + 1) % len(loop.frames)

    def _hand_over(self, made: _Published, loop: Loop, place: int, at_us: int) -> None:
        frame = rtc.EncodedVideoFrame(
            data=loop.frames[place],
            codec=rtc.VideoCodec.VP8,
            frame_type=rtc.EncodedFrameType.ENCODED_FRAME_KEY,
            width=loop.width,
            height=loop.height,
            timestamp_us=at_us,
        )
        made.source.capture_frame(frame)

    # Sound

    def _heard_s(self) -> float:
        """Where in its loop the sound is that the hall hears now, in seconds."""
        made = self._out.get(MICROPHONE)
        queued = made.source.queued_duration if made is not None else 0.0
        return max(0.0, self._at / voices.RATE - queued)

    @property
    def sounds(self) -> bool:
        """Whether sound is published and not muted."""
        made = self._out.get(MICROPHONE)
        return made is not None and bool(made.sid) and not made.track.muted

    def speak(self, sound: Samples) -> None:
        """Opens the microphone, and goes on with ``sound`` where it stopped."""
        self._sound = sound
        self._speaking.set()
        made = self._out.get(MICROPHONE)
        if made is not None and made.track.muted:
            made.track.unmute()

    def hush(self) -> None:
        """Closes the microphone at its source."""
        if not self._speaking.is_set():
            return
        self._speaking.clear()
        made = self._out.get(MICROPHONE)
        if made is not None:
            made.track.mute()
            made.source.clear_queue()

    async def _keep_speaking(self) -> None:
        while True:
            await self._speaking.wait()
            made = self._out.get(MICROPHONE)
            if made is None or not made.sid or self._sound is None:
                await asyncio.sleep(0.02)
                continue
            if made.track.muted:
                made.track.unmute()
            await made.source.capture_frame(self._next_piece(self._sound))

    def _next_piece(self, sound: Samples) -> rtc.AudioFrame:
        """The next `FRAME_S` of the loop; the source paces them by its short queue."""
        count = round(voices.RATE * FRAME_S)
        piece = np.take(sound, range(self._at, self._at + count), mode="wrap")
        self._at = (self._at + count) % len(sound)
        return rtc.AudioFrame(piece.tobytes(), voices.RATE, 1, count)


def _camera_options() -> rtc.TrackPublishOptions:
    return rtc.TrackPublishOptions(
        source=rtc.TrackSource.SOURCE_CAMERA,
        video_codec=rtc.VideoCodec.VP8,
        simulcast=False,
        video_encoder=rtc.VideoEncoderBackend.ENCODER_BACKEND_PRE_ENCODED,
    )


def _microphone_options() -> rtc.TrackPublishOptions:
    return rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE, dtx=False, red=True)
