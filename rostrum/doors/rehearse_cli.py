"""``rostrum rehearse`` and ``rostrum simulate``: summits played from scripts."""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from rostrum.procedure.words import Instant
from rostrum.record import bundle
from rostrum.record.memory import MemoryRecord
from rostrum.simulation import rehearsal
from rostrum.simulation.rehearsal import Outcome, StoodStill
from rostrum.simulation.script import BadScript, Script, load

console = Console(highlight=False)
WRONG = 1
CACHE = Path(".cache/simulation")
"""Where encoded pictures and voices are kept between runs."""


def register(app: typer.Typer) -> None:
    """Add the two commands to the application."""
    app.command("rehearse")(rehearse)
    app.command("simulate")(simulate)


def rehearse(
    scenario: Annotated[str, typer.Argument(help="Folder under scenarios/, or a path.")] = "nam-2020-05-04",
    hall: Annotated[str, typer.Option(help="silent, or livekit: in a real media room too.")] = "silent",
    pace: Annotated[float, typer.Option(min=1, help="Seconds of the script in one second (livekit).")] = 60,
    out: Annotated[Path | None, typer.Option(help="Write the bundle of the book to this file.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Make the result the golden record.")] = False,
) -> None:
    """Play a summit from its script to its close, and compare it with its golden record."""
    script = _script(scenario)
    if hall not in ("silent", "livekit"):
        raise typer.BadParameter("silent or livekit", param_hint="--hall")
    record = rehearsal.empty_record()
    try:
        outcome = asyncio.run(_play(script, record, hall, pace))
    except StoodStill as error:
        console.print(f"Stood still: {error}")
        raise typer.Exit(WRONG) from None
    _print(script, record, outcome)
    if out is not None:
        bundle.write(record, script.book, rehearsal.REHEARSAL_KEY, out)
        console.print(f"Bundle: {out}")
    if accept and not outcome.wrong:
        rehearsal.accept(script, outcome)
    if not _as_golden(script, outcome):
        raise typer.Exit(WRONG)


async def _play(script: Script, record: MemoryRecord, hall: str, pace: float) -> Outcome:
    if hall == "silent":
        return await rehearsal.rehearse(script, record)
    from rostrum.simulation.stage_play import rehearse_in_hall

    return await rehearse_in_hall(script, record, pace, CACHE)


def simulate(
    book: Annotated[str, typer.Option(help="The book whose meeting is attended.")] = "nam-2020-05-04",
    scenario: Annotated[str, typer.Option(help="The script; the book's name unless given.")] = "",
    url: Annotated[
        str, typer.Option(help="Address of the doors, with demo sign-in.")
    ] = "http://127.0.0.1:8080",
    pace: Annotated[float, typer.Option(min=0.1, help="Times by which speeches are shortened.")] = 1.0,
    seats: Annotated[int, typer.Option(min=0, help="At most so many delegations.")] = 45,
    tones: Annotated[bool, typer.Option("--tones", help="Pure tones for voices, to measure by.")] = False,
    cache: Annotated[Path, typer.Option(help="Where pictures and voices are kept.")] = CACHE,
) -> None:
    """Attend a meeting with simulated delegations, until Ctrl-C. A client of the doors like any other."""
    from rostrum.simulation.fleet import Fleet

    fleet = Fleet(_script(scenario or book), url, book=book, pace=pace, seats=seats, tones=tones, cache=cache)
    asyncio.run(_until_signal(fleet.run()))


async def _until_signal(running: Coroutine[None, None, None]) -> None:
    task = asyncio.create_task(running)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _script(name: str) -> Script:
    try:
        return load(name)
    except BadScript as error:
        raise typer.BadParameter(str(error), param_hint="SCENARIO") from None


def _hour(at: Instant) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%H:%M:%S")


def _print(script: Script, record: MemoryRecord, outcome: Outcome) -> None:
    """Acts, refusals, and the head."""
    acts = Table("Version", "UTC", "By", "Act", "Seat", title=script.title["en"], title_justify="left")
    for entry in record.entries(script.book):
        seat = getattr(entry.act, "seat", "") or entry.seat or ""
        acts.add_row(str(entry.version), _hour(entry.at), entry.actor, type(entry.act).__name__, seat)
    console.print(acts)
    if outcome.refusals:
        refused = Table("UTC", "By", "Intent", "Refused", "Rule", title="Refusals", title_justify="left")
        for r in outcome.refusals:
            refused.add_row(_hour(r.at), r.actor.person, type(r.intent).__name__, r.code, r.rule)
        console.print(refused)
    console.print(f"Acts: {outcome.acts}   Refusals: {len(outcome.refusals)}\nHead: {outcome.head}")


def _as_golden(script: Script, outcome: Outcome) -> bool:
    """Whether all went as the script and the golden record have it; says what did not."""
    for sentence in outcome.wrong:
        console.print(f"Not as written: {sentence}")
    golden, came = rehearsal.golden_of(script), outcome.golden()
    if golden is None:
        console.print("There is no golden record yet; --accept makes this one.")
    elif golden != came:
        for name in sorted(set(golden) | set(came)):
            if golden.get(name) != came.get(name):
                console.print(
                    f"Differs from the golden record: {name} {came.get(name)}, not {golden.get(name)}"
                )
    else:
        console.print("Equals the golden record.")
    return golden == came and not outcome.wrong
