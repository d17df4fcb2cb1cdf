"""What no browser sends: each is refused in our own words, with the headers of every other answer."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from rostrum.doors.bounds import WORDS
from rostrum.doors.hygiene import HEADERS
from rostrum.record.canonical import LARGEST
from tests.doors.conftest import House
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio(loop_scope="module")


def assert_ours(answer: httpx.Response, *statuses: int) -> None:
    assert answer.status_code in statuses, answer.text[:200]
    assert {"code", "rule", "facts"} <= set(answer.json())
    assert all(answer.headers[name.decode()] == value.decode() for name, value in HEADERS.items())
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def raw(house: House, request: bytes) -> httpx.Response:
    """A request as no client library would write it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.settings.port)
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    status, *lines = head.decode().strip().split("\r\n")
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    body = await reader.readexactly(int(dict(headers)["content-length"]))
    writer.close()
    return httpx.Response(int(status.split()[1]), headers=headers, content=body)


async def test_a_cookie_of_any_letters(standing: House) -> None:
    key = "0123456789abcdef"
    cookie = f"rostrum-{key}=".encode() + "é.ü".encode("latin-1")
    request = b"GET /api/books/%s/refusals?a=%s HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: %s\r\n\r\n"
    assert_ours(await raw(standing, request % (BOOK.encode(), key.encode(), cookie)), 401, 403)
    session = b"GET /api/session HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: %s\r\n\r\n" % cookie
    assert (await raw(standing, session)).json()["admissions"] == []


@pytest.mark.parametrize(
    "path", ["/%00", "/assets/%00", "/" + "x" * 300, "/" + "x/" * 3000, "/%ff%fe", "/.."]
)
async def test_an_address_that_no_file_can_have(standing: House, path: str) -> None:
    answer = await standing.client.get(path)
    assert answer.status_code in {404, 503}  # 503: the pages of this house were not built
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("after", [2**53, 2**63, 2**64, 10**30, -1])
@pytest.mark.parametrize("door", ["entries", "notes"])
async def test_a_place_that_no_record_has(standing: House, door: str, after: int) -> None:
    key = await standing.sign_in("CUB.head")
    headers = {"Rostrum-Admission": key}
    assert_ours(await standing.client.get(f"/api/books/{BOOK}/{door}?after={after}", headers=headers), 422)


REASON = '{"kind": "Suspend", "reason": %s}'
RESUMES = '{"kind": "Suspend", "reason": "x", "resumes_at": %s}'
STRANGE = {
    "lone surrogate": REASON % r'"\ud800"',
    "lone surrogate in a name": r'{"kind": "Suspend", "reason": "x", "\udfff": 1}',
    "beyond a double": RESUMES % 2**53,
    "beyond a database": RESUMES % 2**64,
    "beyond a double, as text": RESUMES % f'"{2**53}"',
    "beyond a double, as a fraction": RESUMES % "1e300",
    "no number": RESUMES % "NaN",
    "endless": RESUMES % "Infinity",
    "a date of no calendar": RESUMES % LARGEST,
    "very negative": RESUMES % -(2**60),
    "a long reason": REASON % json.dumps("x" * (WORDS + 1)),
    "deep": REASON % ("[" * 50 + "]" * 50),
    "as deep as it goes": REASON % ("[" * 50_000 + "]" * 50_000),
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE)
async def test_what_no_record_can_hold(standing: House, body: str) -> None:
    key = await standing.sign_in("AZE.chair")
    before = (await standing.office.clerk.state(BOOK)).version
    headers = {
        "Rostrum-Admission": key,
        "Idempotency-Key": "strange-one",
        "content-type": "application/json",
    }
    assert_ours(await standing.client.post(f"/api/books/{BOOK}/intents", content=body, headers=headers), 422)
    assert (await standing.office.clerk.state(BOOK)).version == before


@pytest.mark.parametrize("door", ["sign-in", "demo/sign-in"])
@pytest.mark.parametrize("text", [r"\ud800", "é" * 100_000, r"\u0000"])
async def test_strange_texts_at_the_other_doors(standing: House, door: str, text: str) -> None:
    body = f'{{"code": "{text}", "book": "{text}", "person": "{text}"}}'.encode()
    headers = {"content-type": "application/json"}
    assert_ours(await standing.client.post(f"/api/{door}", content=body, headers=headers), 403, 404, 413, 422)


async def test_a_failure_of_ours_carries_the_headers_too(standing: House) -> None:
    async def fails(*_: Any) -> None:
        raise RuntimeError("a bug")

    clerk: Any = standing.office.clerk
    clerk.books = fails
    try:
        assert_ours(await standing.client.get("/api/session"), 500)
    finally:
        del clerk.books


async def test_of_a_refused_intent_its_sense_is_kept(standing: House) -> None:
    text = {"en": "x" * 90_000}
    answer = await standing.act("AZE.chair", "PutQuestion", about="agenda", paper="none", text=text)
    assert answer.status_code in {403, 409}
    key = await standing.sign_in("secretary")
    kept = await standing.client.get(f"/api/books/{BOOK}/refusals?limit=1&a={key}")
    assert kept.json()[0]["intent"]["kind"] == "PutQuestion"
    assert len(kept.content) < 4_000
