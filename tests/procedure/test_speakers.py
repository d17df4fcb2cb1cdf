"""M2a: the order of the list, permission, swaps, moves and closing."""

from dataclasses import replace

import pytest

from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.ranking import lot
from rostrum.procedure.words import EntryPhase, Level, ListPhase, QuestionAbout, TieRule
from tests.procedure.chamber import CHAIR, CLERK, GUESTS_HEARD, SECRETARY, STATEMENTS, Chamber, head, plain


def order(chamber: Chamber) -> str:
    entries = chamber.state.speakers.entries
    return " ".join(entries[key].seat for key in chamber.state.speakers.order)


@pytest.mark.parametrize(
    "asking", ["CUB IRN IND GHA", "GHA IND IRN CUB", "IRN GHA CUB IND", "IND CUB GHA IRN"]
)
def test_members_stand_by_level_then_protocol_whoever_asks_first(asking: str) -> None:
    chamber = Chamber().listed(*asking.split())
    assert order(chamber) == "CUB IRN IND GHA"


@pytest.mark.parametrize("asking", ["CUB IRN IND GHA", "GHA IND IRN CUB", "IRN GHA CUB IND"])
def test_among_equals_the_order_of_inscription_where_the_rulebook_says_so(asking: str) -> None:
    """UNGA rule 68: in the order in which they signified their wish."""
    chamber = Chamber().listed(*asking.split(), rulebook="un-ga")
    heads = [seat for seat in asking.split() if seat in ("CUB", "IRN")]
    assert order(chamber) == " ".join([*heads, "IND", "GHA"])


def test_the_chair_comes_first_and_observer_states_after_members() -> None:
    chamber = Chamber().listed()
    chamber.do(i.RequestFloor(), head("BRA"))
    chamber.do(i.RequestFloor(), CHAIR)
    assert chamber.state.speakers.requests == ["s4"]
    chamber.do(i.InscribeSpeaker(seat="BRA", entry="s4"), CLERK)
    assert order(chamber) == "AZE CUB IND GHA BRA"
    assert chamber.state.speakers.requests == []


def test_guests_stand_in_the_chairs_order_of_protocol_before_the_members() -> None:
    chamber = Chamber().lobby()
    chamber.do(i.OpenList(), SECRETARY)
    chamber.do(i.RequestFloor(), head("CUB"))
    for guest in ("who", "un"):
        chamber.do(i.InscribeSpeaker(seat=guest), SECRETARY)
    assert order(chamber) == "un who CUB"
    entries = chamber.state.speakers.entries
    assert [entries[key].item for key in chamber.state.speakers.order] == [GUESTS_HEARD] * 2 + [STATEMENTS]


def test_a_declined_request_may_be_made_again() -> None:
    chamber = Chamber().listed()
    chamber.do(i.RequestFloor(), head("BRA"))
    chamber.do(i.DeclineRequest(entry="s4", reason="time"), CLERK)
    assert chamber.state.speakers.entries["s4"].phase is EntryPhase.DECLINED
    assert chamber.answer(i.RequestFloor(), head("BRA")) == "FloorRequested"


def test_a_change_of_level_sorts_anew() -> None:
    chamber = Chamber().listed()
    lower = i.ChangeLevel(seat="CUB", level=Level.VICE_MINISTER, title=plain("Deputy"), reason="note")
    chamber.do(lower, SECRETARY)
    assert order(chamber) == "IND GHA CUB"


def test_a_moved_speaker_stays_moved_when_others_are_inscribed() -> None:
    chamber = Chamber().listed()
    chamber.do(i.MoveSpeaker(entry="s1", reason="flight"), CLERK)
    assert order(chamber) == "IND GHA CUB"
    chamber.do(i.RequestFloor(), head("IRN"))
    chamber.do(i.RequestFloor(), head("UGA"))
    assert order(chamber) == "UGA IRN IND GHA CUB"
    chamber.do(i.MoveSpeaker(entry="s1", before="s2", reason="flight"), CLERK)
    assert order(chamber) == "UGA IRN CUB IND GHA"


def test_a_swap_needs_both_delegations() -> None:
    chamber = Chamber().listed("CUB", "IRN", "GHA")
    chamber.do(i.ProposeSwap(entry="s1", other="s2"), head("CUB"))
    assert chamber.answer(i.AcceptSwap(entry="s1", other="s2"), head("CUB")) == "!swap_not_proposed"
    assert chamber.answer(i.AcceptSwap(entry="s2", other="s1"), head("IRN")) == "SpeakersSwapped"
    chamber.do(i.AcceptSwap(entry="s1", other="s2"), head("IRN"))
    assert order(chamber) == "IRN CUB GHA"
    chamber.do(i.RequestFloor(), head("UGA"))
    assert order(chamber) == "UGA IRN CUB GHA"


def test_the_list_closes_with_notice_and_consent() -> None:
    chamber = Chamber().announced()
    chamber.now += 301_000
    chamber.do(i.PutQuestion(about=QuestionAbout.CLOSE_LIST), CHAIR)
    acts = chamber.do(i.Gavel(question="q2"), CHAIR, 10_000)
    assert [type(act).__name__ for act in acts] == ["DecisionTaken", "ListClosed"]
    assert acts[1].entries == ("s1", "s2", "s3")
    assert chamber.state.speakers.phase is ListPhase.CLOSED


def test_the_list_is_not_reopened_under_the_question_whether_to_close_it() -> None:
    chamber = Chamber().announced()
    chamber.now += 301_000
    chamber.do(i.PutQuestion(about=QuestionAbout.CLOSE_LIST), CHAIR)
    assert chamber.answer(i.ReopenList(reason="late arrival"), CHAIR) == "!question_open"
    chamber.do(i.WithdrawQuestion(question="q2", reason="late arrival"), CHAIR)
    assert chamber.answer(i.ReopenList(reason="late arrival"), CHAIR) == "ListReopened"


def test_the_list_is_carried_over_to_the_next_sitting() -> None:
    chamber = Chamber().adjourned()
    chamber.do(i.OpenLobby(), SECRETARY)
    chamber.do(i.CallToOrder(), CHAIR)
    assert (chamber.state.sitting, chamber.state.item, order(chamber)) == (2, STATEMENTS, "CUB IND GHA")
    assert chamber.answer(i.OfferFloor(seat="CUB"), CHAIR) == "FloorOffered"


def test_an_item_left_open_keeps_its_speakers() -> None:
    chamber = Chamber().listed()
    chamber.do(i.CallItem(number=5, leave_open=True), CHAIR)
    assert chamber.answer(i.OfferFloor(seat="IND", entry="s2"), CHAIR) == "!entry_of_other_item"
    chamber.do(i.CallItem(number=STATEMENTS), CHAIR)
    assert chamber.answer(i.OfferFloor(seat="IND", entry="s2"), CHAIR) == "FloorOffered"


def test_a_lot_can_be_drawn_again_by_anybody() -> None:
    """First four bytes of the SHA-256 of "nam 4 CUB", without their lowest bit."""
    assert lot("nam", 4, "CUB") == lot("nam", 4, "CUB")
    lots = {lot("nam", item, seat) for item in (4, 5) for seat in ("CUB", "IRN", "GHA")}
    assert len(lots) == 6
    assert all(0 <= drawn < 2**31 for drawn in lots)


REGIONS = {"CUB": "LAC", "IRN": "Asia", "UGA": "Africa", "GHA": "Africa", "IND": "Asia"}


def alternating() -> Chamber:
    """A chamber whose rulebook lets the regions take turns, all members heads of State."""
    chamber = Chamber().at_statements()
    state = chamber.state
    state.rulebook = replace(state.rules, tie_rule=TieRule.REGIONS)
    for key, region in REGIONS.items():
        seat = state.seats[key]
        seat.fact, seat.level = replace(seat.fact, region=region), Level.HEAD_OF_STATE
    chamber.do(i.OpenList(), SECRETARY)
    return chamber


def test_regions_take_turns_among_equals() -> None:
    chamber = alternating()
    for seat in ("UGA", "GHA", "IRN", "IND", "CUB"):
        chamber.do(i.RequestFloor(), head(seat))
    assert order(chamber) == "UGA IRN CUB GHA IND"


def test_a_turn_taken_is_not_given_back_and_levels_come_first() -> None:
    chamber = alternating()
    chamber.state.seats["IRN"].level = Level.MINISTER
    for seat in ("UGA", "GHA", "IRN", "IND", "CUB"):
        chamber.do(i.RequestFloor(), head(seat))
    assert order(chamber) == "UGA IND CUB GHA IRN"
    chamber.do(i.WithdrawRequest(entry="s1"), head("UGA"))
    assert order(chamber) == "IND CUB GHA IRN"
    chamber.do(i.RequestFloor(), head("UGA"))
    assert order(chamber) == "IND CUB GHA UGA IRN"
