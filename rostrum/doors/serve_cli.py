"""``rostrum serve``, ``rostrum demo`` and ``rostrum openapi``."""

import json
import socket
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from rostrum.settings import Settings

console = Console(highlight=False)
LOOPBACK = "127.0.0.1"
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


def serve(settings: Settings) -> None:
    """Run the doors until Ctrl-C."""
    from rostrum.app import make_app, make_office

    app = make_app(settings, make_office(settings))
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
        ws_max_size=1 << 20,
    )


def serve_command(
    data: Annotated[Path, typer.Option(help="Data directory: the record, keys and logs.")] = Path("var"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8080,
    origin: Annotated[str, typer.Option(help="Address people type, where a proxy stands before.")] = "",
    hall: Annotated[str, typer.Option(help="livekit, or silent for reading only.")] = "livekit",
) -> None:
    """Serve the meetings of a data directory. There is no demo sign-in here, and no option opens it."""
    serve(Settings(data=data, host=host, port=port, origin=origin or f"http://{host}:{port}", hall=hall))


def openapi_command(
    out: Annotated[Path | None, typer.Option(help="File to write; standard output without.")] = None,
) -> None:
    """Print the schema of the doors, from which the web's types are generated."""
    from rostrum.app import schema

    text = json.dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, encoding="utf-8")


def demo_command(
    scenario: Annotated[str, typer.Argument(help="Folder under scenarios/.")] = "nam-2020-05-04",
    at: Annotated[str, typer.Option(help="lobby, opening, speeches, decision or closed.")] = "opening",
    pace: Annotated[float, typer.Option(help="How many times faster simulated speeches are.")] = 4.0,
    port: Annotated[int, typer.Option(help="Port for the web pages.")] = 8080,
    data: Annotated[Path, typer.Option(help="Where the demo keeps its record.")] = Path("var/demo"),
    resume: Annotated[bool, typer.Option(help="Go on with the record of the last demo.")] = False,
    seats: Annotated[int, typer.Option(help="How many delegations are simulated at most.")] = 45,
    tones: Annotated[bool, typer.Option(help="Pure tones instead of voices (for measuring).")] = False,
    hall: Annotated[str, typer.Option(help="livekit, or silent.")] = "livekit",
) -> None:
    """Serve a summit on this machine alone, with simulated delegations; anybody may choose who to be."""
    from rostrum.simulation.demo import Demo, run

    found = free_port(port)
    if found != port:
        console.print(f"Port {port} is taken; using {found}.")
    settings = replace(
        Settings(data=data, port=found, origin=f"http://{LOOPBACK}:{found}", hall=hall), demo=True
    )
    run(Demo(settings, scenario, at, pace, resume, seats, tones))


def register(app: typer.Typer) -> None:
    app.command("serve")(serve_command)
    app.command("demo")(demo_command)
    app.command("openapi")(openapi_command)
