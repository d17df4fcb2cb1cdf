"""Shown out, and signed out: badge, streams and hall end, and stay ended; nobody is recorded who was not there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rostrum.app import codec
from rostrum.hall.silent import SilentHall
from rostrum.hall.threshold import Entrant
from rostrum.record.memory import MemoryRecord
from tests.doors.conftest import House, open_lobby, served
from tests.hall.premises import until
from tests.patience import LONG
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio
WHY = "Has disturbed the meeting again after being called to order."


async def _enter(house: House, key: str) -> str:
    """Into the hall by a fresh pass, which is given back."""
    answer = await house.client.post(f"/api/books/{BOOK}/hall", headers={"Rostrum-Admission": key})
    assert answer.status_code == 200, answer.text
    token = answer.json()["token"]
    hall = house.office.hall
    assert isinstance(hall, SilentHall)
    assert await hall.enter(BOOK, token)
    return token


async def _may_enter(house: House, token: str) -> bool:
    hall = house.office.hall
    assert isinstance(hall, SilentHall)
    return await hall.enter(BOOK, token)


async def test_who_is_shown_out_is_told_why_and_holds_nothing_any_more(house: House) -> None:
    key = await house.sign_in("CUB.head")
    token = await _enter(house, key)
    channels = f"on={BOOK},desk,{key}&on={BOOK},gallery,"
    async with house.client.stream("GET", f"/api/streams?{channels}") as stream, asyncio.timeout(LONG):
        lines = stream.aiter_lines()
        assert (await house.act("secretary", "ShowOut", person="CUB.head", reason=WHY)).status_code == 200
        told = [line async for line in _until_event(lines, "refused")][-1]
        assert '"channel": 0' in told and '"shown_out"' in told and WHY in told
        await house.act("AZE.chair", "CallToOrder")
        assert '"channel":1' in [line async for line in _until_event(lines, "views")][-1], (
            "the public's goes on"
        )
    headers = {"Rostrum-Admission": key, "Idempotency-Key": "shown-out-1"}
    doors = [
        house.client.post(f"/api/books/{BOOK}/hall", headers=headers),
        house.client.post(f"/api/books/{BOOK}/intents", json={"kind": "RaisePoint"}, headers=headers),
        house.client.get(f"/api/books/{BOOK}/stream?as=desk&a={key}"),
        house.client.get(f"/api/books/{BOOK}/notes", headers=headers),
        house.client.post("/api/demo/sign-in", json={"book": BOOK, "person": "CUB.head"}),
    ]
    for door in doors:
        answer = await door
        assert (answer.status_code, answer.json()["code"]) == (403, "shown_out"), answer.url
        assert answer.json()["facts"] == {"reason": WHY}
    assert not await _may_enter(house, token)
    mine = (await house.client.get("/api/session")).json()["admissions"]
    assert key in {one["key"] for one in mine}, "the page still knows whose it is, and tells them why"


async def _until_event(lines: AsyncIterator[str], event: str) -> AsyncIterator[str]:
    """Lines up to the data of the next event of this name."""
    found = False
    async for line in lines:
        yield line
        if line == f"event: {event}":
            found = True
        elif found and line.startswith("data:"):
            return


async def test_a_new_code_opens_nothing_either_until_readmitted(house: House) -> None:
    await house.act("AZE.chair", "ShowOut", person="CUB.head", reason=WHY)
    answer = await house.client.post("/api/sign-in", json={"code": house.office.codes.make(BOOK, "CUB.head")})
    assert (answer.status_code, answer.json()["code"]) == (403, "shown_out")
    assert (await house.act("AZE.chair", "Readmit", person="CUB.head")).status_code == 200
    key = await house.sign_in("CUB.head")
    await _enter(house, key)


async def test_who_was_shown_out_stays_out_when_the_house_is_opened_again(tmp_path: Path) -> None:
    """It stands in the record, and nowhere else."""
    record = MemoryRecord(codec())
    async with served(tmp_path, record=record) as house:
        await open_lobby(house)
        assert (await house.act("secretary", "ShowOut", person="CUB.head", reason=WHY)).status_code == 200
    async with served(tmp_path, record=record) as house:
        wanted = {"book": BOOK, "person": "CUB.head"}
        answer = await house.client.post("/api/demo/sign-in", json=wanted)
        assert (answer.status_code, answer.json()["facts"]) == (403, {"reason": WHY})
        await until(lambda: house.office.hall.threshold.refuses(Entrant(BOOK, "CUB.head")))


async def test_signing_out_ends_hall_and_stream_and_leaves_nobody_on_record(house: House) -> None:
    key = await house.sign_in("CUB.head")
    token = await _enter(house, key)
    async with house.stream("desk", key) as events, asyncio.timeout(LONG):
        await anext(events)
        assert (await house.client.post(f"/api/sign-out?key={key}")).status_code == 204
        async for _ in events:
            pass
    before = (await house.office.clerk.state(BOOK)).version
    assert not await _may_enter(house, token), "what was given for the badge is good for nothing"
    await house.office.usher.go_round(BOOK)
    state = await house.office.clerk.state(BOOK)
    assert (state.version, state.seats["CUB"].people["CUB.head"]) == (before, "absent")


async def test_signing_out_on_one_device_leaves_the_line_of_another(house: House) -> None:
    old, new = await house.sign_in("CUB.head"), await house.sign_in("CUB.head")
    await _enter(house, new)
    assert (await house.client.post(f"/api/sign-out?key={old}")).status_code == 204
    state = await house.office.clerk.state(BOOK)
    assert state.seats["CUB"].people["CUB.head"] == "present"
