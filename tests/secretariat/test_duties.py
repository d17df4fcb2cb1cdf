"""What one process must do for a book another does when that process dies; one that was stopped does nothing more."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from rostrum.app import codec, now
from rostrum.hall.silent import SilentHall
from rostrum.procedure.actor import HALL
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import NamedOfficer
from rostrum.procedure.body.preparing import convening_lacks
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.intents import (
    CallToOrder,
    Gavel,
    OpenLobby,
    PutElection,
    TakeSeat,
)
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import SittingPhase
from rostrum.record.checkpoint import Signer
from rostrum.record.memory import MemoryRecord
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.sqlite import open_record
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.secretariat.bodies import found
from rostrum.secretariat.catcher import Catcher, caught
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.duties import LEASE_S, MARGIN_S, Duties
from rostrum.secretariat.invitations import Invitee, ReplyKeys, invited
from rostrum.secretariat.kinds import Duty, machine_of
from rostrum.secretariat.mailboxes import Mailboxes
from rostrum.secretariat.office import Office
from rostrum.secretariat.seals import Seals
from tests.patience import LONG
from tests.secretariat.another import house
from tests.secretariat.invitations.conftest import proposed, round_of
from tests.summit import AGENDA, BOOK, CHAIR, CONVENE, CUBA, EGYPT, NEPAL, SECRETARY, WHO

BODY, MEETING, TO_BE_BEGUN = "body.nam", "june", "nam-june"
WINDOW_S = 3
"""The least for which a question stands open to objections."""


LANGUAGES = ("en",)


@dataclass
class Other:
    """The house in the other process, and what it says."""

    process: Process
    said: list[str] = field(default_factory=list[str])

    async def says(self, wanted: Callable[[str], bool]) -> None:
        """Waits for a line that it says from now on."""
        assert self.process.stdout is not None
        async with asyncio.timeout(LONG):
            while line := (await self.process.stdout.readline()).decode().strip():
                self.said.append(line)
                if wanted(line):
                    return
        raise AssertionError(f"it ended, and said {self.said}")

    async def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def other(folder: Path, mail_port: int) -> AsyncIterator[Other]:
    words = (sys.executable, "-m", "tests.secretariat.another", str(folder), str(mail_port))
    there = Other(await asyncio.create_subprocess_exec(*words, stdout=PIPE))
    try:
        await there.says(lambda line: line == "open")
        yield there
    finally:
        await there.end()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONG):
        while not true():
            await asyncio.sleep(0.02)


async def prepare(folder: Path) -> None:
    """A body with a group that is invited and a meeting to come, and its sitting, open: an election is put."""
    Signer.at(folder)
    record, ledger = open_record(folder, codec()), open_ledger(folder)
    clerk = Clerk(record, machine_of, now)
    await found(clerk, "nam")
    opens = now() + 30 * 86_400_000
    await clerk.submit(BODY, a_call(opens), SECRETARY)
    state: Body = await clerk.state(BODY)
    made = proposed(state)
    await clerk.submit(BODY, made, SECRETARY)
    await clerk.submit(BODY, i.AcceptComposition(composition="c1", sheet_sha256=made.sheet_sha256), SECRETARY)
    keys = ReplyKeys(Seals(ledger, now))
    drafts = invited(state, MEETING, "c1", [Invitee(code="united-nations")], keys, "missions.example")
    with Mailboxes(ledger).keeping(BODY, "secretary", "round-1", drafts, now()) as sent:
        await clerk.submit(
            BODY, replace(round_of(sent), reply_by=opens - 86_400_000, read=LANGUAGES), SECRETARY
        )
    await all_but_the_order(clerk, state)
    changes = {"objection_window_s": WINDOW_S, "hall_grace_s": 1}
    await clerk.submit(BOOK, replace(CONVENE, changes=changes), SECRETARY)
    await clerk.submit(BOOK, OpenLobby(), SECRETARY)
    for actor in (CHAIR, CUBA, EGYPT, NEPAL, WHO):
        await clerk.submit(BOOK, TakeSeat(seat=actor.seat or "", person=actor.person), HALL)
    await clerk.submit(BOOK, CallToOrder(), CHAIR)
    await clerk.close()
    record.close()
    ledger.close()


def a_call(opens: int) -> i.CallMeeting:
    day = datetime.fromtimestamp(opens / 1000, UTC) - timedelta(days=1)
    return i.CallMeeting(
        meeting=MEETING,
        format="contact-group",
        title={"en": "Second meeting of the Contact Group"},
        theme={"en": "Recovery"},
        place="Baku",
        zone="Asia/Baku",
        opens=opens,
        languages=LANGUAGES,
        programme=(),
        accepted=("programme_missing",),
        reason=f"Called before {day:%d %B}.",
    )


async def all_but_the_order(clerk: Clerk, state: Body) -> None:
    """The called meeting is prepared, places kept for all who are invited."""
    codes = tuple(state.meetings[MEETING].invitations)
    officer = NamedOfficer(seat=codes[0], title={"en": "Chair"})
    for intent in (
        i.PrepareAgenda(meeting=MEETING, agenda=(AGENDA[0],)),
        i.KeepSeats(meeting=MEETING, codes=codes),
        i.NameOfficers(meeting=MEETING, officers=(officer,)),
    ):
        await clerk.submit(BODY, intent, SECRETARY)


@dataclass
class Left:
    """What a process that was killed left to this one, which had none of the duties."""

    office: Office
    folder: Path
    mails: Path
    before: dict[str, Any]
    """How things stood at the moment of the kill."""

    async def state(self, book: str) -> Any:
        return await self.office.clerk.state(book)

    def letters(self) -> list[str]:
        return sorted(str(one.message["Message-ID"]) for one in caught(self.mails))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def left(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Left]:
    """A house beside another, which is killed as soon as it has sent its letters; at once there is something to do."""
    folder, mails = tmp_path_factory.mktemp("two-houses"), tmp_path_factory.mktemp("mail")
    catcher = Catcher(mails)
    await prepare(folder)
    await catcher.start()
    async with other(folder, catcher.port) as there:
        office, dispatch = await house(folder, catcher.port)
        mine = Left(office, folder, mails, {})
        body: Body = await mine.state(BODY)
        invited_now = len(body.meetings[MEETING].invitations)
        await until(lambda: len(mine.letters()) == invited_now)
        mine.before |= {
            "held": office.duties.held(),
            "invited": invited_now,
            "letters": mine.letters(),
            "terms": len(body.terms),
        }
        await office.clerk.submit(BOOK, PutElection(office="chair", seat="EGY", until="2029"), CHAIR)
        await asyncio.sleep(WINDOW_S + 0.1)
        await there.end()
        await something_to_do(mine)
        yield mine
    await dispatch.close()
    await office.close()
    await catcher.stop()


async def something_to_do(mine: Left) -> None:
    clerk = mine.office.clerk
    sitting: Meeting = await mine.state(BOOK)
    await clerk.submit(BOOK, Gavel(question=sitting.question), CHAIR)
    body: Body = await mine.state(BODY)
    line = body.meetings[MEETING]
    lacking = tuple(one.key for one in convening_lacks(body, line, now()))
    order = i.ConveneMeeting(meeting=MEETING, book=TO_BE_BEGUN, accepted=lacking, reason="A trial.")
    await clerk.submit(BODY, order, SECRETARY)
    await clerk.submit(BODY, i.SendReminders(meeting=MEETING, codes=tuple(line.invitations)[:2]), SECRETARY)


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_beside_a_house_that_lives_another_does_nothing(left: Left) -> None:
    assert left.before["held"] == frozenset()
    assert len(left.before["letters"]) == len(set(left.before["letters"])) == left.before["invited"]


async def test_every_duty_of_every_book_is_taken_over(left: Left) -> None:
    books = await left.office.clerk.books()
    await until(lambda: all(left.office.duties.does(Duty.NOTARY, book) for book in books))
    assert all(left.office.duties.does(duty, BOOK) for duty in (Duty.CLOCK, Duty.HALL, Duty.INVESTITURE))
    assert all(left.office.duties.does(duty, BODY) for duty in (Duty.CLOCK, Duty.CONVENING, Duty.DISPATCH))


async def test_the_notary_signs_the_decision(left: Left) -> None:
    await until(lambda: len(left.office.record.checkpoints(BOOK)) == 1)
    (signed,) = left.office.record.checkpoints(BOOK)
    assert left.office.signer.verifier.opened(signed.note, BOOK) == signed


async def test_who_was_elected_takes_office_once(left: Left) -> None:
    body: Body = await left.state(BODY)
    await until(lambda: len(body.terms) > left.before["terms"])
    opened = [term for term in body.terms.values() if term.elected_at == f"{BOOK} d1"]
    assert [term.holder for term in opened] == ["EGY"]


async def test_the_order_that_was_left_undone_is_carried_out(left: Left) -> None:
    async with asyncio.timeout(LONG):
        while TO_BE_BEGUN not in await left.office.clerk.books():
            await asyncio.sleep(0.02)
    meeting: Meeting = await left.state(TO_BE_BEGUN)
    assert meeting.body == "nam"
    await until(lambda: left.office.duties.does(Duty.HALL, TO_BE_BEGUN))


async def test_the_letters_that_were_left_go_and_those_that_went_do_not_go_again(left: Left) -> None:
    before = left.before["letters"]
    await until(lambda: len(left.letters()) >= len(before) + 2)
    await asyncio.sleep(1)
    letters = left.letters()
    assert len(letters) == len(set(letters)) == len(before) + 2


async def test_the_hall_is_gone_round_of_and_the_deadline_is_kept(left: Left) -> None:
    """That the hall is away is what a round finds, and has recorded; the clock suspends the sitting for it (M1)."""
    sitting: Meeting = await left.state(BOOK)
    assert sitting.hall_lost_at is None
    hall = left.office.hall
    assert isinstance(hall, SilentHall)
    hall.fail()
    await until(lambda: sitting.hall_lost_at is not None)
    await until(lambda: sitting.phase is SittingPhase.SUSPENDED)


async def test_a_house_that_was_stopped_does_nothing_more_until_what_it_lost_is_free(tmp_path: Path) -> None:
    await prepare(tmp_path)
    async with other(tmp_path, 1) as there:
        await there.says(lambda line: line.startswith("held "))
        there.process.send_signal(signal.SIGSTOP)
        office, dispatch = await house(tmp_path, 1)
        books = await office.clerk.books()
        assert office.duties.held() == frozenset()
        await until(lambda: all(office.duties.does(Duty.NOTARY, book) for book in books))
        there.process.send_signal(signal.SIGCONT)
        await there.says(lambda line: line == "held 0")
        every = len(office.duties.held())
        await asyncio.sleep(2)
        assert len(office.duties.held()) == every
        await dispatch.close()
        await office.close()
        await there.says(lambda line: line == f"held {every}")


async def test_who_was_stopped_longer_than_the_lease_knows_it_before_asking_anybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    time = [100.0]
    monkeypatch.setattr("rostrum.secretariat.duties._clock", lambda: time[0])
    clerk = Clerk(MemoryRecord(codec()), machine_of, now)
    duties = Duties(clerk, MemoryLedger())
    duties.sole = False
    await duties.claim([BOOK])
    assert duties.does(Duty.CLOCK, BOOK)
    time[0] += LEASE_S - 1.5 * MARGIN_S
    assert duties.does(Duty.CLOCK, BOOK)
    time[0] += MARGIN_S
    assert not duties.does(Duty.CLOCK, BOOK), "it stops before others may begin"
    assert duties.held() == frozenset()
    duties.sole = True
    await duties.claim([])
    time[0] += 3600
    assert duties.does(Duty.CLOCK, BOOK), "where nobody else is, it need not ask again"
    await clerk.close()
