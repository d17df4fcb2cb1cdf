"""Runs one step's commands into its log, and can be told to stop while one is running."""

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from setup.house import LOGS, SetupFailed, environment

TAIL_LINES = 25


class Stopped(Exception):
    """Another step has failed; this one was ended for that reason and has nothing to say."""


class Worker:
    """Runs commands one after another; their output goes to `.cache/log/<name>.log`."""

    def __init__(self, name: str, stop: threading.Event) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        self.log = LOGS / f"{name}.log"
        self.log.write_text("")
        self._stop = stop

    def run(self, command: Sequence[str | Path], cwd: Path, **extra: str) -> None:
        """Raises SetupFailed with the log's tail when the command fails, Stopped when told to stop."""
        with self.log.open("a") as log:
            print("$", *command, file=log, flush=True)
            child = subprocess.Popen(
                [str(part) for part in command],
                cwd=cwd,
                env=environment() | extra,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            code = self._wait(child)
        if code != 0:
            raise SetupFailed(f"`{' '.join(map(str, command))}` ended with {code}.\n{self.tail()}")

    def _wait(self, child: "subprocess.Popen[bytes]") -> int:
        while True:
            try:
                return child.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                if self._stop.is_set():
                    child.terminate()
                    child.wait()
                    raise Stopped from None

    def tail(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        return "\n".join([*(f"    {line}" for line in lines), f"  The whole log: {self.log}"])
