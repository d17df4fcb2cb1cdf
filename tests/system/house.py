"""A whole Rostrum as people start it: its own process, its own ports, its own data."""

import itertools
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from rostrum.doors.serve_cli import free_port
from tests.patience import LONG

BOOK = "nam-2020-05-04"


class Demo:
    """``rostrum demo`` in a process. ``start`` may be called again after ``kill``: the record goes on."""

    def __init__(self, data: Path, *words: str) -> None:
        self.data = data
        self.words = words
        self.port = free_port(18300)
        self.process: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=LONG)
        self._numbers = itertools.count(1)

    def start(self) -> None:
        """Runs it and waits until its door answers. A port that went meanwhile is a failure, not a surprise."""
        resume = ["--resume"] if (self.data / "record.sqlite").exists() else []
        words = [sys.executable, "-m", "rostrum", "demo", "--port", str(self.port), "--data", str(self.data)]
        log = (self.data.parent / "demo.log").open("ab")
        self.process = subprocess.Popen([*words, *self.words, *resume], stdout=log, stderr=log)
        log.close()
        until = time.monotonic() + LONG
        while time.monotonic() < until:
            try:
                if self.client.get("/api/books").json():
                    return
            except httpx.TransportError:
                pass
            assert self.process.poll() is None, (self.data.parent / "demo.log").read_text()
            time.sleep(0.1)
        raise AssertionError((self.data.parent / "demo.log").read_text())

    def kill(self) -> None:
        """SIGKILL, at once."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=LONG)
        self.client.close()
        return self.process.returncode

    def sign_in(self, person: str) -> str:
        answer = self.client.post("/api/demo/sign-in", json={"book": BOOK, "person": person})
        assert answer.status_code == 200, answer.text
        return answer.json()["key"]

    def act(self, admission: str, kind: str, **facts: Any) -> httpx.Response:
        headers = {
            "Rostrum-Admission": admission,
            "Idempotency-Key": f"system-{self.port}-{next(self._numbers)}",
        }
        return self.client.post(f"/api/books/{BOOK}/intents", json={"kind": kind, **facts}, headers=headers)

    def entries(self, admission: str = "") -> list[dict[str, Any]]:
        """All entries that the admission may read."""
        found: list[dict[str, Any]] = []
        while page := self.client.get(
            f"/api/books/{BOOK}/entries",
            params={"a": admission, "after": found[-1]["version"] if found else 0, "limit": 1000},
        ).json():
            found += page
        return found


@contextmanager
def demo(folder: Path, *words: str) -> Iterator[Demo]:
    running = Demo(folder / "data", *words)
    running.start()
    try:
        yield running
    finally:
        running.stop()
