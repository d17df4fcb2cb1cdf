"""Commands for bodies: ``rostrum body import``, ``list`` and ``show``."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from rostrum import data
from rostrum.procedure.body.machine import BODY
from rostrum.procedure.body.state import Body
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import Instant
from rostrum.record.codec import Codec
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite import FILE, open_record
from rostrum.secretariat.bodies import LIBRARIAN, day_of, running_terms
from rostrum.secretariat.clerk import Clerk, UnknownBook
from rostrum.secretariat.intake import BadFile, Choices, Draft, Founding, Question, read_draft
from rostrum.secretariat.kinds import BODIES, kind_of

Data = Annotated[Path, typer.Option("--data", help="The data directory.")]
T = TypeVar("T")

BAD_FILE = 2
REFUSED = 3
UNAVAILABLE = 4


def register(app: typer.Typer) -> typer.Typer:
    """Adds ``body`` to the house's command line, and gives it for more commands."""
    body = typer.Typer(help="Bodies: their members, offices and meetings.", no_args_is_help=True)
    body.command("import")(import_file)
    body.command("list")(list_bodies)
    body.command("show")(show)
    app.add_typer(body, name="body")
    return body


def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV, XLSX or JSON file.", exists=True, dir_okay=False)],
    name: Annotated[str, typer.Option("--name", help="The body's key: a-z, digits, hyphens.")],
    to: Data = Path("var"),
    title: Annotated[str, typer.Option("--title", help="The body's own name, in its language.")] = "",
    language: Annotated[str, typer.Option("--language", help="Its language: ar zh en fr ru es.")] = "en",
    preview: Annotated[bool, typer.Option("--preview", help="Show how it is read; take nothing.")] = False,
    dates: Annotated[
        str, typer.Option("--dates", help="day or month: which stands first in 01/09/1961.")
    ] = "",
    state: Annotated[list[str] | None, typer.Option("--state", help="NAME=CODE: whom a name means.")] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", help="COLUMN:SPELLING=GROUP: where it is counted; itself: it stays apart."),
    ] = None,
) -> None:
    """Take a body from FILE (CSV, XLSX or JSON) into a book of its own: everything, or nothing and every error."""
    draft = _drafted(file, Founding(key=name, name=title, language=language), _choices(dates, state, group))
    if preview or draft.questions:
        _show_draft(draft)
    if draft.questions:
        leave(f"{len(draft.questions)} questions are open. Nothing was changed.", BAD_FILE)
    if draft.whole is None or preview:
        return
    whole = draft.whole
    version = with_clerk(to, lambda clerk: clerk.submit(BODIES.book(name), whole, LIBRARIAN))
    members = sum(type(step).__name__ == "AdmitMember" for step in whole.steps)
    typer.echo(f"{name}: {members} members in book {BODIES.book(name)}, {version} acts.")


def _drafted(file: Path, founding: Founding, choices: Choices) -> Draft:
    try:
        draft = read_draft(file.read_bytes(), founding, choices)
        if draft.errors:
            raise BadFile(draft.errors)
    except BadFile as bad:
        for error in bad.errors:
            typer.echo(f"{file}: {error}", err=True)
        leave(f"{len(bad.errors)} errors. Nothing was changed.", BAD_FILE)
    return draft


def _choices(dates: str, state: list[str] | None, group: list[str] | None) -> Choices:
    groups: dict[str, dict[str, str]] = {}
    for answer in group or ():
        scheme, _, pair = answer.partition(":")
        spelling, _, to = pair.partition("=")
        groups.setdefault(scheme, {})[spelling] = to or spelling
    if dates not in ("", "day", "month"):
        leave("--dates is day or month. Nothing was changed.", BAD_FILE)
    states = {name: code for name, _, code in (answer.rpartition("=") for answer in state or ())}
    return Choices(dates=dates, states=states, groups=groups)


def _show_draft(draft: Draft) -> None:
    """How the file is read: its groups with their sizes, and what is asked back."""
    typer.echo(f"{draft.form} {draft.encoding}: {len(draft.members)} members")
    for scheme, groups in draft.schemes.items():
        typer.echo(f"{scheme}: " + ", ".join(f"{group!r} {n}" for group, n in groups.items()))
    for asked in draft.questions:
        where = f"line {asked.line}, column {asked.column}"
        typer.echo(f"{where}: {_asked(asked)}")


def _asked(question: Question) -> str:
    written = ", ".join(map(repr, question.written))
    match question.about:
        case "dates":
            return f"day or month first in {written}? Answer --dates day or --dates month."
        case "state":
            return f"who is {written}? Answer --state with one of {', '.join(question.options)}."
        case "groups":
            apart = "" if question.unseen else ", or each with itself where they are two"
            return f"is {written} one group? Answer --group for each with {question.options[0]!r}{apart}."


def list_bodies(of: Data = Path("var")) -> None:
    """The bodies on record, and those whose facts come with Rostrum."""
    founded = with_clerk(of, _bodies) if (of / FILE).is_file() else []
    table = Table("Key", "Name", "Members", "Book", box=None)
    for state in founded:
        members = str(len(state.members_on(today())))
        table.add_row(state.key, state.name.get("en", state.short), members, state.book)
    for key in sorted(set(data.body_keys()) - {state.key for state in founded}):
        facts = data.body(key)
        table.add_row(key, facts["name"]["en"], str(len(data.members_on(key, today()))), "not founded here")
    Console().print(table)


def show(key: str, of: Data = Path("var")) -> None:
    """One body: groups, offices, who holds its posts, and meetings."""
    if not (of / FILE).is_file():
        leave(f"There is no record in {of}.", REFUSED)
    state = with_clerk(of, lambda clerk: clerk.state(BODIES.book(key)))
    console = Console()
    present = state.members_on(today())
    console.print(f"[bold]{state.name.get('en', key)}[/bold]  {len(present)} members, book {state.book}")
    for scheme in state.schemes.values():
        sizes = {g: sum(m.groups.get(scheme.key) == g for m in present) for g in scheme.groups}
        console.print(f"{scheme.key}: " + ", ".join(f"{group} {n}" for group, n in sizes.items()))
    for term in running_terms(state, today()):
        console.print(f"{term.office}: {term.holder}, since {term.begins}")
    for post in state.posts.values():
        whose = f" {post.code or post.group}" if post.code or post.group else ""
        console.print(f"{post.capacity.value}{whose}: {post.person}")
    for line in state.meetings.values():
        console.print(
            f"{line.began or day_of(line.opens or 0)}  {line.title.get('en', line.key)}, {line.place}"
        )


def today() -> str:
    return day_of(now())


def now() -> Instant:
    return time.time_ns() // 1_000_000


async def _bodies(clerk: Clerk) -> list[Body]:
    return [await clerk.state(book) for book in await clerk.books() if kind_of(book) is BODIES]


def with_clerk(folder: Path, work: Callable[[Clerk], Awaitable[T]]) -> T:
    """Do one thing on the record in ``folder``; what the rules refuse ends the command with their code."""

    async def run() -> T:
        clerk = Clerk(record, lambda book: BODY, now)
        try:
            return await work(clerk)
        finally:
            await clerk.close()

    folder.mkdir(parents=True, exist_ok=True)
    try:
        record = open_record(folder, Codec(BODY.acts))
        try:
            return asyncio.run(run())
        finally:
            record.close()
    except Refused as refused:
        leave(f"Refused: {refused.code} {dict(refused.facts)}. Nothing was changed.", REFUSED)
    except UnknownBook as unknown:
        leave(f"There is no book {unknown} in {folder}.", REFUSED)
    except RecordUnavailable as error:
        leave(f"The record cannot be used: {error}.", UNAVAILABLE)


def leave(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
