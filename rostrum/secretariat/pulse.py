"""The pulse: when this house was last alive, kept beside the record, so that its own absence is nobody's fault.

The last act would not do: between two acts a speech or a window may run for minutes. The file is replaced whole,
several times in a minute, never synchronised: it outlives a process that is killed; after a loss of power it
may be old, empty or gone, and then the last act is what is known (docs/adr/0015).

A process that was stopped and goes on, a laptop that slept, was away as well, and has no start to tell it: the watch
does.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from rostrum.procedure.words import Instant

log = structlog.get_logger()

BEAT_S = 1.0
AWAY_S = 10.0
"""A house that looks up this much later than it would was away. Busy, it is late by a second or two; after four,
every screen has said that it cannot be reached."""
_WITH_SLEEP = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps, and is set by nobody."""


def elapsed() -> float:
    """Seconds since some instant, those in which the machine slept among them."""
    return time.clock_gettime(_WITH_SLEEP)


class Watch:
    """Looks up again and again, and so notices that it could not. ``elapsed`` counts seconds that nobody sets."""

    def __init__(self, now: Callable[[], Instant], elapsed: Callable[[], float] = elapsed) -> None:
        self._now = now
        self._elapsed = elapsed
        self._seen = elapsed()
        self._alive = now()

    def away_since(self) -> Instant | None:
        """When it last looked up, where that is long ago; asked again at once, it is not."""
        seen, alive = self._seen, self._alive
        self._seen, self._alive = self._elapsed(), self._now()
        return alive if self._seen - seen >= AWAY_S else None


class Pulse:
    """``path`` holds an instant, UTC ms, in decimal figures."""

    def __init__(self, path: Path, now: Callable[[], Instant]) -> None:
        self._path = path
        self._now = now
        self._faint = False

    def last(self) -> Instant:
        """When it last beat; 0 where that is not known. Never later than now, whatever became of the clock."""
        try:
            return min(int(self._path.read_text("ascii")), self._now())
        except (OSError, ValueError):
            return 0

    def beat(self) -> None:
        """Once. A disk that refuses is no reason to stop the meeting: it is logged, once."""
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            fresh.write_text(str(self._now()), "ascii")
            os.replace(fresh, self._path)
            self._faint = False
        except OSError as error:
            if not self._faint:
                log.warning("pulse not kept", error=str(error))
            self._faint = True
