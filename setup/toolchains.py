"""Node and Go: the machine's own where they fit, else pinned wheels from PyPI, in `.tools/`."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from setup import stamps
from setup.house import ROOT, TOOLS, SetupFailed, environment
from setup.worker import Worker

Version = tuple[int, ...]
PINS = ROOT / "setup/pins"


def version_in(text: str) -> Version:
    """The first dotted number in what a tool says: `go version go1.26.8 linux/amd64` → (1, 26, 8)."""
    found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
    return tuple(int(part) for part in found.groups(default="0")) if found else ()


def node_fits(version: Version) -> bool:
    """What Vite 8, Vitest 4 and jsdom 29 run on: the even releases, from these on."""
    return (20, 19) <= version < (21,) or version >= (22, 13)


def go_fits(version: Version) -> bool:
    """What livekit-server's go.mod asks for."""
    return version >= (1, 26)


def ask_version(tool: str, *question: str) -> Version:
    """The version of a tool on our PATH; () when there is none or it does not run."""
    path = shutil.which(tool, path=environment()["PATH"])
    if path is None:
        return ()
    said = subprocess.run([path, *question], env=environment(), capture_output=True, text=True, check=False)
    return version_in(said.stdout) if said.returncode == 0 else ()


def ensure_node(worker: Worker) -> None:
    has_npm = shutil.which("npm", path=environment()["PATH"]) is not None
    ensure(worker, "node", has_npm and node_fits(ask_version("node", "--version")))
    check("Node", ask_version("node", "--version"), node_fits)


def ensure_go(worker: Worker) -> None:
    ensure(worker, "go", go_fits(ask_version("go", "version")))
    check("Go", ask_version("go", "version"), go_fits)


def ensure(worker: Worker, name: str, fits: bool) -> None:
    if not fits:
        from_wheels(worker, name)


def check(name: str, version: Version, fits: Callable[[Version], bool]) -> None:
    if not fits(version):
        said = ".".join(map(str, version)) or "none that runs"
        raise SetupFailed(f"{name}: {said} is on the PATH after installing our own. Put a newer one there.")


def ensure_uv(worker: Worker) -> Path:
    """The pinned uv, always our own: `uv.lock` and this set-up are tried with that one."""
    if not (TOOLS / "uv/bin/uv").is_file() or not stamps.is_fresh("tool-uv", wheels_digest("uv")):
        from_wheels(worker, "uv")
    return TOOLS / "uv/bin/uv"


def from_wheels(worker: Worker, name: str) -> None:
    """Builds `.tools/<name>` anew: a virtual environment that holds the tool of `setup/pins/<name>.txt`."""
    room = TOOLS / name
    stamps.lift(f"tool-{name}")
    worker.run([sys.executable, "-m", "venv", "--clear", room], ROOT)
    wheels = ["--require-hashes", "--only-binary", ":all:", "-r", PINS / f"{name}.txt"]
    worker.run([room / "bin/python", "-m", "pip", "install", "--no-input", *wheels], ROOT)
    stamps.put(f"tool-{name}", wheels_digest(name))


def wheels_digest(name: str) -> str:
    return stamps.digest([PINS / f"{name}.txt"], str(ROOT), sys.version)
