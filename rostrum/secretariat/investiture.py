"""Investiture: who was elected at a sitting holds the office in the book of the body from that day on (M7)."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from rostrum.procedure.actor import Actor
from rostrum.procedure.body.intents import EndTerm, OpenTerm
from rostrum.procedure.body.state import Body
from rostrum.procedure.body.terms import holder
from rostrum.procedure.meeting.acts import OfficerElected
from rostrum.procedure.meeting.state import Candidacy, Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Capacity
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.clerk import Clerk, UnknownBook, VersionMoved
from rostrum.secretariat.kinds import BODIES

log = structlog.get_logger()

REGISTRAR = Actor(person="investiture", capacity=Capacity.SYSTEM)


class Investiture:
    """Carries elections from the books of meetings to the books of their bodies, each once."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    def heard(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        """Acts of a meeting were folded."""
        if any(isinstance(act, OfficerElected) for act in acts):
            task = asyncio.create_task(self.catch_up(book))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        await asyncio.gather(*self._tasks)

    async def catch_up(self, book: str) -> None:
        """Opens a term for every election of this meeting that has none yet: also for those that a crash left."""
        meeting: Meeting = await self._clerk.state(book)
        async with self._turn:
            for decision, elected in meeting.elected.items():
                try:
                    await self._invest(meeting, decision, elected)
                except (Refused, RecordUnavailable, UnknownBook, VersionMoved) as error:
                    log.error("term not opened", book=book, decision=decision, error=repr(error))

    async def _invest(self, meeting: Meeting, decision: str, elected: Candidacy) -> None:
        """The outgoing holder's term ends on the day of the decision, by the clocks of the meeting's place."""
        body, source = BODIES.book(meeting.body), f"{meeting.book} {decision}"
        state: Body = await self._clerk.state(body)
        if any(term.elected_at == source for term in state.terms.values()):
            return
        at = datetime.fromtimestamp(meeting.decisions[decision].at / 1000, ZoneInfo(meeting.zone))
        day = at.date().isoformat()
        before = holder(state, elected.office)
        if before is not None:
            ended = EndTerm(term=before.key, on=day, handed_over_to=elected.seat)
            await self._clerk.submit(body, ended, REGISTRAR)
        opened = OpenTerm(
            office=elected.office,
            holder=elected.seat,
            begins=day,
            planned_end=elected.until,
            elected_at=source,
            by="acclamation",
            source=meeting.book,
        )
        await self._clerk.submit(body, opened, REGISTRAR)
