"""A clerk over a record in memory, with a clock that tests move."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting.intents import CallToOrder, OpenLobby, TakeSeat
from rostrum.procedure.meeting.machine import MEETING
from rostrum.record.codec import Codec
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.clerk import Clerk
from tests.summit import BOOK, CHAIR, CONVENE, CUBA, EGYPT, NEPAL, NOON, SECRETARY, WHO


class Hands:
    """Hands of a clock that stand still until moved. ``at`` is UTC ms."""

    def __init__(self) -> None:
        self.at = NOON - 3_600_000

    def __call__(self) -> int:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += int(seconds * 1000)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def record() -> MemoryRecord:
    return MemoryRecord(Codec(MEETING.acts))


@pytest_asyncio.fixture
async def clerk(record: MemoryRecord, hands: Hands) -> AsyncIterator[Clerk]:
    found = Clerk(record, lambda book: MEETING, hands)
    yield found
    await found.close()


async def seat_everybody(clerk: Clerk) -> None:
    """From nothing to the lobby, with everybody there."""
    await clerk.submit(BOOK, CONVENE, SECRETARY)
    await clerk.submit(BOOK, OpenLobby(), SECRETARY)
    for actor in (CHAIR, CUBA, EGYPT, NEPAL, WHO):
        await clerk.submit(BOOK, TakeSeat(seat=actor.seat or "", person=actor.person), HALL)


@pytest_asyncio.fixture
async def opened(clerk: Clerk) -> Clerk:
    """A clerk whose sitting is open."""
    await seat_everybody(clerk)
    await clerk.submit(BOOK, CallToOrder(), CHAIR)
    return clerk
