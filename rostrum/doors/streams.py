"""The door of one stream for a whole browser: several books, audiences and admissions at once (ADR 0016)."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from rostrum.doors.badge import Holder, not_admitted, recognised, require_good
from rostrum.doors.errors import Refusal
from rostrum.doors.privacy import insider, opened
from rostrum.doors.renewal import renew
from rostrum.doors.schemas import RefusalBody, StreamRefusal
from rostrum.doors.seating import Seating
from rostrum.procedure.refusal import Refused
from rostrum.secretariat.clerk import UnknownBook
from rostrum.secretariat.kinds import kind_of
from rostrum.secretariat.noticeboard import Board, End, events
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.views.documents import StreamEvent

CHANNELS = 32
"""Most that one stream carries; the address stays far below what proxies take."""
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"model": StreamEvent | StreamRefusal, "content": {"text/event-stream": {}}},
    422: {"model": RefusalBody},
    429: {"model": RefusalBody},
}
NO_STORE = {"cache-control": "no-store", "x-accel-buffering": "no"}


def streams_router(office: Office, settings: Settings, seating: Seating) -> APIRouter:
    """``GET /api/streams?on=<book>,<audience>,<admission>&on=…``; the admission may be empty."""
    router = APIRouter(prefix="/api", tags=["books"], responses=dict(EVENTS))

    @router.get("/streams", response_class=StreamingResponse)
    async def streams(request: Request, on: Annotated[list[str], Query()]) -> Response:
        if not 0 < len(on) <= CHANNELS:
            raise Refusal(422, "malformed", {"where": ["query.on"]})
        places: dict[int, tuple[Board, str]] = {}
        ends: dict[int, End] = {}
        admissions: list[Holder] = []
        preface = b""
        for channel, wanted in enumerate(on):
            try:
                board, key, admitted = await place(office, request, wanted)
            except (Refusal, Refused, UnknownBook) as error:
                preface += _refused(channel, error)
                continue
            places[channel] = (board, key)
            if admitted is not None:
                admissions.append(admitted)
                ends[channel] = end_of(office, channel, admitted)
        who = seating.place(request, admissions[0] if admissions else None)
        told = events(places, office.now, settings.heartbeat_s, preface, ends)
        answer = StreamingResponse(seating.held(who, told), media_type="text/event-stream", headers=NO_STORE)
        await renew(office, request, answer, *(holder.badge for holder in admissions))
        return answer

    return router


async def place(office: Office, request: Request, wanted: str) -> tuple[Board, str, Holder | None]:
    """The board, the audience's key on it, and whose badge opened it. Raises what refuses it."""
    book, room, a = [*wanted.split(","), "", ""][:3]
    admitted = recognised(office, request, a) if a else None
    if a and (admitted is None or admitted.book != book):
        raise not_admitted(office, request, a)
    kind = kind_of(book)
    key = kind.audiences.admit(room, admitted.actor if admitted else None)
    state = await opened(office, request, book)
    reader = admitted or (insider(office, request, book) if kind.private(state) else None)
    return office.noticeboard.board(book, state), key, reader


def end_of(office: Office, channel: int, admitted: Holder) -> End:
    """A channel ends with the badge that opened it: signed out, or shown out of the meeting."""

    def end() -> bytes | None:
        try:
            require_good(office, admitted)
        except Refusal as refusal:
            return _refused(channel, refusal)
        return None

    return end


def _refused(channel: int, error: Refusal | Refused | UnknownBook) -> bytes:
    """As the door of a single stream would answer (doors/errors.py)."""
    status, code, facts = 404, "unknown_book", {}
    if isinstance(error, Refusal):
        status, code, facts = error.status, error.code, dict(error.facts)
    elif isinstance(error, Refused):
        status, code, facts = 403, error.code, dict(error.facts)
    body = {"channel": channel, "status": status, "code": code, "rule": "Rostrum doors", "facts": facts}
    return b"event: refused\ndata: %s\n\n" % json.dumps(body, default=str).encode()
