"""What the first release kept in files of its own beside the record is taken over into the ledger, once.

A file goes when all that it held stands in the ledger. Whatever is taken over twice stands there once: so a crash in
the middle is mended by the next opening.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rostrum import safe
from rostrum.record.ledger import Delivered, Ledger, Note, SealKey, Spent

SPENT = {"spent-codes": Spent.CODE, "badges-taken-back": Spent.BADGE}
"""Files of lines ``KEY INSTANT``."""
NOTES = "notes"
"""A folder for each book, in it a file for each seat."""
OUTBOX = "outbox.jsonl"
SECRET = "badges.key"
SECRET_BYTES = 32


def take_over(data: Path, ledger: Ledger) -> None:
    """Raises `safe.Broken` for a file that is not what was put there, `RecordUnavailable`."""
    for name, what in SPENT.items():
        _spent(data / name, what, ledger)
    _notes(data / NOTES, ledger)
    _outbox(data / OUTBOX, ledger)
    _secret(data / SECRET, ledger)


def _spent(path: Path, what: Spent, ledger: Ledger) -> None:
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        key, _, until = line.partition(" ")
        if not until.isdigit():
            raise safe.Broken(f"{path}: {line!r} is no key with its instant")
        ledger.spend(what, key, int(until), 0)
    path.unlink(missing_ok=True)


def _notes(folder: Path, ledger: Ledger) -> None:
    for file in sorted(folder.glob("*/*")):
        for line in _whole_lines(file):
            ledger.add_note(file.parent.name, file.name, Note(**json.loads(line)))
        file.unlink(missing_ok=True)
    if folder.exists():
        shutil.rmtree(folder)


def _outbox(path: Path, ledger: Ledger) -> None:
    if path.exists():
        ledger.deliver(list(_delivered(path)))
        path.unlink(missing_ok=True)


def _delivered(path: Path) -> Iterator[Delivered]:
    for line in _whole_lines(path):
        # A line that a crash cut short, and the one appended to it: those letters go out again.
        with suppress(ValueError, TypeError):
            yield Delivered(**json.loads(line))


def _secret(path: Path, ledger: Ledger) -> None:
    """It is the first key of the seals: what was derived from it for letters stays as it was."""
    if not path.exists():
        return
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise safe.Broken(
            f"{path} has {len(secret)} bytes, not {SECRET_BYTES}: put it back from a backup, or remove it: the reply "
            "pages of letters already sent are then closed"
        )
    fresh = ledger.add_seal_key(SealKey(1, secret, path.stat().st_mtime_ns // 1_000_000))
    if not fresh and ledger.seal_keys()[0].secret != secret:
        raise safe.Broken(f"{path} is not the first key of the ledger: it belongs to another folder")
    path.unlink(missing_ok=True)


def _whole_lines(path: Path) -> list[bytes]:
    """One that a crash left unfinished was never acknowledged."""
    return path.read_bytes().rpartition(b"\n")[0].splitlines()
