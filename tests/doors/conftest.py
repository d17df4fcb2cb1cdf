"""Doors over a real server on a free port, with a silent hall and a record in memory."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import httpx
import pydantic
import pytest
import pytest_asyncio
from fastapi import FastAPI

from rostrum.app import codec, make_app
from rostrum.hall.silent import SilentHall
from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting.intents import OpenLobby, TakeSeat
from rostrum.record.checkpoint import Signer
from rostrum.record.ledger import Ledger
from rostrum.record.memory import MemoryRecord
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.port import Record
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from tests.patience import LONG
from tests.served import own_port, serving
from tests.summit import BOOK, CHAIR, CONVENE, CUBA, EGYPT, NEPAL, SECRETARY, WHO


@dataclass
class House:
    """A served Rostrum and a client at its door."""

    office: Office
    settings: Settings
    client: httpx.AsyncClient
    app: FastAPI
    numbers: int = 0
    admissions: dict[str, str] = field(default_factory=dict)

    async def sign_in(self, person: str, book: str = BOOK) -> str:
        """The admission's key; its cookie stays with the client."""
        answer = await self.client.post("/api/demo/sign-in", json={"book": book, "person": person})
        assert answer.status_code == 200, answer.text
        self.admissions[person] = answer.json()["key"]
        return self.admissions[person]

    async def act(self, who: str, kind: str, /, **facts: Any) -> httpx.Response:
        """Post an intent as a person who is signed in (or signs in now)."""
        key = self.admissions.get(who) or await self.sign_in(who)
        self.numbers += 1
        return await self.client.post(
            f"/api/books/{BOOK}/intents",
            json={"kind": kind, **facts},
            headers={"Rostrum-Admission": key, "Idempotency-Key": f"test-key-{self.numbers}"},
        )

    @asynccontextmanager
    async def stream(
        self, room: str, admission: str = "", book: str = BOOK
    ) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """Events of a stream, decoded."""
        path = f"/api/books/{book}/stream?as={room}&a={admission}"
        async with self.client.stream("GET", path) as answer:
            assert answer.status_code == 200, await answer.aread()
            yield _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    async for line in answer.aiter_lines():
        if line.startswith("data: "):
            yield json.loads(line[6:])


@pytest.fixture(scope="session", autouse=True)
def adapters_are_made_once() -> Iterator[None]:
    """What reads and writes a type is compiled once a run, and not for the forty routes of every house anew.

    That is four fifths of what a house costs; the adapters of one type and one declaration are alike.
    """
    made: dict[str, pydantic.TypeAdapter[Any]] = {}

    def adapter(of: Any, config: Any = None) -> pydantic.TypeAdapter[Any]:
        first, *declared = get_args(of)
        key = f"{id(first) if isinstance(first, type) else first!r} {declared!r} {config!r}"
        if key not in made:
            made[key] = pydantic.TypeAdapter(of, config=config)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fastapi._compat.v2.TypeAdapter", adapter)
        yield


@asynccontextmanager
async def served(
    folder: Path, *, demo: bool = True, record: Record | None = None, ledger: Ledger | None = None
) -> AsyncIterator[House]:
    door = own_port()
    port = door.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    settings = Settings(data=folder, port=port, origin=origin, hall="silent", demo=demo, web=folder)
    kept = record or MemoryRecord(codec())
    clock = asyncio.get_running_loop().time
    office = Office(
        kept,
        SilentHall(),
        Signer(bytes(32)),
        ledger or MemoryLedger(),
        folder,
        lambda: int(clock() * 1000) + 1,
    )
    client = httpx.AsyncClient(base_url=origin, timeout=LONG, verify=False)  # no TLS: no authorities to load
    app = make_app(settings, office)
    async with serving(app, settings, door), client:
        yield House(office, settings, client, app)


async def open_lobby(house: House) -> None:
    """The test summit in its lobby, everybody there."""
    clerk = house.office.clerk
    await clerk.submit(BOOK, CONVENE, SECRETARY)
    await clerk.submit(BOOK, OpenLobby(), SECRETARY)
    for actor in (CHAIR, CUBA, EGYPT, NEPAL, WHO):
        await clerk.submit(BOOK, TakeSeat(seat=actor.seat or "", person=actor.person), HALL)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stands(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with served(tmp_path_factory.mktemp("standing")) as found:
        await open_lobby(found)
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def standing(stands: House) -> House:
    """The house of all tests of a module that change nothing in it, its client again a stranger. Such a test is
    ``asyncio(loop_scope="module")``."""
    stands.client.cookies.clear()
    stands.admissions.clear()
    return stands


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A house whose summit is in the lobby with everybody there."""
    async with served(tmp_path) as found:
        await open_lobby(found)
        yield found
