"""A rehearsal in a real hall: the acts stay on their virtual clock, the hall is matched at a wall time of its own.

Every delegation joins a media server of the rehearsal's own, and is granted, seen and heard as the plan of each
state says. Whoever had the floor and could not publish sound makes the rehearsal fail.
"""

import asyncio
import tempfile
import time
from pathlib import Path

from rostrum.hall.livekit import LiveKitHall, embedded
from rostrum.hall.plan import Plan, plan
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Instant, SittingPhase
from rostrum.record.port import Record
from rostrum.settings import Settings
from rostrum.simulation.company import Company, Invite
from rostrum.simulation.rehearsal import Outcome, rehearse
from rostrum.simulation.script import Script

HALL_OPEN = frozenset({SittingPhase.LOBBY, SittingPhase.OPEN, SittingPhase.SUSPENDED})
JUDGED_S = 2.0
"""A speaker on air for so long must have been heard, however slow the machine."""
GATHER_S = 60.0
"""How long the hall is given to fill before the sitting opens."""


class StagePlay:
    """Matches a hall with the states of a play, at ``pace`` seconds of the script in one second of the wall."""

    def __init__(self, script: Script, hall: LiveKitHall, company: Company, pace: float) -> None:
        self.wrong: list[str] = []
        self._script = script
        self._hall = hall
        self._company = company
        self._pace = pace
        self._gathered = False

    async def watch(self, state: Meeting, now: Instant) -> None:
        """Matches the hall with ``state``, then lets time pass until ``now``, when the next act comes."""
        wanted = plan(state)
        if state.phase in HALL_OPEN:
            self._company.enter(part.person for part in self._script.parts)
            await self._hall.match(state.book, wanted)
            await self._company.air(wanted.heard, wanted.stage.person if wanted.stage else "")
        if state.phase is SittingPhase.OPEN and not self._gathered:
            await self._gather()
        began = time.monotonic()
        await asyncio.sleep(self._pause(state, now))
        self._judge(wanted, time.monotonic() - began)

    def _pause(self, state: Meeting, now: Instant) -> float:
        """Seconds until the instant comes; before the lobby nobody waits."""
        return (now - state.at) / 1000 / self._pace if state.phase in HALL_OPEN else 0.0

    async def _gather(self) -> None:
        """Lets everybody arrive; time in the hall is real, whatever the pace."""
        self._gathered = True
        end = time.monotonic() + GATHER_S
        while len(self._company.present) < len(self._script.parts) and time.monotonic() < end:
            await asyncio.sleep(0.1)
        missing = len(self._script.parts) - len(self._company.present)
        if missing:
            self.wrong.append(f"{missing} delegations did not come into the hall")

    def _judge(self, wanted: Plan, lasted_s: float) -> None:
        for person in wanted.heard:
            if lasted_s > JUDGED_S and person in self._company.present and not self._company.sounds(person):
                self.wrong.append(f"{person} was on air and published no sound")


async def rehearse_in_hall(script: Script, record: Record, pace: float, cache: Path) -> Outcome:
    """Plays a script to its close in a hall of its own. Raises StoodStill; FileNotFoundError without a server."""
    with tempfile.TemporaryDirectory(prefix="rostrum-hall-") as folder:
        hall = embedded(Settings(data=Path(folder), port=1))  # nobody takes the media server's notices here
        await hall.start()
        company = Company(script, _invite(hall, script.book), cache)
        play = StagePlay(script, hall, company, pace)
        try:
            outcome = await rehearse(script, record, play.watch)
        finally:
            await company.close()
            await hall.stop()
    outcome.wrong += play.wrong
    return outcome


def _invite(hall: LiveKitHall, book: str) -> Invite:
    async def invite(person: str) -> tuple[str, str]:
        return hall.upstream, hall.admit(book, person).token

    return invite
