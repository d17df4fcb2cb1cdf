"""The demo: one summit on this machine, prepared up to a stage, served, attended by simulated delegations."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
import time
from asyncio.subprocess import Process

from rich.console import Console

from rostrum import premises
from rostrum.app import make_app, make_office, now
from rostrum.doors.demo_cli import DemoWish
from rostrum.doors.serve_cli import Server, server_config
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import GivePost
from rostrum.procedure.words import Capacity
from rostrum.secretariat import kinds
from rostrum.secretariat.bodies import LIBRARIAN, found
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.simulation.rehearsal import prepare
from rostrum.simulation.script import GROUND, Script, load, posts

BODIES = ("nam", "turkic-council")
"""Bodies whose books the demo opens, so that their history can be read and a group composed."""
console = Console(highlight=False)


def run(settings: Settings, wish: DemoWish) -> None:
    """Serve the demo until Ctrl-C; every child ends with it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(settings, wish))


def _set_aside(settings: Settings) -> None:
    """The last demo's record is kept beside, so that a new one begins clean and nothing is destroyed."""
    if settings.data.exists():
        with premises.occupied(settings.data):
            kept = settings.data.with_name(settings.data.name + "-before")
            shutil.rmtree(kept, ignore_errors=True)
            settings.data.rename(kept)


async def _run(settings: Settings, wish: DemoWish) -> None:
    if not wish.resume:
        _set_aside(settings)
    with premises.occupied(settings.data):
        await _serve(settings, wish)


async def _serve(settings: Settings, wish: DemoWish) -> None:
    office = make_office(settings)
    script = load(wish.scenario)
    if not await office.clerk.books():
        await prepare(office.record, script, wish.stage, now())
        office.newly_prepared = True
        for body in BODIES:
            await found(office.clerk, body)
        await _give_posts(office, script)
    app = make_app(settings, office)
    server = Server(server_config(app, settings))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            return await serving
        await asyncio.sleep(0.05)
    _say_where(settings, office)
    attending = [asyncio.create_task(_attend(settings, wish, script.book))] if wish.seats else []
    try:
        await serving
    finally:
        for task in attending:
            task.cancel()
        await asyncio.gather(*attending, return_exceptions=True)


async def _give_posts(office: Office, script: Script) -> None:
    """Whoever serves or presides at the summit does so in its body; its secretary and its chair
    administer the house."""
    if script.body in BODIES:
        for post in posts(script):
            await office.clerk.submit(kinds.BODIES.book(script.body), GivePost(post=post), LIBRARIAN)
    for person in (Capacity.SECRETARY.value, script.chair.person):
        administrator = Post(person=person, capacity=Capacity.ADMINISTRATOR, ground=GROUND)
        await office.clerk.submit(kinds.ADMINISTRATION, GivePost(post=administrator), LIBRARIAN)


def _say_where(settings: Settings, office: Office) -> None:
    console.print(f"\n  [bold]Rostrum[/bold] serves the summit at  [bold]{settings.origin}[/bold]\n")
    console.print("  Open it in one window as the Chair and in another as a delegation: choose a card.")
    console.print("  The simulated summit runs by itself until somebody takes the Chair's seat.")
    console.print("  Ctrl-C ends everything.\n")


async def _attend(settings: Settings, wish: DemoWish, book: str) -> None:
    """Keep the simulated delegations' process running: it is a client like any other, and may die."""
    wait = 0.5
    while True:
        began = time.monotonic()
        process = await _simulated(settings, wish, book)
        try:
            code = await process.wait()
        finally:
            await _end(process)
        wait = 0.5 if time.monotonic() - began > 30 else min(wait * 2, 15)
        console.print(f"  The simulated delegations stopped ({code}); they come back in {wait:.0f} s.")
        await asyncio.sleep(wait)


async def _simulated(settings: Settings, wish: DemoWish, book: str) -> Process:
    words = [sys.executable, "-m", "rostrum", "simulate", "--url", settings.origin, "--book", book]
    words += ["--scenario", wish.scenario, "--pace", str(wish.pace), "--seats", str(wish.seats)]
    words += ["--tones"] if wish.tones else []
    log = premises.private_log(settings.data / "simulation.log")
    try:
        return await asyncio.create_subprocess_exec(*words, stdout=log, stderr=log)
    finally:
        os.close(log)


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(3):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
