"""`make test` and `make check`: runs every stage to its end, then says of each how it closed.

    python -m setup.suite [STAGE …]    by name or by kind (static, core, system); all when none is named

A stage that fails does not stop those after it. Exit 0 only when all have passed. Two lanes run side by side: the
first passes on what comes as it comes, the second says it when it is through. What starts servers and browsers
follows each other in the first lane and asserts no speed (that is `make bench`). It waits more than it computes, so
all else fills its pauses, behind it: at the lowest priority. On a machine that is slow, now, all else comes before
it instead, in two lanes, so that nothing keeps a hall waiting for the processor (ADR 0042).

No stage is ended for taking long. One that has said nothing for `QUIET_FOR` hangs, and is ended (ADR 0013).
"""

import argparse
import codecs
import io
import os
import re
import selectors
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from setup import browser, fonts, pace
from setup.house import ROOT, VENV, WEB, SetupFailed, environment

BIN = VENV / "bin"
IMPORTS = (BIN / "lint-imports", "--no-logo", "--cache-dir", ".cache/imports")
BEHIND = ("nice", "-n", "19")
PYTEST = r"^=+ .*(passed|failed|error|no tests ran|deselected).* in [\d.]+s"
PAGES = "web-pages"
RULES = ("tests/procedure", "tests/views", "tests/hall/test_plan.py")
"""What is pure and tried at every change: the rules of procedure, what each seat is shown, who may be heard."""
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
QUIET_FOR = 900.0
"""Seconds of silence after which a stage hangs, on the usual machine: more than any one test is given."""
ROOM = 1.5
"""How slow a machine may be, against the usual one, to have room for all else beside servers and browsers."""
TEST_TIME = 600.0
"""Seconds after which one test of Python hangs, on the usual machine; as in `pyproject.toml`."""


@dataclass(frozen=True)
class Stage:
    """One runner, which prints as it goes. `closing` matches the line in which it sums itself up."""

    name: str
    kind: str
    command: tuple[str | Path, ...]
    closing: str
    cwd: Path = ROOT
    quiet_for: float = QUIET_FOR
    needs_browser: bool = False
    lane: str = "side"
    """Stages of one lane follow each other: ``main`` or ``side``."""
    behind: bool = False
    """Takes of the processor what the other lane leaves."""


STAGES = (
    Stage("ruff", "static", (BIN / "ruff", "check", "."), r"All checks passed|Found \d+ error"),
    Stage("pyright", "static", (BIN / "pyright",), r"\d+ errors?, "),
    Stage("imports", "static", IMPORTS, r"Contracts: "),
    Stage("web-check", "static", ("npm", "run", "check"), r"^Checked |^Found |error TS", WEB),
    Stage("licences", "static", (BIN / "python", "-m", "setup.licences"), r"^Licences: "),
    Stage("types", "static", (sys.executable, "-m", "setup.fresh_types"), r"^Types are "),
    Stage(PAGES, "core", (sys.executable, "-m", "setup.install", "--only", "web-pages"), r"^Set-up "),
    Stage("rules", "core", (BIN / "pytest", *RULES), PYTEST, lane="main"),
    Stage(
        "pytest",
        "core",
        (BIN / "pytest", "-m", "not system", *(f"--ignore={p}" for p in RULES)),
        PYTEST,
        lane="main",
    ),
    Stage("vitest", "core", ("npm", "test"), r"^\s*Tests |No test files", WEB, lane="main"),
    Stage(
        "pytest-system",
        "system",
        (BIN / "pytest", "-m", "system"),
        PYTEST,
        needs_browser=True,
        lane="side",
    ),
    Stage(
        "playwright",
        "system",
        ("npm", "run", "e2e"),
        r"^\s*\d+ (passed|failed)|^Error",
        WEB,
        needs_browser=True,
        lane="main",
    ),
)


@dataclass(frozen=True)
class Outcome:
    stage: Stage
    passed: bool
    seconds: float
    closing: str
    cpu: float = 0.0
    """Seconds of processor time of the runner and of all it waited for."""


class Running:
    """The children at work, so that an interruption ends them all and whatever they left behind."""

    def __init__(self) -> None:
        self._children: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def start(self, stage: Stage, env: dict[str, str]) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._closed:
                raise SystemExit(130)
            child = subprocess.Popen(
                [*(BEHIND if stage.behind else ()), *(str(part) for part in stage.command)],
                cwd=stage.cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            self._children.add(child)
            return child

    def end(self, child: "subprocess.Popen[bytes]") -> None:
        """Ends the child with all that it started: servers, browsers."""
        self._children.discard(child)
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def close(self) -> None:
        """Ends all children; none is started any more."""
        with self._lock:
            self._closed = True
        for child in list(self._children):
            self.end(child)


RUNNING = Running()


def run(stage: Stage, extra: dict[str, str], out: TextIO | None = None) -> Outcome:
    """Runs one stage; what it says is passed on as it comes."""
    into = sys.stdout if out is None else out
    print(f"\n── {stage.name} " + "─" * max(0, 90 - len(stage.name)), file=into, flush=True)
    began = time.monotonic()
    child = RUNNING.start(stage, environment() | extra)
    quiet_for = stage.quiet_for * float(extra.get(pace.VARIABLE, "1"))
    try:
        said, closing = Said(re.compile(stage.closing)), ""
        if follow(child, said, into, quiet_for):
            closing = said.closing
        else:
            closing = f"ended: said nothing for {quiet_for:.0f} s"
            RUNNING.end(child)
        code, cpu = wait(child)
    finally:
        RUNNING.end(child)
    return Outcome(stage, code == 0, time.monotonic() - began, closing, cpu)


def wait(child: "subprocess.Popen[bytes]") -> tuple[int, float]:
    """How the child ended, and the seconds of processor time that it and what it waited for used."""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used.ru_utime + used.ru_stime


class Said:
    """What a stage has said, line by line: the last that sums up, else the last with anything in it."""

    def __init__(self, summing: re.Pattern[str]) -> None:
        self._summing = summing
        self._unfinished = ""
        self._summed = self._last = ""

    def hear(self, text: str) -> None:
        *lines, self._unfinished = (self._unfinished + text).split("\n")
        for line in lines:
            self._take(line)

    def _take(self, line: str) -> None:
        plain = ESCAPES.sub("", line).rstrip()
        self._last = plain.strip() or self._last
        if self._summing.search(plain):
            self._summed = plain.strip()

    @property
    def closing(self) -> str:
        self._take(self._unfinished)
        return self._summed or self._last


def follow(child: "subprocess.Popen[bytes]", said: Said, out: TextIO, quiet_for: float) -> bool:
    """Passes on what the child says until it ends; False when it has said nothing for so many seconds.

    In pieces and not by lines: pytest's dots are progress long before their line ends.
    """
    assert child.stdout is not None
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    with child.stdout as pipe, selectors.DefaultSelector() as watch:
        watch.register(pipe, selectors.EVENT_READ)
        while watch.select(timeout=quiet_for):
            piece = os.read(pipe.fileno(), 1 << 16)
            if not piece:
                return True
            text = decode(piece)
            said.hear(text)
            print(text, end="", file=out, flush=True)
    return False


def find_browser(stages: list[Stage]) -> tuple[dict[str, str], str | None]:
    """What browser stages get told, and what is to be mended when there is no browser."""
    if not any(stage.needs_browser for stage in stages):
        return {}, None
    try:
        return {"ROSTRUM_CHROMIUM": browser.ensure()}, None
    except SetupFailed as fault:
        return {}, str(fault)


def sum_up(outcomes: list[Outcome], seconds: float) -> int:
    """Prints the closing line of every stage; returns how many failed. `seconds` is how long it all took."""
    print("\n══ How each stage closed " + "═" * 67)
    for outcome in outcomes:
        mark = "passed" if outcome.passed else "FAILED"
        took = f"{outcome.seconds:6.1f} s {outcome.cpu:6.0f} CPU s"
        print(f"  {mark}  {outcome.stage.name:<13} {took}   {outcome.closing}")
    failed = [outcome.stage.name for outcome in outcomes if not outcome.passed]
    print(f"\n{len(outcomes) - len(failed)} of {len(outcomes)} stages passed in {seconds:.0f} s.", end=" ")
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.", flush=True)
    return len(failed)


def choose(names: list[str]) -> list[Stage]:
    known = {stage.name for stage in STAGES} | {stage.kind for stage in STAGES}
    unknown = sorted(set(names) - known)
    if unknown:
        raise SystemExit(f"No such stage: {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    return [stage for stage in STAGES if not names or stage.name in names or stage.kind in names]


def in_lanes(stages: list[Stage], extra: dict[str, str]) -> list[Outcome]:
    """The stages of the two lanes side by side; the outcomes in the order of the stages."""
    done: dict[Stage, Outcome] = {}
    written = io.StringIO()

    def beside() -> None:
        done.update({stage: run(stage, extra, written) for stage in stages if stage.lane == "side"})

    lane = threading.Thread(target=beside, daemon=True)
    lane.start()
    done.update({stage: run(stage, extra) for stage in stages if stage.lane == "main"})
    lane.join()
    print(written.getvalue(), end="", flush=True)
    return [done[stage] for stage in stages]


def run_all(stages: list[Stage]) -> int:
    """Runs the stages, those with servers and browsers last; 0 when all passed, else 1."""
    began = time.monotonic()
    extra, no_browser = find_browser(stages)
    if any(stage.kind == "core" for stage in stages):
        fonts.ensure()
    slowness = pace.patience()
    extra |= {pace.VARIABLE: f"{slowness:.1f}", "PYTEST_TIMEOUT": f"{TEST_TIME * slowness:.0f}"}
    print(
        f"This machine, now: {slowness:.1f} of the usual time; what waits in a test waits so many times as long."
    )
    blind = [stage for stage in stages if stage.needs_browser and no_browser is not None]
    quick = [stage for stage in stages if stage.kind != "system"]
    system = [stage for stage in stages if stage.kind == "system" and stage not in blind]
    system = [replace(stage, lane="main") for stage in system]
    if system and slowness < ROOM:
        first = [stage for stage in quick if stage.name == PAGES]  # what browsers are shown
        rest = [replace(stage, lane="side", behind=True) for stage in quick if stage.name != PAGES]
        outcomes = in_lanes(first, extra) + in_lanes(rest + system, extra)
    else:
        outcomes = in_lanes(quick, extra) + in_lanes(system, extra)
    for stage in blind:
        print(f"\n{stage.name}: {no_browser}")
        outcomes.append(Outcome(stage, False, 0.0, "not run: no Chromium (see above)"))
    return 1 if sum_up(outcomes, time.monotonic() - began) else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="make test", description="Runs the stages and sums them up.")
    parser.add_argument("stages", nargs="*", metavar="STAGE", help="by name or kind; all when none is named")
    asked = parser.parse_args()
    # In a shell's background job an interrupt is ignored, and every child inherits it: servers would not end on theirs.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return run_all(choose(asked.stages))
    except KeyboardInterrupt:
        RUNNING.close()
        print("\nInterrupted.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
