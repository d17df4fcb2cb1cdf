"""Bundles: one book in one text file that stands alone. The format is written down in docs/record.md.

    rostrum bundle 1
    header <sha256 of the rest> {"book":…,"count":…,"head":…,"key":…,"note":…,"scope":…}
    entry <sha256 of the rest> <the entry's own bytes>          or  withheld <sha256 of the rest> <its hash>
    checkpoint <sha256 of the rest> "<the signed note as a JSON string>"
    seal <sha256 of all bytes before this line> <base64 of an Ed25519 signature over it>

The same record and key give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from rostrum.procedure.words import Visibility
from rostrum.record.canonical import canonical
from rostrum.record.checkpoint import Checkpoint, NotACheckpoint, Signer, to_base64
from rostrum.record.entry import Head, Stored
from rostrum.record.merkle import Frontier
from rostrum.record.port import Record

MAGIC = b"rostrum bundle 1"
SEAL = b"rostrum bundle seal 1\n"
PUBLICLY = b',"visibility":"%s"}' % Visibility.PUBLIC.value.encode()
NOTE = (
    "One line per entry: the word, SHA-256 of the rest of the line, the rest. An entry's rest is its "
    "canonical JSON (RFC 8785); prev is the hash of the entry before. Checkpoints: C2SP tlog-checkpoint, "
    "Ed25519, RFC 6962 tree whose leaves are the 32 bytes of each entry's hash."
)


class Scope(StrEnum):
    """``public``: entries that are not public are withheld, their hashes stand in their place."""

    ALL = "all"
    PUBLIC = "public"


class NoSuchBook(LookupError):
    """The record holds no entry of that book."""


@dataclass(frozen=True, slots=True)
class Header:
    book: str
    count: int
    head: str
    key: str
    scope: Scope


def export(record: Record, book: str, signer: Signer, scope: Scope = Scope.ALL) -> bytes:
    """The bundle of ``book`` as it stands now; raises `NoSuchBook`."""
    head = record.head(book)
    if not head.version:
        raise NoSuchBook(book)
    header = Header(book, head.version, head.hash, str(signer.verifier), scope)
    lines = [MAGIC, line(b"header", header_bytes(header))]
    frontier = Frontier()
    for stored in record.stored(book, limit=head.version):
        frontier.add(bytes.fromhex(stored.hash))
        lines.append(_entry_line(stored, scope))
    signed = _signed(record, book, signer, head, frontier)
    lines += [line(b"checkpoint", canonical(checkpoint.note)) for checkpoint in signed]
    return sealed(lines, signer)


def write(record: Record, book: str, signer: Signer, path: Path, scope: Scope = Scope.ALL) -> Head:
    """Writes the bundle to ``path``, whole or not at all; returns its head. Raises `NoSuchBook`, OSError."""
    data = export(record, book, signer, scope)
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return declared_head(data)


def declared_head(data: bytes) -> Head:
    """The head that a bundle's header declares; nothing is verified."""
    plain: dict[str, Any] = json.loads(data.split(b"\n", 2)[1].split(b" ", 2)[2])
    return Head(plain["count"], plain["head"])


def sealed(lines: Iterable[bytes], signer: Signer) -> bytes:
    """The lines, each ended by a line feed, and the seal over them all."""
    body = b"".join(one + b"\n" for one in lines)
    digest = sha256(body).hexdigest().encode()
    return body + b"seal " + digest + b" " + to_base64(signer.sign(SEAL + digest)).encode() + b"\n"


def line(word: bytes, rest: bytes) -> bytes:
    return word + b" " + sha256(rest).hexdigest().encode() + b" " + rest


def header_bytes(header: Header) -> bytes:
    return canonical(
        {
            "book": header.book,
            "count": header.count,
            "head": header.head,
            "key": header.key,
            "note": NOTE,
            "scope": header.scope.value,
        }
    )


def _entry_line(stored: Stored, scope: Scope) -> bytes:
    # In canonical JSON the name that sorts last stands last (RFC 8785, section 3.2.3).
    if scope is Scope.PUBLIC and not stored.bytes.endswith(PUBLICLY):
        return line(b"withheld", stored.hash.encode())
    # Stored hash beside stored bytes: a record that was tampered with yields a bundle that says so.
    return b"entry " + stored.hash.encode() + b" " + stored.bytes


def _signed(
    record: Record, book: str, signer: Signer, head: Head, frontier: Frontier
) -> Iterator[Checkpoint]:
    """The record's checkpoints of this key up to ``head``, and one at ``head`` if it had none."""
    covered = False
    for checkpoint in record.checkpoints(book):
        if checkpoint.size <= head.version and _is_of(checkpoint, book, signer):
            covered = checkpoint.size == head.version
            yield checkpoint
    if not covered:
        yield signer.checkpoint(book, head.version, frontier.root())


def _is_of(checkpoint: Checkpoint, book: str, signer: Signer) -> bool:
    try:
        return signer.verifier.opened(checkpoint.note, book) == checkpoint
    except NotACheckpoint:
        return False


def attest(record: Record, book: str, signer: Signer) -> Checkpoint:
    """Signs the book as it stands and keeps the checkpoint; raises `NoSuchBook`. Called at every decision."""
    frontier = Frontier()
    for stored in record.stored(book):
        frontier.add(bytes.fromhex(stored.hash))
    if not frontier.size:
        raise NoSuchBook(book)
    checkpoint = signer.checkpoint(book, frontier.size, frontier.root())
    record.add_checkpoint(book, checkpoint)
    return checkpoint
