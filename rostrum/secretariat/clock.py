"""The clock: does what a deadline demands when its instant comes. Many workers may try, one succeeds."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from rostrum.procedure.machine import Deadline
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Instant
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.clerk import Clerk, VersionMoved

log = structlog.get_logger()


class Clock:
    """One waiting task per book that has deadlines."""

    def __init__(self, clerk: Clerk, now: Callable[[], Instant]) -> None:
        self._clerk = clerk
        self._now = now
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def changed(self, book: str, state: Any) -> None:
        """Set the book's alarm anew from its state."""
        deadlines = self._clerk.machine(book).deadlines(state)
        task = self._tasks.pop(book, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
        if deadlines:
            first = min(deadlines, key=lambda d: d.at)
            self._tasks[book] = asyncio.create_task(self._wait(book, first), name=f"clock:{book}")

    async def _wait(self, book: str, deadline: Deadline) -> None:
        await asyncio.sleep(max(0, deadline.at - self._now()) / 1000)
        try:
            await self._clerk.submit(book, deadline.intent, deadline.by, key=deadline.key)
        except Refused as refusal:
            log.info("deadline refused", book=book, key=deadline.key, code=refusal.code)
        except (VersionMoved, RecordUnavailable) as error:
            log.warning("deadline put off", book=book, key=deadline.key, error=str(error))
            await asyncio.sleep(1)
            self.changed(book, await self._clerk.state(book))

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
