"""`rostrum compose`: a contact group from the command line, as canonical JSON, a table, a PDF or a CSV."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, NoReturn

import rfc8785
import typer
from rich.console import Console
from rich.table import Table

from rostrum import data
from rostrum.composition import (
    METHODS,
    CompositionRefused,
    Override,
    Request,
    Rules,
    Sheet,
    SheetDiffers,
    check,
    compare_methods,
    compose,
)
from rostrum.composition.compose import result_of
from rostrum.composition.debt import lot_of
from rostrum.composition.facts import request_for
from rostrum.composition.model import validate
from rostrum.composition.sheet import RULEBOOK
from rostrum.printing.fonts import NoFont
from rostrum.record.checkpoint import Signer, Verifier
from rostrum.record.lots import announcement
from rostrum.record.verify import BadBundle, verify

REFUSED = 3
DIFFERS = 4
NO_FONT = 5


def register(app: typer.Typer) -> None:
    """Add the command `compose` to the application."""
    app.command("compose")(command)


def command(
    body: Annotated[str, typer.Option(help="Key of a body, for instance nam.")] = "nam",
    on: Annotated[str, typer.Option(help="The day whose membership counts, ISO 8601.")] = "2020-05-04",
    scheme: Annotated[
        str, typer.Option(help="Grouping scheme: the body's own, or un-group, m49-region …")
    ] = ("nam-region"),
    seats: Annotated[int, typer.Option(help="Seats in the group.")] = 45,
    method: Annotated[str, typer.Option(help=f"One of {', '.join(METHODS)}.")] = "webster",
    minimum: Annotated[int, typer.Option(help="Seats every region gets at least.")] = 1,
    base: Annotated[int, typer.Option(help="Base seats of the Cambridge compromise.")] = 1,
    cap: Annotated[list[str] | None, typer.Option(help="REGION=N: at most N seats.")] = None,
    floor: Annotated[list[str] | None, typer.Option(help="LDC=N, LLDC=N, SIDS=N or SUB-REGION=N.")] = None,
    lot: Annotated[str | None, typer.Option(help="Seed of the lot: a public value named beforehand.")] = None,
    must_have: Annotated[list[str] | None, typer.Option(help="XXX=ground: a state that must sit.")] = None,
    declined: Annotated[list[str] | None, typer.Option(help="XXX: a state that declined.")] = None,
    silent: Annotated[list[str] | None, typer.Option(help="XXX: a state that has not answered.")] = None,
    override: Annotated[
        list[str] | None, typer.Option(help="+XXX=reason or -XXX=reason: the chair's decision.")
    ] = None,
    chair: Annotated[str, typer.Option(help="Who makes the overrides.")] = "the Chair",
    decay: Annotated[str, typer.Option(help="λ of the rotation debt, 0 to 1, for instance 0.9.")] = "1",
    offices: Annotated[bool, typer.Option(help="Chair, troika and other offices are must-haves.")] = True,
    history: Annotated[bool, typer.Option(help="Past meetings weigh as rotation debt.")] = True,
    spread: Annotated[bool, typer.Option(help="Spread the seats of a region over its sub-regions.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print canonical JSON (RFC 8785).")] = False,
    compare: Annotated[bool, typer.Option("--compare", help="All methods side by side.")] = False,
    check_file: Annotated[
        Path | None, typer.Option("--check", help="Derive a sheet again and compare.")
    ] = None,
    signature: Annotated[
        Path | None, typer.Option(help="With --check: the sheet's signature, as the house gives it.")
    ] = None,
    key: Annotated[str, typer.Option(help="With --signature: the house's key, learnt from it.")] = "",
    record: Annotated[
        Path | None,
        typer.Option(help="With --check: the body's bundle, where the lot's source is looked up."),
    ] = None,
    house: Annotated[
        Path | None,
        typer.Option(help="With --pdf: sign with the key of the house kept in this data directory."),
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the sheet as PDF.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the sheet as CSV.")] = None,
    language: Annotated[
        str, typer.Option(help=f"Language of PDF and CSV: {', '.join(data.LANGUAGES)}.")
    ] = "en",
) -> None:
    """Compose a smaller group in which every region is fairly represented, with a reason for every state."""
    if language not in data.LANGUAGES:
        raise typer.BadParameter(f"{language!r} is none of the six", param_hint="--language")
    if check_file is not None:
        if signature is not None:
            _check_signature(check_file, signature, key)
        return _check(check_file, as_json, record)
    try:
        rules = Rules(
            minimum=minimum,
            base=base,
            caps=_numbers(cap, "--cap"),
            class_floors=_floors(floor, classes=True),
            subregion_floors=_floors(floor, classes=False),
            spread=spread,
            decay=_fraction(decay),
        )
        request = request_for(
            body,
            on,
            scheme,
            seats,
            method,
            rules,
            must_haves=dict(_pair(text, "--must-have") for text in must_have or ()),
            declined=declined or (),
            silent=silent or (),
            offices=offices,
            history=history,
            lot_seed=lot,
            lot_source=None if lot is None else "--lot",
            overrides=tuple(_override(text, chair) for text in override or ()),
        )
        if compare:
            return _compare(request, as_json)
        with solver_aside():
            sheet = compose(request)
    except CompositionRefused as refused:
        _refuse(refused, as_json)
    _write(sheet, pdf, csv, language, house)
    if as_json:
        _print_bytes(sheet.bytes)
    else:
        _show(sheet)


def _pair(text: str, option: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not (key and mark and value):
        raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint=option)
    return key, value


def _numbers(texts: Iterable[str] | None, option: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts or ():
        key, value = _pair(text, option)
        if not value.isdecimal():
            raise typer.BadParameter(f"{value!r} is not a whole number", param_hint=option)
        found[key] = int(value)
    return found


def _floors(texts: Iterable[str] | None, classes: bool) -> dict[str, int]:
    return {k: n for k, n in _numbers(texts, "--floor").items() if (k in ("LDC", "LLDC", "SIDS")) == classes}


def _fraction(text: str) -> Fraction:
    try:
        value = Fraction(text) if len(text) <= 40 and "e" not in text.lower() else Fraction(-1)
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if not 0 <= value <= 1:
        raise typer.BadParameter(f"{text!r} is not between 0 and 1", param_hint="--decay")
    return value


def _override(text: str, chair: str) -> Override:
    code, reason = _pair(text, "--override")
    if code[0] not in "+-":
        raise typer.BadParameter("begin with + (seat) or - (unseat)", param_hint="--override")
    return Override(code[1:], code[0] == "+", reason, chair)


@contextmanager
def solver_aside() -> Generator[None]:
    """What the solver prints by itself (HiGHS writes to the process's own output) goes to standard error."""
    sys.stdout.flush()
    ours = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(ours, 1)
        os.close(ours)


def _print_bytes(content: bytes) -> None:
    sys.stdout.buffer.write(content + b"\n")
    sys.stdout.buffer.flush()


def _refuse(refused: CompositionRefused, as_json: bool) -> NoReturn:
    """The typed refusal: as JSON on standard output when asked for, in words on standard error always."""
    if as_json:
        _print_bytes(rfc8785.dumps({"refused": {"code": refused.code, "facts": refused.facts}}))
    typer.echo(f"Refused: {refused}", err=True)
    raise typer.Exit(REFUSED)


def _check(path: Path, as_json: bool, record: Path | None) -> None:
    try:
        with solver_aside():
            sheet = check(path.read_bytes())
    except OSError as error:
        raise typer.BadParameter(str(error), param_hint="--check") from error
    except SheetDiffers as differs:
        if as_json:
            _print_bytes(rfc8785.dumps({"verified": False, "differs": differs.where}))
        typer.echo(_how_it_differs(differs), err=True)
        raise typer.Exit(DIFFERS) from None
    if as_json:
        _print_bytes(rfc8785.dumps({"verified": True, "sha256": sheet.sha256, "lot": _lot_is(sheet)}))
    else:
        typer.echo(f"Verified: the sheet follows from its inputs. SHA-256 {sheet.sha256}")
    _say_lot(sheet, record)


def _lot_is(sheet: Sheet) -> str:
    """``by-rule``: the seed is the rule's own; ``announced`` before, as the sheet says, or ``unannounced``."""
    if sheet.request.lot_seed is None:
        return "by-rule"
    return "announced" if sheet.request.lot_announced else "unannounced"


def _say_lot(sheet: Sheet, record: Path | None) -> None:
    """Whether the source of the lot was announced before; leaves with DIFFERS where the record denies it."""
    source, entry = sheet.document["lot"]["source"], sheet.request.lot_announced
    if _lot_is(sheet) == "unannounced":
        typer.echo(
            f"NOT ANNOUNCED: the lot was drawn from {source!r}, which was not announced before.", err=True
        )
    if entry is None:
        return
    if record is None:
        return typer.echo(
            f"The lot was drawn from {source!r}. NOT CHECKED: that entry {entry} announced it before. "
            "Ask the house for the record, and give it with --record.",
            err=True,
        )
    try:
        found = verify(record.read_bytes())
    except (OSError, BadBundle) as error:
        raise typer.BadParameter(str(error), param_hint="--record") from error
    book, _, version = entry.rpartition("/")
    held = found.header.book == book and version.isdecimal()
    if not (held and announcement(found.entries, int(version), source)):
        typer.echo(f"NOT ANNOUNCED: entry {entry} of the record does not announce {source!r}.", err=True)
        raise typer.Exit(DIFFERS)
    typer.echo(f"The lot was drawn from {source!r}, announced before by entry {entry}.", err=True)


def _check_signature(path: Path, signature: Path, key: str) -> None:
    """The signature is the key's and of this very sheet; leaves with DIFFERS where it is not."""
    try:
        said, digest, figures = signature.read_text().split()
        verifier = Verifier.parse(said)
        content = path.read_bytes().rstrip(b"\n")
        held = digest == sha256(content).hexdigest() and verifier.holds(bytes.fromhex(figures), content)
    except OSError as error:
        raise typer.BadParameter(str(error), param_hint="--signature") from error
    except ValueError:
        typer.echo("This is no signature of a sheet: key, SHA-256 and signature, each on its line.", err=True)
        raise typer.Exit(DIFFERS) from None
    if not held or (key and key != said):
        typer.echo("The signature is not of this sheet and this key.", err=True)
        raise typer.Exit(DIFFERS)
    typer.echo(f"Signed under the key {said}, fingerprint {verifier.fingerprint}.", err=True)
    if not key:
        typer.echo(
            "NOT CHECKED: whose key this is. Ask the house for its key by another way: --key.", err=True
        )


def _how_it_differs(differs: SheetDiffers) -> str:
    if differs.where == "rulebook":
        return f"The sheet was made by another rulebook than {RULEBOOK}; this version cannot derive it again."
    return f"The sheet does not follow from its inputs: differs at {differs.where}."


def _compare(request: Request, as_json: bool) -> None:
    validate(request)
    sizes = request.regions()
    table = compare_methods(sizes, request.seats, request.rules, lot_of(request, sizes).order())
    results = {method: result_of(by_size[request.seats]) for method, by_size in table.items()}
    if as_json:
        return _print_bytes(rfc8785.dumps({"total": request.seats, "methods": results}))
    _print_methods(Console(), list(sizes), results)


def _print_methods(console: Console, regions: list[str], results: dict[str, Any]) -> None:
    seats = Table("Method", *regions, "Gallagher", "Solutions")
    claims = Table("Method", "Last seat", "First missed", "By")
    for method, r in results.items():
        tied = str(r["ties_total"]) if r["ties"] else "1"
        seats.add_row(method, *(str(r["seats"][g]) for g in regions), f"{r['gallagher']:.2f}", tied)
        missed = r["first_missed"]
        by = "" if missed is None or missed["by"] is None else f"{missed['by']:.3f}"
        claims.add_row(method, _nth(r["last_seat"]), _nth(missed), by)
    console.print(seats)
    console.print(claims)


def _nth(step: dict[str, Any] | None) -> str:
    return "–" if step is None else f"{step['region']}, seat {step['seat']}"


def _write(sheet: Sheet, pdf: Path | None, csv: Path | None, language: str, house: Path | None) -> None:
    if pdf is None and csv is None:
        return
    from rostrum.printing.sheets import to_csv, to_pdf
    from rostrum.secretariat.editions import shipped_edition

    words = shipped_edition(sheet, language)
    if pdf is not None:
        try:
            signer = Signer.kept(house) if house is not None else None
            if house is not None and signer is None:
                raise typer.BadParameter(f"no key is kept in {house}", param_hint="--house")
            signature = signer.sign(sheet.bytes).hex() if signer else None
            key = f"{signer.verifier.name} {signer.verifier.fingerprint}" if signer else ""
            pdf.write_bytes(to_pdf(sheet, words, signature, key))
        except NoFont:
            typer.echo(f"No font for {language} is installed: the PDF was not written.", err=True)
            raise typer.Exit(NO_FONT) from None
    if csv is not None:
        csv.write_text(to_csv(sheet, words), encoding="utf-8-sig", newline="")


def _show(sheet: Sheet) -> None:
    doc, console = sheet.document, Console()
    _print_methods(console, list(doc["seats"]), {c["method"]: c for c in doc["comparison"]})
    for region, codes in doc["circulated"].items():
        shown = Table("State", "Why", title=f"{region}: {len(codes)}", title_justify="left")
        for code in codes:
            shown.add_row(doc["members"][code]["name"], doc["members"][code]["reason"])
        console.print(shown)
    for remark in doc["remarks"]:
        console.print(f"Remark: {remark['code']} {remark['facts']}")
    console.print(f"SHA-256 {sheet.sha256}")
