"""A script is convened as every meeting is: by its body, which calls, composes, invites, is answered, and orders it."""

import asyncio
from typing import Any

import pytest

from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, SeatKind
from rostrum.secretariat.bodies import sheet_of
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.dispatch import due
from rostrum.secretariat.kinds import machine_of
from rostrum.simulation.calling import Calling
from rostrum.simulation.rehearsal import empty_record
from rostrum.simulation.script import Script, load, names

SHORT = load("nam-2020-05-04-short")
LONG_BEFORE = -86_400


def called(script: Script, at: int | None = None) -> tuple[Body, Meeting]:
    """The states of the body's book and of the meeting's, once the script is convened."""

    async def convene() -> tuple[Body, Meeting]:
        now = at if at is not None else script.instant(LONG_BEFORE)
        clerk = Clerk(empty_record(), machine_of, lambda: now)
        meeting = await Calling(clerk, script).convened()
        return await clerk.state(f"body.{script.body}"), meeting

    return asyncio.run(convene())


@pytest.mark.parametrize("name", names())
def test_the_body_says_who_was_invited_and_came_and_the_meeting_has_them_in_the_order_of_the_script(
    name: str,
) -> None:
    script = load(name)
    body, meeting = called(script)
    line, parts = body.meetings[name], {part.seat.key: part for part in script.parts}
    assert line.book == script.book == meeting.book
    assert set(line.answers) == set(line.invitations) == set(parts)
    members = [key for key, part in parts.items() if part.seat.kind is SeatKind.MEMBER]
    assert [key for key, seat in meeting.seats.items() if seat.fact.kind is SeatKind.MEMBER] == members
    assert sheet_of(body, line.composition).seated == set(members)
    for key, part in parts.items():
        there = meeting.seats[key].fact
        assert (there.kind, there.level, there.title) == (part.seat.kind, part.seat.level, part.seat.title)
        assert {tag: there.name[tag] for tag in script.languages} == part.seat.name, key


def test_persons_come_under_keys_that_can_be_read_each_delegation_with_its_understudy() -> None:
    _, meeting = called(SHORT)
    assert meeting.presiding == "AZE.chair"
    assert list(meeting.officers) == ["AZE.chair", "AZE.acting"]
    people = {key: (one.capacity, one.simulated) for key, one in meeting.people.items()}
    assert people["secretary"] == (Capacity.SECRETARY, False)
    assert people["CUB.head"] == (Capacity.HEAD, False)
    assert people["CUB.adviser"] == (Capacity.ADVISER, False)
    assert people["CUB.sim"] == (Capacity.HEAD, True)
    assert people["UN.head"] == (Capacity.ORGANISATION, False)


def test_its_letters_are_handed_over_and_none_goes_out_by_mail() -> None:
    body, _ = called(SHORT)
    assert due(body)
    assert all(body.meetings[one.meeting].invitations[one.code].by_hand for one in due(body))


def test_a_script_whose_hour_is_past_is_not_called() -> None:
    with pytest.raises(OutOfOrder) as refused:
        called(SHORT, at=SHORT.opens)
    assert (refused.value.code, refused.value.facts["lacking"]) == ("meeting_lacking", ["hour_past"])


def test_a_script_is_called_once_and_takes_no_name_that_a_book_has() -> None:
    async def twice(second: Script) -> None:
        clerk = Clerk(empty_record(), machine_of, lambda: SHORT.instant(LONG_BEFORE))
        await Calling(clerk, SHORT).convened()
        await Calling(clerk, second).convened()

    with pytest.raises(OutOfOrder) as refused:
        asyncio.run(twice(SHORT))
    assert refused.value.code == "meeting_exists"

    class Borrowing(Script):
        @property
        def book(self) -> str:
            return SHORT.name

    fields: dict[str, Any] = {name: getattr(SHORT, name) for name in Script.__dataclass_fields__}
    fields["name"] = "another"
    with pytest.raises(OutOfOrder) as refused:
        asyncio.run(twice(Borrowing(**fields)))
    assert refused.value.code == "already_convened"
