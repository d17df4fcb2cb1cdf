"""What the doctor sees, on real sockets, files and programs."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rostrum.doors import doctor
from rostrum.doors.doctor import Premises, Verdict
from rostrum.record import sqlite_health
from setup.steps import livekit_version

TCP, UDP = socket.SOCK_STREAM, socket.SOCK_DGRAM
HOLD_A_PORT = """
import socket, sys
door = socket.create_server(("127.0.0.1", 0))
print(door.getsockname()[1], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def premises(tmp_path: Path) -> Premises:
    """A folder with nothing in it yet."""
    return Premises(tmp_path / "var", tmp_path / "dist", tmp_path / "livekit-server", tmp_path / "tools")


def taken(kind: socket.SocketKind) -> socket.socket:
    holder = socket.socket(socket.AF_INET, kind)
    holder.bind(("127.0.0.1", 0))
    if kind is TCP:
        holder.listen()
    return holder


@pytest.mark.parametrize("kind", [TCP, UDP])
def test_a_free_port_is_free(kind: socket.SocketKind) -> None:
    with taken(kind) as holder:
        number = holder.getsockname()[1]
    assert doctor.port("door", number, kind) == doctor.good(f"port {number}", "door: free")


@pytest.mark.parametrize("kind", [TCP, UDP])
def test_a_port_taken_by_something_else_is_a_warning_that_names_it(kind: socket.SocketKind) -> None:
    with taken(kind) as holder:
        found = doctor.held("port", "door", holder.getsockname()[1], kind)
        again = doctor.port("door", holder.getsockname()[1], kind)
    assert found.verdict is again.verdict is Verdict.WARNING
    assert "taken by" in found.seen
    assert found.mend


@pytest.fixture
def rostrum_at_a_port(tmp_path: Path) -> Iterator[int]:
    """Another process, whose program is called `rostrum`, holds a port."""
    program = tmp_path / "rostrum"
    program.write_text(HOLD_A_PORT)
    command = [sys.executable, program]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        yield int(running.stdout.readline())
        running.kill()


def test_a_port_held_by_rostrum_is_good(rostrum_at_a_port: int) -> None:
    found = doctor.port("door", rostrum_at_a_port, TCP)
    assert found.verdict is Verdict.GOOD
    assert "held by Rostrum" in found.seen


def test_datagrams_arrive_on_loopback(premises: Premises) -> None:
    (found,) = doctor.ice(premises)
    assert found.verdict is Verdict.GOOD


def test_loopback_that_drops_datagrams_is_bad(premises: Premises, monkeypatch: pytest.MonkeyPatch) -> None:
    def impatient() -> socket.socket:
        probe = socket.socket(socket.AF_INET, UDP)
        probe.bind(("127.0.0.1", 0))
        probe.settimeout(0.001)
        return probe

    first, second, third = impatient(), impatient(), impatient()
    sockets = iter([first, second])
    monkeypatch.setattr(doctor, "udp_socket", lambda: next(sockets))
    second.connect(third.getsockname())  # a connected socket hears only its peer, so the datagram is lost
    with third:
        (found,) = doctor.ice(premises)
    assert found.verdict is Verdict.BAD
    assert "did not arrive" in found.seen


def test_a_media_server_that_is_not_built_is_bad(premises: Premises) -> None:
    (found,) = doctor.media_server(premises)
    assert (found.verdict, found.mend) == (Verdict.BAD, "make setup")


@pytest.mark.parametrize(
    ("version", "verdict"), [(doctor.LIVEKIT_VERSION, Verdict.GOOD), ("1.9.0", Verdict.WARNING)]
)
def test_the_media_servers_version_is_compared(premises: Premises, version: str, verdict: Verdict) -> None:
    program = premises.livekit_server
    program.write_text(f"#!/bin/sh\necho livekit-server version {version}\n")
    program.chmod(0o755)
    (found,) = doctor.media_server(premises)
    assert (found.verdict, version in found.seen) == (verdict, True)


def test_the_media_servers_version_is_the_pinned_one() -> None:
    assert livekit_version() == doctor.LIVEKIT_VERSION


def test_a_folder_that_can_hold_books_is_good_and_left_as_it_was(premises: Premises) -> None:
    (found,) = doctor.database(premises)
    assert found.verdict is Verdict.GOOD
    assert list(premises.data.parent.iterdir()) == []


def test_a_folder_that_cannot_hold_books_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    with pytest.raises(sqlite_health.Unsound, match="cannot write"):
        sqlite_health.try_folder(file)


def test_sound_and_damaged_books_are_told_apart(premises: Premises) -> None:
    premises.data.mkdir()
    for name in ("sound.db", "torn.db"):
        sqlite_health.write_once(premises.data / name)
    torn = bytearray((premises.data / "torn.db").read_bytes())
    torn[100:140] = b"\xff" * 40
    (premises.data / "torn.db").write_bytes(torn)
    (premises.data / "empty.sqlite").write_text("this is no database, but a letter " * 50)
    found = {finding.check: finding.verdict for finding in doctor.database(premises)}
    assert found["sound.db"] is Verdict.GOOD
    assert found["torn.db"] is Verdict.BAD
    assert found["empty.sqlite"] is Verdict.BAD


@pytest.mark.parametrize(
    ("mebibytes", "verdict"), [(4000, Verdict.GOOD), (900, Verdict.WARNING), (100, Verdict.BAD)]
)
def test_disk_is_judged(
    premises: Premises, monkeypatch: pytest.MonkeyPatch, mebibytes: int, verdict: Verdict
) -> None:
    total = 8000 * doctor.MEBIBYTE
    usage = doctor.shutil.disk_usage(premises.data.parent)._replace(
        total=total, free=mebibytes * doctor.MEBIBYTE
    )
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
    (found,) = doctor.disk(premises)
    assert found.verdict is verdict


def test_a_clock_before_the_installation_is_bad(premises: Premises, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.time, "time", lambda: 0.0)
    found = next(iter(doctor.clock(premises)))
    assert (found.verdict, "1970" in found.seen) == (Verdict.BAD, True)


def test_pages_that_are_not_built_are_bad(premises: Premises) -> None:
    (missing,) = doctor.pages(premises)
    premises.web.mkdir()
    (premises.web / "index.html").write_text("<!doctype html>")
    (built,) = doctor.pages(premises)
    assert (missing.verdict, built.verdict) == (Verdict.BAD, Verdict.GOOD)


def test_without_a_browser_the_tests_are_mentioned(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(premises.data))
    (found,) = doctor.browser(premises)
    assert found.verdict is Verdict.WARNING
    assert "apt-get install chromium" in found.mend


@pytest.fixture
def command_line() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    doctor.register(app)
    return app


def test_findings_as_json_and_exit_code_agree(command_line: typer.Typer, tmp_path: Path) -> None:
    ran = CliRunner().invoke(command_line, ["doctor", "--json", "--data", str(tmp_path)])
    findings = json.loads(ran.stdout)
    assert {"ICE on loopback", "livekit-server", "database", "disk", "clock"} <= {
        f["check"] for f in findings
    }
    assert all(f["mend"] for f in findings if f["verdict"] != "good")
    assert ran.exit_code == (1 if any(f["verdict"] == "bad" for f in findings) else 0)


def test_a_damaged_book_fails_the_doctor(command_line: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "books.db").write_text("torn " * 400)
    ran = CliRunner().invoke(command_line, ["doctor", "--data", str(tmp_path)], env={"COLUMNS": "160"})
    assert ran.exit_code == 1
    assert "books.db" in ran.stdout
    assert "backup" in ran.stdout
