"""The command for books that came to somebody: ``rostrum verify``. It needs no record, only the file."""

from pathlib import Path
from typing import Annotated

import typer

from rostrum.record.verify import BadBundle, Verified, verify

File = Annotated[Path, typer.Argument(help="A bundle.", exists=True, dir_okay=False)]
Key = Annotated[str | None, typer.Option("--key", help="The key that must have signed, name+id+base64.")]
BAD = 1


def register(app: typer.Typer) -> None:
    """Adds the command to the house's command line."""
    app.command("verify")(verify_file)


def verify_file(file: File, key: Key = None) -> None:
    """Check a bundle offline, and name the first bad entry; exit 1 if one byte is not as it was written."""
    try:
        found = verify(file.read_bytes(), key)
    except BadBundle as bad:
        typer.echo(f"bad: {bad}", err=True)
        raise typer.Exit(BAD) from None
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
