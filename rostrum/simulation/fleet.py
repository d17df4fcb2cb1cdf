"""The simulated delegations of a live meeting, all in one process, as clients of the doors.

One stream is followed for all of them: what the secretariat is shown. The autopilot wishes, each wish is posted by
the person whose it is, and the company of performers is seen and heard in the hall as the stream says.
"""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from pathlib import Path

import structlog

from rostrum.procedure.words import FloorPhase, Instant, PointPhase, SittingPhase
from rostrum.simulation.autopilot import Autopilot, Move, merged
from rostrum.simulation.company import Company
from rostrum.simulation.door import Door, Rejected, Shut
from rostrum.simulation.script import Script
from rostrum.views.documents import Views

log = structlog.get_logger()

HALL_OPEN = frozenset({SittingPhase.LOBBY, SittingPhase.OPEN, SittingPhase.SUSPENDED})
FOLLOWED_BY = "secretary"
AUDIENCE = "secretariat"
AGAIN_S = 1.0
"""How long before a door that was shut is tried again."""
GIVE_UP_S = 45.0
"""How long the doors may be shut before the fleet goes home: it must not outlive its server for ever."""


class Fleet:
    """Attends one meeting for as long as ``run`` runs. At most ``seats`` delegations come, the Chair's first."""

    def __init__(
        self,
        script: Script,
        url: str,
        *,
        cache: Path,
        book: str = "",
        pace: float = 1.0,
        seats: int = 45,
        tones: bool = False,
    ) -> None:
        self._script = script
        self._book = book or script.book
        self._pace = pace
        self._door = Door(url, self._book)
        self.company = Company(script, self._door.hall_pass, cache, tones=tones)
        self._people = _chosen(script, seats)
        self._autopilot: Autopilot | None = None
        self._views = Views()
        self._ahead_ms = 0
        self._shut_since: float | None = None
        self._news = asyncio.Event()
        self._cue = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.posted = 0
        self.rejected = 0

    async def run(self) -> None:
        """Follows, acts and performs until cancelled, or until the doors have been shut for `GIVE_UP_S`."""
        acting = asyncio.create_task(self._act(), name="autopilot")
        performing = asyncio.create_task(self._perform(), name="cues")
        try:
            while not self._shut_for(GIVE_UP_S):
                try:
                    await self._follow()
                except (Shut, Rejected) as error:
                    self._shut_since = self._shut_since or time.monotonic()
                    log.info("not following", error=str(error))
                    await asyncio.sleep(AGAIN_S)
            log.warning("the doors stay shut: going home")
        finally:
            for task in (acting, performing, *self._tasks):
                task.cancel()
            await asyncio.gather(acting, performing, *self._tasks, return_exceptions=True)
            await self.company.close()
            await self._door.close()

    def _shut_for(self, seconds: float) -> bool:
        return self._shut_since is not None and time.monotonic() - self._shut_since > seconds

    async def _follow(self) -> None:
        """Takes every event of the stream; the first of a stream holds all documents."""
        first = True
        async for event in self._door.stream(FOLLOWED_BY, AUDIENCE):
            self._views = event.views if first else merged(self._views, event.views)
            self._ahead_ms = event.at - _wall()
            self._shut_since = None
            first = False
            if self._autopilot is None and self._views.meeting is not None:
                script = self._script.for_demo().opening_at(self._views.meeting.opens)
                self._autopilot = Autopilot(script, pace=self._pace, presence=False, coming=len(self._people))
            for waiting in (self._news, self._cue):
                waiting.set()

    @property
    def now(self) -> Instant:
        """The server's clock, as its last event had it."""
        return _wall() + self._ahead_ms

    # Acts

    async def _act(self) -> None:
        """Posts the wish that is due first; looks again when it is due, or when something changed."""
        while True:
            self._news.clear()
            moves = self._autopilot.moves(self._views, self.now) if self._autopilot else []
            due = moves[0].at - self.now if moves else None
            if moves and due is not None and due <= 0:
                await self._post(moves[0])
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(None if due is None else due / 1000):
                    await self._news.wait()

    async def _post(self, move: Move) -> None:
        """What was accepted shows in the stream; until then the wish is not wished again."""
        if self._autopilot is None:
            return
        try:
            await self._door.submit(move.actor.person, move.intent)
        except Rejected as rejected:
            self.rejected += 1
            log.info("refused", move=move.key, code=rejected.code)
            self._autopilot.posted(move, self.now, accepted=False)
        except Shut as error:
            log.info("not posted", move=move.key, error=str(error))
            await asyncio.sleep(AGAIN_S)
        else:
            self.posted += 1
            self._autopilot.posted(move, self.now, accepted=True)
            await self._seen(move)

    async def _seen(self, move: Move) -> None:
        """Waits until the stream has shown what was posted, so that it is not posted twice."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self._news.wait()

    # Hall

    async def _perform(self) -> None:
        """Has the company enter while the hall is open, and be seen and heard as the stream says."""
        while True:
            await self._cue.wait()
            self._cue.clear()
            views = self._views
            if views.meeting is not None and views.meeting.phase in HALL_OPEN:
                self.company.enter(self._people)
            for person in self._soon(views):
                self._spawn(self.company.learn(person))
            if views.air is not None:
                shown = views.air.stage
                await self.company.air(views.air.heard, shown.person if shown else "")

    def _soon(self, views: Views) -> set[str]:
        """Those who may be on air next: their voices and large pictures are made ready now."""
        stage, speakers = views.stage, views.speakers
        seats = {line.seat for line in speakers.order[:2]} if speakers else set[str]()
        if stage is not None and stage.phase is not FloorPhase.IDLE:
            seats.add(stage.seat)
        if stage is not None and stage.point is not None and stage.point.phase is PointPhase.RAISED:
            seats.add(stage.point.seat)
        return {part.person for part in self._script.parts if part.seat.key in seats}

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _chosen(script: Script, seats: int) -> list[str]:
    """Persons who come: the Chair's own delegation first, then the order of the script."""
    parts = sorted(script.parts, key=lambda part: part.seat.key != script.chair.seat)
    return [part.person for part in parts[:seats]]


def _wall() -> Instant:
    return time.time_ns() // 1_000_000
