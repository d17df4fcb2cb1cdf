"""A record in one SQLite file: write-ahead log, synchronous=FULL, readable by its owner only."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError

from rostrum.record import wal
from rostrum.record.codec import Codec
from rostrum.record.database import Database
from rostrum.record.entry import Draft, Entry, Head
from rostrum.record.following import Following
from rostrum.record.heads import FOLDER, Heads
from rostrum.record.migrations import RECORD, NewerSchema, Steps, migrate
from rostrum.record.port import CommandKey, Grown, Outcome, RecordUnavailable
from rostrum.record.sql import SqlRecord

FILE = "record.sqlite"
"""Name of the file within the data directory."""

BUSY_MS = 5000
"""How long to wait for another process's transaction."""

PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)

REASONS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_PERM: "cannot_open",
    sqlite3.SQLITE_AUTH: "cannot_open",
    sqlite3.SQLITE_IOERR: "disk_error",
    sqlite3.SQLITE_CORRUPT: "disk_error",
    sqlite3.SQLITE_NOTADB: "disk_error",
    sqlite3.SQLITE_NOMEM: "disk_error",
}


class SqliteDatabase(Database):
    """One file."""

    def reason(self, error: DBAPIError) -> str | None:
        """By SQLite's primary result code, the low byte of the extended one."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        if code is None:
            return "disk_error" if isinstance(error, OperationalError) else None
        return REASONS.get(code & 0xFF)

    def _migrate(self, wanted: Steps) -> None:
        """Raises `RecordUnavailable`; the database is then closed."""
        try:
            with self._writing() as connection:
                migrate(connection, wanted)
        except NewerSchema as error:
            self.close()
            raise RecordUnavailable("newer_schema", str(error)) from error
        except RecordUnavailable:
            self.close()
            raise


class SqliteRecord(SqliteDatabase, SqlRecord):
    """See `rostrum.record.port.Record`. Several processes may open the same file."""

    def __init__(self, path: Path, codec: Codec) -> None:
        """Opens ``path``, made with mode 0600 when it is missing. Raises `RecordUnavailable`."""
        make_private(path)
        self._damage = _log_damage(path)
        self._heads = Heads(path.parent / FOLDER)
        self._path = path
        self._following: list[Following] = []
        super().__init__(engine_of(path), codec)
        self._migrate(RECORD)

    def append(
        self,
        book: str,
        expected_version: int,
        drafts: Sequence[Draft],
        command: CommandKey | None = None,
        outcome: Outcome | None = None,
    ) -> list[Entry]:
        fresh = super().append(book, expected_version, drafts, command, outcome)
        if fresh:
            self._heads.note(book, fresh[-1].head)
        return fresh

    def mark(self, book: str, head: Head) -> None:
        """The book, put back from a backup that was found whole, goes as far as this."""
        self._heads.note(book, head)

    def marks(self) -> dict[str, Head]:
        return self._heads.all()

    def damage(self) -> str:
        return self._damage

    def follow(self, grown: Grown) -> Callable[[], None]:
        """Asks the file for its `data version <https://sqlite.org/pragma.html#pragma_data_version>`_: a look at shared
        memory, which says whether any other connection has written."""
        following = Following(DataVersion(self._path).moved, self.versions, grown)
        self._following.append(following)
        return following.end

    def close(self) -> None:
        for following in self._following:
            following.end()
        super().close()
        self._heads.close()


class DataVersion:
    """Whether a file was written to by any other connection, asked again and again on one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None

    def moved(self) -> bool:
        """True where it was since the last time, or may have been. Raises `RecordUnavailable`."""
        try:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error as error:
            self._connection = self._seen = None
            raise RecordUnavailable("disk_error", str(error)) from error
        seen, self._seen = self._seen, version
        return seen != version


def open_record(data: Path, codec: Codec) -> SqliteRecord:
    """The record of the data directory, which is made (mode 0700) when it is missing."""
    return SqliteRecord(data / FILE, codec)


def copy_to(path: Path, copy: Path) -> None:
    """A copy of the record as one transaction sees it, while others write. Raises `RecordUnavailable`."""
    make_private(copy)
    if not path.is_file():
        raise RecordUnavailable("cannot_open", f"there is no record {path}")
    if said := wal.damage(path.with_name(path.name + "-wal")):
        raise RecordUnavailable("disk_error", said)
    try:
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_MS / 1000)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
    except sqlite3.Error as error:
        raise RecordUnavailable("disk_error", str(error)) from error


def make_private(path: Path) -> None:
    """SQLite gives its log files the mode of the database: it must be right before the first connection."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise RecordUnavailable("cannot_open", str(error)) from error


def _log_damage(path: Path) -> str:
    """A damaged log is kept beside, whole: SQLite is about to drop what lies behind the damage."""
    log = path.with_name(path.name + "-wal")
    try:
        said = wal.damage(log)
        if said:
            shutil.copy2(log, log.with_name(log.name + ".damaged"))
    except OSError as error:
        raise RecordUnavailable("disk_error", str(error)) from error
    return said


def engine_of(path: Path, *pragmas: str) -> sa.Engine:
    """An engine over the file. ``pragmas``: what each connection is told besides the usual."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), pool_size=8, max_overflow=-1)

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver shall not begin transactions by itself: `_begin` says when and how.
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *pragmas):
            connection.execute(pragma)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    """Writers take the write lock at once, so that what they read cannot have changed when they write."""
    writes = connection.get_execution_options().get("rostrum_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
