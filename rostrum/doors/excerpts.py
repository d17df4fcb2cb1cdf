"""Pages of the record as they are read over the wire: made once, beside the loop and beside the writer's thread.

What stands on the record never changes: a page is known by where it begins, how long it is, and the last version
that it could hold when it was made.
"""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor

KEPT = 8_000_000
"""Bytes of all pages together; the one longest unread goes first."""


class Excerpts:
    """One thread reads for everybody, so that many readers cost an act no more than one does."""

    def __init__(self, name: str = "excerpts") -> None:
        self._reader = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._shelf = threading.Lock()
        """The loop looks for pages while the reader puts some away."""

    async def page(self, key: Hashable, make: Callable[[], bytes], charge: Callable[[], None]) -> bytes:
        """The page of that key; where there is none ``make`` is called on the reader's thread, after ``charge``,
        which raises what the asker is refused with: a page is paid for by whoever has it made."""
        found = self._kept(key)
        if found is not None:
            return found
        charge()
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._made, key, make)

    def _kept(self, key: Hashable) -> bytes | None:
        with self._shelf:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _made(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Who asked for the same meanwhile finds it made."""
        found = self._kept(key)
        if found is not None:
            return found
        page = make()
        with self._shelf:
            self._pages[key] = page
            self._size += len(page)
            while self._size > KEPT and len(self._pages) > 1:
                self._size -= len(self._pages.popitem(last=False)[1])
        return page
