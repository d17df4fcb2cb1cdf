"""The command for books that came to somebody: ``rostrum verify``. It needs no record, only the file."""

from pathlib import Path
from typing import Annotated

import typer

from rostrum.record.checkpoint import Verifier
from rostrum.record.lots import Unannounced, unannounced
from rostrum.record.tabled import compared, named
from rostrum.record.verify import BadBundle, Verified, verify, verify_since

File = Annotated[Path, typer.Argument(help="A bundle.", exists=True, dir_okay=False)]
Key = Annotated[str | None, typer.Option("--key", help="The key that must have signed, name+id+base64.")]
Older = Annotated[
    Path | None, typer.Option("--since", help="An earlier bundle of the book, which must be its beginning.")
]
Papers = Annotated[
    Path | None,
    typer.Option("--papers", help="A folder with the files of its papers, under any name.", file_okay=False),
]
BAD = 1
UNPINNED = (
    "NOT CHECKED: whose key this is. Anybody can sign another history with a key of their own: ask the house for its "
    "key by another way (`rostrum key`; its fingerprint is on the printed sheets) and give it with --key."
)


def register(app: typer.Typer) -> None:
    """Adds the command to the house's command line."""
    app.command("verify")(verify_file)


def verify_file(file: File, key: Key = None, since: Older = None, papers: Papers = None) -> None:
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
    if papers is not None and not _all_there(found, papers):
        raise typer.Exit(BAD)


def _all_there(found: Verified, folder: Path) -> bool:
    """Whether the folder holds every file that the papers name, byte for byte; what became of each is said."""
    try:
        files = compared(named(found.entries), folder)
    except OSError as error:
        raise typer.BadParameter(str(error)) from None
    for file, path in files:
        said = f"{path} is as it was tabled" if path else "NOT THERE, or not as it was tabled"
        typer.echo(
            f"paper {file.paper} ({file.language}), {file.name!r}, entry {file.entry}: {said}", err=not path
        )
    if not files:
        typer.echo("No paper names a file.")
    return all(path for _, path in files)


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
