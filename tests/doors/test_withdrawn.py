"""A badge names a person and no more: what the roll says of them counts at the next press, stream and way in."""

import asyncio

import pytest

from rostrum.hall.silent import SilentHall
from rostrum.hall.threshold import Entrant
from tests.doors.conftest import House
from tests.hall.premises import until
from tests.patience import LONG
from tests.summit import BOOK, CONVENE

pytestmark = pytest.mark.asyncio
WHY = "Recalled by note verbale."


def _line(person: str, capacity: str, seat: str = "", **more: object) -> dict[str, object]:
    return {"person": person, "capacity": capacity, "seat": seat, **more}


async def test_who_is_withdrawn_holds_nothing_any_more(house: House) -> None:
    key = await house.sign_in("CUB.head")
    headers = {"Rostrum-Admission": key, "Idempotency-Key": "withdrawn-1"}
    token = (await house.client.post(f"/api/books/{BOOK}/hall", headers=headers)).json()["token"]
    hall = house.office.hall
    assert isinstance(hall, SilentHall) and await hall.enter(BOOK, token)
    channels = f"on={BOOK},desk,{key}&on={BOOK},gallery,"
    async with house.client.stream("GET", f"/api/streams?{channels}") as stream, asyncio.timeout(LONG):
        lines = stream.aiter_lines()
        done = await house.act("secretary", "WithdrawAccreditation", person="CUB.head", reason=WHY)
        assert done.status_code == 200, done.text
        async for line in lines:
            if '"channel": 0' in line and "accreditation_withdrawn" in line:
                assert WHY in line
                break
    doors = [
        house.client.post(f"/api/books/{BOOK}/hall", headers=headers),
        house.client.post(f"/api/books/{BOOK}/intents", json={"kind": "RaisePoint"}, headers=headers),
        house.client.get(f"/api/books/{BOOK}/stream?as=desk&a={key}"),
        house.client.get(f"/api/books/{BOOK}/entries?a={key}"),
        house.client.get(f"/api/books/{BOOK}/notes", headers=headers),
        house.client.post("/api/demo/sign-in", json={"book": BOOK, "person": "CUB.head"}),
        house.client.post("/api/sign-in", json={"code": house.office.codes.make(BOOK, "CUB.head")}),
    ]
    for door in doors:
        answer = await door
        assert (answer.status_code, answer.json()["code"]) == (403, "accreditation_withdrawn"), answer.url
        assert answer.json()["facts"] == {"reason": WHY}
    await until(lambda: hall.threshold.refuses(Entrant(BOOK, "CUB.head")))
    assert not await hall.enter(BOOK, token)
    state = await house.office.clerk.state(BOOK)
    assert state.people["CUB.head"].presence == "absent"


async def test_a_capacity_that_changed_counts_at_the_next_press_with_the_same_badge(house: House) -> None:
    key = await house.sign_in("CUB.head")
    async with house.stream("desk", key) as events, asyncio.timeout(LONG):
        await anext(events)
        adviser = _line("CUB.head", "adviser", "CUB", speaks=False)
        changed = await house.act("secretary", "ChangeAccreditation", accreditation=adviser, reason=WHY)
        assert changed.status_code == 200, changed.text
        async for _ in events:
            pass
    answer = await house.act("CUB.head", "RequestFloor")
    assert (answer.status_code, answer.json()["code"]) == (403, "capacity_not_entitled")
    mine = (await house.client.get("/api/session")).json()["admissions"]
    assert {"adviser"} == {one["capacity"] for one in mine if one["person"] == "CUB.head"}


async def test_a_head_accredits_an_alternate_who_acts_as_one(house: House) -> None:
    alternate = _line("5d0c81", "alternate", "CUB")
    done = await house.act("CUB.head", "Accredit", accreditation=alternate)
    assert done.status_code == 200, done.text
    asked = await house.act("5d0c81", "RequestCorrection", words="Minister for Foreign Affairs")
    assert asked.status_code == 200, asked.text
    entry = list(house.office.record.entries(BOOK))[-1]
    assert (entry.actor, entry.capacity, entry.seat) == ("5d0c81", "alternate", "CUB")


async def test_an_interpreter_comes_in_without_a_seat_and_is_present(house: House) -> None:
    line = _line("b00f", "interpreter", booth=CONVENE.languages[0])
    assert (await house.act("secretary", "Accredit", accreditation=line)).status_code == 200
    key = await house.sign_in("b00f")
    mine = (await house.client.get("/api/session")).json()["admissions"]
    assert [(one["room"], one["seat"]) for one in mine if one["key"] == key] == [("gallery", None)]
    headers = {"Rostrum-Admission": key}
    token = (await house.client.post(f"/api/books/{BOOK}/hall", headers=headers)).json()["token"]
    hall = house.office.hall
    assert isinstance(hall, SilentHall) and await hall.enter(BOOK, token)
    state = await house.office.clerk.state(BOOK)
    await until(lambda: state.people["b00f"].presence == "present")
    assert (await house.client.post(f"/api/sign-out?key={key}")).status_code == 204
    await until(lambda: state.people["b00f"].presence == "absent")
