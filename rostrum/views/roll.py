"""The roll as the secretariat reads it: who is accredited to the meeting, and who can be."""

from rostrum.procedure.meeting.roll import NO_CAPACITY_HERE
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity
from rostrum.views.documents import OnRoll, RollDoc

ACCREDITED = [capacity for capacity in Capacity if capacity not in NO_CAPACITY_HERE]


def roll(state: Meeting) -> RollDoc:
    """Everybody who is accredited now; understudies are the machine's and not listed."""
    people = [
        OnRoll(
            person=one.person,
            capacity=one.capacity,
            seat=one.seat,
            booth=one.line.booth,
            post=one.line.post,
            ground=one.line.ground,
            presence=one.presence,
        )
        for one in state.people.values()
        if not one.withdrawn and not one.simulated
    ]
    return RollDoc(people=people, may=ACCREDITED)
