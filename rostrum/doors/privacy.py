"""Private meetings at the doors: whoever is not accredited is answered as for a meeting that is not (ADR 0032)."""

import secrets
from typing import Any

from fastapi import Request

from rostrum.doors.badge import PREFIX, Holder, known, recognised
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.meeting.state import Meeting
from rostrum.secretariat.clerk import UnknownBook
from rostrum.secretariat.kinds import kind_of
from rostrum.secretariat.office import Office


def insider(office: Office, request: Request, book: str) -> Holder | None:
    """A badge of this meeting that came with the request, whichever window asks; of nobody who was shown out."""
    for name in request.cookies:
        if name.startswith(PREFIX):
            badge = known(office, request, name.removeprefix(PREFIX))
            if badge is None or badge.book != book or office.attendance.why_out(book, badge.person):
                continue
            accredited = office.attendance.who(book, badge.person)
            if accredited is not None:
                return Holder(badge, accredited)
    return None


def same_person(office: Office, request: Request, book: str, person: str) -> Holder | None:
    """A badge of this book for this very person, that came with the request: whoever holds a post in a body shows one
    badge of theirs there, whichever window asks."""
    for name in request.cookies:
        badge = known(office, request, name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if badge is not None and (badge.book, badge.person) == (book, person):
            return recognised(office, request, badge.key)
    return None


def holder_in(office: Office, request: Request, book: str, key: str) -> Holder | None:
    """Who shows the badge of that key, as what they are in this book; None where they are nothing there."""
    holder = recognised(office, request, key)
    if holder is None or holder.book == book:
        return holder
    return same_person(office, request, book, holder.badge.person)


async def opened(office: Office, request: Request, book: str) -> Any:
    """The state of a book, for whoever may know that there is one. Raises UnknownBook for all others."""
    state = await office.clerk.state(book)
    if kind_of(book).private(state) and insider(office, request, book) is None:
        await _as_unknown(office)
    return state


async def opened_meeting(office: Office, request: Request, book: str) -> Meeting:
    """As ``opened``, of a meeting alone."""
    await office.meeting(book)
    return await opened(office, request, book)


async def _as_unknown(office: Office) -> None:
    """By the way that a name goes which nobody has, through the record and back: nothing is quicker for being there."""
    name = secrets.token_hex(12)
    await office.clerk.state(name)
    raise UnknownBook(name)


async def open_to(office: Office, request: Request) -> list[Meeting]:
    """The meetings that whoever asks may know of."""
    return [
        state
        for state in await office.meetings()
        if not state.private or insider(office, request, state.book) is not None
    ]


async def private_meetings(
    office: Office, request: Request, body: Body, reader: Actor | None, *, staff: bool
) -> dict[str, bool]:
    """Meetings of a body that are private, by key, and whether whoever asks may know of each. How it was convened
    decides; before that, how it was called."""
    convened = {meeting.book: meeting.private for meeting in await office.meetings()}
    return {
        key: staff or _invited(line, reader) or insider(office, request, line.book or key) is not None
        for key, line in body.meetings.items()
        if convened.get(line.book or key, line.private)
    }


def _invited(line: MeetingLine, reader: Actor | None) -> bool:
    return reader is not None and reader.seat in line.invitations
