"""A meeting convened privately, and when it may be convened publicly; a body's private meeting in its record."""

import pytest

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as b
from rostrum.procedure.body.machine import BODY
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, Visibility
from tests.procedure.body.assembly import DIGEST, Assembly, call, founded, inviting, past, proposing
from tests.procedure.body.assembly import SECRETARY as OFFICE
from tests.procedure.chamber import CHAIR, CLERK, SECRETARY, VICE, Chamber, convening, head

ACCEPT = b.AcceptComposition(composition="c1", sheet_sha256=DIGEST)


def test_a_meeting_is_public_unless_its_convening_says_otherwise() -> None:
    assert Chamber().answer(convening(), SECRETARY) == "MeetingConvened"
    assert Chamber().answer(convening(private=True), SECRETARY) == "MeetingConvened+ConvenedPrivately"
    assert not Chamber().convened().state.private
    assert Chamber().convened(private=True).state.private


@pytest.mark.parametrize(
    ("by", "answer"),
    [
        (CHAIR, "ConvenedPublicly"),
        (SECRETARY, "ConvenedPublicly"),
        (CLERK, "!capacity_not_entitled"),
        (head("CUB"), "!capacity_not_entitled"),
        (VICE, "!not_presiding"),
    ],
)
def test_whoever_presides_or_the_secretary_convenes_publicly(by: Actor, answer: str) -> None:
    chamber = Chamber().lobby(private=True)
    assert chamber.answer(i.ConvenePublicly(), by) == answer


def test_once_convened_publicly_it_is_for_everybody_and_everybody_is_told() -> None:
    chamber = Chamber().convened(private=True)
    chamber.do(i.ConvenePublicly(), CHAIR)
    assert not chamber.state.private
    assert not chamber.replayed().private
    assert [told.kind for told in chamber.state.announcements[""]] == ["convened_publicly"]
    assert chamber.answer(i.ConvenePublicly(), CHAIR) == "!not_private"


def test_what_was_said_in_private_is_not_published_afterwards() -> None:
    assert Chamber().opened(private=True).answer(i.ConvenePublicly(), CHAIR) == "!met_in_private"


def _seen(assembly: Assembly, intent: object) -> Visibility:
    """Who may read the act that answers."""
    (act,) = BODY.decide(assembly.state, intent, OFFICE, assembly.at + 1)
    return BODY.visibility(assembly.state, act)


@pytest.mark.parametrize("private", [True, False])
def test_acts_of_a_meeting_called_privately_are_the_bureaus(private: bool) -> None:
    wanted = Visibility.BUREAU if private else Visibility.PUBLIC
    assembly = founded()
    calling = call(meeting="july", private=private)
    assert _seen(assembly, calling) is wanted
    assembly.do(calling, proposing("CUB", meeting="july"))
    assert _seen(assembly, b.Translate(of="title", key="july", language="fr", text="Juillet")) is wanted
    assert _seen(assembly, b.Translate(of="body", language="fr", text="Mouvement")) is Visibility.PUBLIC
    assert _seen(assembly, b.CallOffMeeting(meeting="july", reason="x")) is wanted
    assert _seen(assembly, b.NoteBurden(meeting="july", start=1, hours={})) is wanted
    assert _seen(assembly, ACCEPT) is wanted
    assert _seen(assembly, past(meeting="march")) is Visibility.PUBLIC
    assert _seen(assembly, b.SuspendMember(code="EGY", on="1979", reason="x")) is Visibility.PUBLIC
    assembly.do(ACCEPT)
    assert _seen(assembly, inviting("CUB", meeting="july")) is Visibility.SECRETARIAT


def test_who_is_not_invited_cannot_tell_a_private_meeting_from_none() -> None:
    assembly = founded().do(call(meeting="july", private=True), proposing("CUB", meeting="july"))
    assembly.do(ACCEPT, inviting("CUB", meeting="july"))
    egypt = Actor(person="EGY.head", capacity=Capacity.HEAD, seat="EGY")

    def told(meeting: str, code: str) -> str:
        answer = b.AnswerInvitation(meeting=meeting, code=code, answer="declined")
        with pytest.raises(OutOfOrder) as found:
            BODY.decide(assembly.state, answer, egypt, assembly.at + 1)
        return found.value.code

    for code in ("CUB", "EGY"):
        assert told("july", code) == told("never", code) == "unknown_meeting"
