"""States to look at: a summit played up to a moment, by the rules themselves."""

from collections.abc import Iterable

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import QuestionAbout
from tests.summit import BOOK, CHAIR, CONVENE, CUBA, EGYPT, NEPAL, NOON, SECRETARY, WHO

Deed = tuple[Actor, object]


def play(deeds: Iterable[Deed], *, step_ms: int = 1000) -> Meeting:
    """The state after the deeds, one second apart. A refusal is an error in the story."""
    state = MEETING.begin(BOOK)
    for number, (by, intent) in enumerate(deeds):
        at = NOON + number * step_ms
        for act in MEETING.decide(state, intent, by, at):
            MEETING.fold(state, act, by, at)
    return state


LOBBY: list[Deed] = [(SECRETARY, CONVENE), (SECRETARY, i.OpenLobby())] + [
    (HALL, i.TakeSeat(seat=actor.seat or "", person=actor.person))
    for actor in (CHAIR, CUBA, EGYPT, NEPAL, WHO)
]
OPEN: list[Deed] = [*LOBBY, (CHAIR, i.CallToOrder())]
PUT: list[Deed] = [*OPEN, (CHAIR, i.PutQuestion(about=QuestionAbout.AGENDA))]


def adopted() -> list[Deed]:
    """The agenda adopted: the window of ten seconds passes in ten one-second deeds of presence."""
    waiting: list[Deed] = []
    for _ in range(6):
        waiting += [
            (HALL, i.LoseLine(seat="WHO", person="WHO.head")),
            (HALL, i.RestoreLine(seat="WHO", person="WHO.head")),
        ]
    return [*PUT, *waiting, (CHAIR, i.Gavel(question="q1"))]


def listed() -> list[Deed]:
    """General statements, the list open, three delegations on it."""
    return [
        *adopted(),
        (CHAIR, i.CallItem(number=2)),
        (CHAIR, i.CallItem(number=3)),
        (CHAIR, i.OpenList()),
        (NEPAL, i.RequestFloor()),
        (CUBA, i.RequestFloor()),
        (EGYPT, i.RequestFloor()),
    ]


def speaking() -> list[Deed]:
    """Whoever is first on the list has begun to speak."""
    state = play(listed())
    entry = state.speakers.entries[state.speakers.order[0]]
    actor = {"CUB": CUBA, "EGY": EGYPT, "NPL": NEPAL}[entry.seat]
    return [
        *listed(),
        (CHAIR, i.OfferFloor(seat=entry.seat, entry=entry.key)),
        (actor, i.TakeFloor(language="en")),
    ]
