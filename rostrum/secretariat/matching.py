"""Matching: the hall is made to fit the plan, at every change, and the usher goes round while it is open."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import structlog

from rostrum.hall.plan import Plan, plan
from rostrum.hall.port import Hall
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Presence
from rostrum.secretariat.usher import HALL_OPEN, Usher

log = structlog.get_logger()


class Matching:
    """``keeps`` says for which books this process keeps the room; what comes to its own door is held to the plan in any
    case."""

    def __init__(self, hall: Hall, usher: Usher, keeps: Callable[[str], bool]) -> None:
        self._hall = hall
        self._usher = usher
        self._keeps = keeps
        hall.keeps = keeps
        self._plans: dict[str, Plan] = {}
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._matching: dict[str, asyncio.Task[None]] = {}

    def heard(self, book: str, state: Meeting, acts: Sequence[Any]) -> None:
        """Have the hall match the newest plan; one match at a time, the newest plan wins."""
        self._plans[book] = plan(state)
        if state.phase in HALL_OPEN and book not in self._rounds and self._keeps(book):
            self._rounds[book] = asyncio.create_task(self._usher.keep_going_round(book))
        task = self._matching.get(book)
        if task is None or task.done():
            self._matching[book] = asyncio.create_task(self._match_all(book))

    async def take(self, book: str, state: Meeting) -> None:
        """The room is this process's to keep from now on. Who came in by another's door is given time to come again."""
        if any(person.presence is not Presence.ABSENT for person in state.people.values()):
            self._usher.hall_turned()
        self.heard(book, state, ())

    def leave(self, book: str) -> None:
        if (going_round := self._rounds.pop(book, None)) is not None:
            going_round.cancel()

    async def close(self) -> None:
        tasks = [*self._rounds.values(), *self._matching.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _match_all(self, book: str) -> None:
        """Match until no newer plan came meanwhile. A hall that fails is matched again by its own rounds."""
        matched: Plan | None = None
        while (wanted := self._plans[book]) is not matched:
            try:
                await self._hall.match(book, wanted)
            except OSError as error:
                log.warning("hall not matched", book=book, error=str(error))
            matched = wanted
