"""Entry codes for the persons of a meeting: handed out by whoever may accredit them."""

from fastapi import APIRouter, Request

from rostrum.doors.badge import Pace, required
from rostrum.doors.errors import Refusal
from rostrum.doors.privacy import opened_meeting
from rostrum.doors.schemas import EntryCode
from rostrum.doors.sign_in import REFUSED
from rostrum.procedure.meeting.roles import NOTICE
from rostrum.procedure.meeting.roll import known, require_may
from rostrum.procedure.words import Capacity
from rostrum.secretariat.office import Office
from rostrum.settings import Settings

HANDING_OUT = NOTICE | {Capacity.PROTOCOL, Capacity.HEAD, Capacity.ORGANISATION}


def entry_codes_router(office: Office, settings: Settings) -> APIRouter:
    """One route: the code of one person."""
    router = APIRouter(prefix="/api/books", tags=["session"], responses=dict(REFUSED))
    pace = Pace(settings.acts_per_second, settings.acts_burst)

    @router.post("/{book}/persons/{person}/code")
    async def code(book: str, person: str, request: Request) -> EntryCode:
        """Once, and for a quarter of an hour. A head has those of the own delegation that a head may accredit."""
        admitted = required(office, request, book)
        if admitted.actor.capacity not in HANDING_OUT:
            raise Refusal(403, "not_seated")
        pace.hold(admitted.who)
        state = await opened_meeting(office, request, book)
        found = known(state, person)
        require_may(state, found, admitted.actor)
        return EntryCode(code=office.codes.make(book, person))

    return router
