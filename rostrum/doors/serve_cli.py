"""``rostrum serve``, ``rostrum demo`` and ``rostrum openapi``."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from fastapi import FastAPI
from rich.console import Console

from rostrum.settings import Settings

console = Console(highlight=False)
LOOPBACK = "127.0.0.1"
TRIES = 20
"""How many ports after the wanted one are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoWish:
    """What the demo was asked for on the command line."""

    scenario: str
    stage: str
    pace: float
    resume: bool
    seats: int
    tones: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What these commands run; given by the place of wiring, which stands above the doors."""

    app: Callable[[Settings], FastAPI]
    schema: Callable[[], dict[str, Any]]
    demo: Callable[[Settings, DemoWish], None]


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
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
        ws_max_size=1 << 20,
    )


def register(app: typer.Typer, wiring: Wiring) -> None:
    """Add the three commands."""

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
        uvicorn.Server(server_config(wiring.app(settings), settings)).run()

    @app.command("openapi")
    def openapi(
        out: Annotated[Path | None, typer.Option(help="File to write; else standard output.")] = None,
    ) -> None:
        """Print the schema of the doors, from which the web's types are generated."""
        text = json.dumps(wiring.schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        if out is None:
            print(text, end="")
        else:
            out.write_text(text, encoding="utf-8")

    _register_demo(app, wiring)


def _register_demo(app: typer.Typer, wiring: Wiring) -> None:
    @app.command("demo")
    def demo(
        scenario: Annotated[str, typer.Argument(help="Folder under scenarios/.")] = "nam-2020-05-04",
        at: Annotated[str, typer.Option(help="lobby, opening, speeches, decision, closed.")] = "opening",
        pace: Annotated[float, typer.Option(help="Times by which simulated speeches are shortened.")] = 4.0,
        port: Annotated[int, typer.Option(help="Port for the web pages.")] = 8080,
        data: Annotated[Path, typer.Option(help="Where the demo keeps its record.")] = Path("var/demo"),
        resume: Annotated[bool, typer.Option(help="Go on with the record of the last demo.")] = False,
        seats: Annotated[int, typer.Option(help="Delegations simulated at most; 0: nobody is.")] = 45,
        tones: Annotated[bool, typer.Option(help="Pure tones for voices (for measuring).")] = False,
        hall: Annotated[str, typer.Option(help="livekit, or silent.")] = "livekit",
    ) -> None:
        """Serve a summit on this machine alone, with simulated delegations; anybody may choose who to be."""
        found = free_port(port)
        if found != port:
            console.print(f"Port {port} is taken; using {found}.")
        origin = f"http://{LOOPBACK}:{found}"
        settings = Settings(data=data, port=found, origin=origin, hall=hall, demo=True)
        wish = DemoWish(scenario=scenario, stage=at, pace=pace, resume=resume, seats=seats, tones=tones)
        wiring.demo(settings, wish)
