"""Choosing a contact group out of a large membership: seats by region, then states inside each region.

Pure: the same request gives the same sheet, byte for byte, on any machine. The rules are in
`docs/composition.md`.
"""

from rostrum.composition.apportionment import METHODS, Apportionment, apportion, compare_methods
from rostrum.composition.compose import compare, compose
from rostrum.composition.model import (
    CompositionRefused,
    Member,
    MustHave,
    Override,
    PastMeeting,
    Request,
    Rules,
    groups_of,
)
from rostrum.composition.sheet import Sheet, SheetDiffers, check, sign, verify_signature
from rostrum.composition.slots import Slot, find_slots

__all__ = [
    "METHODS",
    "Apportionment",
    "CompositionRefused",
    "Member",
    "MustHave",
    "Override",
    "PastMeeting",
    "Request",
    "Rules",
    "Sheet",
    "SheetDiffers",
    "Slot",
    "apportion",
    "check",
    "compare",
    "compare_methods",
    "compose",
    "find_slots",
    "groups_of",
    "sign",
    "verify_signature",
]
