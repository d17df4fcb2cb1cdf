"""The threshold of the hall: who was shown out, and whose signalling lines stand open.

The media server neither revokes a token nor looks at origins, so both are done here, at our own door.
"""

import asyncio
import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rostrum import safe
from rostrum.procedure.refusal import NotSeated

PUBLIC = "public."
"""Identities of unnamed listeners begin so; no accredited person's key does."""

SHOWN_OUT = "shown-out"
"""Name of the file, within the data directory, of those who were shown out."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who holds a token: a person's key, or ``public.NONCE``."""

    book: str
    identity: str

    @property
    def public(self) -> bool:
        return self.identity.startswith(PUBLIC)


class Threshold:
    """Shared by a hall and the door before it, in one process. With ``shown_out``, a file, whoever was shown
    out stays out when the house is opened again."""

    def __init__(self, shown_out: Path | None = None) -> None:
        self._kept = shown_out
        self._refused = _read(shown_out) if shown_out is not None and shown_out.exists() else set[Entrant]()
        self._lines: dict[Entrant, set[asyncio.Event]] = {}

    def refuses(self, entrant: Entrant) -> bool:
        return entrant in self._refused

    def check(self, entrant: Entrant) -> None:
        """Raises NotSeated for whoever was shown out."""
        if self.refuses(entrant):
            raise NotSeated("expelled", "Rostrum hall", {})

    def show_out(self, entrant: Entrant) -> None:
        """Refuse from now on, and end the lines that stand open."""
        self._refuse(self._refused | {entrant})
        for line in self._lines.get(entrant, ()):
            line.set()

    def readmit(self, entrant: Entrant) -> None:
        self._refuse(self._refused - {entrant})

    def _refuse(self, refused: set[Entrant]) -> None:
        if self._kept is not None:
            pairs = sorted([entrant.book, entrant.identity] for entrant in refused)
            safe.keep(self._kept, json.dumps(pairs).encode())
        self._refused = refused

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


def _read(shown_out: Path) -> set[Entrant]:
    pairs: list[tuple[str, str]] = json.loads(shown_out.read_bytes())
    return {Entrant(book, identity) for book, identity in pairs}
