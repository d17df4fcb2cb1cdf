"""What happened is told to whom it concerns, and to nobody else (ADR 0020): by act and audience."""

from collections.abc import Callable
from typing import Any

import pytest

from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.announcements import KEPT
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.words import Ruling
from rostrum.views.announcements import announcements
from rostrum.views.documents import AnnouncementDoc
from tests.procedure.chamber import CHAIR, SECRETARY, Chamber, head

Happening = Callable[[Chamber], Any]
MINUTE = 60_000


def told(chamber: Chamber, key: str, kind: str) -> AnnouncementDoc | None:
    found = [one for one in announcements(chamber.state, key).told if one.kind == kind]
    return found[-1] if found else None


def speaking_then(intent: Any, after_ms: int = MINUTE) -> Happening:
    return lambda chamber: chamber.speaking().do(intent, CHAIR, after_ms)


def asked_and(answer: Callable[[str], Any]) -> Happening:
    """The United Nations asked for the floor, and the secretary answered."""

    def happen(chamber: Chamber) -> None:
        chamber.at_item(3).do(i.RequestFloor(), head("un"))
        chamber.do(answer(chamber.state.speakers.requests[0]), SECRETARY)

    return happen


def move(chamber: Chamber) -> None:
    """Ghana, the third of the list, is put first."""
    first, *_, last = chamber.listed().state.speakers.order
    chamber.do(i.MoveSpeaker(entry=last, before=first, reason="leaves early"), SECRETARY)


ORDER = i.CallSpeakerToOrder(ground="relevance", words="Please keep to the item.")
BACK = i.TakeBackFloor(reason="The time is long over.")
GRANT: Happening = asked_and(lambda entry: i.InscribeSpeaker(seat="un", entry=entry, reason="as agreed"))
DECLINE: Happening = asked_and(lambda entry: i.DeclineRequest(entry=entry, reason="The list is full."))
CONCLUDE = lambda chamber: chamber.speaking().do(i.EndStatement(), head("CUB"))  # noqa: E731
LAPSE = lambda chamber: chamber.offered().do(i.LapseOffer(seat="CUB"), CHAIR)  # noqa: E731
PASS = lambda chamber: chamber.held().do(i.PassOver(), CHAIR)  # noqa: E731

SUSPEND = lambda chamber: chamber.listed().do(  # noqa: E731
    i.Suspend(reason="lunch", resumes_at=chamber.now + 3_600_000), CHAIR
)

CONCERNING: list[tuple[str, Happening, set[str]]] = [
    ("called_to_order", speaking_then(ORDER), {"CUB"}),
    ("taken_back", speaking_then(BACK), {"CUB"}),
    ("extended", speaking_then(i.ExtendFloor(seconds=60)), {"CUB"}),
    ("concluded", CONCLUDE, {"CUB"}),
    ("passed_over", PASS, {"CUB"}),
    ("text_taken", lambda chamber: chamber.held().do(i.TakeAsText(), CHAIR), {"CUB"}),
    ("offer_lapsed", LAPSE, {"CUB"}),
    ("ruled", lambda chamber: chamber.ruled(), {"CUB", "GHA"}),
    ("objection", lambda chamber: chamber.objected(), {"CUB"}),
]
"""Told to everybody, and to these delegations as their own concern."""

ALIKE: list[tuple[str, Happening]] = [
    ("opened", lambda chamber: chamber.opened()),
    ("list_closing", lambda chamber: chamber.announced()),
    ("list_closed", lambda chamber: chamber.list_closed()),
    ("suspended", SUSPEND),
    ("adjourned", lambda chamber: chamber.adjourned()),
    ("consultation", lambda chamber: chamber.consulting()),
    ("decided", lambda chamber: chamber.decided()),
    ("closed", lambda chamber: chamber.closed()),
    ("cancelled", lambda chamber: chamber.cancelled()),
]

PRIVATE: list[tuple[str, Happening, str]] = [
    ("request_granted", GRANT, "un"),
    ("request_declined", DECLINE, "un"),
    ("moved", move, "GHA"),
]
"""A delegation's own: the podium and the secretariat, who decide it, know it too."""

SEATS = ("AZE", "UGA", "CUB", "IRN", "IND", "GHA", "un")
PUBLIC = ("gallery", "lobby")
CONDUCTING = ("podium", "secretariat")


@pytest.mark.parametrize(("kind", "happen", "whom"), CONCERNING)
def test_what_concerns_a_delegation_is_told_to_it_and_to_everybody(
    kind: str, happen: Happening, whom: set[str]
) -> None:
    chamber = Chamber()
    happen(chamber)
    for room in (*PUBLIC, *CONDUCTING):
        found = told(chamber, room, kind)
        assert found is not None and not found.mine
    for seat in SEATS:
        found = told(chamber, f"desk:{seat}", kind)
        assert found is not None and (found.mine, found.at_once) == (seat in whom, seat in whom)


@pytest.mark.parametrize(("kind", "happen"), ALIKE)
def test_what_concerns_the_meeting_is_told_to_all_alike(kind: str, happen: Happening) -> None:
    chamber = Chamber()
    happen(chamber)
    for key in (*PUBLIC, *CONDUCTING, "desk:CUB", "lobby:CUB"):
        found = told(chamber, key, kind)
        assert found is not None and not found.mine


@pytest.mark.parametrize(("kind", "happen", "whom"), PRIVATE)
def test_what_is_a_delegations_own_is_told_to_it_and_where_it_was_decided(
    kind: str, happen: Happening, whom: str
) -> None:
    chamber = Chamber()
    happen(chamber)
    for key in (*CONDUCTING, f"desk:{whom}", f"lobby:{whom}"):
        assert told(chamber, key, kind) is not None
    for key in (*PUBLIC, *(f"desk:{seat}" for seat in SEATS if seat != whom)):
        assert told(chamber, key, kind) is None


def test_it_is_told_with_its_ground_its_words_and_its_rule() -> None:
    chamber = Chamber()
    chamber.speaking().do(ORDER, CHAIR)
    found = told(chamber, "desk:CUB", "called_to_order")
    assert found is not None and (found.code, found.words) == ("relevance", "Please keep to the item.")
    chamber = Chamber().stated()
    chamber.do(i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule="Rule 68", words="It is so."), CHAIR)
    ruled = told(chamber, "gallery", "ruled")
    assert ruled is not None
    assert (ruled.seat, ruled.code, ruled.rule, ruled.words) == ("GHA", "upheld", "Rule 68", "It is so.")


def test_a_suspension_says_its_reason_and_its_hour() -> None:
    chamber = Chamber()
    SUSPEND(chamber)
    found = told(chamber, "gallery", "suspended")
    assert found is not None and found.words == "lunch"
    assert found.until == (chamber.state.suspension and chamber.state.suspension.resumes_at)


def test_after_a_statement_it_is_said_who_is_next_and_then_who_it_is() -> None:
    chamber = Chamber()
    CONCLUDE(chamber)
    found = told(chamber, "desk:CUB", "concluded")
    assert found is not None and found.next == "IND"
    chamber.do(i.OfferFloor(seat="GHA"), CHAIR)
    found = told(chamber, "desk:CUB", "concluded")
    assert found is not None and found.next == "GHA"


def test_an_overrun_is_told_to_the_speaker_and_to_the_podium_when_its_instant_comes() -> None:
    chamber = Chamber().speaking()
    floor = chamber.state.floor
    due = (floor.running_since or 0) + (floor.limit_ms or 0)
    mine = told(chamber, "desk:CUB", "overrun")
    assert mine is not None and (mine.at, mine.mine, mine.at_once, mine.may) == (due, True, True, [])
    podium = told(chamber, "podium", "overrun")
    assert podium is not None and podium.at_once and not podium.mine
    assert podium.may == ["CallSpeakerToOrder", "ExtendFloor", "TakeBackFloor"]
    for key in (*PUBLIC, "desk:IND", "lobby:CUB"):
        assert told(chamber, key, "overrun") is None


def test_more_time_puts_the_overrun_off_and_a_lost_line_ends_it() -> None:
    chamber = Chamber().speaking()
    before = told(chamber, "podium", "overrun")
    chamber.do(i.ExtendFloor(seconds=60), CHAIR)
    after = told(chamber, "podium", "overrun")
    assert before is not None and after is not None
    assert after.at == before.at + MINUTE and after.key != before.key
    chamber.do(i.LoseLine(seat="CUB", person="CUB.head"), HALL)
    assert told(chamber, "podium", "overrun") is None


def test_a_request_that_is_granted_at_once_is_no_news() -> None:
    assert told(Chamber().listed(), "desk:CUB", "request_granted") is None


def test_little_is_kept_and_what_is_ones_own_outlasts_the_rest() -> None:
    chamber = Chamber()
    move(chamber)
    chamber.do(i.OfferFloor(seat="CUB"), CHAIR)
    chamber.do(i.TakeFloor(language="es"), head("CUB"))
    for _ in range(3 * KEPT):
        chamber.do(i.ExtendFloor(seconds=1), CHAIR)
    assert {len(box) for key, box in chamber.state.announcements.items() if not key} == {KEPT}
    assert [one.kind for one in chamber.state.announcements["GHA"]] == ["moved"]
    assert chamber.replayed().announcements == chamber.state.announcements


def test_every_act_that_is_told_is_an_act_of_a_meeting() -> None:
    from rostrum.procedure.meeting.announcements import TELLERS

    assert {kind.__name__ for kind in TELLERS} <= set(MEETING.acts)
