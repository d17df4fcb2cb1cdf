"""The doors of invitations: inviting and reminding, who answered, the reply page's own, and the demo's mails."""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from rostrum import data
from rostrum.doors import body_schemas as s
from rostrum.doors.badge import Pace
from rostrum.doors.bodies import BodyDesk, idempotent, lack_lines
from rostrum.doors.books import REFUSED
from rostrum.doors.bounds import IfMatch
from rostrum.doors.errors import Refusal
from rostrum.doors.letters import on_paper
from rostrum.doors.paging import USUAL, Limit, Place, page_after
from rostrum.doors.schemas import Accepted, Admission
from rostrum.doors.sign_in import let_in
from rostrum.printing.letters import Occasion, name_of, said
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.body.letterheads import letterhead_of
from rostrum.procedure.body.readiness import Lack, lacks, languages_of
from rostrum.procedure.body.refusals import REFUSALS, refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.body.translations import meeting_of
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Level
from rostrum.record.ledger import Delivered
from rostrum.secretariat.calendar import Method, entry
from rostrum.secretariat.catcher import Caught, caught, read
from rostrum.secretariat.convening import heads
from rostrum.secretariat.dispatch import Dispatch, Due, due, occasion_of
from rostrum.secretariat.invitations import Invitee, Reply, corrected, invited, reply_to
from rostrum.secretariat.kinds import BODIES, kind_of
from rostrum.secretariat.mailing import posted

DEMO_DOMAIN = "missions.example"
"""Where the demo's catcher takes mail for: a name that can never be anybody's (RFC 2606)."""
ADDRESS = re.compile(r"^[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,64}@[\w.-]{1,253}$")
"""In any alphabet (RFC 6531); nothing that would end an address or begin another."""
Language = Annotated[str, Query(pattern=r"^([a-z]{2})?$")]
TOKEN = re.compile(r"^[A-Za-z0-9_-]{43}$")


def _wishes(wanted: list[s.InviteeWish]) -> list[Invitee]:
    _require_addresses([address for one in wanted for address in one.addresses])
    return [
        Invitee(
            code=o.code,
            language=o.language,
            addresses=tuple(o.addresses),
            replaces=o.replaces,
            kind=o.kind,
            name=o.name,
            by_hand=o.by_hand,
        )
        for o in wanted
    ]


def _require_addresses(addresses: Sequence[str]) -> None:
    bad = [address for address in addresses if not _may_be(address)]
    if bad:
        raise Refusal(422, "malformed", {"where": ["addresses"], "addresses": bad[:5]})


def _may_be(address: str) -> bool:
    try:
        return bool(ADDRESS.match(posted(address)))
    except ValueError:
        return False


def invitation_lines(state: Body, line: MeetingLine, dispatch: Dispatch) -> list[s.InvitationLine]:
    """Who was invited, what they answered, and how far their newest letter came."""
    last = dispatch.letters(state, line.key)
    to = dispatch.mailboxes.all(state.book, line.invitations)
    return [
        _invitation_line(state, line, invitation, to[code], dispatch, last[code].id if code in last else "")
        for code, invitation in line.invitations.items()
    ]


def _invitation_line(
    state: Body,
    line: MeetingLine,
    invitation: Invitation,
    to: Sequence[str],
    dispatch: Dispatch,
    letter: str,
) -> s.InvitationLine:
    code = invitation.code
    answer, delivered = line.answers.get(code), dispatch.outbox.get(letter)
    return s.InvitationLine(
        code=code,
        kind=invitation.kind,
        name=dict(name_of(state, line, code)),
        language=invitation.language,
        addresses=list(to),
        mailbox=invitation.mailbox,
        forgotten=not to and not invitation.by_hand,
        answer=_word(answer.answer if answer else ""),
        answered_at=answer.at if answer else None,
        level=answer.level if answer else None,
        title=dict(answer.title) if answer else {},
        form=answer.form if answer else "",
        remark=answer.remark if answer else "",
        on_behalf=answer.on_behalf if answer else False,
        reminded_at=line.reminded.get(code),
        delivery=_delivery(invitation, delivered),
        delivered_at=delivered.at if delivered else None,
        delivery_error=delivered.error if delivered else dispatch.errors.get(letter, ""),
    )


def _delivery(invitation: Invitation, delivered: Delivered | None) -> s.Delivery:
    if invitation.by_hand:
        return "by_hand"
    return "waiting" if delivered is None or delivered.state == "again" else delivered.state


def _readiness(
    state: Body, line: MeetingLine, letters: Sequence[Invitation], found: Sequence[Lack]
) -> s.Readiness:
    languages = {tag: [one.code for one in letters if one.language == tag] for tag in languages_of(letters)}
    return s.Readiness(
        version=state.version,
        letters=len(letters),
        languages=languages,
        wordings={tag: _wording(state, line, codes, tag) for tag, codes in languages.items()},
        lacks=lack_lines(found),
    )


def _wording(state: Body, line: MeetingLine, codes: Sequence[str], language: str) -> str:
    texts = (line.title, line.theme, state.name, *(name_of(state, line, code) for code in codes))
    words = (*(said(text, language) for text in texts), str(letterhead_of(state, line)))
    return hashlib.sha256("\x00".join(words).encode()).hexdigest()[:16]


def _word(answer: str) -> s.AnswerWord:
    return "accepted" if answer == "accepted" else "declined" if answer == "declined" else "none"


def invitations_router(desk: BodyDesk, dispatch: Dispatch) -> APIRouter:
    """Routes under ``/api/bodies/{key}/meetings``, for the secretariat and the chair."""
    router = APIRouter(
        prefix="/api/bodies/{key}/meetings/{meeting}", tags=["invitations"], responses=dict(REFUSED)
    )
    office = desk.office

    def _round(state: Body, meeting: str, wanted: s.InviteRequest) -> tuple[Invitation, ...]:
        domain = DEMO_DOMAIN if dispatch.catcher is not None else ""
        wishes = _wishes(wanted.invitees)
        return invited(state, meeting, wanted.composition, wishes, office.reply_keys, domain)

    @router.post("/readiness")
    async def readiness(key: s.Key, meeting: str, wanted: s.InviteRequest, request: Request) -> s.Readiness:
        """What the round would lack if it left now, by the same rules that let it leave. Changes nothing."""
        await desk.staff(request, key)
        state = await desk.state(key)
        line, letters = meeting_of(state, meeting), _round(state, meeting, wanted)
        found = lacks(state, line, letters, wanted.reply_by, office.now())
        return _readiness(state, line, letters, found)

    @router.post("/invite")
    async def invite(
        key: s.Key,
        meeting: str,
        wanted: s.InviteRequest,
        request: Request,
        idempotency_key: Annotated[str, Header()],
        if_match: IfMatch = None,
    ) -> s.Sent:
        actor = await desk.staff(request, key)
        desk.hold(actor)
        state = await desk.state(key)
        book, once = BODIES.book(key), idempotent(idempotency_key)
        drafts = _round(state, meeting, wanted)
        with office.mailboxes.keeping(book, actor.person, once, drafts, office.now()) as letters:
            intent = i.SendInvitations(
                meeting=meeting,
                composition=wanted.composition,
                invitations=letters,
                reply_by=wanted.reply_by,
                read=tuple(wanted.read),
                accepted=tuple(wanted.accepted),
                reason=wanted.reason,
            )
            version = await desk.clerk.submit(book, intent, actor, key=once, shown=if_match)
        return s.Sent(version=version, letters=len(letters))

    @router.post("/invitations/{code}/addresses")
    async def correct(
        key: s.Key,
        meeting: str,
        code: str,
        wanted: s.AddressesRequest,
        request: Request,
        idempotency_key: Annotated[str, Header()],
    ) -> Accepted:
        """The letter goes once more, to these addresses; the key in the one that went astray opens nothing."""
        actor = await desk.staff(request, key)
        desk.hold(actor)
        _require_addresses(wanted.addresses)
        state, once = await desk.state(key), idempotent(idempotency_key)
        line = meeting_of(state, meeting)
        if code not in line.invitations:
            refuse("not_invited", code=code)
        sent = line.invitations[code]
        draft = replace(sent, addresses=tuple(dict.fromkeys(wanted.addresses)))
        with office.mailboxes.keeping(state.book, actor.person, once, [draft], office.now()) as (letter,):
            intent = i.CorrectAddresses(
                meeting=meeting,
                code=code,
                addresses=letter.addresses,
                mailbox=letter.mailbox,
                digests=letter.digests,
                reply_sha256=corrected(line, state.book, code, office.reply_keys),
                reason=wanted.reason,
            )
            version = await desk.clerk.submit(state.book, intent, actor, key=once)
        if sent.mailbox != letter.mailbox:
            office.mailboxes.drop(state.book, sent.mailbox)
        return Accepted(version=version)

    @router.post("/remind")
    async def remind(
        key: s.Key,
        meeting: str,
        wanted: s.RemindRequest,
        request: Request,
        idempotency_key: Annotated[str, Header()],
    ) -> s.Sent:
        actor = await desk.staff(request, key)
        desk.hold(actor)
        line = meeting_of(await desk.state(key), meeting)
        codes = tuple(wanted.codes or line.invitations)
        silent = [c for c in codes if c in line.invitations and c not in line.answers]
        intent = i.SendReminders(meeting=meeting, codes=codes)
        book = BODIES.book(key)
        version = await desk.clerk.submit(book, intent, actor, key=idempotent(idempotency_key))
        return s.Sent(version=version, letters=len(silent))

    @router.post("/again")
    async def again(key: s.Key, meeting: str, request: Request) -> s.Sent:
        """Letters that the mail server refused for good go once more: what was in their way is mended."""
        desk.hold(await desk.staff(request, key))
        state = await desk.state(key)
        meeting_of(state, meeting)
        letters = [one.id for one in due(state) if one.meeting == meeting]
        return s.Sent(version=state.version, letters=dispatch.again(letters))

    @router.get("/invitations")
    async def invitations(
        key: s.Key, meeting: str, request: Request, after: Place = "", limit: Limit = USUAL
    ) -> list[s.InvitationLine]:
        await desk.staff(request, key)
        state = await desk.state(key)
        lines = invitation_lines(state, meeting_of(state, meeting), dispatch)
        return page_after(lines, lambda one: one.code, after, limit)

    return router


def reply_page(reply: Reply, *, convened: bool) -> s.ReplyPage:
    state, line, invitation = reply.body, reply.meeting, reply.invitation
    known = data.states().get(invitation.code)
    answer = line.answers.get(invitation.code)
    assert line.opens is not None, "only meetings called here are invited to"
    return s.ReplyPage(
        body=state.key,
        body_name=dict(state.name),
        accent=state.accent,
        meeting=line.key,
        title=dict(line.title),
        theme=dict(line.theme),
        format=line.format,
        place=line.place,
        zone=line.zone,
        by_video=line.by_video,
        opens=line.opens,
        called_off=bool(line.called_off),
        languages=list(line.languages),
        code=invitation.code,
        kind=invitation.kind,
        name=dict(name_of(state, line, invitation.code)),
        own_zone=known.zone if known else "",
        capital=dict(known.capital) if known else {},
        language=invitation.language,
        answer=_word(answer.answer if answer else ""),
        level=answer.level if answer else None,
        person_title=dict(answer.title) if answer else {},
        form=answer.form if answer else "",
        remark=answer.remark if answer else "",
        levels=list(Level),
        convened=convened,
    )


def reply_router(desk: BodyDesk, dispatch: Dispatch) -> APIRouter:
    """The reply page's routes. Whoever holds the letter's key answers for its delegation; nobody signs in."""
    router = APIRouter(prefix="/api/reply/{token}", tags=["reply"], responses=dict(REFUSED))
    pace = Pace(5, 10)

    async def opened(token: str) -> Reply:
        """What the key opens; a 404 that says no more for any other text."""
        books = [book for book in await desk.clerk.books() if kind_of(book) is BODIES]
        states: list[Body] = [await desk.clerk.state(book) for book in books]
        found = reply_to(states, token) if TOKEN.match(token) else None
        if found is None:
            raise Refusal(404, "unknown_key")
        pace.hold(found.invitation.reply_sha256)
        return found

    async def head_of(reply: Reply) -> str:
        """The person who heads the delegation in the convened meeting; empty before there is one."""
        line, code = reply.meeting, reply.invitation.code
        if not line.book or line.book not in await desk.clerk.books():
            return ""
        meeting = await desk.office.meeting(line.book)
        return next((one.person for one in reversed(heads(meeting, code)) if not one.withdrawn), "")

    def last(reply: Reply) -> Due:
        return dispatch.last(reply.body, reply.meeting.key, reply.invitation.code)

    def occasion(reply: Reply) -> Occasion:
        return occasion_of(reply.body, last(reply), desk.office.reply_keys, dispatch.house)

    @router.get("")
    async def page(token: str) -> s.ReplyPage:
        reply = await opened(token)
        return reply_page(reply, convened=bool(await head_of(reply)))

    @router.post("")
    async def answer(token: str, said: s.ReplyRequest) -> Accepted:
        reply = await opened(token)
        intent = i.AnswerInvitation(
            meeting=reply.meeting.key,
            code=reply.invitation.code,
            answer=said.answer,
            level=said.level if said.answer == "accepted" else None,
            title=said.title,
            form=said.form,
            remark=said.remark,
        )
        return Accepted(version=await desk.clerk.submit(reply.body.book, intent, reply.actor))

    @router.post("/entry")
    async def enter(token: str, request: Request, response: Response) -> Admission:
        """Whoever holds the letter's key enters the convened meeting as the head of its delegation."""
        reply = await opened(token)
        person = await head_of(reply)
        if not person:
            raise OutOfOrder("not_convened", REFUSALS["not_convened"][0], {"meeting": reply.meeting.key})
        return await let_in(desk.office, request, response, reply.meeting.book, person)

    @router.get("/invitation.ics", response_class=Response)
    async def calendar(token: str) -> Response:
        reply = await opened(token)
        to = next(map(posted, dispatch.mailboxes.addresses(reply.body.book, reply.invitation)), "")
        off = reply.meeting.called_off
        method: Method = "CANCEL" if off else "REQUEST"
        content = entry(occasion(reply), dispatch.sender, to, last(reply).at, method)
        headers = {
            "content-disposition": 'attachment; filename="invitation.ics"',
            "cache-control": "no-store",
        }
        media = f"text/calendar; method={method}; charset=utf-8"
        return Response(content, media_type=media, headers=headers)

    @router.get("/letter.pdf", response_class=Response)
    async def letter(token: str) -> Response:
        reply = await opened(token)
        return await on_paper(occasion(reply), last(reply).kind)

    return router


def _caught_line(one: Caught) -> s.CaughtLine:
    return s.CaughtLine(id=one.id, to=one.to, subject=one.subject, at=one.date, language=one.language)


def mail_router(folder: Path) -> APIRouter:
    """What the demo's catcher holds. For the demo on this machine only."""
    router = APIRouter(prefix="/api/demo/mail", tags=["demo"], responses=dict(REFUSED))

    @router.get("")
    async def mails(after: Place = "", limit: Limit = USUAL) -> list[s.CaughtLine]:
        mails = await asyncio.to_thread(caught, folder)
        return [_caught_line(one) for one in page_after(mails, lambda one: one.id, after, limit)]

    @router.get("/{name}")
    async def one_mail(name: str) -> s.CaughtMail:
        one = await asyncio.to_thread(read, folder, name)
        if one is None:
            raise Refusal(404, "unknown_address")
        return s.CaughtMail(
            id=one.id,
            to=one.to,
            subject=one.subject,
            at=one.date,
            language=one.language,
            text=one.body("plain"),
            html=one.body("html"),
            parts=one.parts,
        )

    return router
