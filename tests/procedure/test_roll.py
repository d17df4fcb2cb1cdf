"""The roll: who may accredit whom, what a change and a withdrawal end, and what old books are taken to say."""

from dataclasses import replace
from typing import Any

import pytest

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import Accreditation, Officer
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.words import Capacity, EntryPhase, FloorEnd, FloorPhase, Presence
from tests.procedure.chamber import CHAIR, SECRETARY, VICE, Chamber, convening, head, line, plain, roll

ALTERNATE = Actor(person="CUB.alternate", capacity=Capacity.ALTERNATE, seat="CUB")
INTERPRETER = Actor(person="i1", capacity=Capacity.INTERPRETER)
PROTOCOL = Actor(person="protocol", capacity=Capacity.PROTOCOL)
NEWS = Actor(person="news", capacity=Capacity.PRESS)


def accredit(actor: Actor, **more: Any) -> i.Accredit:
    return i.Accredit(accreditation=line(actor, **more))


def withdrawal(person: str) -> i.WithdrawAccreditation:
    return i.WithdrawAccreditation(person=person, reason="Recalled.")


def test_a_roll_follows_the_convening_a_person_an_act() -> None:
    wanted = convening()
    acts = Chamber().do(replace(wanted, roll=roll(wanted)), SECRETARY)
    assert acts[0].by_roll
    assert [act.accreditation for act in acts[1:]] == list(roll(wanted))


def test_a_meeting_without_a_roll_has_the_persons_that_follow_from_its_seats() -> None:
    chamber = Chamber()
    chamber.do(convening(), SECRETARY)
    people = chamber.state.people
    assert list(people)[:8] == [
        "aze.chair", "uga.chair", "secretary", "clerk", "technician", "AZE.head", "AZE.adviser", "AZE.sim",
    ]  # fmt: skip
    assert all(person.inferred for person in people.values())
    assert (people["uga.chair"].capacity, people["uga.chair"].speaks) == (Capacity.CHAIR, False)
    assert (people["BRA.head"].capacity, people["un.head"].capacity) == ("head", "organisation")
    assert (people["CUB.sim"].simulated, people["CUB.adviser"].speaks) == (True, False)


def test_who_was_inferred_can_be_withdrawn_and_replaced() -> None:
    chamber = Chamber()
    chamber.do(convening(), SECRETARY)
    new = Actor(person="8f1c", capacity=Capacity.HEAD, seat="CUB")
    assert chamber.answer(accredit(new), SECRETARY) == "!post_taken"
    chamber.do(withdrawal("CUB.head"), SECRETARY)
    assert chamber.answer(withdrawal("CUB.head"), SECRETARY) == "!not_accredited", "gone is gone"
    chamber.do(accredit(new), SECRETARY)
    assert not chamber.state.people["8f1c"].inferred


def test_two_persons_claim_one_post() -> None:
    """Whoever comes second is refused, and told who holds it; when the first is withdrawn it is free."""
    chamber = Chamber().convened()
    first = Actor(person="s1", capacity=Capacity.SECRETARY)
    second = replace(first, person="s2")
    chamber.do(accredit(first, post="secretary-general"), SECRETARY)
    assert chamber.answer(accredit(second, post="secretary-general"), SECRETARY) == "!post_taken"
    assert chamber.answer(accredit(second), SECRETARY) == "PersonAccredited"
    chamber.do(withdrawal("s1"), SECRETARY)
    assert chamber.answer(accredit(second, post="secretary-general"), SECRETARY) == "PersonAccredited"
    wanted = convening()
    twice = (*roll(wanted), line(Actor(person="x", capacity=Capacity.HEAD, seat="CUB")))
    assert Chamber().answer(replace(wanted, roll=twice), SECRETARY) == "!post_taken"


def test_an_officer_whose_seat_is_not_seated_is_refused_before_and_after_convening() -> None:
    nowhere = Officer(person="fra.chair", seat="FRA", title=plain("Vice-Chair"))
    wanted = convening(officers=(*convening().officers, nowhere))
    assert Chamber().answer(wanted, SECRETARY) == "!convening_inconsistent"
    vice = Actor(person="fra.chair", capacity=Capacity.VICE_CHAIR, seat="FRA")
    assert Chamber().convened().answer(accredit(vice), SECRETARY) == "!no_such_seat"


def test_a_vice_chair_accredited_later_may_be_designated() -> None:
    chamber = Chamber().opened()
    vice = Actor(person="gha.chair", capacity=Capacity.VICE_CHAIR, seat="GHA")
    chamber.do(accredit(vice, speaks=False), SECRETARY)
    chamber.enter("GHA", "gha.chair")
    assert chamber.answer(i.Suspend(reason="x"), vice) == "!not_presiding"
    chamber.do(i.HandOverChair(to="gha.chair"), CHAIR)
    assert chamber.answer(i.Suspend(reason="x"), vice) == "SittingSuspended"


def test_a_person_withdrawn_while_speaking_loses_the_floor() -> None:
    chamber = Chamber().speaking()
    acts = chamber.do(withdrawal("CUB.head"), SECRETARY, 60_000)
    assert [type(act) for act in acts] == [a.AccreditationWithdrawn, a.FloorEnded, a.SeatLeft]
    assert (acts[1].cause, acts[1].reason, acts[1].net_ms) == (FloorEnd.NOT_ACCREDITED, "Recalled.", 60_000)
    assert chamber.floor is FloorPhase.IDLE
    assert chamber.state.speakers.entries["s1"].phase is EntryPhase.TRUNCATED
    assert chamber.state.people["CUB.head"].presence is Presence.ABSENT
    assert chamber.answer(i.RaisePoint(), head("CUB")) == "!accreditation_withdrawn"
    assert chamber.answer(i.TakeSeat(seat="CUB", person="CUB.head"), HALL) == "!not_accredited"


@pytest.mark.parametrize("stage", ["held", "interrupted", "stating"])
def test_withdrawn_while_held_or_interrupted_the_statement_is_over_too(stage: str) -> None:
    chamber = Chamber().stage(stage)
    chamber.do(withdrawal("CUB.head"), SECRETARY)
    assert chamber.floor is FloorPhase.IDLE
    assert chamber.state.statements[-1].cause is FloorEnd.NOT_ACCREDITED


def test_an_offer_that_was_not_taken_stays_the_delegations() -> None:
    chamber = Chamber().offered()
    chamber.do(accredit(ALTERNATE), SECRETARY)
    chamber.enter("CUB", "CUB.alternate")
    chamber.do(withdrawal("CUB.head"), SECRETARY)
    assert chamber.answer(i.TakeFloor(language="es"), ALTERNATE) == "FloorTaken"


def test_a_message_that_plays_is_held_when_who_introduced_it_is_withdrawn() -> None:
    chamber = Chamber().offered("IRN")
    chamber.do(i.StartRecordedStatement(seat="IRN"), head("IRN"))
    acts = chamber.do(withdrawal("IRN.head"), SECRETARY)
    assert [type(act) for act in acts] == [a.AccreditationWithdrawn, a.FloorHeld, a.SeatLeft]


def test_whoever_presides_hands_over_before_being_withdrawn() -> None:
    chamber = Chamber().opened()
    assert chamber.answer(withdrawal(CHAIR.person), SECRETARY) == "!presides"
    chamber.do(i.HandOverChair(to=VICE.person), CHAIR)
    chamber.do(withdrawal(CHAIR.person), SECRETARY)
    assert list(chamber.state.officers) == [VICE.person]


def test_who_becomes_an_adviser_while_speaking_is_the_voice_no_more() -> None:
    chamber = Chamber().speaking()
    adviser = line(Actor(person="CUB.head", capacity=Capacity.ADVISER, seat="CUB"))
    acts = chamber.do(i.ChangeAccreditation(accreditation=adviser, reason="Credentials."), SECRETARY)
    assert [type(act) for act in acts] == [a.FloorEnded, a.AccreditationChanged]
    seat = chamber.state.seats["CUB"]
    assert (seat.voice, seat.connected, seat.lost_at) == ("", False, chamber.now)
    assert chamber.answer(i.RaisePoint(), head("CUB")) == "!not_as_accredited"
    chamber.do(i.ChangeAccreditation(accreditation=line(head("CUB")), reason="Mended."), SECRETARY)
    assert (seat.voice, seat.lost_at) == ("CUB.head", None)


def test_who_goes_to_another_seat_leaves_the_first() -> None:
    chamber = Chamber().opened()
    moved = line(Actor(person="CUB.head", capacity=Capacity.DELEGATE, seat="GHA"))
    chamber.do(i.ChangeAccreditation(accreditation=moved, reason="x"), SECRETARY)
    chamber.enter("GHA", "CUB.head")
    assert "CUB.head" not in chamber.state.seats["CUB"].persons
    assert chamber.state.seats["GHA"].voice == "CUB.head"


def test_a_head_accredits_alternates_and_advisers_of_the_own_seat_where_the_rulebook_says_so() -> None:
    chamber = Chamber().opened()
    cuba = head("CUB")
    assert chamber.answer(accredit(ALTERNATE), cuba) == "PersonAccredited"
    assert chamber.answer(accredit(ALTERNATE, simulated=True), cuba) == "!may_not_accredit"
    assert chamber.answer(accredit(replace(ALTERNATE, seat="GHA")), cuba) == "!may_not_accredit"
    assert chamber.answer(accredit(NEWS), cuba) == "!may_not_accredit"
    assert chamber.answer(withdrawal("CUB.adviser"), cuba) == "AccreditationWithdrawn"
    assert chamber.answer(withdrawal("GHA.adviser"), cuba) == "!may_not_accredit"
    raised = line(Actor(person="CUB.adviser", capacity=Capacity.DELEGATE, seat="CUB"))
    assert (
        chamber.answer(i.ChangeAccreditation(accreditation=raised, reason="x"), cuba) == "!may_not_accredit"
    )
    chamber.state.rulebook = replace(chamber.state.rules, head_accredits=())
    assert chamber.answer(accredit(ALTERNATE), cuba) == "!may_not_accredit"


def test_a_protocol_officer_accredits_delegations_and_not_who_directs() -> None:
    chamber = Chamber().convened()
    chamber.do(accredit(PROTOCOL), SECRETARY)
    assert chamber.answer(accredit(NEWS), PROTOCOL) == "PersonAccredited"
    assert chamber.answer(accredit(ALTERNATE), PROTOCOL) == "PersonAccredited"
    assert chamber.answer(withdrawal("secretary"), PROTOCOL) == "!may_not_accredit"
    another = Actor(person="s2", capacity=Capacity.SECRETARY)
    assert chamber.answer(accredit(another), PROTOCOL) == "!may_not_accredit"


def test_who_has_no_seat_comes_and_goes() -> None:
    chamber = Chamber().opened()
    chamber.do(accredit(INTERPRETER, booth="fr"), SECRETARY)
    chamber.do(i.EnterHall(person="i1"), HALL)
    assert chamber.state.people["i1"].presence is Presence.PRESENT
    assert chamber.answer(i.EnterHall(person="i1"), HALL) == "!already_present"
    assert chamber.answer(i.EnterHall(person="CUB.head"), HALL) == "!seat_of_capacity"
    acts = chamber.do(i.ShowOut(person="i1", reason="Disturbs."), CHAIR)
    assert [type(act) for act in acts] == [a.PersonShownOut, a.PersonLeft]
    assert chamber.answer(i.EnterHall(person="i1"), HALL) == "!already_shown_out"
    assert not any("shown_out" in told.kind for told in chamber.state.announcements.get("", []))


def test_coming_and_going_without_a_seat_is_read_by_the_secretariat_alone() -> None:
    state = Chamber().opened().state
    assert MEETING.visibility(state, a.PersonEntered(person="i1")) == "secretariat"
    assert MEETING.visibility(state, a.PersonLeft(person="i1")) == "secretariat"
    accredited = a.PersonAccredited(accreditation=Accreditation(person="x", capacity=Capacity.PRESS))
    assert MEETING.visibility(state, accredited) == "delegations"


def test_a_level_that_the_rulebook_does_not_rank_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from rostrum.procedure.meeting import sitting

    rules = sitting.RULEBOOKS["nam"]
    ranked = {level: rank for level, rank in rules.level_rank.items() if level != "minister"}
    monkeypatch.setitem(sitting.RULEBOOKS, "nam", replace(rules, level_rank=ranked))
    assert Chamber().answer(convening(), SECRETARY) == "!level_not_ranked"
