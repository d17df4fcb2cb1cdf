"""Keys that hold no longer though their seal is good: spent codes, badges taken back."""

from collections.abc import Callable

import structlog

from rostrum.procedure.words import Instant
from rostrum.record.ledger import Ledger, Spent
from rostrum.record.port import RecordUnavailable

log = structlog.get_logger()

FRESH_MS = 1000
"""What another process spent is known here within this."""


class SpentKeys:
    """Those of one sort, on the ledger before they count here. ``clock`` gives UTC ms."""

    def __init__(self, ledger: Ledger, what: Spent, clock: Callable[[], Instant]) -> None:
        self._ledger = ledger
        self._what = what
        self._clock = clock
        self._known = frozenset[str]()
        self._looked: Instant | None = None

    def __contains__(self, key: str) -> bool:
        now = self._clock()
        if self._looked is None or abs(now - self._looked) >= FRESH_MS:
            self._look(now)
        return key in self._known

    def _look(self, now: Instant) -> None:
        """A ledger that cannot be read now shows nobody out who was let in: what was known goes on counting."""
        self._looked = now
        try:
            self._known = self._ledger.spent(self._what)
        except RecordUnavailable as error:
            log.error("ledger not read", what=self._what.value, error=str(error))

    def add(self, key: str, until: Instant) -> bool:
        """True where it held till now. After ``until`` it would be refused anyway."""
        first = self._ledger.spend(self._what, key, until, self._clock())
        self._known |= {key}
        return first
