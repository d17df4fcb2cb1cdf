"""Bundles, streams, cards and answers that are not taken: none of them costs those beside."""

import asyncio
import select
import socket
import threading
from collections.abc import AsyncGenerator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rostrum.doors import books, lines, seating, sign_in
from rostrum.doors.errors import Refusal
from rostrum.doors.seating import Seating
from rostrum.record.bundle import export
from tests.doors.conftest import House, open_lobby, served
from tests.patience import LONG
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio


async def test_no_act_waits_for_a_bundle(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor for two: the second is the first, made once."""
    begun, go_on, made = threading.Event(), threading.Event(), 0

    def slow(*asked: Any) -> bytes:
        nonlocal made
        made += 1
        begun.set()
        assert go_on.wait(LONG)
        return export(*asked)

    monkeypatch.setattr(books, "export", slow)
    path = f"/api/books/{BOOK}/bundle"
    asking = [asyncio.create_task(house.client.get(path)) for _ in range(2)]
    await asyncio.to_thread(begun.wait, LONG)
    async with asyncio.timeout(LONG / 2):
        assert (await house.act("AZE.chair", "CallToOrder")).status_code == 200
    go_on.set()
    first, second = await asyncio.gather(*asking)
    assert first.status_code == 200
    assert first.content == second.content
    assert made == 1


@pytest.mark.parametrize("door", ["streams?on={book},desk,{key}", "books/{book}/stream?as=desk&a={key}"])
async def test_a_person_reads_so_many_streams_and_no_more(
    house: House, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seating, "OF_A_PERSON", 1)
    key = await house.sign_in("CUB.head")
    path = "/api/" + door.format(book=BOOK, key=key)
    async with house.client.stream("GET", path) as first:
        await anext(first.aiter_bytes())
        refused = await house.client.get(path)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
        async with house.stream("gallery") as others:
            await anext(others)
    async with asyncio.timeout(LONG):
        while True:  # the place is free again as soon as the house has noticed that the line is gone
            async with house.client.stream("GET", path) as again:
                if again.status_code == 200:
                    return


async def test_strangers_behind_one_address_share_its_places() -> None:
    async def told() -> AsyncGenerator[bytes]:
        yield b"news"
        await asyncio.Event().wait()

    def asked(address: str) -> Any:
        return SimpleNamespace(scope={"client": (address, 1)})

    seats = Seating(2)
    reading = [seats.held(seats.place(asked("192.0.2.1"), None), told()) for _ in range(2)]
    for stream in reading:
        assert await anext(stream) == b"news"
    with pytest.raises(Refusal) as refused:
        seats.place(asked("192.0.2.1"), None)
    assert (refused.value.status, refused.value.code) == (429, "too_many_streams")
    seats.place(asked("192.0.2.2"), None)
    for stream in reading:
        await stream.aclose()
    seats.place(asked("192.0.2.1"), None)
    assert seats.taken == 0


async def test_cards_of_the_demonstration_are_taken_at_a_pace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "DEMO_PER_SECOND", 1)
    monkeypatch.setattr(sign_in, "DEMO_BURST", 3)
    async with served(tmp_path) as house:
        await open_lobby(house)
        wanted = {"book": BOOK, "person": "CUB.head"}
        answers = [await house.client.post("/api/demo/sign-in", json=wanted) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200] * 3 + [429]
        assert answers[-1].json()["code"] == "rate_limited"


async def test_an_answer_that_is_not_taken_ends_the_line(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "TAKEN_WITHIN_S", 0.05)
    size = 16 << 20
    (house.settings.web / "large.bin").write_bytes(bytes(size))
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", house.settings.port))
        line.sendall(b"GET /large.bin HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        ended = select.poll()
        ended.register(line, 0)
        found = await asyncio.to_thread(ended.poll, LONG * 1000)
        assert found, "a line whose answer lies untaken is given up"
    assert (await house.client.get("/api/time")).status_code == 200
