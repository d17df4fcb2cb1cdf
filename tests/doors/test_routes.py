"""Every route against strangers and wrong roles. A route that this table does not name fails."""

import time
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from rostrum.app import schema
from rostrum.record.verify import verify
from tests.doors.conftest import House, served
from tests.summit import BOOK

STRANGER_GETS: dict[tuple[str, str], int] = {
    ("GET", "/api/books"): 200,
    ("POST", "/api/books/{book}/intents"): 401,
    ("GET", "/api/books/{book}/stream"): 200,
    ("GET", "/api/books/{book}/entries"): 200,
    ("GET", "/api/books/{book}/refusals"): 403,
    ("GET", "/api/books/{book}/bundle"): 200,
    ("GET", "/api/books/{book}/papers"): 200,
    ("GET", "/api/books/{book}/papers/{paper}/files/{language}"): 404,
    ("GET", "/api/books/{book}/record"): 200,
    ("POST", "/api/books/{book}/hall"): 200,
    ("GET", "/api/books/{book}/notes"): 401,
    ("POST", "/api/books/{book}/notes"): 401,
    ("POST", "/api/books/{book}/persons/{person}/code"): 401,
    ("GET", "/api/time"): 200,
    ("GET", "/api/session"): 200,
    ("POST", "/api/sign-in"): 403,
    ("POST", "/api/sign-out"): 401,
    ("GET", "/api/demo/cards"): 200,
    ("POST", "/api/demo/sign-in"): 200,
}
"""What somebody without a badge is answered; 200 where the door is for the public."""

OURS = ("/api/books", "/api/session", "/api/sign", "/api/time", "/api/demo/cards", "/api/demo/sign")

BODIES = {
    ("POST", "/api/books/{book}/intents"): {"kind": "CallToOrder"},
    ("POST", "/api/books/{book}/notes"): {"text": "for the head alone"},
    ("POST", "/api/sign-in"): {"code": "ABCD"},
    ("POST", "/api/demo/sign-in"): {"book": BOOK, "person": "CUB.head"},
}


def _meeting_routes() -> set[tuple[str, str]]:
    """Routes of the schema that concern a meeting's book or the session (a body's doors have their own table)."""
    return {
        (method.upper(), path)
        for path, methods in schema()["paths"].items()
        if path.startswith(
            ("/api/books", "/api/session", "/api/sign", "/api/time", "/api/demo/cards", "/api/demo/sign")
        )
        for method in methods
    }


def test_every_route_is_declared() -> None:
    assert _meeting_routes() == set(STRANGER_GETS)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("method", "path"), sorted(STRANGER_GETS))
async def test_a_stranger_gets_what_the_table_says(standing: House, method: str, path: str) -> None:
    address = path.format(book=BOOK, paper="declaration", language="en", person="CUB.head")
    if path == "/api/demo/cards":
        address += f"?book={BOOK}"
    if path == "/api/sign-out":
        address += "?key=0123456789abcdef"
    headers = {"Idempotency-Key": "stranger-1"}
    async with standing.client.stream(
        method, address, json=BODIES.get((method, path)), headers=headers
    ) as answer:
        assert answer.status_code == STRANGER_GETS[method, path]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "person", ["CUB.head", "CUB.adviser", "WHO.head", "secretary", "clerk", "technician"]
)
async def test_nobody_but_the_chair_acts_as_the_chair(standing: House, person: str) -> None:
    for kind, facts in (
        ("CallToOrder", {}),
        ("CallItem", {"number": 1}),
        ("OfferFloor", {"seat": "CUB"}),
        ("PutQuestion", {"about": "agenda"}),
        ("Gavel", {"question": "q1"}),
        ("Suspend", {"reason": "x"}),
        ("Freeze", {"reason": "x"}),
        ("Close", {}),
    ):
        assert (await standing.act(person, kind, **facts)).status_code == 403, kind


@pytest.mark.asyncio(loop_scope="module")
async def test_a_badge_of_one_book_opens_no_other(standing: House) -> None:
    key = await standing.sign_in("AZE.chair")
    answer = await standing.client.post(
        "/api/books/other/intents",
        json={"kind": "CallToOrder"},
        headers={"Rostrum-Admission": key, "Idempotency-Key": "other-book-1"},
    )
    assert answer.status_code == 401


@pytest.mark.asyncio
async def test_signing_out_takes_the_badge_back(house: House) -> None:
    key = await house.sign_in("CUB.head")
    badge = house.client.cookies.get(f"rostrum-{key}") or ""
    assert (await house.client.post(f"/api/sign-out?key={key}")).status_code == 204
    house.client.cookies.set(f"rostrum-{key}", badge)
    answer = await house.client.post(
        f"/api/books/{BOOK}/intents",
        json={"kind": "RequestFloor"},
        headers={"Rostrum-Admission": key, "Idempotency-Key": "after-sign-out"},
    )
    assert answer.status_code == 401


@pytest.mark.asyncio
async def test_two_people_in_one_browser_stay_two(house: House) -> None:
    chair, cuba = await house.sign_in("AZE.chair"), await house.sign_in("CUB.head")
    session = (await house.client.get("/api/session")).json()
    assert {line["key"]: line["person"] for line in session["admissions"]} == {
        chair: "AZE.chair",
        cuba: "CUB.head",
    }


@pytest.mark.asyncio
async def test_the_demo_sign_in_does_not_exist_outside_the_demo(tmp_path: Path) -> None:
    async with served(tmp_path, demo=False) as house:
        for method, path in (("GET", "/api/demo/cards?book=x"), ("POST", "/api/demo/sign-in")):
            answer = await house.client.request(method, path, json={"book": BOOK, "person": "AZE.chair"})
            assert answer.status_code in {404, 405}
        assert (await house.client.get("/api/session")).json()["demo"] is False


@pytest.mark.asyncio
async def test_a_code_made_on_the_machine_admits_its_person_once(house: House) -> None:
    code = house.office.codes.make(BOOK, "NPL.head")
    answer = await house.client.post("/api/sign-in", json={"code": code})
    assert (answer.status_code, answer.json()["person"]) == (200, "NPL.head")
    again = await house.client.post("/api/sign-in", json={"code": code})
    assert (again.status_code, again.json()["code"]) == (403, "bad_code")


@pytest.mark.asyncio
async def test_what_is_not_public_is_withheld_from_the_public(house: House) -> None:
    await house.act(
        "CUB.head",
        "ReportLineCheck",
        verdict="good",
        round_trip_ms=40,
        loss_per_mille=0,
        microphone=True,
        camera=True,
    )
    public = (await house.client.get(f"/api/books/{BOOK}/entries")).json()
    secretary = await house.sign_in("secretary")
    whole = (await house.client.get(f"/api/books/{BOOK}/entries?a={secretary}")).json()
    assert "LineChecked" in {entry["kind"] for entry in whole}
    assert "LineChecked" not in {entry["kind"] for entry in public}
    open_bundle = (await house.client.get(f"/api/books/{BOOK}/bundle")).content
    assert b"LineChecked" not in open_bundle
    assert (
        verify(open_bundle).header.head
        == verify((await house.client.get(f"/api/books/{BOOK}/bundle?a={secretary}")).content).header.head
    )


def test_every_route_is_typed() -> None:
    for path, methods in schema()["paths"].items():
        for method, operation in methods.items():
            if path.startswith("/api/"):
                assert "422" in operation["responses"], (method, path)


@pytest.mark.asyncio
async def test_the_house_publishes_its_key(house: House) -> None:
    answer = await house.client.get("/.well-known/rostrum-key")
    verifier = house.office.signer.verifier
    assert answer.text == f"{verifier}\nfingerprint {verifier.fingerprint}\n"


@pytest.mark.asyncio
async def test_an_answer_bears_the_hour_of_the_house(house: House) -> None:
    """Pages that follow no stream know the time by it."""
    answer = await house.client.get("/api/books")
    told = parsedate_to_datetime(answer.headers["date"]).timestamp()
    assert abs(told - time.time()) < 5
