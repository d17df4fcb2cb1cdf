"""The usher: sees who comes into the hall and goes, and has it recorded.

Presence is the one fact read from the hall. A person who drops out is first *lost* — the floor is held, the
clock stopped — and only after a grace *left*; whoever signs out leaves at once.
"""

import asyncio
from typing import Any

import structlog

from rostrum.hall.port import Hall
from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting.intents import LeaveSeat, LoseLine, RestoreLine, TakeSeat
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Presence
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.accreditation import Accredited, accredited
from rostrum.secretariat.clerk import Clerk, VersionMoved

log = structlog.get_logger()

LEAVE_AFTER_S = 45.0
"""How long a lost line may take to come back before the person is recorded as gone (rulebook line grace)."""
ROUND_S = 3.0
"""How often the hall is asked who is there."""


class Usher:
    """Matches the presence on record with the presence in the hall."""

    def __init__(self, clerk: Clerk, hall: Hall, *, leave_after_s: float = LEAVE_AFTER_S) -> None:
        self._clerk = clerk
        self._hall = hall
        self._leave_after_s = leave_after_s
        self._leaving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._people: dict[str, dict[str, Accredited]] = {}

    async def noticed(self, book: str, person: str, change: str) -> None:
        """The hall reports ``joined``, ``left`` or ``lost``."""
        who = await self._accredited(book, person)
        if who is None:
            return
        if change == "joined":
            await self._came(book, who)
        else:
            await self._went(book, who)

    async def signed_out(self, book: str, person: str) -> None:
        """The person left of their own will: no grace."""
        who = await self._accredited(book, person)
        if who is not None:
            await self._leave(book, who)

    async def go_round(self, book: str) -> None:
        """Compare the record with the hall, once."""
        state: Meeting = await self._clerk.state(book)
        there = await self._hall.present(book)
        for person in there:
            who = await self._accredited(book, person)
            if who is not None and _presence(state, who) is not Presence.PRESENT:
                await self._came(book, who)
        for seat in list(state.seats.values()):
            for person, presence in list(seat.people.items()):
                if presence is not Presence.ABSENT and person not in there:
                    await self.noticed(book, person, "lost")

    async def keep_going_round(self, book: str) -> None:
        while True:
            await asyncio.sleep(ROUND_S)
            try:
                await self.go_round(book)
            except (OSError, RecordUnavailable, VersionMoved) as error:
                log.warning("round put off", book=book, error=str(error))

    async def close(self) -> None:
        for task in self._leaving.values():
            task.cancel()
        await asyncio.gather(*self._leaving.values(), return_exceptions=True)

    async def _accredited(self, book: str, person: str) -> Accredited | None:
        """The delegation's person; None for staff, press and public, who take no seat."""
        if book not in self._people:
            self._people[book] = accredited(await self._clerk.state(book))
        who = self._people[book].get(person)
        return who if who is not None and who.actor.seat is not None else None

    async def _came(self, book: str, who: Accredited) -> None:
        waiting = self._leaving.pop((book, who.actor.person), None)
        if waiting is not None:
            waiting.cancel()
        state: Meeting = await self._clerk.state(book)
        seat, person = who.actor.seat or "", who.actor.person
        presence = _presence(state, who)
        if presence is Presence.LOST:
            await self._record(book, RestoreLine(seat=seat, person=person))
        elif presence is Presence.ABSENT:
            await self._record(book, _taking(who))

    async def _went(self, book: str, who: Accredited) -> None:
        state: Meeting = await self._clerk.state(book)
        presence = _presence(state, who)
        key = (book, who.actor.person)
        if presence is Presence.ABSENT:
            return
        if presence is Presence.PRESENT:
            seat, person = who.actor.seat or "", who.actor.person
            await self._record(book, LoseLine(seat=seat, person=person))
        if key not in self._leaving:
            self._leaving[key] = asyncio.create_task(self._leave_later(book, who))

    async def _leave_later(self, book: str, who: Accredited) -> None:
        await asyncio.sleep(self._leave_after_s)
        self._leaving.pop((book, who.actor.person), None)
        await self._leave(book, who)

    async def _leave(self, book: str, who: Accredited) -> None:
        state: Meeting = await self._clerk.state(book)
        if _presence(state, who) is not Presence.ABSENT:
            await self._record(book, LeaveSeat(seat=who.actor.seat or "", person=who.actor.person))

    async def _record(self, book: str, intent: Any) -> None:
        try:
            await self._clerk.submit(book, intent, HALL)
        except Refused as refusal:
            log.info("presence not recorded", book=book, intent=intent.kind, code=refusal.code)


def _taking(who: Accredited) -> TakeSeat:
    return TakeSeat(
        seat=who.actor.seat or "",
        person=who.actor.person,
        simulated=who.simulated,
        adviser=not who.speaks,
    )


def _presence(state: Meeting, who: Accredited) -> Presence:
    seat = state.seats.get(who.actor.seat or "")
    return seat.people.get(who.actor.person, Presence.ABSENT) if seat else Presence.ABSENT
