"""What SQLite adds: file modes, schema, full disks, and processes that are killed while they write."""

import os
import resource
import signal
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from rostrum.record import schema
from rostrum.record.codec import Codec
from rostrum.record.entry import ChainBroken
from rostrum.record.port import CommandKey, RecordUnavailable
from rostrum.record.sqlite import FILE, SqliteRecord, open_record
from tests.record.sitting import draft


@pytest.fixture
def record(tmp_path: Path, codec: Codec) -> Iterator[SqliteRecord]:
    opened = open_record(tmp_path, codec)
    yield opened
    opened.close()


def command(number: int) -> CommandKey:
    return CommandKey("chair", str(number), "0" * 64)


def fill(record: SqliteRecord, most: int = 20_000) -> tuple[int, RecordUnavailable]:
    """Appends until the record refuses; how many entries were acknowledged, and the refusal."""
    version = record.head("b").version
    for number in range(version, version + most):
        try:
            record.append("b", number, [draft(number)], command(number))
        except RecordUnavailable as refusal:
            return number, refusal
    raise AssertionError("the disk never filled")


# The file


def test_files_are_their_owner_s_only(tmp_path: Path, codec: Codec) -> None:
    record = open_record(tmp_path / "var", codec)
    record.append("b", 0, [draft(0)])
    modes = {
        path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "var").iterdir() if path.is_file()
    }
    marks = [path.stat().st_mode & 0o777 for path in (tmp_path / "var" / "heads").iterdir()]
    record.close()
    assert set(modes) == {FILE, FILE + "-wal", FILE + "-shm"}
    assert set(modes.values()) == {0o600}
    assert marks == [0o600]
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("var", "var/heads")} == {0o700}


def test_every_connection_is_durable(record: SqliteRecord) -> None:
    with record.engine.connect() as connection:
        asked = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                 ("journal_mode", "synchronous", "foreign_keys")}  # fmt: skip
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_migrations_lead_to_the_schema(record: SqliteRecord) -> None:
    with record.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_a_newer_schema_is_left_alone(tmp_path: Path, codec: Codec) -> None:
    open_record(tmp_path, codec).close()
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(RecordUnavailable) as caught:
        open_record(tmp_path, codec)
    assert caught.value.reason == "newer_schema"


@pytest.mark.parametrize("change", ["DELETE FROM entries", "UPDATE entries SET version = 9"])
def test_the_database_itself_refuses_to_change_entries(record: SqliteRecord, change: str) -> None:
    record.append("b", 0, [draft(0)])
    with record.engine.begin() as connection, pytest.raises(IntegrityError, match="never changed"):
        connection.execute(text(change))


def test_tampering_behind_its_back_is_noticed(record: SqliteRecord) -> None:
    record.append("b", 0, [draft(number) for number in range(4)])
    with record.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER entries_no_update"))
        changed = "CAST(replace(bytes, 'CUB', 'DZA') AS BLOB)"
        connection.execute(text(f"UPDATE entries SET bytes = {changed} WHERE version = 3"))
    with pytest.raises(ChainBroken) as caught:
        list(record.entries("b"))
    assert caught.value.version == 3


def test_what_is_no_database(tmp_path: Path, codec: Codec) -> None:
    (tmp_path / FILE).write_bytes(b"not a database " * 100)
    with pytest.raises(RecordUnavailable) as caught:
        open_record(tmp_path, codec)
    assert caught.value.reason == "disk_error"


def test_a_folder_that_cannot_be(tmp_path: Path, codec: Codec) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(RecordUnavailable) as caught:
        open_record(tmp_path / "var", codec)
    assert caught.value.reason == "cannot_open"


# Disks that are full, or may not be written (reliability B4)


def test_a_full_database_stops_acts_and_goes_on_when_there_is_room(record: SqliteRecord) -> None:
    pages = 40

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(record.engine, "connect", limit)
    record.engine.dispose()
    written, refusal = fill(record)
    assert refusal.reason == "disk_full"
    assert written > 0
    assert record.head("b").version == written
    assert record.outcome("b", "chair", str(written)) is None
    pages = 400
    record.append("b", written, [draft(written)], command(written))
    assert len(list(record.entries("b"))) == written + 1


def test_a_record_that_may_not_be_written_can_still_be_read(record: SqliteRecord) -> None:
    record.append("b", 0, [draft(0)])
    read_only = "ON"

    def forbid(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA query_only = {read_only}")

    event.listen(record.engine, "connect", forbid)
    record.engine.dispose()
    with pytest.raises(RecordUnavailable) as caught:
        record.append("b", 1, [draft(1)], command(1))
    assert caught.value.reason == "read_only"
    assert record.head("b").version == 1
    read_only = "OFF"
    assert record.append("b", 1, [draft(1)], command(1))[0].version == 2


def test_another_process_that_holds_the_lock(record: SqliteRecord, tmp_path: Path) -> None:
    record.append("b", 0, [draft(0)])
    event.listen(record.engine, "connect", lambda made, _record: made.execute("PRAGMA busy_timeout = 20"))
    record.engine.dispose()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordUnavailable) as caught:
        record.append("b", 1, [draft(1)])
    assert caught.value.reason == "busy"
    other.execute("ROLLBACK")
    other.close()
    assert record.append("b", 1, [draft(1)])[0].version == 2


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Forks; ``work`` runs in the child with a pipe to write to. The child's id, the pipe's other end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            work(writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def read_all(reading: int) -> bytes:
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read()


def test_files_that_may_not_grow_lose_nothing(tmp_path: Path, codec: Codec) -> None:
    """A real write that fails half way (RLIMIT_FSIZE), then a cure, in one process that keeps running."""

    def work(pipe: int) -> None:
        record = open_record(tmp_path, codec)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        written, refusal = fill(record)
        head_while_full = record.head("b").version
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        record.append("b", written, [draft(written)], command(written))
        os.write(pipe, f"{refusal.reason} {written} {head_while_full}".encode())

    child, reading = in_child(work)
    said = read_all(reading).decode().split()
    assert os.waitpid(child, 0)[1] == 0
    assert said[0] in ("disk_full", "disk_error")
    written = int(said[1])
    assert written > 0
    assert int(said[2]) == written
    record = open_record(tmp_path, codec)
    assert len(list(record.entries("b"))) == written + 1
    record.close()


# Killed while writing (reliability B1)


def test_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, codec: Codec) -> None:
    acknowledged = 0
    open_record(tmp_path, codec).close()

    def work(pipe: int) -> None:
        record = open_record(tmp_path, codec)
        version = record.head("b").version
        while True:
            record.append("b", version, [draft(version), draft(version + 1)], command(version))
            version += 2
            os.write(pipe, struct.pack("<I", version))

    for kill in range(15):
        child, reading = in_child(work)
        first = os.read(reading, 4)
        time.sleep(0.002 + 0.0037 * kill)
        os.kill(child, signal.SIGKILL)
        heard = first + read_all(reading)
        os.waitpid(child, 0)
        acknowledged = struct.unpack("<I", heard[len(heard) // 4 * 4 - 4 :][:4])[0]
        record = open_record(tmp_path, codec)
        entries = list(record.entries("b"))
        record_outcomes = [record.outcome("b", "chair", str(start)) for start in range(0, len(entries), 2)]
        record.close()
        assert len(entries) in (acknowledged, acknowledged + 2)
        assert None not in record_outcomes
    assert acknowledged >= 30
