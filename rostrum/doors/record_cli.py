"""Commands for what leaves the house, and for its keys: ``rostrum export``, ``backup``, ``restore``, ``key``."""

import time
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from rostrum.doors.plainly import plainly
from rostrum.record.audit import audit
from rostrum.record.backup import BadBackup, make, restore
from rostrum.record.bundle import NoSuchBook, Scope, write
from rostrum.record.checkpoint import NotACheckpoint, Signer
from rostrum.record.codec import Codec
from rostrum.record.entry import Head
from rostrum.record.port import Record, RecordUnavailable
from rostrum.record.shelf import Shelf
from rostrum.record.sqlite import FILE, open_record
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.record.tabled import unkept

Data = Annotated[Path, typer.Option("--data", help="The data directory.")]
Out = Annotated[Path, typer.Option("--out", help="The file to write.")]
Backup = Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)]
Shown = Annotated[Scope, typer.Option("--visibility", help="Withhold what is not public, or nothing.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the house's command line."""
    app.command("export")(export_book)
    key = typer.Typer(invoke_without_command=True)
    key.callback()(show_key)
    key.command("rotate-seals")(rotate_seals)
    app.add_typer(key, name="key")
    app.command("backup")(back_up)
    app.command("restore")(put_back)


def export_book(book: str, out: Out, data: Data = Path("var"), visibility: Shown = Scope.ALL) -> None:
    """Write a book to a file that stands alone and that anyone can verify."""
    if not (data / FILE).is_file():
        _leave(f"There is no record in {data}.", 2)
    try:
        # No act is decoded: bytes go out as they lie, those of newer versions too.
        record = open_record(data, Codec({}))
        try:
            signer = Signer.at(data)
            _require_sound(record, book, signer)
            head = write(record, book, signer, out, visibility)
        finally:
            record.close()
    except NoSuchBook:
        _leave(f"There is no book {book} in {data}.", 2)
    except RecordUnavailable as error:
        _leave(f"The record cannot be read: {error}.", 2)
    else:
        typer.echo(f"{out}: {head.version} entries, head {head.hash}")


def show_key(asked: typer.Context, data: Data = Path("var")) -> None:
    """Print the public key under which the house signs, and its fingerprint."""
    if asked.invoked_subcommand is not None:
        return
    verifier = _kept(data).verifier
    typer.echo(f"{verifier}\nfingerprint  {verifier.fingerprint}")


def rotate_seals(data: Data = Path("var")) -> None:
    """Seal badges, entry codes and reply pages with a new key; what was sealed before ends at its own time."""
    from rostrum.secretariat.seals import Seals  # not for an export (ADR 0013)

    if not (data / FILE).is_file():
        _leave(f"There is no record in {data}.", 2)
    with plainly(data):
        ledger = open_ledger(data)
        try:
            number = Seals(ledger, lambda: time.time_ns() // 1_000_000).rotate()
        finally:
            ledger.close()
    typer.echo(f"Key {number} seals from now on; a house that serves takes it up within a second.")


def back_up(out: Out, data: Data = Path("var")) -> None:
    """Write all that a data folder keeps to one file, while the house serves, and verify it."""
    try:
        with plainly(data):
            _say(out, make(data, out), data)
    except BadBackup as error:
        _leave(f"No backup was made: {error}.", 1)


def put_back(backup: Backup, data: Data) -> None:
    """Put a backup back into a new folder, and verify it there."""
    try:
        with plainly(data):
            _say(data, restore(backup, data), data)
    except BadBackup as error:
        _leave(f"Nothing was put back to serve from: {error}.", 1)


def _say(where: Path, held: dict[str, Head], data: Path) -> None:
    typer.echo(f"{where}: verified, {len(held)} books")
    for book, head in held.items():
        typer.echo(f"  {book}  {head.version} entries, head {head.hash}")
    record = open_record(data, Codec({}))
    try:
        for book, file, why in unkept(record, Shelf(data)):
            typer.echo(
                f"  {book}  paper {file.paper} ({file.language}), {file.name!r}: the file is {why}", err=True
            )
    finally:
        record.close()


def _kept(data: Path) -> Signer:
    """The key of the folder; none is ever made here."""
    try:
        signer = Signer.kept(data)
    except NotACheckpoint as error:
        _leave(f"{error}: put it back from a backup.", 2)
    if signer is None:
        _leave(f"There is no record.key in {data}.", 2)
    return signer


def _require_sound(record: Record, book: str, signer: Signer) -> None:
    """What does not fit is not signed anew."""
    finding = audit(record, book, signer.verifier, record.marks().get(book))
    if finding is not None:
        _leave(f"{book} is not exported, for it does not fit what vouches for it: {finding.why}.", 1)


def _leave(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
