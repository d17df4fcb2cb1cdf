"""Duties: what must be done by one process for a book while it lives, and by which (ADR 0043).

A process does a duty while it holds its lease, and not a moment longer by its own clock, which goes on while it is
stopped. Where a folder's lock already says that no other process serves these books, every duty is its own.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import structlog

from rostrum.record.ledger import Lease, Ledger
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.kinds import Duty, kind_of

log = structlog.get_logger()

LEASE_S = 3.0
RENEW_S = 0.75
"""Of a holder that dies, another takes over within the one and the other together."""
MARGIN_S = 0.5
"""By which a holder stops before its lease ends for others."""


def _clock() -> float:
    """Seconds that also pass while the process is stopped or the machine sleeps, and that nobody sets."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """How a duty is done. ``take`` does what is owed for a book when the duty comes to this process, at its start or
    from another; ``leave`` ends what goes on by itself. ``everywhere``: those who do not hold it hear of acts too."""

    take: Callable[[str, Any], Awaitable[None]]
    hear: Callable[[str, Any, Sequence[Any]], None] = lambda book, state, acts: None
    leave: Callable[[str], None] = lambda book: None
    everywhere: bool = False


class Duties:
    """Those of one process. ``sole``: no other process serves these books, and the ledger need not be asked."""

    def __init__(self, clerk: Clerk, ledger: Ledger) -> None:
        self._clerk = clerk
        self._ledger = ledger
        self.doings: dict[Duty, Doing] = {}
        """In the order in which they hear."""
        self.holder = uuid4().hex
        self.sole = True
        self._wanted: set[Lease] = set()
        self._until: dict[Lease, float] = {}
        self._turn = asyncio.Lock()
        self._taking: set[asyncio.Task[None]] = set()

    def knows(self, book: str) -> bool:
        """Whether its duties were claimed, whoever does them now."""
        return leases_of(book) <= self._wanted

    async def heard(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        """Acts of a book were folded. The duties of a book that is new to this process are claimed first."""
        if not self.knows(book):
            try:
                await self.take(await self.claim([book]))
            except RecordUnavailable as error:  # asked for again with the next renewal
                log.warning("duties not claimed", book=book, error=str(error))
        demanded = kind_of(book).duties
        for duty, doing in self.doings.items():
            if duty in demanded and (doing.everywhere or self.does(duty, book)):
                doing.hear(book, state, acts)

    async def take(self, leases: Collection[Lease]) -> None:
        """Does what is owed by the duties that have just come to this process; where one fails the others are taken."""
        for duty, doing in self.doings.items():
            for book in sorted(lease.book for lease in leases if lease.duty == duty):
                try:
                    await doing.take(book, await self._clerk.state(book))
                except Exception as error:  # one that fails must not end the renewal of all
                    log.error("duty not taken up", duty=duty, book=book, error=repr(error))

    def leave(self, leases: Collection[Lease]) -> None:
        for lease in leases:
            self.doings[Duty(lease.duty)].leave(lease.book)

    def does(self, duty: Duty, book: str) -> bool:
        """Whether this process does the duty for the book, at this moment."""
        until = self._until.get(Lease(duty, book))
        return until is not None and (self.sole or _clock() < until)

    def held(self) -> frozenset[Lease]:
        return frozenset(lease for lease in self._until if self.does(Duty(lease.duty), lease.book))

    async def claim(self, books: Iterable[str]) -> set[Lease]:
        """From now on the duties of these books too are this process's, where nobody else holds them; those that it has
        got just now. Raises RecordUnavailable."""
        self._wanted |= {lease for book in books for lease in leases_of(book)}
        return await self._hold()

    async def _hold(self) -> set[Lease]:
        """Takes and renews; what was not held a moment ago."""
        async with self._turn:
            before, began = self.held(), _clock()
            if self.sole:
                found = self._wanted
            else:
                wanted, lasts_ms = frozenset(self._wanted), round(LEASE_S * 1000)
                found = set(await asyncio.to_thread(self._ledger.hold, self.holder, wanted, lasts_ms))
            self._until = dict.fromkeys(found, began + LEASE_S - MARGIN_S)
            return found - before

    async def keep(self) -> None:
        """Renews for as long as it runs; takes what others left, and leaves what others have now."""
        while not self.sole:
            await asyncio.sleep(RENEW_S)
            before = frozenset(self._until)
            try:
                fresh = await self._hold()
            except RecordUnavailable as error:
                log.warning("leases not renewed", error=str(error))
                fresh = set[Lease]()
            if gone := before - self.held():
                log.warning("duties lost", duties=sorted({lease.duty for lease in gone}))
                self.leave(gone)
            if fresh:
                log.info("duties taken", duties=sorted({lease.duty for lease in fresh}))
                self._taking.add(
                    task := asyncio.create_task(self.take(fresh))
                )  # which may last: the leases are kept
                task.add_done_callback(self._taking.discard)

    async def give_up(self) -> None:
        """Others need not wait for the end of the leases."""
        for task in self._taking:
            task.cancel()
        await asyncio.gather(*self._taking, return_exceptions=True)
        held, self._until = bool(self._until), {}
        if held and not self.sole:
            try:
                await asyncio.to_thread(self._ledger.release, self.holder)
            except RecordUnavailable as error:
                log.warning("leases not given up", error=str(error))


def leases_of(book: str) -> frozenset[Lease]:
    return frozenset(Lease(duty, book) for duty in kind_of(book).duties)
