"""A small sitting, over and over: the acts that these tests record."""

from rostrum.procedure.actor import CLOCK, Actor
from rostrum.procedure.meeting.acts import FloorOffered, FloorTaken, LineChecked, SeatTaken
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.entry import Draft

BEGUN = 1_588_590_000_000
CHAIR = Actor(person="chair", capacity=Capacity.CHAIR, seat="AZE")
SITTING = (
    (CLOCK, SeatTaken(seat="CUB", person="cub.head")),
    (CHAIR, FloorOffered(seat="CUB", entry="e1", limit_s=300, grace_until=BEGUN + 30_000)),
    (
        CLOCK,
        LineChecked(
            seat="CUB",
            person="cub.head",
            verdict="good",
            round_trip_ms=80,
            loss_per_mille=1,
            microphone=True,
            camera=True,
        ),
    ),
    (CHAIR, FloorTaken(seat="CUB", language="español — العربية \u2028 𝄞")),
)


def draft(number: int) -> Draft:
    """The sitting's acts over and over, one a second; line checks are for the secretariat only."""
    actor, act = SITTING[number % len(SITTING)]
    secret = isinstance(act, LineChecked)
    shown = Visibility.SECRETARIAT if secret else Visibility.PUBLIC
    return Draft(BEGUN + 1000 * number, actor, act, shown)
