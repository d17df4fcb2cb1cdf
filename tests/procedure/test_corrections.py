"""Corrections: the delegation says what is wrong, the secretariat corrects it or says why not."""

from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.corrections import latest
from rostrum.procedure.words import CorrectionPhase, Level
from tests.procedure.chamber import ADVISER, CHAIR, CLERK, SECRETARY, VICE, Chamber, head, plain

ASK = i.RequestCorrection(words="  Prime Minister ")


def asked() -> Chamber:
    chamber = Chamber().listed()
    chamber.do(ASK, ADVISER)
    return chamber


def test_a_delegation_asks_once_and_again_when_answered() -> None:
    chamber = asked()
    found = chamber.state.corrections["c1"]
    assert (found.seat, found.person, found.words) == ("CUB", ADVISER.person, "Prime Minister")
    assert chamber.answer(ASK, head("CUB")) == "!correction_open"
    assert chamber.answer(ASK, head("GHA")) == "CorrectionRequested"
    chamber.do(i.DeclineCorrection(correction="c1", reason="as notified"), SECRETARY)
    assert (found.phase, found.reason) == (CorrectionPhase.DECLINED, "as notified")
    assert chamber.answer(ASK, head("CUB")) == "CorrectionRequested"
    assert chamber.state == chamber.replayed()


def test_a_correction_is_made_with_the_change_that_it_asked_for() -> None:
    chamber = asked()
    change = i.ChangeLevel(
        seat="CUB",
        level=Level.HEAD_OF_GOVERNMENT,
        title=plain("Prime Minister"),
        reason="note",
        correction="c1",
    )
    acts = chamber.do(change, CLERK)
    assert [type(act).__name__ for act in acts] == ["LevelChanged", "SpeakerReordered", "CorrectionMade"]
    assert chamber.state.corrections["c1"].phase is CorrectionPhase.MADE
    assert chamber.state.seats["CUB"].title == plain("Prime Minister")
    assert chamber.answer(i.DeclineCorrection(correction="c1", reason="x"), CLERK) == "!no_such_correction"


def test_a_change_for_another_reason_leaves_the_request_open() -> None:
    chamber = asked()
    arrived = i.ChangeLevel(seat="CUB", level=Level.MINISTER, title=plain("Minister"), reason="arrived")
    chamber.do(arrived, CLERK)
    assert chamber.state.corrections["c1"].phase is CorrectionPhase.OPEN


def test_a_correction_is_of_its_own_seat() -> None:
    chamber = asked()
    change = i.ChangeLevel(seat="GHA", level=Level.AMBASSADOR, title=plain("…"), reason="x", correction="c1")
    assert chamber.answer(change, CLERK) == "!no_such_correction"


def test_words_are_needed_and_have_a_measure() -> None:
    chamber = Chamber().lobby()
    for words, answer in (
        ("", "!correction_length"),
        ("   ", "!correction_length"),
        ("x" * 400, "CorrectionRequested"),
        ("x" * 401, "!correction_length"),
    ):
        assert chamber.answer(i.RequestCorrection(words=words), head("CUB")) == answer


def test_declining_needs_a_reason_and_the_bureau() -> None:
    chamber = asked()
    assert chamber.answer(i.DeclineCorrection(correction="c1", reason=" "), CLERK) == "!reason_required"
    assert chamber.answer(i.DeclineCorrection(correction="c1", reason="x"), VICE) == "!not_presiding"
    assert chamber.answer(i.DeclineCorrection(correction="c1", reason="x"), CHAIR) == "CorrectionDeclined"


def test_the_latest_is_what_the_delegation_is_shown() -> None:
    chamber = asked()
    assert latest(chamber.state, "GHA") is None
    chamber.do(i.DeclineCorrection(correction="c1", reason="x"), CLERK)
    chamber.do(ASK, head("GHA"))
    chamber.do(ASK, head("CUB"))
    found = latest(chamber.state, "CUB")
    assert found is not None
    assert found.key == "c3"


def test_a_style_and_a_name_are_kept_only_as_they_were_given() -> None:
    chamber = Chamber().listed()
    seat = chamber.state.seats["CUB"]
    assert (seat.style, seat.person) == ({}, {})
    style, person = {"en": "His Excellency"}, {"en": "Mr. A. B."}
    named = i.ChangeLevel(
        seat="CUB", level=seat.level, title=seat.title, reason="note verbale", style=style, person=person
    )
    chamber.do(named, CLERK)
    assert (seat.style, seat.person) == (style, person)
    assert chamber.answer(named, CLERK) == "!level_unchanged"
    another = i.ChangeLevel(seat="CUB", level=Level.MINISTER, title=plain("Minister"), reason="arrived")
    chamber.do(another, CLERK)
    assert (seat.style, seat.person) == ({}, {}), "another person does not take over the name"
