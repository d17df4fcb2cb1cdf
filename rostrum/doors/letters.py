"""The doors of letters as they are read: before they leave, on paper, and what a change would say."""

import asyncio
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from rostrum.doors import body_schemas as s
from rostrum.doors.bodies import BodyDesk, in_zone
from rostrum.doors.books import REFUSED
from rostrum.doors.bounds import require_within
from rostrum.doors.errors import Refusal
from rostrum.printing.fonts import NoFont
from rostrum.printing.letter_pages import as_pdf, as_text
from rostrum.printing.letters import Kind, Letter, Occasion, write
from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body
from rostrum.procedure.body.translations import meeting_of
from rostrum.procedure.words import SeatKind
from rostrum.secretariat.dispatch import Dispatch, House, changed_draft, draft_of
from rostrum.secretariat.invitations import written_in

GuestName = Annotated[str, Query(max_length=200)]
Language = Annotated[str, Query(pattern=r"^([a-z]{2})?$")]


def letters_router(desk: BodyDesk, dispatch: Dispatch) -> APIRouter:
    """Routes under ``/api/bodies/{key}/meetings/{meeting}/letters``, for the secretariat and the chair. None changes
    anything, and none shows the key of a reply page."""
    router = APIRouter(
        prefix="/api/bodies/{key}/meetings/{meeting}/letters", tags=["invitations"], responses=dict(REFUSED)
    )
    office = desk.office

    async def _drafted(
        key: str, meeting: str, code: str, language: str, kind: Kind, reply_by: int | None, name: str = ""
    ) -> Occasion:
        """A letter as it would leave now; an invitation that left, as of then."""
        state = await desk.state(key)
        if name:
            state = _with_guest(state, meeting, code, language, name)
        line = meeting_of(state, meeting)
        at = line.written_at[code] if kind == "invitation" and code in line.written_at else office.now()
        return _draft(state, meeting, code, language, dispatch.house, at, reply_by)

    @router.get("/{code}.pdf", response_class=Response)
    async def letter(key: s.Key, meeting: str, code: str, request: Request, a: str = "") -> Response:
        """The newest, but for the key of its reply page: that is the delegation's, and in the letter alone."""
        await desk.staff(request, key, a)
        state = await desk.state(key)
        if code not in meeting_of(state, meeting).invitations:
            refuse("not_invited", code=code)
        last = dispatch.last(state, meeting, code)
        return await on_paper(draft_of(state, meeting, code, "", dispatch.house, last.at), last.kind)

    @router.get("/{code}/draft")
    async def draft(
        key: s.Key,
        meeting: str,
        code: str,
        request: Request,
        language: Language = "",
        kind: Kind = "invitation",
        reply_by: int | None = None,
        name: GuestName = "",
    ) -> s.LetterDraft:
        """``name``: of a guest whom nobody has named yet, in the language of the letter."""
        await desk.staff(request, key)
        drafted = await _drafted(key, meeting, code, language, kind, reply_by, name)
        return draft_page(drafted, write(kind, drafted))

    @router.post("/{code}/change")
    async def change(
        key: s.Key, meeting: str, code: str, wanted: s.ChangeDraft, request: Request
    ) -> s.LetterDraft:
        """What the letter about a change would say, before it is made. Changes nothing."""
        await desk.staff(request, key)
        require_within(wanted)
        state = await desk.state(key)
        if code not in meeting_of(state, meeting).invitations:
            refuse("not_invited", code=code)
        now = in_zone(wanted.particulars, wanted.particulars.zone)
        drafted = changed_draft(state, meeting, code, wanted.language, dispatch.house, office.now(), now)
        return draft_page(drafted, write("change", drafted))

    @router.get("/{code}/draft.pdf", response_class=Response)
    async def draft_on_paper(
        key: s.Key,
        meeting: str,
        code: str,
        request: Request,
        a: str = "",
        language: Language = "",
        kind: Kind = "invitation",
        reply_by: int | None = None,
    ) -> Response:
        await desk.staff(request, key, a)
        drafted = await _drafted(key, meeting, code, language, kind, reply_by)
        return await on_paper(drafted, kind)

    return router


def _with_guest(state: Body, meeting: str, code: str, language: str, name: str) -> Body:
    """The body as it would be with a guest of that name invited, whom it does not know; else as it is."""
    line = meeting_of(state, meeting)
    if code in (state.members.keys() | state.observers.keys() | line.invitations.keys()):
        return state
    written = written_in(line, code, language)
    guest = Invitation(
        code=code, kind=SeatKind.GUEST, language=written, reply_sha256="", name={written: name}
    )
    there = replace(line, invitations=line.invitations | {code: guest}, written_at=dict(line.written_at))
    return replace(state, meetings=state.meetings | {meeting: there})


def _draft(
    state: Body, meeting: str, code: str, language: str, house: House, at: int, reply_by: int | None
) -> Occasion:
    """The letter to whoever may be invited: who sits in the accepted composition, observers, who was invited."""
    line = meeting_of(state, meeting)
    if line.opens is None:
        refuse("meeting_over", meeting=meeting)
    if code not in line.invitations and code not in state.observers:
        if not line.composition:
            refuse("composition_not_accepted", composition="")
        if code not in state.compositions[line.composition].members:
            refuse("not_in_composition", code=code)
    return draft_of(state, meeting, code, language, house, at, reply_by)


def draft_page(occasion: Occasion, letter: Letter) -> s.LetterDraft:
    """The letter as it will be read. Its own text in every part; only the key of the reply page is withheld."""
    return s.LetterDraft(
        code=occasion.code,
        language=occasion.language,
        languages=list(occasion.meeting.languages),
        subject=letter.subject,
        text=as_text(letter),
    )


async def on_paper(occasion: Occasion, kind: Kind) -> Response:
    """The letter on paper; a 503 where the script of its language cannot be printed here."""
    paper = write(kind, occasion)
    try:
        content = await asyncio.to_thread(as_pdf, paper, occasion.body.accent)
    except NoFont:
        raise Refusal(503, "no_font", {"language": occasion.language}) from None
    name = f'attachment; filename="{occasion.meeting.key}-{occasion.code}.pdf"'
    headers = {"content-disposition": name, "cache-control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)
