"""How much somebody may take: so much at once, and from then on so much a second."""

from collections.abc import Hashable
from time import monotonic

KEPT = 1_000
"""Of how many it is remembered what they took, before those are forgotten who have nothing left to be held to."""


class Bucket:
    """One that leaks, a number for each who takes. Of the libraries, the one that is kept starts a thread at every hit
    in order to forget, which cost the acts of others more than the refusal itself.
    """

    def __init__(self, per_second: float, burst: int) -> None:
        self._each, self._room = 1 / per_second, burst / per_second
        self._empty_at: dict[Hashable, float] = {}
        """By who: when all that was taken has leaked away, in seconds of the monotonic clock."""
        self._kept = KEPT

    def take(self, who: Hashable, times: int = 1) -> bool:
        """Whether there is room for so much more; if there is, it is taken."""
        now = monotonic()
        empty_at = max(now, self._empty_at.get(who, now)) + times * self._each
        if empty_at > now + self._room:
            return False
        self._empty_at[who] = empty_at
        if len(self._empty_at) > self._kept:
            self._empty_at = {one: at for one, at in self._empty_at.items() if at > now}
            self._kept = max(KEPT, 2 * len(self._empty_at))
        return True
