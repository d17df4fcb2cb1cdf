"""Whoever leans on the doors is held back, and those beside him are not."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterable

import pytest
import structlog

from rostrum.app import schema
from rostrum.doors import bucket, errors, lines, watch
from rostrum.doors.addresses import foreign, household, known_host
from rostrum.doors.bucket import Bucket
from rostrum.doors.paging import page_after, page_before
from rostrum.doors.sign_in import WRONG_BURST
from rostrum.record.entry import Entry, Head
from tests.doors.conftest import House
from tests.doors.test_strangeness import assert_ours, raw
from tests.patience import LONG
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio(loop_scope="module")
HEAD = b"GET /api/time HTTP/1.1\r\nhost: 127.0.0.1\r\n"
ORIGIN = "https://summit.example"


async def test_a_head_without_bound_is_refused(standing: House) -> None:
    assert_ours(await raw(standing, HEAD + b"x: " + b"y" * (lines.HEAD + 1) + b"\r\n\r\n"), 431)
    assert_ours(await raw(standing, HEAD + b"x: " + b"y" * 200_000), 431)
    many = b"".join(b"x-%d: y\r\n" % number for number in range(8_000))
    assert_ours(await raw(standing, HEAD + many + b"\r\n"), 431)


async def test_what_is_no_request_is_refused_in_our_words(standing: House) -> None:
    assert_ours(await raw(standing, b"\x16\x03\x01 hello\r\n\r\n"), 400)


@pytest.mark.parametrize(
    "said", [b"", HEAD, b"POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"]
)
async def test_a_slow_line_is_closed(standing: House, said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HEAD_WITHIN_S", 0.1)
    monkeypatch.setattr(lines, "BODY_WITHIN_S", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", standing.settings.port)
    writer.write(said)
    with contextlib.suppress(ConnectionResetError):
        assert await asyncio.wait_for(reader.read(), LONG) == b""
    writer.close()


@pytest.mark.parametrize(("piece", "heard"), [(1_000, True), (100, False)], ids=["at a pace", "too slowly"])
async def test_a_long_body_may_take_its_time_as_long_as_it_comes(
    standing: House, piece: int, heard: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "BODY_WITHIN_S", 0.6)
    monkeypatch.setattr(lines, "PIECE", 1_000)
    reader, writer = await asyncio.open_connection("127.0.0.1", standing.settings.port)
    writer.write(b"POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\n")
    for _ in range(5_000 // piece):
        with contextlib.suppress(OSError):
            writer.write(b" " * piece)
            await writer.drain()
        await asyncio.sleep(0.25)
        if writer.transport.is_closing():
            break
    said = b""
    with contextlib.suppress(OSError):
        said = await asyncio.wait_for(reader.read(12), LONG)
    writer.close()
    assert said.startswith(b"HTTP/1.1 4") is heard


async def test_forty_sign_in_behind_one_address_while_somebody_guesses(
    standing: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "HELD_S", 0)
    monkeypatch.setattr(bucket, "monotonic", lambda: 1.0)  # nothing leaks away meanwhile
    answers = [
        await standing.client.post("/api/sign-in", json={"code": "ABCD"}) for _ in range(WRONG_BURST + 5)
    ]
    assert [answer.status_code for answer in answers] == [403] * WRONG_BURST + [429] * 5
    for _ in range(40):
        code = standing.office.codes.make(BOOK, "NPL.head")
        assert (await standing.client.post("/api/sign-in", json={"code": code})).status_code == 200
        standing.client.cookies.clear()


async def test_many_readers_have_a_page_made_once(standing: House, monkeypatch: pytest.MonkeyPatch) -> None:
    read, asked = standing.office.record.entries, 0

    def counted(book: str, after: int = 0, limit: int | None = None) -> Iterable[Entry]:
        nonlocal asked
        asked += 1
        return read(book, after, limit)

    monkeypatch.setattr(standing.office.record, "entries", counted)
    path = f"/api/books/{BOOK}/entries?limit=777"
    answers = await asyncio.gather(*(standing.client.get(path) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert asked == 1


async def test_a_bundle_is_written_out_beside_the_thread_that_acts_wait_for(
    standing: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    on: set[str] = set()
    head = standing.office.record.head

    def noted(book: str) -> Head:
        on.add(threading.current_thread().name.partition("_")[0])
        return head(book)

    monkeypatch.setattr(standing.office.record, "head", noted)
    answers = [await standing.client.get(f"/api/books/{BOOK}/bundle") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].content == answers[1].content
    assert on == {"bundles"}


async def test_who_is_too_quick_waits_for_that_answer(
    standing: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "HELD_S", 0.05)
    monkeypatch.setattr(Bucket, "take", lambda *_: False)
    began = time.monotonic()
    assert (await standing.client.get(f"/api/books/{BOOK}/entries")).status_code == 429
    assert time.monotonic() - began >= 0.05


async def test_two_badges_of_one_person_are_held_to_one_rate(
    standing: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[object] = []
    monkeypatch.setattr(Bucket, "take", lambda _, who, times=1: not held.append(who))
    for _ in range(2):
        standing.admissions.pop("NPL.head", None)  # signs in anew
        await standing.act("NPL.head", "Freeze", reason="nobody's")
    assert [who for who in held if who != "127.0.0.1"] == ["summit NPL.head"] * 2


async def test_what_somebody_took_leaks_away_and_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(bucket, "monotonic", lambda: now)
    monkeypatch.setattr(bucket, "KEPT", 10)
    held = Bucket(2, 4)
    assert [held.take("a") for _ in range(5)] == [True] * 4 + [False]
    assert held.take("b", 4) and not held.take("b")
    now += 0.5
    assert held.take("a") and not held.take("a")
    now += 2.0
    assert held.take("a", 4) and not held.take("a", 1)
    now += 60
    for number in range(1000):
        held.take(number)
        now += 0.5
    assert len(held._empty_at) < 30  # pyright: ignore[reportPrivateUsage]


async def test_a_refusal_is_told_the_operator_in_few_lines(
    standing: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "lines", Bucket(5 / 60, 5))
    with structlog.testing.capture_logs() as said:
        for _ in range(20):
            await standing.client.get(f"/api/books/{BOOK}/refusals?a=secret")
    told = [line for line in said if line["event"] == "refused at the door"]
    assert 0 < len(told) <= 5
    assert told[0]["client"] == "127.0.0.1"
    assert "secret" not in str(told)


async def test_a_name_of_somebody_else_is_not_ours(standing: House) -> None:
    answer = await standing.client.get("/api/session", headers={"Host": "evil.example"})
    assert_ours(answer, 421)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("summit.example", True),
        ("127.0.0.1:8080", True),
        ("[::1]:8080", True),
        ("localhost:8080", True),
        ("rostrum", True),
        ("evil.example", False),
        ("summit.example.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("[", False),
    ],
)
async def test_which_names_are_ours(host: str, known: bool) -> None:
    assert known_host(host, ORIGIN) is known


@pytest.mark.parametrize(
    ("said", "host", "is_foreign"),
    [
        (ORIGIN, "127.0.0.1:8080", False),  # nginx's default: the Host of its proxy_pass
        (ORIGIN, "rostrum", False),
        (ORIGIN, "summit.example", False),
        ("", "127.0.0.1:8080", False),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", False),
        ("https://evil.example", "127.0.0.1:8080", True),
        ("http://evil.example", "evil.example", True),
        ("https://summit.example.evil.example", "summit.example", True),
        ("null", "summit.example", True),
        ("http://[", "[", True),
    ],
)
async def test_which_pages_are_ours(said: str, host: str, is_foreign: bool) -> None:
    assert foreign({"origin": said, "host": host}, ORIGIN) is is_foreign


async def test_who_counts_as_one() -> None:
    assert household(("2001:db8:1:2::a", 1)) == household(("2001:db8:1:2:ffff::b", 2))
    assert household(("2001:db8:1:2::a", 1)) != household(("2001:db8:1:3::a", 1))
    assert household(("::ffff:192.0.2.1", 1)) == household(("192.0.2.1", 9)) == "192.0.2.1"
    assert household(None) == "None"


async def test_every_list_is_a_page() -> None:
    """A door that answers a list says how long it is at most."""
    endless = [
        f"{method.upper()} {path}"
        for path, methods in schema()["paths"].items()
        for method, door in methods.items()
        if door["responses"]
        .get("200", {})
        .get("content", {})
        .get("application/json", {})
        .get("schema", {})
        .get("type")
        == "array"
        and not any(
            parameter["name"] == "limit" and parameter["schema"]["maximum"] <= 1000
            for parameter in door.get("parameters", [])
        )
    ]
    assert endless == []


@pytest.mark.asyncio(loop_scope="function")
async def test_refusals_are_read_page_by_page(house: House) -> None:
    for reason in ("one", "two", "three"):
        assert (await house.act("secretary", "Suspend", reason=reason)).status_code == 403
    key, found = house.admissions["secretary"], []
    before = ""
    while True:
        path = f"/api/books/{BOOK}/refusals?a={key}&limit=2{before}"
        page = (await house.client.get(path)).json()
        found += [line["intent"]["reason"] for line in page]
        if len(page) < 2:
            break
        before = f"&before={page[-1]['number']}"
    assert found == ["three", "two", "one"]


LINES = ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("after", "limit", "page"), [("", 2, "ab"), ("b", 2, "cd"), ("d", 2, "e"), ("e", 2, ""), ("x", 2, "")]
)
async def test_pages_after(after: str, limit: int, page: str) -> None:
    assert page_after(LINES, str, after, limit) == list(page)


@pytest.mark.parametrize(
    ("before", "limit", "page"), [("", 2, "de"), ("d", 2, "bc"), ("b", 2, "a"), ("a", 2, ""), ("x", 2, "")]
)
async def test_pages_before(before: str, limit: int, page: str) -> None:
    assert page_before(LINES, str, before, limit) == list(page)
