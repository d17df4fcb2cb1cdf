"""Rehearsals: a script played to its end on a clock of its own, and compared with the golden record.

The clock is virtual and goes from one act to the next, so the same script gives the same bytes anywhere, in a
second. The same play, stopped at a stage and moved to today, prepares the record of a demo.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from rostrum.procedure.actor import CLOCK, HALL, Actor
from rostrum.procedure.meeting.intents import LeaveSeat
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.roles import as_accredited
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Instant, Presence, SittingPhase
from rostrum.record.checkpoint import Signer
from rostrum.record.codec import Codec
from rostrum.record.memory import MemoryRecord
from rostrum.record.port import Record
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.kinds import ACTS, machine_of
from rostrum.secretariat.notary import Notary
from rostrum.simulation.autopilot import Autopilot, Move
from rostrum.simulation.calling import Calling
from rostrum.simulation.script import Script
from rostrum.simulation.stages import Stage, reached
from rostrum.views import audience
from rostrum.views.documents import Views

DOCUMENTS = ("meeting", "stage", "speakers", "question", "decisions", "chamber", "podium")
"""What the autopilot looks at."""
LONGEST = 20_000
"""Moves after which a play that has not ended is given up."""
BEFORE_OPENING_MS = 8_000
"""How long before the hour of opening the stage of opening begins."""
REHEARSAL_KEY = Signer(hashlib.sha256(b"rostrum rehearsal: a published key that proves nothing").digest())
"""Seals rehearsed bundles. It is public, so that they are the same bytes everywhere, and worth nothing."""


class StoodStill(Exception):
    """The play cannot go on: nobody wishes anything, or the same is refused again and again."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal in a play. ``expected``: the script says that it must come."""

    at: Instant
    actor: Actor
    intent: Any
    code: str
    rule: str
    expected: bool


@dataclass(slots=True)
class Outcome:
    """What a play came to. ``wrong`` says in words what did not go as the script has it."""

    acts: int = 0
    head: str = ""
    ended_at: Instant = 0
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    wrong: list[str] = field(default_factory=list[str])

    def golden(self) -> dict[str, Any]:
        """What is compared with the golden record."""
        codes = [refusal.code for refusal in self.refusals]
        return {"acts": self.acts, "head": self.head, "refusals": codes}


Watcher = Callable[[Meeting, Instant], Awaitable[None]]


def _on_roll(state: Meeting, by: Actor) -> Actor:
    """As a door would have them: in the capacity in which they are accredited."""
    return as_accredited(state, by.person) if by.person in state.people else by


class Play:
    """One script on one record. ``watch`` is told the state and the instant after every step; with a ``signer``
    the record is signed where a sitting's is: at every decision and at closing.
    """

    def __init__(
        self, record: Record, script: Script, watch: Watcher | None = None, signer: Signer | None = None
    ) -> None:
        self.now: Instant = script.instant(script.times.convened_s)
        self.outcome = Outcome()
        self._script = script
        self._record = record
        self._clerk = Clerk(record, machine_of, lambda: self.now)
        self._autopilot = Autopilot(script)
        self._watch = watch
        self._notary = Notary(self._clerk, record, signer) if signer is not None else None
        if self._notary is not None:
            self._clerk.listen(self._notary.heard)

    async def run(self, until: Callable[[Meeting], bool] = lambda state: False) -> Outcome:
        """Plays until the sitting is closed, or ``until`` holds. Raises StoodStill."""
        await Calling(self._clerk, self._script).convened()
        for _ in range(LONGEST):
            state: Meeting = await self._clerk.state(self._script.book)
            if state.phase is SittingPhase.CLOSED or until(state):
                return self._ended()
            await self._step(state)
        raise StoodStill(f"{self._script.name} has not ended after {LONGEST} moves")

    async def leave(self) -> None:
        """All leave the hall at the end: whoever goes on with the record comes in anew."""
        state: Meeting = await self._clerk.state(self._script.book)
        for key, seat in state.seats.items():
            for person, presence in list(seat.people.items()):
                if presence is not Presence.ABSENT:
                    await self._clerk.submit(self._script.book, LeaveSeat(seat=key, person=person), HALL)
        self._ended()

    def untried(self) -> list[str]:
        """Incidents of the script that had no occasion."""
        return [n.key for n in self._script.incidents if not self._autopilot.tried(n.key)]

    async def close(self) -> None:
        await self._clerk.close()

    async def _step(self, state: Meeting) -> None:
        move = self._next(state)
        self.now = max(self.now, move.at)
        if self._watch is not None:
            await self._watch(state, self.now)
        try:
            await self._clerk.submit(self._script.book, move.intent, _on_roll(state, move.actor))
        except Refused as refusal:
            self._refused(move, refusal)
        else:
            if self._notary is not None:
                await self._notary.settled()
            self._autopilot.posted(move, self.now, accepted=True)
            if move.refused:
                self.outcome.wrong.append(f"{move.key} was to be refused ({move.refused}), and was not")

    def _next(self, state: Meeting) -> Move:
        """The earliest of what people wish and what the clock demands."""
        moves = self._autopilot.moves(documents(state), self.now)
        moves += [Move(f"clock:{d.key}", d.at, CLOCK, d.intent) for d in MEETING.deadlines(state)]
        if not moves:
            raise StoodStill(f"{self._script.name} stands still at {state.phase}, item {state.item}")
        return min(moves, key=lambda move: (max(move.at, self.now), move.key))

    def _refused(self, move: Move, refusal: Refused) -> None:
        self._autopilot.posted(move, self.now, accepted=False)
        expected = refusal.code == move.refused
        self.outcome.refusals.append(
            Refusal(self.now, move.actor, move.intent, refusal.code, refusal.rule, expected)
        )
        if not expected:
            wanted = f", not {move.refused}" if move.refused else ""
            self.outcome.wrong.append(f"{move.key} was refused: {refusal.code}{wanted}")

    def _ended(self) -> Outcome:
        head = self._record.head(self._script.book)
        self.outcome.acts, self.outcome.head = head.version, head.hash
        self.outcome.ended_at = self.now
        return self.outcome


def documents(state: Meeting) -> Views:
    """The documents of a state that the autopilot needs."""
    return Views(**{name: audience.document(name, state, "secretariat") for name in DOCUMENTS})


def empty_record() -> MemoryRecord:
    return MemoryRecord(Codec(ACTS))


async def rehearse(script: Script, record: Record | None = None, watch: Watcher | None = None) -> Outcome:
    """Plays a script to its close, on a record of its own unless one is given. Raises StoodStill."""
    play = Play(record if record is not None else empty_record(), script, watch, REHEARSAL_KEY)
    try:
        outcome = await play.run()
    finally:
        await play.close()
    outcome.wrong += [f"incident:{key} had no occasion" for key in play.untried()]
    return outcome


async def prepare(record: Record, script: Script, stage: str, now: Instant) -> Script:
    """Writes the book of a demo that stands at ``stage`` now, nobody in the hall; returns the script moved.

    What lay before is in the record with instants of the last hours. The historical date stays in the texts.
    Raises ValueError for no stage, StoodStill.
    """
    wanted = Stage(stage)
    short = script.for_demo()
    trial = await _until(empty_record(), short, wanted)
    at = trial.ended_at
    if wanted is Stage.OPENING:
        at = max(at, short.opens - BEFORE_OPENING_MS)
    moved = short.opening_at(short.opens + now - at)
    await _until(record, moved, wanted)
    return moved


async def _until(record: Record, script: Script, stage: Stage) -> Outcome:
    play = Play(record, script)
    try:
        await play.run(lambda state: reached(stage, state))
        await play.leave()
    finally:
        await play.close()
    return play.outcome


def golden_of(script: Script) -> dict[str, Any] | None:
    """The golden record of a scenario; None where none has been accepted yet."""
    path = script.folder / "golden.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def accept(script: Script, outcome: Outcome) -> None:
    """Makes the outcome the scenario's golden record."""
    text = json.dumps(outcome.golden(), indent=2) + "\n"
    (script.folder / "golden.json").write_text(text, encoding="utf-8")
