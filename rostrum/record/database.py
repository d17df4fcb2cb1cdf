"""A relational database under SQLAlchemy Core: its transactions, and its failures by their names."""

from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from rostrum.record.port import RecordUnavailable


class Database(ABC):
    """What keeps the record, or the ledger. Subclasses make the engine and name the failures."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._for_writing = engine.execution_options(rostrum_writes=True)
        self._lock = Lock()
        self._open = True
        self._ailing = False

    @abstractmethod
    def reason(self, error: DBAPIError) -> str | None:
        """Why the database cannot serve now, as in `RecordUnavailable`; None where that is a bug of ours."""

    def close(self) -> None:
        self._open = False
        self.engine.dispose()

    @contextmanager
    def _writing(self) -> Generator[sa.Connection]:
        # The lock spares this process's threads the database's own waiting, which sleeps and polls.
        with self._lock, self._failures():
            if self._ailing:
                # Connections opened while the disk failed may be read-only: a cure shows only in new ones.
                self.engine.dispose()
                self._ailing = False
            with self._for_writing.begin() as connection:
                yield connection

    @contextmanager
    def _reading(self) -> Generator[sa.Connection]:
        with self._failures(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _failures(self) -> Generator[None]:
        if not self._open:
            raise RecordUnavailable("closed")
        try:
            yield
        except DBAPIError as error:
            reason = self.reason(error)
            if reason is None:
                raise
            self._ailing = True
            raise RecordUnavailable(reason, str(error.orig)) from error
