"""A file is what its bytes are; what no act names goes after a day."""

import io
import os
import time
import zipfile
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rostrum.app import codec
from rostrum.procedure.meeting.facts import PaperFile
from rostrum.record.memory import MemoryRecord
from rostrum.record.shelf import Shelf
from rostrum.secretariat import papers as shelved
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.kinds import machine_of
from rostrum.secretariat.papers import (
    DOCX,
    ODT,
    PDF,
    PLAIN,
    NotKept,
    Papers,
    TooLarge,
    UnknownKind,
    file_name,
    media_of,
    tabled,
)
from tests.procedure.body.assembly import text

PAGE = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def word(**more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w/>"} | more)


def odt(**more: bytes) -> bytes:
    return zipped(**{"mimetype": ODT.encode(), "content.xml": b"<c/>"} | more)


KNOWN = {PDF: PAGE, DOCX: word(), ODT: odt(), PLAIN: "\ufeffDeclaración\r\n".encode()}
UNKNOWN = {
    "page": b"<!doctype html><script>alert(1)</script>",
    "page after a mark": b"\xef\xbb\xbf \n<html>",
    "picture in SVG": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "picture": b"\x89PNG\r\n\x1a\n",
    "program": b"MZ\x90\x00",
    "latin-1": "Déclaration".encode("latin-1"),
    "cut in a letter": "Declaración"[:-1].encode()[:-1] + b"\xc3",
    "nothing": b"",
    "blanks": b" \n",
    "sheet": zipped(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<w/>"}),
    "archive": zipped(readme=b"x"),
    "broken archive": word()[:-30],
    "macros of Word": word(**{"word__vbaProject.bin": b"x"}),
    "macros of Writer": odt(Basic__Standard__script=b"x"),
    "other document": zipped(**{"mimetype": ODT.encode() + b"-template", "content.xml": b"<c/>"}),
}


@pytest.mark.parametrize("media", KNOWN)
def test_a_type_is_known_by_the_bytes(media: str, tmp_path: Path) -> None:
    (tmp_path / "file.html").write_bytes(KNOWN[media])
    assert media_of(tmp_path / "file.html") == media


@pytest.mark.parametrize("what", UNKNOWN)
def test_all_else_is_refused_whatever_its_name(what: str, tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(UNKNOWN[what])
    with pytest.raises(UnknownKind):
        media_of(tmp_path / "file.pdf")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Draft.pdf", "Draft.pdf"),
        ("C:\\Users\\me\\Draft.PDF", "Draft.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("page.html", "page.html.pdf"),
        ("\u202efdp.exe\u202c", "fdp.exe.pdf"),
        ("Proye\u0301cto  final .pdf", "Proyécto final.pdf"),
        ("مشروع.pdf", "مشروع.pdf"),
        ('a"b\r\nSet-Cookie: x', "a bSet-Cookie x.pdf"),
        ("", "paper.pdf"),
        ("...", "paper.pdf"),
        ("x" * 500, "x" * 116 + ".pdf"),
    ],
)
def test_a_name_can_stand_in_any_folder(name: str, shown: str) -> None:
    assert file_name(name, PDF) == shown


def test_what_is_tabled_is_the_text_and_the_file_where_there_is_none() -> None:
    files = {tag: PaperFile(sha256=tag * 32, name=f"{tag}.pdf", media=PDF, size=1) for tag in ("en", "fr")}
    paper = tabled("draft", "", text("Draft"), {"en": "Words.", "fr": " "}, files, {})
    assert paper.sha256 == {"en": sha256(b"Words.").hexdigest(), "fr": "fr" * 32}
    assert paper.versions == {"en": "Words.", "fr": "fr.pdf"}


async def pieces(*several: bytes) -> AsyncIterator[bytes]:
    for piece in several:
        yield piece


def house(tmp_path: Path) -> Papers:
    return Papers(Shelf(tmp_path), Clerk(MemoryRecord(codec()), machine_of, lambda: 1))


@pytest.mark.asyncio
async def test_a_file_is_taken_piece_by_piece_up_to_its_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = house(tmp_path)
    kept = await papers.take(pieces(PAGE[:7], PAGE[7:]))
    assert (kept.media, kept.size) == (PDF, len(PAGE))
    found = papers.found(kept.sha256, "Draft.html")
    assert (found.name, found.media, found.size) == ("Draft.html.pdf", PDF, len(PAGE))
    with pytest.raises(NotKept):
        papers.found("0" * 64, "Draft.pdf")
    monkeypatch.setattr(shelved, "FILE_MOST", len(PAGE))
    await papers.take(pieces(PAGE))
    for several in ((PAGE, b"\n"), (PAGE + b"\n",)):
        with pytest.raises(TooLarge):
            await papers.take(pieces(*several))
    with pytest.raises(UnknownKind):
        await papers.take(pieces(UNKNOWN["page"][:20]))
    assert [path.name for path in papers.shelf.folder.iterdir()] == [kept.sha256]


@pytest.mark.asyncio
async def test_what_nobody_names_goes_after_a_day_and_has_a_bound_till_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = house(tmp_path)
    old = await papers.take(pieces(PAGE))
    aged(papers, old.sha256)
    new = await papers.take(pieces(PAGE + b"\n"))
    assert [path.name for path in papers.shelf.folder.iterdir()] == [new.sha256]
    monkeypatch.setattr(shelved, "STRAYS_MOST", 10)
    with pytest.raises(TooLarge):
        await papers.take(pieces(PAGE))


@pytest.mark.asyncio
async def test_where_a_book_cannot_be_read_nothing_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = house(tmp_path)
    old = await papers.take(pieces(PAGE))
    aged(papers, old.sha256)
    clerk = papers._clerk  # pyright: ignore[reportPrivateUsage]
    nothing: Callable[[str], bool] = lambda book: False  # noqa: E731
    monkeypatch.setattr(clerk, "holds", nothing)

    async def books() -> list[str]:
        return ["body.nam"]

    monkeypatch.setattr(clerk, "books", books)
    await papers.take(pieces(PAGE + b"\n"))
    assert len(list(papers.shelf.folder.iterdir())) == 2


def aged(papers: Papers, digest: str) -> None:
    before = time.time() - 2 * shelved.DAY_S
    os.utime(papers.shelf.folder / digest, (before, before))
