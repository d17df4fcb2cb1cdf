"""Commands for books that leave the house: ``rostrum export`` and ``rostrum verify``."""

from pathlib import Path
from typing import Annotated

import typer

from rostrum.record.bundle import NoSuchBook, Scope, write
from rostrum.record.checkpoint import Signer
from rostrum.record.codec import Codec
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite import FILE, open_record
from rostrum.record.verify import BadBundle, Verified, verify

Data = Annotated[Path, typer.Option("--data", help="The data directory.")]
Out = Annotated[Path, typer.Option("--out", help="The file to write.")]
Shown = Annotated[Scope, typer.Option("--visibility", help="Withhold what is not public, or nothing.")]
File = Annotated[Path, typer.Argument(help="A bundle.", exists=True, dir_okay=False)]
Key = Annotated[str | None, typer.Option("--key", help="The key that must have signed, name+id+base64.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the house's command line."""
    app.command("export")(export_book)
    app.command("verify")(verify_file)


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


def verify_file(file: File, key: Key = None) -> None:
    """Check a bundle offline; exit 1 and name the first bad entry if one byte is not as it was written."""
    try:
        found = verify(file.read_bytes(), key)
    except BadBundle as bad:
        _leave(f"bad: {bad}", 1)
    else:
        typer.echo(summary(found))


def summary(found: Verified) -> str:
    header = found.header
    sizes = ", ".join(str(checkpoint.size) for checkpoint in found.checkpoints)
    rows = [
        ("book", header.book),
        ("entries", f"{header.count}" + (f", {found.withheld} withheld" if found.withheld else "")),
        ("head", header.head),
        ("checkpoints", f"{len(found.checkpoints)}, at {sizes}"),
        ("key", header.key),
    ]
    return "\n".join(f"{name:<12} {value}" for name, value in rows) + "\nverified"


def _leave(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)
