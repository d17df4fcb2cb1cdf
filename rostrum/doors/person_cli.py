"""Commands for what the house holds of a person: ``rostrum person set``, ``export``, ``erase``."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from rostrum.doors.by_language import texts
from rostrum.doors.plainly import plainly
from rostrum.record.codec import Codec
from rostrum.record.ledger import Ledger, Person
from rostrum.record.personal import addresses_of, held
from rostrum.record.port import Record
from rostrum.record.sqlite import FILE, open_record
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.secretariat import catcher

Data = Annotated[Path, typer.Option("--data", help="The data directory.")]
Book = Annotated[str, typer.Argument(help="The book that names the person: of a meeting, or body.KEY.")]
Key = Annotated[str, typer.Argument(help="The person's key on the roll of the book.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the house's command line."""
    person = typer.Typer(no_args_is_help=True, help="Keep, export or erase a person's names and addresses.")
    person.command("set")(keep)
    person.command("export")(export)
    person.command("erase")(erase)
    person.command("list")(kept)
    app.add_typer(person, name="person")


def keep(
    book: Book,
    key: Key,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="LANGUAGE=TEXT: as it is written, once a language.")
    ] = None,
    style: Annotated[str, typer.Option(help="How the person is addressed: H.E. Ms …")] = "",
    language: Annotated[str, typer.Option(help="In which the person is written to.")] = "",
    address: Annotated[list[str] | None, typer.Option("--address", help="Of mail, once each.")] = None,
    data: Data = Path("var"),
) -> None:
    """Keep a person's names, style, language and addresses, in place of those kept before."""
    person = Person(
        book=book,
        key=key,
        names=texts(name, "--name"),
        style=style,
        language=language,
        addresses=tuple(address or ()),
    )
    with _opened(data, book) as (_, ledger):
        ledger.keep_person(person)
    typer.echo(f"{key} of {book}: kept.")


def kept(book: Book, data: Data = Path("var")) -> None:
    """List whose names and addresses are held of a book, each with its key: persons, and mailboxes of invitations."""
    with _opened(data, book) as (_, ledger):
        rows = [
            *((one.key, *one.names.values(), *one.addresses) for one in ledger.persons(book)),
            *((one.key, *one.addresses) for one in ledger.mailboxes(book)),
        ]
    for row in rows:
        typer.echo("  ".join(row))


def export(book: Book, key: Key, data: Data = Path("var")) -> None:
    """Print all that is held of a person, as JSON."""
    with _opened(data, book) as (record, ledger):
        found = held(record, ledger, book, key)
        mails = catcher.addressed_to(data / "mail", addresses_of(ledger, book, key))
    typer.echo(
        json.dumps(
            found | {"caught": [mail.name for mail in mails]}, ensure_ascii=False, indent=1, sort_keys=True
        )
    )


def erase(book: Book, key: Key, data: Data = Path("var")) -> None:
    """Forget a person's names and addresses, in invitations' mailboxes too. Books stay as they are: in them stands the
    key."""
    with _opened(data, book) as (_, ledger):
        # What is found by the addresses goes before them: a crash in between leaves them to be found again.
        for mail in catcher.addressed_to(data / "mail", addresses_of(ledger, book, key)):
            mail.unlink()
        found = ledger.erase_person(book, key)
    if not found:
        _leave(f"No name and no address of {key} of {book} is held.")
    typer.echo(f"{key} of {book}: erased. Backups made before still hold it.")


@contextmanager
def _opened(data: Path, book: str) -> Generator[tuple[Record, Ledger]]:
    with plainly(data):
        if not (data / FILE).is_file():
            _leave(f"There is no record in {data}.")
        # No act is decoded: whatever version wrote it, it is shown as it lies.
        record, ledger = open_record(data, Codec({})), open_ledger(data)
        try:
            if not record.head(book).version:
                _leave(f"There is no book {book} in {data}.")
            yield record, ledger
        finally:
            ledger.close()
            record.close()


def _leave(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
