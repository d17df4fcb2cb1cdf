"""The wall clock is set, and the time of acts goes on."""

import pytest

from rostrum.procedure.meeting.intents import CallToOrder, Gavel, PutQuestion
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import QuestionAbout
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.timepiece import LASTS_S, Timepiece
from tests.secretariat.conftest import Hands, seat_everybody
from tests.summit import BOOK, CHAIR

HOUR = 3_600_000


class Machine:
    """A machine whose wall clock can be set. Seconds pass on both of its clocks."""

    def __init__(self) -> None:
        self.at = Hands()()
        self.gone = 100.0

    def wall(self) -> int:
        return self.at

    def elapsed(self) -> float:
        return self.gone

    def passes(self, seconds: float) -> None:
        self.at += int(seconds * 1000)
        self.gone += seconds


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def timepiece(machine: Machine) -> Timepiece:
    return Timepiece(machine.wall, machine.elapsed)


@pytest.mark.parametrize("step", [HOUR, -HOUR, 5000, -5000])
def test_a_step_is_noticed_once_and_moves_no_instant(
    machine: Machine, timepiece: Timepiece, step: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = timepiece()
    machine.at += step
    assert timepiece() == before
    for _ in range(5):
        assert not timepiece.look(quiet=True, last=0)
        machine.passes(1)
    assert timepiece() == before + 5000
    assert timepiece.step == step
    assert capsys.readouterr().out.count("the wall clock was set") == 1


def test_a_step_that_is_taken_back_leaves_nothing(machine: Machine, timepiece: Timepiece) -> None:
    before = timepiece()
    machine.at += HOUR
    timepiece.look(quiet=True, last=0)
    machine.at -= HOUR
    timepiece.look(quiet=True, last=0)
    machine.passes(1)
    assert (timepiece(), timepiece.step) == (before + 1000, 0)


def test_the_wall_is_taken_up_when_nothing_runs_and_never_before_the_last_act(
    machine: Machine, timepiece: Timepiece
) -> None:
    machine.at -= HOUR
    last = timepiece()
    timepiece.look(quiet=True, last=last)
    machine.passes(LASTS_S + 1)
    assert not timepiece.look(quiet=False, last=0)
    assert not timepiece.look(quiet=True, last=last)
    machine.passes(HOUR / 1000)
    assert not timepiece.look(quiet=False, last=last)
    assert timepiece.look(quiet=True, last=last)
    assert timepiece() == machine.wall()


def test_a_record_that_is_ahead_of_the_wall_goes_on_from_where_it_is(
    machine: Machine, timepiece: Timepiece
) -> None:
    last = machine.wall() + HOUR
    timepiece.not_before(last)
    machine.passes(3)
    assert timepiece() == last + 3000
    timepiece.not_before(last)
    assert timepiece() == last + 3000


@pytest.mark.asyncio
@pytest.mark.parametrize("step", [HOUR, -HOUR])
async def test_an_hour_for_the_length_of_one_act_opens_no_gavel_and_keeps_none_shut(
    record: MemoryRecord, machine: Machine, timepiece: Timepiece, step: int
) -> None:
    clerk = Clerk(record, lambda book: MEETING, timepiece)
    await seat_everybody(clerk)
    await clerk.submit(BOOK, CallToOrder(), CHAIR)
    machine.at += step
    await clerk.submit(BOOK, PutQuestion(about=QuestionAbout.AGENDA), CHAIR)
    machine.at -= step
    machine.passes(1)
    with pytest.raises(OutOfOrder) as caught:
        await clerk.submit(BOOK, Gavel(question="q1"), CHAIR)
    assert caught.value.code == "window_running"
    machine.passes(120)
    await clerk.submit(BOOK, Gavel(question="q1"), CHAIR)
    times = [entry.at for entry in record.entries(BOOK)]
    assert times == sorted(times)
    await clerk.close()
