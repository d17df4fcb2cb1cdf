"""The safe: small files that must be whole, as secrets are.

What is put in is on the disk before the call returns, complete or not at all, readable by its owner only.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path


class Broken(ValueError):
    """A file of the safe is not what was put there; it must be looked at, never taken as it is."""


def keep_first(path: Path, content: bytes) -> None:
    """Puts a new file in. One that is there already stays: of two racing starts the first is heard."""
    with _draft(path, content) as draft, suppress(FileExistsError):
        os.link(draft, path)


@contextmanager
def _draft(path: Path, content: bytes) -> Generator[Path]:
    """The content under another name; what is then done to the folder is on the disk at the end."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
        _flush_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
