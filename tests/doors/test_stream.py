"""Streams: all documents first, then those that changed; each room for whom it is for."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from rostrum.views.documents import AUDIENCES
from tests.doors.conftest import House
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("room", "person"),
    [("lobby", ""), ("gallery", ""), ("desk", "CUB.head"), ("podium", "AZE.chair"), ("secretariat", "clerk")],
)
async def test_the_first_event_holds_every_document_of_the_room(
    standing: House, room: str, person: str
) -> None:
    admission = await standing.sign_in(person) if person else ""
    async with standing.stream(room, admission) as events:
        first = await anext(events)
    assert tuple(first["views"]) == AUDIENCES[room]
    assert first["version"] == (await standing.office.clerk.state(BOOK)).version


async def test_later_events_hold_what_changed(house: House) -> None:
    async with house.stream("gallery") as events:
        before = await anext(events)
        assert (await house.act("AZE.chair", "CallToOrder")).status_code == 200
        after = await anext(events)
    assert after["version"] > before["version"]
    assert "meeting" in after["views"]
    assert "seats" not in after["views"]
    assert after["views"]["meeting"]["phase"] == "open"


async def test_a_reader_who_comes_while_acts_fall_misses_nothing(house: House) -> None:
    """Many readers, each joining between acts: the documents of all end alike."""
    finals: list[dict[str, object]] = []

    async def read(delay: float) -> None:
        await asyncio.sleep(delay)
        merged: dict[str, object] = {}
        async with house.stream("gallery") as events:
            async for event in events:
                merged |= event["views"]
                if merged["meeting"]["phase"] == "suspended":  # type: ignore[index]
                    finals.append(merged)
                    return

    readers = [asyncio.create_task(read(0.01 * number)) for number in range(12)]
    await house.sign_in("AZE.chair")
    await house.act("AZE.chair", "CallToOrder")
    for number in range(6):
        await asyncio.sleep(0.01)
        await house.act("AZE.chair", "Freeze" if number % 2 == 0 else "Unfreeze", reason="rehearsal")
    await house.act("AZE.chair", "Suspend", reason="technical")
    await asyncio.gather(*readers)
    assert len(finals) == 12
    assert all(final == finals[0] for final in finals)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("room", "person"),
    [
        ("podium", ""),
        ("podium", "CUB.head"),
        ("podium", "secretary"),
        ("desk", ""),
        ("desk", "secretary"),
        ("secretariat", ""),
        ("secretariat", "CUB.adviser"),
        ("secretariat", "AZE.chair"),
        ("vault", "AZE.chair"),
    ],
)
async def test_rooms_are_closed_to_others(standing: House, room: str, person: str) -> None:
    admission = await standing.sign_in(person) if person else ""
    answer = await standing.client.get(f"/api/books/{BOOK}/stream?as={room}&a={admission}")
    assert answer.status_code == 403
    assert answer.json()["code"] in {"not_seated", "unknown_audience"}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_desk_is_shown_its_own_seat(standing: House) -> None:
    async with standing.stream("desk", await standing.sign_in("CUB.head")) as events:
        cuba = await anext(events)
    async with standing.stream("desk", await standing.sign_in("NPL.adviser")) as events:
        nepal = await anext(events)
    assert cuba["views"]["desk"]["seat"] == "CUB"
    assert nepal["views"]["desk"]["seat"] == "NPL"


@pytest.mark.asyncio(loop_scope="module")
async def test_a_badge_that_is_not_ours_opens_nothing(standing: House) -> None:
    answer = await standing.client.get(f"/api/books/{BOOK}/stream?as=gallery&a=0123456789abcdef")
    assert answer.status_code == 401


@pytest.mark.asyncio(loop_scope="module")
async def test_an_unknown_book_is_a_404(standing: House) -> None:
    answer = await standing.client.get("/api/books/nowhere/stream")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_book")


async def several(house: House, *on: str) -> AsyncGenerator[tuple[str, dict[str, Any]]]:
    """Events of one stream for several readers: their kind and body; heartbeats as ``beat``."""
    kind = ""
    async with house.client.stream("GET", "/api/streams", params={"on": on}, timeout=10) as answer:
        assert answer.status_code == 200, await answer.aread()
        async for line in answer.aiter_lines():
            if line.startswith("event: "):
                kind = line[7:]
            elif line.startswith("data: "):
                yield kind, json.loads(line[6:])
            elif line.startswith(": "):
                yield "beat", {"at": int(line[2:])}


async def test_one_stream_carries_several_rooms_and_says_which_it_may_not(house: House) -> None:
    cuba = await house.sign_in("CUB.head")
    on = (f"{BOOK},gallery,", f"{BOOK},podium,{cuba}", f"{BOOK},desk,{cuba}", "no-such-book,gallery,", "x")
    told = several(house, *on)
    first = [await anext(told) for _ in range(5)]
    refused = {body["channel"]: (body["status"], body["code"]) for kind, body in first if kind == "refused"}
    assert refused == {1: (403, "not_seated"), 3: (404, "unknown_book"), 4: (403, "unknown_audience")}
    shown = {body["channel"]: tuple(body["views"]) for kind, body in first if kind == "views"}
    assert shown == {0: AUDIENCES["gallery"], 2: AUDIENCES["desk"]}
    assert (await house.act("AZE.chair", "CallToOrder")).status_code == 200
    later = [await anext(told) for _ in range(2)]
    assert {body["channel"] for kind, body in later if kind == "views"} == {0, 2}
    await told.aclose()


async def test_a_stream_on_which_nothing_is_allowed_says_so_and_lives(house: House) -> None:
    told = several(house, f"{BOOK},desk,")
    assert (await anext(told))[0] == "refused"
    assert (await anext(told))[0] == "beat"
    await told.aclose()


async def test_too_many_channels_are_refused(house: House) -> None:
    for on in ([], [f"{BOOK},gallery,"] * 33):
        answer = await house.client.get("/api/streams", params={"on": on})
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


async def test_a_house_that_closes_ends_its_streams_by_itself(house: House) -> None:
    told = several(house, f"{BOOK},gallery,")
    await anext(told)
    house.office.noticeboard.part()
    assert [kind async for kind, _ in told if kind != "beat"] == []
