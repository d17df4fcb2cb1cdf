"""Files that papers on record name, and whether the bytes are still those. Read from the plain entries (ADR 0044)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rostrum.record.entry import Stored
from rostrum.record.port import Record
from rostrum.record.shelf import Altered, Missing, Shelf


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A language version of a paper. ``entry``: which names it."""

    entry: int
    paper: str
    language: str
    name: str
    sha256: str


def named(entries: Iterable[Stored]) -> list[NamedFile]:
    """The files of a book's papers as they stand at its end: of each meeting those that were kept last."""
    standing: dict[str, list[NamedFile]] = {}
    for stored in entries:
        if b'"files":{' not in stored.bytes:
            continue
        act = json.loads(stored.bytes)["act"]
        if act.get("kind") in ("PapersPrepared", "MeetingConvened"):
            standing[act.get("meeting", "")] = _files(stored.version, act)
    return [file for files in standing.values() for file in files]


def _files(entry: int, act: Mapping[str, Any]) -> list[NamedFile]:
    return [
        NamedFile(entry, paper["key"], tag, file["name"], file["sha256"])
        for paper in act["papers"]
        for tag, file in paper.get("files", {}).items()
    ]


def unkept(record: Record, shelf: Shelf) -> list[tuple[str, NamedFile, str]]:
    """Of every book the files that are ``missing`` or ``altered`` on the shelf."""
    found: list[tuple[str, NamedFile, str]] = []
    for book in record.books():
        for file in named(record.stored(book)):
            try:
                shelf.opened(file.sha256).close()
            except (Missing, Altered) as error:
                found.append((book, file, type(error).__name__.lower()))
    return found


def compared(files: Iterable[NamedFile], folder: Path) -> list[tuple[NamedFile, str]]:
    """With each file that is named, what a folder holds of it under whatever name: the path; empty where nothing does.

    Raises OSError for what cannot be read.
    """
    there: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                there.setdefault(
                    hashlib.file_digest(file, "sha256").hexdigest(), str(path.relative_to(folder))
                )
    return [(file, there.get(file.sha256, "")) for file in files]
