"""The noticeboard: a reader's documents are all of one version, however the reader comes."""

import json

import pytest

from rostrum.hall.plan import air, plan
from rostrum.procedure.meeting.intents import Freeze
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.noticeboard import Board
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR


@pytest.mark.asyncio
async def test_who_comes_between_folding_and_posting_reads_one_version(opened: Clerk, hands: Hands) -> None:
    """The state is live: without catching up, one document would be of before the act and another of after it."""
    state = await opened.state(BOOK)
    board = Board(lambda state: air(plan(state)), lambda book, seat: 0)
    board.post(state)
    early = board.read("lobby", hands, 5)
    await anext(early)
    await opened.submit(BOOK, Freeze(reason="a stranger"), CHAIR)
    late = board.read("gallery", hands, 5)
    event = json.loads((await anext(late)).decode().split("data: ")[1])
    assert event["version"] == state.version
    assert event["views"]["meeting"]["frozen"] == "a stranger"
    told = json.loads((await anext(early)).decode().split("data: ")[1])
    assert told["views"]["meeting"]["frozen"] == "a stranger"


@pytest.mark.asyncio
async def test_a_note_is_news_to_its_own_desks_and_no_act(opened: Clerk, hands: Hands) -> None:
    state = await opened.state(BOOK)
    notes = {"CUB": 0, "EGY": 0}
    board = Board(lambda state: air(plan(state)), lambda book, seat: notes[seat])
    board.post(state)
    cuba, egypt = board.read("desk:CUB", hands, 0.05), board.read("desk:EGY", hands, 0.05)
    await anext(cuba)
    await anext(egypt)
    notes["CUB"] = 1
    board.noted()
    event = json.loads((await anext(cuba)).decode().split("data: ")[1])
    assert (event["version"], event["views"]) == (state.version, {"notes": {"last": 1}})
    assert (await anext(egypt)).startswith(b": ")
    await opened.submit(BOOK, Freeze(reason="a stranger"), CHAIR)
    board.post(state)
    event = json.loads((await anext(egypt)).decode().split("data: ")[1])
    assert event["views"]["meeting"]["frozen"] == "a stranger"
    assert "notes" not in event["views"]
