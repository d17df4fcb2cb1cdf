"""``rostrum serve`` and ``rostrum openapi``."""

import json
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from fastapi import FastAPI

from rostrum.doors.lines import Line
from rostrum.doors.plainly import plainly
from rostrum.premises import occupied
from rostrum.settings import Settings

LOOPBACK = "127.0.0.1"
TURN_S = 0.0005
"""How long a thread goes on while another waits; Python's own is ten times as long."""
TRIES = 20
"""How many ports after the wanted one are tried."""


def free_port(wanted: int, host: str = LOOPBACK) -> int:
    """``wanted`` if nobody has it, else the next free one after it."""
    for port in range(wanted, wanted + TRIES):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return port
    raise typer.BadParameter(f"no free port from {wanted} to {wanted + TRIES - 1}")


def server_config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How the doors are served, wherever they are."""
    return uvicorn.Config(
        app,
        http=Line,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
        ws_max_size=1 << 20,
    )


class Server(uvicorn.Server):
    """Ends the event streams first when it is asked to end: they would be waited for, then torn down with a stack.

    Threads take turns quickly: an act goes to the record's thread and back, and beside a thread that writes out pages
    it would wait at every step for the turn to end.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        sys.setswitchinterval(TURN_S)
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        part = getattr(getattr(self.config.app, "state", None), "part", None)
        if part is not None:
            part()
        await super().shutdown(sockets)


def register(
    app: typer.Typer, serving: Callable[[Settings], FastAPI], schema: Callable[[], dict[str, Any]]
) -> None:
    """Add the two commands; what they run is given by the place of wiring, which stands above the doors."""

    @app.command("serve")
    def serve(
        data: Annotated[Path, typer.Option(help="Data directory: the record, keys, logs.")] = Path("var"),
        host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
        port: Annotated[int, typer.Option(help="Port to listen on.")] = 8080,
        origin: Annotated[str, typer.Option(help="Address people type, where a proxy stands before.")] = "",
        hall: Annotated[str, typer.Option(help="livekit, or silent for reading only.")] = "livekit",
    ) -> None:
        """Serve the meetings of a data directory. There is no demo sign-in here; no option opens it."""
        address = origin or f"http://{host}:{port}"
        settings = Settings(data=data, host=host, port=port, origin=address, hall=hall)
        with suppress(KeyboardInterrupt), plainly(data), occupied(data):
            Server(server_config(serving(settings), settings)).run()

    @app.command("openapi")
    def openapi(
        out: Annotated[Path | None, typer.Option(help="File to write; else standard output.")] = None,
    ) -> None:
        """Print the schema of the doors, from which the web's types are generated."""
        text = json.dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        if out is None:
            print(text, end="")
        else:
            out.write_text(text, encoding="utf-8")
