"""The fleet against real doors and a real media server: who is heard, seen, steps aside, and comes back."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from livekit import rtc

from rostrum.app import make_app, make_office, now
from rostrum.doors.rehearse_cli import CACHE
from rostrum.doors.serve_cli import free_port
from rostrum.hall.livekit import LiveKitHall
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, Presence, SittingPhase
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.simulation import media, voices
from rostrum.simulation.door import Door, Rejected
from rostrum.simulation.fleet import Fleet
from rostrum.simulation.rehearsal import prepare
from rostrum.simulation.script import load
from tests.patience import LONG, patient
from tests.served import own_port, serving

pytestmark = pytest.mark.system
SCRIPT = load("turkic-council-2020-04-10")
PLACES = {part.person: place for place, part in enumerate(SCRIPT.parts)}


class Listener:
    """Somebody in the gallery: hears every open microphone, sees every picture."""

    def __init__(self) -> None:
        self.room = rtc.Room()
        self.sound: dict[str, np.ndarray] = {}
        self.size: dict[str, tuple[int, int]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self.room.on("track_subscribed", self._subscribed)

    def _subscribed(self, track: rtc.Track, publication: object, who: rtc.RemoteParticipant) -> None:
        audio = track.kind == rtc.TrackKind.KIND_AUDIO
        take = self._hear(track, who.identity) if audio else self._see(track, who.identity)
        self._tasks.append(asyncio.create_task(take))

    async def _hear(self, track: rtc.Track, person: str) -> None:
        async for event in rtc.AudioStream(track, sample_rate=voices.RATE, num_channels=1):
            samples = np.frombuffer(event.frame.data, dtype=np.int16)
            self.sound[person] = np.concatenate([self.sound.get(person, samples[:0]), samples])[
                -voices.RATE // 2 :
            ]

    async def _see(self, track: rtc.Track, person: str) -> None:
        async for event in rtc.VideoStream(track):
            self.size[person] = (event.frame.width, event.frame.height)

    def loud(self) -> set[str]:
        """Persons of whom sound has just come."""
        return {p for p, s in self.sound.items() if np.sqrt((s[-4800:].astype(float) ** 2).mean()) > 300}

    def hz(self, person: str) -> float:
        sound = self.sound[person].astype(float)
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 8 * len(sound)))
        return float(np.fft.rfftfreq(8 * len(sound), 1 / voices.RATE)[np.argmax(spectrum)])

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.room.disconnect()


@asynccontextmanager
async def served(folder: Path, stage: str) -> AsyncIterator[tuple[Office, str]]:
    door = own_port()
    port = door.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = Settings(data=folder, port=port, origin=url, demo=True)
    office = make_office(settings)
    await prepare(office.record, SCRIPT, stage, now())
    async with serving(make_app(settings, office), settings, door):
        yield office, url


@asynccontextmanager
async def attended(url: str, pace: float) -> AsyncIterator[Fleet]:
    """The pictures are those that the demonstration keeps: drawing them is what ``test_media`` tries."""
    fleet = Fleet(SCRIPT, url, cache=CACHE, pace=pace, tones=True)
    running = asyncio.create_task(fleet.run())
    try:
        yield fleet
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def listening(url: str, door: Door, person: str | None = None) -> AsyncIterator[Listener]:
    listener = Listener()
    address, token = await door.hall_pass(person or "secretary")
    await listener.room.connect(address, token)
    try:
        yield listener
    finally:
        await listener.close()


async def state_of(office: Office) -> Meeting:
    return await office.clerk.state(SCRIPT.book)


async def until(what: Callable[[], Awaitable[bool]], seconds: float, words: str) -> None:
    end = asyncio.get_running_loop().time() + patient(seconds)
    while not await what():
        assert asyncio.get_running_loop().time() < end, words
        await asyncio.sleep(0.1)


async def speaking(office: Office, seat: str) -> bool:
    floor = (await state_of(office)).floor
    return floor.phase is FloorPhase.SPEAKING and floor.seat == seat


@pytest.mark.asyncio
async def test_the_speaker_alone_is_heard_and_is_large_and_comes_back_after_the_media_server_died(
    tmp_path: Path,
) -> None:
    async with served(tmp_path / "data", "opening") as (office, url), attended(url, 4):
        door = Door(url, SCRIPT.book)
        async with listening(url, door) as listener:
            await until(lambda: speaking(office, "AZE"), 90, "the Chair begins to speak")

            async def only_the_speaker() -> bool:
                return listener.loud() == {"AZE.sim"} and len(listener.sound["AZE.sim"]) == voices.RATE // 2

            await until(only_the_speaker, 15, "the Chair alone is heard")
            await asyncio.sleep(0.5)
            assert listener.hz("AZE.sim") == pytest.approx(voices.tone_hz(PLACES["AZE.sim"]), abs=2)

            async def seen() -> bool:
                return listener.size.get("AZE.sim") == media.STAGE and len(listener.size) == len(SCRIPT.parts)

            await until(seen, 20, "the Chair is large, and all are seen")
            assert {size for person, size in listener.size.items() if person != "AZE.sim"} == {media.TILE}
        hall = office.hall
        assert isinstance(hall, LiveKitHall) and hall.server is not None and hall.server.pid is not None
        server, killed = hall.server, hall.server.pid
        os.kill(killed, signal.SIGKILL)

        async def restarted() -> bool:
            return server.pid not in (None, killed)

        await until(restarted, 20, "another media server runs, without our rooms")

        async def all_back() -> bool:
            seats = (await state_of(office)).seats.values()
            return all(seat.presence is Presence.PRESENT for seat in seats)

        await until(all_back, 90, "all come back by themselves")
        assert (await state_of(office)).phase is SittingPhase.OPEN
        async with listening(url, door) as listener:

            async def somebody_is_heard() -> bool:
                return bool(listener.loud())

            await until(somebody_is_heard, 60, "the summit goes on, audibly")
        await door.close()


@pytest.mark.asyncio
async def test_it_steps_aside_for_a_person_and_takes_over_again(tmp_path: Path) -> None:
    async with served(tmp_path / "data", "opening") as (office, url), attended(url, 60) as fleet:
        door = Door(url, SCRIPT.book)

        async def all_there() -> bool:
            return all(seat.voice for seat in (await state_of(office)).seats.values())

        await until(all_there, 60, "all delegations come")
        async with listening(url, door, "KAZ.head"):

            async def person_has_voice() -> bool:
                return (await state_of(office)).seats["KAZ"].voice == "KAZ.head"

            await until(person_has_voice, 30, "the person speaks for the seat")

            async def offered() -> bool:
                floor = (await state_of(office)).floor
                return floor.seat == "KAZ" and floor.phase is FloorPhase.OFFERED

            await until(offered, 90, "the floor is offered to the seat")
            await asyncio.sleep(4)
            assert await offered(), "nobody begins in the person's place"
        await office.usher.signed_out(SCRIPT.book, "KAZ.head")

        async def taken_over() -> bool:
            floor = (await state_of(office)).floor
            return (
                floor.seat == "KAZ" and floor.phase is FloorPhase.SPEAKING and fleet.company.sounds("KAZ.sim")
            )

        await until(taken_over, 40, "the simulation speaks once the person has gone")
        await door.close()


@pytest.mark.asyncio
async def test_it_runs_to_the_close_by_itself_and_nothing_is_refused(tmp_path: Path) -> None:
    async with served(tmp_path / "data", "speeches") as (office, url), attended(url, 300) as fleet:

        async def closed() -> bool:
            return (await state_of(office)).phase is SittingPhase.CLOSED

        await until(closed, 120, "the sitting is closed")
        assert fleet.rejected == 0
        assert fleet.posted > 10


@pytest.mark.asyncio
async def test_strangers_are_turned_away(tmp_path: Path) -> None:
    async with served(tmp_path / "data", "opening") as (_, url):
        door = Door(url, SCRIPT.book)
        with pytest.raises(Rejected, match="unknown_person"):
            await door.badge("ATL.sim")
        await door.close()


@pytest.mark.asyncio
async def test_it_goes_home_when_the_doors_stay_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostrum.simulation.fleet.GIVE_UP_S", 0.5)
    monkeypatch.setattr("rostrum.simulation.fleet.AGAIN_S", 0.1)
    nobody = f"http://127.0.0.1:{free_port(8590)}"
    async with asyncio.timeout(LONG):
        await Fleet(SCRIPT, nobody, cache=tmp_path).run()
