"""The doors of a book: intents in, the stream of views out, its record, and the way into its hall."""

import re
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter

from rostrum.doors.addresses import household
from rostrum.doors.badge import Holder, Pace, not_admitted, require_good, required, shown
from rostrum.doors.bounds import After, IfMatch, require_within
from rostrum.doors.errors import Refusal
from rostrum.doors.excerpts import Excerpts
from rostrum.doors.paging import USUAL, Limit, Place, page_after
from rostrum.doors.privacy import insider, open_to, opened, opened_meeting
from rostrum.doors.renewal import renew
from rostrum.doors.schemas import (
    Accepted,
    BookLine,
    EntryLine,
    HallPass,
    MeetingIntent,
    RefusalBody,
    RefusalLine,
)
from rostrum.doors.seating import Seating
from rostrum.doors.streams import NO_STORE
from rostrum.procedure.meeting.roles import PRESIDING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.bundle import Scope, export
from rostrum.record.canonical import LARGEST
from rostrum.record.entry import Entry, rfc3339
from rostrum.secretariat.kinds import kind_of
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.views.documents import ROOM_CAPACITIES, StreamEvent
from rostrum.views.plain import plain

KEY = re.compile(r"^[A-Za-z0-9._:-]{8,80}$")
STAFF = ROOM_CAPACITIES["secretariat"] or frozenset[Capacity]()
READS_PER_SECOND, READS_BURST = 20, 400
ENTRIES_A_READ, BUNDLE_AT_MOST = 200, 100
"""What is already written out counts as one read. Who has a page or a bundle made pays a read more for so many
entries; a bundle, which is quicker to make, costs a quarter of a burst at most."""
PASSES_PER_SECOND, PASSES_BURST = 5, 200
"""For one person, or for all strangers behind one address: a press room, or a delegation's house, all at once."""
LINES = TypeAdapter(list[EntryLine])
REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": RefusalBody} for status in (401, 403, 404, 409, 413, 422, 429, 503)
}
"""Refusals in the schema, so that the web's client knows their type."""


def may_read(admitted: Holder | None) -> frozenset[Visibility]:
    """Which entries this reader is shown: strangers the public ones, delegations theirs, staff all."""
    if admitted is None or admitted.actor.capacity in {Capacity.PRESS, Capacity.PUBLIC}:
        return frozenset({Visibility.PUBLIC})
    if admitted.actor.capacity in STAFF | PRESIDING:
        return frozenset(Visibility)
    return frozenset({Visibility.PUBLIC, Visibility.DELEGATIONS})


def entry_line(entry: Entry) -> EntryLine:
    return EntryLine(
        version=entry.version,
        at=rfc3339(entry.at),
        actor=entry.actor,
        capacity=entry.capacity.value,
        seat=entry.seat,
        kind=type(entry.act).__name__,
        act=plain(entry.act),
        visibility=entry.visibility.value,
        hash=entry.hash,
    )


def book_line(state: Meeting) -> BookLine:
    return BookLine(
        book=state.book,
        title=dict(state.title),
        theme=dict(state.theme),
        body=state.body,
        opens=state.opens,
        zone=state.zone,
        phase=state.phase,
        accent=state.accent,
        private=state.private,
    )


def books_router(office: Office, settings: Settings, seating: Seating) -> APIRouter:
    """Routes under ``/api/books``."""
    router = APIRouter(prefix="/api/books", tags=["books"], responses=dict(REFUSED))
    pace = Pace(settings.acts_per_second, settings.acts_burst)
    reads, passes = Pace(READS_PER_SECOND, READS_BURST), Pace(PASSES_PER_SECOND, PASSES_BURST)
    excerpts, bundles = Excerpts(), Excerpts("bundles")
    clerk = office.clerk

    @router.get("")
    async def books(request: Request, after: Place = "", limit: Limit = USUAL) -> list[BookLine]:
        states = await open_to(office, request)
        return [book_line(state) for state in page_after(states, lambda one: one.book, after, limit)]

    @router.post("/{book}/intents")
    async def intents(
        book: str,
        intent: MeetingIntent,
        request: Request,
        response: Response,
        idempotency_key: Annotated[str, Header()],
        if_match: IfMatch = None,
    ) -> Accepted:
        admitted = required(office, request, book)
        if not KEY.match(idempotency_key):
            raise Refusal(422, "malformed", {"where": ["header.idempotency-key"]})
        require_within(intent)
        pace.hold(admitted.who)
        await renew(office, request, response, admitted.badge)
        version = await clerk.submit(book, intent, admitted.actor, key=idempotency_key, shown=if_match)
        return Accepted(version=version)

    @router.get(
        "/{book}/stream",
        response_class=StreamingResponse,
        responses={200: {"model": StreamEvent, "content": {"text/event-stream": {}}}},
    )
    async def stream(
        book: str, request: Request, a: str = "", room: Annotated[str, Query(alias="as")] = "gallery"
    ) -> StreamingResponse:
        admitted = shown(office, request, a)
        if a and (admitted is None or admitted.book != book):
            raise not_admitted(office, request, a)
        kind = kind_of(book)
        key = kind.audiences.admit(room, admitted.actor if admitted else None)
        state = await opened(office, request, book)
        reader = admitted or (insider(office, request, book) if kind.private(state) else None)
        who = seating.place(request, reader)
        board = office.noticeboard.board(book, state)
        told = board.read(key, office.now, settings.heartbeat_s, lambda: ended(office, reader))
        answer = StreamingResponse(seating.held(who, told), media_type="text/event-stream", headers=NO_STORE)
        await renew(office, request, answer, *([admitted.badge] if admitted else []))
        return answer

    @router.get("/{book}/entries", response_model=list[EntryLine])
    async def entries(
        book: str,
        request: Request,
        a: str = "",
        after: After = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    ) -> Response:
        admitted = shown(office, request, a)
        version = (await opened(office, request, book)).version
        reader = reader_of(request, admitted)
        reads.hold(reader)
        visible = may_read(admitted if admitted is not None and admitted.book == book else None)
        count = clerk.readable(book, after, limit)

        def page() -> bytes:
            found = office.record.entries(book, after, count)
            return LINES.dump_json([entry_line(entry) for entry in found if entry.visibility in visible])

        place = (book, after, count, min(version, after + limit), visible)
        charge = partial(reads.hold, reader, 1 + limit // ENTRIES_A_READ)
        return Response(await excerpts.page(place, page, charge), media_type="application/json")

    @router.get("/{book}/refusals")
    async def refusals(
        book: str,
        request: Request,
        a: str = "",
        before: Annotated[int | None, Query(ge=0, le=LARGEST)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> list[RefusalLine]:
        admitted = shown(office, request, a)
        if admitted is None or admitted.book != book or admitted.actor.capacity not in STAFF:
            raise Refusal(403, "not_seated")
        found = await clerk.read(lambda: office.record.refusals(book, limit, before))
        return [
            RefusalLine(
                number=line.number,
                at=line.outcome["at"],
                actor=line.person,
                intent=line.outcome["intent"],
                code=line.outcome["code"],
                rule=line.outcome["rule"],
                facts=line.outcome["facts"],
            )
            for line in found
        ]

    @router.get("/{book}/bundle", response_class=Response)
    async def bundle(book: str, request: Request, a: str = "") -> Response:
        admitted = shown(office, request, a)
        version = (await opened(office, request, book)).version
        clerk.require_sound(book)
        whole = admitted is not None and admitted.book == book and admitted.actor.capacity in STAFF
        reader = reader_of(request, admitted)
        reads.hold(reader)
        scope = Scope.ALL if whole else Scope.PUBLIC
        charge = partial(reads.hold, reader, min(BUNDLE_AT_MOST, 1 + version // ENTRIES_A_READ))
        make = partial(export, office.record, book, office.signer, scope)
        content = await bundles.page(("bundle", book, version, scope), make, charge)
        name = f'attachment; filename="{book}.rostrum"'
        return Response(content, media_type="application/octet-stream", headers={"content-disposition": name})

    @router.post("/{book}/hall")
    async def hall(book: str, request: Request) -> HallPass:
        key = request.headers.get("rostrum-admission", "")
        admitted = required(office, request, book) if key else None
        passes.hold(reader_of(request, admitted))
        state = await opened_meeting(office, request, book)
        clerk.require_sound(book)
        listener = insider(office, request, book) if state.private and admitted is None else None
        return _hall_pass(office, book, admitted, listener)

    return router


def reader_of(request: Request, admitted: Holder | None) -> str:
    """Whose budget is drawn on: a person's who is signed in, else that of the address."""
    return admitted.who if admitted is not None else household(request.scope["client"])


def ended(office: Office, admitted: Holder | None) -> bytes | None:
    """A stream of its own ends without a word: whoever asks again is told why."""
    try:
        if admitted is not None:
            require_good(office, admitted)
    except Refusal:
        return b""
    return None


def _hall_pass(office: Office, book: str, admitted: Holder | None, listener: Holder | None) -> HallPass:
    """A pass for a person, or for an unnamed listener in the gallery; in a private meeting a ``listener`` vouches."""
    if listener is not None:
        given = office.hall.admit(book, None, badge=listener.key, holder=listener.actor.person)
    elif admitted is None:
        given = office.hall.admit(book, None)
    else:
        given = office.hall.admit(book, admitted.actor.person, badge=admitted.key)
    return HallPass(url=given.url_path, token=given.token, identity=given.identity)
