"""The door of a delegation's own notes. The seat is that of the badge: nobody can so much as name another's."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request

from rostrum.doors.badge import Holder, Pace, required
from rostrum.doors.books import KEY
from rostrum.doors.bounds import After
from rostrum.doors.errors import Refusal
from rostrum.doors.schemas import NoteBody, NoteLine, RefusalBody
from rostrum.secretariat.notes import Note
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.views.documents import ROOM_CAPACITIES

REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": RefusalBody} for status in (401, 403, 404, 422, 429)
}


def seat_of(admitted: Holder) -> str:
    """The seat whose desk is this person's. Raises a 403 for staff, for whoever may preside, for the public."""
    desk = ROOM_CAPACITIES["desk"] or frozenset()
    if admitted.actor.capacity not in desk or admitted.actor.seat is None:
        raise Refusal(403, "not_seated")
    return admitted.actor.seat


def note_line(note: Note) -> NoteLine:
    return NoteLine(
        number=note.number, at=note.at, person=note.person, capacity=note.capacity, text=note.text
    )


def notes_router(office: Office, settings: Settings) -> APIRouter:
    """``/api/books/{book}/notes``: read one's delegation's notes, write one."""
    router = APIRouter(prefix="/api/books", tags=["notes"], responses=dict(REFUSED))
    pace = Pace(settings.acts_per_second, settings.acts_burst)

    @router.get("/{book}/notes")
    async def notes(
        book: str,
        request: Request,
        after: After = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 200,
    ) -> list[NoteLine]:
        seat = seat_of(required(office, request, book))
        return [note_line(note) for note in office.notes.read(book, seat, after, limit)]

    @router.post("/{book}/notes")
    async def write(
        book: str, note: NoteBody, request: Request, idempotency_key: Annotated[str, Header()]
    ) -> NoteLine:
        admitted = required(office, request, book)
        seat_of(admitted)
        if not KEY.match(idempotency_key) or not note.text.strip():
            raise Refusal(422, "malformed", {"where": ["body.text"]})
        pace.hold(admitted.who)
        written = office.notes.write(book, admitted.actor, note.text.strip(), idempotency_key)
        office.noticeboard.noted(book)
        return note_line(written)

    return router
