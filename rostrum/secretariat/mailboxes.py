"""Mailboxes: where letters to those invited go. Acts name them by an opaque key; the addresses stand in the ledger,
from where they can be forgotten (ADR 0045).

A mailbox is kept before the act that names it, so that a crash between the two loses no letter; one that no act came
to name is dropped.
"""

import hashlib
import secrets
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.body.state import Body
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Instant
from rostrum.record.ledger import Ledger, Mailbox
from rostrum.record.port import CommandKey, KeyReused

HOUR_MS = 3_600_000
"""After so long an act that is to name a mailbox has been appended, or never will be."""


class Mailboxes:
    """Keeps, finds and drops them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def addresses(self, book: str, sent: Invitation) -> tuple[str, ...]:
        """Where letters to somebody invited go: empty where that was forgotten. In books that the first release wrote
        they stand in the act itself."""
        if not sent.mailbox:
            return sent.addresses
        found = self._ledger.mailbox(book, sent.mailbox)
        return found.addresses if found else ()

    def all(self, book: str, letters: Mapping[str, Invitation]) -> dict[str, tuple[str, ...]]:
        """The addresses of each who was invited, by code."""
        kept = {one.key: one.addresses for one in self._ledger.mailboxes(book)}
        return {
            code: kept.get(sent.mailbox, ()) if sent.mailbox else sent.addresses
            for code, sent in letters.items()
        }

    @contextmanager
    def keeping(
        self, book: str, person: str, once: str, letters: Sequence[Invitation], now: Instant
    ) -> Generator[tuple[Invitation, ...]]:
        """The letters with keys and digests of mailboxes that are kept, unless what is done within is refused.

        ``once`` is the person's idempotency key: when a wish is repeated under it, the mailboxes are those of the first
        time. Raises KeyReused where it then comes with other addresses.
        """
        before = {one.key: one for one in self._ledger.mailboxes(book)}
        wanted = [
            Mailbox(
                book=book,
                key=_key(book, person, once, sent.code),
                addresses=sent.addresses,
                salt=self._salt(book, sent),
                made=now,
            )
            for sent in letters
        ]
        kept = self._ledger.keep_mailboxes([one for one in wanted if one.addresses])
        boxes = {one.key: one for one in kept}
        if any(box.addresses != boxes.get(box.key, box).addresses for box in wanted):
            raise KeyReused(CommandKey(person=person, key=once, body_sha256=""))
        try:
            yield tuple(_into(sent, box, boxes) for sent, box in zip(letters, wanted, strict=True))
        except Refused:
            self._ledger.drop_mailboxes(book, [key for key in boxes if key not in before])
            raise

    def _salt(self, book: str, sent: Invitation) -> str:
        """That of the mailbox it had, so that the rules see whether its addresses are others; else a new one."""
        had = self._ledger.mailbox(book, sent.mailbox) if sent.mailbox else None
        return had.salt if had else secrets.token_hex(16)

    def drop(self, book: str, key: str) -> None:
        if key:
            self._ledger.drop_mailboxes(book, [key])

    def tidy(self, state: Body, now: Instant) -> None:
        """Drops what a crash left behind: kept for an act that was never appended, or replaced by one that was."""
        named = {sent.mailbox for line in state.meetings.values() for sent in line.invitations.values()}
        stray = [
            one.key
            for one in self._ledger.mailboxes(state.book)
            if one.key not in named and one.made < now - HOUR_MS
        ]
        if stray:
            self._ledger.drop_mailboxes(state.book, stray)


def _into(sent: Invitation, wanted: Mailbox, boxes: Mapping[str, Mailbox]) -> Invitation:
    box = boxes.get(wanted.key)
    return replace(sent, mailbox=box.key, digests=digests(box.salt, box.addresses)) if box else sent


def digests(salt: str, addresses: Sequence[str]) -> tuple[str, ...]:
    """The SHA-256 of each address behind the salt, in lower-case hex."""
    return tuple(hashlib.sha256(f"{salt}\x00{address}".encode()).hexdigest() for address in addresses)


def _key(*words: str) -> str:
    """Says nothing of the addresses: of the wish alone."""
    return "m-" + hashlib.sha256("\x00".join(words).encode()).hexdigest()[:32]
