"""A private meeting at every door: to whoever is not accredited it is as if there were none."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, WebSocketRoute

from rostrum.hall.silent import SilentHall
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import AnnounceLot, CallMeeting, CallOffMeeting, FoundBody, GivePost
from rostrum.procedure.meeting.intents import ConvenePublicly, OpenLobby
from rostrum.procedure.words import Capacity
from rostrum.secretariat import kinds
from rostrum.secretariat.bodies import LIBRARIAN
from tests.doors.conftest import House, served
from tests.patience import LONG
from tests.summit import BOOK, CONVENE, NOON, SECRETARY

pytestmark = pytest.mark.asyncio
OTHER = "general-debate"
PLANNED = "planned-behind-closed-doors"
SECRETS = ("Closed doors", "Behind closed doors", "Hidden valley")
"""Title, theme and place of what is private."""
TITLE, THEME = {"en": SECRETS[0]}, {"en": SECRETS[1]}
COMPOSE = {"on": "2020-06-15", "scheme": "region", "seats": 3}
FILE = {"key": "nam", "file": "Y29kZQ=="}

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/books/{book}/intents"): {"kind": "CallToOrder"},
    ("POST", "/api/bodies/{key}/meetings/{meeting}/invitations/{code}/addresses"): {
        "addresses": ["cuba@missions.example"],
        "reason": "misspelt",
    },
    ("POST", "/api/bodies/{key}/meetings/{meeting}/convening"): {"reason": "They are expected."},
    ("POST", "/api/books/{book}/notes"): {"text": "Who is there?"},
    ("POST", "/api/sign-in"): {"code": "ABCD"},
    ("POST", "/api/demo/sign-in"): {"book": "{book}", "person": "CUB.head"},
    ("POST", "/api/bodies/{key}/compose"): COMPOSE,
    ("POST", "/api/bodies/{key}/compare"): {"before": COMPOSE, "after": COMPOSE},
    ("POST", "/api/bodies/{key}/intents"): {
        "kind": "AnswerInvitation", "meeting": "{book}", "code": "CUB", "answer": "declined",
    },
    ("POST", "/api/bodies/{key}/call/readiness"): {
        "kind": "CallMeeting", "meeting": "{book}", "format": "plenary", "title": {}, "theme": {},
        "place": "Baku", "zone": "Asia/Baku", "opens": NOON, "languages": ["en"],
    },
    ("POST", "/api/bodies/{key}/slots"): {"day": "2020-06-15", "minutes": 60},
    ("POST", "/api/bodies/{key}/meetings/{meeting}/readiness"): {"composition": "c1"},
    ("POST", "/api/bodies/{key}/meetings/{meeting}/invite"): {"composition": "c1"},
    ("POST", "/api/bodies/{key}/meetings/{meeting}/remind"): {},
    ("POST", "/api/bodies/{key}/meetings/{meeting}/letters/{code}/change"): {
        "particulars": {"title": {}, "theme": {}, "opens": NOON, "zone": "Asia/Baku", "place": "Baku"},
    },
    ("POST", "/api/intake/preview"): FILE,
    ("POST", "/api/intake"): FILE,
    ("POST", "/api/reply/{token}"): {"answer": "declined"},
}  # fmt: skip
QUERIES = {
    "/api/demo/cards": "?book={book}",
    "/api/streams": "?on={book},gallery,",
    "/api/sign-out": "?key=0123456789abcdef",
}
"""What a route needs in order to be asked in earnest; ``{book}`` is the name that is tried."""
PLACES = {
    "key": "nam", "code": "CUB", "person": "p1", "composition": "c1", "form": "json", "token": "A" * 43,
    "name": "1.eml",
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A private meeting in its lobby, a public one, and a body that has called another privately."""
    async with served(tmp_path_factory.mktemp("private")) as found:
        clerk = found.office.clerk
        found.office.now = lambda: NOON  # what a door says of the time is alike for both
        await clerk.submit(BOOK, replace(CONVENE, private=True, title=TITLE, theme=THEME), SECRETARY)
        await clerk.submit(BOOK, OpenLobby(), SECRETARY)
        await clerk.submit(OTHER, CONVENE, SECRETARY)
        await clerk.submit(OTHER, OpenLobby(), SECRETARY)
        founding = FoundBody(
            key="nam", name={"en": "Movement"}, short="NAM", founded="1961", languages=("en",), rulebook="nam"
        )
        called = CallMeeting(
            meeting=PLANNED, format="plenary", place=SECRETS[2], zone="Asia/Baku", opens=NOON,
            languages=("en",), private=True, title=TITLE, theme=THEME,
        )  # fmt: skip
        for intent in (founding, called):
            await clerk.submit(kinds.BODIES.book("nam"), intent, SECRETARY)
        for person, capacity in (("secretary", Capacity.SECRETARY), ("AZE.chair", Capacity.CHAIR)):
            post = GivePost(post=Post(person=person, capacity=capacity))
            await clerk.submit(kinds.BODIES.book("nam"), post, LIBRARIAN)
        yield found


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def stranger(house: House) -> None:
    house.client.cookies.clear()
    house.admissions.clear()


def _routes(house: House) -> Iterator[tuple[str, str]]:
    """Every door of the application, declared in its schema or not."""

    def flat(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
        for route in routes:
            included = getattr(route, "original_router", None)
            yield from flat(included.routes) if included is not None else [route]

    for route in flat(house.app.routes):
        if isinstance(route, APIRoute):
            yield from ((method, route.path) for method in sorted(route.methods or ()))
        elif isinstance(route, WebSocketRoute):
            assert route.path == "/hall/{path:path}", "a new line: try it as that of the hall is (tests/hall)"
        else:
            assert getattr(route, "path", "") == "/openapi.json", route


def _filled(text: Any, name: str) -> Any:
    """The address or body with the name that is tried in every place where a meeting's could stand."""
    if isinstance(text, dict):
        return {key: _filled(value, name) for key, value in text.items()}
    if not isinstance(text, str):
        return text
    for place, value in (
        PLACES | {"book": name, "meeting": name, "path:path": f"meeting/{name}/lobby"}
    ).items():
        text = text.replace(f"{{{place}}}", value)
    return text


async def _asked(
    house: House, method: str, path: str, name: str, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and what is first said, the name struck out."""
    address = _filled(path + QUERIES.get(path, ""), name)
    body = _filled(BODIES.get((method, path)), name)
    key = {"Idempotency-Key": f"{method}-{name}"[:40]}
    async with house.client.stream(method, address, json=body, headers=headers | key) as answer:
        endless = answer.headers.get("content-type", "").startswith("text/event-stream")
        said = await anext(answer.aiter_bytes(), b"") if endless else await answer.aread()
    plain = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, plain, said.replace(name.encode(), b"NAME")


async def _headers(house: House, who: str) -> dict[str, str]:
    return {"Rostrum-Admission": await house.sign_in(who, OTHER)} if who else {}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("who", ["", "CUB.head"], ids=["a stranger", "a delegation of another meeting"])
async def test_unknown_and_forbidden_look_alike_at_every_door(house: House, who: str) -> None:
    headers, tried = await _headers(house, who), 0
    for method, path in _routes(house):
        for private in (BOOK, PLANNED):
            there = await _asked(house, method, path, private, headers)
            nowhere = await _asked(house, method, path, "x" * len(private), headers)
            assert there == nowhere, (method, path)
            assert there[0] not in (422, 500), f"{method} {path} is not asked in earnest: {there[2]!r}"
            assert not any(secret.encode() in there[2] for secret in SECRETS), (method, path)
            tried += 1
    assert tried > 60


@pytest.mark.asyncio(loop_scope="module")
async def test_the_public_lists_and_the_bodys_record_say_nothing(house: House) -> None:
    said = [
        (await house.client.get(path)).text
        for path in (
            "/api/books",
            "/api/bodies",
            "/api/bodies/nam",
            f"/api/books/{kinds.BODIES.book('nam')}/entries",
        )
    ]
    bundle = (await house.client.get(f"/api/books/{kinds.BODIES.book('nam')}/bundle")).content
    assert OTHER in said[0]
    for secret in (*SECRETS, f'"{BOOK}"', PLANNED):
        assert not any(secret in text for text in said), secret
        assert secret.encode() not in bundle


@pytest.mark.asyncio(loop_scope="module")
async def test_a_bodys_stream_brings_what_is_public_and_counts_nothing_else(house: House) -> None:
    """The founding is public, and after it a meeting was called privately."""
    book, clerk = kinds.BODIES.book("nam"), house.office.clerk
    assert (await house.client.get("/api/bodies/nam")).json()["version"] == 1
    async with house.stream("body", book=book) as events, asyncio.timeout(LONG):
        first = await anext(events)
        assert (first["version"], first["views"]["body"]) == (1, {"version": 1})
        off = CallOffMeeting(meeting=PLANNED, reason="war")
        await clerk.submit(book, off, SECRETARY)
        await clerk.submit(book, AnnounceLot(source="the draw of 4 May", known_at=NOON * 2), SECRETARY)
        state = await clerk.state(book)
        assert state.version == 6
        assert (await anext(events))["views"] == {"body": {"version": 6}}
    for room in ("bureau", "podium"):
        answer = await house.client.get(f"/api/books/{book}/stream?as={room}")
        assert answer.status_code == 403, answer.text


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("door", ["entries", "stream?as=gallery", "papers", "record", "bundle", "hall"])
async def test_both_ways_lead_through_the_record(
    house: House, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody tells by the time that an answer takes: as often is the record asked for the one as for the other."""
    record, reads = house.office.record, 0
    entries = record.entries

    def counted(*given: Any) -> Any:
        nonlocal reads
        reads += 1
        return entries(*given)

    monkeypatch.setattr(record, "entries", counted)
    found: list[int] = []
    for name in (BOOK, "nobody-knows-it"):
        reads = 0
        answer = await house.client.request("POST" if door == "hall" else "GET", f"/api/books/{name}/{door}")
        assert answer.status_code == 404
        found.append(reads)
    assert found == [1, 1]


@pytest.mark.asyncio(loop_scope="module")
async def test_the_accredited_see_it_and_their_windows_with_them(house: House) -> None:
    key = await _sign_in(house, "CUB.head")
    listed = {line["book"]: line["private"] for line in (await house.client.get("/api/books")).json()}
    assert listed == {BOOK: True, OTHER: False}
    assert SECRETS[0] in (await house.client.get(f"/api/books/{BOOK}/entries?a={key}")).text
    for door in ("papers", "record", "bundle"):
        assert (await house.client.get(f"/api/books/{BOOK}/{door}")).status_code == 200
    async with house.stream("desk", key) as events, asyncio.timeout(LONG):
        assert (await anext(events))["views"]["meeting"]["private"] is True


async def _sign_in(house: House, person: str) -> str:
    """By a code from the operator: the demonstration's cards show nothing of what is private."""
    answer = await house.client.post("/api/sign-in", json={"code": house.office.codes.make(BOOK, person)})
    assert answer.status_code == 200, answer.text
    return answer.json()["key"]


async def _listening(house: House) -> tuple[SilentHall, str]:
    """A pass for an unnamed listener who is accredited."""
    hall = house.office.hall
    assert isinstance(hall, SilentHall)
    answer: httpx.Response = await house.client.post(f"/api/books/{BOOK}/hall")
    assert answer.status_code == 200, answer.text
    return hall, answer.json()["token"]


@pytest.mark.asyncio(loop_scope="module")
async def test_what_a_badge_opened_for_the_gallery_ends_with_it(house: House) -> None:
    key = await _sign_in(house, "EGY.head")
    hall, token = await _listening(house)
    assert await hall.enter(BOOK, token)
    async with house.stream("gallery") as events, asyncio.timeout(LONG):
        await anext(events)
        assert (await house.client.post(f"/api/sign-out?key={key}")).status_code == 204
        async for _ in events:
            pass
    assert not await hall.enter(BOOK, token)
    house.client.cookies.clear()
    assert (await house.client.post(f"/api/books/{BOOK}/hall")).status_code == 404


@pytest.mark.asyncio(loop_scope="module")
async def test_a_listener_is_shown_out_with_whom_they_are(house: House) -> None:
    from rostrum.procedure.actor import HALL
    from rostrum.procedure.meeting.intents import ShowOut, TakeSeat

    await _sign_in(house, "NPL.head")
    hall, token = await _listening(house)
    clerk = house.office.clerk
    await clerk.submit(BOOK, TakeSeat(seat="NPL", person="NPL.head"), HALL)
    await clerk.submit(BOOK, ShowOut(person="NPL.head", reason="Disturbs."), SECRETARY)
    await asyncio.sleep(0)
    assert not await hall.enter(BOOK, token)
    assert (await house.client.get(f"/api/books/{BOOK}/papers")).status_code == 404


@pytest.mark.asyncio(loop_scope="module")
async def test_a_made_up_badge_tells_nothing_of_a_meeting(house: House) -> None:
    """Of too many badges those of meetings that are over go first: only of badges that are ours."""
    admitted, value = house.office.admissions.admit(BOOK, SECRETARY.person)
    assert house.office.admissions.claimed(value) == (BOOK, admitted.expires)
    assert house.office.admissions.claimed(value[:-1] + "!") == ("", admitted.expires)


@pytest.mark.asyncio(loop_scope="module")
async def test_the_bureau_of_the_body_and_whoever_is_invited_see_what_is_planned(house: House) -> None:
    for who, sees in (("secretary", True), ("AZE.chair", True), ("CUB.head", False), ("technician", False)):
        headers = await _headers(house, who)
        page = (await house.client.get("/api/bodies/nam", headers=headers)).json()
        assert [(line["meeting"], line["private"]) for line in page["meetings"]] == [(PLANNED, True)] * sees
        assert page["heat"]["meetings"] == [PLANNED] * sees


@pytest.mark.asyncio(loop_scope="module")
async def test_convened_publicly_it_is_there_for_everybody(house: House) -> None:
    name = PLANNED
    await house.office.clerk.submit(name, replace(CONVENE, private=True), SECRETARY)
    assert (await house.client.get("/api/bodies/nam")).json()["meetings"] == []
    await house.office.clerk.submit(name, ConvenePublicly(), SECRETARY)
    assert (await house.client.get(f"/api/books/{name}/papers")).status_code == 200
    kinds = [line["kind"] for line in (await house.client.get(f"/api/books/{name}/entries")).json()]
    assert kinds == ["MeetingConvened", "ConvenedPrivately", "ConvenedPublicly"]
    (line,) = (await house.client.get("/api/bodies/nam")).json()["meetings"]
    assert (line["meeting"], line["private"]) == (name, False)
