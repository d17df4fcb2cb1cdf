"""`rostrum doctor`: looks at the machine, says what is wrong, and how to mend each thing.

Nothing is changed: ports are tried and let go, one small file is written to the data folder and removed.
"""

import json
import os
import platform
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psutil
import typer
from rich.console import Console
from rich.table import Table

from rostrum.record.audit import audit_all
from rostrum.record.checkpoint import NotACheckpoint, Signer
from rostrum.record.codec import Codec
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite_health import Unsound, inspect, try_folder
from rostrum.settings import Settings

USUAL = Settings()

LIVEKIT_VERSION = "1.13.5"
LOOPBACK = "127.0.0.1"
OWN_PROGRAMS = ("rostrum", "livekit-server")
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
DATABASE_PATTERNS = ("*.db", "*.sqlite", "*.sqlite3")
TOOL_SECONDS = 10.0
MEBIBYTE = 2**20
DISK_ENOUGH, DISK_LEAST = 2048 * MEBIBYTE, 256 * MEBIBYTE
ICE_DATAGRAM = 1200  # bytes: what WebRTC fills a packet with
DRIFT_SECONDS = 0.05


class Verdict(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    """Works, but not everything, or not for long."""
    BAD = "bad"
    """Rostrum does not run like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was seen, and what to do about it (empty when nothing)."""

    check: str
    verdict: Verdict
    seen: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Premises:
    """Where Rostrum lives on this machine: its books, its programs, the ports of door and hall."""

    data: Path
    web: Path
    livekit_server: Path
    tools: Path
    """The toolchains that the set-up installed."""
    door: int = 8080
    signalling: int = 7880
    media_tcp: int = 7881
    media_udp: int = 7882


def good(check: str, seen: str) -> Finding:
    return Finding(check, Verdict.GOOD, seen)


def port(name: str, number: int, kind: socket.SocketKind) -> Finding:
    """Free, held by a Rostrum that is running, or taken by something else."""
    check = f"port {number}"
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind is socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, number))
        except PermissionError:
            return Finding(check, Verdict.BAD, f"{name}: not allowed", "Use a port of 1024 or above.")
        except OSError:
            return held(check, name, number, kind)
    return good(check, f"{name}: free")


def held(check: str, name: str, number: int, kind: socket.SocketKind) -> Finding:
    holder = holder_of(number, kind)
    if holder is not None and is_own(holder):
        return good(check, f"{name}: held by Rostrum (process {holder.pid})")
    who = f"{holder.name()}, process {holder.pid}" if holder is not None else "another user's program"
    mend = "End that program; the demo takes another port by itself."
    return Finding(check, Verdict.WARNING, f"{name}: taken by {who}", mend)


def holder_of(number: int, kind: socket.SocketKind) -> psutil.Process | None:
    """The process that holds the port; None when it is not ours to know."""
    try:
        held_ports = psutil.net_connections(kind="inet4")
    except psutil.AccessDenied:
        return None
    for entry in held_ports:
        local = getattr(entry.laddr, "port", None)
        listens = kind is socket.SOCK_DGRAM or entry.status == psutil.CONN_LISTEN
        if local == number and entry.type == kind and listens and entry.pid is not None:
            return process(entry.pid)
    return None


def process(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def is_own(holder: psutil.Process) -> bool:
    """Whether one of the first words of its command line is one of our programs."""
    try:
        words = [Path(word).name for word in holder.cmdline()[:3]]
    except psutil.Error:
        return False
    return any(word == own or word.startswith(f"{own}-") for word in words for own in OWN_PROGRAMS)


def ports(at: Premises) -> Iterable[Finding]:
    yield port("web door", at.door, socket.SOCK_STREAM)
    yield port("hall, signalling", at.signalling, socket.SOCK_STREAM)
    yield port("hall, sound and picture (TCP)", at.media_tcp, socket.SOCK_STREAM)
    yield port("hall, sound and picture (UDP)", at.media_udp, socket.SOCK_DGRAM)


def ice(at: Premises) -> Iterable[Finding]:
    """Sends one full datagram from one loopback socket to another, as a browser and the hall do."""
    payload = os.urandom(ICE_DATAGRAM)
    mend = f"Let UDP pass on the loopback interface: the firewall must accept {LOOPBACK} to itself."
    try:
        with udp_socket() as sender, udp_socket() as receiver:
            sender.sendto(payload, receiver.getsockname())
            arrived = receiver.recv(2 * ICE_DATAGRAM)
    except OSError as fault:
        yield Finding("ICE on loopback", Verdict.BAD, f"a UDP datagram did not arrive: {fault}", mend)
        return
    whole = arrived == payload
    yield (
        good("ICE on loopback", "UDP datagrams arrive whole")
        if whole
        else Finding("ICE on loopback", Verdict.BAD, "a UDP datagram arrived changed", mend)
    )


def udp_socket() -> socket.socket:
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.settimeout(1.0)
    probe.bind((LOOPBACK, 0))
    return probe


def ask(program: str | Path, *question: str) -> str | None:
    """What a program answers; None when there is none, or it fails."""
    try:
        said = subprocess.run(
            [program, *question], capture_output=True, text=True, timeout=TOOL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (said.stdout + said.stderr).strip() if said.returncode == 0 else None


def version_in(text: str) -> str:
    found = re.search(r"\d+\.\d+(\.\d+)*", text)
    return found[0] if found else text


def media_server(at: Premises) -> Iterable[Finding]:
    check = "livekit-server"
    said = ask(at.livekit_server, "--version")
    if said is None:
        yield Finding(check, Verdict.BAD, "not built, or does not run", "make setup")
    elif version_in(said) != LIVEKIT_VERSION:
        seen = f"{version_in(said)}; Rostrum is tried with {LIVEKIT_VERSION}"
        yield Finding(check, Verdict.WARNING, seen, "make setup, which builds the right one")
    else:
        yield good(check, version_in(said))


def database(at: Premises) -> Iterable[Finding]:
    """Can the data folder hold books (SQLite, write-ahead log), and are those in it sound?"""
    folder = nearest_existing(at.data)
    try:
        try_folder(folder)
        yield good("database", f"SQLite keeps a write-ahead log in {folder}")
    except Unsound as fault:
        mend = f"Give this user the right to write to {folder}, on a local disk (not a network share)."
        yield Finding("database", Verdict.BAD, str(fault), mend)
    for file in sorted(match for pattern in DATABASE_PATTERNS for match in at.data.glob(pattern)):
        yield book_file(file)


def book_file(file: Path) -> Finding:
    try:
        inspect(file)
    except Unsound as fault:
        mend = "Stop Rostrum, keep a copy of the file, and restore the latest backup."
        return Finding(file.name, Verdict.BAD, str(fault), mend)
    return good(file.name, "sound")


def books(at: Premises) -> Iterable[Finding]:
    """Which books would be quarantined: those that do not fit their checkpoints, the house's key or its log."""
    try:
        signer = Signer.kept(at.data)
    except NotACheckpoint as error:
        mend = "The house would put it aside and make another: put the key back from a backup first."
        yield Finding("books", Verdict.BAD, str(error), mend)
        return
    if signer is None:
        return
    from rostrum.record.sqlite import FILE, open_record  # loaded only where there is a record (ADR 0013)

    if not (at.data / FILE).is_file():
        return
    try:
        record = open_record(at.data, Codec({}))
    except RecordUnavailable as error:
        yield Finding("books", Verdict.BAD, str(error), "Restore the latest backup into a new folder.")
        return
    try:
        found = audit_all(record, signer.verifier)
    finally:
        record.close()
    mend = (
        "Keep the folder as it is, and restore the latest backup into a new one; other books run meanwhile."
    )
    for one in found:
        seen = f"quarantined: {one.why}; its first {one.sound} entries hold and can be read"
        yield Finding(f"book {one.book}", Verdict.WARNING, seen, mend)
    if not found:
        yield good("books", "all fit their checkpoints, the key and the log")


def nearest_existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there already."""
    folder = folder.absolute()
    return next(candidate for candidate in (folder, *folder.parents) if candidate.is_dir())


def disk(at: Premises) -> Iterable[Finding]:
    free = shutil.disk_usage(nearest_existing(at.data)).free
    seen = f"{free / MEBIBYTE / 1024:.1f} GiB free"
    if free >= DISK_ENOUGH:
        yield good("disk", seen)
    else:
        verdict = Verdict.WARNING if free >= DISK_LEAST else Verdict.BAD
        yield Finding("disk", verdict, seen, "Make room: when the disk is full no act can be taken.")


def browser(at: Premises) -> Iterable[Finding]:
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        mend = "Only the tests need it. Debian: sudo apt-get install chromium"
        yield Finding("browser for tests", Verdict.WARNING, "no Chromium on the PATH", mend)
    else:
        yield good("browser for tests", found)


def toolchains(at: Premises) -> Iterable[Finding]:
    """Node and Go build the pages and the media server; afterwards nothing needs them."""
    for name, program, question in (("Node", "node", "--version"), ("Go", "go", "version")):
        said = ask(at.tools / program / "bin" / program, question) or ask(program, question)
        if said is None:
            yield Finding(name, Verdict.WARNING, "none", "Only builds need it; make setup installs it.")
        else:
            yield good(name, version_in(said))


def clock(at: Premises) -> Iterable[Finding]:
    """Is the clock after the day this copy was installed, does it run at its pace, are there time zones?"""
    mend = "Set the clock and keep it set: sudo apt-get install systemd-timesyncd"
    installed, now = Path(__file__).stat().st_mtime, time.time()
    shown = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    if now < installed:
        yield Finding("clock", Verdict.BAD, f"{shown} is before this copy was installed", mend)
    elif abs(drift()) > DRIFT_SECONDS:
        yield Finding("clock", Verdict.WARNING, f"{shown}, and it jumps", mend)
    else:
        yield good("clock", shown)
    try:
        ZoneInfo("Asia/Baku")
        yield good("time zones", "known")
    except ZoneInfoNotFoundError:
        yield Finding("time zones", Verdict.BAD, "no zone data", "sudo apt-get install tzdata")


def drift(seconds: float = 0.1) -> float:
    """By how many seconds the wall clock left the steady one during a short wait."""
    wall, steady = time.time(), time.monotonic()
    time.sleep(seconds)
    return (time.time() - wall) - (time.monotonic() - steady)


def pages(at: Premises) -> Iterable[Finding]:
    if (at.web / "index.html").is_file():
        yield good("web pages", "built")
    else:
        yield Finding("web pages", Verdict.BAD, "not built", "make web")


CHECKS: tuple[Callable[[Premises], Iterable[Finding]], ...] = (
    ports,
    ice,
    media_server,
    database,
    books,
    disk,
    pages,
    clock,
    browser,
    toolchains,
)


def examine(at: Premises) -> list[Finding]:
    """Every finding, in the order in which a person would mend them."""
    return [finding for check in CHECKS for finding in check(at)]


MARKS = {
    Verdict.GOOD: "[green]good[/]",
    Verdict.WARNING: "[yellow]warning[/]",
    Verdict.BAD: "[bold red]bad[/]",
}


def show(findings: list[Finding], console: Console) -> None:
    table = Table(title=f"Rostrum on {platform.node() or 'this machine'}", title_justify="left", box=None)
    for heading in ("", "looked at", "seen", "to mend it"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        table.add_row(MARKS[finding.verdict], finding.check, finding.seen, finding.mend)
    console.print(table)
    bad = sum(finding.verdict is Verdict.BAD for finding in findings)
    console.print(f"{bad} to mend before Rostrum runs." if bad else "Rostrum can run here.")


def register(app: typer.Typer) -> None:
    """Adds `rostrum doctor` to the command line."""

    @app.command()
    def doctor(  # pyright: ignore[reportUnusedFunction]
        data: Annotated[Path, typer.Option(help="Where the books are.")] = USUAL.data,
        door: Annotated[int, typer.Option("--port", help="The port of the web door.")] = USUAL.port,
        as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON.")] = False,
    ) -> None:
        """Look at ports, ICE, livekit-server, database, disk and browser, and say how to mend each."""
        tools = Path(__file__).resolve().parents[2] / ".tools"
        findings = examine(Premises(data, USUAL.web, USUAL.livekit_server, tools, door))
        if as_json:
            typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
        else:
            show(findings, Console())
        if any(finding.verdict is Verdict.BAD for finding in findings):
            raise typer.Exit(1)
