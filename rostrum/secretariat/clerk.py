"""The clerk: one per book. Loads state, decides, appends with the expected version, folds, tells the others.

Any worker may be clerk: a writer who was overtaken reads on and decides anew (reliability I-1).
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog

from rostrum.procedure.actor import Actor
from rostrum.procedure.machine import Machine, require_as_shown
from rostrum.procedure.refusal import NotSeated, OutOfOrder, Refused
from rostrum.procedure.words import Instant
from rostrum.record.audit import Along, Finding, audit_all
from rostrum.record.checkpoint import Verifier
from rostrum.record.codec import UnknownAct
from rostrum.record.entry import Entry, check_name
from rostrum.record.port import (
    AlreadyDone,
    CommandKey,
    Draft,
    KeyReused,
    Record,
    RecordUnavailable,
    StoredOutcome,
    WrongVersion,
)
from rostrum.views.documents import RecordMark
from rostrum.views.plain import abridged, plain

log = structlog.get_logger()
T = TypeVar("T")

ATTEMPTS = 5
"""How often an overtaken decision is made anew before the asker is told that the book moved."""

UNREAD_S = 1.0
"""Until a record that could not be read is read again."""

Listener = Callable[[str, Any, Sequence[Any]], Awaitable[None] | None]
"""Told ``(book, state, acts)`` after acts were folded."""


async def _awake() -> None:
    """Nobody watches whether this process was stopped."""


def _nothing() -> None:
    """There is nothing to end."""


class UnknownBook(LookupError):
    """No book of that name is on the record."""


class ReadOnly(Exception):
    """The book holds an act of a newer version of Rostrum: it may be read here, not written."""


class Quarantined(ReadOnly):
    """The book does not fit its checkpoints, the house's key or its log: it may be read, up to where it holds."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.book}: {finding.why}")
        self.finding = finding


class VersionMoved(Exception):
    """The writer was overtaken each time that it decided."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the book is at version {version}")
        self.version = version


@dataclass(slots=True)
class Desk:
    """A book on the clerk's desk: its machine, its folded state, and the lock that serialises appends."""

    machine: Machine[Any]
    state: Any
    lock: asyncio.Lock
    untold: list[Any] = field(default_factory=list[Any])
    """Acts folded, of which the listeners have yet to hear."""

    unknown: str = ""
    """Kind of an act that this version does not know: the book is then for reading only (DESIGN 6)."""

    def fold(self, act: Any, by: Actor, at: Instant) -> None:
        if self.take(act, by, at):
            self.untold.append(act)

    def read(self, entry: Entry) -> None:
        """What the record holds next; nobody needs to be told."""
        self.take(entry.act, entry.by, entry.at)

    def take(self, act: Any, by: Actor, at: Instant) -> bool:
        """Fold what nobody needs to be told; False where it is not known, nor anything after it."""
        if self.unknown or isinstance(act, UnknownAct):
            self.unknown = self.unknown or act.kind
            return False
        self.machine.fold(self.state, act, by, at)
        return True


class Clerk:
    """Runs the books of one record. ``machine_of`` maps a book's name to its kind; ``clock`` gives UTC ms."""

    def __init__(
        self, record: Record, machine_of: Callable[[str], Machine[Any]], clock: Callable[[], Instant]
    ) -> None:
        self._record = record
        self._machine_of = machine_of
        self._clock = clock
        self._desks: dict[str, Desk] = {}
        self._listeners: list[Listener] = []
        self._findings: dict[str, Finding] = {}
        self._unfollow: Callable[[], None] = _nothing
        self._announced: set[str] = set()
        """Books of which the listeners have heard."""
        self._reached: dict[str, int] = {}
        """How far books are known to have come that other processes write in."""
        self._following: dict[str, asyncio.Task[None]] = {}
        self.roused: Callable[[], Awaitable[None]] = _awake
        """Awaited before anything is decided: a house that was stopped has its absence recorded first."""
        self._pen = ThreadPoolExecutor(1, thread_name_prefix="record")

    async def open(self, verifier: Verifier) -> list[Finding]:
        """Takes up every book in the pass that compares it with its checkpoints, the key and the log.

        What does not fit is from then on for reading only, and returned.
        """
        fresh: dict[str, Desk] = {}

        def along(book: str) -> Along:
            machine = self._machine_of(book)
            desk = fresh[book] = Desk(machine, machine.begin(book), asyncio.Lock())
            return lambda stored: desk.read(self._record.opened(stored))

        findings = await self._with_pen(lambda: audit_all(self._record, verifier, along))
        self._desks |= fresh
        for finding in findings:
            self.quarantine(finding)
        return findings

    async def follow(self) -> None:
        """From now on what any process appends is folded here, and the listeners hear of it: also of what was appended
        since the books were taken up, and of books that somebody else begins, of these without their acts."""
        loop = asyncio.get_running_loop()

        def grown(versions: Mapping[str, int]) -> None:
            loop.call_soon_threadsafe(self._grown, versions)

        self._announced |= self._desks.keys()
        self._unfollow = await self._with_pen(lambda: self._record.follow(grown))
        self._grown(await self._with_pen(self._record.versions))

    def _grown(self, versions: Mapping[str, int]) -> None:
        for book, version in versions.items():
            desk = self._desks.get(book)
            behind = desk is None or desk.state.version < version
            if not self.holds(book) or not (behind or book not in self._announced):
                continue
            self._reached[book] = version
            if book not in self._following:
                self._following[book] = asyncio.create_task(self._follow(book), name=f"follow:{book}")

    async def _follow(self, book: str) -> None:
        """What another process appended is folded and told, up to where it is known to have come."""
        read = 0
        try:
            while read < self._reached[book]:
                reached = self._reached[book]
                try:
                    await self._follow_once(book)
                    read = reached
                except RecordUnavailable as error:
                    log.warning("book not followed", book=book, error=str(error))
                    await asyncio.sleep(UNREAD_S)
        finally:
            del self._following[book]

    async def _follow_once(self, book: str) -> None:
        if book in self._desks:
            await self.caught_up(book)
        if book not in self._announced:  # somebody here may have read it before it was heard of
            await self._announce(book, await self.state(book), ())

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def quarantine(self, finding: Finding) -> None:
        """From now on the book is for reading only, up to its last entry that holds."""
        self._findings[finding.book] = finding
        self._desks.pop(finding.book, None)

    def holds(self, book: str) -> bool:
        """False for a book that is quarantined."""
        return book not in self._findings

    def record_mark(self, book: str) -> RecordMark:
        """What its readers are told of the book itself: that it is quarantined, and why."""
        found = self._findings.get(book)
        if found is None:
            return RecordMark(examined="", sound=0)
        return RecordMark(examined=found.what, sound=found.sound)

    def readable(self, book: str, after: int, limit: int | None = None) -> int | None:
        """How many entries after ``after`` may be read, ``limit`` at most; None: all."""
        finding = self._findings.get(book)
        if finding is None:
            return limit
        left = max(0, finding.sound - after)
        return left if limit is None else min(left, limit)

    def require_sound(self, book: str) -> None:
        """Raises Quarantined for a book that does not fit what vouches for it."""
        if (finding := self._findings.get(book)) is not None:
            raise Quarantined(finding)

    async def books(self) -> list[str]:
        """Those of which anything can be read."""
        unreadable = {book for book, finding in self._findings.items() if not finding.sound}
        return [book for book in await self._with_pen(self._record.books) if book not in unreadable]

    async def state(self, book: str) -> Any:
        """The folded state of a book that exists. Read it, never change it. Raises UnknownBook."""
        desk = await self._desk(book)
        if not desk.state.version:
            self._desks.pop(book, None)
            raise UnknownBook(book)
        return desk.state

    async def caught_up(self, book: str) -> Any:
        """As ``state``, with what another process has appended meanwhile; the listeners hear of it."""
        desk = await self._desk(book)
        try:
            async with desk.lock:
                await self._read_on(book, desk)
        finally:
            await self._tell(book, desk)
        return await self.state(book)

    def machine(self, book: str) -> Machine[Any]:
        return self._machine_of(book)

    async def submit(
        self,
        book: str,
        intent: Any,
        by: Actor,
        *,
        key: str | None = None,
        shown: int | None = None,
        again: bool = False,
    ) -> int:
        """Carry out an intent; returns the version after it.

        ``shown`` is the version of the book that was before the asker (``If-Match``): what the intent rests on
        must not have changed since. Raises Refused (the rules' answer), VersionMoved, KeyReused or
        RecordUnavailable. With ``key`` the first outcome, refusals included, is given again for the same body;
        ``again`` says that it will be asked anew until it is done: a refusal is then not kept.
        """
        await self.roused()
        self.require_sound(book)
        desk = await self._desk(book)
        command = CommandKey(person=by.person, key=key, body_sha256=_digest(intent)) if key else None
        try:
            async with desk.lock:
                if desk.unknown:
                    raise ReadOnly(desk.unknown)
                if command is not None and (stored := await self._outcome(book, command)):
                    return _replay(stored)
                return await self._decide_and_append(book, desk, intent, by, command, shown, again)
        except AlreadyDone as done:
            return _replay(done.stored)
        finally:
            await self._tell(book, desk)

    async def read(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the record's own thread."""
        return await self._with_pen(work)

    async def close(self) -> None:
        await self._with_pen(self._unfollow)
        tasks = list(self._following.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pen.shutdown(wait=True)

    async def _desk(self, book: str) -> Desk:
        desk = self._desks.get(book)
        if desk is None:
            try:
                check_name(book)
            except ValueError:
                raise UnknownBook(book) from None
            machine = self._machine_of(book)
            desk = self._desks.setdefault(book, Desk(machine, machine.begin(book), asyncio.Lock()))
        if not desk.state.version:
            async with desk.lock:
                await (self._read_on(book, desk) if desk.state.version else self._take_up(book, desk))
                desk.untold.clear()
        return desk

    async def _take_up(self, book: str, desk: Desk) -> None:
        """The whole book as the record holds it, folded beside the loop, entry by entry: a list of a hundred thousand
        of them would be searched for garbage again and again. The desk has all of it at once, or nothing."""
        limit = self.readable(book, 0)

        def taken() -> Desk:
            fresh = Desk(desk.machine, desk.machine.begin(book), desk.lock)
            for entry in self._record.entries(book, 0, limit):
                fresh.read(entry)
            return fresh

        fresh = await self._with_pen(taken)
        desk.state, desk.unknown = fresh.state, fresh.unknown

    async def _read_on(self, book: str, desk: Desk) -> bool:
        """Fold what the record holds beyond the state; True where there was something."""
        after = desk.state.version
        limit = self.readable(book, after)
        entries = await self._with_pen(lambda: list(self._record.entries(book, after, limit)))
        for entry in entries:
            desk.fold(entry.act, entry.by, entry.at)
        return bool(entries)

    async def _outcome(self, book: str, command: CommandKey) -> StoredOutcome | None:
        stored = await self._with_pen(lambda: self._record.outcome(book, command.person, command.key))
        if stored is not None and stored.body_sha256 != command.body_sha256:
            raise KeyReused(command)
        return stored

    async def _decide_and_append(
        self,
        book: str,
        desk: Desk,
        intent: Any,
        by: Actor,
        command: CommandKey | None,
        shown: int | None,
        again: bool,
    ) -> int:
        """The version reached. A refusal is given only on the newest state: what another worker did may
        be what was missing."""
        for _ in range(ATTEMPTS):
            version = desk.state.version
            at = max(self._clock(), desk.state.at)
            try:
                if shown is not None:
                    require_as_shown(desk.machine, desk.state, intent, shown)
                acts = desk.machine.decide(desk.state, intent, by, at)
            except Refused as refusal:
                if await self._read_on(book, desk):
                    continue
                if not again:
                    await self._remember(book, command, by, intent, refusal, at)
                raise
            drafts = [self._draft(desk, act, by, at) for act in acts]
            outcome = {"version": version + len(drafts)}
            try:
                await self._append(book, version, drafts, command, outcome)
            except WrongVersion:
                await self._read_on(book, desk)
                continue
            for act in acts:
                desk.fold(act, by, at)
            return desk.state.version
        raise VersionMoved(desk.state.version)

    async def _append(
        self,
        book: str,
        version: int,
        drafts: Sequence[Draft],
        command: CommandKey | None,
        outcome: dict[str, Any],
    ) -> None:
        await self._with_pen(
            lambda: self._record.append(book, version, drafts, command=command, outcome=outcome)
        )

    async def _remember(
        self, book: str, command: CommandKey | None, by: Actor, intent: Any, refusal: Refused, at: Instant
    ) -> None:
        """Keep a refusal, so that the secretariat can be asked why (and a repeat gets the same answer)."""
        if command is None:
            return
        outcome = {
            "refused": type(refusal).__name__,
            "code": refusal.code,
            "rule": refusal.rule,
            "facts": plain(refusal.facts),
            "intent": abridged(plain(intent)),
            "capacity": by.capacity.value,
            "seat": by.seat,
            "at": at,
        }
        await self._with_pen(lambda: self._record.remember(book, command, outcome))

    def _draft(self, desk: Desk, act: Any, by: Actor, at: Instant) -> Draft:
        return Draft(at=at, actor=by, act=act, visibility=desk.machine.visibility(desk.state, act))

    async def _tell(self, book: str, desk: Desk) -> None:
        acts, desk.untold = desk.untold, []
        if acts:
            await self._announce(book, desk.state, acts)

    async def _announce(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        self._announced.add(book)
        for listener in self._listeners:
            told = listener(book, state, acts)
            if told is not None:
                await told

    async def _with_pen(self, work: Callable[[], T]) -> T:
        """The record is touched by one thread of its own, so that a slow disk never stops the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pen, work)


def _digest(intent: Any) -> str:
    text = json.dumps(plain(intent), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _replay(stored: StoredOutcome) -> int:
    """Give the first outcome again."""
    outcome = stored.outcome
    if "refused" in outcome:
        kind = NotSeated if outcome["refused"] == NotSeated.__name__ else OutOfOrder
        raise kind(outcome["code"], outcome["rule"], outcome["facts"])
    return int(outcome["version"])
