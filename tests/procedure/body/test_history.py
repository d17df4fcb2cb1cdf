"""What a body's book tells afterwards: members that left, terms that stretched, compositions and answers."""

import copy

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rostrum.procedure.body import intents as i
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Level
from tests.breadth import tried
from tests.procedure.body.assembly import (
    CHAIR,
    CUBA,
    SECRETARY,
    Assembly,
    call,
    composed,
    founded,
    founding,
    invited,
    member,
    overriding,
    scheme,
)


def test_a_member_that_leaves_keeps_its_history_and_may_come_back() -> None:
    book = founded().do(i.RemoveMember(code="EGY", on="2004-05-01", reason="joined another body"))
    assert [m.code for m in book.state.members_on("2004-04-30")] == ["DZA", "CUB", "EGY"]
    assert "EGY" not in [m.code for m in book.state.members_on("2004-05-01")]
    book.do(member("EGY", joined="2010"))
    assert [m.joined for m in book.state.members_on("2015-01-01") if m.code == "EGY"] == ["2010"]
    assert [(m.code, m.left, m.reason) for m in book.state.former] == [
        ("EGY", "2004-05-01", "joined another body")
    ]


def test_the_chair_is_extended_and_handed_over_as_from_2019_to_2024() -> None:
    book = founded().do(
        i.ExtendTerm(term="t1", until="2023-12-31", decision="unanimous opinion of the members")
    )
    term = book.state.terms["t1"]
    assert (term.planned_end, term.extensions) == (
        "2022",
        [("2023-12-31", "unanimous opinion of the members")],
    )
    book.do(i.EndTerm(term="t1", on="2024-01-19", handed_over_to="UGA"))
    book.do(i.OpenTerm(office="chair", holder="UGA", begins="2024-01-19", planned_end="", by="acclamation"))
    assert (term.ended, term.handed_over_to, book.state.terms["t2"].by) == (
        "2024-01-19",
        "UGA",
        "acclamation",
    )


def test_an_office_of_one_group_does_not_hold_that_of_another() -> None:
    book = founded()
    for group in ("Africa", "Asia"):
        book.do(i.OpenTerm(office="group-chair", holder="EGY", begins="2020", planned_end="", group=group))
    assert [t.group for t in book.state.terms.values() if t.office == "group-chair"] == ["Africa", "Asia"]


def test_priorities_belong_to_the_term() -> None:
    book = founded().do(i.DeclarePriorities(term="t1", priorities=({"en": "Bandung principles"},)))
    assert book.state.terms["t1"].priorities == ({"en": "Bandung principles"},)


def test_an_override_tells_rule_from_chair() -> None:
    book = composed().do(overriding("EGY", True, "EGY", "CUB"))
    composition = book.state.compositions["c1"]
    assert (composition.by_rule, composition.members) == (("DZA", "CUB"), ("EGY", "CUB"))
    assert composition.overrides == [("EGY", True, "secretary", "asked by the region")]
    assert composition.sheet_sha256 == "cd" * 32


def test_a_delegation_may_answer_again_with_another_level() -> None:
    yes = i.AnswerInvitation(meeting="june", code="CUB", answer="accepted", level=Level.HEAD_OF_STATE)
    book = invited().do(yes, by=CUBA)
    book.do(i.AnswerInvitation(meeting="june", code="CUB", answer="accepted", level=Level.MINISTER), by=CUBA)
    assert book.state.meetings["june"].answers["CUB"].level is Level.MINISTER
    levels = [act.level for act, _, _ in book.acts if type(act).__name__ == "InvitationAnswered"]
    assert levels == [Level.HEAD_OF_STATE, Level.MINISTER]


def test_an_answer_recorded_by_the_secretariat_is_no_word_of_the_delegation() -> None:
    said = i.AnswerInvitation(meeting="june", code="CUB", answer="declined")
    for by, on_behalf in ((CUBA, False), (SECRETARY, True), (CHAIR, True)):
        assert invited().do(said, by=by).state.meetings["june"].answers["CUB"].on_behalf is on_behalf


def test_only_the_silent_are_reminded() -> None:
    book = invited().do(
        i.AnswerInvitation(meeting="june", code="CUB", answer="declined"),
        i.SendReminders(meeting="june", codes=("CUB", "DZA")),
    )
    assert set(book.state.meetings["june"].reminded) == {"DZA"}


def test_a_founding_with_one_bad_step_changes_nothing() -> None:
    book = Assembly()
    with pytest.raises(OutOfOrder) as caught:
        book.do(i.EstablishBody(steps=(founding(), scheme(), member("EGY"), member("EGY"))))
    assert (caught.value.code, book.state.version, book.state.key) == ("already_member", 0, "")


def test_a_founding_in_one_go_equals_its_steps() -> None:
    steps = (founding(), scheme(), member("EGY"), member("CUB", "Asia"), call())
    whole, single = Assembly().do(i.EstablishBody(steps=steps)), Assembly().do(*steps)
    assert [type(act) for act, _, _ in whole.acts] == [type(act) for act, _, _ in single.acts]
    assert (whole.state.members, whole.state.version) == (single.state.members, 5)


CODES = st.sampled_from(["DZA", "EGY", "CUB", "AZE", "NPL"])
YEARS = st.integers(2012, 2030).map(str)


class Membership(RuleBasedStateMachine):
    """Members come, go, are suspended and return; what was once so stays so."""

    def __init__(self) -> None:
        super().__init__()
        self.book = founded()
        self.clauses: list[tuple[str, str]] = []

    def attempt(self, intent: object) -> None:
        before = copy.deepcopy(self.book.state)
        try:
            self.book.do(intent)
        except OutOfOrder:
            assert self.book.state == before, "a refusal changes nothing"

    @rule(code=CODES, year=YEARS)
    def admit(self, code: str, year: str) -> None:
        self.attempt(member(code, joined=year))

    @rule(code=CODES, year=YEARS)
    def remove(self, code: str, year: str) -> None:
        self.attempt(i.RemoveMember(code=code, on=year, reason="x"))

    @rule(code=CODES, year=YEARS)
    def suspend(self, code: str, year: str) -> None:
        self.attempt(i.SuspendMember(code=code, on=year, reason="x"))

    @rule(code=CODES, year=YEARS)
    def reinstate(self, code: str, year: str) -> None:
        self.attempt(i.ReinstateMember(code=code, on=year))

    @rule(until=YEARS)
    def extend(self, until: str) -> None:
        self.attempt(i.ExtendTerm(term="t1", until=until, decision="d"))

    @precondition(lambda self: not self.book.state.terms["t1"].ended)
    @rule(on=YEARS)
    def hand_over(self, on: str) -> None:
        self.attempt(i.EndTerm(term="t1", on=on, handed_over_to="UGA"))

    @invariant()
    def replay_equals_live(self) -> None:
        assert self.book.again() == self.book.state

    @invariant()
    def nobody_is_a_member_twice_and_nobody_is_forgotten(self) -> None:
        state = self.book.state
        ever = {act.code for act, _, _ in self.book.acts if type(act).__name__ == "MemberAdmitted"}
        assert ever == set(state.members) | {m.code for m in state.former}
        assert all(not m.left for m in state.members.values()) and all(m.left for m in state.former)

    @invariant()
    def extensions_only_grow(self) -> None:
        ends = [until for until, _ in self.book.state.terms["t1"].extensions]
        assert ends == sorted(set(ends))


TestMembership = Membership.TestCase
TestMembership.settings = settings(max_examples=tried(12, nightly=250), stateful_step_count=25, deadline=None)
