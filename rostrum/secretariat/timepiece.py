"""The house's clock: instants in UTC that no setting of the machine's clock can turn back or make jump.

At its start it takes the wall's time; then it counts by a clock that nobody sets. Where the wall is set meanwhile, by
hand or by a time server after a long silence, that is noticed and said, and the time of acts goes on evenly: a window
of thirty seconds lasts thirty, whatever became of the wall. The wall is taken up anew when nothing runs that a jump
would shorten or stretch, and never to an instant before the last act.
"""

from collections.abc import Callable

import structlog

from rostrum.procedure.words import Instant
from rostrum.secretariat.pulse import elapsed

log = structlog.get_logger()

STEP_MS = 2000
"""Below this it is drift, of which a machine that keeps time has less in a week."""
LASTS_S = 60.0
"""So long a step must have stood before it is taken for the right time: some are taken back at once."""


class Timepiece:
    """Called, it gives the time. ``wall`` is UTC ms; ``elapsed`` counts seconds that nobody sets."""

    def __init__(self, wall: Callable[[], Instant], elapsed: Callable[[], float] = elapsed) -> None:
        self._wall = wall
        self._elapsed = elapsed
        self._began = elapsed()
        self._from = wall()
        self._step = 0
        self._since = 0.0

    def __call__(self) -> Instant:
        return self._from + int((self._elapsed() - self._began) * 1000)

    @property
    def step(self) -> Instant:
        """By how many ms the wall was last seen ahead of this clock (behind: negative); 0 while they agree."""
        return self._step

    def not_before(self, at: Instant) -> None:
        """The record holds an act of that instant: time goes on from there, where the wall is behind it."""
        behind = at - self()
        if behind > 0:
            if behind >= STEP_MS:
                log.warning("the wall clock is behind the record", by_s=behind / 1000)
            self._from += behind

    def look(self, quiet: bool, last: Instant) -> bool:
        """Compare with the wall; True where its time was taken up. ``quiet``: nothing runs that a jump would touch.
        ``last`` is the latest instant on the record."""
        apart = self._wall() - self()
        if abs(apart) < STEP_MS:
            self._step = 0
            return False
        if abs(apart - self._step) >= STEP_MS:
            self._step, self._since = apart, self._elapsed()
            log.warning("the wall clock was set", by_s=apart / 1000, acts="go on by the house's own clock")
        if not quiet or self._elapsed() - self._since < LASTS_S or self._wall() < last:
            return False
        self._from += apart
        self._step = 0
        log.warning("the wall's time is taken up", by_s=apart / 1000)
        return True
