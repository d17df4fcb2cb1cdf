"""Who may what, by capacity: of every capacity on a meeting's roll which rooms, doors and acts are theirs.

The table is written by hand and the cells are made from the capacities, the rooms and the intents that there are: a
new one fails here until somebody has said who may use it.
"""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from rostrum.procedure.meeting.facts import Accreditation
from rostrum.procedure.meeting.intents import INTENTS, OpenLobby
from rostrum.procedure.meeting.roles import ROLES
from rostrum.procedure.meeting.roll import NO_CAPACITY_HERE
from rostrum.procedure.words import Capacity as C
from rostrum.views.documents import ROOM_CAPACITIES
from tests.doors.conftest import House, served
from tests.summit import BOOK, CONVENE, SECRETARY

ON_ROLL = tuple(capacity for capacity in C if capacity not in NO_CAPACITY_HERE)
DESKS = {C.HEAD, C.ALTERNATE, C.DELEGATE, C.ADVISER, C.ORGANISATION, C.OBSERVER}
OFFICERS = {C.CHAIR, C.VICE_CHAIR}
STAFF = {C.SECRETARY, C.CLERK, C.TECHNICIAN, C.DOCUMENTS, C.PROTOCOL, C.LEGAL}
ROOMS: dict[str, set[C]] = {
    "lobby": set(ON_ROLL),
    "gallery": set(ON_ROLL),
    "desk": DESKS,
    "podium": OFFICERS,
    "secretariat": STAFF,
}
DOORS: dict[str, set[C]] = {"refusals": STAFF, "notes": DESKS, "entries": set(ON_ROLL), "hall": set(ON_ROLL)}
READS: dict[C, str] = {
    **dict.fromkeys(STAFF | OFFICERS, "all"),
    **dict.fromkeys(DESKS | {C.INTERPRETER, C.ADMINISTRATOR}, "delegations"),
    **dict.fromkeys((C.PRESS, C.PUBLIC), "public"),
}
"""How much of the record each is shown."""

STATES = {C.HEAD, C.ALTERNATE, C.DELEGATE}
SPEAKERS = STATES | {C.ORGANISATION, C.OBSERVER} | OFFICERS
BUREAU = OFFICERS | {C.SECRETARY, C.CLERK}
NOTICE = OFFICERS | {C.SECRETARY}
ACCREDITING = NOTICE | {C.PROTOCOL, C.HEAD, C.ORGANISATION}
MAY: dict[frozenset[C], str] = {
    frozenset(OFFICERS): "CallToOrder CallItem Suspend ConfirmSuspension Resume Adjourn Close HandOverChair "
    "ReturnToChair Freeze Unfreeze OfferFloor LapseOffer ExtendFloor CallSpeakerToOrder TakeBackFloor PassOver "
    "TakeAsText AnnounceClosing ReopenList HearPoint RulePoint DecideAppeal PutQuestion PutElection Gavel "
    "DeclareAdopted GoToConsultation WithdrawQuestion",
    frozenset(NOTICE): "Convene ConvenePublicly AmendNotice CancelMeeting ShowOut Readmit RecordObjection",
    frozenset(NOTICE | {C.CLERK}): "OpenLobby OpenList InscribeSpeaker DeclineRequest MoveSpeaker",
    frozenset(NOTICE | {C.PROTOCOL}): "AddSeat",
    frozenset(BUREAU | {C.PROTOCOL}): "ChangeLevel DeclineCorrection",
    frozenset(ACCREDITING): "Accredit ChangeAccreditation WithdrawAccreditation",
    frozenset({C.SECRETARY}): "AssumeChair",
    frozenset(DESKS | OFFICERS): "ReportLineCheck RequestCorrection",
    frozenset(SPEAKERS): "TakeFloor RequestFloor ProposeSwap AcceptSwap",
    frozenset(SPEAKERS | {C.TECHNICIAN}): "StartRecordedStatement EndStatement",
    frozenset(OFFICERS | {C.TECHNICIAN}): "HoldFloor ResumeFloor",
    frozenset(SPEAKERS | BUREAU): "WithdrawRequest",
    frozenset(STATES): "RaisePoint WithdrawPoint BeginPoint StatePoint AppealRuling Object WithdrawObjection "
    "StatePosition",
    frozenset(): "LoseHall RestoreHall ReturnHouse TakeSeat LeaveSeat LoseLine RestoreLine EnterHall LeaveHall",
}


def test_every_capacity_is_declared_for_every_room_door_and_reading() -> None:
    assert set(READS) == set(ON_ROLL)
    assert set(ROOMS) == set(ROOM_CAPACITIES)


@pytest.mark.parametrize("kind", sorted(INTENTS))
def test_every_intent_is_declared_for_every_capacity(kind: str) -> None:
    declared = [may for may, kinds in MAY.items() if kind in kinds.split()]
    assert len(declared) == 1, "one row of the table, and one only"
    assert ROLES[INTENTS[kind]] & set(ON_ROLL) == declared[0]


def _person(capacity: C) -> str:
    return {C.CHAIR: "AZE.chair"}.get(capacity, f"one-{capacity.value}")


def _roll() -> tuple[Accreditation, ...]:
    """One person of every capacity that there is."""
    seats = {C.ORGANISATION: "WHO", C.CHAIR: "AZE", C.VICE_CHAIR: "AZE"}
    return tuple(
        Accreditation(
            person=_person(capacity),
            capacity=capacity,
            seat=seats.get(capacity, "CUB" if capacity in DESKS else ""),
            booth=CONVENE.languages[0] if capacity is C.INTERPRETER else "",
            speaks=capacity is not C.ADVISER,
        )
        for capacity in ON_ROLL
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def manned(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with served(tmp_path_factory.mktemp("manned")) as house:
        convene = replace(CONVENE, roll=_roll(), officers=CONVENE.officers[:1])
        await house.office.clerk.submit(BOOK, convene, SECRETARY)
        await house.office.clerk.submit(BOOK, OpenLobby(), replace(SECRETARY, person="operator"))
        for one in _roll():
            if one.capacity not in OFFICERS:
                accredited = await house.office.who(BOOK, one.person)
                assert accredited is not None and accredited.actor.capacity is one.capacity
        yield house


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("capacity", ON_ROLL)
async def test_each_opens_the_rooms_and_doors_of_the_table_and_no_others(manned: House, capacity: C) -> None:
    manned.client.cookies.clear()
    manned.admissions.clear()
    key = await manned.sign_in(_person(capacity))
    headers = {"Rostrum-Admission": key}
    for room, may in ROOMS.items():
        path = f"/api/books/{BOOK}/stream?as={room}&a={key}"
        async with manned.client.stream("GET", path) as answer:
            assert answer.status_code == (200 if capacity in may else 403), room
    for door, may in DOORS.items():
        method = "POST" if door == "hall" else "GET"
        answer = await manned.client.request(method, f"/api/books/{BOOK}/{door}?a={key}", headers=headers)
        assert answer.status_code == (200 if capacity in may else 403), (door, answer.text)
    entries = (await manned.client.get(f"/api/books/{BOOK}/entries?a={key}&limit=1000")).json()
    seen = {line["visibility"] for line in entries}
    assert ("delegations" in seen) == (READS[capacity] != "public")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("capacity", ON_ROLL)
async def test_each_is_refused_what_is_not_theirs(manned: House, capacity: C) -> None:
    """By the doors: an intent of every other row of the table, as far as it has no facts to be given."""
    manned.client.cookies.clear()
    manned.admissions.clear()
    person = _person(capacity)
    asked = {"Resume": {}, "OpenList": {}, "RaisePoint": {}, "RequestFloor": {}, "Freeze": {"reason": "x"}}
    for kind, facts in asked.items():
        answer = await manned.act(person, kind, **facts)
        code = answer.json().get("code", "")
        entitled = any(capacity in may for may, kinds in MAY.items() if kind in kinds.split())
        assert (code == "capacity_not_entitled") == (not entitled), (kind, answer.text)
