"""Pages of the record: made once for all who ask at once, and kept while there is room."""

import asyncio
import threading

import pytest

from rostrum.doors import excerpts
from rostrum.doors.excerpts import Excerpts
from tests.patience import LONG

pytestmark = pytest.mark.asyncio


def free() -> None:
    """The page costs nothing."""


async def test_who_asks_while_a_page_is_made_gets_that_page() -> None:
    made: list[bytes] = []
    all_asked = threading.Event()

    def make() -> bytes:
        made.append(b"page")
        all_asked.wait(LONG)
        return made[-1]

    shelf = Excerpts()
    asking = [asyncio.create_task(shelf.page("key", make, free)) for _ in range(8)]
    await asyncio.sleep(0)  # each has looked, and waits for the reader
    all_asked.set()
    pages = await asyncio.gather(*asking)
    assert pages == [b"page"] * 8
    assert len(made) == 1


async def test_the_page_longest_unread_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "KEPT", 20)
    made: list[str] = []
    shelf = Excerpts()

    async def read(key: str) -> None:
        def make() -> bytes:
            made.append(key)
            return b"x" * 10

        await shelf.page(key, make, free)

    for key in ("a", "b", "a", "c", "a", "b"):
        await read(key)
    assert made == ["a", "b", "c", "b"]


async def test_whoever_has_a_page_made_pays_for_it_and_who_finds_it_does_not() -> None:
    shelf, paid = Excerpts(), list[str]()

    def refuse() -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        await shelf.page("key", lambda: b"page", refuse)
    assert await shelf.page("key", lambda: b"page", lambda: paid.append("key")) == b"page"
    assert await shelf.page("key", lambda: b"other", refuse) == b"page"
    assert paid == ["key"]
