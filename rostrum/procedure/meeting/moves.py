"""Transitions as data: from which phase which act leads to which. Diagrams are drawn from them."""

from typing import NamedTuple


class Move(NamedTuple):
    """``before`` and ``after`` are phases; ``act`` names the act that leads from one to the other."""

    before: str
    act: str
    after: str


def moves(*rows: tuple[str, str, str]) -> tuple[Move, ...]:
    return tuple(Move(*row) for row in rows)
