"""Signing in and out. The demo's sign-in is a router of its own, mounted only where the demo is served."""

from typing import Any

from fastapi import APIRouter, Query, Request, Response

from rostrum.doors.addresses import household
from rostrum.doors.badge import PREFIX, Pace, cookie_name, known, require_in
from rostrum.doors.errors import Refusal
from rostrum.doors.paging import USUAL, Limit, Place, page_after
from rostrum.doors.privacy import opened_meeting
from rostrum.doors.renewal import hand_badge
from rostrum.doors.schemas import Admission, DemoSignIn, RefusalBody, RoleCard, SessionBody, SignIn
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Presence
from rostrum.secretariat.accreditation import Accredited, accredited
from rostrum.secretariat.admissions import Admitted
from rostrum.secretariat.codes import BadCode
from rostrum.secretariat.kinds import ADMINISTRATION, BODIES, MEETINGS, kind_of
from rostrum.secretariat.office import Office
from rostrum.views.places import places

REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": RefusalBody} for status in (401, 403, 404, 422, 429)
}
WRONG_PER_SECOND, WRONG_BURST = 1, 20
"""Wrong codes from one address. A good code is never refused for them: forty delegations may sit behind one address,
and guessing 128 bits is hopeless."""

DEMO_PER_SECOND, DEMO_BURST = 10, 600
"""Cards taken from one address: every seat of the largest demonstration at once, and again after a restart."""


async def admission_of(office: Office, admitted: Admitted, who: Accredited) -> Admission:
    return Admission(
        key=admitted.key,
        book=admitted.book,
        body=kind_of(admitted.book).body(await office.clerk.state(admitted.book)),
        person=admitted.person,
        capacity=who.actor.capacity,
        seat=who.actor.seat,
        room=who.room,
        name=dict(who.name),
        title=dict(who.title),
    )


async def let_in(office: Office, request: Request, response: Response, book: str, person: str) -> Admission:
    """A badge for somebody of the roll. Raises a 404 for who is not on it, a 403 for who may not come in."""
    who = await office.who(book, person)
    require_in(office, book, person)
    if who is None:
        raise Refusal(404, "unknown_person", {"person": person[:80]})
    return await admission_of(office, await hand_badge(office, request, response, book, person), who)


def session_router(office: Office, *, demo: bool) -> APIRouter:
    """Who this browser is, the server's clock, signing in with a code, and signing out."""
    router = APIRouter(prefix="/api", tags=["session"], responses=dict(REFUSED))
    wrong = Pace(WRONG_PER_SECOND, WRONG_BURST)

    @router.get("/time")
    async def time() -> int:
        return office.now()

    @router.get("/session")
    async def session(request: Request) -> SessionBody:
        badges = [name.removeprefix(PREFIX) for name in request.cookies if name.startswith(PREFIX)]
        mine = [found for key in badges if (found := known(office, request, key))]
        on_record = set(await office.clerk.books())
        admissions: list[Admission] = []
        for admitted in mine:
            if admitted.book in on_record:
                who = await office.who(admitted.book, admitted.person)
                admissions += [await admission_of(office, admitted, who)] if who else []
        return SessionBody(demo=demo, now=office.now(), admissions=admissions)

    @router.post("/sign-in")
    async def sign_in(wanted: SignIn, request: Request, response: Response) -> Admission:
        try:
            book, person = office.codes.redeem(wanted.code)
        except BadCode:
            wrong.hold(household(request.scope["client"]))
            raise Refusal(403, "bad_code") from None
        return await let_in(office, request, response, book, person)

    @router.post("/sign-out", status_code=204)
    async def sign_out(request: Request, response: Response, key: str) -> None:
        admitted = known(office, request, key)
        if admitted is None:
            raise Refusal(401, "not_admitted")
        badges = [admitted, *(_given_with(office, request, admitted) if demo else ())]
        for badge in badges:
            await office.sign_out(badge)
            response.delete_cookie(cookie_name(badge.key), path="/")

    return router


def _given_with(office: Office, request: Request, admitted: Admitted) -> list[Admitted]:
    """The demo's one press handed over badges of bodies too; with the last of the person's meetings they go."""
    names = (name.removeprefix(PREFIX) for name in request.cookies if name.startswith(PREFIX))
    theirs = [one for key in names if (one := known(office, request, key)) and one.person == admitted.person]
    others = [one for one in theirs if one.key != admitted.key]
    return [] if any(kind_of(one.book) is MEETINGS for one in others) else others


def _taken(state: Meeting, who: Accredited) -> bool:
    return state.people[who.actor.person].presence is Presence.PRESENT


def _card(state: Meeting, who: Accredited, place: str) -> RoleCard:
    return RoleCard(
        person=who.actor.person,
        capacity=who.actor.capacity,
        seat=who.actor.seat,
        room=who.room,
        name=dict(who.name),
        title=dict(who.title),
        taken=_taken(state, who),
        place=place,
    )


def demo_router(office: Office) -> APIRouter:
    """Choose who you are. For the demo on this machine only. Whoever holds a post in the meeting's body, or in the
    house, under the same key has the badges of those with the one press."""
    router = APIRouter(prefix="/api/demo", tags=["demo"], responses=dict(REFUSED))
    taking = Pace(DEMO_PER_SECOND, DEMO_BURST)

    @router.get("/cards")
    async def cards(
        request: Request, book: str = Query(), after: Place = "", limit: Limit = USUAL
    ) -> list[RoleCard]:
        state = await opened_meeting(office, request, book)
        place = {seat: code for code, seats in places(state).items() for seat in seats}
        order = {seat: number for number, seat in enumerate(place)}
        people = [who for who in accredited(state).values() if not who.simulated]
        people.sort(key=lambda who: order.get(who.actor.seat or "", -1))
        shown = page_after(people, lambda who: who.actor.person, after, limit)
        return [_card(state, who, place.get(who.actor.seat or "", "")) for who in shown]

    @router.post("/sign-in")
    async def sign_in(wanted: DemoSignIn, request: Request, response: Response) -> Admission:
        taking.hold(household(request.scope["client"]))
        state = await opened_meeting(office, request, wanted.book)
        admission = await let_in(office, request, response, wanted.book, wanted.person)
        for book in (BODIES.book(state.body), ADMINISTRATION):
            if office.attendance.who(book, wanted.person) is not None:
                await hand_badge(office, request, response, book, wanted.person)
        return admission

    return router
