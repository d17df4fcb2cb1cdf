"""From the chair's press to the sound of the new speaker at a listening browser, and from taking back to silence.

Three browsers, a real media server, decoded sound; the new speaker's page presses Begin as soon as it is shown. The
figures include the act's way through clerk, record, stream and hall. There is no floor to set beside them but the
bars themselves: an SDK alone, granted, publishing and heard, was seen at 375-390 ms.
"""

import json
import shutil
import subprocess
import tempfile
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

from setup.house import environment

WEB = Path(__file__).resolve().parents[1] / "web"
GIVEN_MUST_MS, SILENT_MUST_MS = 500, 200
LONGEST_S = 300


def _p95(figures: list[float]) -> float:
    return sorted(figures)[min(len(figures) - 1, ceil(len(figures) * 0.95) - 1)]


def _measured() -> dict[str, list[float]]:
    """Milliseconds: ``given`` and ``silent``."""
    own = environment()
    npx = shutil.which("npx", path=own["PATH"])
    assert npx is not None, "npx is not on the path"
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder:
        out = Path(folder) / "figures.json"
        words = [npx, "playwright", "test", "-c", "bench/playwright.config.ts"]
        named = {**own, "ROSTRUM_FIGURES": str(out)}
        done = subprocess.run(words, cwd=WEB, env=named, timeout=LONGEST_S, capture_output=True, text=True)
        if done.returncode or not out.exists():
            raise RuntimeError(done.stdout[-3000:] + done.stderr[-1000:])
        return json.loads(out.read_text())


def run() -> dict[str, Any]:
    """Medians and 95th percentiles over all rounds."""
    found = _measured()
    given, silent = found["given"], found["silent"]
    return {
        "rounds": len(given),
        "give the floor → heard": {
            "median_ms": median(given),
            "p95_ms": _p95(given),
            "must_reach_ms": GIVEN_MUST_MS,
            "reached": _p95(given) <= GIVEN_MUST_MS,
        },
        "taken back → silent": {
            "median_ms": median(silent),
            "p95_ms": _p95(silent),
            "must_reach_ms": SILENT_MUST_MS,
            "reached": _p95(silent) <= SILENT_MUST_MS,
        },
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2, ensure_ascii=False))
