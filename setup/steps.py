"""The five steps of the set-up: what each depends on, and how it is done."""

import os
import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path

from setup import stamps, toolchains
from setup.house import CACHE, ROOT, VENV, WEB
from setup.worker import Worker

LIVEKIT = ROOT / "tools/livekit"
LIVEKIT_MODULE = "github.com/livekit/livekit-server"
IMPORT_ALL = """
import importlib, pkgutil, rostrum
for module in pkgutil.walk_packages(rostrum.__path__, "rostrum."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
"""Compiles what Rostrum runs, of its own and of others: commands then start in a third of the time (ADR 0013)."""


class Step(ABC):
    """`name` is the log's and the stamp's; `title` is shown; without its `product` a step is not done."""

    name: str
    title: str
    product: Path

    @abstractmethod
    def inputs(self) -> str:
        """The digest of all that the product is made from."""

    @abstractmethod
    def work(self, worker: Worker) -> None:
        """Makes the product; raises SetupFailed."""

    def is_done(self) -> bool:
        return self.product.exists() and stamps.is_fresh(self.name, self.inputs())

    def do(self, worker: Worker) -> None:
        value = self.inputs()
        stamps.lift(self.name)
        self.work(worker)
        stamps.put(self.name, value)


class PythonEnvironment(Step):
    """`.venv` as `uv.lock` says; `dev` adds what the tests and linters need."""

    name = "python"
    title = "Python environment"
    product = VENV / "bin/rostrum"

    def __init__(self, dev: bool) -> None:
        self.dev = dev

    def inputs(self) -> str:
        return self._digest(self.dev)

    def _digest(self, dev: bool) -> str:
        facts = (str(ROOT), sys.version, "dev" if dev else "")
        return stamps.digest([ROOT / "uv.lock", ROOT / "pyproject.toml"], *facts)

    def is_done(self) -> bool:
        more_than_asked = not self.dev and stamps.is_fresh(self.name, self._digest(dev=True))
        return super().is_done() or (self.product.exists() and more_than_asked)

    def work(self, worker: Worker) -> None:
        uv = toolchains.ensure_uv(worker)
        groups = [] if self.dev else ["--no-dev"]
        mirror = configured_index()
        if mirror is None:
            worker.run([uv, "sync", "--frozen", "--python", sys.executable, *groups], ROOT)
        else:
            self._from_mirror(worker, uv, groups, mirror)
        worker.run([VENV / "bin/python", "-c", IMPORT_ALL], ROOT)

    def _from_mirror(self, worker: Worker, uv: Path, groups: list[str], mirror: str) -> None:
        """`uv sync --frozen` fetches from the addresses in the lock; a user's own index needs the longer way.

        The hashes of the lock are checked all the same.
        """
        wanted = CACHE / "requirements.txt"
        index = {"UV_DEFAULT_INDEX": mirror}
        worker.run([uv, "export", "-q", "--frozen", "--no-emit-project", *groups, "-o", wanted], ROOT)
        worker.run([uv, "venv", "--allow-existing", "--python", sys.executable, VENV], ROOT)
        install = [uv, "pip", "install", "--python", VENV / "bin/python"]
        worker.run([*install, "--require-hashes", "-r", wanted], ROOT, **index)
        worker.run([*install, "--no-deps", "-e", "."], ROOT, **index)


def configured_index() -> str | None:
    """The Python package index that the user has set for uv or for pip; None when it is everybody's."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(variable):
            return os.environ[variable]
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    return said.stdout.strip() or None


class WebPackages(Step):
    name = "web-packages"
    title = "Node and the web's packages"
    product = WEB / "node_modules"

    def inputs(self) -> str:
        return stamps.digest([WEB / "package-lock.json", WEB / "package.json"])

    def work(self, worker: Worker) -> None:
        toolchains.ensure_node(worker)
        worker.run(["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"], WEB)


class WebPages(Step):
    name = "web-pages"
    title = "Web pages"
    product = WEB / "dist/index.html"

    def inputs(self) -> str:
        return stamps.digest([WEB])

    def work(self, worker: Worker) -> None:
        """Built aside and then moved into place, so that a running server never serves half a build."""
        aside, old = CACHE / "web-dist", CACHE / "web-dist-old"
        toolchains.ensure_node(worker)
        worker.run(["npm", "run", "build", "--", "--outDir", aside, "--emptyOutDir"], WEB)
        shutil.rmtree(old, ignore_errors=True)
        if (WEB / "dist").exists():
            (WEB / "dist").rename(old)
        aside.rename(WEB / "dist")
        shutil.rmtree(old, ignore_errors=True)


class GoToolchain(Step):
    name = "go"
    title = "Go toolchain"
    product = ROOT

    def inputs(self) -> str:
        return stamps.digest([ROOT / "setup/pins/go.txt"])

    def is_done(self) -> bool:
        return MediaServer().is_done() or super().is_done()

    def work(self, worker: Worker) -> None:
        toolchains.ensure_go(worker)


class MediaServer(Step):
    """livekit-server, compiled from its released source as pinned in `tools/livekit/go.mod`."""

    name = "media-server"
    title = "Media server (compiled once)"

    def __init__(self) -> None:
        self.product = CACHE / f"livekit-server-{livekit_version()}"

    def inputs(self) -> str:
        return stamps.digest([LIVEKIT / "go.mod", LIVEKIT / "go.sum"])

    def work(self, worker: Worker) -> None:
        toolchains.ensure_go(worker)
        unfinished = self.product.with_name(f"{self.product.name}.part")
        build = ["go", "build", "-trimpath", "-ldflags=-s -w", "-o", unfinished]
        worker.run([*build, f"{LIVEKIT_MODULE}/cmd/server"], LIVEKIT)
        unfinished.rename(self.product)
        link_to(self.product)


def link_to(server: Path) -> None:
    """`.cache/livekit-server` is the path that the hall starts; it is exchanged in one move."""
    fresh = CACHE / "livekit-server.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(server.name)
    fresh.rename(CACHE / "livekit-server")


def livekit_version() -> str:
    """The release named in go.mod, without the leading `v`."""
    found = re.search(rf"{LIVEKIT_MODULE} v(\S+)", (LIVEKIT / "go.mod").read_text())
    assert found is not None, "tools/livekit/go.mod names no release of livekit-server"
    return found[1]


def tracks(dev: bool) -> list[list[Step]]:
    """Steps in a track follow each other; the tracks run side by side."""
    return [[PythonEnvironment(dev)], [WebPackages(), WebPages()], [GoToolchain(), MediaServer()]]
