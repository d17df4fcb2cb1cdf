"""Who acts: a person, in a capacity, for a seat."""

from dataclasses import dataclass

from rostrum.procedure.words import Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """``person`` is an accredited person's key; ``seat`` is None for staff, press and public."""

    person: str
    capacity: Capacity
    seat: str | None = None


CLOCK = Actor(person="clock", capacity=Capacity.SYSTEM)
HALL = Actor(person="hall", capacity=Capacity.SYSTEM)
HOUSE = Actor(person="house", capacity=Capacity.SYSTEM)
