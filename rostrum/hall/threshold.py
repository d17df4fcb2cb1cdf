"""The threshold of the hall: who was shown out, which badges ended, and whose signalling lines stand open.

The media server neither revokes a token nor looks at origins, so both are done here, at our own door. Who was shown
out is read off the plan, and so off the record; which badges were taken back is told by whoever takes them.
"""

import asyncio
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rostrum.procedure.refusal import NotSeated

PUBLIC = "public."
"""Identities of unnamed listeners begin so; no accredited person's key does."""
KEPT_S = 900.0
"""Seconds for which a badge is remembered after what was given for it was last seen. The longest token is that which
the media server renews for who is in the hall: ten minutes."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who holds a token: a person's key, or ``public.NONCE``. ``badge``: the admission that it was given for."""

    book: str
    identity: str
    badge: str = field(default="", compare=False)

    @property
    def public(self) -> bool:
        return self.identity.startswith(PUBLIC)


class Threshold:
    """Shared by a hall and the door before it, in one process. ``seconds``: a clock that nobody sets."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._out: dict[str, frozenset[str]] = {}
        self._ended: set[str] = set()
        self._private: set[str] = set()
        self._holders: dict[str, str] = {}
        """Whose badge vouches for unnamed listeners of private meetings."""
        self._lines: dict[asyncio.Event, Entrant] = {}
        self._seen: dict[str, float] = {}
        """When each badge that ended or vouches was last told or its line last closed."""
        self._seconds = seconds

    def refuses(self, entrant: Entrant) -> bool:
        out = self._out.get(entrant.book, ())
        if entrant.badge in self._ended or self.conceals(entrant):
            return True
        return entrant.identity in out or (entrant.public and self._holders.get(entrant.badge) in out)

    def conceals(self, entrant: Entrant) -> bool:
        """Whether this is a stranger to a private meeting: to them it is not there (ADR 0032)."""
        return entrant.book in self._private and entrant.public and entrant.badge not in self._holders

    def vouch(self, badge: str, person: str) -> None:
        """Unnamed listeners who come in for this badge are of its holder, and go with them."""
        self._remember(badge)
        self._holders[badge] = person

    def check(self, entrant: Entrant) -> None:
        """Raises NotSeated for whoever was shown out."""
        if self.refuses(entrant):
            raise NotSeated("shown_out", "Rostrum hall", {})

    def keep_out(self, book: str, people: frozenset[str], *, strangers: bool = False) -> None:
        """These, and no others, are out of the hall of this book, and with ``strangers`` whoever is not accredited;
        lines of theirs that stand open end."""
        self._out[book] = people
        (self._private.add if strangers else self._private.discard)(book)
        self._end_lines()

    def end_badge(self, badge: str) -> None:
        """Its holder signed out: it opens nothing any more, nor does a token that was given for it."""
        self._remember(badge)
        self._ended.add(badge)
        self._end_lines()

    def _remember(self, badge: str) -> None:
        """From now on. What no token can be of any more is forgotten: both would grow for as long as a house serves."""
        now = self._seconds()
        self._seen[badge] = now
        standing = {entrant.badge for entrant in self._lines.values()}
        for old in [one for one, at in self._seen.items() if at < now - KEPT_S and one not in standing]:
            del self._seen[old]
            self._ended.discard(old)
            self._holders.pop(old, None)

    def _end_lines(self) -> None:
        for line, entrant in self._lines.items():
            if self.refuses(entrant):
                line.set()

    @contextmanager
    def line(self, entrant: Entrant) -> Generator[asyncio.Event]:
        """For as long as a signalling line stands; the event is set when its holder is to be in the hall no more."""
        over = asyncio.Event()
        self._lines[over] = entrant
        self._end_lines()
        try:
            yield over
        finally:
            del self._lines[over]
            if entrant.badge in self._seen:
                self._remember(entrant.badge)
