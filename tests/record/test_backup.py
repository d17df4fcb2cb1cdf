"""A backup taken while acts are recorded holds every act acknowledged before it, and can be put back."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rostrum.__main__ import command_line
from rostrum.record.audit import audit_all
from rostrum.record.backup import BadBackup, make, restore
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import KEY_FILE, Signer
from rostrum.record.codec import Codec
from rostrum.record.ledger import Person, Spent
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite import FILE, open_record
from rostrum.record.sqlite_ledger import FILE as LEDGER
from rostrum.record.sqlite_ledger import open_ledger
from tests.record.sitting import draft

AISHA = Person(book="sitting", key="p-1", names={"en": "Aisha Alfulani"})


@pytest.fixture
def house(tmp_path: Path, codec: Codec) -> Path:
    """A folder with a signed book, the last acts in the write-ahead log, as a killed server leaves it."""
    living, left = tmp_path / "living", tmp_path / "house"
    record = open_record(living, codec)
    record.append("sitting", 0, [draft(number) for number in range(30)])
    attest(record, "sitting", Signer.at(living))
    record.append("sitting", 30, [draft(30)])
    ledger = open_ledger(living)
    ledger.keep_person(AISHA)
    (living / "hand").mkdir()
    (living / "hand" / "written").write_text("kept")
    (living / "house.lock").touch()
    shutil.copytree(living, left)
    record.close()
    ledger.close()
    return left


def test_rehearsed_while_acts_are_recorded(house: Path, tmp_path: Path, codec: Codec) -> None:
    record, backup, again = open_record(house, codec), tmp_path / "backup", tmp_path / "again"
    ended = threading.Event()

    def write() -> None:
        while not ended.is_set():
            version = record.head("sitting").version
            record.append("sitting", version, [draft(version)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        acknowledged = record.head("sitting").version
        made = CliRunner().invoke(command_line(), ["backup", "--data", str(house), "--out", str(backup)])
    finally:
        ended.set()
        writer.join()
    assert made.exit_code == 0, made.output
    assert backup.stat().st_mode & 0o777 == 0o600
    put_back = CliRunner().invoke(command_line(), ["restore", str(backup), "--data", str(again)])
    assert put_back.exit_code == 0, put_back.output
    restored = open_record(again, codec)
    held = list(restored.stored("sitting"))
    assert acknowledged <= len(held) <= record.head("sitting").version
    assert held == list(record.stored("sitting", limit=len(held)))
    assert audit_all(restored, Signer.at(again).verifier) == []
    assert restored.marks()["sitting"] == restored.head("sitting")
    assert str(Signer.at(again).verifier) == str(Signer.at(house).verifier)
    assert (again / "hand" / "written").read_text() == "kept"
    ledger = open_ledger(again)
    assert ledger.persons(AISHA.book) == [AISHA]
    ledger.close()
    assert not (again / "house.lock").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"living", "house", "backup", "again"}
    restored.close()
    record.close()


def test_a_record_that_does_not_fit_its_checkpoint_makes_no_backup(house: Path, tmp_path: Path) -> None:
    with sqlite3.connect(house / FILE) as database:
        database.execute("DROP TRIGGER checkpoints_no_update")
        database.execute("UPDATE checkpoints SET root = zeroblob(32)")
    database.close()
    with pytest.raises(BadBackup, match="signed"):
        make(house, tmp_path / "backup")
    assert {path.name for path in tmp_path.iterdir()} == {"living", "house"}


def test_a_house_of_the_first_release_has_no_ledger_and_is_backed_up(house: Path, tmp_path: Path) -> None:
    for file in house.glob(f"{LEDGER}*"):
        file.unlink()
    (house / "spent-codes").write_text("c1 2000\n")
    make(house, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again")
    ledger = open_ledger(tmp_path / "again")
    assert ledger.spent(Spent.CODE) == {"c1"}
    ledger.close()


def test_a_ledger_that_is_damaged_makes_no_backup(house: Path, tmp_path: Path) -> None:
    for file in house.glob(f"{LEDGER}*"):
        file.unlink()
    (house / LEDGER).write_bytes(b"no database at all" * 400)
    with pytest.raises((BadBackup, RecordUnavailable)):
        make(house, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_a_backup_that_is_not_whole_is_not_put_back(house: Path, tmp_path: Path) -> None:
    make(house, tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    place = whole.index(b"SQLite format 3") + 5000
    flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    for number, data in enumerate((flipped, whole[: len(whole) // 2], whole[:700], b"")):
        (tmp_path / "bad").write_bytes(data)
        with pytest.raises(BadBackup):
            restore(tmp_path / "bad", tmp_path / f"into{number}")
    with pytest.raises(BadBackup, match="not empty"):
        restore(tmp_path / "backup", house)


def test_no_backup_is_made_of_what_does_not_fit(house: Path, tmp_path: Path) -> None:
    out = tmp_path / "backup"
    out.write_text("the last good one")
    shutil.copytree(house, tmp_path / "cut")
    with sqlite3.connect(tmp_path / "cut" / FILE) as database:
        database.execute("DROP TRIGGER entries_no_delete")
        database.execute("DELETE FROM entries WHERE version = 31")
    database.close()
    (house / KEY_FILE).unlink()
    for data, why in ((house, "missing"), (tmp_path / "cut", "31 entries were acknowledged, 30 are there")):
        made = CliRunner().invoke(command_line(), ["backup", "--data", str(data), "--out", str(out)])
        assert (made.exit_code, why in made.output) == (1, True), made.output
    assert out.read_text() == "the last good one"
