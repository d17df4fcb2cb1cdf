"""Every decision is signed, and what a crash left unsigned is signed when the office opens again."""

import pytest

from rostrum.procedure.meeting.acts import DecisionTaken
from rostrum.procedure.meeting.intents import Freeze, Gavel, PutQuestion
from rostrum.procedure.words import QuestionAbout
from rostrum.record.checkpoint import Signer
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.notary import Notary
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR

KEY = Signer(b"k" * 32)


async def adopt_agenda(clerk: Clerk, hands: Hands) -> None:
    await clerk.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    hands.move(11)
    await clerk.submit(BOOK, Gavel(question="q1"), CHAIR)


@pytest.mark.asyncio
async def test_a_decision_is_signed_and_nothing_else_is(
    opened: Clerk, record: MemoryRecord, hands: Hands
) -> None:
    notary = Notary(opened, record, KEY)
    opened.listen(notary.heard)
    await opened.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    await notary.settled()
    assert record.checkpoints(BOOK) == []
    hands.move(11)
    await opened.submit(BOOK, Gavel(question="q1"), CHAIR)
    await notary.settled()
    (signed,) = record.checkpoints(BOOK)
    assert signed.size == record.head(BOOK).version
    assert KEY.verifier.opened(signed.note, BOOK) == signed


@pytest.mark.asyncio
async def test_what_was_left_unsigned_is_signed_at_the_next_opening_once(
    opened: Clerk, record: MemoryRecord, hands: Hands
) -> None:
    notary = Notary(opened, record, KEY)
    await notary.catch_up(BOOK)
    assert record.checkpoints(BOOK) == []
    await adopt_agenda(opened, hands)  # and nobody signed: the process was killed
    assert any(isinstance(entry.act, DecisionTaken) for entry in record.entries(BOOK))
    await notary.catch_up(BOOK)
    (signed,) = record.checkpoints(BOOK)
    assert signed.size == record.head(BOOK).version
    await notary.catch_up(BOOK)
    assert record.checkpoints(BOOK) == [signed]
    await opened.submit(BOOK, Freeze(reason="order"), CHAIR)  # nothing solemn since
    await notary.catch_up(BOOK)
    assert record.checkpoints(BOOK) == [signed]
