"""Pages of the record: made once for all who ask at once, and kept while there is room."""

import asyncio

import pytest

from rostrum.doors import excerpts
from rostrum.doors.excerpts import Excerpts

pytestmark = pytest.mark.asyncio


async def test_who_asks_while_a_page_is_made_gets_that_page() -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"page")
        return made[-1]

    shelf = Excerpts()
    pages = await asyncio.gather(*(shelf.page("key", make) for _ in range(8)))
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

        await shelf.page(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        await read(key)
    assert made == ["a", "b", "c", "b"]
