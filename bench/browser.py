"""Measurements that run in browsers: the web's own, of which each writes one file of figures."""

import json
import shutil
import subprocess
import tempfile
from math import ceil
from pathlib import Path

from setup.house import environment

WEB = Path(__file__).resolve().parents[1] / "web"
LONGEST_S = 300


def p95(figures: list[float]) -> float:
    return sorted(figures)[min(len(figures) - 1, ceil(len(figures) * 0.95) - 1)]


def measured(name: str) -> dict[str, list[float]]:
    """The figures of ``web/bench/<name>.bench.ts``, by what was measured."""
    own = environment()
    npx = shutil.which("npx", path=own["PATH"])
    assert npx is not None, "npx is not on the path"
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder:
        out = Path(folder) / "figures.json"
        words = [npx, "playwright", "test", "-c", "bench/playwright.config.ts", f"{name}.bench.ts"]
        named = {**own, "ROSTRUM_FIGURES": str(out)}
        done = subprocess.run(words, cwd=WEB, env=named, timeout=LONGEST_S, capture_output=True, text=True)
        if done.returncode or not out.exists():
            raise RuntimeError(done.stdout[-3000:] + done.stderr[-1000:])
        return json.loads(out.read_text())
