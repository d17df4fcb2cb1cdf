"""Does a book fit its checkpoints, the house's key and the mark of how far it had come? Asked at every start.

What does not fit is a `Finding`; the book is then for reading only, up to the last entry that holds (ADR 0022).
One pass over the bytes. No act is decoded for it; whoever takes the books up reads along, so that a long record is read
once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from rostrum.record.canonical import canonical
from rostrum.record.checkpoint import Checkpoint, NotACheckpoint, Verifier
from rostrum.record.entry import GENESIS, Head, Stored
from rostrum.record.merkle import Frontier
from rostrum.record.port import Record, RecordUnavailable

Along = Callable[[Stored], None]
"""Handed each entry that follows; raises KeyError, TypeError or ValueError where its bytes are no entry."""
What = Literal["unreadable", "broken", "cut_short", "rewritten", "other_key", "log_damaged"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The first ``sound`` entries hold together and may be read. ``why`` is for an operator."""

    book: str
    what: What
    sound: int
    why: str


class Misfit(Exception):
    """What was read so far ends before an entry that does not hold."""

    def __init__(self, what: What, why: str) -> None:
        super().__init__(why)
        self.what: What = what
        self.why = why


class Pass:
    """One pass over a book: the chain, and the roots that its checkpoints and its mark speak of."""

    def __init__(self, book: str, wanted: Sequence[int], mark: Head | None) -> None:
        self.size = 0
        self.roots: dict[int, bytes] = {}
        self.marked = ""
        self._prev = GENESIS
        self._place = b',"book":' + canonical(book) + b',"capacity":"'
        self._wanted = frozenset(wanted)
        self._last = max(wanted, default=0)
        self._mark = mark.version if mark else 0
        self._tree = Frontier()

    def read(self, stored: Stored) -> None:
        """The next entry; raises Misfit where it does not follow or its bytes are not those that were hashed."""
        version, raw = self.size + 1, stored.bytes
        if sha256(raw).hexdigest() != stored.hash:
            raise Misfit("broken", f"the bytes of entry {version} do not have its hash")
        ends = b',"version":%d,"visibility":' % version
        follows = b',"prev":"%s","seat":' % self._prev.encode()
        if stored.version != version or ends not in raw or follows not in raw or self._place not in raw:
            raise Misfit("broken", f"entry {version} does not follow the one before")
        self.size, self._prev = version, stored.hash
        if version <= self._last:
            self._tree.add(bytes.fromhex(stored.hash))
        if version in self._wanted:
            self.roots[version] = self._tree.root()
        if version == self._mark:
            self.marked = stored.hash


def alone(book: str) -> Along:
    """Nobody reads along."""
    return lambda stored: None


def audit_all(record: Record, verifier: Verifier, along: Callable[[str], Along] = alone) -> list[Finding]:
    """What is wrong, book by book; those that are gone altogether are among them."""
    marks, damage, there = record.marks(), record.damage(), record.books()
    gone = sorted(marks.keys() - set(there))
    found = [audit(record, book, verifier, marks.get(book), along(book)) for book in [*there, *gone]]
    if damage:
        unvouched = [book for book in there if book not in marks]
        found += [Finding(book, "log_damaged", record.head(book).version, damage) for book in unvouched]
    return list({finding.book: finding for finding in reversed(found) if finding}.values())


def audit(
    record: Record,
    book: str,
    verifier: Verifier,
    mark: Head | None = None,
    along: Along = lambda stored: None,
) -> Finding | None:
    """What is wrong with the book, the gravest first; None where everything fits."""
    read: Pass | None = None
    try:
        signed = record.checkpoints(book)
        read = Pass(book, [checkpoint.size for checkpoint in signed], mark)
        for stored in record.stored(book):
            read.read(stored)
            _read_along(read, stored, along)
        _fits(read, signed, verifier, book)
        _reaches(read, mark)
    except Misfit as misfit:
        return Finding(book, misfit.what, read.size if read else 0, misfit.why)
    except (TypeError, ValueError) as error:  # a turned bit makes text of bytes, and no hash of a hash
        return Finding(book, "broken", read.size if read else 0, f"what is kept is no entry: {error}")
    except RecordUnavailable as error:
        if error.reason != "disk_error":
            raise
        return Finding(book, "unreadable", read.size if read else 0, f"it cannot be read on: {error}")
    return None


def _read_along(read: Pass, stored: Stored, along: Along) -> None:
    try:
        along(stored)
    except (KeyError, TypeError, ValueError) as error:
        read.size -= 1
        raise Misfit("broken", f"what is kept is no entry: {error!r}") from error


def _fits(read: Pass, signed: Sequence[Checkpoint], verifier: Verifier, book: str) -> None:
    for checkpoint in signed:
        if checkpoint.size > read.size:
            signed_for = f"{checkpoint.size} entries were signed for"
            raise Misfit("cut_short", f"{signed_for}, {read.size} are there")
        try:
            said = verifier.opened(checkpoint.note, book)
        except NotACheckpoint as error:
            raise Misfit("other_key", f"its checkpoint of {checkpoint.size} entries: {error}") from error
        if said != checkpoint or said.root != read.roots[checkpoint.size]:
            raise Misfit("rewritten", f"the first {checkpoint.size} entries are not those that were signed")


def _reaches(read: Pass, mark: Head | None) -> None:
    if mark is None:
        return
    if mark.version > read.size:
        raise Misfit("cut_short", f"{mark.version} entries were acknowledged, {read.size} are there")
    if read.marked != mark.hash:
        raise Misfit("rewritten", f"entry {mark.version} is not the one that was acknowledged")
