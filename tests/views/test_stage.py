"""Why a speaker waits with the clock stopped is said as it is: a line, the hall, or the chair."""

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.state import Meeting
from rostrum.views.podium import podium
from rostrum.views.stage import stage
from tests.procedure.chamber import CHAIR, Chamber, head


def alerts(state: Meeting) -> set[str]:
    return {alert.kind for alert in podium(state).alerts}


def test_a_lost_line_is_the_lines_doing_and_alerts_the_chair() -> None:
    chamber = Chamber().speaking()
    assert stage(chamber.state).held_for == ""
    chamber.do(i.LoseLine(seat="CUB", person="CUB.head"), HALL)
    assert stage(chamber.state).held_for == "line"
    assert "line_lost" in alerts(chamber.state)


def test_a_floor_held_by_the_chair_is_no_lost_line() -> None:
    chamber = Chamber().speaking()
    chamber.do(i.HoldFloor(cause="a word with the delegation"), CHAIR)
    assert stage(chamber.state).held_for == "chair"
    assert "line_lost" not in alerts(chamber.state)


def test_a_hall_that_failed_is_nobodys_line_until_it_is_back_and_the_speaker_is_not() -> None:
    chamber = Chamber().speaking()
    chamber.do(i.LoseHall(), HALL)
    assert stage(chamber.state).held_for == "hall"
    assert "line_lost" not in alerts(chamber.state)
    chamber.do(i.RestoreHall(), HALL)
    assert stage(chamber.state).held_for == "hall"
    assert "line_lost" in alerts(chamber.state)
    chamber.do(i.ResumeFloor(), HALL)
    assert (stage(chamber.state).held_for, stage(chamber.state).seat) == ("", "CUB")
    assert chamber.state.seats["CUB"].voice == head("CUB").person
