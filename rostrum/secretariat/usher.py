"""The usher: sees who comes into the hall and goes, and has it recorded.

Presence is the one fact read from the hall. A person who drops out is first *lost* — the floor is held, the
clock stopped — and only after a grace *left*; whoever signs out leaves at once. A hall that is away says
nothing about people: that it is away is recorded instead, and when it is back they are given time to come in
before anybody is missed (M1, docs/adr/0010).
"""

import asyncio
from typing import Any

import structlog

from rostrum.hall.port import Hall, HallUnavailable
from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting.host import REJOIN_MS
from rostrum.procedure.meeting.intents import (
    EnterHall,
    LeaveHall,
    LeaveSeat,
    LoseHall,
    LoseLine,
    RestoreHall,
    RestoreLine,
    ResumeFloor,
    TakeSeat,
)
from rostrum.procedure.meeting.presence import HALL_CAUSE
from rostrum.procedure.meeting.state import Meeting, Person
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import FloorPhase, Presence, SittingPhase
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.clerk import Clerk, VersionMoved

log = structlog.get_logger()

LEAVE_AFTER_S = 45.0
"""How long a lost line may take to come back before the person is recorded as gone (rulebook line grace)."""
ROUND_S = 3.0
"""How often the hall is asked who is there."""
REJOIN_WITHIN_S = REJOIN_MS / 1000
"""How long people have to come in again after the hall itself was away."""
HALL_OPEN = frozenset({SittingPhase.LOBBY, SittingPhase.OPEN, SittingPhase.SUSPENDED})


class Usher:
    """Matches the presence on record with the presence in the hall."""

    def __init__(
        self,
        clerk: Clerk,
        hall: Hall,
        *,
        leave_after_s: float = LEAVE_AFTER_S,
        rejoin_within_s: float = REJOIN_WITHIN_S,
    ) -> None:
        self._clerk = clerk
        self._hall = hall
        self._leave_after_s = leave_after_s
        self._rejoin_within_s = rejoin_within_s
        self._missed_from = 0.0
        """Time of the loop from which whoever is not there is missed."""
        self._turned = asyncio.Event()
        self._leaving: dict[tuple[str, str], asyncio.Task[None]] = {}

    def hall_turned(self) -> None:
        """The hall went away, or is there: at once a round of every book."""
        if not self._hall.away:
            self._missed_from = asyncio.get_running_loop().time() + self._rejoin_within_s
        turned, self._turned = self._turned, asyncio.Event()
        turned.set()

    async def noticed(self, book: str, person: str, change: str) -> None:
        """The hall reports ``joined``, ``left`` or ``lost``."""
        await self._clerk.roused()
        if change == "joined":
            await self._came(book, person)
        elif change == "left" or self._missing_now():
            await self._went(book, person)

    async def signed_out(self, book: str, person: str) -> None:
        """The person left of their own will: no grace."""
        await self._leave(book, person)

    async def go_round(self, book: str) -> None:
        """Compare the record with the hall, once."""
        await self._clerk.roused()
        state: Meeting = await self._clerk.state(book)
        if self._hall.away:
            if state.hall_lost_at is None and state.phase in HALL_OPEN:
                await self._record(book, LoseHall())
            return
        there = await self._hall.present(book)
        if state.hall_lost_at is not None and state.phase is SittingPhase.OPEN:
            await self._record(book, RestoreHall())
        await self._seat(book, state, there)
        missing = _missing(state, there)
        if missing and not self._missing_now():
            return
        for person in missing:
            await self.noticed(book, person, "lost")
        if state.hall_lost_at is not None:
            await self._record(book, RestoreHall())

    async def keep_going_round(self, book: str) -> None:
        """At once, and then every few seconds."""
        while True:
            turned = self._turned
            try:
                await self.go_round(book)
            except HallUnavailable as error:
                log.warning("hall not asked", book=book, error=str(error))
            except (OSError, RecordUnavailable, VersionMoved) as error:
                log.warning("round put off", book=book, error=str(error))
            await self._until_next_round(turned)

    async def close(self) -> None:
        for task in self._leaving.values():
            task.cancel()
        await asyncio.gather(*self._leaving.values(), return_exceptions=True)

    async def _until_next_round(self, turned: asyncio.Event) -> None:
        """Some seconds; less where the hall turned since the last, or the time to come in again ends."""
        left = self._missed_from - asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(min(ROUND_S, left) if left > 0 else ROUND_S):
                await turned.wait()
        except TimeoutError:
            return

    def _missing_now(self) -> bool:
        """Whether somebody's absence says something about them, and not about the hall."""
        return not self._hall.away and asyncio.get_running_loop().time() >= self._missed_from

    async def _seat(self, book: str, state: Meeting, there: set[str]) -> None:
        for person in there:
            if presence_of(state, person) is not Presence.PRESENT:
                await self._came(book, person)
            else:
                await self._speaks_on(book, person)

    async def _person(self, book: str, person: str) -> Person | None:
        """Somebody of the roll as it is now; None for who is not accredited, or no longer."""
        state: Meeting = await self._clerk.state(book)
        found = state.people.get(person)
        return found if found is not None and not found.withdrawn else None

    async def _came(self, book: str, key: str) -> None:
        waiting = self._leaving.pop((book, key), None)
        if waiting is not None:
            waiting.cancel()
        person = await self._person(book, key)
        if person is None:
            return
        if person.presence is Presence.LOST:
            await self._record(book, RestoreLine(seat=person.seat, person=key))
        elif person.presence is Presence.ABSENT:
            await self._record(
                book, TakeSeat(seat=person.seat, person=key) if person.seat else EnterHall(person=key)
            )
        else:
            await self._speaks_on(book, key)

    async def _speaks_on(self, book: str, person: str) -> None:
        """Whom the hall's failure interrupted goes on as soon as they are in again."""
        state: Meeting = await self._clerk.state(book)
        floor = state.floor
        interrupted = floor.phase is FloorPhase.HELD and floor.hold_cause == HALL_CAUSE
        mine = interrupted and state.seats[floor.seat].voice == person
        if mine and state.hall_lost_at is None and state.phase is SittingPhase.OPEN:
            await self._record(book, ResumeFloor())

    async def _went(self, book: str, key: str) -> None:
        person = await self._person(book, key)
        if person is None or person.presence is Presence.ABSENT:
            return
        if person.presence is Presence.PRESENT and person.seat:
            await self._record(book, LoseLine(seat=person.seat, person=key))
        if (book, key) not in self._leaving:
            self._leaving[book, key] = asyncio.create_task(self._leave_later(book, key))

    async def _leave_later(self, book: str, person: str) -> None:
        """Gone, unless the hall went meanwhile: then its next rounds see whether they come back."""
        await asyncio.sleep(self._leave_after_s)
        self._leaving.pop((book, person), None)
        if self._missing_now():
            await self._leave(book, person)

    async def _leave(self, book: str, key: str) -> None:
        person = await self._person(book, key)
        if person is None or person.presence is Presence.ABSENT:
            return
        left = LeaveSeat(seat=person.seat, person=key) if person.seat else LeaveHall(person=key)
        await self._record(book, left)

    async def _record(self, book: str, intent: Any) -> None:
        try:
            await self._clerk.submit(book, intent, HALL)
        except Refused as refusal:
            log.info("presence not recorded", book=book, intent=intent.kind, code=refusal.code)


def _missing(state: Meeting, there: set[str]) -> list[str]:
    """Who is on record as in the hall, or as reconnecting, and is not there."""
    return [
        key
        for key, person in state.people.items()
        if person.presence is not Presence.ABSENT and key not in there
    ]


def presence_of(state: Meeting, person: str) -> Presence:
    found = state.people.get(person)
    return found.presence if found is not None else Presence.ABSENT
