"""The shelf: files of papers, each under the SHA-256 of its bytes, beside the record (ADR 0044).

The record says digest, name, type and size; the bytes stand here, readable by their owner only. What is taken from the
shelf is compared with its digest first: a file that is missing or altered is said to be so, and never given out.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

FOLDER = "papers"
"""Name of the folder within the data directory."""
DIGEST = re.compile(r"^[0-9a-f]{64}$")
PIECE = 1 << 16
PART = ".part"


class Missing(Exception):
    """No file of that digest is on the shelf."""


class Altered(Exception):
    """What is there is not what was put there."""


class Draft:
    """A file as it comes in. ``size`` in bytes so far."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.size = 0
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._digest.update(piece)
        self.size += len(piece)

    def flush(self) -> None:
        """To the disk: from then on ``path`` can be read whole."""
        self._file.flush()
        os.fsync(self._file.fileno())

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class Shelf:
    """The files in one folder, which is made when the first comes."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    @contextmanager
    def draft(self) -> Generator[Draft]:
        """A new file, gone at the end unless it was put on the shelf."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{secrets.token_hex(8)}{PART}"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            try:
                yield Draft(path, file)
            finally:
                path.unlink(missing_ok=True)

    def put(self, draft: Draft) -> str:
        """On the shelf, durably: its digest. One that is there already is replaced by the same."""
        draft.flush()
        draft.path.replace(self._at(draft.sha256))
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return draft.sha256

    def path(self, sha256: str) -> Path | None:
        """Where the file is; None where there is none, or the text is no digest."""
        if not DIGEST.match(sha256) or not self._at(sha256).is_file():
            return None
        return self._at(sha256)

    def opened(self, sha256: str) -> BinaryIO:
        """The file at its beginning, compared with its digest. Raises Missing, Altered."""
        path = self.path(sha256)
        if path is None:
            raise Missing(sha256)
        file = path.open("rb")
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise Altered(sha256)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def touch(self, sha256: str) -> None:
        """Somebody is about to name it."""
        os.utime(self._at(sha256))

    def strays(self, named: Collection[str]) -> Iterator[tuple[Path, os.stat_result]]:
        """Files that nobody names, the unfinished ones included."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in named and (DIGEST.match(path.name) or path.suffix == PART):
                try:
                    yield path, path.stat()
                except FileNotFoundError:
                    continue

    def _at(self, sha256: str) -> Path:
        return self.folder / sha256
