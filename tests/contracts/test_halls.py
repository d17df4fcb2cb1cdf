"""What every hall keeps: one suite, over the silent hall and over a real media server behind our own door."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from rostrum.hall.plan import EMPTY, Grant, Plan
from rostrum.hall.port import HallUnavailable
from rostrum.procedure.refusal import NotSeated
from tests.hall.premises import BOOK, Premises, SilentPremises, live_premises, speaker, until

SPEAKS = Plan(grants={"CUB.head": Grant(microphone=True)}, heard=("CUB.head",), stage=speaker("CUB"))
OTHER = Plan(grants={"GHA.head": Grant(microphone=True)}, heard=("GHA.head",), stage=speaker("GHA"))

Opened = Callable[[Path], AbstractAsyncContextManager[Premises]]


@asynccontextmanager
async def silent(data: Path) -> AsyncGenerator[SilentPremises]:
    premises = SilentPremises()
    await premises.hall.start()
    yield premises
    await premises.hall.stop()


HALLS = [
    pytest.param(silent, id="silent"),
    pytest.param(live_premises, id="livekit", marks=pytest.mark.system),
]


@pytest.fixture(params=HALLS)
def opened(request: pytest.FixtureRequest) -> Opened:
    return request.param


async def _there(premises: Premises, *people: str) -> None:
    async def met() -> bool:
        return await premises.hall.present(BOOK) == set(people)

    await until(met)


async def _speaks(premises: Premises, person: str) -> bool:
    """The person comes in, tries to speak, and goes."""
    visitor = await premises.enter(premises.hall.admit(BOOK, person))
    assert visitor is not None
    await _there(premises, person)
    able = await visitor.may_speak()
    await visitor.leave()
    return able


async def _speaks_there(premises: Premises, person: str) -> bool:
    """Once the plan kept through the failure has reached them."""
    visitor = await premises.enter(premises.hall.admit(BOOK, person))
    assert visitor is not None
    for _ in range(10):
        if await visitor.may_speak():
            return True
    return False


@pytest.mark.asyncio
async def test_whoever_comes_in_is_present_and_reported_until_they_leave(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened(tmp_path) as premises:
        await premises.hall.open(BOOK)
        assert await premises.hall.present(BOOK) == set()
        visitor = await premises.enter(premises.hall.admit(BOOK, "CUB.head"))
        assert visitor is not None
        await _there(premises, "CUB.head")
        await until(lambda: premises.changes == [(BOOK, "CUB.head", "joined")])
        await visitor.leave()
        await _there(premises)
        await until(lambda: premises.changes[1:] == [(BOOK, "CUB.head", "left")])


@pytest.mark.asyncio
async def test_unnamed_listeners_come_in_and_count_for_nobody(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        first, second = premises.hall.admit(BOOK, None), premises.hall.admit(BOOK, None)
        assert first.identity != second.identity
        assert first.identity.startswith("public.")
        listener = await premises.enter(first)
        assert listener is not None
        assert not await listener.may_speak()
        assert await premises.hall.present(BOOK) == set()
        assert premises.changes == []


@pytest.mark.asyncio
async def test_a_plan_gives_the_right_to_speak_and_the_next_takes_it(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        await premises.hall.match(BOOK, EMPTY)
        visitor = await premises.enter(premises.hall.admit(BOOK, "CUB.head"))
        assert visitor is not None
        await _there(premises, "CUB.head")
        assert not await visitor.may_speak()
        await premises.hall.match(BOOK, SPEAKS)
        assert await visitor.may_speak()
        await premises.hall.match(BOOK, OTHER)
        assert not await visitor.may_speak()


@pytest.mark.asyncio
async def test_a_plan_made_before_is_applied_at_every_coming_in(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        await premises.hall.match(BOOK, SPEAKS)
        assert await _speaks(premises, "CUB.head")
        await _there(premises)
        assert await _speaks(premises, "CUB.head")
        await _there(premises)
        assert not await _speaks(premises, "GHA.head")


@pytest.mark.asyncio
async def test_who_is_shown_out_is_gone_and_stays_out_until_readmitted(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened(tmp_path) as premises:
        await premises.hall.match(BOOK, SPEAKS)
        first, spare = premises.hall.admit(BOOK, "CUB.head"), premises.hall.admit(BOOK, "CUB.head")
        assert await premises.enter(first) is not None
        await _there(premises, "CUB.head")
        await premises.hall.match(BOOK, replace(SPEAKS, out=frozenset({"CUB.head"})))
        await _there(premises)
        assert await premises.enter(first) is None
        assert await premises.enter(spare) is None
        with pytest.raises(NotSeated, match="shown_out"):
            premises.hall.admit(BOOK, "CUB.head")
        assert await premises.hall.present(BOOK) == set()
        await premises.hall.match(BOOK, SPEAKS)
        assert await premises.enter(premises.hall.admit(BOOK, "CUB.head")) is not None
        await _there(premises, "CUB.head")


@pytest.mark.asyncio
async def test_a_badge_that_is_taken_back_ends_what_it_opened_and_nothing_else(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened(tmp_path) as premises:
        hall = premises.hall
        await hall.match(BOOK, SPEAKS)
        first, spare = (hall.admit(BOOK, "CUB.head", badge="one") for _ in range(2))
        assert await premises.enter(first) is not None
        await _there(premises, "CUB.head")
        assert not await hall.sign_out(BOOK, "CUB.head", "one")
        await _there(premises)
        assert await premises.enter(spare) is None
        assert await premises.enter(hall.admit(BOOK, "CUB.head", badge="two")) is not None
        await _there(premises, "CUB.head")
        assert await hall.sign_out(BOOK, "CUB.head", "three"), (
            "another badge of the same person holds the line"
        )
        await _there(premises, "CUB.head")


@pytest.mark.asyncio
async def test_books_have_halls_apart(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        await premises.hall.match(BOOK, SPEAKS)
        await premises.hall.match("other-2021", OTHER)
        elsewhere = await premises.enter(premises.hall.admit("other-2021", "CUB.head"), "other-2021")
        assert elsewhere is not None
        assert not await elsewhere.may_speak()
        assert await premises.hall.present(BOOK) == set()


@pytest.mark.asyncio
async def test_closing_empties_the_hall(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        await premises.hall.match(BOOK, SPEAKS)
        assert await premises.enter(premises.hall.admit(BOOK, "CUB.head")) is not None
        await _there(premises, "CUB.head")
        await premises.hall.close(BOOK)
        await _there(premises)


@pytest.mark.asyncio
async def test_a_hall_that_fails_says_so_and_says_nothing_of_people(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        turns: list[bool] = []
        hall = premises.hall
        hall.on_turn = lambda: turns.append(hall.away)
        await hall.match(BOOK, SPEAKS)
        assert await premises.enter(hall.admit(BOOK, "CUB.head")) is not None
        await _there(premises, "CUB.head")
        await until(lambda: len(premises.changes) == 1)
        premises.fail()
        await until(lambda: turns == [True])
        with pytest.raises(HallUnavailable):
            await hall.present(BOOK)
        with pytest.raises(HallUnavailable):
            await hall.match(BOOK, OTHER)
        premises.recover()
        await until(lambda: turns == [True, False])
        assert await premises.enter(hall.admit(BOOK, "GHA.head")) is not None
        await until(lambda: (BOOK, "GHA.head", "joined") in premises.changes)
        assert {change for _, _, change in premises.changes} == {"joined"}
        assert await _speaks_there(premises, "GHA.head")


@pytest.mark.asyncio
async def test_forged_passes_and_notices_are_nobodys(opened: Opened, tmp_path: Path) -> None:
    async with opened(tmp_path) as premises:
        assert premises.hall.entrant("forged") is None
        assert premises.hall.entrant("") is None
        assert not await premises.hall.webhook("{}", "forged")
        given = premises.hall.admit(BOOK, "CUB.head")
        known = premises.hall.entrant(given.token)
        assert known is not None
        assert (known.book, known.identity) == (BOOK, "CUB.head")
