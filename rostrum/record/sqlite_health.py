"""Is a folder fit to hold books, and is a file of books sound? Asked by `rostrum doctor`; changes no book."""

import sqlite3
import tempfile
from pathlib import Path

SECONDS = 5.0


class Unsound(Exception):
    """The folder or the file will not do; the message says why, in words for an operator."""


def try_folder(folder: Path) -> None:
    """Opens a database of its own in the folder as the record does (WAL, FULL), writes to it, removes it."""
    try:
        with tempfile.TemporaryDirectory(prefix=".rostrum-doctor-", dir=folder) as aside:
            write_once(Path(aside, "trial.db"))
    except (OSError, sqlite3.Error) as fault:
        raise Unsound(f"SQLite cannot write in {folder}: {fault}") from fault


def write_once(file: Path) -> None:
    database = sqlite3.connect(file, timeout=SECONDS)
    try:
        (mode,) = database.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise Unsound(f"SQLite keeps a journal of kind {mode!r} here, not a write-ahead log.")
        database.execute("PRAGMA synchronous = FULL")
        with database:
            database.execute("CREATE TABLE trial (entry TEXT)")
            database.execute("INSERT INTO trial VALUES ('written')")
    finally:
        database.close()


def inspect(file: Path) -> None:
    """Reads every page of the file and checks its structure; raises Unsound with SQLite's first complaint."""
    try:
        database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=SECONDS)
        try:
            (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
        finally:
            database.close()
    except sqlite3.Error as fault:
        raise Unsound(f"cannot be read: {fault}") from fault
    if said != "ok":
        raise Unsound(f"damaged: {said}")
