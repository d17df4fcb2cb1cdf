"""The command for books that came to somebody: ``rostrum verify``. It needs no record, only the file."""

from pathlib import Path
from typing import Annotated

import typer

from rostrum.record.checkpoint import Verifier
from rostrum.record.lots import Unannounced, unannounced
from rostrum.record.verify import BadBundle, Verified, verify, verify_since

File = Annotated[Path, typer.Argument(help="A bundle.", exists=True, dir_okay=False)]
Key = Annotated[str | None, typer.Option("--key", help="The key that must have signed, name+id+base64.")]
Older = Annotated[
    Path | None, typer.Option("--since", help="An earlier bundle of the book, which must be its beginning.")
]
BAD = 1
UNPINNED = (
    "NOT CHECKED: whose key this is. Anybody can sign another history with a key of their own: ask the house for its "
    "key by another way (`rostrum key`; its fingerprint is on the printed sheets) and give it with --key."
)


def register(app: typer.Typer) -> None:
    """Adds the command to the house's command line."""
    app.command("verify")(verify_file)


def verify_file(file: File, key: Key = None, since: Older = None) -> None:
    """Check a bundle offline, and name the first bad entry; exit 1 if one byte is not as it was written."""
    try:
        data = file.read_bytes()
        found = verify(data, key) if since is None else verify_since(data, since.read_bytes(), key)
    except OSError as error:
        raise typer.BadParameter(str(error)) from None
    except BadBundle as bad:
        typer.echo(f"bad: {bad}", err=True)
        raise typer.Exit(BAD) from None
    typer.echo(summary(found, pinned=key is not None, since=since))
    for lot in unannounced(found.entries):
        typer.echo(said_of(lot), err=True)
    if key is None:
        typer.echo(UNPINNED, err=True)


def said_of(lot: Unannounced) -> str:
    drawn = f"entry {lot.entry}, composition {lot.composition}: its lot was drawn from {lot.source!r}"
    if lot.early:
        return f"DRAWN EARLY: {drawn}, before that could be known as it was announced."
    return f"NOT ANNOUNCED: {drawn}, which no entry before it announces."


def summary(found: Verified, *, pinned: bool, since: Path | None = None) -> str:
    header = found.header
    sizes = ", ".join(str(checkpoint.size) for checkpoint in found.checkpoints)
    rows = [
        ("book", header.book),
        ("entries", f"{header.count}" + (f", {found.withheld} withheld" if found.withheld else "")),
        ("head", header.head),
        ("checkpoints", f"{len(found.checkpoints)}, at {sizes}"),
        ("key", header.key),
        ("fingerprint", Verifier.parse(header.key).fingerprint),
        *((("goes on from", str(since)),) if since else ()),
    ]
    end = "verified" if pinned else "consistent with itself, under the key that it carries"
    return "\n".join(f"{name:<12} {value}" for name, value in rows) + f"\n{end}"
