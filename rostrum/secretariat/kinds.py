"""Kinds of book: what differs between the book of a body and that of a meeting, a row each.

Whoever runs books — the office, the noticeboard, the doors — asks the row and knows no kind by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from rostrum.procedure.actor import Actor
from rostrum.procedure.body.machine import BODY
from rostrum.procedure.house import HOUSE
from rostrum.procedure.machine import Machine
from rostrum.procedure.meeting.machine import MEETING
from rostrum.secretariat import accreditation
from rostrum.secretariat.accreditation import Accredited, Outside
from rostrum.views import audience, body_audience, documents


class Duty(StrEnum):
    """What somebody must do for a book while it lives."""

    CLOCK = "clock"
    NOTARY = "notary"
    HALL = "hall"
    """Matching the hall to the plan, and the usher who has it recorded who is there."""
    INVESTITURE = "investiture"
    CONVENING = "convening"
    """Keeping the books of a body and of its convened meetings in step."""
    DISPATCH = "dispatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audiences:
    """Who is sent what of a state: the functions of `rostrum.views.audience`, or those of another kind."""

    admit: Callable[[str, Actor | None], str]
    names: Callable[[str], tuple[str, ...]]
    slot: Callable[[str, str], str]
    document: Callable[[str, Any, str], Any]
    version: Callable[[Any, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Who is accredited to a state: everybody by key, one person, and why somebody who was is not let in."""

    everybody: Callable[[Any], Mapping[str, Accredited]]
    one: Callable[[Any, str], Accredited | None]
    why_out: Callable[[Any, str], Outside | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``prefix``: how the names of its books begin. ``documents``: how each is written as JSON. ``private``: whether
    a state is there for the accredited alone. ``body``: key of the body to which a book belongs, or nothing."""

    prefix: str
    machine: Machine[Any]
    audiences: Audiences
    documents: Mapping[str, TypeAdapter[Any]]
    duties: frozenset[Duty]
    private: Callable[[Any], bool]
    body: Callable[[Any], str]
    roll: Roll

    def book(self, key: str) -> str:
        """The name of the book of that key."""
        return f"{self.prefix}{key}"


BODIES = Kind(
    prefix="body.",
    machine=BODY,
    audiences=Audiences(
        admit=body_audience.admit,
        names=body_audience.names,
        slot=body_audience.slot,
        document=body_audience.document,
        version=body_audience.version,
    ),
    documents=MappingProxyType(
        {"body": TypeAdapter[Any](documents.BodyMark), "record": TypeAdapter[Any](documents.RecordMark)}
    ),
    duties=frozenset({Duty.CLOCK, Duty.NOTARY, Duty.DISPATCH, Duty.CONVENING}),
    private=lambda state: False,
    body=lambda state: state.key,
    roll=Roll(everybody=accreditation.posts, one=accreditation.post_held, why_out=accreditation.post_lost),
)

MEETINGS = Kind(
    prefix="",
    machine=MEETING,
    audiences=Audiences(
        admit=audience.admit,
        names=audience.names,
        slot=audience.slot,
        document=audience.document,
        version=audience.version,
    ),
    documents=MappingProxyType(
        {
            "meeting": TypeAdapter[Any](documents.MeetingDoc),
            "seats": TypeAdapter[Any](documents.Seats),
            "stage": TypeAdapter[Any](documents.Stage),
            "agenda": TypeAdapter[Any](documents.Agenda),
            "speakers": TypeAdapter[Any](documents.Speakers),
            "question": TypeAdapter[Any](documents.QuestionSlot),
            "decisions": TypeAdapter[Any](documents.Decisions),
            "chamber": TypeAdapter[Any](documents.Chamber),
            "air": TypeAdapter[Any](documents.Air),
            "podium": TypeAdapter[Any](documents.Podium),
            "desk": TypeAdapter[Any](documents.Desk),
            "correction": TypeAdapter[Any](documents.CorrectionSlot),
            "notes": TypeAdapter[Any](documents.NotesMark),
            "announcements": TypeAdapter[Any](documents.Announcements),
            "secretariat": TypeAdapter[Any](documents.SecretariatDoc),
            "roll": TypeAdapter[Any](documents.RollDoc),
            "record": TypeAdapter[Any](documents.RecordMark),
        }
    ),
    duties=frozenset({Duty.CLOCK, Duty.NOTARY, Duty.HALL, Duty.INVESTITURE, Duty.CONVENING}),
    private=lambda state: state.private,
    body=lambda state: state.body,
    roll=Roll(
        everybody=accreditation.accredited, one=accreditation.accredited_as, why_out=accreditation.why_out
    ),
)

HOUSES = Kind(
    prefix="house.",
    machine=HOUSE,
    audiences=BODIES.audiences,
    documents=BODIES.documents,
    duties=frozenset({Duty.NOTARY}),
    private=lambda state: True,
    body=lambda state: "",
    roll=BODIES.roll,
)
ADMINISTRATION = HOUSES.book("administration")
"""The house's own book: there for its administrators alone."""

KINDS = (BODIES, HOUSES, MEETINGS)
"""The first whose prefix fits is the kind of a book."""


ACTS: Mapping[str, type] = MappingProxyType(
    {name: act for kind in KINDS for name, act in kind.machine.acts.items()}
)
"""Of every kind of book this version knows, by name."""


def kind_of(book: str) -> Kind:
    """The kind of a book by its name: ``body.nam`` is a body's, any other a meeting's."""
    return next(kind for kind in KINDS if book.startswith(kind.prefix))


def machine_of(book: str) -> Machine[Any]:
    return kind_of(book).machine
