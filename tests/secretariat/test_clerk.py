"""The clerk: appends before it answers, repeats answers, reads on when overtaken."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.intents import CallToOrder, CancelMeeting, OpenLobby, PutQuestion, RequestFloor
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.refusal import NotSeated, OutOfOrder
from rostrum.procedure.words import QuestionAbout, SittingPhase
from rostrum.record.codec import Codec
from rostrum.record.memory import MemoryRecord
from rostrum.record.port import Grown, KeyReused, RecordUnavailable
from rostrum.record.sqlite import open_record
from rostrum.secretariat.clerk import Clerk, ReadOnly, UnknownBook
from tests.patience import LONG
from tests.secretariat.conftest import Hands, seat_everybody
from tests.summit import BOOK, CHAIR, CONVENE, CUBA, SECRETARY

pytestmark = pytest.mark.asyncio


async def test_an_act_is_on_the_record_when_it_is_answered(clerk: Clerk, record: MemoryRecord) -> None:
    version = await clerk.submit(BOOK, CONVENE, SECRETARY)
    assert record.head(BOOK).version == version == 1
    assert (await clerk.state(BOOK)).phase is SittingPhase.CONVENED


async def test_a_book_that_nobody_began_is_unknown(clerk: Clerk) -> None:
    with pytest.raises(UnknownBook):
        await clerk.state("nowhere")


async def test_a_repeated_key_gets_the_first_answer_and_acts_once(
    opened: Clerk, record: MemoryRecord
) -> None:
    question = PutQuestion(about=QuestionAbout.AGENDA)
    first = await opened.submit(BOOK, question, CHAIR, key="put-agenda")
    again = await opened.submit(BOOK, question, CHAIR, key="put-agenda")
    assert again == first == record.head(BOOK).version


async def test_a_key_for_another_body_is_refused(opened: Clerk) -> None:
    await opened.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR, key="key-one")
    with pytest.raises(KeyReused):
        await opened.submit(BOOK, CallToOrder(), CHAIR, key="key-one")


async def test_a_refusal_changes_nothing_and_is_repeated(clerk: Clerk, record: MemoryRecord) -> None:
    await seat_everybody(clerk)
    before = record.head(BOOK)
    for _ in range(2):
        with pytest.raises(OutOfOrder) as refused:
            await clerk.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR, key="too-early")
        assert refused.value.code == "wrong_phase"
    with pytest.raises(NotSeated):
        await clerk.submit(BOOK, CallToOrder(), CUBA, key="not-yours")
    assert record.head(BOOK) == before
    remembered = record.refusals(BOOK)
    assert {line.outcome["code"] for line in remembered} == {"wrong_phase", "capacity_not_entitled"}
    assert remembered[0].outcome["intent"]["kind"] == "CallToOrder"


async def test_two_clerks_of_one_book_never_lose_or_double(record: MemoryRecord, hands: Hands) -> None:
    """Two workers over one record: whoever is overtaken reads on and decides anew."""
    one = Clerk(record, lambda book: MEETING, hands)
    two = Clerk(record, lambda book: MEETING, hands)
    await seat_everybody(one)
    await two.state(BOOK)
    await one.submit(BOOK, CallToOrder(), CHAIR)
    await asyncio.gather(
        two.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR),
        one.submit(BOOK, RequestFloor(), CUBA),
        return_exceptions=True,
    )
    entries = list(record.entries(BOOK))
    assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
    kinds = [type(entry.act).__name__ for entry in entries]
    assert kinds.count("QuestionPut") == 1
    await one.close()
    await two.close()


async def test_a_press_on_what_has_changed_is_refused_and_kept(clerk: Clerk, record: MemoryRecord) -> None:
    await clerk.submit(BOOK, CONVENE, SECRETARY)
    for _ in range(2):
        with pytest.raises(OutOfOrder) as refusal:
            await clerk.submit(BOOK, OpenLobby(), SECRETARY, key="pressed-early", shown=0)
        assert (refusal.value.code, refusal.value.facts) == ("situation_changed", {"shown": 0, "changed": 1})
    assert [line.outcome["code"] for line in record.refusals(BOOK, 9)] == ["situation_changed"]
    assert (await clerk.state(BOOK)).version == 1


async def test_time_on_record_never_runs_backwards(clerk: Clerk, hands: Hands, record: MemoryRecord) -> None:
    await clerk.submit(BOOK, CONVENE, SECRETARY)
    hands.move(-600)
    await clerk.submit(BOOK, OpenLobby(), SECRETARY)
    times = [entry.at for entry in record.entries(BOOK)]
    assert times == sorted(times)


async def test_a_new_clerk_takes_up_where_the_record_ends(
    opened: Clerk, record: MemoryRecord, hands: Hands
) -> None:
    await opened.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    other = Clerk(record, lambda book: MEETING, hands)
    assert await other.state(BOOK) == await opened.state(BOOK)
    await other.close()


async def test_a_book_with_an_act_of_a_newer_version_is_only_read(tmp_path: Path, hands: Hands) -> None:
    """A worker that does not know an act must not decide on a state that lacks it."""
    newer = Clerk(open_record(tmp_path, Codec(MEETING.acts)), lambda book: MEETING, hands)
    await seat_everybody(newer)
    await newer.submit(BOOK, CallToOrder(), CHAIR)
    await newer.close()
    known = {name: act for name, act in MEETING.acts.items() if name != "SittingOpened"}
    older = Clerk(open_record(tmp_path, Codec(known)), lambda book: MEETING, hands)
    with pytest.raises(ReadOnly):
        await older.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    assert (await older.state(BOOK)).phase is SittingPhase.LOBBY
    await older.close()


def fold_slowly(state: Any, act: Any, by: Actor, at: int) -> None:
    time.sleep(0.02)
    MEETING.fold(state, act, by, at)


async def test_the_house_goes_on_while_a_book_is_taken_up_and_nobody_gets_half_of_it(
    record: MemoryRecord, opened: Clerk, hands: Hands
) -> None:
    """As at the start with a long record: pages and other books wait for no fold."""
    whole = await opened.state(BOOK)
    laboured = replace(MEETING, fold=fold_slowly)
    fresh = Clerk(record, lambda book: laboured, hands)
    first, second = (asyncio.create_task(fresh.state(BOOK)) for _ in range(2))
    turns = 0
    while not first.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > whole.version / 2
    assert (await first).version == (await second).version == whole.version
    assert await second == whole
    await fresh.close()


async def test_what_another_clerk_appends_is_folded_and_told_and_so_is_a_book_that_it_begins(
    record: MemoryRecord, hands: Hands
) -> None:
    here, there = (Clerk(record, lambda book: MEETING, hands) for _ in range(2))
    heard: list[tuple[str, int, list[str]]] = []

    def hear(book: str, state: Any, acts: Sequence[Any]) -> None:
        heard.append((book, state.version, [type(act).__name__ for act in acts]))

    here.listen(hear)
    await there.submit("early", CONVENE, SECRETARY)
    await here.follow()
    await there.submit(BOOK, CONVENE, SECRETARY)
    begun = (await there.state(BOOK)).version
    async with asyncio.timeout(LONG):
        while len(heard) < 2:
            await asyncio.sleep(0.01)
        await there.submit(BOOK, OpenLobby(), SECRETARY)
        while len(heard) < 3:
            await asyncio.sleep(0.01)
    assert sorted(heard[:2]) == sorted([("early", begun, []), (BOOK, begun, [])])
    assert heard[2] == (BOOK, begun + 1, ["LobbyOpened"])
    await here.submit(BOOK, CancelMeeting(reason="x"), SECRETARY)
    await asyncio.sleep(0.1)
    assert [acts for book, _, acts in heard[3:]] == [["MeetingCancelled"]], "its own acts are told once"
    await here.close()
    await there.close()


async def test_a_record_that_cannot_be_read_is_read_again(
    record: MemoryRecord, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostrum.secretariat.clerk.UNREAD_S", 0.01)
    here, there = (Clerk(record, lambda book: MEETING, hands) for _ in range(2))
    await here.submit(BOOK, CONVENE, SECRETARY)
    await here.follow()
    await there.caught_up(BOOK)
    read, failing = record.entries, list[RecordUnavailable]()

    def entries(*args: Any) -> Any:
        if failing:
            raise failing.pop()
        return read(*args)

    monkeypatch.setattr(record, "entries", entries)
    failing += [RecordUnavailable("disk_error")] * 3
    await there.submit(BOOK, OpenLobby(), SECRETARY)
    async with asyncio.timeout(LONG):
        while (await here.state(BOOK)).phase != "lobby":
            await asyncio.sleep(0.01)
    assert not failing
    await here.close()
    await there.close()


async def test_a_book_that_was_read_here_before_it_was_heard_of_is_told_all_the_same(
    record: MemoryRecord, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A door may read a new book within the moment that its news takes."""
    here, there = (Clerk(record, lambda book: MEETING, hands) for _ in range(2))
    heard: list[str] = []
    news: list[Grown] = []

    def follow(grown: Grown) -> Callable[[], None]:
        news.append(grown)
        return lambda: None

    monkeypatch.setattr(record, "follow", follow)
    here.listen(lambda book, state, acts: heard.append(book))
    await here.follow()
    await there.submit(BOOK, CONVENE, SECRETARY)
    await here.state(BOOK)
    news[0](record.versions())
    async with asyncio.timeout(LONG):
        while not heard:
            await asyncio.sleep(0.01)
    news[0](record.versions())
    await asyncio.sleep(0.05)
    assert heard == [BOOK]
    await here.close()
    await there.close()
