"""The clock: does what a deadline demands when its instant comes. Many workers may try, one succeeds.

One that is refused, or cannot be recorded now, is tried again, later each time, for as long as the state demands it;
meanwhile the others have their turn.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from rostrum.procedure.machine import Deadline
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Instant
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.clerk import Clerk, ReadOnly, VersionMoved

log = structlog.get_logger()

LOOK_S = 5.0
"""The time may be taken up anew while a deadline is awaited: so often it is looked at."""
FIRST_MS, LONGEST_MS = 1000, 30_000
"""How long after a first refusal, and at most, until a deadline is tried again."""


class Clock:
    """One waiting task per book that has deadlines."""

    def __init__(self, clerk: Clerk, now: Callable[[], Instant]) -> None:
        self._clerk = clerk
        self._now = now
        self.keeps: Callable[[str], bool] = lambda book: True
        """Whether what its deadlines demand is for this process to do, asked when one falls."""
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._refused: dict[tuple[str, str], tuple[int, Instant]] = {}
        """By book and key: how often a deadline was refused, and when it is tried again."""

    def changed(self, book: str, state: Any) -> None:
        """Set the book's alarm anew from its state."""
        deadlines = self._clerk.machine(book).deadlines(state)
        task = self._tasks.pop(book, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
        standing = {(book, deadline.key) for deadline in deadlines}
        self._refused = {key: n for key, n in self._refused.items() if key[0] != book or key in standing}
        if deadlines:
            first = min(deadlines, key=lambda deadline: self._due(book, deadline))
            self._tasks[book] = asyncio.create_task(self._wait(book, first), name=f"clock:{book}")

    def stop(self, book: str) -> None:
        """Another process sees to the book's deadlines from now on."""
        if (task := self._tasks.pop(book, None)) is not None:
            task.cancel()

    def _due(self, book: str, deadline: Deadline) -> Instant:
        _, again = self._refused.get((book, deadline.key), (0, 0))
        return max(deadline.at, again)

    async def _wait(self, book: str, deadline: Deadline) -> None:
        due = self._due(book, deadline)
        while (left := (due - self._now()) / 1000) > 0:
            await asyncio.sleep(min(left, LOOK_S))
        if not self.keeps(book):
            return
        try:
            await self._clerk.submit(book, deadline.intent, deadline.by, key=deadline.key, again=True)
        except ReadOnly as error:
            log.warning("deadline given up", book=book, key=deadline.key, error=str(error))
        except (Refused, VersionMoved, RecordUnavailable) as error:
            self._put_off(book, deadline, error)
            self.changed(book, await self._clerk.state(book))

    def _put_off(self, book: str, deadline: Deadline, error: Exception) -> None:
        tries, _ = self._refused.get((book, deadline.key), (0, 0))
        pause = min(FIRST_MS << min(tries, 10), LONGEST_MS)
        self._refused[book, deadline.key] = (tries + 1, self._now() + pause)
        if not tries:
            log.warning("deadline put off", book=book, key=deadline.key, error=str(error))

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
