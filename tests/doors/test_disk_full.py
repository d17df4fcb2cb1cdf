"""A disk that is full stops acts with a plain message, loses nothing, and the sitting goes on when there is room."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event

from rostrum.app import codec
from rostrum.record.ledger import Ledger, Spent
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite import open_record
from rostrum.record.sqlite_ledger import open_ledger
from tests.doors.conftest import open_lobby, served
from tests.summit import BOOK

ROOM = 100_000


def fill(ledger: Ledger) -> None:
    """Until not the shortest row finds room."""
    for number, digits in ((number, digits) for digits in (60, 4) for number in range(2000)):
        try:
            ledger.spend(Spent.BADGE, f"{number:0{digits}}", 2**60, 0)
        except RecordUnavailable:
            if digits == 4:
                return


@pytest.mark.asyncio
async def test_a_full_disk_stops_acts_and_loses_nothing(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record", codec())
    pages = ROOM

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(record.engine, "connect", limit)
    async with served(tmp_path, record=record) as house:
        await open_lobby(house)
        assert (await house.act("AZE.chair", "CallToOrder")).status_code == 200
        pages = 1
        record.engine.dispose()
        before = (await house.office.clerk.state(BOOK)).version
        answers = [await house.act("AZE.chair", "Freeze", reason="ж" * 2000) for _ in range(3)]
        assert {(a.status_code, a.json()["code"], a.json()["facts"]["reason"]) for a in answers} == {
            (503, "record_unavailable", "disk_full")
        }
        assert (await house.office.clerk.state(BOOK)).version == before == record.head(BOOK).version
        async with house.stream("gallery") as events:
            assert (await anext(events))["views"]["meeting"]["frozen"] == ""
        pages = ROOM
        record.engine.dispose()
        assert (await house.act("AZE.chair", "Freeze", reason="room again")).status_code == 200
        assert record.head(BOOK).version == before + 1


@pytest.mark.asyncio
async def test_a_badge_that_cannot_be_taken_back_for_want_of_room_still_holds(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    pages = ROOM

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(ledger.engine, "connect", limit)
    async with served(tmp_path, ledger=ledger) as house:
        await open_lobby(house)
        key = await house.sign_in("CUB.head")
        notes, headers = (
            f"/api/books/{BOOK}/notes",
            {"Rostrum-Admission": key, "Idempotency-Key": "note-0001"},
        )
        pages = 1
        ledger.engine.dispose()
        fill(ledger)
        answer = await house.client.post(f"/api/sign-out?key={key}")
        noted = await house.client.post(notes, json={"text": "ж" * 2000}, headers=headers)
        pages = ROOM
        ledger.engine.dispose()
        for refused in (answer, noted):
            assert (refused.status_code, refused.json()["code"]) == (503, "record_unavailable"), refused.text
            assert refused.json()["facts"] == {"reason": "disk_full"}
        assert (await house.client.get(notes, headers=headers)).json() == []
        assert (await house.client.post(notes, json={"text": "wait"}, headers=headers)).status_code == 200
        assert (await house.client.post(f"/api/sign-out?key={key}")).status_code == 204
        assert (await house.client.get(notes, headers=headers)).status_code == 401
