"""A command loads what it uses, and no more (ADR 0013)."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_group

from rostrum.__main__ import COMMANDS, loaded
from tests.house.sources import ROOT

HEAVY = frozenset(
    {
        "fastapi",
        "uvicorn",
        "sqlalchemy",
        "alembic",
        "livekit",
        "numpy",
        "scipy",
        "PIL",
        "typst",
        "icalendar",
        "babel",
        "httpx",
        "aiohttp",
        "aiosmtpd",
        "websockets",
        "structlog",
    }
)
"""What takes long to import; no command loads one of these that it does not use."""
USED = {
    "verify": frozenset[str](),
    "doctor": frozenset[str](),
    "compose": frozenset(("numpy", "scipy", "typst")),
    "export": frozenset(("sqlalchemy", "alembic")),
}
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def modules(statements: str) -> frozenset[str]:
    """The heavy packages that a fresh interpreter holds after these statements."""
    told = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{LOADED}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY.intersection(told.stdout.splitlines()[-1].split())


def run(*words: str) -> str:
    """Statements that run the command line on these words and go on."""
    return (
        f"import sys; sys.argv = {['rostrum', *words]}\n"
        "from rostrum.__main__ import main\ntry: main()\nexcept SystemExit: pass"
    )


@pytest.mark.parametrize("words", [(), ("--help",), ("nonsense",)], ids=" ".join)
def test_saying_what_there_is_loads_nothing(words: tuple[str, ...]) -> None:
    assert modules(run(*words)) == frozenset()


@pytest.mark.parametrize("name", USED)
def test_a_command_loads_what_it_uses(name: str) -> None:
    assert modules(f"from rostrum.__main__ import loaded; loaded({name!r})") <= USED[name]


def test_a_house_starts_without_the_solver() -> None:
    """It takes half a second, and is wanted where somebody composes; a voice is made once and kept."""
    statements = "import sys, rostrum.app, rostrum.simulation.fleet\n"
    told = subprocess.run(
        [sys.executable, "-c", statements + "print(*(m for m in sys.modules if m.startswith('scipy.')))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"scipy.optimize", "scipy.sparse", "scipy.signal"}.isdisjoint(told.stdout.split())


def test_verifying_loads_no_more_while_it_runs(tmp_path: Path) -> None:
    (tmp_path / "bundle").write_bytes(b"no bundle")
    assert modules(run("verify", str(tmp_path / "bundle"))) == frozenset()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_in_the_list_what_its_own_help_says(name: str) -> None:
    own = " ".join((loaded(name).help or "").split())
    assert own.startswith(COMMANDS[name].says.removesuffix(".")), own


def test_no_command_is_left_out_of_the_list() -> None:
    every = typer.Typer()
    for command in COMMANDS.values():
        command.join(every)
    assert set(get_group(every).commands) == set(COMMANDS)


INTERRUPTED = """
import os, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin with it ignored

class Finder:
    def find_spec(self, name, *rest):
        if name == {at!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
"""


@pytest.mark.parametrize("at", ["typer", "uvicorn", "rostrum.hall.livekit"])
def test_an_interrupt_while_it_starts_prints_no_stack(at: str, tmp_path: Path) -> None:
    statements = INTERRUPTED.format(at=at) + run("serve", "--data", str(tmp_path / "data"), "--port", "18999")
    told = subprocess.run(
        [sys.executable, "-c", statements], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in told.stderr, told.stderr
