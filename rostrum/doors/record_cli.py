"""The command for books that leave the house: ``rostrum export``."""

from pathlib import Path
from typing import Annotated

import typer

from rostrum.record.bundle import NoSuchBook, Scope, write
from rostrum.record.checkpoint import Signer
from rostrum.record.codec import Codec
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite import FILE, open_record

Data = Annotated[Path, typer.Option("--data", help="The data directory.")]
Out = Annotated[Path, typer.Option("--out", help="The file to write.")]
Shown = Annotated[Scope, typer.Option("--visibility", help="Withhold what is not public, or nothing.")]


def register(app: typer.Typer) -> None:
    """Adds the command to the house's command line."""
    app.command("export")(export_book)


def export_book(book: str, out: Out, data: Data = Path("var"), visibility: Shown = Scope.ALL) -> None:
    """Write a book to a file that stands alone and that anyone can verify."""
    if not (data / FILE).is_file():
        _leave(f"There is no record in {data}.", 2)
    try:
        # No act is decoded: bytes go out as they lie, those of newer versions too.
        record = open_record(data, Codec({}))
        try:
            head = write(record, book, Signer.at(data), out, visibility)
        finally:
            record.close()
    except NoSuchBook:
        _leave(f"There is no book {book} in {data}.", 2)
    except RecordUnavailable as error:
        _leave(f"The record cannot be read: {error}.", 2)
    else:
        typer.echo(f"{out}: {head.version} entries, head {head.hash}")


def _leave(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)
