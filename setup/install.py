"""`make setup`: brings the project from a clone to ready, and says in words what it is doing.

    python -m setup.install [--dev] [--only NAME …]

Steps that are done already are skipped, so a second run takes a fraction of a second.
"""

import argparse
import fcntl
import importlib.util
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

from setup.house import CACHE, SetupFailed
from setup.steps import Step, tracks
from setup.worker import Stopped, Worker

REASSURE_SECONDS = 20.0


class Foreman:
    """Runs the tracks side by side, each in a thread, and reports; the first failure stops the others."""

    def __init__(self, steps: list[Step]) -> None:
        self._numbers = {step.name: number for number, step in enumerate(steps, 1)}
        self._began = time.monotonic()
        self._running: dict[str, tuple[Step, float]] = {}
        self._voice = threading.Lock()
        self._stop = threading.Event()
        self.failures: list[str] = []

    def run(self, work: list[list[Step]]) -> None:
        threads = [threading.Thread(target=self._track, args=(track,)) for track in work if track]
        for thread in threads:
            thread.start()
        try:
            self._watch(threads)
        finally:
            self._stop.set()

    def _watch(self, threads: list[threading.Thread]) -> None:
        said = time.monotonic()
        while any(thread.is_alive() for thread in threads):
            for thread in threads:
                thread.join(timeout=0.1)
            if time.monotonic() - said >= REASSURE_SECONDS:
                said = time.monotonic()
                self._reassure()

    def _reassure(self) -> None:
        with self._voice:
            now = time.monotonic()
            busy = [f"{step.title} ({now - began:.0f} s)" for step, began in list(self._running.values())]
            print(f"      still at work: {', '.join(busy)}", flush=True)

    def _track(self, track: list[Step]) -> None:
        for step in track:
            if self._stop.is_set():
                return
            try:
                self._step(step)
            except Stopped:
                return
            except (SetupFailed, OSError) as fault:
                self._fail(step, fault)
                return

    def _step(self, step: Step) -> None:
        if step.is_done():
            return
        began = time.monotonic()
        self._running[step.name] = (step, began)
        self._say(step, "…")
        step.do(Worker(step.name, self._stop))
        del self._running[step.name]
        self._say(step, f"ready ({time.monotonic() - began:.0f} s)")

    def _fail(self, step: Step, fault: Exception) -> None:
        self._stop.set()
        self.failures.append(f"{step.title} failed: {fault}")

    def _say(self, step: Step, words: str) -> None:
        with self._voice:
            print(f"  {self._numbers[step.name]}/{len(self._numbers)} {step.title} {words}", flush=True)


@contextmanager
def alone() -> Generator[None]:
    """One set-up at a time in one clone; a second waits for the first."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is running in this clone; waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(dev: bool, only: list[str]) -> None:
    """Does what is not done yet; raises SetupFailed with everything that a person needs to mend it."""
    work = [[step for step in track if not only or step.name in only] for track in tracks(dev)]
    steps = [step for track in work for step in track]
    missing = [step for step in steps if not step.is_done()]
    if not missing:
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupFailed("This Python has no venv. On Debian and Ubuntu: apt-get install python3-venv")
    print("Setting Rostrum up. The first time takes a few minutes; all is kept in this folder.", flush=True)
    foreman = Foreman(steps)
    foreman.run(work)
    if foreman.failures:
        raise SetupFailed("\n".join(foreman.failures))


def main() -> int:
    parser = argparse.ArgumentParser(prog="make setup", description="Brings a clone of Rostrum to ready.")
    parser.add_argument("--dev", action="store_true", help="also what the tests and linters need")
    parser.add_argument("--only", nargs="*", default=[], metavar="STEP", help="only the steps of these names")
    asked = parser.parse_args()
    began = time.monotonic()
    try:
        with alone():
            set_up(asked.dev, asked.only)
    except SetupFailed as fault:
        print(f"\nSet-up did not finish. {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up interrupted; run it again to go on from here.", file=sys.stderr)
        return 130
    print(f"Set-up complete ({time.monotonic() - began:.1f} s).", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
