"""``rostrum accredit``: the first people of a house, a body or a meeting, entered by its operator."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from rostrum.doors.convene_cli import spaced
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import GivePost
from rostrum.procedure.meeting.facts import Accreditation
from rostrum.procedure.meeting.intents import Accredit
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Capacity
from rostrum.secretariat.accreditation import new_person
from rostrum.secretariat.clerk import UnknownBook
from rostrum.secretariat.kinds import ADMINISTRATION, MEETINGS, kind_of
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.views.plain import plain

MakeOffice = Callable[[Settings], Office]
SECRETARY = Actor(person="operator", capacity=Capacity.SECRETARY)
ADMINISTRATOR = Actor(person="operator", capacity=Capacity.ADMINISTRATOR)
HOUSE = "house"
"""What the operator calls the house's own book."""


def entry_of(book: str, person: str, capacity: Capacity, seat: str, booth: str) -> tuple[Any, Actor]:
    """The intent that enters the person into a book of this kind, and in what capacity the operator asks it."""
    if kind_of(book) is MEETINGS:
        line = Accreditation(
            person=person,
            capacity=capacity,
            seat=seat,
            booth=booth,
            speaks=capacity is not Capacity.ADVISER,
            ground="operator",
        )
        return Accredit(accreditation=line), SECRETARY
    return GivePost(post=Post(person=person, capacity=capacity, code=seat, ground="operator")), ADMINISTRATOR


async def _entered(office: Office, book: str, capacity: Capacity, seat: str, booth: str) -> tuple[str, str]:
    """The person's new key, and a code for them. Raises Refused; UnknownBook for a meeting or body that is not."""
    if book != ADMINISTRATION:
        await office.clerk.state(book)
    person = new_person()
    intent, by = entry_of(book, person, capacity, seat, booth)
    await office.clerk.submit(book, intent, by)
    return person, office.codes.make(book, person)


def register(app: typer.Typer, make_office: MakeOffice) -> None:
    """Add the command; ``make_office`` is given by the place of wiring."""

    @app.command("accredit")
    def accredit(
        book: Annotated[str, typer.Argument(help="A meeting, body.KEY, or house.")],
        capacity: Annotated[Capacity, typer.Argument(help="What the person is there.")],
        seat: Annotated[str, typer.Option(help="The delegation or member, by its code.")] = "",
        booth: Annotated[str, typer.Option(help="An interpreter's language, as fr.")] = "",
        data: Annotated[Path, typer.Option(help="Data directory of the meetings.")] = Path("var"),
    ) -> None:
        """Enter a person on the roll of a meeting, a body or the house.

        Under a new key, with a one-time entry code. `house administrator` is who founds bodies in a new house.
        """
        name = ADMINISTRATION if book == HOUSE else book
        office = make_office(Settings(data=data, hall="silent"))
        try:
            person, code = asyncio.run(_entered(office, name, capacity, seat, booth))
        except UnknownBook:
            typer.echo(f"There is no {book} in {data}.")
            raise typer.Exit(1) from None
        except Refused as refusal:
            typer.echo(f"Refused: {refusal.code} ({refusal.rule}) {plain(refusal.facts)}")
            raise typer.Exit(1) from None
        typer.echo(f"{person}  {capacity.value} in {name}")
        typer.echo(spaced(code))
