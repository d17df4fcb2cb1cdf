"""Refusals. A refusal is an answer: which rule, and the facts that decided; no prose."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Base of the answers that the rules give instead of acts."""

    def __init__(self, code: str, rule: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{code} ({rule}) {dict(facts or {})}")
        self.code = code
        self.rule = rule
        self.facts: dict[str, Any] = dict(facts or {})


class OutOfOrder(Refused):
    """The rules do not allow this now. HTTP 409."""


class NotSeated(Refused):
    """Whoever asks does not hold the capacity or the seat for it. HTTP 403."""
