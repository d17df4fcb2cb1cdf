"""The badges' cookies: set, renewed while they are used, and few: old ones make room for new (ADR 0004, 0016)."""

from fastapi import Request, Response

from rostrum.doors.badge import PREFIX, cookie_name
from rostrum.secretariat.admissions import Admitted
from rostrum.secretariat.clerk import UnknownBook
from rostrum.secretariat.office import OVER, Office
from rostrum.secretariat.seals import BADGE_MS

REMEMBERED = 7 * 24 * 3600 * 1000
"""How long a badge is still sent after its time, so that whoever comes back is told that, and not that they signed
out."""
MOST_BADGES = 16
"""A cookie is some 350 bytes, and nginx refuses a request whose cookies pass eight thousand."""


def set_badge(response: Response, request: Request, key: str, value: str) -> None:
    """The badge's cookie: unreadable to scripts, never sent from another site."""
    response.set_cookie(
        cookie_name(key),
        value,
        max_age=(BADGE_MS + REMEMBERED) // 1000,
        httponly=True,
        samesite="strict",
        secure="https" in (request.url.scheme, request.app.state.origin.partition(":")[0]),
        path="/",
    )


async def renew(office: Office, request: Request, response: Response, *used: Admitted) -> None:
    """Twelve hours more for the badges used in this request, until their meeting is over."""
    for admitted in used:
        value = office.admissions.renewed(admitted)
        if value and not await _over(office, admitted.book):
            set_badge(response, request, admitted.key, value)


async def hand_badge(
    office: Office, request: Request, response: Response, book: str, person: str
) -> Admitted:
    """A badge of the book for the person, and room for its cookie."""
    admitted, value = office.admissions.admit(book, person)
    await make_room(office, request, response)
    set_badge(response, request, admitted.key, value)
    return admitted


async def make_room(office: Office, request: Request, response: Response) -> None:
    """Before a new badge: those that expired go, and of too many those of meetings that are over, then the oldest."""
    ranked: list[tuple[bool, int, str]] = []
    for name, value in request.cookies.items():
        if name.startswith(PREFIX):
            book, expires = office.admissions.claimed(value)
            ranked.append((not await _over(office, book), expires, name))
    ranked.sort()
    excess = len(ranked) + 1 - MOST_BADGES
    for number, (_, expires, name) in enumerate(ranked):
        if number < excess or expires <= office.now():
            response.delete_cookie(name, path="/")


async def _over(office: Office, book: str) -> bool:
    """False for a book that is not of this house: another on the same host may know it."""
    try:
        return (await office.meeting(book)).phase in OVER
    except UnknownBook:
        return False
