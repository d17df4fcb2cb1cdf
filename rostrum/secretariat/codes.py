"""One-time entry codes: how an accredited person first proves who they are where no demo is served.

The operator makes a code on the machine itself and hands it over in person or by a trusted line. It names one
person of one book, lives a quarter of an hour, and is spent at its first use. (Keys bound to a device are to come.)
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path

from rostrum import safe
from rostrum.procedure.words import Instant

LIFETIME_MS = 15 * 60 * 1000
MAC_BYTES = 16


class BadCode(ValueError):
    """Not a code of ours, or expired, or spent. Which, is nobody's business."""


class EntryCodes:
    """Makes and redeems codes. ``spent`` is the file in which spent ones are kept across restarts."""

    def __init__(self, secret: bytes, spent: Path, clock: Callable[[], Instant]) -> None:
        self._secret = hashlib.sha256(b"entry codes:" + secret).digest()
        self._spent = safe.Void(spent, clock)
        self._clock = clock

    def make(self, book: str, person: str) -> str:
        """A code for the person; letters and digits in groups, fit to be read aloud."""
        expires = self._clock() + LIFETIME_MS
        body = f"{book} {person} {expires} {secrets.token_hex(4)}".encode()
        return base64.b32encode(self._mac(body) + body).decode().rstrip("=")

    def redeem(self, code: str) -> tuple[str, str]:
        """The book and the person of a good code, which is spent by this. Raises BadCode."""
        book, person, expires, nonce = self._open(code)
        if int(expires) <= self._clock() or nonce in self._spent:
            raise BadCode(code)
        # Kept before the door opens, so that no crash gives a code a second life.
        self._spent.add(nonce, int(expires))
        return book, person

    def _open(self, code: str) -> list[str]:
        plain = code.strip().replace(" ", "").replace("-", "").upper()
        try:
            raw = base64.b32decode(plain + "=" * (-len(plain) % 8))
        except ValueError as error:
            raise BadCode(code) from error
        mac, body = raw[:MAC_BYTES], raw[MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(body)):
            raise BadCode(code)
        return body.decode().split(" ")

    def _mac(self, body: bytes) -> bytes:
        return hmac.new(self._secret, body, hashlib.sha256).digest()[:MAC_BYTES]
