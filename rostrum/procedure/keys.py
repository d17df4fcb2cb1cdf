"""Keys of persons: letters and digits that name nobody, and none under which the house itself acts."""

import re

from rostrum.procedure.actor import CLOCK, HALL, HOUSE

SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
OF_THE_HOUSE = frozenset(actor.person for actor in (CLOCK, HALL, HOUSE))
"""Names under which nobody is accredited: acts by themselves are recorded under them."""
PUBLIC = "public."
"""Unnamed listeners in the hall are called so; nobody accredited is."""


def is_person(key: str) -> bool:
    """Whether somebody may be accredited under this key."""
    return SHAPE.fullmatch(key) is not None and key not in OF_THE_HOUSE and not key.startswith(PUBLIC)
