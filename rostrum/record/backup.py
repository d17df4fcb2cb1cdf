"""A backup: one file that holds all that a house keeps, taken while it serves, and whole (ADR 0023).

The record is copied first, by SQLite itself, as one transaction sees it; then, so too, the ledger, and the files beside
them, which may by then be newer but lack nothing that the record speaks of. A list of digests comes last, and what was
written is put back into a folder of its own and compared with its checkpoints and its key before the backup counts as
made.
"""

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from rostrum.record.audit import audit_all
from rostrum.record.checkpoint import KEY_FILE, NotACheckpoint, Signer
from rostrum.record.codec import Codec
from rostrum.record.entry import Head
from rostrum.record.heads import FOLDER, Heads
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite import FILE, copy_to, open_record
from rostrum.record.sqlite_health import Unsound, inspect
from rostrum.record.sqlite_ledger import FILE as LEDGER
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.safe import Broken

LIST = "backup.json"
LEFT_OUT = frozenset({"house.lock", "pulse", "heads", "hall"})
"""What belongs to a running process, or is made anew; logs and what SQLite keeps beside its file too."""


class BadBackup(Exception):
    """It was not made, or is not whole; the message says why."""


def make(data: Path, out: Path) -> dict[str, Head]:
    """Writes ``out`` (mode 0600), whole or not at all; the books it holds and where they end.

    Raises BadBackup for a record that does not fit what vouches for it, RecordUnavailable, OSError.
    """
    draft = out.with_name(out.name + ".part")
    acknowledged = Heads(data / FOLDER).all()
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as aside:
            databases = [name for name in (FILE, LEDGER) if name == FILE or (data / name).exists()]
            for name in databases:
                copy_to(data / name, Path(aside, name))
            with open(draft, "wb", opener=_private) as file, tarfile.open(fileobj=file, mode="w") as archive:
                _fill(archive, [*((name, Path(aside, name)) for name in databases), *_beside(data, out)])
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as aside:
            held = restore(draft, Path(aside, "tried"))
        _require_all(held, acknowledged)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return held


def _require_all(held: dict[str, Head], acknowledged: dict[str, Head]) -> None:
    for book, head in acknowledged.items():
        there = held.get(book, Head()).version
        if there < head.version:
            raise BadBackup(f"{book}: {head.version} entries were acknowledged, {there} are there")


def restore(backup: Path, data: Path) -> dict[str, Head]:
    """Puts a backup into a folder that is new or empty; the books and where they end. Raises BadBackup."""
    if data.exists() and any(data.iterdir()):
        raise BadBackup(f"{data} is not empty: a backup is put back into a folder of its own")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tarfile.open(backup) as archive:
            _unpack(archive, data)
        open_ledger(data).close()
        inspect(data / LEDGER)
        return _audited(data)
    except (RecordUnavailable, Unsound, Broken) as error:
        raise BadBackup(f"the ledger: {error}") from error
    except (tarfile.TarError, KeyError, ValueError, EOFError) as error:
        raise BadBackup(f"{backup} is no whole backup: {error}") from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _beside(data: Path, out: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data)
        runs = (
            name.parts[0] in LEFT_OUT
            or name.parts[0].startswith((FILE, LEDGER, "."))
            or path.suffix == ".log"
        )
        if path.is_file() and not path.is_symlink() and not runs and path != out and path.suffix != ".part":
            yield name.as_posix(), path


def _fill(archive: tarfile.TarFile, files: list[tuple[str, Path]]) -> None:
    digests: dict[str, str] = {}
    for name, path in files:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # replaced or gone meanwhile
            continue
        digests[name] = sha256(content).hexdigest()
        _add(archive, name, content)
    _add(archive, LIST, json.dumps(digests, indent=1, sort_keys=True).encode())


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _unpack(archive: tarfile.TarFile, data: Path) -> None:
    digests: dict[str, str] = json.loads(_content(archive, LIST))
    for name, digest in digests.items():
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(f"{name} lies outside")
        content = _content(archive, name)
        if sha256(content).hexdigest() != digest:
            raise ValueError(f"{name} is not as it was")
        target = data / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(target, "wb", opener=_private) as file:
            file.write(content)


def _content(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise ValueError(f"{name} is no file")
    return file.read()


def _audited(data: Path) -> dict[str, Head]:
    """Every book fits its checkpoints and the key, and is marked as far as it goes."""
    try:
        signer = Signer.kept(data)
        record = open_record(data, Codec({}))
    except (NotACheckpoint, RecordUnavailable) as error:
        raise BadBackup(str(error)) from error
    try:
        if signer is None:
            raise BadBackup(f"{KEY_FILE} is missing")
        findings = audit_all(record, signer.verifier)
        if findings:
            raise BadBackup("; ".join(f"{finding.book}: {finding.why}" for finding in findings))
        held = {book: record.head(book) for book in record.books()}
        for book, head in held.items():
            record.mark(book, head)
        return held
    finally:
        record.close()
