"""The noticeboard: documents serialised once per audience and handed to every stream that reads there.

Documents are states, so a slow reader skips to the newest and no queue grows (house rule 6).
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from rostrum.procedure.words import Instant
from rostrum.views import audience, documents

ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "meeting": TypeAdapter(documents.MeetingDoc),
    "seats": TypeAdapter(documents.Seats),
    "stage": TypeAdapter(documents.Stage),
    "agenda": TypeAdapter(documents.Agenda),
    "speakers": TypeAdapter(documents.Speakers),
    "question": TypeAdapter(documents.QuestionSlot),
    "decisions": TypeAdapter(documents.Decisions),
    "chamber": TypeAdapter(documents.Chamber),
    "air": TypeAdapter(documents.Air),
    "podium": TypeAdapter(documents.Podium),
    "desk": TypeAdapter(documents.Desk),
    "correction": TypeAdapter(documents.CorrectionSlot),
    "notes": TypeAdapter(documents.NotesMark),
    "announcements": TypeAdapter(documents.Announcements),
    "secretariat": TypeAdapter(documents.SecretariatDoc),
}

AirOf = Callable[[Any], documents.Air]
LastNote = Callable[[str, str], int]
"""Number of the latest note of ``(book, seat)``."""


class Board:
    """The documents of one book. ``changed`` holds the posting in which each last changed; postings are counted
    apart from versions, for a note is news and no act."""

    def __init__(self, air_of: AirOf, last_note: LastNote) -> None:
        self._air_of = air_of
        self._last_note = last_note
        self._texts: dict[str, bytes] = {}
        self._changed: dict[str, int] = {}
        self._built: dict[str, int] = {}
        self._readers: dict[str, int] = {}
        self._payloads: dict[tuple[str, int], bytes] = {}
        self._news = asyncio.Event()
        self._state: Any = None
        self._posting = 0
        self.version = 0

    def post(self, state: Any) -> None:
        """Build what somebody reads, and wake the readers."""
        self._state = state
        self.version = state.version
        self._tell(audience.names)

    def noted(self) -> None:
        """Somebody wrote a note: the marks of the desks are built anew, and nothing else."""
        self._catch_up()
        self._tell(lambda key: ("notes",) if "notes" in audience.names(key) else ())

    def _tell(self, names: Callable[[str], tuple[str, ...]]) -> None:
        """Build what changed for those who read, and wake them."""
        self._posting += 1
        self._payloads.clear()
        for key in self._readers:
            self._build(key, names(key))
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _catch_up(self) -> None:
        """The state is live: what was folded since the last posting is posted before a new reader builds."""
        if self._state.version != self.version:
            self.post(self._state)

    def _build(self, key: str, names: tuple[str, ...]) -> None:
        for name in names:
            slot = audience.slot(name, key)
            if self._built.get(slot) == self._posting:
                continue
            self._built[slot] = self._posting
            document = self._document(name, key)
            text = ADAPTERS[name].dump_json(document) if document is not None else b"null"
            if self._texts.get(slot) != text:
                self._texts[slot] = text
                self._changed[slot] = self._posting

    def _document(self, name: str, key: str) -> Any:
        if name == "air":
            return self._air_of(self._state)
        if name == "notes":
            return documents.NotesMark(last=self._last_note(self._state.book, audience.seat_of(key)))
        return audience.document(name, self._state, key)

    @property
    def reading(self) -> int:
        """Streams open on this board."""
        return sum(self._readers.values())

    def _payload(self, key: str, since: int) -> bytes:
        """Members of the JSON object ``views`` that changed after the posting ``since``; made once per audience."""
        found = self._payloads.get((key, since))
        if found is None:
            slots = ((name, audience.slot(name, key)) for name in audience.names(key))
            parts = [b'"%s":%s' % (name.encode(), self._texts[slot]) for name, slot in slots
                     if self._changed[slot] > since]  # fmt: skip
            found = self._payloads[(key, since)] = b",".join(parts)
        return found

    async def read(self, key: str, clock: Callable[[], Instant], heartbeat_s: float) -> AsyncIterator[bytes]:
        """Server-sent events for one stream; a comment as heartbeat while nothing happens."""
        self._readers[key] = self._readers.get(key, 0) + 1
        try:
            self._catch_up()
            self._build(key, audience.names(key))
            since = -1
            while True:
                news, version, posting = self._news, self.version, self._posting
                payload = self._payload(key, since)
                if payload or since < 0:
                    yield b'id: %d\nevent: views\ndata: {"version":%d,"at":%d,"views":{%s}}\n\n' % (
                        version, version, clock(), payload,
                    )  # fmt: skip
                since = posting
                while not await _within(news, heartbeat_s):
                    yield b": %d\n\n" % clock()
        finally:
            self._readers[key] -= 1
            if not self._readers[key]:
                del self._readers[key]


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


class Noticeboard:
    """Boards by book. Posting is put off to the loop's next turn, so that a burst of acts is built once."""

    def __init__(self, air_of: AirOf, last_note: LastNote) -> None:
        self._air_of = air_of
        self._last_note = last_note
        self._boards: dict[str, Board] = {}
        self._pending: dict[str, Any] = {}

    def board(self, book: str, state: Any) -> Board:
        if book not in self._boards:
            board = self._boards[book] = Board(self._air_of, self._last_note)
            board.post(state)
        return self._boards[book]

    def changed(self, book: str, state: Any) -> None:
        """Something was folded; ``state`` is the live state of the book."""
        if book not in self._boards:
            return
        if book not in self._pending:
            asyncio.get_running_loop().call_soon(self._post, book)
        self._pending[book] = state

    def noted(self, book: str) -> None:
        """A note was written in some delegation; its own desks alone are told."""
        if book in self._boards:
            self._boards[book].noted()

    def _post(self, book: str) -> None:
        state = self._pending.pop(book)
        self._boards[book].post(state)

    def readers(self) -> Mapping[str, int]:
        """Streams open, by book."""
        return {book: board.reading for book, board in self._boards.items()}
