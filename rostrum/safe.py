"""The safe: small files that must be whole — secrets, and lists of what holds no longer.

What is put in is on the disk before the call returns, complete or not at all, readable by its owner only.
"""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path


class Broken(ValueError):
    """A file of the safe is not what was put there; it must be looked at, never taken as it is."""


def keep_first(path: Path, content: bytes) -> None:
    """Puts a new file in. One that is there already stays: of two racing starts the first is heard."""
    with _draft(path, content) as draft, suppress(FileExistsError):
        os.link(draft, path)


def keep(path: Path, content: bytes) -> None:
    """Puts a file in, in place of the one before."""
    with _draft(path, content) as draft:
        draft.replace(path)


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


def append(path: Path, line: bytes) -> None:
    """Adds a line, with its line feed, to a file; makes the file where there is none."""
    if not path.exists():
        keep_first(path, b"")
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def lines(path: Path) -> list[bytes]:
    """The whole lines of a file that is appended to. One that a crash left unfinished was never acknowledged,
    and is taken off."""
    content = path.read_bytes() if path.exists() else b""
    whole, _, torn = content.rpartition(b"\n")
    if torn:
        keep(path, whole + b"\n" if whole else b"")
    return whole.splitlines()


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def secret(path: Path, length: int) -> bytes:
    """``length`` random bytes kept in ``path``, made at first use. Raises Broken for a file of other length."""
    if not path.exists():
        keep_first(path, os.urandom(length))
    kept = path.read_bytes()
    if len(kept) != length:
        raise Broken(
            f"{path} has {len(kept)} bytes, not {length}: restore it, or remove it to make a new one"
        )
    return kept


class Void:
    """Keys that hold no longer, each until an instant (UTC ms) after which it would be refused anyway."""

    def __init__(self, path: Path, clock: Callable[[], int]) -> None:
        self._path = path
        self._clock = clock
        lines = path.read_text().splitlines() if path.exists() else []
        self._until = dict(map(self._read, lines))

    def _read(self, line: str) -> tuple[str, int]:
        key, _, until = line.partition(" ")
        if not until.isdigit():
            raise Broken(f"{self._path}: {line!r} is no key with its instant")
        return key, int(until)

    def __contains__(self, key: str) -> bool:
        return key in self._until

    def add(self, key: str, until: int) -> None:
        """On the disk before it counts here; those whose time is over are dropped on the way."""
        now = self._clock()
        kept = {k: end for k, end in self._until.items() if end > now} | {key: until}
        keep(self._path, "".join(f"{k} {end}\n" for k, end in kept.items()).encode())
        self._until = kept
