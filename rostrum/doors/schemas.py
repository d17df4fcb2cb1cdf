"""Requests and answers of the HTTP doors, beside the intents and views that they carry."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from rostrum.procedure.meeting.intents import INTENTS
from rostrum.procedure.meeting.roles import OF_THE_HOUSE
from rostrum.procedure.words import Capacity, Instant, SittingPhase
from rostrum.secretariat.notes import MOST

PUBLIC: list[type] = [kind for kind in INTENTS.values() if kind not in OF_THE_HOUSE]
"""What may be asked for at a door."""

if TYPE_CHECKING:
    MeetingIntent = Any
else:
    MeetingIntent = Annotated[Union[tuple(PUBLIC)], Field(discriminator="kind")]  # noqa: UP007
"""One discriminated union, read from the intents' own dataclasses; without what the house alone says."""


@dataclass(slots=True, kw_only=True)
class Accepted:
    version: int


@dataclass(slots=True, kw_only=True)
class RefusalBody:
    """409 (out of order), 403 (not seated), the doors' own 4xx: the browser composes the sentence."""

    code: str
    rule: str
    facts: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(slots=True, kw_only=True)
class BookLine:
    book: str
    title: dict[str, str]
    theme: dict[str, str]
    body: str
    opens: Instant
    zone: str
    phase: SittingPhase
    accent: str
    private: bool
    """Told only to whoever is accredited."""


@dataclass(slots=True, kw_only=True)
class Admission:
    """A person admitted to a book in one capacity. The key is no secret; the cookie of that name is."""

    key: str
    book: str
    body: str
    """Key of the body whose book, or whose meeting's book, it is; empty for the house's own."""
    person: str
    capacity: Capacity
    seat: str | None
    room: str
    """``podium``, ``desk``, ``secretariat`` or ``gallery``."""
    name: dict[str, str]
    title: dict[str, str]


@dataclass(slots=True, kw_only=True)
class EntryCode:
    """Once, and for a quarter of an hour: to be handed over in person or by a trusted line."""

    code: str


@dataclass(slots=True, kw_only=True)
class SessionBody:
    demo: bool
    now: Instant
    admissions: list[Admission]


@dataclass(slots=True, kw_only=True)
class RoleCard:
    """A person one may choose to be in demo mode. ``taken``: somebody real is there already.

    ``place``: the formal place of the seat (`views.places`), empty without one; cards come in its order.
    """

    person: str
    capacity: Capacity
    seat: str | None
    room: str
    name: dict[str, str]
    title: dict[str, str]
    taken: bool
    place: str


@dataclass(slots=True, kw_only=True)
class SignIn:
    """A one-time code that the operator handed over."""

    code: str


@dataclass(slots=True, kw_only=True)
class DemoSignIn:
    book: str
    person: str


@dataclass(slots=True, kw_only=True)
class HallPass:
    """``url`` is the signalling address at our own door; the token carries no right to publish."""

    url: str
    token: str
    identity: str


@dataclass(slots=True, kw_only=True)
class StreamRefusal:
    """Why a channel of a stream is not opened; the others are."""

    channel: int
    status: int
    code: str
    rule: str
    facts: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class EntryLine:
    """One entry of the record as the secretariat reads it; ``hash`` is over the stored bytes."""

    version: int
    at: str
    actor: str
    capacity: str
    seat: str | None
    kind: str
    act: dict[str, Any]
    visibility: str
    hash: str


@dataclass(slots=True, kw_only=True)
class RecordHead:
    """Where the record ends: ``head`` is the hash of entry ``version``, in which all before it are bound.

    ``signed``: entries under the last signed checkpoint; ``key``: whose signature it is (C2SP verifier key).
    """

    version: int
    head: str
    signed: int
    key: str


@dataclass(slots=True, kw_only=True)
class NoteBody:
    text: Annotated[str, Field(min_length=1, max_length=MOST)]


@dataclass(slots=True, kw_only=True)
class NoteLine:
    """A note within a delegation; ``number`` counts from 1."""

    number: int
    at: Instant
    person: str
    capacity: str
    text: str


@dataclass(slots=True, kw_only=True)
class RefusalLine:
    """``number``: where the next page begins, as ``before``."""

    number: int
    at: Instant
    actor: str
    intent: dict[str, Any]
    code: str
    rule: str
    facts: dict[str, Any]
