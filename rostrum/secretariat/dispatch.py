"""Dispatch: letters that the record says were written go out by mail, at least once each.

What is due is read off the bodies' states; what went out stands in the ledger. So a letter survives a crash between the
act and the mail, and a mail server that is away for a day.
"""

import asyncio
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage
from typing import Any

import structlog

from rostrum.printing.letters import Kind, Occasion, differences, write
from rostrum.procedure.body.changes import as_changed
from rostrum.procedure.body.facts import Particulars
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant
from rostrum.record.ledger import Delivered, Ledger
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.catcher import Catcher
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.invitations import ReplyKeys, written_in
from rostrum.secretariat.kinds import Duty, kind_of
from rostrum.secretariat.mailboxes import Mailboxes
from rostrum.secretariat.mailing import HOUSE, MailSettings, Outcome, all_handed_over, mail

log = structlog.get_logger()

WAITS = (5.0, 15.0, 60.0, 300.0, 900.0)
"""Seconds before another attempt; the last repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What letters say of the house that writes them: its address, and the fingerprint of its key."""

    origin: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A letter that the record says was written. ``id`` is the same whenever it is read off."""

    id: str
    kind: Kind
    book: str
    meeting: str
    code: str
    at: Instant


ABOUT = re.compile(r"/(invitation|cancellation|(reminder|change)/\d+)$")
"""The end of a letter's id, after body, meeting and addressee."""


FORGOTTEN = "address_forgotten"
"""Is said of a letter whose addressee's addresses were erased; the pages have a sentence for it."""


class Outbox:
    """Which letters are done with; it stands in the ledger before the next is sent."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._done: dict[str, Delivered] = {}
        self._told: dict[str, int] = {}
        self._read = 0
        self.catch_up()

    def get(self, letter: str) -> Delivered | None:
        """None where it is yet to go, or to go again."""
        found = self._done.get(letter)
        return None if found is None or found.state == "again" else found

    def done(self, deliveries: Collection[Delivered]) -> None:
        self._ledger.deliver(deliveries)
        self.catch_up()

    def catch_up(self) -> None:
        """Takes up what stands in the ledger since, whoever wrote it."""
        for number, delivered in self._ledger.deliveries(self._read):
            self._read = number
            self._take(delivered)

    def _take(self, delivered: Delivered) -> None:
        self._done[delivered.id] = delivered
        if delivered.state == "sent":
            about = ABOUT.sub("", delivered.id)
            self._told[about] = max(delivered.sequence, self._told.get(about, 0))

    def told(self, letter: str) -> int:
        """How many changes the reader of a letter knows of from those that were sent."""
        return self._told.get(ABOUT.sub("", letter), 0)


def due(state: Body) -> list[Due]:
    """Every letter of a body's coming meetings that was ever written; of reminders and changes the newest only, which
    says all that its reader does not know. Of a meeting called off nothing goes out but what takes back what was sent.
    """
    found: list[Due] = []
    for line in state.meetings.values():
        if line.past:
            continue
        place = f"{state.book}/{line.key}"
        for code in line.invitations:
            name = line.addressee(code)
            common: dict[str, Any] = {"book": state.book, "meeting": line.key, "code": code}
            sent = line.written_at[code]
            if line.called_off:
                found.append(
                    Due(
                        id=f"{place}/{name}/cancellation",
                        kind="cancellation",
                        at=line.called_off_at,
                        **common,
                    )
                )
                continue
            found.append(Due(id=f"{place}/{name}/invitation", kind="invitation", at=sent, **common))
            found += [
                Due(id=f"{place}/{name}/{kind}/{at}", kind=kind, at=at, **common)
                for at, kind in sorted(_later(line, code))
            ]
    return found


def _later(line: MeetingLine, code: str) -> Iterator[tuple[Instant, Kind]]:
    """What was written after the invitation: the newest reminder, the newest change."""
    if line.reminded.get(code, -1) >= line.written_at[code]:
        yield line.reminded[code], "reminder"
    if line.changes and line.changes[-1][0] >= line.written_at[code]:
        yield line.changes[-1][0], "change"


def occasion_of(state: Body, one: Due, keys: ReplyKeys, house: House, told: int = 0) -> Occasion:
    """The letter's occasion, with the address of its reply page. ``told``: changes that its reader knows of."""
    meeting, code = one.meeting, one.code
    line = state.meetings[meeting]
    sent = line.invitations[code]
    return Occasion(
        body=state,
        meeting=line,
        code=code,
        language=sent.language,
        link=f"{house.origin}/reply/{keys.key(state.book, meeting, line.addressee(code), sent.reply_sha256)}",
        at=one.at,
        reply_by=line.reply_by,
        fingerprint=house.fingerprint,
        told=told,
    )


WITHHELD = "•" * 12
"""Stands in a draft for the key of the reply page, which is in the letter itself and nowhere else."""


def draft_of(
    state: Body,
    meeting: str,
    code: str,
    language: str,
    house: House,
    at: Instant,
    reply_by: Instant | None = None,
) -> Occasion:
    """The occasion of a letter that is yet to go out, in a language of the meeting (empty: the usual one)."""
    line = state.meetings[meeting]
    sent = line.invitations.get(code)
    return Occasion(
        body=state,
        meeting=line,
        code=code,
        language=sent.language if sent and not language else written_in(line, code, language),
        link=f"{house.origin}/reply/{WITHHELD}",
        at=at,
        fingerprint=house.fingerprint,
        reply_by=line.reply_by if line.reply_by is not None else reply_by,
    )


def changed_draft(
    state: Body, meeting: str, code: str, language: str, house: House, at: Instant, now: Particulars
) -> Occasion:
    """The occasion of the letter that would say a change; it tells what is new against the meeting as it stands."""
    made = draft_of(state, meeting, code, language, house, at)
    line = as_changed(made.meeting, now, at)
    return replace(made, meeting=line, reply_by=now.reply_by, told=len(line.changes) - 1)


class Dispatch:
    """Sends what is due, by and by. ``now`` gives UTC ms; without mail server or catcher letters wait."""

    def __init__(
        self,
        clerk: Clerk,
        keys: ReplyKeys,
        ledger: Ledger,
        house: House,
        now: Callable[[], Instant],
        mail: MailSettings | None = None,
        catcher: Catcher | None = None,
    ) -> None:
        self._clerk = clerk
        self._keys = keys
        self.house = house
        self._now = now
        self.mailboxes = Mailboxes(ledger)
        self.settings = mail
        self.catcher = catcher
        self.outbox = Outbox(ledger)
        self.errors: dict[str, str] = {}
        """The last failure of letters that still wait."""
        self._states: dict[str, Body] = {}
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._failures = 0
        self.sends: Callable[[str], bool] = lambda book: True
        """Whether the letters of a body are for this process to send, asked before each."""

    async def open(self) -> None:
        """Take up what the record left undone, and listen for more."""
        if self.catcher is not None:
            await self.catcher.start()
            self.settings = MailSettings(host="127.0.0.1", port=self.catcher.port)
        self._clerk.listen(self._heard)
        for book in filter(self._clerk.holds, await self._clerk.books()):
            state = await self._clerk.state(book)
            self._heard(book, state, ())
            if book in self._states:
                self.mailboxes.tidy(state, self._now())
        self._task = asyncio.create_task(self._work(), name="dispatch")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self.catcher is not None:
            await self.catcher.stop()

    async def take(self, book: str, state: Any) -> None:
        """The letters of a body are this process's to send from now on."""
        self._heard(book, state, ())

    def _heard(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        if Duty.DISPATCH in kind_of(book).duties:
            self._states[book] = state
            self._failures = 0
            self._news.set()

    @property
    def sender(self) -> str:
        return self.settings.sender if self.settings is not None else HOUSE

    def waiting(self) -> list[Due]:
        """Letters due that are not done with, the oldest first."""
        every = [one for book, state in self._states.items() if self.sends(book) for one in due(state)]
        return sorted(
            (
                one
                for one in every
                if self._mailed(one) and self.outbox.get(one.id) is None and self._follows(one)
            ),
            key=lambda one: (one.at, one.id),
        )

    def _mailed(self, one: Due) -> bool:
        """What is handed over by hand is printed by the secretariat, and waits for no mail server."""
        return not self._states[one.book].meetings[one.meeting].invitations[one.code].by_hand

    def _follows(self, one: Due) -> bool:
        """Only what was sent is taken back; a change is written to those who know otherwise."""
        if one.kind in ("invitation", "reminder"):
            return True
        sent = self.outbox.get(ABOUT.sub("/invitation", one.id))
        if sent is None or sent.state != "sent":
            return False
        return one.kind == "cancellation" or bool(differences(self._occasion(one)))

    def _occasion(self, one: Due) -> Occasion:
        return occasion_of(self._states[one.book], one, self._keys, self.house, self.outbox.told(one.id))

    def letters(self, state: Body, meeting: str) -> dict[str, Due]:
        """The newest letter of a meeting to each who was invited, of those that went or are to go."""
        every = [one for one in due(state) if one.meeting == meeting]
        return {one.code: one for one in every if self._goes(one)}

    def last(self, state: Body, meeting: str, code: str) -> Due:
        """The letter that went last to somebody invited, or is to go. One about a change that their invitation already
        had in it never does."""
        every = [one for one in due(state) if (one.meeting, one.code) == (meeting, code)]
        return next((one for one in reversed(every) if self._goes(one)), every[-1])

    def _goes(self, one: Due) -> bool:
        return self.outbox.get(one.id) is not None or self._follows(one)

    async def _work(self) -> None:
        while True:
            self._news.clear()
            letters = self._known_to_wait()
            if letters and self.settings is not None:
                await self._send(letters, self.settings)
            left = bool(self.waiting()) and self.settings is not None
            wait = WAITS[min(self._failures, len(WAITS)) - 1] if left and self._failures else None
            try:
                async with asyncio.timeout(wait):
                    await self._news.wait()
            except TimeoutError:
                continue

    def _known_to_wait(self) -> list[Due]:
        """Those waiting that no other process is known to have sent; none where that cannot be known now."""
        try:
            self.outbox.catch_up()
        except RecordUnavailable as error:
            self._failed([one.id for one in self.waiting()], str(error))
            return []
        return self.waiting()

    async def _send(self, letters: Sequence[Due], settings: MailSettings) -> None:
        """One round. What fails stays due; so does what another process has to send by now."""
        letters = [one for one in letters if self._addressed(one)]
        messages = {
            one: made for one in letters if (made := await asyncio.to_thread(self._made, one, settings))
        }
        knowing = {one.id: len(self._states[one.book].meetings[one.meeting].changes) for one in letters}
        given: list[str] = []

        def goes() -> Iterator[tuple[str, EmailMessage]]:
            for one, message in messages.items():
                if self.sends(one.book):
                    yield one.id, message

        def hand_over_all() -> str:
            return all_handed_over(
                settings, goes(), lambda outcome: given.append(self._book(outcome, knowing))
            )

        failure = await asyncio.to_thread(hand_over_all)
        if failure:
            self._failed([one.id for one in messages if one.id not in given], failure)

    def _addressed(self, one: Due) -> bool:
        """Whether there is an address to write to. Where it was forgotten the letter is done with, until another is
        given."""
        sent = self._states[one.book].meetings[one.meeting].invitations[one.code]
        try:
            found = bool(self.mailboxes.addresses(one.book, sent))
            if not found:
                self.outbox.done([Delivered(id=one.id, state="refused", at=self._now(), error=FORGOTTEN)])
        except RecordUnavailable as error:
            self._failed([one.id], str(error))
            return False
        return found

    def _book(self, outcome: Outcome, knowing: Mapping[str, int]) -> str:
        """What became of a letter, kept before the next goes: whoever takes over sends it once more only where this
        process ended between the mail server's answer and here."""
        letter, error, state = outcome
        if state == "waiting":
            self._failed([letter], error)
            return letter
        self.errors.pop(letter, None)
        done = Delivered(id=letter, state=state, at=self._now(), error=error, sequence=knowing[letter])
        try:
            self.outbox.done([done])
        except RecordUnavailable as unavailable:  # it is due again, and goes twice rather than not at all
            self._failed([letter], str(unavailable))
        return letter

    def _made(self, one: Due, settings: MailSettings) -> EmailMessage | None:
        try:
            return self._message(one, settings)
        except Exception as error:  # one letter that cannot be written must not stop the others
            self._failed([one.id], f"{type(error).__name__}: {error}"[:300])
            return None

    def _message(self, one: Due, settings: MailSettings) -> EmailMessage:
        state = self._states[one.book]
        occasion = self._occasion(one)
        to = self.mailboxes.addresses(one.book, state.meetings[one.meeting].invitations[one.code])
        return mail(
            write(one.kind, occasion), occasion, one.id, one.at, settings.sender, to, settings.reply_to
        )

    def again(self, letters: Collection[str]) -> int:
        """Those of the letters that were refused for good go once more; how many they are."""
        refused = [done for one in letters if (done := self.outbox.get(one)) and done.state == "refused"]
        self.outbox.done([replace(one, state="again", at=self._now()) for one in refused])
        self._failures = 0
        self._news.set()
        return len(refused)

    def _failed(self, letters: Sequence[str], error: str) -> None:
        self._failures += 1
        self.errors |= dict.fromkeys(letters, error)
        log.warning("mail not sent", letters=len(letters), error=error)
