"""The office: those who run the books of one process, together, and how they hear of one another."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog

from rostrum.hall.plan import air, plan
from rostrum.hall.port import Hall
from rostrum.procedure.actor import HOUSE
from rostrum.procedure.meeting.host import interruptible
from rostrum.procedure.meeting.intents import ReturnHouse
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Instant, SittingPhase
from rostrum.record.checkpoint import Signer
from rostrum.record.ledger import Ledger
from rostrum.record.port import Record, RecordUnavailable
from rostrum.record.shelf import Shelf
from rostrum.secretariat.accreditation import Accredited
from rostrum.secretariat.admissions import Admissions, Admitted
from rostrum.secretariat.attendance import Attendance
from rostrum.secretariat.clerk import Clerk, ReadOnly, UnknownBook
from rostrum.secretariat.clock import Clock
from rostrum.secretariat.codes import EntryCodes
from rostrum.secretariat.convening import Convening
from rostrum.secretariat.duties import Doing, Duties
from rostrum.secretariat.investiture import Investiture
from rostrum.secretariat.invitations import ReplyKeys
from rostrum.secretariat.kinds import MEETINGS, Duty, kind_of, machine_of
from rostrum.secretariat.mailboxes import Mailboxes
from rostrum.secretariat.matching import Matching
from rostrum.secretariat.notary import Notary
from rostrum.secretariat.notes import Notes
from rostrum.secretariat.noticeboard import Noticeboard
from rostrum.secretariat.papers import Papers
from rostrum.secretariat.pulse import BEAT_S, Pulse, Watch
from rostrum.secretariat.seals import BADGE_MS, Seals
from rostrum.secretariat.timepiece import Timepiece
from rostrum.secretariat.usher import Usher
from rostrum.views.audience import seat_of
from rostrum.views.documents import NotesMark

log = structlog.get_logger()

OVER = frozenset({SittingPhase.CLOSED, SittingPhase.CANCELLED})
"""The notes of a meeting that is over are kept as long as the last badge to it."""


class Office:
    """Clerk, clock, noticeboard, usher and hall of one process."""

    def __init__(
        self,
        record: Record,
        hall: Hall,
        signer: Signer,
        ledger: Ledger,
        data: Path,
        now: Callable[[], Instant],
    ) -> None:
        self.record = record
        self.ledger = ledger
        self.hall = hall
        self.signer = signer
        self.now = now
        self.clerk = Clerk(record, machine_of, now)
        self.clock = Clock(self.clerk, now)
        self.notary = Notary(self.clerk, record, signer)
        self.investiture = Investiture(self.clerk)
        self.convening = Convening(self.clerk)
        self.papers = Papers(Shelf(data), self.clerk)
        self.notes = Notes(ledger, now)
        self.noticeboard = Noticeboard(
            {
                "air": lambda state, key: air(plan(state)),
                "notes": self._notes_mark,
                "record": lambda state, key: self.clerk.record_mark(state.book),
            }
        )
        self.usher = Usher(self.clerk, hall)
        self.attendance = Attendance()
        self.seals = Seals(ledger, now)
        self.admissions = Admissions(self.seals, ledger, now)
        self.reply_keys = ReplyKeys(self.seals)
        self.mailboxes = Mailboxes(ledger)
        self.codes = EntryCodes(self.seals, ledger, now)
        self.pulse = Pulse(data / "pulse", now)
        self.newly_prepared = False
        """Set where the record was written by a rehearsal just now: the house was not away from it."""
        self.watch = Watch(now)
        self.timepiece: Timepiece | None = None
        """The clock behind ``now``, where it is one that is compared with the wall."""
        self._living: list[asyncio.Task[None]] = []
        self._returning: asyncio.Task[None] | None = None
        self.duties = Duties(self.clerk, ledger)
        self._matching = Matching(hall, self.usher, self._keeps)
        self.clock.keeps = self._keeps_time
        self.duties.doings |= self._doings()

    def _doings(self) -> dict[Duty, Doing]:
        """Duties of this office, in the order in which they hear; the dispatch adds its own."""

        async def set_alarm(book: str, state: Any) -> None:
            self.clock.changed(book, state)

        async def keep_in_step(book: str, state: Any) -> None:
            self.convening.heard(book, state, ())

        return {
            Duty.CLOCK: Doing(
                hear=lambda book, state, acts: self.clock.changed(book, state),
                take=set_alarm,
                leave=self.clock.stop,
            ),
            Duty.HALL: Doing(
                hear=self._matching.heard,
                take=self._matching.take,
                leave=self._matching.leave,
                everywhere=True,
            ),
            Duty.NOTARY: Doing(hear=self.notary.heard, take=lambda book, state: self.notary.catch_up(book)),
            Duty.INVESTITURE: Doing(
                hear=self.investiture.heard, take=lambda book, state: self.investiture.catch_up(book)
            ),
            Duty.CONVENING: Doing(hear=self.convening.heard, take=keep_in_step),
        }

    def _keeps(self, book: str) -> bool:
        return self.duties.does(Duty.HALL, book)

    def _keeps_time(self, book: str) -> bool:
        return self.duties.does(Duty.CLOCK, book)

    async def open(self) -> None:
        """Start the hall and take up every book where the record left it."""
        await self.inspect()
        if self.timepiece is not None:
            self.timepiece.not_before(await self._latest())
        self.clerk.listen(self._heard)
        self.hall.on_presence = self.usher.noticed
        self.hall.on_turn = self.usher.hall_turned
        await self.hall.start()
        self.usher.hall_turned()
        alive = self.pulse.last()
        books = list(filter(self.clerk.holds, await self.clerk.books()))
        fresh = await self.duties.claim(books)
        for book in books:
            if not self.newly_prepared:
                await self._return(book, alive)
            await self._heard(book, await self.clerk.state(book), ())
        await self.duties.take(fresh)
        for state in await self.meetings():
            if state.phase in OVER and state.at + BADGE_MS < self.now():
                self.notes.forget(state.book)
        self.watch.away_since()
        self.clerk.roused = self._roused
        await self.clerk.follow()
        self._living = [
            asyncio.create_task(self.duties.keep(), name="duties"),
            asyncio.create_task(self._beat(), name="pulse"),
            asyncio.create_task(self._look_up(), name="watch"),
        ]
        self.usher.hall_turned()

    async def inspect(self) -> None:
        """Take up every book; what does not fit its checkpoints, the key or the log is read only, and named."""
        for finding in await self.clerk.open(self.signer.verifier):
            log.error("book quarantined", book=finding.book, what=finding.what, why=finding.why)
        if damage := self.record.damage():
            log.error("write-ahead log damaged", why=damage, kept="record.sqlite-wal.damaged")

    async def close(self) -> None:
        for task in self._living:
            task.cancel()
        await asyncio.gather(*self._living, return_exceptions=True)
        await self.notary.settled()
        await self.investiture.settled()
        await self.convening.settled()
        await self._matching.close()
        await self.clock.close()
        await self.usher.close()
        await self.hall.stop()
        await self.duties.give_up()
        await self.clerk.close()

    async def _return(self, book: str, alive: Instant) -> None:
        """Have it recorded that the house was away from a meeting of which something ran when it was last alive."""
        if not self._keeps(book):
            return
        state: Meeting = await self.clerk.state(book)
        since = max(alive, state.at)
        if interruptible(state, since) and since < self.now():
            try:
                await self.clerk.submit(book, ReturnHouse(since=since), HOUSE)
            except (Refused, ReadOnly, RecordUnavailable) as error:
                log.warning("return not recorded", book=book, error=str(error))

    async def _beat(self) -> None:
        """Every second or so while something runs that an absence of the house would take from somebody."""
        while True:
            with suppress(RecordUnavailable):
                now = self.now()
                running = any(interruptible(state, now) for state in await self.meetings())
                if running:
                    await asyncio.to_thread(self.pulse.beat)
                if self.timepiece is not None:
                    self.timepiece.look(not running, await self._latest())
            await asyncio.sleep(BEAT_S)

    async def _latest(self) -> Instant:
        """The instant of the latest act on the record."""
        return max([(await self.clerk.state(book)).at for book in await self.clerk.books()], default=0)

    async def _look_up(self) -> None:
        """So often that a stop is noticed; it waits for no disk and no other thread."""
        while True:
            self._notice()
            await asyncio.sleep(BEAT_S)

    def _notice(self) -> None:
        """This process was stopped and goes on, or its machine slept: the house was away."""
        since = self.watch.away_since()
        if since is not None:
            log.warning("was stopped", since=since)
            self._returning = asyncio.create_task(self._return_everywhere(since), name="return")

    async def _roused(self) -> None:
        """Before a deadline that fell meanwhile, a lost line or anybody's act: that the house was away."""
        self._notice()
        returning = self._returning
        if returning is not None and returning is not asyncio.current_task():
            await asyncio.shield(returning)

    async def _return_everywhere(self, since: Instant) -> None:
        try:
            for book in await self.clerk.books():
                await self._return(book, since)
        except RecordUnavailable as error:
            log.warning("return not recorded", error=str(error))
        self.usher.hall_turned()

    async def meeting(self, book: str) -> Meeting:
        """The state of a meeting's book; raises UnknownBook for any other kind of book too."""
        if kind_of(book) is not MEETINGS:
            raise UnknownBook(book)
        return await self.clerk.state(book)

    async def meetings(self) -> list[Meeting]:
        """Every meeting on the record."""
        return [
            await self.clerk.state(book) for book in await self.clerk.books() if kind_of(book) is MEETINGS
        ]

    async def who(self, book: str, person: str) -> Accredited | None:
        """Who the person is in the book, as its roll says now; None for who is not accredited. Raises UnknownBook.
        Whom the operator has just entered beside this process is looked for on the record itself."""
        self.attendance.heard(book, await self.clerk.state(book))
        if self.attendance.who(book, person) is None:
            self.attendance.heard(book, await self.clerk.caught_up(book))
        return self.attendance.who(book, person)

    async def sign_out(self, admitted: Admitted) -> None:
        """The badge is taken back, and what it opened ends: streams, and the line into the hall."""
        book, person = admitted.book, admitted.person
        self.admissions.dismiss(admitted)
        self.noticeboard.look_again(book)
        try:
            still_there = await self.hall.sign_out(book, person, admitted.key)
        except OSError as error:  # its rounds end the line once the media server answers
            log.warning("hall not told", book=book, error=str(error))
            still_there = False
        if not still_there and Duty.HALL in kind_of(book).duties:
            await self.usher.signed_out(book, person)

    async def _heard(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        """Acts were folded: do for the book what its kind demands, and tell the readers."""
        self.attendance.heard(book, state)
        await self.duties.heard(book, state, acts)
        self.noticeboard.changed(book, state)

    def _notes_mark(self, state: Meeting, key: str) -> NotesMark:
        return NotesMark(last=self.notes.last(state.book, seat_of(key)))
