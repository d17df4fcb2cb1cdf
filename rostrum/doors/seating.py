"""How many streams one household, or one person, reads at once: each is a place in the house's memory for hours."""

from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import Request

from rostrum.doors.addresses import household
from rostrum.doors.badge import Holder
from rostrum.doors.errors import Refusal

OF_A_PERSON = 32
"""A browser reads one stream, and for a moment two; several devices, and windows that share none."""


class Seating:
    """``of_a_household``: streams of all strangers behind one address. A person who is signed in counts by
    themselves, whatever badges they have."""

    def __init__(self, of_a_household: int) -> None:
        self._of_a_household = of_a_household
        self._taken: Counter[str] = Counter()

    def place(self, request: Request, admitted: Holder | None) -> str:
        """Whose streams are counted. Raises a 429 where there is no place left."""
        who = admitted.who if admitted is not None else household(request.scope["client"])
        if self._taken[who] >= (OF_A_PERSON if admitted is not None else self._of_a_household):
            raise Refusal(429, "too_many_streams", {"most": self._taken[who]})
        return who

    async def held(self, who: str, told: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
        """The stream, which has its place for as long as it is read."""
        self._taken[who] += 1
        try:
            async with aclosing(told):
                async for part in told:
                    yield part
        finally:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]

    @property
    def taken(self) -> int:
        """Streams open, of all."""
        return self._taken.total()
