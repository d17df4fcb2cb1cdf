"""The media server dies and stays dead: the sitting is suspended by itself, and resumed by one press."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from rostrum.app import codec, make_app, make_office
from rostrum.doors.serve_cli import free_port, server_config
from rostrum.hall.livekit import LiveKitHall
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, SittingPhase
from rostrum.record.entry import Entry
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from tests.hall.premises import LiveVisitor
from tests.patience import patient
from tests.summit import BOOK, CHAIR, CONVENE, CUBA, EGYPT, SECRETARY

pytestmark = [pytest.mark.system, pytest.mark.asyncio]

EVERYBODY = (CHAIR, CUBA, EGYPT)


class House:
    """A whole Rostrum in this process, with a media server whose program can be put aside."""

    def __init__(self, office: Office, origin: str, link: Path) -> None:
        self.office = office
        self.origin = origin
        self.link = link
        self.visitors: dict[str, LiveVisitor] = {}

    async def enter(self, *people: str) -> None:
        async with httpx.AsyncClient(base_url=self.origin) as client:
            for person in people:
                signed = await client.post("/api/demo/sign-in", json={"book": BOOK, "person": person})
                headers = {"Rostrum-Admission": signed.json()["key"]}
                given = (await client.post(f"/api/books/{BOOK}/hall", headers=headers)).json()
                visitor = LiveVisitor()
                await visitor.join(self.origin.replace("http", "ws", 1) + given["url"], given["token"])
                self.visitors[person] = visitor

    async def leave_all(self) -> None:
        visitors, self.visitors = self.visitors, {}
        await asyncio.gather(*(visitor.leave() for visitor in visitors.values()))

    def kill(self, *, for_good: bool) -> None:
        hall = self.office.hall
        assert isinstance(hall, LiveKitHall)
        assert hall.server is not None
        assert hall.server.pid is not None
        if for_good:
            self.link.unlink()
        os.kill(hall.server.pid, signal.SIGKILL)

    def let_back(self) -> None:
        self.link.symlink_to(Settings().livekit_server.resolve())

    async def until(self, met: Callable[[Meeting], bool], within: float) -> float:
        """Seconds until the meeting is so."""
        began = time.perf_counter()
        state = await self.office.meeting(BOOK)
        while not met(state):
            assert time.perf_counter() - began < patient(within), self.since(0)[-12:]
            await asyncio.sleep(0.02)
        return time.perf_counter() - began

    def entries(self, version: int) -> list[Entry]:
        return list(self.office.record.entries(BOOK, after=version))

    def since(self, version: int) -> list[str]:
        return [type(entry.act).__name__ for entry in self.entries(version)]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[House]:
    """Three delegations in the hall, the sitting open, and the chair speaking."""
    port = free_port(18400)
    link = folder / "livekit-server"
    link.symlink_to(Settings().livekit_server.resolve())
    settings = Settings(
        data=folder / "data",
        port=port,
        origin=f"http://127.0.0.1:{port}",
        demo=True,
        web=folder,
        livekit_server=link,
    )
    office = make_office(settings, MemoryRecord(codec()))
    server = uvicorn.Server(server_config(make_app(settings, office), settings))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    house = House(office, settings.origin, link)
    try:
        await office.clerk.submit(BOOK, CONVENE, SECRETARY)
        await office.clerk.submit(BOOK, i.OpenLobby(), SECRETARY)
        await house.enter(*(actor.person for actor in EVERYBODY))
        seats = [actor.seat or "" for actor in EVERYBODY]
        await house.until(lambda state: all(state.seats[seat].connected for seat in seats), 10)
        await office.clerk.submit(BOOK, i.CallToOrder(), CHAIR)
        await office.clerk.submit(BOOK, i.OfferFloor(seat=CHAIR.seat or ""), CHAIR)
        await office.clerk.submit(BOOK, i.TakeFloor(language="en"), CHAIR)
        yield house
    finally:
        await house.leave_all()
        server.should_exit = True
        await serving


async def test_a_dead_media_server_suspends_the_sitting_and_one_press_resumes_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as house:
        version = (await house.office.meeting(BOOK)).version
        house.kill(for_good=True)
        held = await house.until(lambda state: state.floor.phase is FloorPhase.HELD, 3)
        suspended = await house.until(lambda state: state.phase is SittingPhase.SUSPENDED, 14)
        assert house.since(version) == ["HallFailed", "FloorHeld", "SittingSuspended"]
        last = house.entries(version)[-1]
        assert (last.actor, last.capacity, last.act.reason) == ("hall", "system", "technical")
        assert suspended + held > 9.0
        await house.leave_all()
        await house.office.clerk.submit(BOOK, i.ConfirmSuspension(), CHAIR)
        version = (await house.office.meeting(BOOK)).version
        house.let_back()
        await house.until(lambda state: not house.office.hall.away, 15)
        await house.enter(CHAIR.person, CUBA.person)
        await house.until(lambda state: state.hall_lost_at is None, 15)
        assert house.since(version) == ["LineLost", "HallRestored"]
        await house.office.clerk.submit(BOOK, i.Resume(), CHAIR)
        assert house.entries(version)[2].act.missing == (EGYPT.seat,)
        assert house.since(version)[2:] == ["SittingResumed", "FloorResumed"]
        print(f"\nheld after {held:.2f} s, suspended after {suspended + held:.1f}")


async def test_a_media_server_started_again_costs_four_acts(tmp_path: Path) -> None:
    """Everybody's line drops at once, and nobody is recorded as lost."""
    async with opened(tmp_path) as house:
        version = (await house.office.meeting(BOOK)).version
        house.kill(for_good=False)
        await house.until(lambda state: state.floor.phase is FloorPhase.HELD, 3)
        await house.leave_all()
        await house.until(lambda state: state.hall_lost_at is None, 8)
        await house.enter(*(actor.person for actor in EVERYBODY))
        await house.until(lambda state: state.floor.phase is FloorPhase.SPEAKING, 6)
        await asyncio.sleep(10)
        assert house.since(version) == ["HallFailed", "FloorHeld", "HallRestored", "FloorResumed"]
