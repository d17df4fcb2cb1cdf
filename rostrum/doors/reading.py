"""What anybody may open and read: the papers of a meeting, and where its record ends."""

from typing import Any

from fastapi import APIRouter, Request

from rostrum.doors.paging import USUAL, Limit, Place, page_after
from rostrum.doors.privacy import opened_meeting
from rostrum.doors.schemas import RecordHead, RefusalBody
from rostrum.secretariat.office import Office
from rostrum.views.documents import PaperDoc
from rostrum.views.question import papers

REFUSED: dict[int | str, dict[str, Any]] = {status: {"model": RefusalBody} for status in (404, 429, 503)}


def reading_router(office: Office) -> APIRouter:
    """Routes under ``/api/books`` that only read."""
    router = APIRouter(prefix="/api/books", tags=["books"], responses=dict(REFUSED))

    @router.get("/{book}/papers")
    async def papers_of(
        book: str, request: Request, after: Place = "", limit: Limit = USUAL
    ) -> list[PaperDoc]:
        """As circulated at the convening, in every language there is: they stand in the public record."""
        found = papers(await opened_meeting(office, request, book))
        return page_after(found, lambda one: one.key, after, limit)

    @router.get("/{book}/record")
    async def record_head(book: str, request: Request) -> RecordHead:
        await opened_meeting(office, request, book)
        head = await office.clerk.read(lambda: office.record.head(book))
        signed = await office.clerk.read(lambda: office.record.checkpoints(book))
        return RecordHead(
            version=head.version,
            head=head.hash,
            signed=signed[-1].size if signed else 0,
            key=str(office.signer.verifier),
        )

    return router
