"""The noticeboard: a reader's documents are all of one version, however the reader comes."""

import json

import pytest

from rostrum.hall.plan import air, plan
from rostrum.procedure.meeting.intents import Freeze
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.kinds import MEETINGS
from rostrum.secretariat.noticeboard import Board
from rostrum.views.audience import seat_of
from rostrum.views.documents import NotesMark, RecordMark
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR


def board_of(notes: dict[str, int]) -> Board:
    """A meeting's board, with the number of the latest note of each seat."""
    return Board(
        MEETINGS,
        {
            "air": lambda state, key: air(plan(state)),
            "record": lambda state, key: RecordMark(examined="", sound=0),
            "notes": lambda state, key: NotesMark(last=notes.get(seat_of(key), 0)),
        },
    )


@pytest.mark.asyncio
async def test_who_comes_between_folding_and_posting_reads_one_version(opened: Clerk, hands: Hands) -> None:
    """The state is live: without catching up, one document would be of before the act and another of after it."""
    state = await opened.state(BOOK)
    board = board_of({})
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
    board = board_of(notes)
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
