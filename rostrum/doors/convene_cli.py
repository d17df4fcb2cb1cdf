"""``rostrum convene`` and ``rostrum admit``: how a meeting that is no demo begins, and how its people come in."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rostrum.doors.moments import instant_of
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.intents import OpenLobby
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Capacity
from rostrum.secretariat.clerk import UnknownBook
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.simulation.calling import Calling
from rostrum.simulation.script import BadScript, load
from rostrum.views.plain import plain

console = Console(highlight=False)
OPERATOR = Actor(person="operator", capacity=Capacity.SECRETARY)
GROUP = 4
AN_HOUR_MS = 3_600_000
MakeOffice = Callable[[Settings], Office]
Data = Annotated[Path, typer.Option(help="Data directory of the meetings.")]


async def _convene(office: Office, scenario: str, opens: int | None, lobby: bool, private: bool) -> str:
    """Convenes the meeting of a script by its body: the book's name. Raises Refused where it exists already."""
    script = load(scenario).opening_at(opens if opens is not None else office.now() + AN_HOUR_MS)
    await Calling(office.clerk, script, private=private).convened()
    if lobby:
        await office.clerk.submit(script.book, OpenLobby(), OPERATOR)
    return script.book


async def _code(office: Office, book: str, person: str) -> str:
    if await office.who(book, person) is None:
        raise LookupError(person)
    return office.codes.make(book, person)


def spaced(code: str) -> str:
    """In groups, to be read aloud."""
    return " ".join(code[n : n + GROUP] for n in range(0, len(code), GROUP))


def _leave(why: str) -> typer.Exit:
    console.print(why)
    return typer.Exit(1)


def register(app: typer.Typer, make_office: MakeOffice) -> None:
    """Add the two commands; ``make_office`` is given by the place of wiring."""

    @app.command("convene")
    def convene(
        scenario: Annotated[str, typer.Argument(help="Folder under scenarios/, or a path.")],
        data: Data = Path("var"),
        opens: Annotated[
            str, typer.Option(help="Hour of opening, ISO 8601 with its zone; in an hour unless given.")
        ] = "",
        lobby: Annotated[bool, typer.Option(help="Open the lobby at once.")] = False,
        private: Annotated[
            bool, typer.Option(help="For the accredited alone, until it is convened publicly.")
        ] = False,
    ) -> None:
        """Convene the meeting that a script describes, in a data directory that ``serve`` serves."""
        try:
            instant = instant_of(opens) if opens else None
            office = make_office(Settings(data=data, hall="silent"))
            book = asyncio.run(_convene(office, scenario, instant, lobby, private))
        except (BadScript, ValueError) as error:
            raise _leave(str(error)) from None
        except Refused as refusal:
            raise _leave(f"Refused: {refusal.code} ({refusal.rule}) {plain(refusal.facts)}") from None
        console.print(f"Convened: {book}. Its people come in with `rostrum admit {book} PERSON`.")

    @app.command("admit")
    def admit(
        book: Annotated[str, typer.Argument(help="A meeting, or body.KEY.")],
        person: Annotated[str, typer.Argument(help="A key of its roll, as AZE.chair, CUB.head, secretary …")],
        data: Data = Path("var"),
    ) -> None:
        """Make a one-time entry code for an accredited person: good for a quarter of an hour, spent at use."""
        office = make_office(Settings(data=data, hall="silent"))
        try:
            code = asyncio.run(_code(office, book, person))
        except UnknownBook:
            raise _leave(f"There is no {book} in {data}.") from None
        except LookupError:
            raise _leave(f"Nobody called {person} is accredited to {book}.") from None
        console.print(spaced(code), soft_wrap=True)
