"""Mail as it leaves the house: what a letter's mail holds, to which addresses, and over which line.

Addresses may be in any alphabet: a domain goes as its A-labels (IDNA 2008), a name before the @ that is not ASCII
needs a mail server that takes such (SMTPUTF8, RFC 6531).
"""

import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, getaddresses, parseaddr
from typing import Literal

import idna
import structlog

from rostrum.printing.fonts import NoFont
from rostrum.printing.letter_pages import as_html, as_pdf, as_text
from rostrum.printing.letters import Letter, Occasion
from rostrum.procedure.words import Instant
from rostrum.secretariat.calendar import Method, entry

log = structlog.get_logger()

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


NO_SMTPUTF8 = "no_smtputf8"
"""Begins what is said of a letter whose addresses the mail server cannot write; the pages have a sentence for it."""


def posted(address: str) -> str:
    """An address as it travels: its domain in A-labels. Raises ValueError for a domain that nobody can have."""
    name, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    return f"{name}@{idna.encode(domain, uts46=True).decode()}"  # IDNAError is a ValueError


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
    going = [posted(address) for address in to]
    message["To"] = ", ".join(going)
    message["Date"] = format_datetime(datetime.fromtimestamp(at / 1000, UTC))
    message["Message-ID"] = f"<{letter_id.replace('/', '.')}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(letter))
    message.add_alternative(as_html(letter, occasion.body.accent), subtype="html")
    calendar = entry(occasion, sender, going[0], at, method)
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

    A letter is refused for good where all its addresses are, or its content is (5xx at DATA). One that some of its
    addressees take is delivered. Raises OSError or SMTPException for a fault of the house (connection, certificate,
    sign-in, sender): the round stops there.
    """
    with _line(settings) as server:
        if settings.user:
            server.login(settings.user, settings.password)
        server.ehlo_or_helo_if_needed()
        for letter, whole in messages:
            message, beyond = _writable(whole, server.has_extn("smtputf8"))
            if message is None:
                yield letter, beyond, "waiting"
                continue
            try:
                refused = server.send_message(message)
            except smtplib.SMTPRecipientsRefused as none:
                codes = [code for code, _ in none.recipients.values()]
                for_good = all(code >= 500 for code in codes)
                yield letter, str(none.recipients)[:300], "refused" if for_good else "waiting"
            except smtplib.SMTPDataError as error:
                for_good = error.smtp_code >= 500
                yield letter, f"{type(error).__name__}: {error}"[:300], "refused" if for_good else "waiting"
            else:
                yield letter, str(refused)[:300] if refused else beyond, "sent"


def _writable(message: EmailMessage, in_any_alphabet: bool) -> tuple[EmailMessage | None, str]:
    """The mail to those of its addresses that the server can write, and what is to be said of the others."""
    to = [address for _, address in getaddresses([str(message["To"])])]
    beyond = [] if in_any_alphabet else [address for address in to if not address.isascii()]
    if not beyond:
        return message, ""
    said = f"{NO_SMTPUTF8}: {', '.join(beyond)}"[:300]
    if len(beyond) == len(to):
        return None, said
    del message["To"]
    message["To"] = ", ".join(address for address in to if address.isascii())
    return message, said


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


def all_handed_over(
    settings: MailSettings, messages: Iterable[tuple[str, EmailMessage]], told: Callable[[Outcome], None]
) -> str:
    """Tells what became of each mail before the next is given; the failure that ended the round, or nothing."""
    try:
        for outcome in hand_over(settings, messages):
            told(outcome)
    except (OSError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}"[:300]
    return ""
