"""One supervised livekit-server as a child process: the hall of the embedded shape.

It is started with a configuration of our own, started again when it dies (same keys, same ports if they are
still free), and never outlives its parent. The secret is made anew for every run and is handed over in the
environment, so it is in no file.
"""

import asyncio
import ctypes
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx
import structlog

from rostrum.hall.server_config import Ports, is_loopback, render
from rostrum.premises import keep_short, private_log

log = structlog.get_logger()

LOOPBACK = "127.0.0.1"
BACKOFF_S = (0.05, 0.25, 0.5, 1.0, 2.0, 5.0)
"""Pauses before a new start; the first again after the server has lived for ``LIVED_S``."""
LIVED_S = 20.0
READY_WITHIN_S = 10.0
STOP_WITHIN_S = 5.0
ANSWER_WITHIN_S, SILENT_AT_MOST = 2.0, 5
"""A server that leaves so many questions unanswered is taken for hung, and ended."""
LOG_LIMIT = 20_000_000
"""Bytes after which the log of the last run is put aside."""
PR_SET_PDEATHSIG = 1


@dataclass(slots=True, kw_only=True)
class ServerSettings:
    """``data`` gets the configuration and the log. ``host`` is where Rostrum listens: on loopback the media
    server stays there too. ``webhook`` is the address of our own door for its notices."""

    binary: Path
    data: Path
    webhook: str
    host: str = LOOPBACK
    wanted: Ports = field(default_factory=lambda: Ports(7880, 7881, 7882))


class LiveKitServer:
    """The child. ``key`` and ``secret`` stay the same for its whole life, restarts included."""

    def __init__(self, settings: ServerSettings) -> None:
        self.key = f"rostrum{secrets.token_hex(4)}"
        self.secret = secrets.token_urlsafe(36)
        self.ports = settings.wanted
        self.on_ready: Callable[[], None] = _nothing
        self.on_ended: Callable[[], None] = _nothing
        self._settings = settings
        self._ready = asyncio.Event()
        self._was_ready = False
        self._process: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.ports.signalling}"

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start it and wait until it answers, ``READY_WITHIN_S`` at most; it is then still being tried.

        Raises FileNotFoundError where the program is missing.
        """
        if not self._settings.binary.exists():
            raise FileNotFoundError(f"no media server at {self._settings.binary}; `make setup` builds it")
        self._keeping = asyncio.create_task(self._keep())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), READY_WITHIN_S)

    async def stop(self) -> None:
        """End it: asked first, then made to."""
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
            self._keeping = None
        await self._end()

    async def _keep(self) -> None:
        """Start it again whenever it ends."""
        failures = 0
        clock = asyncio.get_running_loop().time
        while True:
            since = clock()
            status = await self._run_once()
            if not self._was_ready:  # perhaps somebody else took a port between our look and its start
                self.ports = Ports(0, 0, 0)
            failures = 0 if clock() - since > LIVED_S else failures + 1
            pause = BACKOFF_S[min(failures, len(BACKOFF_S) - 1)]
            log.warning("media server ended", status=status, again_in_s=pause)
            await asyncio.sleep(pause)

    async def _run_once(self) -> int | None:
        """One life of the child: its exit status."""
        try:
            self._process = await self._spawn()
        except OSError as error:
            log.error("media server not started", error=str(error))
            return None
        self._was_ready = False
        answering = asyncio.create_task(self._look_after(self._process))
        try:
            return await self._process.wait()
        finally:
            self._ready.clear()
            answering.cancel()
            self.on_ended()

    async def _spawn(self) -> asyncio.subprocess.Process:
        self.ports = free_ports(self.ports)
        folder = self._settings.data / "hall"
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "livekit.yaml"
        loopback = is_loopback(self._settings.host)
        config.write_text(render(self.ports, self.key, self._settings.webhook, loopback=loopback))
        environment = {"LIVEKIT_KEYS": f"{self.key}: {self.secret}", "PATH": os.environ.get("PATH", "")}
        with _log_file(folder / "livekit.log") as output:
            return await asyncio.create_subprocess_exec(
                str(self._settings.binary),
                "--config",
                str(config),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment,
                preexec_fn=_die_with(os.getpid()) if sys.platform == "linux" else None,
            )

    async def _look_after(self, process: asyncio.subprocess.Process) -> None:
        """Ask until it answers, and tell whoever waits; then end it when it lives but answers no more."""
        async with httpx.AsyncClient(trust_env=False, timeout=ANSWER_WITHIN_S) as client:
            while not await self._answers(client):
                await asyncio.sleep(0.05)
            self._announce()
            silent = 0
            while silent < SILENT_AT_MOST:
                await asyncio.sleep(ANSWER_WITHIN_S)
                keep_short(self._settings.data / "hall" / "livekit.log", LOG_LIMIT)
                silent = 0 if await self._answers(client) else silent + 1
        log.error("media server hangs")
        process.kill()

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(self.url)).is_success
        except httpx.HTTPError:
            return False

    def _announce(self) -> None:
        log.info("media server ready", **self.ports.as_facts())
        self._was_ready = True
        self._ready.set()
        self.on_ready()

    async def _end(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            # The second interrupt makes it leave without waiting for its participants.
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_WITHIN_S)
        except TimeoutError:
            process.kill()
            await process.wait()


def _nothing() -> None:
    return None


def _die_with(parent: int) -> Callable[[], None]:
    """Run in the child before the program: be killed when the parent ends, however it ends."""
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # A Ctrl-C is for the parent, which then ends the child.
        os.setpgid(0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _log_file(path: Path) -> IO[bytes]:
    return os.fdopen(private_log(path, LOG_LIMIT), "ab")


def free_ports(wanted: Ports) -> Ports:
    """The wanted ports where they are free, else free ones that the system gives; three different ones."""
    with ExitStack() as held:
        return Ports(
            _free(held, wanted.signalling, socket.SOCK_STREAM),
            _free(held, wanted.media_tcp, socket.SOCK_STREAM),
            _free(held, wanted.media_udp, socket.SOCK_DGRAM),
        )


def _free(held: ExitStack, port: int, kind: socket.SocketKind) -> int:
    """A port, kept from others until ``held`` lets go."""
    for tried in (port, 0):
        probe = held.enter_context(socket.socket(socket.AF_INET, kind))
        if kind is socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", tried))
            if kind is socket.SOCK_STREAM:
                probe.listen(1)
        except OSError:
            continue
        return int(probe.getsockname()[1])
    raise OSError(f"no free port instead of {port}")
