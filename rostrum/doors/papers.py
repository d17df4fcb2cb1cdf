"""The doors of papers as files: sent while a meeting is prepared, taken along by whoever may read its papers.

No file is shown in a page of ours: it leaves as an attachment, of the type that its bytes have, under a policy that
lets it do nothing (ADR 0044).
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from typing import Annotated, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from rostrum.doors import body_schemas as s
from rostrum.doors.addresses import household
from rostrum.doors.badge import Pace
from rostrum.doors.bodies import BodyDesk
from rostrum.doors.books import REFUSED
from rostrum.doors.errors import Refusal
from rostrum.doors.privacy import opened_meeting
from rostrum.procedure.body.preparing import prepared
from rostrum.procedure.body.translations import meeting_of
from rostrum.procedure.meeting.facts import PaperFile
from rostrum.record.shelf import PIECE, Altered, Missing
from rostrum.secretariat.office import Office
from rostrum.secretariat.papers import ENDINGS, FILE_MOST, TooLarge, UnknownKind, file_name

Name = Annotated[str, Query(max_length=300)]


def files_router(desk: BodyDesk) -> APIRouter:
    """Routes under ``/api/bodies/{key}/meetings/{meeting}/files``, for the secretariat and the chair."""
    router = APIRouter(
        prefix="/api/bodies/{key}/meetings/{meeting}/files", tags=["convening"], responses=dict(REFUSED)
    )
    office = desk.office

    @router.post("")
    async def send(key: s.Key, meeting: str, request: Request, name: Name = "") -> s.KeptFile:
        """Takes the request's body as a file: PDF, DOCX, ODT or plain text, known by its bytes. The papers then name it
        by its digest."""
        desk.hold(await desk.staff(request, key))
        prepared(await desk.state(key), meeting)
        try:
            kept = await office.papers.take(_pieces(request))
        except TooLarge as error:
            raise Refusal(413, "file_too_large", {"most": error.most}) from None
        except UnknownKind:
            raise Refusal(415, "file_kind_unknown", {"name": name[:120]}) from None
        return s.KeptFile(
            sha256=kept.sha256, name=file_name(name, kept.media), media=kept.media, size=kept.size
        )

    @router.get("/{sha256}")
    async def fetch(
        key: s.Key, meeting: str, sha256: str, request: Request, a: str = ""
    ) -> StreamingResponse:
        """A file that the papers of a meeting in preparation name."""
        desk.hold(await desk.staff(request, key, a))
        papers = meeting_of(await desk.state(key), meeting).preparation.papers
        found = [file for paper in papers for file in paper.files.values() if file.sha256 == sha256]
        if not found:
            raise Refusal(404, "unknown_address")
        return await _sent(office, found[0], found[0].name)

    return router


def circulated_router(office: Office) -> APIRouter:
    """Files of a convened meeting's papers, for whoever may know of the meeting."""
    router = APIRouter(prefix="/api/books", tags=["books"], responses=dict(REFUSED))
    pace = Pace(10, 60)

    @router.get("/{book}/papers/{paper}/files/{language}")
    async def file(book: str, paper: str, language: str, request: Request) -> StreamingResponse:
        state = await opened_meeting(office, request, book)
        pace.hold(household(request.client))
        found = state.papers.get(paper)
        if found is None or language not in found.files:
            raise Refusal(404, "unknown_address")
        return await _sent(office, found.files[language], f"{paper}-{language}")

    return router


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes. One that is announced as too large is not waited for."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > FILE_MOST:
        raise TooLarge(FILE_MOST)
    async for piece in request.stream():
        yield piece


async def _sent(office: Office, file: PaperFile, plain: str) -> StreamingResponse:
    """The bytes, once they have been compared with the digest on record. ``plain``: a name for old readers."""
    try:
        opened = await office.clerk.read(lambda: office.papers.opened(file.sha256))
    except Missing:
        raise Refusal(503, "file_missing", {"name": file.name}) from None
    except Altered:
        raise Refusal(503, "file_altered", {"name": file.name}) from None
    ascii_name = "".join(
        letter for letter in plain if (letter.isascii() and letter.isalnum()) or letter in "-_"
    )
    named = f"attachment; filename=\"{ascii_name}.{ENDINGS[file.media]}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = {
        "content-disposition": named,
        "content-length": str(file.size),
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "no-store",
    }
    charset = "; charset=utf-8" if file.media == "text/plain" else ""
    return StreamingResponse(_read(opened), media_type=file.media + charset, headers=headers)


def _read(file: BinaryIO) -> Iterator[bytes]:
    with closing(file):
        while piece := file.read(PIECE):
            yield piece
