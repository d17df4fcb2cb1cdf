"""The doors of convening: a meeting as it will be, what it lacks, its beginning, its persons, and who took part."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from rostrum.doors import body_schemas as s
from rostrum.doors.bodies import STAFF, BodyDesk, Language, idempotent, lack_lines
from rostrum.doors.books import REFUSED
from rostrum.doors.bounds import IfMatch
from rostrum.doors.errors import Refusal
from rostrum.doors.paging import MOST, Limit, Place, page_after
from rostrum.doors.privacy import private_meetings
from rostrum.doors.schemas import EntryCode
from rostrum.printing import participants as printed
from rostrum.printing.fonts import NoFont
from rostrum.procedure.body.preparing import convening_lacks, prepared
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.body.translations import meeting_of
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Presence
from rostrum.secretariat.convening import Order, rulebook_of, seats_of
from rostrum.secretariat.kinds import BODIES
from rostrum.views import body_documents as d
from rostrum.views.preparation import preparation_page

MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def convening_router(desk: BodyDesk) -> APIRouter:
    """Routes under ``/api/bodies/{key}/meetings/{meeting}``, for the secretariat and the chair."""
    router = APIRouter(
        prefix="/api/bodies/{key}/meetings/{meeting}", tags=["convening"], responses=dict(REFUSED)
    )
    office, clerk = desk.office, desk.clerk

    @router.get("/preparation")
    async def preparation(key: s.Key, meeting: str, request: Request) -> d.PreparationPage:
        await desk.staff(request, key)
        state = await desk.state(key)
        line = meeting_of(state, meeting)
        private = line.private
        if line.book and line.book in await clerk.books():
            private = (await office.meeting(line.book)).private
        seats, rulebook = seats_of(state, line), rulebook_of(state, line)
        return preparation_page(state, line, seats, rulebook, private=private)

    @router.get("/convening/readiness")
    async def readiness(key: s.Key, meeting: str, request: Request) -> s.Lacking:
        """What the meeting lacks, by the same rules that let it be convened. Changes nothing."""
        await desk.staff(request, key)
        state = await desk.state(key)
        return s.Lacking(lacks=lack_lines(convening_lacks(state, prepared(state, meeting), office.now())))

    @router.post("/convening")
    async def convene(
        key: s.Key,
        meeting: str,
        wanted: s.ConveningRequest,
        request: Request,
        idempotency_key: Annotated[str, Header()],
        if_match: IfMatch = None,
    ) -> s.Convened:
        """Orders it in the body's book, and begins the meeting's own."""
        actor = await desk.staff(request, key)
        desk.hold(actor)
        await desk.state(key)
        order = Order(meeting=meeting, accepted=tuple(wanted.accepted), reason=wanted.reason)
        once = idempotent(idempotency_key)
        version, book = await office.convening.order(
            BODIES.book(key), order, actor, office.now(), once, if_match
        )
        return s.Convened(version=version, book=book)

    return router


def attendance_router(desk: BodyDesk) -> APIRouter:
    """Routes of a meeting that is convened: its persons and their ways in, for the secretariat and the chair; the list
    of participants, for whoever may know of the meeting."""
    router = APIRouter(
        prefix="/api/bodies/{key}/meetings/{meeting}", tags=["convening"], responses=dict(REFUSED)
    )
    office = desk.office

    @router.get("/persons")
    async def persons(
        key: s.Key, meeting: str, request: Request, after: Place = "", limit: Limit = MOST
    ) -> list[s.RollLine]:
        await desk.staff(request, key)
        state = await _convened(desk, await desk.state(key), meeting)
        lines = [
            s.RollLine(
                person=one.person,
                capacity=one.capacity,
                seat=one.seat,
                booth=one.line.booth,
                post=one.line.post,
                present=one.presence is Presence.PRESENT,
            )
            for one in state.people.values()
            if not one.withdrawn and not one.simulated
        ]
        return page_after(lines, lambda line: line.person, after, limit)

    @router.post("/persons/{person}/code")
    async def code(key: s.Key, meeting: str, person: str, request: Request) -> EntryCode:
        desk.hold(await desk.staff(request, key))
        state = await _convened(desk, await desk.state(key), meeting)
        found = state.people.get(person)
        if found is None or found.withdrawn:
            raise Refusal(404, "unknown_person", {"person": person[:80]})
        return EntryCode(code=office.codes.make(state.book, person))

    @router.get("/participants")
    async def participants(
        key: s.Key,
        meeting: str,
        request: Request,
        language: Language = "en",
        after: Place = "",
        limit: Limit = MOST,
    ) -> list[d.ParticipantRow]:
        _, _, state = await _known(desk, request, key, meeting)
        return page_after(printed.rows(state, language), lambda row: row.seat, after, limit)

    @router.get("/participants.{form}", response_class=Response)
    async def participants_file(
        key: s.Key, meeting: str, form: str, request: Request, language: Language = "en"
    ) -> Response:
        body, line, state = await _known(desk, request, key, meeting)
        if form not in MEDIA:
            raise Refusal(404, "unknown_address")
        make = printed.to_pdf if form == "pdf" else printed.to_xlsx
        try:
            content = await asyncio.to_thread(make, body, state, language, office.now())
        except NoFont:
            raise Refusal(503, "no_font", {"language": language}) from None
        name = f'attachment; filename="{line.book}-participants.{form}"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(content, media_type=MEDIA[form], headers=headers)

    return router


async def _convened(desk: BodyDesk, state: Body, meeting: str) -> Meeting:
    line = meeting_of(state, meeting)
    if not line.book:
        refuse("not_convened", meeting=meeting)
    return await desk.office.meeting(line.book)


async def _known(
    desk: BodyDesk, request: Request, key: str, meeting: str
) -> tuple[Body, MeetingLine, Meeting]:
    """The convened meeting, for whoever may know of it; to others it is as if there were no such meeting (ADR 0032)."""
    state = await desk.state(key)
    reader = await desk.reader(request, key)
    staff = reader is not None and reader.capacity in STAFF
    private = await private_meetings(desk.office, request, state, reader, staff=staff)
    if not private.get(meeting, True):
        refuse("unknown_meeting", meeting=meeting)
    line = meeting_of(state, meeting)
    if not line.book:
        refuse("not_convened", meeting=meeting)
    return state, line, await desk.office.meeting(line.book)
