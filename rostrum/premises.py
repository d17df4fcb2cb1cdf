"""The data folder: private to its owner, and lived in by one server at a time.

The lock is the kernel's (`flock`): it goes with the process, however that ends, and no file left behind keeps
anybody out. What the file says is for people.
"""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

FILE = "house.lock"
PATIENCE_S = 3.0
"""A server that was told to end, or killed, may still be going when the next one starts."""
STEP_S = 0.05


class Occupied(Exception):
    """Another server lives in the folder; the message says so to an operator."""


def make(folder: Path) -> None:
    """The folder, mode 0700. One that holds a record and was open to others is closed to them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = (folder / "record.sqlite").exists() and folder.stat().st_uid == os.getuid()
    if ours and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


@contextmanager
def occupied(folder: Path, patience_s: float = PATIENCE_S) -> Generator[None]:
    """Nobody else serves the folder meanwhile; raises Occupied where somebody does."""
    make(folder)
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle, folder, time.monotonic() + patience_s)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Occupied(_sentence(handle, folder)) from None
            time.sleep(STEP_S)


def _sentence(handle: int, folder: Path) -> str:
    who = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    process = f" (process {who})" if who.isdigit() else ""
    return (
        f"Another Rostrum{process} serves the folder {folder}. "
        "Two on one folder are not supported: stop the other, or give this one a folder of its own with --data."
    )


def private_log(path: Path, largest: int = 8 << 20) -> int:
    """A handle that appends to a log that its owner alone may read; a long one is put aside first, one is kept."""
    if path.exists() and path.stat().st_size > largest:
        path.replace(path.with_suffix(f".old{path.suffix}"))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.fchmod(handle, 0o600)
    return handle


def keep_short(path: Path, largest: int = 32 << 20) -> None:
    """A log that a running child appends to: its end is kept aside, and it begins anew in place."""
    if not path.exists() or path.stat().st_size <= largest:
        return
    with path.open("rb+") as file:
        file.seek(-(largest // 4), os.SEEK_END)
        end = file.read()
        file.truncate(0)
    old = private_log(path.with_suffix(f".old{path.suffix}"))
    try:
        os.ftruncate(old, 0)
        os.write(old, end)
    finally:
        os.close(old)
