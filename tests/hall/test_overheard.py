"""Strangers with the stock SDK, against a real media server: what they receive is what the plan lets be heard.

The measure is what arrives, not what our own pages play.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from livekit.protocol.rtc import SignalResponse
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from rostrum.hall.plan import EMPTY, Grant, Plan
from tests.hall.premises import BOOK, LivePremises, LiveVisitor, live_premises, until
from tests.patience import FACTOR, LONG

pytestmark = [pytest.mark.system, pytest.mark.asyncio]

CHAIR, SPEAKER = "AZE.chair", "CUB.head"
LOBBY = Plan(grants={CHAIR: Grant(microphone=True)})
OPEN = Plan(grants={CHAIR: Grant(microphone=True), SPEAKER: Grant(microphone=True)}, heard=(CHAIR,))
SPEAKING = replace(OPEN, heard=(CHAIR, SPEAKER))
POINT = replace(OPEN, heard=(CHAIR,))
SEEN = Plan(grants={SPEAKER: Grant(camera=True)}, seen=(SPEAKER,))
LOUD, SILENT = 1000.0, 60.0
"""The tone that is published has a root mean square of 5,600."""


@pytest_asyncio.fixture
async def live(tmp_path: Path) -> AsyncGenerator[LivePremises]:
    async with live_premises(tmp_path) as premises:
        yield premises


async def _stranger(live: LivePremises) -> LiveVisitor:
    visitor = await live.enter(live.hall.admit(BOOK, None), listens=True)
    assert visitor is not None
    return visitor


async def _with_microphone(live: LivePremises, person: str, hz: float) -> LiveVisitor:
    """Published open from the first moment, whatever the plan says."""
    visitor = await live.person(person)
    await until(lambda: bool(visitor.room.local_participant.permissions.can_publish))
    assert await visitor.publish(hz) is not None
    return visitor


async def test_strangers_receive_no_microphone_that_is_not_on_air(live: LivePremises) -> None:
    await live.hall.match(BOOK, LOBBY)
    early = await _stranger(live)
    await _with_microphone(live, CHAIR, 440.0)
    late = await _stranger(live)
    await until(lambda: early.sees(CHAIR) and late.sees(CHAIR))
    await asyncio.sleep(1.5)
    assert all(visitor.loudest.get(CHAIR, 0) < SILENT for visitor in (early, late))
    await live.hall.match(BOOK, OPEN)
    await until(lambda: all(visitor.levels.get(CHAIR, 0) > LOUD for visitor in (early, late)))


async def test_a_speaker_is_received_while_heard_and_not_before_nor_after(live: LivePremises) -> None:
    await live.hall.match(BOOK, OPEN)
    stranger = await _stranger(live)
    speaker = await _with_microphone(live, SPEAKER, 440.0)
    await until(lambda: stranger.sees(SPEAKER))
    await asyncio.sleep(1)
    assert stranger.loudest.get(SPEAKER, 0) < SILENT
    await live.hall.match(BOOK, SPEAKING)
    await until(lambda: stranger.levels.get(SPEAKER, 0) > LOUD)
    await live.hall.match(BOOK, POINT)  # the grant is kept; nobody hears them
    await until(lambda: stranger.levels.get(SPEAKER, 0) < SILENT)
    stranger.loudest.clear()
    publication = next(iter(speaker.room.local_participant.track_publications.values()))
    assert publication.track is not None
    publication.track.mute()  # pyright: ignore[reportAttributeAccessIssue]
    publication.track.unmute()  # pyright: ignore[reportAttributeAccessIssue]
    await asyncio.sleep(1)
    assert stranger.loudest.get(SPEAKER, 0) < SILENT, "unmuting at the source opens nothing"
    await live.hall.match(BOOK, SPEAKING)
    await until(lambda: stranger.levels.get(SPEAKER, 0) > LOUD)


async def test_pictures_end_with_the_plan_that_showed_them(live: LivePremises) -> None:
    await live.hall.match(BOOK, SEEN)
    stranger = await _stranger(live)
    speaker = await live.person(SPEAKER)
    await until(lambda: bool(speaker.room.local_participant.permissions.can_publish))
    await speaker.show()
    await until(lambda: stranger.pictures.get(SPEAKER, 0) > 5)
    await live.hall.match(BOOK, EMPTY)  # closed, or frozen for everybody but who presides
    await until(lambda: not stranger.sees(SPEAKER))
    await asyncio.sleep(1)  # what was received before is decoded
    before = stranger.pictures[SPEAKER]
    await asyncio.sleep(1)
    assert stranger.pictures[SPEAKER] == before


async def test_who_is_shown_out_or_signs_out_receives_nothing_after_two_seconds(live: LivePremises) -> None:
    await live.hall.match(BOOK, SPEAKING)
    await _with_microphone(live, SPEAKER, 440.0)
    listeners = []
    for person, badge in (("GHA.head", "one"), ("IND.head", "two")):
        listener = await live.enter(live.hall.admit(BOOK, person, badge=badge), listens=True)
        assert listener is not None
        listeners.append(listener)
    await until(lambda: all(one.levels.get(SPEAKER, 0) > LOUD for one in listeners))
    await live.hall.match(BOOK, replace(SPEAKING, out=frozenset({"GHA.head"})))
    await live.hall.sign_out(BOOK, "IND.head", "two")
    await asyncio.sleep(2 * FACTOR)
    for one in listeners:
        one.levels.clear()
        one.last_sound.clear()
    await asyncio.sleep(1.5)
    assert [one.last_sound for one in listeners] == [{}, {}]
    assert await live.hall.present(BOOK) == {SPEAKER}


@pytest.mark.parametrize("end", ["shown out", "signed out"])
async def test_a_renewed_token_opens_nothing_any_more(live: LivePremises, end: str) -> None:
    await live.hall.match(BOOK, OPEN)
    first = live.hall.admit(BOOK, SPEAKER, badge="one").token
    async with connect(f"{live.url}/rtc?access_token={first}", proxy=None) as line:
        renewed = await _renewed(line)
        assert renewed != first
        if end == "shown out":
            await live.hall.match(BOOK, replace(OPEN, out=frozenset({SPEAKER})))
        else:
            await live.hall.sign_out(BOOK, SPEAKER, "one")
    for token in (first, renewed):
        with pytest.raises(InvalidStatus, match="403"):
            async with connect(f"{live.url}/rtc?access_token={token}", proxy=None):
                pass


async def _renewed(line: ClientConnection) -> str:
    """The token that the media server gives when rights change."""
    async with asyncio.timeout(LONG):
        while True:
            said = SignalResponse.FromString(bytes(await line.recv(decode=False)))
            if said.WhichOneof("message") == "refresh_token":
                return said.refresh_token
