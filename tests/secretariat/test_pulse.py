"""The pulse, and what the office has recorded when it takes up books after an absence."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from rostrum.hall.silent import SilentHall
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.words import FloorPhase, QuestionAbout
from rostrum.record.checkpoint import Signer
from rostrum.record.memory import MemoryRecord
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.office import Office
from rostrum.secretariat.pulse import Pulse, Watch
from tests.patience import LONG
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR

pytestmark = pytest.mark.asyncio

SECOND = 1000


class House:
    """An office that is started, dies and is started again over the same record and folder."""

    def __init__(self, record: MemoryRecord, folder: Path, hands: Hands) -> None:
        self.record, self.folder, self.hands = record, folder, hands
        self.office = self._new()

    def _new(self) -> Office:
        return Office(self.record, SilentHall(), Signer(bytes(32)), MemoryLedger(), self.folder, self.hands)

    async def lives(self) -> None:
        """Started, until its pulse was felt at this instant."""
        await self.office.open()
        await self.felt()

    async def felt(self) -> None:
        """Until its own pulse has beaten at this instant: the file has one writer."""
        async with asyncio.timeout(LONG):
            while self.office.pulse.last() != self.hands.at:
                await asyncio.sleep(0.005)

    async def hears_the_chair(self) -> None:
        """Started; its hall is there, and the chair begins to speak."""
        await self.office.open()
        clerk = self.office.clerk
        async with asyncio.timeout(LONG):
            while (await clerk.state(BOOK)).hall_lost_at is not None:
                await asyncio.sleep(0.005)
        await clerk.submit(BOOK, i.OfferFloor(seat=CHAIR.seat or ""), CHAIR)
        await clerk.submit(BOOK, i.TakeFloor(language="en"), CHAIR)

    async def dies(self, for_s: float) -> None:
        await self.office.close()
        self.hands.move(for_s)
        self.office = self._new()

    def since(self, version: int) -> list[str]:
        return [type(entry.act).__name__ for entry in self.record.entries(BOOK, after=version)]


@pytest.fixture
def house(opened: Clerk, record: MemoryRecord, tmp_path: Path, hands: Hands) -> House:
    return House(record, tmp_path, hands)


async def test_an_absence_is_recorded_from_the_last_beat(house: House, opened: Clerk, hands: Hands) -> None:
    await opened.submit(BOOK, i.OfferFloor(seat=CHAIR.seat or ""), CHAIR)
    await opened.submit(BOOK, i.TakeFloor(language="en"), CHAIR)
    version = (await opened.state(BOOK)).version
    hands.move(7)
    await house.lives()
    alive = hands.at
    await house.dies(24)
    await house.lives()
    assert house.since(version)[:3] == ["HouseReturned", "FloorHeld", "HallRestored"]
    state = await house.office.meeting(BOOK)
    returns = [
        entry.act
        for entry in house.record.entries(BOOK, after=version)
        if type(entry.act).__name__ == "HouseReturned"
    ]
    assert [act.since for act in returns][1:] == [alive]
    assert (state.floor.phase, state.floor.used_ms) == (FloorPhase.HELD, 0)
    await house.office.close()


async def test_the_time_spoken_until_the_last_beat_counts(house: House, hands: Hands) -> None:
    await house.hears_the_chair()
    hands.move(7)
    await house.felt()
    await house.dies(24)
    await house.lives()
    state = await house.office.meeting(BOOK)
    assert (state.floor.used_ms, state.floor.phase) == (7 * SECOND, FloorPhase.HELD)
    await house.office.close()


async def test_a_question_put_before_the_absence_cannot_be_gavelled_after_it(
    house: House, opened: Clerk, hands: Hands
) -> None:
    await opened.submit(BOOK, i.PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    await house.dies(24)
    await house.lives()
    state = await house.office.meeting(BOOK)
    async with asyncio.timeout(LONG):
        while state.hall_lost_at is not None:
            await asyncio.sleep(0.005)
    (question,) = state.questions.values()
    assert question.closes_at >= hands.at + 10 * SECOND
    await house.office.close()


async def test_nothing_is_recorded_of_a_record_written_by_a_rehearsal_just_now(
    house: House, opened: Clerk, hands: Hands
) -> None:
    version = (await opened.state(BOOK)).version
    hands.move(9)
    house.office.newly_prepared = True
    await house.lives()
    assert house.since(version) == []
    await house.office.close()


async def test_a_pulse_that_cannot_be_read_or_kept_is_no_reason_to_stop(tmp_path: Path, hands: Hands) -> None:
    assert Pulse(tmp_path / "pulse", hands).last() == 0
    (tmp_path / "pulse").write_text("\0\0\0")
    assert Pulse(tmp_path / "pulse", hands).last() == 0
    Pulse(tmp_path / "gone" / "pulse", hands).beat()
    (tmp_path / "pulse").write_text(str(hands.at + 5))
    assert Pulse(tmp_path / "pulse", hands).last() == hands.at


class Sleeper:
    """Seconds as the machine counts them, until it is told to sleep."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.at = hands, 0.0

    def __call__(self) -> float:
        return self.at

    def sleeps(self, seconds: float) -> None:
        self.at += seconds
        self.hands.move(seconds)


@pytest_asyncio.fixture
async def speaking(house: House, opened: Clerk, hands: Hands) -> AsyncIterator[tuple[House, Sleeper]]:
    """A house in which the chair has spoken for seven seconds."""
    sleeper = Sleeper(hands)
    house.office.watch = Watch(hands, sleeper)
    await house.hears_the_chair()
    sleeper.sleeps(7)
    await house.office.clerk.roused()
    yield house, sleeper
    await house.office.close()


async def test_a_house_that_was_stopped_and_goes_on_credits_the_gap_before_anything_else(
    speaking: tuple[House, Sleeper],
) -> None:
    house, sleeper = speaking
    clerk = house.office.clerk
    version = (await clerk.state(BOOK)).version
    sleeper.sleeps(24)
    await clerk.submit(BOOK, i.Freeze(reason="first to act"), CHAIR)
    said = house.since(version)
    assert said[:2] == ["HouseReturned", "FloorHeld"]
    assert "ChamberFrozen" in said
    floor = (await clerk.state(BOOK)).floor
    assert (floor.used_ms, floor.phase) == (7 * SECOND, FloorPhase.HELD)


async def test_it_notices_by_itself(speaking: tuple[House, Sleeper]) -> None:
    house, sleeper = speaking
    version = (await house.office.clerk.state(BOOK)).version
    sleeper.sleeps(24)
    async with asyncio.timeout(LONG):
        while "HallRestored" not in house.since(version):
            await asyncio.sleep(0.02)
    assert house.since(version)[:3] == ["HouseReturned", "FloorHeld", "HallRestored"]


async def test_a_house_that_is_merely_late_was_not_away(speaking: tuple[House, Sleeper]) -> None:
    house, sleeper = speaking
    clerk = house.office.clerk
    version = (await clerk.state(BOOK)).version
    sleeper.sleeps(9)
    await clerk.submit(BOOK, i.Freeze(reason="busy"), CHAIR)
    sleeper.hands.move(60)  # somebody sets the machine's clock
    await clerk.submit(BOOK, i.Unfreeze(), CHAIR)
    assert "HouseReturned" not in house.since(version)
