"""Who is accredited to a book, as its roll says at this moment: whom the doors let in, to which room, as what."""

import secrets
from dataclasses import dataclass

from rostrum.procedure.actor import Actor
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.roles import PRESIDING, as_accredited
from rostrum.procedure.meeting.state import Meeting, Person
from rostrum.procedure.words import Capacity, Texts
from rostrum.views.documents import ROOM_CAPACITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Accredited:
    """A person who may enter. ``simulated`` persons are delegations played by the machine; ``speaks``: the
    person may be the voice of the seat (an adviser never is, nor an officer who waits to preside)."""

    actor: Actor
    room: str
    name: Texts
    title: Texts
    simulated: bool = False
    speaks: bool = True


@dataclass(frozen=True, slots=True)
class Outside:
    """Why somebody may not come in: ``code`` is ``shown_out`` or ``accreditation_withdrawn``."""

    code: str
    reason: str


def new_person() -> str:
    """A key for a person who is new to the house: it names nobody."""
    return secrets.token_hex(8)


def room_of(capacity: Capacity) -> str:
    """The room of who acts in this capacity; the gallery for those who have none of their own."""
    return next((room for room, may in ROOM_CAPACITIES.items() if may and capacity in may), "gallery")


def accredited(state: Meeting) -> dict[str, Accredited]:
    """Everybody who is accredited now, by key, in the order of the roll."""
    return {key: _line(state, one) for key, one in state.people.items() if not one.withdrawn}


def accredited_as(state: Meeting, person: str) -> Accredited | None:
    """What the roll says of one person; None for who is not on it, or no longer."""
    found = state.people.get(person)
    return _line(state, found) if found is not None and not found.withdrawn else None


def why_out(state: Meeting, person: str) -> Outside | None:
    """Why somebody who was accredited is not let in; None for whoever is, and for who never was."""
    out, found = state.shown_out.get(person), state.people.get(person)
    if found is not None and found.withdrawn:
        return Outside("accreditation_withdrawn", found.withdrawn)
    return Outside("shown_out", out.reason) if out is not None else None


def posts(state: Body) -> dict[str, Accredited]:
    """Everybody who holds a post in the body."""
    return {person: _holder(state, post) for person, post in state.posts.items()}


def post_held(state: Body, person: str) -> Accredited | None:
    post = state.posts.get(person)
    return _holder(state, post) if post is not None else None


def post_lost(state: Body, person: str) -> Outside | None:
    reason = state.withdrawn.get(person)
    return Outside("accreditation_withdrawn", reason) if reason is not None else None


def _holder(state: Body, post: Post) -> Accredited:
    member = state.members.get(post.code)
    actor = Actor(person=post.person, capacity=post.capacity, seat=post.code or None)
    return Accredited(actor=actor, room="body", name=member.name if member else {}, title={}, speaks=False)


def _line(state: Meeting, person: Person) -> Accredited:
    seat = state.seats.get(person.seat)
    officer = state.officers.get(person.person) if person.capacity in PRESIDING else None
    head: Texts = seat.title if seat is not None and person.speaks else {}
    return Accredited(
        actor=as_accredited(state, person.person),
        room=room_of(person.capacity),
        name=seat.fact.name if seat is not None else {},
        title=officer.title if officer is not None else head,
        simulated=person.simulated,
        speaks=person.speaks,
    )
