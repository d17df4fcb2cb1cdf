"""What a command costs before it answers: CPU seconds, user and system, beside an interpreter that does nothing.

`python -m bench commands`. The floor is `python -c pass`, in the same run.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

REPEATS = 5
HELP, COMPOSE = 0.5, 1.5
"""CPU seconds within which a command that looks something up has answered, and one that solves a programme."""


def cpu_seconds(*words: str) -> float:
    """CPU time of one run and of all that it starts."""
    before = os.times()
    subprocess.run(
        [sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def cost(*words: str) -> float:
    cpu_seconds(*words)  # the first reads from disk
    return median(cpu_seconds(*words) for _ in range(REPEATS))


def run() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        bundle = str(Path(folder, "bundle"))
        cpu_seconds("-m", "rostrum", "rehearse", "nam-2020-05-04-short", "--out", bundle)
        bars = {"--help": HELP, f"verify {bundle}": HELP, "doctor": HELP, "compose": COMPOSE}
        spent = {words: cost("-m", "rostrum", *words.split()) for words in bars}
    rows = {words.split()[0].lstrip("-"): _row(spent[words], bar) for words, bar in bars.items()}
    return {"python -c pass": cost("-c", "pass"), **rows}


def _row(seconds: float, bar: float) -> dict[str, Any]:
    return {"CPU s": seconds, "must be at most": bar, "reached": seconds <= bar}
