"""``rostrum body convene``: a called meeting prepared from a file, ordered, and its book begun."""

import asyncio
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from pydantic import TypeAdapter, ValidationError

from rostrum.doors.body_cli import REFUSED, UNAVAILABLE, Data, leave
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.preparing import convening_lacks, prepared
from rostrum.procedure.body.readiness import Lack, unanswered
from rostrum.procedure.body.state import Body
from rostrum.procedure.body.translations import meeting_of
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Capacity
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.clerk import UnknownBook
from rostrum.secretariat.convening import Order
from rostrum.secretariat.kinds import BODIES
from rostrum.secretariat.office import Office
from rostrum.settings import Settings
from rostrum.views.plain import plain

OPERATOR = Actor(person="operator", capacity=Capacity.SECRETARY)
BAD_FILE = 2
PARTS: dict[str, tuple[str, type[Any]]] = {
    "agenda": ("agenda", i.PrepareAgenda),
    "officers": ("officers", i.NameOfficers),
    "kept": ("codes", i.KeepSeats),
    "precedence": ("codes", i.SetPrecedence),
}
"""A part of the file: the field of its intent, and the intent. ``rulebook`` and ``changes`` make one together."""
RULES = ("rulebook", "changes")


class BadPreparation(ValueError):
    """The file cannot be read as a preparation: says why."""


def steps(meeting: str, said: Mapping[str, Any]) -> Iterator[Any]:
    """The intents by which a preparation comes about. Raises BadPreparation for a part that there is not, or that is
    wrong in itself."""
    if unknown := sorted(set(said) - set(PARTS) - set(RULES)):
        raise BadPreparation(f"there is no {', '.join(unknown)}; there are {', '.join((*PARTS, *RULES))}")
    try:
        for part, (field, kind) in PARTS.items():
            if part in said:
                yield TypeAdapter(kind).validate_python({"meeting": meeting, field: said[part]})
        if rules := {name: said[name] for name in RULES if name in said}:
            yield TypeAdapter(i.PrepareRules).validate_python({"meeting": meeting, **rules})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadPreparation(f"{where}: {first['msg']}") from None


def read(file: Path) -> dict[str, Any]:
    """The file's tables: TOML, or JSON where it is called so. Raises BadPreparation."""
    try:
        text = file.read_text(encoding="utf-8")
        found: Any = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise BadPreparation(str(error)) from None
    if not isinstance(found, dict):
        raise BadPreparation("it holds no tables")
    return cast("dict[str, Any]", found)


async def _convened(office: Office, key: str, order: Order, intents: list[Any]) -> str | list[Lack]:
    """The name of the meeting's book, or what the meeting lacks for which nobody has answered."""
    body = BODIES.book(key)
    state: Body = await office.clerk.state(body)
    meeting_of(state, order.meeting)
    for intent in intents:
        await office.clerk.submit(body, intent, OPERATOR)
    state = await office.clerk.state(body)
    lacking = convening_lacks(state, prepared(state, order.meeting), office.now())
    if missing := unanswered(lacking, order.accepted):
        return [lack for lack in lacking if lack.key in missing]
    _, book = await office.convening.order(body, order, OPERATOR, office.now())
    return (await office.meeting(book)).book


def register(body: typer.Typer, make_office: Callable[[Settings], Office]) -> None:
    """Add the command to those of bodies; ``make_office`` is given by the place of wiring."""

    @body.command("convene")
    def convene(
        key: Annotated[str, typer.Argument(help="The body's key.")],
        meeting: Annotated[str, typer.Argument(help="The key of a meeting that it has called.")],
        prepare: Annotated[
            Path | None,
            typer.Option(
                help="TOML or JSON: agenda, officers, kept, precedence, rulebook, changes.",
                exists=True,
                dir_okay=False,
            ),
        ] = None,
        answer_for: Annotated[
            list[str] | None, typer.Option("--answer-for", help="Convene though this is missing; repeatable.")
        ] = None,
        reason: Annotated[str, typer.Option(help="Why it is convened so; stands on record.")] = "",
        data: Data = Path("var"),
    ) -> None:
        """Convene a called meeting: prepare it from a file, say what is missing, and begin its book."""
        order = Order(meeting=meeting, accepted=tuple(answer_for or ()), reason=reason)
        try:
            intents = list(steps(meeting, read(prepare))) if prepare else []
            office = make_office(Settings(data=data, hall="silent"))
            found = asyncio.run(_convened(office, key, order, intents))
        except BadPreparation as error:
            leave(f"{prepare}: {error}. Nothing was changed.", BAD_FILE)
        except UnknownBook as unknown:
            leave(f"There is no book {unknown} in {data}.", REFUSED)
        except Refused as refused:
            leave(f"Refused: {refused.code} ({refused.rule}) {plain(refused.facts)}", REFUSED)
        except RecordUnavailable as error:
            leave(f"The record cannot be used: {error}.", UNAVAILABLE)
        if isinstance(found, list):
            for lack in found:
                _say(lack)
            leave("It is not convened.", REFUSED)
        typer.echo(f"Convened: {found}. Its people come in with `rostrum admit {found} PERSON`.")


def _say(lack: Lack) -> None:
    of = f" ({', '.join(lack.codes)})" if lack.codes else ""
    way = "it must be mended" if lack.stops else f"or --answer-for {lack.key} --reason …"
    typer.echo(f"missing: {lack.key}{of}: {way}", err=True)
