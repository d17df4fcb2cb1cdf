"""Our own door before the hall: origins, tokens, paths, and what the logs may say."""

import logging
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from rostrum.doors.signalling import Scrubber, foreign, signalling_router
from rostrum.hall.livekit import LiveKitHall
from rostrum.hall.plan import Plan
from rostrum.hall.port import HallUnavailable
from rostrum.hall.silent import SilentHall
from tests.hall.premises import BOOK, LivePremises, live_premises

ORIGIN = "https://summit.example"


@pytest.mark.parametrize(
    ("headers", "is_foreign"),
    [
        ({}, False),
        ({"origin": ORIGIN, "host": "10.0.0.1:8080"}, False),
        ({"origin": "http://127.0.0.1:8080", "host": "127.0.0.1:8080"}, False),
        ({"origin": "http://127.0.0.1:8081", "host": "127.0.0.1:8080"}, True),
        ({"origin": "https://evil.example", "host": "summit.example"}, True),
        ({"origin": "null", "host": "summit.example"}, True),
        ({"origin": "https://summit.example.evil", "host": "summit.example"}, True),
    ],
)
def test_origins(headers: dict[str, str], is_foreign: bool) -> None:
    assert foreign(headers, ORIGIN) is is_foreign


def test_tokens_are_struck_out_of_log_lines() -> None:
    line = '"WebSocket /hall/rtc?access_token=%s&sdk=js" [accepted]'
    record = logging.LogRecord("uvicorn.error", logging.INFO, "", 0, line, ("secret.token",), None)
    assert Scrubber().filter(record)
    assert record.getMessage() == '"WebSocket /hall/rtc?access_token=…&sdk=js" [accepted]'


async def _knock(client: httpx.AsyncClient, token: str, **headers: str) -> int:
    return (await client.get(f"/hall/rtc/validate?access_token={token}", headers=headers)).status_code


@pytest.mark.asyncio
async def test_refusals_at_a_door_without_media() -> None:
    hall, app = SilentHall(), FastAPI()
    app.include_router(signalling_router(hall, "http://testserver"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        token = hall.admit(BOOK, "CUB.head").token
        assert await _knock(client, "forged") == 401
        assert await _knock(client, token, origin="https://evil.example") == 403
        assert await _knock(client, token) == 503
        await hall.match(BOOK, Plan(out=frozenset({"CUB.head"})))
        assert await _knock(client, token) == 403
        assert (await client.get("/hall/twirp/livekit.RoomService/ListRooms")).status_code == 404
        assert (await client.post("/hall-webhook", content="{}")).status_code == 401


async def _status(live: LivePremises, path: str, token: str, **headers: str) -> int:
    """Status with which a WebSocket is refused; 101 where it is taken."""
    address = f"{live.url}/{path}?access_token={token}"
    try:
        async with connect(address, proxy=None, additional_headers=headers):
            return 101
    except InvalidStatus as error:
        return error.response.status_code


@pytest.mark.system
@pytest.mark.asyncio
async def test_the_door_refuses_before_the_media_server_is_asked(tmp_path: Path) -> None:
    async with live_premises(tmp_path) as live:
        token = live.hall.admit(BOOK, "CUB.head").token
        assert await _status(live, "rtc", token) == 101
        assert await _status(live, "rtc", token, origin=f"http://127.0.0.1:{live.port}") == 101
        assert await _status(live, "rtc", token, origin="https://evil.example") == 403
        assert await _status(live, "rtc", "forged") == 401
        assert await _status(live, "rtc", token[:-4] + "AAAA") == 401
        assert await _status(live, "rtc/v1", token) == 400, "the media server's own answer is passed on"
        assert await _status(live, "agent", token) == 404
        assert await _status(live, "rtc/../agent", token) == 404
        async with httpx.AsyncClient(trust_env=False) as client:
            there = f"http://127.0.0.1:{live.port}/hall/rtc/validate?access_token="
            assert (await client.get(there + token)).text == "success"
            assert (await client.get(there + "forged")).status_code == 401


@pytest.mark.system
@pytest.mark.asyncio
async def test_an_open_line_ends_when_its_holder_is_shown_out(tmp_path: Path) -> None:
    async with live_premises(tmp_path) as live:
        token = live.hall.admit(BOOK, "CUB.head").token
        async with connect(f"{live.url}/rtc?access_token={token}", proxy=None) as line:
            await line.recv()
            await live.hall.match(BOOK, Plan(out=frozenset({"CUB.head"})))
            with pytest.raises(ConnectionClosed):
                while True:
                    await line.recv()
            assert line.close_code == 4403
        assert await _status(live, "rtc", token) == 403


@pytest.mark.asyncio
@pytest.mark.parametrize("media", [False, True], ids=["silent", "livekit"])
async def test_to_a_stranger_the_hall_of_a_private_meeting_is_not_there(media: bool) -> None:
    """With a token good before, they are answered as with one for no room at all; who is accredited comes in."""
    hall = LiveKitHall("http://127.0.0.1:9", "key", "s" * 32) if media else SilentHall()
    app = FastAPI()
    app.include_router(signalling_router(hall, "http://testserver"))
    stranger, head = hall.admit(BOOK, None).token, hall.admit(BOOK, "CUB.head", badge="b1").token
    listener = hall.admit(BOOK, None, badge="b1", holder="CUB.head").token
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        before = [await _knock(client, token) for token in (stranger, head, listener)]
        assert before == [503] * 3
        for private, answers in ((True, [401, 503, 503]), (False, [503] * 3)):
            with suppress(HallUnavailable):
                await hall.match(BOOK, Plan(private=private))
            assert [await _knock(client, token) for token in (stranger, head, listener)] == answers
        with suppress(HallUnavailable):
            await hall.match(BOOK, Plan(private=True, out=frozenset({"CUB.head"})))
        assert [await _knock(client, token) for token in (stranger, head, listener)] == [401, 403, 403]
    await hall.stop()


@pytest.mark.asyncio
async def test_a_strangers_open_line_ends_when_the_plan_is_private() -> None:
    hall = SilentHall()
    entrant = hall.entrant(hall.admit(BOOK, None).token)
    assert entrant is not None
    with hall.threshold.line(entrant) as over:
        await hall.match(BOOK, Plan())
        assert not over.is_set()
        await hall.match(BOOK, Plan(private=True))
        assert over.is_set()
