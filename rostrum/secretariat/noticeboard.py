"""The noticeboard: documents serialised once per audience and handed to every stream that reads there.

Documents are states, so a slow reader skips to the newest and no queue grows (house rule 6).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any

from rostrum.procedure.words import Instant
from rostrum.secretariat.kinds import Kind, kind_of

Maker = Callable[[Any, str], Any]
"""Builds a document that is not made from the state alone, for ``(state, key)`` of an audience."""
End = Callable[[], bytes | None]
"""The last words of a channel once its reader may read it no more; None while they may."""


class Board:
    """The documents of one book. ``changed`` holds the posting in which each last changed; postings are counted
    apart from versions, for a note is news and no act."""

    def __init__(self, kind: Kind, makers: Mapping[str, Maker]) -> None:
        self._audiences = kind.audiences
        self._adapters = kind.documents
        self._makers = makers
        self._texts: dict[str, bytes] = {}
        self._changed: dict[str, int] = {}
        self._built: dict[str, int] = {}
        self._readers: dict[str, int] = {}
        self._payloads: dict[tuple[str, int], bytes] = {}
        self._reading: set[Reading] = set()
        self._state: Any = None
        self._posting = 0
        self.version = 0
        self.parted = False
        """True once the house closes: every stream ends."""

    def post(self, state: Any) -> None:
        """Build what somebody reads, and wake the readers."""
        self._state = state
        self.version = state.version
        self._tell(self._audiences.names)

    def noted(self) -> None:
        """Somebody wrote a note: the marks of the desks are built anew, and nothing else."""
        self._catch_up()
        self._tell(lambda key: ("notes",) if "notes" in self._audiences.names(key) else ())

    def _tell(self, names: Callable[[str], tuple[str, ...]]) -> None:
        """Build what changed for those who read, and wake them."""
        self._posting += 1
        self._payloads.clear()
        for key in self._readers:
            self._build(key, names(key))
        self._wake()

    def part(self) -> None:
        """The house closes: end every stream, so that browsers come back to the next one at once."""
        self.parted = True
        self._wake()

    def look_again(self) -> None:
        """Somebody's right to read may have ended."""
        self._wake()

    def _wake(self) -> None:
        for reading in self._reading:
            reading.wake.set()

    def enter(self, key: str, reading: "Reading") -> None:
        self._readers[key] = self._readers.get(key, 0) + 1
        self._reading.add(reading)
        self._catch_up()
        self._build(key, self._audiences.names(key))

    def leave(self, key: str, reading: "Reading") -> None:
        self._reading.discard(reading)
        self._readers[key] -= 1
        if not self._readers[key]:
            del self._readers[key]

    def news(self, key: str, since: int) -> tuple[int, int, bytes]:
        """Version, posting, and the members of ``views`` that changed after the posting ``since``."""
        return self._audiences.version(self._state, key), self._posting, self._payload(key, since)

    def _catch_up(self) -> None:
        """The state is live: what was folded since the last posting is posted before a new reader builds."""
        if self._state.version != self.version:
            self.post(self._state)

    def _build(self, key: str, names: tuple[str, ...]) -> None:
        for name in names:
            slot = self._audiences.slot(name, key)
            if self._built.get(slot) == self._posting:
                continue
            self._built[slot] = self._posting
            document = self._document(name, key)
            text = self._adapters[name].dump_json(document) if document is not None else b"null"
            if self._texts.get(slot) != text:
                self._texts[slot] = text
                self._changed[slot] = self._posting

    def _document(self, name: str, key: str) -> Any:
        make = self._makers.get(name)
        return self._audiences.document(name, self._state, key) if make is None else make(self._state, key)

    @property
    def reading(self) -> int:
        """Streams open on this board."""
        return sum(self._readers.values())

    def _payload(self, key: str, since: int) -> bytes:
        """Members of the JSON object ``views`` that changed after the posting ``since``; made once per audience."""
        found = self._payloads.get((key, since))
        if found is None:
            named = self._audiences
            slots = ((name, named.slot(name, key)) for name in named.names(key))
            parts = [b'"%s":%s' % (name.encode(), self._texts[slot]) for name, slot in slots
                     if self._changed[slot] > since]  # fmt: skip
            found = self._payloads[(key, since)] = b",".join(parts)
        return found

    def read(
        self, key: str, clock: Callable[[], Instant], heartbeat_s: float, end: "End" = lambda: None
    ) -> AsyncGenerator[bytes]:
        """Server-sent events for a stream of this board alone; it ends with the right to read."""
        return events({0: (self, key)}, clock, heartbeat_s, ends={0: end}, stays=False)


class Reading:
    """One stream's reading of a board: what changed for an audience since it last looked. ``wake`` is set then."""

    def __init__(self, board: Board, key: str, wake: asyncio.Event) -> None:
        self._board = board
        self._key = key
        self._since = -1
        self.wake = wake
        board.enter(key, self)

    def take(self) -> tuple[int, bytes] | None:
        """Version of the book and the members of ``views`` that changed; None where there is nothing new."""
        first, since = self._since < 0, self._since
        version, self._since, payload = self._board.news(self._key, since)
        return (version, payload) if payload or first else None

    def leave(self) -> None:
        self._board.leave(self._key, self)


async def events(
    places: Mapping[int, tuple[Board, str]],
    clock: Callable[[], Instant],
    heartbeat_s: float,
    preface: bytes = b"",
    ends: Mapping[int, End] | None = None,
    *,
    stays: bool = True,
) -> AsyncGenerator[bytes]:
    """Server-sent events of several boards in one stream, by number of the channel; a comment with the server's
    clock as heartbeat while nothing happens. A reader who is slow skips to the newest of each.

    A channel whose end has come is told so and brings nothing more; with ``stays`` the stream goes on without any.
    """
    wake = asyncio.Event()
    readings = {channel: Reading(board, key, wake) for channel, (board, key) in places.items()}
    try:
        if preface:
            yield preface
        while not any(board.parted for board, _ in places.values()):
            wake.clear()
            for channel, end in (ends or {}).items():
                last = end() if channel in readings else None
                if last is not None:
                    readings.pop(channel).leave()
                    if last:
                        yield last
            if not readings and not stays:
                return
            for channel, reading in readings.items():
                found = reading.take()
                if found is not None:
                    yield _event(channel, *found, clock())
            while not await _within(wake, heartbeat_s):
                yield b": %d\n\n" % clock()
    finally:
        for reading in readings.values():
            reading.leave()


def _event(channel: int, version: int, payload: bytes, at: Instant) -> bytes:
    return b'id: %d\nevent: views\ndata: {"channel":%d,"version":%d,"at":%d,"views":{%s}}\n\n' % (
        version, channel, version, at, payload,
    )  # fmt: skip


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


class Noticeboard:
    """Boards by book. Posting is put off to the loop's next turn, so that a burst of acts is built once."""

    def __init__(self, makers: Mapping[str, Maker]) -> None:
        self._makers = makers
        self._boards: dict[str, Board] = {}
        self._pending: dict[str, Any] = {}

    def board(self, book: str, state: Any) -> Board:
        if book not in self._boards:
            board = self._boards[book] = Board(kind_of(book), self._makers)
            board.post(state)
        return self._boards[book]

    def changed(self, book: str, state: Any) -> None:
        """Something was folded; ``state`` is the live state of the book."""
        if book not in self._boards:
            return
        if book not in self._pending:
            asyncio.get_running_loop().call_soon(self._post, book)
        self._pending[book] = state

    def look_again(self, book: str) -> None:
        """A badge was taken back: streams that it opened end."""
        if book in self._boards:
            self._boards[book].look_again()

    def noted(self, book: str) -> None:
        """A note was written in some delegation; its own desks alone are told."""
        if book in self._boards:
            self._boards[book].noted()

    def _post(self, book: str) -> None:
        state = self._pending.pop(book)
        self._boards[book].post(state)

    def part(self) -> None:
        """The house closes: end every stream."""
        for board in self._boards.values():
            board.part()

    def readers(self) -> Mapping[str, int]:
        """Streams open, by book."""
        return {book: board.reading for book, board in self._boards.items()}
