"""Stamps: a step is skipped when the digest of all that it depends on is the one it was last done with."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from setup.house import CACHE

STAMPS = CACHE / "stamps"
BUILT = {"node_modules", "dist", "test-results", "playwright-report", "coverage", "__pycache__"}
BESIDE_SOURCES = BUILT | {"e2e"}


def digest(paths: Iterable[Path], *facts: str) -> str:
    """SHA-256 over the facts and the name and bytes of every file in or under `paths`, in a fixed order."""
    total = hashlib.sha256()
    for fact in facts:
        total.update(fact.encode() + b"\0")
    for path in paths:
        for file in files_under(path):
            total.update(str(file.relative_to(path.parent)).encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def files_under(path: Path) -> list[Path]:
    """The file itself, or all source files below a folder; hidden and built ones are left out."""
    if path.is_file():
        return [path]
    found: list[Path] = []
    for entry in sorted(path.iterdir()):
        if not entry.name.startswith(".") and entry.name not in BESIDE_SOURCES:
            found += files_under(entry)
    return found


def is_fresh(name: str, value: str) -> bool:
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == value


def put(name: str, value: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)


def lift(name: str) -> None:
    """Takes the stamp away before the work begins, so that a half-done step is never taken for done."""
    (STAMPS / name).unlink(missing_ok=True)
