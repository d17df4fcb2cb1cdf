"""Reading a body's members from a file: as it would be taken, with what is wrong and what is asked back."""

from rostrum.secretariat.intake.cells import BadCell, BadFile, Choices, Question
from rostrum.secretariat.intake.founding import Founding, Member
from rostrum.secretariat.intake.reading import Draft, read_body, read_draft

__all__ = [
    "BadCell",
    "BadFile",
    "Choices",
    "Draft",
    "Founding",
    "Member",
    "Question",
    "read_body",
    "read_draft",
]
