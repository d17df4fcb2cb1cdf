"""Attendance: what the rolls of all books say of a person at this moment, answered without waiting.

The doors ask at every request and every stream at every act, so what a roll no longer says holds nothing open. It is
told every state that was folded; states are changed in place, and so is what it answers.
"""

from typing import Any

from rostrum.secretariat.accreditation import Accredited, Outside
from rostrum.secretariat.kinds import kind_of


class Attendance:
    """The states of the books of this house, by name."""

    def __init__(self) -> None:
        self._states: dict[str, Any] = {}

    def heard(self, book: str, state: Any) -> None:
        self._states[book] = state

    def who(self, book: str, person: str) -> Accredited | None:
        """Who the person is in that book now; None for whoever is not, or is no longer, accredited."""
        state = self._states.get(book)
        return kind_of(book).roll.one(state, person) if state is not None else None

    def why_out(self, book: str, person: str) -> Outside | None:
        """Why somebody who was accredited may not come in; None for whoever may, and for strangers."""
        state = self._states.get(book)
        return kind_of(book).roll.why_out(state, person) if state is not None else None
