"""Notes within a delegation: for its own people, and for nobody else in any way."""

from pathlib import Path

import httpx
import pytest

from rostrum.record.sqlite_ledger import open_ledger
from rostrum.secretariat.notes import MOST, Notes
from tests.doors.conftest import House
from tests.summit import BOOK, CUBA

pytestmark = pytest.mark.asyncio

SECRET = "Object if paragraph 7 stays."


async def write(house: House, person: str, text: str, key: str = "note-key-1") -> httpx.Response:
    admission = house.admissions.get(person) or await house.sign_in(person)
    headers = {"Rostrum-Admission": admission, "Idempotency-Key": key}
    return await house.client.post(f"/api/books/{BOOK}/notes", json={"text": text}, headers=headers)


async def read(house: House, person: str, after: int = 0) -> httpx.Response:
    admission = house.admissions.get(person) or await house.sign_in(person)
    headers = {"Rostrum-Admission": admission}
    return await house.client.get(f"/api/books/{BOOK}/notes?after={after}", headers=headers)


async def test_head_and_adviser_write_to_each_other(house: House) -> None:
    assert (await write(house, "CUB.adviser", f"  {SECRET} ")).status_code == 200
    assert (await write(house, "CUB.head", "Agreed.", "note-key-2")).status_code == 200
    notes = (await read(house, "CUB.head")).json()
    assert [(n["number"], n["person"], n["capacity"], n["text"]) for n in notes] == [
        (1, "CUB.adviser", "adviser", SECRET),
        (2, "CUB.head", "head", "Agreed."),
    ]
    assert [n["number"] for n in (await read(house, "CUB.adviser", after=1)).json()] == [2]


@pytest.mark.parametrize("person", ["EGY.head", "EGY.adviser", "WHO.head"])
async def test_another_delegation_finds_its_own_notes_only(house: House, person: str) -> None:
    await write(house, "CUB.adviser", SECRET)
    assert (await read(house, person)).json() == []


@pytest.mark.parametrize("person", ["secretary", "clerk", "technician", "AZE.chair"])
async def test_neither_the_secretariat_nor_the_chair_reads_or_writes_notes(house: House, person: str) -> None:
    """The chair presides for all: not even the notes of the seat that the chair comes from."""
    for answer in (await read(house, person), await write(house, person, "x")):
        assert (answer.status_code, answer.json()["code"]) == (403, "not_seated")


async def test_no_note_is_in_any_stream_entry_or_export(house: House) -> None:
    await write(house, "CUB.adviser", SECRET)
    secretary, adviser = await house.sign_in("secretary"), house.admissions["CUB.adviser"]
    for admission in (secretary, adviser):
        for path in ("entries", "bundle"):
            answer = await house.client.get(f"/api/books/{BOOK}/{path}?a={admission}")
            assert answer.status_code == 200
            assert SECRET.encode() not in answer.content
    for room, admission in (("secretariat", secretary), ("desk", adviser), ("gallery", "")):
        async with house.stream(room, admission) as events:
            first = await anext(events)
        assert SECRET not in str(first)
        assert ("notes" in first["views"]) == (room == "desk")


async def test_the_desk_is_told_that_there_is_a_note(house: House) -> None:
    async with house.stream("desk", await house.sign_in("CUB.head")) as events:
        assert (await anext(events))["views"]["notes"] == {"last": 0}
        await write(house, "CUB.adviser", SECRET)
        assert (await anext(events))["views"] == {"notes": {"last": 1}}


async def test_a_note_sent_twice_under_one_key_is_one_note(house: House) -> None:
    for _ in range(2):
        assert (await write(house, "CUB.head", SECRET)).json()["number"] == 1
    assert (await write(house, "CUB.adviser", "x")).json()["number"] == 2


@pytest.mark.parametrize(
    ("text", "status"), [("", 422), ("   ", 422), ("x" * MOST, 200), ("x" * (MOST + 1), 422)]
)
async def test_a_note_has_a_measure(house: House, text: str, status: int) -> None:
    assert (await write(house, "CUB.head", text)).status_code == status


async def test_notes_outlive_the_process_and_end_with_the_meeting(tmp_path: Path) -> None:
    first = Notes(open_ledger(tmp_path), lambda: 5)
    assert first.last(BOOK, "CUB") == 0
    first.write(BOOK, CUBA, SECRET, "note-key-1")
    assert first.last(BOOK, "CUB") == 1
    second = Notes(open_ledger(tmp_path), lambda: 5)
    assert second.read(BOOK, "CUB", 0, 10) == first.read(BOOK, "CUB", 0, 10)
    second.forget(BOOK)
    assert second.last(BOOK, "CUB") == 0
    assert Notes(open_ledger(tmp_path), lambda: 5).last(BOOK, "CUB") == 0
