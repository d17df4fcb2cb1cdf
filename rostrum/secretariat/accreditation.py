"""Who is accredited to a meeting: persons, their capacity, seat and room, read off its state."""

from dataclasses import dataclass

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.state import Meeting, SeatState
from rostrum.procedure.words import Capacity, SeatKind, Texts

STAFF = {
    "secretary": Capacity.SECRETARY,
    "clerk": Capacity.CLERK,
    "technician": Capacity.TECHNICIAN,
}
"""Those who serve every meeting. They are named by capacity; the web has the words."""


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


def _delegation(key: str, seat: SeatState) -> list[Accredited]:
    states = {SeatKind.MEMBER, SeatKind.OBSERVER_STATE}
    head = Capacity.HEAD if seat.fact.kind in states else Capacity.ORGANISATION
    people = (("head", head, False), ("adviser", Capacity.ADVISER, False), ("sim", head, True))
    return [
        Accredited(
            actor=Actor(person=f"{key}.{part}", capacity=capacity, seat=key),
            room="desk",
            name=seat.fact.name,
            title=seat.title if part != "adviser" else {},
            simulated=simulated,
            speaks=part != "adviser",
        )
        for part, capacity, simulated in people
    ]


def accredited(state: Meeting) -> dict[str, Accredited]:
    """Every person by key: presiding officers, staff, then delegations in the order of the seats."""
    found = [
        Accredited(
            actor=Actor(person=officer.person, capacity=Capacity.CHAIR, seat=officer.seat),
            room="podium",
            name=state.seats[officer.seat].fact.name,
            title=officer.title,
            speaks=number == 0,
        )
        for number, officer in enumerate(state.officers.values())
    ]
    found += [
        Accredited(actor=Actor(person=person, capacity=capacity), room="secretariat", name={}, title={})
        for person, capacity in STAFF.items()
    ]
    for key, seat in state.seats.items():
        found += _delegation(key, seat)
    return {person.actor.person: person for person in found}
