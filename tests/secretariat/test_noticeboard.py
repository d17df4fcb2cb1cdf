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
    board = Board(lambda state: air(plan(state)))
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
