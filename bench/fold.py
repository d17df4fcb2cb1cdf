"""How many acts a second are folded: a sitting of 45 speakers, beside the same loop over empty handlers.

`python -m bench.fold` prints the figures, `--json` as JSON. The floor is what dispatch alone costs in the
same run: a table of handlers that do nothing, the version raised, the instant set.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.conduct import next_step
from rostrum.procedure.meeting.facts import Accreditation, AgendaItem, Officer, Paper, Seat
from rostrum.procedure.meeting.machine import FOLDERS, MEETING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import (
    Capacity,
    FloorPhase,
    ItemKind,
    Level,
    Ruling,
    SeatKind,
    SittingPhase,
    StatementForm,
)

MUST_REACH = 250_000
BEGUN = 1_588_590_000_000
SPEAKERS = 45
CHAIR = Actor(person="M00.head", capacity=Capacity.CHAIR, seat="M00")
LEVELS = (Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT, Level.MINISTER)

Entry = tuple[Any, Actor, int]
Fold = Callable[[Meeting, Any, Actor, int], None]


def plain(text: str) -> dict[str, str]:
    return {"en": text}


def head_of(seat: str) -> Actor:
    return Actor(person=f"{seat}.head", capacity=Capacity.HEAD, seat=seat)


@dataclass
class Sitting:
    """Plays a sitting by the rules and keeps its acts; one intent a second."""

    state: Meeting = field(default_factory=lambda: MEETING.begin("bench"))
    entries: list[Entry] = field(default_factory=list[Entry])
    now: int = BEGUN

    def do(self, intent: Any, by: Actor, wait_ms: int = 1000) -> None:
        self.now += wait_ms
        for act in MEETING.decide(self.state, intent, by, self.now):
            MEETING.fold(self.state, act, by, self.now)
            self.entries.append((act, by, self.now))


def convening() -> i.Convene:
    seats = tuple(
        Seat(
            key=f"M{n:02}",
            kind=SeatKind.MEMBER,
            name=plain(f"Member {n}"),
            level=LEVELS[n % 3],
            title=plain("Head of delegation"),
            protocol_rank=n + 1,
            form=StatementForm.RECORDED if n % 9 == 5 else StatementForm.LIVE,
        )
        for n in range(SPEAKERS)
    )
    kinds = (ItemKind.AGENDA, ItemKind.OPENING, ItemKind.STATEMENTS, ItemKind.ADOPTION, ItemKind.CLOSING)
    return i.Convene(
        body="bench",
        title=plain("Summit"),
        theme=plain("Unity"),
        format="contact_group",
        zone="UTC",
        opens=BEGUN,
        languages=("en",),
        rulebook="nam",
        seats=seats,
        officers=(Officer(person="M00.head", seat="M00", title=plain("Chair")),),
        agenda=tuple(
            AgendaItem(
                number=n, kind=kind, title=plain(kind), paper="L.1" if kind is ItemKind.ADOPTION else ""
            )
            for n, kind in enumerate(kinds, 1)
        ),
        roll=(
            Accreditation(person=CHAIR.person, capacity=CHAIR.capacity, seat="M00"),
            Accreditation(person="secretary", capacity=Capacity.SECRETARY),
            *(
                Accreditation(person=f"{seat.key}.head", capacity=Capacity.HEAD, seat=seat.key)
                for seat in seats[1:]
            ),
        ),
        papers=(Paper(key="L.1", symbol="L.1", title=plain("Draft"), text=plain("Text"), sha256=plain("0")),),
    )


def whole_sitting() -> list[Entry]:
    """Acts of one sitting: lobby, list, every statement, lost lines, points of order, two decisions."""
    sitting = Sitting()
    secretary = Actor(person="secretary", capacity=Capacity.SECRETARY)
    sitting.do(convening(), secretary)
    sitting.do(i.OpenLobby(), secretary)
    for seat in tuple(sitting.state.seats):
        sitting.do(i.TakeSeat(seat=seat, person=head_of(seat).person), HALL)
        check = i.ReportLineCheck(
            verdict="good", round_trip_ms=80, loss_per_mille=1, microphone=True, camera=True
        )
        sitting.do(check, head_of(seat))
    sitting.do(i.OpenList(), secretary)
    for seat in reversed(tuple(sitting.state.seats)[1:]):
        sitting.do(i.RequestFloor(), head_of(seat))
    while sitting.state.phase is not SittingPhase.CLOSED:
        follow(sitting)
    return sitting.entries


def follow(sitting: Sitting) -> None:
    """One step: the speaker's where one is on the floor, else what the rules call for from the chair."""
    floor, step = sitting.state.floor, next_step(sitting.state)
    live = floor.form is StatementForm.LIVE
    if floor.phase is FloorPhase.OFFERED and live:
        sitting.do(i.TakeFloor(language="en"), head_of(floor.seat))
    elif floor.phase is FloorPhase.SPEAKING:
        speak(sitting, floor.seat)
    elif floor.phase is FloorPhase.PLAYING:
        sitting.do(i.EndStatement(), HALL, 120_000)
    elif step.intent is not None:
        wait = max(1000, (step.ready_at or 0) - sitting.now)
        sitting.do(step.intent, CHAIR, wait)


def speak(sitting: Sitting, seat: str) -> None:
    """Four minutes; every fifth speaker loses the line on the way, every ninth is interrupted."""
    number = int(seat[1:])
    if number % 5 == 0:
        sitting.do(i.LoseLine(seat=seat, person=f"{seat}.head"), HALL, 60_000)
        sitting.do(i.RestoreLine(seat=seat, person=f"{seat}.head"), HALL, 5_000)
    if number % 9 == 1:
        point = f"p{len(sitting.state.points) + 1}"
        sitting.do(i.RaisePoint(), head_of("M44"))
        sitting.do(i.HearPoint(point=point), CHAIR)
        sitting.do(i.StatePoint(point=point), head_of("M44"))
        sitting.do(i.RulePoint(point=point, ruling=Ruling.UPHELD, rule="UNGA rule 71"), CHAIR)
    sitting.do(i.EndStatement(), head_of(seat), 180_000)


def nothing(state: Meeting, act: Any, by: Actor, at: int) -> None:
    """The empty handler."""


EMPTY = dict.fromkeys(FOLDERS, nothing)


def dispatch_only(state: Meeting, act: Any, by: Actor, at: int) -> None:
    EMPTY[type(act)](state, act, by, at)
    state.version += 1
    state.at = at


def acts_per_second(fold: Fold, entries: list[Entry], books: int) -> float:
    """Folds the sitting into so many fresh books."""
    states = [MEETING.begin("bench") for _ in range(books)]
    started = perf_counter()
    for state in states:
        for act, by, at in entries:
            fold(state, act, by, at)
    return len(entries) * books / (perf_counter() - started)


def run(rounds: int = 9, books: int = 40) -> dict[str, Any]:
    """Medians over ``rounds``, fold and floor taking turns so that a busy machine weighs on both alike."""
    entries = whole_sitting()
    folded: list[float] = []
    empty: list[float] = []
    for _ in range(rounds):
        folded.append(acts_per_second(MEETING.fold, entries, books))
        empty.append(acts_per_second(dispatch_only, entries, books))
    return {
        "what": "fold",
        "acts": len(entries),
        "acts_per_second": round(median(folded)),
        "floor_acts_per_second": round(median(empty)),
        "times_floor": round(median(e / f for e, f in zip(empty, folded, strict=True)), 2),
        "must_reach": MUST_REACH,
        "reached": median(folded) >= MUST_REACH,
    }


if __name__ == "__main__":
    figures = run()
    if "--json" in sys.argv:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:24}{f'{value:,}' if type(value) is int else value!s:>14}")
