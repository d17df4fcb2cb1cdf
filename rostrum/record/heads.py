"""How far each book had come, kept beside the database: what its log lost is known by it (ADR 0022).

A mark is written after the entries it speaks of are on the disk, in place and without waiting for the disk: it
outlives a process that is killed, and after a loss of power it may be old or unreadable, never ahead. A record
that ends before its mark has lost acts that were acknowledged.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from rostrum.record.entry import Head

FOLDER = "heads"
DIGEST = 16


class Heads:
    """``folder`` holds one file a book: version, hash, 16 figures of SHA-256 over both and the book, the book."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._files: dict[str, int] = {}
        self._noted: dict[str, int] = {}

    def note(self, book: str, head: Head) -> None:
        """The book has come to ``head``. A disk that refuses is no reason to stop: the mark is then older."""
        with self._lock, suppress(OSError):
            if self._noted.get(book, 0) < head.version:
                os.pwrite(self._file(book), _line(book, head), 0)
                self._noted[book] = head.version

    def all(self) -> dict[str, Head]:
        """Where each book had come to; those of which nothing is known, or nothing legible, are not among them."""
        found: dict[str, Head] = {}
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            with suppress(OSError, ValueError):
                line = path.read_bytes()
                version, digest, _, book = line.decode().rstrip("\n").split(" ")
                head = Head(int(version), digest)
                if _line(book, head) == line and path == self._path(book):
                    found[book] = head
        return found

    def close(self) -> None:
        with self._lock:
            for handle in self._files.values():
                os.close(handle)
            self._files.clear()

    def _path(self, book: str) -> Path:
        return self._folder / sha256(book.encode()).hexdigest()[:32]

    def _file(self, book: str) -> int:
        if book not in self._files:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._files[book] = os.open(self._path(book), os.O_WRONLY | os.O_CREAT, 0o600)
        return self._files[book]


def _line(book: str, head: Head) -> bytes:
    text = f"{head.version} {head.hash}"
    return f"{text} {sha256(f'{book} {text}'.encode()).hexdigest()[:DIGEST]} {book}\n".encode()
