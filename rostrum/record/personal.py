"""All that a house holds of a person: in the ledger, and in the book that names them (ADR 0037)."""

import json
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from rostrum.record.ledger import Ledger, without
from rostrum.record.port import Record


def held(record: Record, ledger: Ledger, book: str, key: str) -> dict[str, Any]:
    """In plain JSON: names and addresses, their notes, the mailboxes of invitations that hold their addresses, what
    mail servers said of these, the entries of the book that name them, and the answers without acts that they were
    given. The key is a person's, or that of a mailbox."""
    person, addresses = ledger.person(book, key), addresses_of(ledger, book, key)
    return {
        "book": book,
        "person": key,
        "named": asdict(person) if person else None,
        "notes": [asdict(note) for note in ledger.notes_by(book, key)],
        "mailboxes": _holding(ledger, addresses),
        "deliveries": _said_of(ledger, addresses),
        "entries": _entries(record, book, key),
        "refusals": _refusals(record, book, key),
    }


def addresses_of(ledger: Ledger, book: str, key: str) -> tuple[str, ...]:
    """All that are kept under a key, a person's or a mailbox's."""
    person, mailbox = ledger.person(book, key), ledger.mailbox(book, key)
    return (*(person.addresses if person else ()), *(mailbox.addresses if mailbox else ()))


def _holding(ledger: Ledger, addresses: Collection[str]) -> list[dict[str, Any]]:
    return [
        {"book": one.book, "key": one.key, "addresses": list(one.addresses), "made": one.made}
        for one in ledger.mailboxes()
        if without(one, addresses) != one
    ]


def _said_of(ledger: Ledger, addresses: Collection[str]) -> list[dict[str, Any]]:
    every = [one for _, one in ledger.deliveries()]
    return [asdict(one) for one in every if any(address in one.error for address in addresses)]


def _entries(record: Record, book: str, key: str) -> list[dict[str, Any]]:
    """Those in which the key stands as a word of its own: as who acted, or as whom it is about."""
    wanted = json.dumps(key, ensure_ascii=False).encode()
    return [
        {"version": entry.version, **json.loads(entry.bytes)}
        for entry in record.stored(book)
        if wanted in entry.bytes
    ]


def _refusals(record: Record, book: str, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    before: int | None = None
    while page := record.refusals(book, before=before):
        found += [{"key": one.key, **one.outcome} for one in page if one.person == key]
        before = page[-1].number
    return found
