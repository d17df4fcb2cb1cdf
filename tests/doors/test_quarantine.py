"""A book that does not fit is read only and named, and the others run (ADR 0022)."""

import json
import sqlite3
from pathlib import Path

import pytest

from rostrum.app import codec
from rostrum.doors import doctor
from rostrum.procedure.body.intents import WithdrawPost
from rostrum.procedure.meeting.intents import OpenLobby
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import KEY_FILE, Signer
from rostrum.record.sqlite import FILE, open_record
from rostrum.secretariat.bodies import LIBRARIAN, found
from rostrum.secretariat.clerk import Quarantined
from tests.doors.conftest import open_lobby, served
from tests.summit import BOOK, CONVENE, SECRETARY

OTHER = "other"
CUT = "DELETE FROM entries WHERE book = (SELECT id FROM books WHERE name = 'summit') AND version > 3"


async def two_meetings(folder: Path) -> None:
    """One is signed, then loses what was signed."""
    record = open_record(folder, codec())
    async with served(folder, record=record) as house:
        await open_lobby(house)
        await house.office.clerk.submit(OTHER, CONVENE, SECRETARY)
        await house.office.clerk.read(lambda: attest(record, BOOK, house.office.signer))
    record.close()
    with sqlite3.connect(folder / FILE) as database:
        database.execute("DROP TRIGGER entries_no_delete")
        database.execute(CUT)
    database.close()


@pytest.mark.asyncio
async def test_what_does_not_fit_is_read_only_and_named_and_the_other_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await two_meetings(tmp_path)
    record = open_record(tmp_path, codec())
    async with served(tmp_path, record=record) as house:
        assert "book quarantined" in (said := capsys.readouterr().out) and BOOK in said
        listed = [line["book"] for line in (await house.client.get("/api/books")).json()]
        assert listed == [BOOK, OTHER]
        refused = await house.act("secretary", "OpenLobby")
        bundle = await house.client.get(f"/api/books/{BOOK}/bundle")
        passed = await house.client.post(f"/api/books/{BOOK}/hall")
        for answer in (refused, bundle, passed):
            assert (answer.status_code, answer.json()["code"]) == (503, "book_quarantined"), answer.text
            assert answer.json()["facts"] == {"what": "cut_short", "sound": 3}
        entries = (await house.client.get(f"/api/books/{BOOK}/entries")).json()
        assert [entry["version"] for entry in entries][-1] == 3
        async with house.stream("gallery") as events:
            first = await anext(events)
            assert first["version"] == 3
            assert first["views"]["record"] == {"examined": "cut_short", "sound": 3}
        async with house.client.stream("GET", f"/api/books/{OTHER}/stream?as=gallery") as answer:
            line = await anext(line async for line in answer.aiter_lines() if line.startswith("data: "))
        assert json.loads(line[6:])["views"]["record"] == {"examined": "", "sound": 0}
        assert await house.office.clerk.submit(OTHER, OpenLobby(), SECRETARY) > 1
    assert record.head(BOOK).version == 3
    assert [checkpoint.size > 3 for checkpoint in record.checkpoints(BOOK)] == [True]
    record.close()


@pytest.mark.asyncio
async def test_the_doctor_names_the_book_and_how_far_it_holds(tmp_path: Path) -> None:
    at = doctor.Premises(tmp_path, tmp_path, tmp_path, tmp_path)
    assert list(doctor.books(at)) == [], "nothing to look at yet"
    (tmp_path / KEY_FILE).write_text(Signer(bytes(32)).private_text())
    await two_meetings(tmp_path)
    (found,) = doctor.books(at)
    assert (found.check, found.verdict) == (f"book {BOOK}", doctor.Verdict.WARNING)
    assert "first 3 entries hold" in found.seen and "backup" in found.mend


def test_the_doctor_leaves_a_damaged_key_where_it_is(tmp_path: Path) -> None:
    open_record(tmp_path, codec()).close()
    (tmp_path / KEY_FILE).write_text("no key")
    (found,) = doctor.books(doctor.Premises(tmp_path, tmp_path, tmp_path, tmp_path))
    assert found.verdict is doctor.Verdict.BAD and KEY_FILE in found.seen
    assert [file.name for file in tmp_path.glob("record.key*")] == [KEY_FILE]
    assert (tmp_path / KEY_FILE).read_text() == "no key"


@pytest.mark.asyncio
async def test_a_bodys_book_that_does_not_fit_is_named_on_its_stream_and_takes_nothing(
    tmp_path: Path,
) -> None:
    record = open_record(tmp_path, codec())
    async with served(tmp_path, record=record) as house:
        await found(house.office.clerk, "nam")
        await house.office.clerk.read(lambda: attest(record, "body.nam", house.office.signer))
    record.close()
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("DROP TRIGGER entries_no_delete")
        database.execute(CUT.replace("summit", "body.nam").replace("> 3", "> 200"))
    database.close()
    record = open_record(tmp_path, codec())
    async with served(tmp_path, record=record) as house:
        async with house.stream("body", book="body.nam") as events:
            first = await anext(events)
        assert first["views"]["record"] == {"examined": "cut_short", "sound": 200}
        assert (await house.client.get("/api/bodies/nam")).json()["version"] == 200
        with pytest.raises(Quarantined):
            await house.office.clerk.submit(
                "body.nam", WithdrawPost(person="secretary", reason="x"), LIBRARIAN
            )
    record.close()
