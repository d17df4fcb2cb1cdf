"""The usher: lines are recorded as lost when they are, and not when it is the hall that is away."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from rostrum.hall.silent import SilentHall
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import FloorPhase, Presence, QuestionAbout, SittingPhase
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.clock import Clock
from rostrum.secretariat.usher import Usher
from tests.patience import LONG
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR, CUBA, EGYPT, NEPAL, WHO

pytestmark = pytest.mark.asyncio

EVERYBODY = (CHAIR, CUBA, EGYPT, NEPAL, WHO)
REJOIN_S = 0.2
"""Time to come in again, for these tests."""


class House:
    """An open sitting in a silent hall, the usher going round as in the office."""

    def __init__(self, clerk: Clerk, record: MemoryRecord, hands: Hands) -> None:
        self.clerk = clerk
        self.record = record
        self.hands = hands
        self.hall = SilentHall()
        self.usher = Usher(clerk, self.hall, rejoin_within_s=REJOIN_S)
        self.hall.on_presence = self.usher.noticed
        self.hall.on_turn = self.usher.hall_turned

    async def state(self) -> Meeting:
        return await self.clerk.state(BOOK)

    async def enter(self, *people: str) -> None:
        for person in people or [actor.person for actor in EVERYBODY]:
            await self.hall.enter(BOOK, self.hall.admit(BOOK, person).token)

    def since(self, version: int) -> list[str]:
        return [type(entry.act).__name__ for entry in self.record.entries(BOOK, after=version)]

    async def until(self, met: Callable[[Meeting], bool]) -> Meeting:
        state = await self.state()
        async with asyncio.timeout(LONG):
            while not met(state):
                await asyncio.sleep(0.005)
        return state


@pytest_asyncio.fixture
async def house(opened: Clerk, record: MemoryRecord, hands: Hands) -> AsyncIterator[House]:
    found = House(opened, record, hands)
    await found.enter()
    rounds = asyncio.create_task(found.usher.keep_going_round(BOOK))
    yield found
    rounds.cancel()
    await found.usher.close()


async def speaks(house: House) -> None:
    """The agenda adopted, the chair has the floor."""
    await house.clerk.submit(BOOK, i.PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    house.hands.move(10)
    await house.clerk.submit(BOOK, i.Gavel(question="q1"), CHAIR)
    await house.clerk.submit(BOOK, i.OfferFloor(seat="AZE"), CHAIR)
    await house.clerk.submit(BOOK, i.TakeFloor(language="en"), CHAIR)


async def test_a_short_failure_leaves_four_acts_whatever_the_number_of_people(house: House) -> None:
    await speaks(house)
    version = (await house.state()).version
    house.hall.fail()
    await house.until(lambda state: state.floor.phase is FloorPhase.HELD)
    house.hall.recover()
    await house.until(lambda state: state.hall_lost_at is None)
    await house.enter()
    await house.until(lambda state: state.floor.phase is FloorPhase.SPEAKING)
    await asyncio.sleep(2 * REJOIN_S)
    await house.usher.go_round(BOOK)
    assert house.since(version) == ["HallFailed", "FloorHeld", "HallRestored", "FloorResumed"]


async def test_whoever_does_not_come_back_is_missed_after_a_while(house: House) -> None:
    house.hall.fail()
    await house.until(lambda state: state.hall_lost_at is not None)
    house.hall.recover()
    await house.enter(*(actor.person for actor in EVERYBODY if actor is not NEPAL))
    await house.usher.go_round(BOOK)
    state = await house.state()
    assert state.seats["NPL"].presence is Presence.PRESENT
    await house.until(lambda state: state.seats["NPL"].presence is Presence.LOST)
    assert all(state.seats[actor.seat or ""].connected for actor in EVERYBODY if actor is not NEPAL)
    await house.enter(NEPAL.person)
    await house.until(lambda state: state.seats["NPL"].connected)


async def test_a_line_lost_while_the_hall_is_there_is_recorded_at_once(house: House) -> None:
    await speaks(house)
    version = (await house.state()).version
    await house.hall.leave(BOOK, CHAIR.person, "lost")
    assert house.since(version) == ["LineLost", "FloorHeld"]
    assert (await house.state()).floor.hold_cause == "line_lost"


async def test_the_notices_of_a_dying_hall_are_not_believed(house: House) -> None:
    version = (await house.state()).version
    house.hall.away = True
    await house.usher.noticed(BOOK, CUBA.person, "lost")
    assert house.since(version) == []


async def test_after_a_suspension_the_hall_is_back_once_presence_is_settled(house: House) -> None:
    """The chair resumes with one press, and finds presence checked."""
    house.hall.fail()
    await house.until(lambda state: state.hall_lost_at is not None)
    house.hands.move(10)
    clock = Clock(house.clerk, house.hands)
    clock.changed(BOOK, await house.state())
    await house.until(lambda state: state.phase is SittingPhase.SUSPENDED)
    await clock.close()
    entry = list(house.record.entries(BOOK))[-1]
    assert (entry.actor, entry.capacity, entry.act.reason) == ("hall", "system", "technical")
    version = entry.version
    house.hall.recover()
    await house.enter(*(actor.person for actor in EVERYBODY if actor is not NEPAL))
    await house.usher.go_round(BOOK)
    assert house.since(version) == []
    await house.until(lambda state: state.hall_lost_at is None)
    assert house.since(version) == ["LineLost", "HallRestored"]
    await house.clerk.submit(BOOK, i.Resume(), CHAIR)
    resumed = list(house.record.entries(BOOK))[-1].act
    assert resumed.missing == ("NPL",)


async def test_nobody_has_left_because_the_hall_stayed_away(
    opened: Clerk, record: MemoryRecord, hands: Hands
) -> None:
    """A line lost before: the time after which a person counts as gone does not run out unseen."""
    house = House(opened, record, hands)
    house.usher = Usher(opened, house.hall, leave_after_s=0.05, rejoin_within_s=REJOIN_S)
    house.hall.on_presence = house.usher.noticed
    await house.enter()
    await house.hall.leave(BOOK, CUBA.person, "lost")
    house.hall.away = True
    await asyncio.sleep(0.2)
    assert (await house.state()).seats["CUB"].presence is Presence.LOST
    await house.usher.close()
