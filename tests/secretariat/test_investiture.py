"""An election by acclamation at a sitting opens a term in the body's book, once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from rostrum.app import codec
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.intents import FoundBody, OpenTerm
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.intents import CallToOrder, Gavel, PutElection
from rostrum.procedure.words import Capacity
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.investiture import Investiture
from rostrum.secretariat.kinds import machine_of
from tests.secretariat.conftest import Hands, seat_everybody
from tests.summit import BOOK, CHAIR

STAFF = Actor(person="secretary", capacity=Capacity.SECRETARY)


@pytest_asyncio.fixture
async def house(hands: Hands) -> AsyncIterator[Clerk]:
    """A body whose chair is Azerbaijan since 2019, and its sitting, open."""
    clerk = Clerk(MemoryRecord(codec()), machine_of, hands)
    name = {"en": "Movement"}
    founded = FoundBody(key="nam", name=name, short="NAM", founded="1961", languages=("en",), rulebook="nam")
    await clerk.submit("body.nam", founded, STAFF)
    chair = OpenTerm(office="chair", holder="AZE", begins="2019-10-25", planned_end="2022")
    await clerk.submit("body.nam", chair, STAFF)
    await seat_everybody(clerk)
    await clerk.submit(BOOK, CallToOrder(), CHAIR)
    yield clerk
    await clerk.close()


async def elect(clerk: Clerk, hands: Hands, seat: str) -> None:
    await clerk.submit(BOOK, PutElection(office="chair", seat=seat, until="2027"), CHAIR)
    hands.move(11)
    question = (await clerk.state(BOOK)).question
    await clerk.submit(BOOK, Gavel(question=question), CHAIR)


@pytest.mark.asyncio
async def test_who_is_elected_takes_over_from_who_held_the_office(house: Clerk, hands: Hands) -> None:
    investiture = Investiture(house)
    house.listen(lambda book, state, acts: investiture.heard(book, state, acts) if book == BOOK else None)
    await elect(house, hands, "EGY")
    await investiture.settled()
    body: Body = await house.state("body.nam")
    first, second = body.terms.values()
    assert (first.holder, first.ended, first.handed_over_to) == ("AZE", second.begins, "EGY")
    assert (second.holder, second.planned_end, second.by) == ("EGY", "2027", "acclamation")
    assert second.elected_at == f"{BOOK} d1" and not second.ended


@pytest.mark.asyncio
async def test_an_election_that_a_crash_left_is_carried_over_at_the_next_opening_once(
    house: Clerk, hands: Hands
) -> None:
    await elect(house, hands, "EGY")
    investiture = Investiture(house)
    await investiture.catch_up(BOOK)
    await investiture.catch_up(BOOK)
    body: Body = await house.state("body.nam")
    assert [term.holder for term in body.terms.values()] == ["AZE", "EGY"]


@pytest.mark.asyncio
async def test_two_that_hear_of_it_at_once_open_one_term(house: Clerk, hands: Hands) -> None:
    await elect(house, hands, "EGY")
    investiture = Investiture(house)
    await asyncio.gather(investiture.catch_up(BOOK), investiture.catch_up(BOOK))
    assert len((await house.state("body.nam")).terms) == 2
