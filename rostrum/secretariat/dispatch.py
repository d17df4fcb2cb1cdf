"""Dispatch: letters that the record says were written go out by mail, at least once each.

What is due is read off the bodies' states; what went out stands in a file of the data directory, one line each. So a
letter survives a crash between the act and the mail, and a mail server that is away for a day.
"""

import asyncio
import json
import os
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from typing import Any, Literal

import structlog

from rostrum.composition.fonts import NoFont
from rostrum.procedure.body.state import Body
from rostrum.procedure.words import Instant
from rostrum.secretariat.calendar import Method, entry
from rostrum.secretariat.catcher import Catcher
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.invitations import ReplyKeys, written_in
from rostrum.secretariat.letters import Kind, Letter, Occasion, as_html, as_pdf, as_text, write

log = structlog.get_logger()

WAITS = (5.0, 15.0, 60.0, 300.0, 900.0)
"""Seconds before another attempt; the last repeats."""
HOUSE = "secretariat@rostrum.invalid"
PATIENCE = 20.0
"""Seconds to wait for a mail server's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mail leaves the house."""

    host: str
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    implicit: bool = False
    """TLS from the first byte (RFC 8314), as port 465 is spoken."""
    authority: str = ""
    """A file of certificates to trust instead of the machine's own."""
    sender: str = HOUSE
    """An address, or ``Name <address>``."""
    reply_to: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "MailSettings | None":
        """``ROSTRUM_SMTP_HOST`` and its like; None where no mail server is named: letters then wait."""
        host = environ.get("ROSTRUM_SMTP_HOST", "")
        if not host:
            return None
        port = int(environ.get("ROSTRUM_SMTP_PORT", "587"))
        return cls(
            host=host,
            port=port,
            implicit=port == 465,
            authority=environ.get("ROSTRUM_SMTP_CA", ""),
            reply_to=environ.get("ROSTRUM_MAIL_REPLY_TO", ""),
            user=environ.get("ROSTRUM_SMTP_USER", ""),
            password=environ.get("ROSTRUM_SMTP_PASSWORD", ""),
            starttls=port != 465 and environ.get("ROSTRUM_SMTP_STARTTLS", "yes") != "no",
            sender=environ.get("ROSTRUM_MAIL_FROM", HOUSE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A letter that the record says was written. ``id`` is the same whenever it is read off."""

    id: str
    kind: Kind
    book: str
    meeting: str
    code: str
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of a letter: ``sent``, or ``refused`` by the mail server for good."""

    id: str
    state: Literal["sent", "refused"]
    at: Instant
    error: str = ""


class Outbox:
    """Which letters are done with: lines of JSON in a file, written through before the next is sent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done = {line.id: line for line in _lines(path)}

    def get(self, letter: str) -> Delivered | None:
        return self._done.get(letter)

    def done(self, delivered: Delivered) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(delivered)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._done[delivered.id] = delivered


def _lines(path: Path) -> Iterator[Delivered]:
    """Whole lines only: one that a crash cut short was not done, and its letter goes out again."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            yield Delivered(**json.loads(line))
        except (ValueError, TypeError):
            log.warning("outbox line cut short", line=line[:80])


def due(state: Body) -> list[Due]:
    """Every letter of a body's coming meetings that was ever written, the newest reminder of each only. Of a meeting
    called off nothing more goes out but what takes back what was sent."""
    found: list[Due] = []
    for line in state.meetings.values():
        if line.past:
            continue
        place = f"{state.book}/{line.key}"
        for code in line.invitations:
            common: dict[str, Any] = {"book": state.book, "meeting": line.key, "code": code}
            sent = line.invited_at
            if line.called_off:
                found.append(
                    Due(
                        id=f"{place}/{code}/cancellation",
                        kind="cancellation",
                        at=line.called_off_at,
                        **common,
                    )
                )
                continue
            found.append(Due(id=f"{place}/{code}/invitation", kind="invitation", at=sent, **common))
            if code in line.reminded:
                at = line.reminded[code]
                found.append(Due(id=f"{place}/{code}/reminder/{at}", kind="reminder", at=at, **common))
    return found


def occasion_of(state: Body, meeting: str, code: str, keys: ReplyKeys, origin: str) -> Occasion:
    """The letter's occasion, with the address of its reply page."""
    line = state.meetings[meeting]
    return Occasion(
        body=state,
        meeting=line,
        code=code,
        language=line.invitations[code].language,
        link=f"{origin}/reply/{keys.key(state.book, meeting, code)}",
        reply_by=line.reply_by,
    )


WITHHELD = "•" * 12
"""Stands in a draft for the key of the reply page, which is in the letter itself and nowhere else."""


def draft_of(
    state: Body, meeting: str, code: str, language: str, origin: str, reply_by: Instant | None = None
) -> Occasion:
    """The occasion of a letter that is yet to go out, in a language of the meeting (empty: the usual one)."""
    line = state.meetings[meeting]
    sent = line.invitations.get(code)
    return Occasion(
        body=state,
        meeting=line,
        code=code,
        language=sent.language if sent and not language else written_in(line, code, language),
        link=f"{origin}/reply/{WITHHELD}",
        reply_by=line.reply_by if line.reply_by is not None else reply_by,
    )


def _from(sender: str, otherwise: str) -> str:
    """The sender with a display name: its own, or that of the body."""
    name, address = parseaddr(sender)
    return formataddr((name or otherwise, address))


def mail(
    letter: Letter,
    occasion: Occasion,
    letter_id: str,
    at: Instant,
    sender: str,
    to: Sequence[str],
    reply_to: str = "",
) -> EmailMessage:
    """Text, HTML and calendar entry as alternatives, the entry once more to keep, and the page on paper where its
    script can be printed here."""
    method: Method = "CANCEL" if letter.link == "" else "REQUEST"
    message = EmailMessage()
    message["Subject"] = " ".join(letter.subject.split())
    message["From"] = _from(sender, letter.heading)
    if reply_to:
        message["Reply-To"] = reply_to
    message["To"] = ", ".join(to)
    message["Date"] = format_datetime(datetime.fromtimestamp(at / 1000, UTC))
    message["Message-ID"] = f"<{letter_id.replace('/', '.')}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(letter))
    message.add_alternative(as_html(letter, occasion.body.accent), subtype="html")
    calendar = entry(occasion, sender, to[0], at, method)
    kind = {"method": method, "charset": "utf-8"}
    message.add_alternative(calendar.decode(), subtype="calendar", params={"method": method})
    message.add_attachment(
        calendar, maintype="text", subtype="calendar", filename="invitation.ics", params=kind
    )
    try:
        page = as_pdf(letter, occasion.body.accent)
    except NoFont as missing:
        log.warning("letter without a page on paper: no font", language=str(missing))
    else:
        message.add_attachment(page, maintype="application", subtype="pdf", filename="letter.pdf")
    message["Content-Language"] = letter.language  # last: adding parts moves it inwards
    return message


Outcome = tuple[str, str, Literal["sent", "refused", "waiting"]]
"""A letter's id, what the server said against it, and what became of it."""


def hand_over(settings: MailSettings, messages: Iterable[tuple[str, EmailMessage]]) -> Iterator[Outcome]:
    """Give mails to the server over one connection; error is empty where all addressees took it.

    Only addresses are refused for good. A letter that some of its addressees take is delivered. Raises OSError or
    SMTPException for a fault of the house (connection, certificate, sign-in, sender): the round stops there.
    """
    with _line(settings) as server:
        if settings.user:
            server.login(settings.user, settings.password)
        for letter, message in messages:
            try:
                refused = server.send_message(message)
            except smtplib.SMTPRecipientsRefused as none:
                codes = [code for code, _ in none.recipients.values()]
                for_good = all(code >= 500 for code in codes)
                yield letter, str(none.recipients)[:300], "refused" if for_good else "waiting"
            except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as error:
                yield letter, f"{type(error).__name__}: {error}"[:300], "waiting"
            else:
                yield letter, str(refused)[:300] if refused else "", "sent"


def _line(settings: MailSettings) -> smtplib.SMTP:
    """A connection to the mail server; with TLS, its certificate is checked against its name."""
    tls = ssl.create_default_context(cafile=settings.authority or None)
    if settings.implicit:
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=PATIENCE, context=tls)
    server = smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE)
    try:
        if settings.starttls:
            server.starttls(context=tls)
    except Exception:
        server.close()
        raise
    return server


def _all_handed_over(
    settings: MailSettings, messages: Sequence[tuple[str, EmailMessage]]
) -> tuple[list[Outcome], str]:
    """What became of each mail up to the end, or up to the failure that is named."""
    results: list[Outcome] = []
    try:
        for result in hand_over(settings, messages):
            results.append(result)
    except (OSError, smtplib.SMTPException) as error:
        return results, f"{type(error).__name__}: {error}"[:300]
    return results, ""


class Dispatch:
    """Sends what is due, by and by. ``now`` gives UTC ms; without mail server or catcher letters wait."""

    def __init__(
        self,
        clerk: Clerk,
        keys: ReplyKeys,
        folder: Path,
        origin: str,
        now: Callable[[], Instant],
        mail: MailSettings | None = None,
        catcher: Catcher | None = None,
    ) -> None:
        self._clerk = clerk
        self._keys = keys
        self.origin = origin
        self._now = now
        self.settings = mail
        self.catcher = catcher
        self.outbox = Outbox(folder / "outbox.jsonl")
        self.errors: dict[str, str] = {}
        """The last failure of letters that still wait."""
        self._states: dict[str, Body] = {}
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._failures = 0

    async def open(self) -> None:
        """Take up what the record left undone, and listen for more."""
        if self.catcher is not None:
            await self.catcher.start()
            self.settings = MailSettings(host="127.0.0.1", port=self.catcher.port)
        self._clerk.listen(self._heard)
        for book in filter(self._clerk.holds, await self._clerk.books()):
            state = await self._clerk.state(book)
            self._heard(book, state, ())
        self._task = asyncio.create_task(self._work(), name="dispatch")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self.catcher is not None:
            await self.catcher.stop()

    def _heard(self, book: str, state: Any, acts: Sequence[Any]) -> None:
        if isinstance(state, Body):
            self._states[book] = state
            self._failures = 0
            self._news.set()

    @property
    def sender(self) -> str:
        return self.settings.sender if self.settings is not None else HOUSE

    def waiting(self) -> list[Due]:
        """Letters due that are not done with, the oldest first."""
        every = [one for state in self._states.values() for one in due(state)]
        return sorted(
            (one for one in every if self.outbox.get(one.id) is None and self._follows(one)),
            key=lambda one: (one.at, one.id),
        )

    def _follows(self, one: Due) -> bool:
        """Only what was sent is taken back."""
        sent = self.outbox.get(one.id.replace("/cancellation", "/invitation"))
        return one.kind != "cancellation" or (sent is not None and sent.state == "sent")

    async def _work(self) -> None:
        while True:
            self._news.clear()
            letters = self.waiting()
            if letters and self.settings is not None:
                await self._send(letters, self.settings)
            left = bool(self.waiting()) and self.settings is not None
            wait = WAITS[min(self._failures, len(WAITS)) - 1] if left and self._failures else None
            try:
                async with asyncio.timeout(wait):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _send(self, letters: Sequence[Due], settings: MailSettings) -> None:
        """One round. What fails stays due."""
        messages = [made for one in letters if (made := await asyncio.to_thread(self._made, one, settings))]
        results, failure = await asyncio.to_thread(_all_handed_over, settings, messages)
        for letter, error, state in results:
            if state == "waiting":
                self._failed([letter], error)
                continue
            self.errors.pop(letter, None)
            self.outbox.done(Delivered(id=letter, state=state, at=self._now(), error=error))
        if failure:
            given = {letter for letter, _, _ in results}
            self._failed([letter for letter, _ in messages if letter not in given], failure)

    def _made(self, one: Due, settings: MailSettings) -> tuple[str, EmailMessage] | None:
        try:
            return one.id, self._message(one, settings)
        except Exception as error:  # one letter that cannot be written must not stop the others
            self._failed([one.id], f"{type(error).__name__}: {error}"[:300])
            return None

    def _message(self, one: Due, settings: MailSettings) -> EmailMessage:
        state = self._states[one.book]
        occasion = occasion_of(state, one.meeting, one.code, self._keys, self.origin)
        to = state.meetings[one.meeting].invitations[one.code].addresses
        return mail(
            write(one.kind, occasion), occasion, one.id, one.at, settings.sender, to, settings.reply_to
        )

    def _failed(self, letters: Sequence[str], error: str) -> None:
        self._failures += 1
        self.errors |= dict.fromkeys(letters, error)
        log.warning("mail not sent", letters=len(letters), error=error)
