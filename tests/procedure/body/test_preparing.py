"""A called meeting is prepared and convened; a second round of letters, and who comes in whose place."""

import pytest

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import NamedOfficer, Participant
from rostrum.procedure.body.preparing import convening_lacks, seated, silent
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, ItemKind, Level
from tests.procedure.body.assembly import (
    NOON,
    Assembly,
    convened,
    held,
    in_place_of,
    invited,
    inviting,
    item,
    naming,
    prepared,
)

REGISTRY = Actor(person="registry", capacity=Capacity.SYSTEM)


def lacking(assembly: Assembly, at: int = 0) -> dict[str, bool]:
    """Keys of what the meeting in June lacks, and whether each stops it."""
    line = assembly.state.meetings["june"]
    return {lack.key: lack.stops for lack in convening_lacks(assembly.state, line, at or assembly.at)}


def declining(code: str) -> i.AnswerInvitation:
    return i.AnswerInvitation(meeting="june", code=code, answer="declined")


def test_what_is_missing_is_said_and_goes_as_it_is_mended() -> None:
    assembly = invited()
    assert lacking(assembly) == {
        "nobody_seated": True, "agenda_missing": True, "chair_missing": True, "silent": False,
    }  # fmt: skip
    assert lacking(prepared()) == {"silent": False}
    assert lacking(prepared(), at=NOON)["hour_past"] is True


def test_an_officer_whose_delegation_has_no_seat_stops_it() -> None:
    assembly = prepared().do(naming("DZA", "CUB"))
    (lack,) = [
        one
        for one in convening_lacks(assembly.state, assembly.state.meetings["june"], assembly.at)
        if one.code == "officer_not_seated"
    ]
    assert (lack.stops, lack.codes) == (True, ("CUB",))
    assert "officer_not_seated" not in lacking(assembly.do(i.KeepSeats(meeting="june", codes=("CUB",))))


def test_a_delegation_that_answered_twice_comes_as_it_said_last() -> None:
    assembly = prepared()
    line = assembly.state.meetings["june"]
    again = i.AnswerInvitation(
        meeting="june", code="DZA", answer="accepted", level=Level.HEAD_OF_STATE, title={"en": "President"}
    )
    assembly.do(again)
    assert (line.answers["DZA"].level, seated(line)) == (Level.HEAD_OF_STATE, ("DZA",))
    assembly.do(declining("DZA"))
    assert (seated(line), lacking(assembly)["officer_not_seated"]) == ((), True)
    assembly.do(again)
    assert (seated(line), "officer_not_seated" in lacking(assembly)) == (("DZA",), False)


def test_the_order_of_protocol_is_among_those_invited_and_each_stands_in_it_once() -> None:
    assembly = prepared().do(i.SetPrecedence(meeting="june", codes=("CUB", "DZA", "CUB")))
    assert assembly.state.meetings["june"].preparation.precedence == ("CUB", "DZA")
    assert assembly.again().meetings["june"].preparation.precedence == ("CUB", "DZA")
    with pytest.raises(OutOfOrder) as refused:
        assembly.do(i.SetPrecedence(meeting="june", codes=("MLT",)))
    assert (refused.value.code, refused.value.facts["code"]) == ("not_invited", "MLT")


def test_a_delegation_presides_under_two_titles_and_not_twice_under_one() -> None:
    both = i.NameOfficers(
        meeting="june",
        officers=tuple(NamedOfficer(seat="DZA", title={"en": title}) for title in ("Chair", "Acting Chair")),
    )
    assert len(prepared().do(both).state.meetings["june"].preparation.officers) == 2
    with pytest.raises(OutOfOrder) as refused:
        prepared().do(naming("DZA", "DZA"))
    assert refused.value.code == "officer_twice"


def test_an_agenda_begins_with_its_adoption_and_names_papers_that_are_there() -> None:
    statements = item(1, ItemKind.STATEMENTS)
    assembly = prepared().do(i.PrepareAgenda(meeting="june", agenda=(statements,)))
    assert lacking(assembly)["agenda_adopted_nowhere"] is True
    adoption = i.PrepareAgenda(meeting="june", agenda=(item(), item(2, ItemKind.ADOPTION)))
    assert lacking(prepared().do(adoption))["adoption_without_paper"] is False


def test_the_latest_answer_counts_and_who_declined_has_no_place_kept() -> None:
    assembly = invited().do(i.KeepSeats(meeting="june", codes=("DZA", "CUB")))
    line = assembly.state.meetings["june"]
    assert seated(line) == ("DZA", "CUB")
    assembly.do(declining("DZA"))
    assert (seated(line), silent(line)) == (("CUB",), ())
    yes = i.AnswerInvitation(meeting="june", code="DZA", answer="accepted", level=Level.MINISTER, title={})
    assembly.do(yes)
    assert seated(line) == ("DZA", "CUB")


def test_a_meeting_is_convened_once_for_a_reason_and_folds_alike() -> None:
    with pytest.raises(OutOfOrder, match="meeting_not_ready"):
        prepared().do(i.ConveneMeeting(meeting="june", book="june"))
    assembly = convened()
    line = assembly.state.meetings["june"]
    assert (line.book, line.convened_at) == ("june", assembly.at)
    assert assembly.again() == assembly.state


def test_what_was_held_makes_it_a_meeting_of_the_past() -> None:
    there = (Participant(code="DZA", level=Level.MINISTER),)
    assembly = convened().do(held(participants=there), by=REGISTRY)
    line = assembly.state.meetings["june"]
    assert (line.past, line.participants, line.source) == (True, there, "june")
    with pytest.raises(OutOfOrder, match="meeting_over"):
        assembly.do(declining("CUB"))


def test_a_second_round_goes_to_those_who_have_no_letter_yet() -> None:
    assembly = invited()
    first = assembly.at
    assembly.do(inviting("SRB"))
    line = assembly.state.meetings["june"]
    assert list(line.invitations) == ["DZA", "CUB", "SRB"]
    assert (line.invited_at, line.written_at["DZA"], line.written_at["SRB"]) == (first, first, assembly.at)


def test_in_the_place_of_who_declined_comes_one_of_the_same_group_once() -> None:
    with pytest.raises(OutOfOrder, match="not_a_replacement"):
        invited().do(in_place_of("EGY", "DZA"))
    assembly = invited().do(declining("DZA"))
    with pytest.raises(OutOfOrder, match="not_a_replacement"):
        assembly.do(in_place_of("AZE", "DZA"))
    assembly.do(in_place_of("EGY", "DZA"))
    assert assembly.state.meetings["june"].invitations["EGY"].replaces == "DZA"
    with pytest.raises(OutOfOrder, match="invited_twice"):
        assembly.do(in_place_of("EGY", "DZA"))
