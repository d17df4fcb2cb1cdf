"""The threshold of the hall: who was shown out, and whose signalling lines stand open.

The media server neither revokes a token nor looks at origins, so both are done here, at our own door.
"""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from rostrum.procedure.refusal import NotSeated

PUBLIC = "public."
"""Identities of unnamed listeners begin so; no accredited person's key does."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who holds a token: a person's key, or ``public.NONCE``."""

    book: str
    identity: str

    @property
    def public(self) -> bool:
        return self.identity.startswith(PUBLIC)


class Threshold:
    """Shared by a hall and the door before it, in one process."""

    def __init__(self) -> None:
        self._refused: set[Entrant] = set()
        self._lines: dict[Entrant, set[asyncio.Event]] = {}

    def refuses(self, entrant: Entrant) -> bool:
        return entrant in self._refused

    def check(self, entrant: Entrant) -> None:
        """Raises NotSeated for whoever was shown out."""
        if self.refuses(entrant):
            raise NotSeated("expelled", "Rostrum hall", {})

    def show_out(self, entrant: Entrant) -> None:
        """Refuse from now on, and end the lines that stand open."""
        self._refused.add(entrant)
        for line in self._lines.get(entrant, ()):
            line.set()

    def readmit(self, entrant: Entrant) -> None:
        self._refused.discard(entrant)

    @contextmanager
    def line(self, entrant: Entrant) -> Generator[asyncio.Event]:
        """For as long as a signalling line stands; the event is set when the entrant is shown out."""
        shown_out = asyncio.Event()
        lines = self._lines.setdefault(entrant, set())
        lines.add(shown_out)
        if self.refuses(entrant):
            shown_out.set()
        try:
            yield shown_out
        finally:
            lines.discard(shown_out)
            if not lines:
                self._lines.pop(entrant, None)
