"""M7, short form: a single candidate is put, and elected by acclamation where nobody objects."""

import pytest

from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.state import Candidacy
from tests.procedure.chamber import CHAIR, Chamber, head

PUT = i.PutElection(office="chair", seat="UGA", until="2027")


def test_who_is_put_and_not_objected_to_is_elected_and_the_outgoing_chair_goes_on() -> None:
    chamber = Chamber().agreed()
    asked = chamber.do(PUT, CHAIR)
    assert [type(act).__name__ for act in asked] == ["QuestionPut", "CandidatePut"]
    acts = chamber.do(i.Gavel(question=asked[0].question), CHAIR, 10_000)
    assert [type(act).__name__ for act in acts] == ["DecisionTaken", "OfficerElected"]
    assert chamber.state.elected == {acts[0].decision: Candidacy("chair", "UGA", "2027")}
    assert chamber.state.presiding == CHAIR.person
    assert chamber.replayed() == chamber.state


def test_over_an_objection_nobody_is_elected_and_another_may_be_put_after_consultation() -> None:
    chamber = Chamber().agreed()
    (question, _) = chamber.do(PUT, CHAIR)
    chamber.do(i.Object(question=question.question), head("CUB"))
    assert chamber.answer(i.Gavel(question=question.question), CHAIR, 60_000) == "!objection_standing"
    chamber.do(i.GoToConsultation(question=question.question), CHAIR)
    chamber.do(i.WithdrawObjection(question=question.question), head("CUB"))
    again = chamber.do(i.PutElection(office="chair", seat="GHA"), CHAIR)
    assert [type(act).__name__ for act in again] == ["QuestionWithdrawn", "QuestionPut", "CandidatePut"]
    chamber.do(i.Gavel(question=again[1].question), CHAIR, 10_000)
    assert [c.seat for c in chamber.state.elected.values()] == ["GHA"]


@pytest.mark.parametrize(
    ("intent", "answer"),
    [
        (i.PutElection(office="chair", seat="XXX"), "!no_such_seat"),
        (i.PutElection(office="chair", seat="un"), "!not_a_member"),
        (i.PutElection(office=" ", seat="UGA"), "!candidate_required"),
        (i.PutElection(office="chair", seat="UGA", until="soon"), "!term_end_unreadable"),
        (i.PutElection(office="chair", seat="UGA", until="2027-02-29"), "!term_end_unreadable"),
        (i.PutElection(office="chair", seat="UGA", until="2019"), "!term_end_unreadable"),
        (i.PutElection(office="chair", seat="UGA", until="2020-05-04"), "!term_end_unreadable"),
        (i.PutElection(office="chair", seat="UGA", until="2020"), "QuestionPut+CandidatePut"),
        (i.PutElection(office="chair", seat="UGA", until="2027-02-28"), "QuestionPut+CandidatePut"),
    ],
)
def test_only_a_member_and_a_readable_term_are_put(intent: i.PutElection, answer: str) -> None:
    assert Chamber().agreed().answer(intent, CHAIR) == answer
