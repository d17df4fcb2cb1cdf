"""One-time entry codes: how an accredited person first proves who they are where no demo is served.

The operator makes a code on the machine itself and hands it over in person or by a trusted line. It names one
person of one book, lives a quarter of an hour, and is spent at its first use. (Keys bound to a device are to come.)
"""

import base64
import hmac
import secrets
from collections.abc import Callable

from rostrum.procedure.words import Instant
from rostrum.record.ledger import Ledger, Spent
from rostrum.secretariat.seals import CODE_MS, Purpose, Seals
from rostrum.secretariat.spent import SpentKeys

MAC_BYTES = 16


class BadCode(ValueError):
    """Not a code of ours, or expired, or spent. Which, is nobody's business."""


class EntryCodes:
    """Makes and redeems codes; spent ones stand in the ledger. ``clock`` gives UTC ms."""

    def __init__(self, seals: Seals, ledger: Ledger, clock: Callable[[], Instant]) -> None:
        self._seals = seals
        self._spent = SpentKeys(ledger, Spent.CODE, clock)
        self._clock = clock

    def make(self, book: str, person: str) -> str:
        """A code for the person; letters and digits in groups, fit to be read aloud."""
        expires = self._clock() + CODE_MS
        body = f"{book} {person} {expires} {secrets.token_hex(4)}".encode()
        mac = next(self._seals.made(Purpose.CODE, body))[:MAC_BYTES]
        return base64.b32encode(mac + body).decode().rstrip("=")

    def redeem(self, code: str) -> tuple[str, str]:
        """The book and the person of a good code, which is spent by this. Raises BadCode."""
        book, person, expires, nonce = self._open(code)
        # Spent before the door opens, so that no crash gives a code a second life, nor a second process.
        if int(expires) <= self._clock() or not self._spent.add(nonce, int(expires)):
            raise BadCode(code)
        return book, person

    def _open(self, code: str) -> list[str]:
        plain = code.strip().replace(" ", "").replace("-", "").upper()
        try:
            raw = base64.b32decode(plain + "=" * (-len(plain) % 8))
        except ValueError as error:
            raise BadCode(code) from error
        mac, body = raw[:MAC_BYTES], raw[MAC_BYTES:]
        ours = [made[:MAC_BYTES] for made in self._seals.made(Purpose.CODE, body)]
        if not any(hmac.compare_digest(mac, one) for one in ours):
            raise BadCode(code)
        return body.decode().split(" ")
