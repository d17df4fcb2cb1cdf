"""All simulated delegations of one process: who is in the hall, one pacer for their pictures, one speaker's sound."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import structlog

from rostrum.simulation import media, voices
from rostrum.simulation.lecterns import HOUSE, Lectern
from rostrum.simulation.media import Staged
from rostrum.simulation.performer import Performer
from rostrum.simulation.script import Part, Script
from rostrum.simulation.voices import Samples

log = structlog.get_logger()

Invite = Callable[[str], Awaitable[tuple[str, str]]]
"""Fetches a pass for a person: signalling address and join token. Raises OSError while there is none."""

SHIFTS = 4
"""The company's pictures go out in so many shifts per frame time, so that no burst of them does."""
TOGETHER = 4
"""How many join at the same time."""
BACK_OFF_S = (1.0, 2.0, 4.0, 8.0)


class Company:
    """Performers by person. ``enter`` says who is to be in the hall; those lost come back by themselves."""

    def __init__(self, script: Script, invite: Invite, cache: Path, *, tones: bool = False) -> None:
        self._invite = invite
        self._cache = cache
        self._accent = script.accent
        self._tones = tones
        self._parts: dict[str, Part] = {part.person: part for part in script.parts}
        self._places = {part.person: place for place, part in enumerate(script.parts)}
        self._performers: dict[str, Performer] = {}
        self._keeping: dict[str, asyncio.Task[None]] = {}
        self._sounds: dict[str, Samples] = {}
        self._stages: dict[str, Staged] = {}
        self._learning: dict[str, asyncio.Task[None]] = {}
        self._door = asyncio.Semaphore(TOGETHER)
        self._heard: frozenset[str] = frozenset()
        self._on_stage = ""
        self._pacer: asyncio.Task[None] | None = None
        self.pictures = 0
        """Frames handed over so far."""

    @property
    def present(self) -> set[str]:
        return set(self._performers)

    def sounds(self, person: str) -> bool:
        """Whether a person's sound is published in the hall and open."""
        return person in self._performers and self._performers[person].sounds

    def enter(self, people: Iterable[str]) -> None:
        """These are to be in the hall, for as long as the company plays."""
        if self._pacer is None:
            self._pacer = asyncio.create_task(self._pace(), name="pictures")
        for person in people:
            if person not in self._keeping:
                self._keeping[person] = asyncio.create_task(self._keep(person), name=f"keep:{person}")

    async def close(self) -> None:
        """All leave the hall."""
        tasks = [*self._keeping.values(), *self._learning.values(), *([self._pacer] if self._pacer else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def air(self, heard: Iterable[str], stage: str) -> None:
        """Who of them is heard and who is the picture of the stage; everybody else is muted and small."""
        self._heard, self._on_stage = frozenset(heard), stage
        for person, performer in list(self._performers.items()):
            self._cue(person, performer)
        for person in self._heard & set(self._parts):
            await self.learn(person)

    async def learn(self, person: str) -> None:
        """Has a person's voice and large picture ready: before the floor is taken, not after."""
        if person not in self._parts or person in self._stages:
            return
        if person not in self._learning:
            self._learning[person] = asyncio.create_task(self._learn(person), name=f"learn:{person}")
        await asyncio.shield(self._learning[person])

    async def _learn(self, person: str) -> None:
        self._sounds[person] = await asyncio.to_thread(self._sound, person)
        if performer := self._performers.get(person):
            self._cue(person, performer)
        sound, lectern = self._sounds[person], self._lectern(person)
        self._stages[person] = await asyncio.to_thread(media.staged, lectern, sound, self._cache)
        if performer := self._performers.get(person):
            self._cue(person, performer)

    def _cue(self, person: str, performer: Performer) -> None:
        performer.on_stage(self._stages.get(person) if person == self._on_stage else None)
        if person in self._heard and person in self._sounds:
            performer.speak(self._sounds[person])
        else:
            performer.hush()

    def _sound(self, person: str) -> Samples:
        place = self._places[person]
        return (
            voices.tone(place)
            if self._tones
            else voices.kept(self._parts[person].seat.key, place, self._cache)
        )

    def _lectern(self, person: str) -> Lectern:
        return Lectern(self._parts[person].seat.key, self._accent or HOUSE)

    async def _keep(self, person: str) -> None:
        """Joins, and joins again whenever the line has gone."""
        tile = await asyncio.to_thread(media.tile, self._lectern(person), self._cache)
        tries = 0
        while True:
            lost = asyncio.Event()
            performer = Performer(person, tile, lost.set)
            try:
                async with self._door:
                    await performer.join(*await self._invite(person))
            except OSError as error:
                log.info("not joined", person=person, error=str(error))
                await asyncio.sleep(BACK_OFF_S[min(tries, len(BACK_OFF_S) - 1)])
                tries += 1
                continue
            tries = 0
            await self._perform(person, performer, lost)
            await asyncio.sleep(BACK_OFF_S[0] * (0.2 + self._places[person] % 8 / 10))

    async def _perform(self, person: str, performer: Performer, lost: asyncio.Event) -> None:
        self._performers[person] = performer
        self._cue(person, performer)
        try:
            await lost.wait()
        finally:
            self._performers.pop(person, None)
            with contextlib.suppress(OSError):
                await performer.leave()

    async def _pace(self) -> None:
        """Sends pictures at their pace: the stage's in every turn, all others once in a frame time, in shifts."""
        began, turn = time.monotonic(), 0
        while True:
            now_us = time.monotonic_ns() // 1000
            for person, performer in list(self._performers.items()):
                if self._places[person] % SHIFTS == turn % SHIFTS or person == self._on_stage:
                    self.pictures += performer.send_picture(now_us)
            turn += 1
            due = began + turn / (media.TILE_FPS * SHIFTS)
            if (late := time.monotonic() - due) > 1:
                began += late
            await asyncio.sleep(max(0, due - time.monotonic()))
