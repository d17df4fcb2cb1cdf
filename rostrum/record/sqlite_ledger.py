"""A ledger in one SQLite file beside the record, readable by its owner only."""

from pathlib import Path

import sqlalchemy as sa

from rostrum.procedure.words import Instant
from rostrum.record.former_files import take_over
from rostrum.record.migrations import LEDGER
from rostrum.record.port import RecordUnavailable
from rostrum.record.sql_ledger import SqlLedger
from rostrum.record.sqlite import SqliteDatabase, engine_of, make_private

FILE = "ledger.sqlite"
"""Name of the file within the data directory."""
NOW = sa.text("SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)")
"""UTC ms; a Julian day begins at noon, and the day of 1970-01-01 is the one named."""


class SqliteLedger(SqliteDatabase, SqlLedger):
    """See `rostrum.record.ledger.Ledger`. Several processes may open the same file."""

    def __init__(self, path: Path) -> None:
        """Opens ``path``, made with mode 0600 when it is missing. Raises `RecordUnavailable`."""
        make_private(path)
        # What is deleted is overwritten with zeros: else a name would stay in the file's free pages.
        super().__init__(engine_of(path, "PRAGMA secure_delete = ON"))
        self._migrate(LEDGER)

    def _now(self, connection: sa.Connection) -> Instant:
        return connection.execute(NOW).scalar_one()

    def _wipe(self) -> None:
        with self._lock, self._failures():
            raw = self.engine.raw_connection()
            try:
                busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.close()
        if busy:
            raise RecordUnavailable("busy", "what was erased still stands in the ledger's log")


def open_ledger(data: Path) -> SqliteLedger:
    """The ledger of the data directory, which is made (mode 0700) when it is missing; what the first release kept in
    files beside it is taken over. Raises `RecordUnavailable`, `safe.Broken`."""
    ledger = SqliteLedger(data / FILE)
    try:
        take_over(data, ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger
