"""Reading a book: every entry is checked against its hash and the entry before it, then decoded."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from rostrum.record.codec import Codec
from rostrum.record.entry import GENESIS, ChainBroken, Entry, Stored


def checked(book: str, after: int, stored: Iterable[Stored], codec: Codec) -> Iterator[Entry]:
    """Decoded entries from version ``after + 1``; raises `ChainBroken` at the first that does not fit."""
    prev = GENESIS if after == 0 else None
    for version, one in enumerate(stored, after + 1):
        entry = _decoded(book, version, one, codec)
        if prev is not None and entry.prev != prev:
            raise ChainBroken(book, version, "does not follow the entry before")
        prev = entry.hash
        yield entry


def _decoded(book: str, version: int, stored: Stored, codec: Codec) -> Entry:
    if sha256(stored.bytes).hexdigest() != stored.hash:
        raise ChainBroken(book, version, "its bytes do not have its hash")
    try:
        entry = Entry.read(stored, codec)
    except (KeyError, TypeError, ValueError) as error:
        raise ChainBroken(book, version, "is no entry") from error
    if entry.book != book or entry.version != version or stored.version != version:
        raise ChainBroken(book, version, f"is entry {entry.version} of {entry.book}")
    return entry
