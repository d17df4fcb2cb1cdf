"""What keeps a command from its work is one sentence to the operator, never a stack."""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import typer

from rostrum.premises import Occupied
from rostrum.record.port import RecordUnavailable
from rostrum.safe import Broken

REASONS = {
    "disk_full": "The disk is full: nothing can be recorded in {data}. Make room, then start again.",
    "read_only": "The folder {data} may not be written to.",
    "busy": "Another process holds the record in {data}. Try again when it has ended.",
    "cannot_open": "The record in {data} cannot be opened: {detail}.",
    "disk_error": (
        "The record in {data} is damaged or its disk fails: {detail}. Keep the folder as it is, and put the last "
        "backup into a new one with `rostrum restore`."
    ),
    "newer_schema": "The record in {data} was last opened by a newer Rostrum: {detail}.",
}
DISK = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EIO: "disk_error",
}
FAILED = 1


def sentence(error: Exception, data: Path) -> str | None:
    """For the operator; None for what is a fault of this program and wants its stack."""
    if isinstance(error, (Occupied, Broken)):
        return str(error)
    if isinstance(error, RecordUnavailable):
        detail = str(error).partition(": ")[2]
        return REASONS.get(error.reason, "The record in {data} is not available.").format(
            data=data, detail=detail
        )
    if isinstance(error, OSError) and (reason := DISK.get(error.errno or 0)):
        return REASONS[reason].format(data=data, detail=error.strerror)
    return None


@contextmanager
def plainly(data: Path) -> Generator[None]:
    """Ends the command with the sentence and exit code 1."""
    try:
        yield
    except (Occupied, Broken, RecordUnavailable, OSError) as error:
        said = sentence(error, data)
        if said is None:
            raise
        typer.echo(said, err=True)
        raise typer.Exit(FAILED) from None
