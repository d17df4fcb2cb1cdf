"""What simulated delegations cost: processor and memory of each process, with one browser watching or without.

python -m bench.delegations [SECONDS]        prints JSON

The summit of 4 May 2020 runs at the stage of speeches in its own server, with its 43 delegations and a media
server; every figure is a share of one core over the measured seconds, startup apart.
"""

import contextlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

from rostrum.doors.serve_cli import free_port

BOOK = "nam-2020-05-04"
SECONDS = 20
GATHER_S = 90
SETTLE_S = 4
BROWSER_S = 8
DELEGATIONS_AT_MOST = 0.6
SERVER_AT_MOST = 0.5
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --autoplay-policy=no-user-gesture-required"
)


@contextmanager
def summit(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    port = free_port(8620)
    words = [sys.executable, "-m", "rostrum", "demo", BOOK, "--at", "speeches", "--pace", "1"]
    words += ["--port", str(port), "--data", str(folder / "demo")]
    with (folder / "log").open("wb") as log:
        process = psutil.Popen(words, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            everybody = [process, *process.children(recursive=True)]
            process.send_signal(signal.SIGINT)
            _, still = psutil.wait_procs(everybody, 10)
            for one in still:
                one.kill()


def gathered(url: str) -> float:
    """Seconds until every delegation is in the hall. Raises TimeoutError."""
    began = time.monotonic()
    while time.monotonic() - began < GATHER_S:
        with contextlib.suppress(httpx.HTTPError):
            present, seats = _chamber(url)
            if seats and present == seats:
                return time.monotonic() - began
        time.sleep(0.5)
    raise TimeoutError(f"not all delegations came within {GATHER_S} s")


def _chamber(url: str) -> tuple[int, int]:
    """Seats present, and all seats, from the first event of the gallery's stream."""
    with httpx.stream("GET", f"{url}/api/books/{BOOK}/stream?as=gallery", trust_env=False) as answer:
        data = next(line for line in answer.iter_lines() if line.startswith("data:"))
    chamber = json.loads(data[5:])["views"]["chamber"]
    return chamber["present"], len(chamber["lines"])


def parts(server: psutil.Process) -> dict[str, list[psutil.Process]]:
    """Processes by what they are for."""
    children = server.children(recursive=True)
    named = {"server": [server]}
    for child in children:
        line = " ".join(child.cmdline())
        named.setdefault("delegations" if "simulate" in line else "media server", []).append(child)
    return named


def cores(processes: dict[str, list[psutil.Process]], seconds: float) -> dict[str, float]:
    """Share of a core that each takes over ``seconds``."""
    before = {name: _spent(group) for name, group in processes.items()}
    began = time.monotonic()
    time.sleep(seconds)
    passed = time.monotonic() - began
    return {name: round((_spent(group) - before[name]) / passed, 3) for name, group in processes.items()}


def _spent(group: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in group]
    return sum(t.user + t.system for t in times)


@contextmanager
def browser(url: str, folder: Path) -> Iterator[list[psutil.Process]]:
    """One headless browser in the gallery."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise FileNotFoundError("no chromium")
    words = [program, *FLAGS.split(), f"--user-data-dir={folder / 'profile'}", "--remote-debugging-port=0"]
    watching = psutil.Popen(
        [*words, f"{url}/meet/{BOOK}/gallery"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(BROWSER_S)
        yield [watching, *watching.children(recursive=True)]
    finally:
        watching.terminate()
        with contextlib.suppress(psutil.TimeoutExpired):
            watching.wait(5)


def run(seconds: float = SECONDS) -> dict[str, Any]:
    """Measures, and says whether what must be reached is."""
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as name, summit(Path(name)) as (url, server):
        gathering = gathered(url)
        time.sleep(SETTLE_S)
        processes = parts(server)
        alone = cores(processes, seconds)
        memory = {n: round(sum(p.memory_info().rss for p in g) / 2**20) for n, g in processes.items()}
        watched: dict[str, float] | str = "no browser on this machine"
        with contextlib.suppress(FileNotFoundError), browser(url, Path(name)) as seen:
            watched = cores({**processes, "browser": seen}, seconds)
        present, seats = _chamber(url)
    return {
        "delegations": seats,
        "still present": present,
        "in the hall after_s": round(gathering, 1),
        "cores": alone,
        "cores with a browser": watched,
        "memory_mb": memory,
        "delegations at most": {
            "cores": DELEGATIONS_AT_MOST,
            "reached": alone["delegations"] <= DELEGATIONS_AT_MOST,
        },
        "server at most": {"cores": SERVER_AT_MOST, "reached": alone["server"] < SERVER_AT_MOST},
    }


if __name__ == "__main__":
    print(json.dumps(run(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS), indent=2))
