"""Following a database: who appended what, in this process or another, is known within a moment."""

from collections.abc import Callable, Mapping
from threading import Event, Thread

from rostrum.record.port import Grown, RecordUnavailable

EVERY_S = 0.03
"""So often it is asked whether anything was written; an act is to be seen elsewhere 150 ms after its answer."""
UNAVAILABLE_S = 1.0


class Following:
    """A thread that asks ``written`` — cheap, and True once something may have been — and then compares versions."""

    def __init__(
        self, written: Callable[[], bool], versions: Callable[[], Mapping[str, int]], grown: Grown
    ) -> None:
        """Raises `RecordUnavailable`."""
        self._written = written
        self._versions = versions
        self._grown = grown
        self._known = dict(versions())
        self._ended = Event()
        self._thread = Thread(target=self._follow, name="follow", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Nothing more is told once this returns."""
        self._ended.set()
        self._thread.join()

    def _follow(self) -> None:
        wait = EVERY_S
        while not self._ended.wait(wait):
            try:
                if self._written() or wait == UNAVAILABLE_S:
                    self._compare()
                wait = EVERY_S
            except RecordUnavailable:  # what was written meanwhile is compared once it is there again
                wait = UNAVAILABLE_S

    def _compare(self) -> None:
        now = self._versions()
        grown = {book: version for book, version in now.items() if version > self._known.get(book, 0)}
        self._known |= grown
        if grown:
            self._grown(grown)
