"""Intents from plain JSON, as documents and scripts carry them, and back."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from rostrum.procedure.meeting.intents import INTENTS


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(INTENTS[kind])


def intent_of(fields: Mapping[str, Any]) -> Any:
    """The intent with this ``kind`` and these fields. Raises KeyError or ValueError for what is none."""
    return _adapter(fields["kind"]).validate_python(dict(fields))
