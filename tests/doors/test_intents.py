"""Intents at the door: typed answers, and nothing changes where one is refused."""

import json

import pytest

from rostrum.doors import bucket, errors
from rostrum.procedure.actor import HALL
from rostrum.procedure.meeting.intents import LoseLine
from rostrum.procedure.meeting.roles import OF_THE_HOUSE
from rostrum.procedure.words import SittingPhase
from tests.doors.conftest import House
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio


async def test_the_chair_opens_the_sitting(house: House) -> None:
    answer = await house.act("AZE.chair", "CallToOrder")
    assert answer.status_code == 200
    state = await house.office.clerk.state(BOOK)
    assert answer.json() == {"version": state.version}
    assert state.phase is SittingPhase.OPEN


@pytest.mark.asyncio(loop_scope="module")
async def test_a_refusal_of_the_rules_is_a_typed_409(standing: House) -> None:
    answer = await standing.act("AZE.chair", "CallItem", number=3)
    assert answer.status_code == 409
    refusal = answer.json()
    assert refusal["code"] == "wrong_phase"
    assert refusal["rule"]
    assert refusal["facts"]["phase"] == "lobby"


@pytest.mark.asyncio(loop_scope="module")
async def test_whoever_is_not_seated_gets_a_403(standing: House) -> None:
    answer = await standing.act("CUB.head", "CallToOrder")
    assert answer.status_code == 403
    assert answer.json()["code"] == "capacity_not_entitled"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "malformed"),
        (b"{", 422, "malformed"),
        (b"[]", 422, "malformed"),
        (b"null", 422, "malformed"),
        (b'{"kind": "Nonsense"}', 422, "malformed"),
        (b'{"kind": "OfferFloor"}', 422, "malformed"),
        (b'{"kind": "OfferFloor", "seat": 7}', 422, "malformed"),
        (b'{"kind": "OpenLobby", "x": "' + b"y" * 300_000 + b'"}', 413, "too_large"),
        (b'{"kind": "\xff\xfe"}', 400, "malformed"),
    ],
)
async def test_what_is_malformed_unknown_or_oversize_changes_nothing(
    standing: House, body: bytes, status: int, code: str
) -> None:
    key = await standing.sign_in("AZE.chair")
    before = (await standing.office.clerk.state(BOOK)).version
    headers = {"Rostrum-Admission": key, "Idempotency-Key": "malformed-1", "content-type": "application/json"}
    answer = await standing.client.post(f"/api/books/{BOOK}/intents", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await standing.office.clerk.state(BOOK)).version == before


@pytest.mark.asyncio(loop_scope="module")
async def test_what_the_house_alone_says_comes_through_no_door(standing: House) -> None:
    """Else a technician's ``TakeSeat`` invents persons who count as members present."""
    before = await standing.office.clerk.state(BOOK)
    version, people = before.version, dict(before.seats["CUB"].people)
    for kind in sorted(kind.__name__ for kind in OF_THE_HOUSE):
        for who in ("technician", "secretary", "AZE.chair"):
            answer = await standing.act(who, kind, seat="CUB", person="CUB.nobody", since=0)
            assert (answer.status_code, answer.json()["code"]) == (422, "malformed"), kind
    after = await standing.office.clerk.state(BOOK)
    assert (after.version, after.seats["CUB"].people) == (version, people)


async def test_a_body_without_announced_length_is_cut_off_at_the_limit(house: House) -> None:
    key = await house.sign_in("AZE.chair")

    async def endless():
        for _ in range(40):
            yield b" " * 10_000

    headers = {"Rostrum-Admission": key, "Idempotency-Key": "endless-1", "content-type": "application/json"}
    answer = await house.client.post(f"/api/books/{BOOK}/intents", content=endless(), headers=headers)
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


async def test_a_repeated_request_acts_once(house: House) -> None:
    key = await house.sign_in("AZE.chair")
    headers = {"Rostrum-Admission": key, "Idempotency-Key": "open-once-1"}
    answers = [
        await house.client.post(f"/api/books/{BOOK}/intents", json={"kind": "CallToOrder"}, headers=headers)
        for _ in range(3)
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    entries = (await house.client.get(f"/api/books/{BOOK}/entries")).json()
    assert [entry["kind"] for entry in entries].count("SittingOpened") == 1


async def test_a_key_used_for_another_body_is_refused(house: House) -> None:
    key = await house.sign_in("AZE.chair")
    headers = {"Rostrum-Admission": key, "Idempotency-Key": "two-bodies-1"}
    path = f"/api/books/{BOOK}/intents"
    assert (await house.client.post(path, json={"kind": "CallToOrder"}, headers=headers)).status_code == 200
    answer = await house.client.post(path, json={"kind": "Freeze", "reason": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


async def test_without_an_idempotency_key_nothing_is_done(house: House) -> None:
    key = await house.sign_in("AZE.chair")
    path = f"/api/books/{BOOK}/intents"
    for headers in ({}, {"Idempotency-Key": "short"}, {"Idempotency-Key": "with blank inside"}):
        named = {"Rostrum-Admission": key, **headers}
        answer = await house.client.post(path, json={"kind": "CallToOrder"}, headers=named)
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


async def test_a_press_on_what_was_shown_before_is_refused(house: House) -> None:
    """Two quick presses of one key: the second was made on the screen before the first."""
    key = await house.sign_in("AZE.chair")
    shown = str((await house.office.clerk.state(BOOK)).version)
    path = f"/api/books/{BOOK}/intents"
    answers = []
    for kind, press in (("CallToOrder", "press-one"), ("Suspend", "press-two")):
        headers = {"Rostrum-Admission": key, "Idempotency-Key": press, "If-Match": shown}
        intent = {"kind": kind} | ({"reason": "x"} if kind == "Suspend" else {})
        answers.append(await house.client.post(path, json=intent, headers=headers))
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["code"] == "situation_changed"
    assert (await house.office.clerk.state(BOOK)).phase == "open"


async def test_what_happened_elsewhere_does_not_refuse_a_press(house: House) -> None:
    """The book has moved on since the screen was drawn, yet not in what the press is about."""
    key = await house.sign_in("AZE.chair")
    shown = (await house.office.clerk.state(BOOK)).version
    await house.office.clerk.submit(BOOK, LoseLine(seat="CUB", person="CUB.head"), HALL)
    assert (await house.office.clerk.state(BOOK)).version > shown
    headers = {"Rostrum-Admission": key, "Idempotency-Key": "press-late", "If-Match": str(shown)}
    intent = {"kind": "CallToOrder"}
    answer = await house.client.post(f"/api/books/{BOOK}/intents", json=intent, headers=headers)
    assert answer.status_code == 200


async def test_too_many_acts_are_held_back_per_person(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "HELD_S", 0)
    monkeypatch.setattr(
        bucket, "monotonic", lambda: 1.0
    )  # however slow the machine, nothing leaks away meanwhile
    await house.sign_in("CUB.head")
    answers = [await house.act("CUB.head", "RaisePoint") for _ in range(25)]
    assert 429 in {answer.status_code for answer in answers}
    assert (await house.act("NPL.head", "RaisePoint")).status_code != 429


async def test_a_foreign_page_cannot_act(house: House) -> None:
    key = await house.sign_in("AZE.chair")
    before = (await house.office.clerk.state(BOOK)).version
    for origin in ("https://evil.example", "null", f"{house.settings.origin}.evil.example"):
        headers = {"Rostrum-Admission": key, "Idempotency-Key": "foreign-1", "Origin": origin}
        answer = await house.client.post(
            f"/api/books/{BOOK}/intents", json={"kind": "CallToOrder"}, headers=headers
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert (await house.office.clerk.state(BOOK)).version == before


async def test_refusals_are_kept_for_the_secretariat_alone(house: House) -> None:
    await house.act("AZE.chair", "CallItem", number=3)
    secretary = await house.sign_in("secretary")
    lines = (await house.client.get(f"/api/books/{BOOK}/refusals?a={secretary}")).json()
    assert lines[0]["code"] == "wrong_phase"
    assert lines[0]["actor"] == "AZE.chair"
    assert lines[0]["intent"]["number"] == 3
    cuba = await house.sign_in("CUB.head")
    for admission in ("", cuba):
        answer = await house.client.get(f"/api/books/{BOOK}/refusals?a={admission}")
        assert answer.status_code == 403, json.dumps(answer.json())
