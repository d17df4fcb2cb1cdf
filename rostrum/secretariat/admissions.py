"""Admissions: the badge that a signed-in person carries from request to request.

A badge is a signed value in an HttpOnly cookie of its own name, so that two windows of one browser can be two
people. It names a person and a book, and nothing else: in what capacity they are there the roll of the book says, at
every request, and what they may do the rules (ADR 0036).
"""

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from rostrum.procedure.words import Instant
from rostrum.record.ledger import Ledger, Spent
from rostrum.secretariat.seals import BADGE_MS, Purpose, Seals
from rostrum.secretariat.spent import SpentKeys

RENEWED_EVERY = 3600 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A recognised badge."""

    key: str
    book: str
    person: str
    expires: Instant

    @property
    def who(self) -> str:
        """The person of that book, by however many badges: who is held to a rate is held to it once."""
        return f"{self.book} {self.person}"


class Admissions:
    """Issues and recognises badges. ``clock`` gives UTC ms; those taken back stand in the ledger."""

    def __init__(self, seals: Seals, ledger: Ledger, clock: Callable[[], Instant]) -> None:
        self._seals = seals
        self._clock = clock
        self._taken_back = SpentKeys(ledger, Spent.BADGE, clock)

    def admit(self, book: str, person: str) -> tuple[Admitted, str]:
        """A new admission and the value of its cookie."""
        admitted = Admitted(
            key=secrets.token_hex(8), book=book, person=person, expires=self._clock() + BADGE_MS
        )
        return admitted, self._seal(admitted)

    def recognise(self, key: str, cookie: str) -> Admitted | None:
        """The admission of that key, None where the cookie is not its badge or has expired."""
        body, _, seal = cookie.partition(".")
        if not self._sealed(body, seal):
            return None
        admitted = _read(body)
        if (
            admitted is None
            or admitted.key != key
            or key in self._taken_back
            or admitted.expires <= self._clock()
        ):
            return None
        return admitted

    def good(self, admitted: Admitted) -> bool:
        """Whether a badge that was recognised before has not been taken back since."""
        return admitted.key not in self._taken_back

    def expired(self, key: str, cookie: str) -> bool:
        """Whether this is the badge of that key, good once, whose time is over."""
        body, _, seal = cookie.partition(".")
        if not self._sealed(body, seal):
            return False
        admitted = _read(body)
        if admitted is None:
            return False
        return admitted.key == key and key not in self._taken_back and admitted.expires <= self._clock()

    def renewed(self, admitted: Admitted) -> str | None:
        """The cookie's value with its whole time again; None where it was given so within the hour."""
        expires = self._clock() + BADGE_MS
        if expires - admitted.expires < RENEWED_EVERY or admitted.key in self._taken_back:
            return None
        return self._seal(replace(admitted, expires=expires))

    def claimed(self, cookie: str) -> tuple[str, Instant]:
        """Expiry that a cookie says of itself, its seal unchecked: enough to choose which to drop; and its book where
        the seal is ours, so that nobody learns of a meeting by making up a badge."""
        body, _, seal = cookie.partition(".")
        try:
            found = _read(body)
        except (ValueError, TypeError):
            return "", 0
        if found is None:
            return "", 0
        return (found.book if self._sealed(body, seal) else ""), found.expires

    def dismiss(self, admitted: Admitted) -> None:
        """The badge is taken back, for good: no restart gives it a second life, nor does a copy renewed since."""
        self._taken_back.add(admitted.key, self._clock() + BADGE_MS)

    def _seal(self, admitted: Admitted) -> str:
        text = json.dumps([admitted.key, admitted.book, admitted.person, admitted.expires])
        body = base64.urlsafe_b64encode(text.encode()).decode()
        return f"{body}.{self._seals.seal(Purpose.BADGE, body.encode())}"

    def _sealed(self, body: str, seal: str) -> bool:
        return self._seals.holds(Purpose.BADGE, body.encode(), seal)


def _read(body: str) -> Admitted | None:
    """What a badge says; None for one of the release before, which said more: its holder signs in again."""
    found = json.loads(base64.urlsafe_b64decode(body))
    if len(found) != 4:
        return None
    key, book, person, expires = found
    return Admitted(key=key, book=book, person=person, expires=expires)
