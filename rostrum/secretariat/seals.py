"""Seals: what shows that a badge, an entry code or a reply key was made by this house (ADR 0037).

Each names the key it was made under. A new key seals from the moment it is made; what older ones sealed is good until
it would have ended anyway, so that nobody is shown out by a change of keys, and somebody who copied the old key can
make nothing with it that lasts.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from enum import Enum

import structlog

from rostrum.procedure.words import Instant
from rostrum.record.ledger import Ledger, SealKey
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.spent import FRESH_MS

log = structlog.get_logger()

BYTES = 32
CODE_MS = 15 * 60 * 1000
"""How long an entry code is good for."""
BADGE_MS = 12 * 3600 * 1000
"""How long a badge is good for after it was last renewed."""


class Purpose(Enum):
    """What is sealed; a seal for one is none for another. ``lasts`` ms beyond the key's own time, None: for ever."""

    BADGE = (b"badges", BADGE_MS)
    CODE = (b"entry codes", CODE_MS)
    REPLY = (b"keys of reply pages", None)

    def __init__(self, label: bytes, lasts: int | None) -> None:
        self.label = label
        self.lasts = lasts


class Seals:
    """Seals under the newest key of the ledger, makes the first. ``clock`` gives UTC ms."""

    def __init__(self, ledger: Ledger, clock: Callable[[], Instant]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._known: list[SealKey] = []
        self._looked: Instant = 0

    def seal(self, purpose: Purpose, body: bytes) -> str:
        """``NUMBER.MAC``: letters, digits and one full stop."""
        key = self._keys()[-1]
        return f"{key.number}.{_mac(key, purpose, body).hex()}"

    def holds(self, purpose: Purpose, body: bytes, seal: str) -> bool:
        """Whether this is our seal on the body, under a key that is good for the purpose now."""
        number, _, mac = seal.partition(".")
        good = next((key for key in self._good(purpose) if str(key.number) == number), None)
        # Compared as bytes: what comes in may hold any character.
        return good is not None and hmac.compare_digest(
            mac.encode(), _mac(good, purpose, body).hex().encode()
        )

    def made(self, purpose: Purpose, body: bytes) -> Iterator[bytes]:
        """What the body gives under each key that is good for the purpose, the newest first (32 bytes each)."""
        return (_mac(key, purpose, body) for key in self._good(purpose))

    def rotate(self) -> int:
        """A new key, under which everything is sealed from now on; its number."""
        while True:
            number = self._read()[-1].number + 1
            if self._ledger.add_seal_key(SealKey(number, secrets.token_bytes(BYTES), self._clock())):
                self._known = self._read()
                return number

    def _good(self, purpose: Purpose) -> Iterator[SealKey]:
        """The newest key, and those whose last seals of the purpose have not ended."""
        ended: Instant | None = None
        for key in reversed(self._keys()):
            if ended is None or purpose.lasts is None or self._clock() < ended + purpose.lasts:
                yield key
            ended = key.made

    def _keys(self) -> list[SealKey]:
        """Those of a second ago at most: another process may have made a new one."""
        now = self._clock()
        if not self._known or abs(now - self._looked) >= FRESH_MS:
            self._known, self._looked = self._read(), now
        return self._known

    def _read(self) -> list[SealKey]:
        """The ledger's keys, the first made if need be. One that cannot be read now leaves those that are known."""
        try:
            if not (keys := self._ledger.seal_keys()):
                self._ledger.add_seal_key(SealKey(1, secrets.token_bytes(BYTES), self._clock()))
                keys = self._ledger.seal_keys()
        except RecordUnavailable as error:
            if not self._known:
                raise
            log.error("ledger not read", what="keys of seals", error=str(error))
            return self._known
        return keys


def _mac(key: SealKey, purpose: Purpose, body: bytes) -> bytes:
    own = hmac.new(key.secret, purpose.label, hashlib.sha256).digest()
    return hmac.new(own, body, hashlib.sha256).digest()
