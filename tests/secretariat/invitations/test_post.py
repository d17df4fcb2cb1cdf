"""The post: what is due goes out once the server takes it, across restarts too."""

import asyncio
import smtplib
import socket
import ssl
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from icalendar import Calendar

from rostrum.printing.letter_words import WORDS
from rostrum.printing.letters import differences, write
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.changes import particulars_of
from rostrum.procedure.body.state import Body
from rostrum.record.ledger import Delivered
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.secretariat import dispatch as post
from rostrum.secretariat.calendar import entry
from rostrum.secretariat.catcher import Catcher, Caught, caught
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.dispatch import Dispatch, Outbox, due
from rostrum.secretariat.invitations import Invitee, invited
from rostrum.secretariat.mailboxes import Mailboxes
from rostrum.secretariat.mailing import NO_SMTPUTF8, MailSettings, hand_over, mail, posted
from tests.patience import LONG
from tests.secretariat.conftest import Hands
from tests.secretariat.invitations.conftest import (
    BOOK,
    HOUSE,
    KEYS,
    MEETING,
    OPENS,
    ORIGIN,
    REPLY_BY,
    SECRETARY,
    SIX,
    occasion,
    round_of,
)

# The post


def house(clerk: Clerk, folder: Path, hands: Hands, mail: MailSettings | None = None) -> Dispatch:
    catcher = None if mail else Catcher(folder / "mail")
    return Dispatch(clerk, KEYS, open_ledger(folder), HOUSE, hands, mail, catcher)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONG):
        while not true():
            await asyncio.sleep(0.02)


def mails_in(folder: Path) -> int:
    """How many were caught; to ask while waiting, for to read them all takes longer than to write them."""
    return len([*(folder / "mail").glob("*.eml")])


def calendar_part(one: Caught) -> EmailMessage:
    """The entry as an alternative of the text, not the one that is kept as a file."""
    (part,) = [
        p for p in one.message.walk() if p.get_content_type() == "text/calendar" and not p.get_filename()
    ]
    assert isinstance(part, EmailMessage)
    return part


async def until_delivered(dispatch: Dispatch) -> None:
    await until(lambda: not dispatch.waiting())


async def after_first_letters(clerk: Clerk, folder: Path, hands: Hands) -> Dispatch:
    """The dispatch at work, its first letters gone."""
    dispatch = house(clerk, folder, hands)
    await dispatch.open()
    await until_delivered(dispatch)
    return dispatch


@pytest.mark.asyncio
async def test_what_the_record_says_was_written_goes_out_once_across_restarts(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    for _ in range(2):
        dispatch = house(clerk, tmp_path, hands)
        await dispatch.open()
        await until_delivered(dispatch)
        await dispatch.close()
        assert len(caught(tmp_path / "mail")) == 5
    mail = caught(tmp_path / "mail")[0]
    assert mail.language in SIX and mail.parts[0] == "invitation.ics"
    assert f"{ORIGIN}/reply/" in mail.body("plain") and "<!doctype html>" in mail.body("html")


@pytest.mark.asyncio
async def test_a_letter_that_is_handed_over_waits_for_no_mail_server(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    """A guest whom the body does not know, without an address: the letter is there to be printed."""
    wish = Invitee(code="holy-see-envoy", name={"en": "Envoy of the Holy See"}, by_hand=True)
    drafts = invited(nam, MEETING, "c1", [wish], KEYS, "missions.example")
    await clerk.submit(BOOK, round_of(tuple(drafts)), SECRETARY)
    dispatch = await after_first_letters(clerk, tmp_path, hands)
    assert "holy-see-envoy" in {one.code for one in due(nam)}
    await dispatch.close()
    assert mails_in(tmp_path) == 5
    assert len(open_ledger(tmp_path).deliveries()) == 5, "nor is it said to be undeliverable"


@pytest.mark.asyncio
async def test_a_reminder_goes_out_when_the_act_is_folded(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    dispatch = await after_first_letters(clerk, tmp_path, hands)
    code = next(iter(nam.meetings[MEETING].invitations))
    await clerk.submit(BOOK, i.SendReminders(meeting=MEETING, codes=(code,)), SECRETARY)
    await until(lambda: mails_in(tmp_path) == 6)
    newest = caught(tmp_path / "mail")[0]
    assert newest.subject.startswith(WORDS[newest.language]["reminder"])
    assert KEYS.key(BOOK, MEETING, code) in newest.body("plain")
    await dispatch.close()


@pytest.mark.asyncio
async def test_a_mail_is_read_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catcher, write_all, seen = Catcher(tmp_path), Path.write_bytes, list[int]()

    def slowly(file: Path, content: bytes) -> int:
        write_all(file, content[:9])
        seen.append(len(caught(tmp_path)))
        return write_all(file, content)

    monkeypatch.setattr(Path, "write_bytes", slowly)
    mail = b"From: a@x.example\r\nTo: b@x.example\r\nDate: Mon, 15 Jun 2020 11:00:00 +0000\r\nSubject: s\r\n\r\nHear"
    envelope = Envelope()
    envelope.original_content = mail
    assert await catcher.handle_DATA(None, None, envelope) == "250 kept"
    assert (seen, [one.subject for one in caught(tmp_path)]) == ([0], ["s"])


@pytest.mark.asyncio
async def test_letters_wait_for_a_server_that_is_away(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "WAITS", (0.05,))
    catcher = Catcher(tmp_path / "mail")
    await catcher.start()
    port = catcher.port
    await catcher.stop()
    dispatch = house(clerk, tmp_path, hands, MailSettings(host="127.0.0.1", port=port))
    await dispatch.open()
    await until(lambda: len(dispatch.errors) == 5)
    assert len(dispatch.waiting()) == 5 and "refused" in next(iter(dispatch.errors.values())).lower()
    await catcher.start()
    dispatch.settings = MailSettings(host="127.0.0.1", port=catcher.port)
    await until_delivered(dispatch)
    assert not dispatch.errors
    await dispatch.close()
    await catcher.stop()


class Forgetful(MemoryLedger):
    """It cannot write once: as a full disk, or a crash between the mail and the ledger."""

    failed = 0

    def deliver(self, deliveries: Collection[Delivered]) -> None:
        if len(self.deliveries()) == 3 and not self.failed:
            self.failed += 1
            raise RecordUnavailable("disk_full")
        super().deliver(deliveries)


@pytest.mark.asyncio
async def test_a_letter_that_could_not_be_written_down_as_sent_goes_again(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "WAITS", (0.05,))
    ledger = Forgetful()
    ledger.keep_mailboxes(open_ledger(tmp_path).mailboxes())
    dispatch = Dispatch(clerk, KEYS, ledger, HOUSE, hands, None, Catcher(tmp_path / "mail"))
    await dispatch.open()
    await until_delivered(dispatch)
    await dispatch.close()
    assert (ledger.failed, len(ledger.deliveries()), mails_in(tmp_path)) == (1, 5, 6)
    assert Outbox(ledger).get(due(nam)[0].id) and not Outbox(ledger).get("nothing")


@pytest.mark.asyncio
async def test_an_address_that_the_server_refuses_for_good_is_not_tried_for_ever(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = due(nam)[0].id

    def refusing(self: smtplib.SMTP, message: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"a@b.c": (550, b"no such mailbox")})

    monkeypatch.setattr(smtplib.SMTP, "send_message", refusing)
    dispatch = await after_first_letters(clerk, tmp_path, hands)
    await dispatch.close()
    delivered = dispatch.outbox.get(first)
    assert delivered is not None and delivered.state == "refused" and "no such mailbox" in delivered.error


@pytest.mark.asyncio
async def test_without_a_server_letters_wait(clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands) -> None:
    dispatch = Dispatch(clerk, KEYS, open_ledger(tmp_path), HOUSE, hands)
    await dispatch.open()
    await asyncio.sleep(0.05)
    assert len(dispatch.waiting()) == 5 and open_ledger(tmp_path).deliveries() == []
    await dispatch.close()


@pytest.mark.asyncio
async def test_a_meeting_called_off_before_a_letter_left_writes_to_nobody(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    assert len(due(nam)) == 5
    await clerk.submit(BOOK, i.CallOffMeeting(meeting=MEETING, reason="war"), SECRETARY)
    assert {one.kind for one in due(nam)} == {"cancellation"}
    assert Dispatch(clerk, KEYS, open_ledger(tmp_path), HOUSE, hands).waiting() == [], (
        "nothing was sent: nothing is taken back"
    )


@pytest.mark.asyncio
async def test_what_was_sent_is_taken_back_when_the_meeting_is_called_off(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    dispatch = await after_first_letters(clerk, tmp_path, hands)
    await clerk.submit(BOOK, i.CallOffMeeting(meeting=MEETING, reason="war"), SECRETARY)
    await until(lambda: mails_in(tmp_path) == 10)
    await dispatch.close()
    mails = caught(tmp_path / "mail")
    uids = set[str]()
    for one in mails:
        called_off = one.subject.startswith(WORDS[one.language]["cancellation"])
        part = calendar_part(one)
        assert (part.get_param("charset"), part.get_param("method")) == (
            "utf-8",
            "CANCEL" if called_off else "REQUEST",
        )
        calendar = Calendar.from_ical(part.get_content())
        (event,) = calendar.walk("VEVENT")
        wanted = ("CANCELLED", 1) if called_off else ("CONFIRMED", 0)
        assert (str(event["status"]), event["sequence"]) == wanted
        assert ("/reply/" in one.body("plain")) is not called_off
        uids.add(str(event["uid"]))
    assert len(uids) == 5, "each entry is taken back under its own name"


def changing(state: Body, **changes: Any) -> i.ChangeMeeting:
    now = replace(particulars_of(state.meetings[MEETING]), **changes)
    return i.ChangeMeeting(meeting=MEETING, particulars=now, reason="A flood.", read=SIX)


def entries(folder: Path) -> dict[str, list[tuple[str, int, str]]]:
    """Method, sequence and place of the entries that each address was sent, the oldest first."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for one in reversed(caught(folder / "mail")):
        part = calendar_part(one)
        calendar = Calendar.from_ical(part.get_content())
        (event,) = calendar.walk("VEVENT")
        row = (str(calendar["method"]), int(str(event["sequence"])), str(event["location"]))
        found.setdefault(f"{one.to} {event['uid']}", []).append(row)
    return found


@pytest.mark.asyncio
async def test_an_hour_that_stays_is_no_change_where_another_place_names_the_city(
    clerk: Clerk, nam: Body
) -> None:
    code = next(iter(nam.meetings[MEETING].invitations))
    await clerk.submit(BOOK, changing(nam, place="Ganja"), SECRETARY)
    moved = replace(occasion(nam, code), reply_by=REPLY_BY, told=0)
    assert [label for label, _ in differences(moved)] == [WORDS[moved.language]["place"]]
    await clerk.submit(BOOK, changing(nam, zone="Europe/Zurich"), SECRETARY)
    assert [label for label, _ in differences(replace(moved, told=1))] == [
        WORDS[moved.language]["host_time"]
    ], "the clocks at the host's are others; the hour in UTC and in the capital is not"


@pytest.mark.asyncio
async def test_a_change_goes_to_those_who_were_written_to_under_the_same_name_with_a_raised_sequence(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    dispatch = await after_first_letters(clerk, tmp_path, hands)
    code = next(iter(nam.meetings[MEETING].invitations))
    hands.move(60)
    opens = OPENS + 86_400_000
    await clerk.submit(BOOK, changing(nam, place="Geneva", zone="Europe/Zurich", opens=opens), SECRETARY)
    await until_delivered(dispatch)
    letters_ = {one.code: one for one in due(nam) if one.kind == "change"}
    assert len(letters_) == 5 and dispatch.outbox.told(letters_[code].id) == 1
    newest_mail = caught(tmp_path / "mail")[0]
    words, text = WORDS[newest_mail.language], newest_mail.body("plain")
    assert newest_mail.subject.startswith(words["change"])
    assert words["changes"] in text and "Geneva" in text and words["stands"] in text
    before = words["until_now"].partition("{now}")[2].partition("{before}")[0]
    assert before in text, "what stood until now is said beside it"
    await clerk.submit(BOOK, i.SendReminders(meeting=MEETING, codes=(code,)), SECRETARY)
    await clerk.submit(BOOK, i.CallOffMeeting(meeting=MEETING, reason="war"), SECRETARY)
    await until_delivered(dispatch)
    await dispatch.close()
    for rows in entries(tmp_path).values():
        whole = [rows[0], rows[1], rows[-1]]
        assert [(method, sequence) for method, sequence, _ in whole] == [
            ("REQUEST", 0),
            ("REQUEST", 1),
            ("CANCEL", 2),
        ]
        assert "Geneva" in rows[1][2] and "Geneva" not in rows[0][2]
    assert len(entries(tmp_path)) == 5, "each entry under its own name throughout"


@pytest.mark.asyncio
async def test_a_change_before_a_letter_left_is_in_the_letter_and_needs_none_of_its_own(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    await clerk.submit(BOOK, changing(nam, place="Geneva"), SECRETARY)
    dispatch = await after_first_letters(clerk, tmp_path, hands)
    assert len(caught(tmp_path / "mail")) == 5
    assert {one.kind for one in dispatch.letters(nam, MEETING).values()} == {"invitation"}
    code = next(iter(nam.meetings[MEETING].invitations))
    assert dispatch.last(nam, MEETING, code).kind == "invitation", "also where its letter is read again"
    hands.move(60)
    await clerk.submit(
        BOOK, changing(nam, theme={**nam.meetings[MEETING].theme, "fr": "Le relèvement"}), SECRETARY
    )
    await until_delivered(dispatch)
    await dispatch.close()
    again = house(clerk, tmp_path, hands)
    await again.open()
    await until_delivered(again)
    await again.close()
    told = {one.language for one in caught(tmp_path / "mail")[:-5]}
    french = [one for one in nam.meetings[MEETING].invitations.values() if one.language == "fr"]
    assert len(caught(tmp_path / "mail")) == 5 + len(french) and told <= {"fr"}, (
        "to whom nothing is new, nothing"
    )


# A mail server of flesh and blood


class Server:
    """Takes mail as told: refuses senders or addresses, with TLS by a certificate made here."""

    def __init__(
        self, folder: Path, refuses: Sequence[str] = (), tls: str = "", in_any_alphabet: bool = False
    ) -> None:
        self.refuses, self.taken = list(refuses), list[Envelope]()
        self.word = "250 kept"
        self.certificate = authority(folder) if tls else folder / "none"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if context:
            context.load_cert_chain(self.certificate)
        starttls = {"tls_context": context, "require_starttls": True} if tls == "starttls" else {}
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = int(free.getsockname()[1])
        self.controller = Controller(
            self,
            hostname="127.0.0.1",
            port=port,
            ssl_context=context if tls == "implicit" else None,
            enable_SMTPUTF8=in_any_alphabet,
            **starttls,
        )

    async def handle_MAIL(
        self, server: object, session: object, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 not a sender of ours"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: object, session: object, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:
        if self.word.startswith("250"):
            self.taken.append(envelope)
        return self.word

    def __enter__(self) -> "Server":
        self.controller.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.controller.stop()

    @property
    def settings(self) -> MailSettings:
        return MailSettings(host="127.0.0.1", port=self.controller.port, sender="The Chair <chair@x.example>")


def authority(folder: Path) -> Path:
    """A key and its certificate for 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "mail.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(*plain))
    return file


def letter_to(*to: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "The Chair <chair@x.example>", ", ".join(to), "s"
    message.set_content("Hear")
    return message


@pytest.mark.asyncio
async def test_a_fault_of_the_house_stops_the_round_and_it_goes_on_when_mended(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "WAITS", (0.05,))
    invitations = nam.meetings[MEETING].invitations
    assert all(Mailboxes(open_ledger(tmp_path)).all(BOOK, invitations).values())
    with Server(tmp_path, ["chair@x.example"]) as server:
        dispatch = house(clerk, tmp_path, hands, server.settings)
        await dispatch.open()
        await until(lambda: len(dispatch.errors) == 5)
        assert "not a sender of ours" in next(iter(dispatch.errors.values()))
        assert len(dispatch.waiting()) == 5 and server.taken == []
        server.refuses.clear()
        await until_delivered(dispatch)
        await dispatch.close()
    assert len(server.taken) == 5 and not dispatch.errors


def test_an_addressee_of_two_that_is_refused_leaves_the_letter_delivered(tmp_path: Path) -> None:
    with Server(tmp_path, ["two@y.example"]) as server:
        letters_ = [("a", letter_to("one@y.example", "two@y.example")), ("b", letter_to("two@y.example"))]
        (a, said, first), (b, _, second) = hand_over(server.settings, letters_)
    assert (a, first, b, second) == ("a", "sent", "b", "refused") and "two@y.example" in said
    assert [one.rcpt_tos for one in server.taken] == [["one@y.example"]]


def test_what_is_refused_for_good_at_data_is_not_tried_for_ever(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        for word, wanted in (("554 content rejected", "refused"), ("451 try later", "waiting")):
            server.word = word
            ((_, said, state),) = hand_over(server.settings, [("a", letter_to("one@y.example"))])
            assert state == wanted and word[4:] in said


@pytest.mark.asyncio
async def test_letters_refused_for_good_go_once_more_when_somebody_says_so(
    clerk: Clerk, nam: Body, tmp_path: Path, hands: Hands
) -> None:
    with Server(tmp_path) as server:
        server.word = "554 content rejected"
        dispatch = house(clerk, tmp_path, hands, server.settings)
        await dispatch.open()
        await until_delivered(dispatch)
        every = [one.id for one in due(nam)]
        assert {done.state for one in every if (done := dispatch.outbox.get(one))} == {"refused"}
        server.word = "250 kept"
        assert dispatch.again(every) == 5 and dispatch.again(every) == 0
        await until_delivered(dispatch)
        await dispatch.close()
    assert len(server.taken) == 5
    assert len(house(clerk, tmp_path, hands).waiting()) == 0, "across restarts too"


IN_CYRILLIC, IN_LATIN = "секретарь@министерство.example", "desk@министерство.example"


def test_an_address_in_any_alphabet_is_written_to_where_the_server_can(tmp_path: Path) -> None:
    assert posted(IN_LATIN) == "desk@xn--b1afiashkohcid.example"
    with Server(tmp_path) as server:
        both = letter_to(posted(IN_CYRILLIC), "one@y.example")
        mails = [("a", letter_to(posted(IN_LATIN))), ("b", letter_to(posted(IN_CYRILLIC))), ("c", both)]
        (_, _, a), (_, said, b), (_, partly, c) = hand_over(server.settings, mails)
        assert (a, b, c) == ("sent", "waiting", "sent")
        assert said.startswith(f"{NO_SMTPUTF8}: ") and partly == said, "the relay is named, not the addressee"
        assert [one.rcpt_tos for one in server.taken] == [[posted(IN_LATIN)], ["one@y.example"]]
    with Server(tmp_path, in_any_alphabet=True) as server:
        assert [
            state for _, _, state in hand_over(server.settings, [("b", letter_to(posted(IN_CYRILLIC)))])
        ] == ["sent"]
        assert server.taken[0].rcpt_tos == [posted(IN_CYRILLIC)]


@pytest.mark.asyncio
async def test_an_attendee_in_any_alphabet_has_an_address_that_calendars_read(nam: Body) -> None:
    made = occasion(nam, next(iter(nam.meetings[MEETING].invitations)), "en")
    (event,) = Calendar.from_ical(entry(made, "a@x.example", posted(IN_CYRILLIC), OPENS)).walk("VEVENT")
    assert (
        unquote(str(event["attendee"])) == f"mailto:{posted(IN_CYRILLIC)}"
        and str(event["attendee"]).isascii()
    )


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_letters_go_to_no_stranger_with_a_certificate_of_their_own(tmp_path: Path, how: str) -> None:
    with Server(tmp_path, tls=how) as server:
        known = replace(server.settings, starttls=how == "starttls", implicit=how == "implicit")
        with pytest.raises(ssl.SSLCertVerificationError):
            list(hand_over(known, [("a", letter_to("one@y.example"))]))
        assert server.taken == []
        trusting = replace(known, authority=str(server.certificate))
        assert list(hand_over(trusting, [("a", letter_to("one@y.example"))])) == [("a", "", "sent")]


@pytest.mark.asyncio
async def test_a_sender_with_a_name_is_an_organizer_with_an_address(nam: Body) -> None:
    made = occasion(nam, next(iter(nam.meetings[MEETING].invitations)), "en")
    sender = "The Chair <chair@x.example>"
    letter = mail(write("invitation", made), made, "a/b", OPENS, sender, ["m@y.example"], "desk@x.example")
    assert (letter["From"], letter["Reply-To"]) == (sender, "desk@x.example")
    assert letter["Message-ID"] == "<a.b@x.example>"
    (event,) = Calendar.from_ical(entry(made, sender, "m@y.example", OPENS)).walk("VEVENT")
    assert str(event["organizer"]) == "mailto:chair@x.example"
    assert str(event["uid"]).endswith("@x.example") and "x.example" not in str(event["url"])
    bare = mail(write("invitation", made), made, "a/b", OPENS, "chair@x.example", ["m@y.example"])
    assert "Non-Aligned" in str(bare["From"])


def test_the_mail_server_is_named_by_the_environment() -> None:
    assert MailSettings.from_environment({}) is None
    named = MailSettings.from_environment(
        {"ROSTRUM_SMTP_HOST": "mail.example", "ROSTRUM_SMTP_STARTTLS": "no"}
    )
    assert named == MailSettings(host="mail.example", port=587, starttls=False)
    secure = MailSettings.from_environment({"ROSTRUM_SMTP_HOST": "mail.example", "ROSTRUM_SMTP_PORT": "465"})
    assert secure is not None and secure.implicit and not secure.starttls
