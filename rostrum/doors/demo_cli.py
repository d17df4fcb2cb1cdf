"""``rostrum demo``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rostrum.doors.plainly import plainly
from rostrum.doors.serve_cli import LOOPBACK, free_port
from rostrum.settings import Settings

console = Console(highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoWish:
    """What the demo was asked for on the command line."""

    scenario: str
    stage: str
    pace: float
    resume: bool
    seats: int
    tones: bool


def register(app: typer.Typer, run: Callable[[Settings, DemoWish], None]) -> None:
    """Add the command; what it runs is given by the place of wiring, which stands above the doors."""

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
        with plainly(data):
            run(settings, wish)
