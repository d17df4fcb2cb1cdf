"""What the program tells its operator, line by line, on standard output."""

from contextlib import suppress
from typing import Any

import structlog


class Journal(structlog.PrintLogger):
    """Prints; a line that cannot be written (a full disk, a closed pipe) is lost and stops nothing else."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


def keep_journal() -> None:
    """Every logger of the program writes to the journal from now on."""
    structlog.configure(logger_factory=_journal)


def _journal(*_: Any) -> Journal:
    return Journal()
