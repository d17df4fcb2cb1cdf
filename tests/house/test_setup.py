"""The set-up's own judgements: which toolchains fit, when a step is done, how a run is summed up."""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from setup import browser, fonts, house, pace, stamps, suite, toolchains
from setup.house import ROOT, SetupFailed
from setup.steps import livekit_version
from tests.patience import LONG


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("v20.20.2\n", (20, 20, 2)),
        ("go version go1.26.8 linux/amd64", (1, 26, 8)),
        ("go1.27", (1, 27, 0)),
        ("no number", ()),
    ],
)
def test_version_is_read_from_what_a_tool_says(said: str, version: tuple[int, ...]) -> None:
    assert toolchains.version_in(said) == version


@pytest.mark.parametrize("version", [(20, 19, 0), (22, 13, 0), (24, 19, 0)])
def test_node_that_fits(version: tuple[int, ...]) -> None:
    assert toolchains.node_fits(version)


@pytest.mark.parametrize("version", [(), (18, 20, 0), (20, 18, 3), (21, 7, 0), (22, 12, 0)])
def test_node_that_does_not_fit(version: tuple[int, ...]) -> None:
    assert not toolchains.node_fits(version)


def test_go_that_fits() -> None:
    assert not toolchains.go_fits(())
    assert not toolchains.go_fits((1, 25, 9))
    assert toolchains.go_fits((1, 26, 0))


def test_digest_follows_content_and_name(tmp_path: Path) -> None:
    page = tmp_path / "page.tsx"
    page.write_text("one")
    first = stamps.digest([tmp_path])
    assert stamps.digest([tmp_path]) == first
    page.write_text("two")
    second = stamps.digest([tmp_path])
    page.rename(tmp_path / "other.tsx")
    assert len({first, second, stamps.digest([tmp_path]), stamps.digest([tmp_path], "fact")}) == 4


def test_digest_leaves_out_what_is_built(tmp_path: Path) -> None:
    (tmp_path / "page.tsx").write_text("one")
    before = stamps.digest([tmp_path])
    for built in ("node_modules", "dist", ".vite"):
        (tmp_path / built).mkdir()
        (tmp_path / built / "file.js").write_text("built")
    assert stamps.digest([tmp_path]) == before


def test_stamp_is_fresh_only_for_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    assert not stamps.is_fresh("step", "a")
    stamps.put("step", "a")
    assert stamps.is_fresh("step", "a")
    assert not stamps.is_fresh("step", "b")
    stamps.lift("step")
    assert not stamps.is_fresh("step", "a")


def test_every_wheel_of_a_toolchain_is_pinned_by_hash() -> None:
    for name in ("uv", "node", "go"):
        text = (toolchains.PINS / f"{name}.txt").read_text()
        assert re.search(r"^[\w-]+==\d", text, re.MULTILINE), name
        assert "--hash=sha256:" in text, name


def test_a_python_is_found() -> None:
    said = subprocess.run([ROOT / "setup/find-python"], capture_output=True, text=True, check=True)
    assert Path(said.stdout.strip()).is_file()


def test_without_a_python_one_is_told_what_to_install(tmp_path: Path) -> None:
    command = ["/bin/sh", ROOT / "setup/find-python"]
    said = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "apt-get install python3 python3-venv" in said.stderr


def test_registries_are_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOPROXY", "https://mirror.example")
    monkeypatch.setenv("npm_config_registry", "https://mirror.example/npm")
    env = house.environment()
    assert env["GOPROXY"] == "https://mirror.example"
    assert env["npm_config_registry"] == "https://mirror.example/npm"
    assert env["UV_PYTHON_DOWNLOADS"] == "never"


def test_what_is_compiled_once_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in house.environment()


def test_browser_that_was_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRUM_CHROMIUM", sys.executable)
    assert browser.ensure() == sys.executable


def test_browser_that_was_named_and_is_not_there_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRUM_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(SetupFailed, match="apt-get install chromium"):
        browser.ensure()


@pytest.fixture(autouse=True)
def _usual_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run asks how fast the machine is unless it is told; here it is told, but where that is the question."""
    monkeypatch.setenv(pace.VARIABLE, "1")


def shell(name: str, script: str, quiet_for: float = LONG) -> suite.Stage:
    return suite.Stage(name, "static", ("/bin/sh", "-c", script), r"^closed: ", quiet_for=quiet_for)


def test_stages_run_to_the_end_and_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    stages = [shell("first", "echo closed: 1 bad; exit 3"), shell("second", "echo closed: 2 good; echo bye")]
    assert suite.run_all(stages) == 1
    summary = capsys.readouterr().out.split("How each stage closed")[1]
    assert re.search(r"FAILED  first .*closed: 1 bad", summary)
    assert re.search(r"passed  second .*closed: 2 good", summary)
    assert "1 of 2 stages passed" in summary


def test_the_lanes_run_side_by_side_and_are_told_one_after_the_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each lane waits for the other: one after the other they would never end."""
    with tempfile.TemporaryDirectory() as folder:
        wait = "until test -e {}; do sleep 0.02; done"
        side = shell(
            "beside", f"touch {folder}/a; {wait.format(folder + '/b')}; echo one; echo closed: beside"
        )
        main = shell(
            "before", f"touch {folder}/b; {wait.format(folder + '/a')}; echo two; echo closed: before"
        )
        assert suite.run_all([side, replace(main, lane="main")]) == 0
    said = capsys.readouterr().out
    assert said.index("two") < said.index("one")
    summary = said.split("How each stage closed")[1]
    assert summary.index("closed: beside") < summary.index("closed: before")


def test_an_interruption_ends_the_stages_of_both_lanes(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    running = suite.Running()
    child = running.start(shell("side", f"sleep 60 & echo $! > {note}; wait"), dict(os.environ))
    deadline = time.monotonic() + LONG
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    running.close()
    child.communicate()
    left = int(note.read_text())
    while not has_ended(left) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert has_ended(left)
    with pytest.raises(SystemExit):
        running.start(shell("next", "true"), dict(os.environ))


def test_a_run_without_failures_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite.run_all([shell("only", "true")]) == 0
    assert "All is well." in capsys.readouterr().out


def test_a_stage_that_hangs_is_ended_with_its_children(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "pid"
    outcome = suite.run(shell("slow", f"sleep 60 & echo $! > {note}; wait", quiet_for=1), {})
    assert not outcome.passed
    assert "said nothing for 1 s" in outcome.closing
    child = int(note.read_text())
    deadline = time.monotonic() + LONG
    while not has_ended(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert has_ended(child)


def test_a_stage_that_makes_progress_is_not_ended_however_long_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Dots without an end of line are progress: six pieces, each within the time of silence, all of them beyond it."""
    script = "for n in 1 2 3 4 5 6; do printf .; sleep 0.5; done; echo; echo closed: slow and well"
    outcome = suite.run(shell("slow", script, quiet_for=2), {})
    assert outcome.passed, outcome.closing
    assert outcome.closing == "closed: slow and well"
    assert "......" in capsys.readouterr().out


def test_the_silence_of_a_slow_machine_is_allowed_to_be_longer() -> None:
    outcome = suite.run(shell("slow", "sleep 1; echo closed: late", quiet_for=0.3), {pace.VARIABLE: "40"})
    assert outcome.passed, outcome.closing


def test_stages_with_browsers_follow_each_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each finds the other's mark gone: side by side one of them would see it."""
    mark = tmp_path / "busy"
    script = f"test ! -e {mark} && touch {mark} && sleep 0.3 && rm {mark} && echo closed: alone"
    stages = [replace(shell(name, script), kind="system", lane=name) for name in ("side", "main")]
    assert suite.run_all(stages) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("slowness", "beside"), [("1.0", True), ("3.0", False)])
def test_all_else_fills_the_pauses_of_servers_and_browsers_where_there_is_room(
    slowness: str, beside: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each prints its priority, and whether the other was at work before it ended."""
    monkeypatch.setenv(pace.VARIABLE, slowness)
    with tempfile.TemporaryDirectory() as folder:

        def crossing(name: str, other: str) -> str:
            seen = f"for n in $(seq 20); do test -e {folder}/{other} && break; sleep 0.05; done"
            there = f"test -e {folder}/{other} && echo met || echo alone"
            return f"touch {folder}/{name}; {seen}; echo closed: $(nice) $({there}); sleep 0.2; rm {folder}/{name}"

        quick = replace(shell("quick", crossing("quick", "system")), kind="static")
        system = replace(shell("system", crossing("system", "quick")), kind="system")
        assert suite.run_all([quick, system]) == 0
    summary = capsys.readouterr().out.split("How each stage closed")[1]
    said = dict(re.findall(r"passed  (\w+) .*closed: (.*)", summary))
    usual = os.nice(0)
    wanted = {"quick": f"{min(19, usual + 19)} met", "system": f"{usual} met"}
    assert said == (wanted if beside else {"quick": f"{usual} alone", "system": f"{usual} alone"})


def test_patience_is_measured_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pace.VARIABLE, raising=False)
    assert 1.0 <= pace.patience() <= pace.MOST
    monkeypatch.setenv(pace.VARIABLE, "2.5")
    assert pace.patience() == 2.5


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ruff", "All checks passed!"),
        ("pyright", "0 errors, 0 warnings, 0 informations"),
        ("imports", "Contracts: 6 kept, 0 broken."),
        ("rules", "================ 1640 passed in 5.43s ================"),
        ("pytest", "============ 512 passed, 3 deselected in 8.90s ============"),
        ("vitest", "      Tests  41 passed (41)"),
        ("pytest-system", "============ 1 failed, 11 passed in 61.33s (0:01:01) ============"),
        ("playwright", "  17 passed (1.2m)"),
    ],
)
def test_closing_lines_of_the_runners_are_known(name: str, line: str) -> None:
    (stage,) = suite.choose([name])
    assert re.search(stage.closing, line)


def test_an_unknown_stage_is_named() -> None:
    with pytest.raises(SystemExit, match="No such stage: nonsense"):
        suite.choose(["nonsense"])


def test_the_media_server_is_pinned_to_a_release() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", livekit_version())


def test_fonts_are_installed_where_one_is_missing_and_we_may(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[tuple[str, ...]] = []
    monkeypatch.setattr(fonts, "printable", lambda: bool(installed))
    monkeypatch.setattr(browser, "may_install", lambda: True)
    monkeypatch.setattr(browser, "install", installed.append)
    fonts.ensure()
    fonts.ensure()
    assert installed == [browser.FONTS]


def test_where_none_may_be_installed_it_is_said_which_are_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "printable", lambda: False)
    monkeypatch.setattr(browser, "may_install", lambda: False)
    fonts.ensure()
    assert "fonts-noto-cjk" in capsys.readouterr().out
