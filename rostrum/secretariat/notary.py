"""The notary: a signed checkpoint over the record at every decision and at closing (DESIGN: the record)."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog

from rostrum.procedure.meeting.acts import DecisionTaken, SittingClosed
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import Signer
from rostrum.record.port import Record, RecordUnavailable
from rostrum.secretariat.clerk import Clerk

log = structlog.get_logger()

SOLEMN = (DecisionTaken, SittingClosed)
"""Acts after which the record is signed."""


class Notary:
    """Signs with one key. An act is acknowledged before it is signed; what a crash left unsigned is signed later."""

    def __init__(self, clerk: Clerk, record: Record, signer: Signer) -> None:
        self._clerk = clerk
        self._record = record
        self._signer = signer
        self._signing: set[asyncio.Task[None]] = set()

    def heard(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        """Acts were folded: a listener of the clerk."""
        if any(isinstance(act, SOLEMN) for act in acts):
            task = asyncio.create_task(self._sign(book))
            self._signing.add(task)
            task.add_done_callback(self._signing.discard)

    async def catch_up(self, book: str) -> None:
        """Signs the book if something solemn stands in it after its last checkpoint."""
        try:
            owed = await self._clerk.read(lambda: self._owed(book))
        except RecordUnavailable as error:
            log.error("checkpoints not looked at", book=book, error=str(error))
            return
        if owed:
            await self._sign(book)

    async def settled(self) -> None:
        """Returns when everything heard so far is signed."""
        await asyncio.gather(*self._signing)

    def _owed(self, book: str) -> bool:
        signed = self._record.checkpoints(book)
        after = signed[-1].size if signed else 0
        return any(isinstance(entry.act, SOLEMN) for entry in self._record.entries(book, after))

    async def _sign(self, book: str) -> None:
        try:
            await self._clerk.read(lambda: attest(self._record, book, self._signer))
        except (RecordUnavailable, ValueError) as error:
            log.error("checkpoint not signed", book=book, error=str(error))
