"""Badges are renewed while they are used, never after signing out or the meeting's end; their cookies stay few."""

import json

import httpx
import pytest

from rostrum.doors.renewal import MOST_BADGES
from rostrum.procedure.meeting.intents import CancelMeeting
from rostrum.secretariat.seals import BADGE_MS
from tests.doors.conftest import House
from tests.summit import BOOK, SECRETARY

pytestmark = pytest.mark.asyncio

HOURS_11 = BADGE_MS * 11 // 12


def later(house: House, ms: int) -> None:
    """Hours pass for the badges; the book's own clock is left alone."""
    clock = house.office.admissions._clock  # pyright: ignore[reportPrivateUsage]
    house.office.admissions._clock = lambda: clock() + ms  # pyright: ignore[reportPrivateUsage]


async def known(house: House) -> set[str]:
    return {line["key"] for line in (await house.client.get("/api/session")).json()["admissions"]}


async def stream_opened(house: House, key: str) -> httpx.Response:
    on = f"{BOOK},desk,{key}"
    async with house.client.stream("GET", "/api/streams", params={"on": on}) as answer:
        async for _ in answer.aiter_lines():
            return answer
    raise AssertionError("the stream said nothing")


async def test_a_badge_lives_on_while_it_is_used(house: House) -> None:
    key = await house.sign_in("CUB.head")
    for _ in range(3):
        later(house, HOURS_11)
        assert "set-cookie" in (await stream_opened(house, key)).headers
    assert key in await known(house)
    assert (await house.act("CUB.head", "RequestFloor")).status_code in (200, 409)


async def test_an_act_renews_too_and_nothing_does_within_the_hour(house: House) -> None:
    await house.sign_in("AZE.chair")
    assert "set-cookie" not in (await house.act("AZE.chair", "CallToOrder")).headers
    later(house, HOURS_11)
    assert "set-cookie" in (await house.act("AZE.chair", "Freeze", reason="x")).headers


async def test_a_badge_that_nobody_used_ends(house: House) -> None:
    key = await house.sign_in("CUB.head")
    later(house, BADGE_MS)
    assert key not in await known(house)


async def test_who_comes_back_after_its_time_is_told_from_who_signed_out(house: House) -> None:
    gone, late = await house.sign_in("CUB.head"), await house.sign_in("EGY.head")
    await house.client.post("/api/sign-out", params={"key": gone})
    later(house, BADGE_MS + 1)
    codes = [await refused_with(house, key) for key in (gone, late, "0123456789abcdef")]
    assert codes == ["not_admitted", "badge_expired", "not_admitted"]
    act = await house.act("EGY.head", "RequestFloor")
    assert (act.status_code, act.json()["code"]) == (401, "badge_expired")


async def refused_with(house: House, key: str) -> str:
    on = f"{BOOK},desk,{key}"
    async with house.client.stream("GET", "/api/streams", params={"on": on}) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))["code"]
    raise AssertionError("the stream said nothing")


async def test_a_badge_is_not_renewed_when_the_meeting_is_over(house: House) -> None:
    key = await house.sign_in("CUB.head")
    await house.office.clerk.submit(BOOK, CancelMeeting(reason="storm"), SECRETARY)
    later(house, HOURS_11)
    assert "set-cookie" not in (await stream_opened(house, key)).headers


async def test_who_signed_out_stays_out_with_a_copy_that_was_renewed_since(house: House) -> None:
    key = await house.sign_in("CUB.head")
    first = dict(house.client.cookies)
    later(house, HOURS_11)
    await stream_opened(house, key)
    renewed = dict(house.client.cookies)
    assert renewed != first
    house.client.cookies = httpx.Cookies(first)
    assert (await house.client.post(f"/api/sign-out?key={key}")).status_code == 204
    house.client.cookies = httpx.Cookies(renewed)
    later(house, HOURS_11)
    assert key not in await known(house)


async def test_however_many_windows_were_opened_the_cookies_are_few_and_the_newest_kept(house: House) -> None:
    keys = []
    for number in range(MOST_BADGES + 8):
        later(house, 1000)
        keys.append(await house.sign_in(["CUB.head", "AZE.chair"][number % 2]))
    assert len(house.client.cookies) == MOST_BADGES
    assert await known(house) == set(keys[-MOST_BADGES:])


async def test_of_too_many_those_of_a_meeting_that_is_over_go_first(house: House) -> None:
    for _ in range(MOST_BADGES):
        await house.sign_in("CUB.head")
    await house.office.clerk.submit(BOOK, CancelMeeting(reason="storm"), SECRETARY)
    house.client.cookies.set("rostrum-elsewhere", "of.another-house", domain="127.0.0.1", path="/")
    await house.sign_in("CUB.head")
    assert len(house.client.cookies) <= MOST_BADGES + 1
