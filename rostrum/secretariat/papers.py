"""Papers as files: what may be put on the shelf, and what stays there (ADR 0044).

A file is what its bytes are, whatever its name says. It is put on the shelf when it is chosen, and named by an act
when the papers of the meeting are kept; one that no act came to name, or none names any more, goes after a day.
"""

import asyncio
import codecs
import re
import time
import unicodedata
import zipfile
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.facts import Paper, PaperFile
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Texts
from rostrum.record.shelf import PIECE, Shelf
from rostrum.secretariat.clerk import Clerk

FILE_MOST = 20 << 20
"""Bytes of one file; of all files of a meeting: `procedure.body.preparing.FILES_MOST`."""
STRAYS_MOST = 1 << 30
"""Bytes of files that no act names, of all meetings together."""
DAY_S = 86_400.0
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PLAIN = "text/plain"
ENDINGS = {PDF: "pdf", DOCX: "docx", ODT: "odt", PLAIN: "txt"}
"""The types that are taken, with how the names of such files end."""
NAME_MOST = 120
PARTS_MOST = 10_000
"""Entries of a document's archive."""


class TooLarge(Exception):
    """A file beyond its bound; ``most`` bytes are taken."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class UnknownKind(Exception):
    """The bytes are of no type that is taken."""


class NotKept(Exception):
    """A paper names a file that is not on the shelf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file on the shelf. ``size`` in bytes."""

    sha256: str
    media: str
    size: int


class Papers:
    """Takes files, and finds them."""

    def __init__(self, shelf: Shelf, clerk: Clerk) -> None:
        self.shelf = shelf
        self._clerk = clerk

    async def take(self, pieces: AsyncIterable[bytes]) -> Kept:
        """A file as it comes in, piece by piece. Raises TooLarge, UnknownKind, OSError; nothing is kept then."""
        await self._make_room()
        with self.shelf.draft() as draft:
            async for piece in pieces:
                if draft.size + len(piece) > FILE_MOST:
                    raise TooLarge(FILE_MOST)
                await asyncio.to_thread(draft.write, piece)
            await asyncio.to_thread(draft.flush)
            media = await asyncio.to_thread(media_of, draft.path)
            return Kept(sha256=await asyncio.to_thread(self.shelf.put, draft), media=media, size=draft.size)

    def found(self, digest: str, name: str) -> PaperFile:
        """The file as an act names it. Raises NotKept, UnknownKind."""
        path = self.shelf.path(digest)
        if path is None:
            raise NotKept(digest)
        self.shelf.touch(digest)
        media = media_of(path)
        return PaperFile(sha256=digest, name=file_name(name, media), media=media, size=path.stat().st_size)

    def opened(self, digest: str) -> BinaryIO:
        """Raises `record.shelf.Missing`, `record.shelf.Altered`."""
        return self.shelf.opened(digest)

    async def _make_room(self) -> None:
        """Drops what nobody has named for a day. Where a book cannot be read nothing is dropped: it may name it."""
        books = await self._clerk.books()
        if not all(map(self._clerk.holds, books)):
            return
        states = [await self._clerk.state(book) for book in books]
        named = {one.sha256 for state in states for one in files_named(state)}
        room = await asyncio.to_thread(self._dropped, named, time.time() - DAY_S)
        if room > STRAYS_MOST:
            raise TooLarge(STRAYS_MOST)

    def _dropped(self, named: set[str], before: float) -> int:
        """Bytes of the strays that are left."""
        left = 0
        for path, facts in self.shelf.strays(named):
            if facts.st_mtime < before:
                path.unlink(missing_ok=True)
            else:
                left += facts.st_size
        return left


def files_named(state: object) -> Iterable[PaperFile]:
    """All files that the papers of a body's meetings, or of a meeting, name now."""
    if isinstance(state, Body):
        papers = [paper for line in state.meetings.values() for paper in line.preparation.papers]
    else:
        papers = list(state.papers.values()) if isinstance(state, Meeting) else []
    return (file for paper in papers for file in paper.files.values())


def tabled(
    key: str,
    symbol: str,
    title: Texts,
    text: Texts,
    files: Mapping[str, PaperFile],
    agreed_by: Texts,
) -> Paper:
    """A paper with the digest of what is tabled in each language: of its text; of its file where it has no text."""
    written = {tag: sha256(words.encode()).hexdigest() for tag, words in text.items() if words.strip()}
    return Paper(
        key=key,
        symbol=symbol,
        title=title,
        text=text,
        sha256={tag: file.sha256 for tag, file in files.items()} | written,
        files=files,
        agreed_by=agreed_by,
    )


def media_of(path: Path) -> str:
    """The type of a file by its bytes. Raises UnknownKind."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _document(path)
    if _is_plain(path):
        return PLAIN
    raise UnknownKind


def _document(path: Path) -> str:
    """Of a word processor; one with macros is refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) > PARTS_MOST or any(_is_macro(name) for name in names):
                raise UnknownKind
            if {"[Content_Types].xml", "word/document.xml"} <= set(names):
                return DOCX
            if names[:1] == ["mimetype"] and "content.xml" in names:
                with archive.open("mimetype") as said:
                    if said.read(100) == ODT.encode():
                        return ODT
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        pass  # no archive, or one that nobody may read
    raise UnknownKind


def _is_macro(name: str) -> bool:
    return name.rpartition("/")[2].lower() == "vbaproject.bin" or name.startswith(("Basic/", "Scripts/"))


MARKUP = re.compile(rb"^(\xef\xbb\xbf)?\s*<", re.DOTALL)
CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r\f"))) + b"\x7f"


def _is_plain(path: Path) -> bool:
    """UTF-8 without controls, that does not begin as markup does: a page or a picture in SVG is no paper."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            first = piece = file.read(PIECE)
            while piece:
                if piece.translate(None, CONTROLS) != piece:
                    return False
                decoder.decode(piece)
                piece = file.read(PIECE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return bool(first.strip()) and not MARKUP.match(first)


def file_name(name: str, media: str) -> str:
    """As it can stand in any folder: no path, no control or direction marks, of a sane length, ending as its type
    does."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    ending = f".{ENDINGS[media]}"
    stem = re.sub(r"""[<>:"|?*\s]+""", " ", shown).strip(" .")
    if stem.lower().endswith(ending):
        stem = stem[: -len(ending)].rstrip(" .")
    return f"{stem[: NAME_MOST - len(ending)] or 'paper'}{ending}"
