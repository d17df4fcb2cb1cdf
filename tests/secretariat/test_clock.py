"""A deadline that was refused is tried again, and does not stand in the way of the others."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rostrum.procedure.actor import HALL
from rostrum.procedure.machine import Deadline
from rostrum.procedure.meeting.intents import CallToOrder, Freeze, OpenLobby, TakeSeat, Unfreeze
from rostrum.procedure.meeting.machine import MEETING
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.clock import LONGEST_MS, Clock
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR, CONVENE, CUBA, EGYPT, NEPAL, SECRETARY, WHO

TURNS = 2000


def to_come(state: Any) -> list[Deadline]:
    """The chamber is to be unfrozen first, which is refused until it was frozen; then the lobby opened."""
    lobby = Deadline(at=1, key="lobby", intent=OpenLobby(), by=SECRETARY)
    opened = state.phase in ("lobby", "open")
    return [
        Deadline(at=0, key="unfreeze", intent=Unfreeze(), by=CHAIR),
        *([] if opened else [lobby]),
    ]


async def until(done: Callable[[], bool], hands: Hands) -> None:
    for _ in range(TURNS):
        if done():
            return
        hands.move(LONGEST_MS / 1000)
        await asyncio.sleep(0.01)
    raise AssertionError("it never came about")


@pytest.mark.asyncio
async def test_a_refused_deadline_is_tried_again_and_holds_up_no_other(
    record: MemoryRecord, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostrum.secretariat.clock.LOOK_S", 0.01)
    clerk = Clerk(record, lambda book: replace(MEETING, deadlines=to_come), hands)
    clock = Clock(clerk, hands)
    await clerk.submit(BOOK, CONVENE, SECRETARY)
    clerk.listen(lambda book, state, _acts: clock.changed(book, state))
    state = await clerk.state(BOOK)
    clock.changed(BOOK, state)
    await until(lambda: state.phase == "lobby", hands)
    for actor in (CHAIR, CUBA, EGYPT, NEPAL, WHO):
        await clerk.submit(BOOK, TakeSeat(seat=actor.seat or "", person=actor.person), HALL)
    await clerk.submit(BOOK, CallToOrder(), CHAIR)
    await clerk.submit(BOOK, Freeze(reason="a test"), CHAIR)
    assert state.frozen
    await until(lambda: not state.frozen, hands)
    assert record.refusals(BOOK) == []
    await clock.close()
    await clerk.close()
