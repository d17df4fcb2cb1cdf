"""Reading a body from a file: every row that is wrong, with line, column and reason, or the body whole.

CSV: ``code,name_en,<one column per grouping scheme>,joined``. JSON: a list of rows with the same columns, or an object
``{"name", "short", "founded", "languages", "rulebook", "accent", "members": [rows]}`` whose rows may hold the
schemes in ``"groups"``.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from json.scanner import py_make_scanner  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
from typing import Any, cast

from rostrum import data
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.membership import check_date
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.secretariat.library import declared, is_code, un_groups, un_schemes

KEY = re.compile(r"^[a-z0-9][a-z0-9-]{0,39}$")
SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9 _.-]{0,39}$")
ACCENT = re.compile(r"^#[0-9A-Fa-f]{6}$")
OWN = ("code", "name_en", "joined")
LONGEST = 200
MOST_ROWS = 5_000
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, order=True)
class BadCell:
    """Where a file is wrong: ``line`` from 1, ``column`` by its name (empty: the whole line), and the reason."""

    line: int
    column: str
    reason: str
    value: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{where}: {self.reason}" + (f" ({self.value!r})" if self.value else "")


class BadFile(ValueError):
    """The file cannot be taken; ``errors`` holds everything that is wrong with it, in order."""

    def __init__(self, errors: Iterable[BadCell]) -> None:
        self.errors = sorted(set(errors))
        super().__init__(f"{len(self.errors)} errors")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file taken apart: what it says of the body itself, its schemes in order, its rows."""

    about: Mapping[str, Any]
    schemes: tuple[str, ...]
    rows: tuple[Row, ...]
    errors: tuple[BadCell, ...] = ()
    """What was wrong with its form; the rows that could be read are here all the same."""


def read_body(content: bytes, key: str) -> i.EstablishBody:
    """The body that a file describes; raises BadFile with all its errors."""
    if not KEY.match(key):
        raise BadFile(
            [BadCell(1, "--name", "a key has letters a-z, digits and hyphens, 40 at most", key[:60])]
        )
    sheet = _taken_apart(content)
    errors = [*sheet.errors, *_wrong_head(sheet), *_wrong_about(sheet.about), *_wrong_rows(sheet)]
    if errors:
        raise BadFile(errors)
    return _body(sheet, key)


def _taken_apart(content: bytes) -> Sheet:
    if len(content) > MOST_BYTES:
        raise BadFile([BadCell(1, "", f"the file is larger than {MOST_BYTES} bytes")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile([BadCell(line, "", "the file is not UTF-8")]) from None
    return _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)


# CSV


def _from_csv(text: str) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(reader, list[str]())]
        rows, errors = _csv_rows(reader, head)
    except csv.Error as error:
        raise BadFile([BadCell(max(1, reader.line_num), "", f"not CSV: {error}")]) from None
    twice = sorted({name for name in head if head.count(name) > 1})
    errors += [BadCell(1, name, "the column stands there twice") for name in twice]
    missing = [BadCell(1, name, "the column is missing") for name in OWN if name not in head]
    if missing:
        raise BadFile([*missing, *errors])
    schemes = tuple(dict.fromkeys(name for name in head if name not in OWN))
    return Sheet({}, schemes, tuple(rows), tuple(errors))


def _csv_rows(reader: Any, head: list[str]) -> tuple[list[Row], list[BadCell]]:
    rows: list[Row] = []
    errors: list[BadCell] = []
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            if len(cells) != len(head):
                errors.append(BadCell(line, "", f"{len(cells)} cells where the head has {len(head)}"))
            else:
                stripped = (cell.strip() for cell in cells)
                rows.append(Row(line, dict(zip(head, stripped, strict=True))))
        line = reader.line_num + 1
    return rows, errors


# JSON


class _Lined(dict[str, Any]):
    """An object of a JSON text that knows where it began, and which of its keys were there twice."""

    at = 0
    until = 0
    twice: tuple[str, ...] = ()


class _Decoder(json.JSONDecoder):
    def __init__(self) -> None:
        super().__init__(object_pairs_hook=_lined, parse_constant=_no_constant)
        within = cast(Any, self)
        plain = within.parse_object

        def parse_object(start: tuple[str, int], *rest: Any) -> tuple[Any, int]:
            found, end = plain(start, *rest)
            found.at, found.until = start[1], end
            return found, end

        within.parse_object = parse_object
        within.scan_once = py_make_scanner(self)


def _lined(pairs: list[tuple[str, Any]]) -> _Lined:
    found = _Lined(pairs)
    names = [name for name, _ in pairs]
    found.twice = tuple(sorted({name for name in names if names.count(name) > 1}))
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _from_json(text: str) -> Sheet:
    try:
        found: Any = _Decoder().decode(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair cannot be kept
    except json.JSONDecodeError as error:
        raise BadFile([BadCell(error.lineno, "", f"not JSON: {error.msg}")]) from None
    except (ValueError, RecursionError) as error:
        raise BadFile([BadCell(1, "", f"not JSON: {type(error).__name__}")]) from None
    about: Mapping[str, Any] = found if isinstance(found, _Lined) else {}
    listed: Any = about.get("members") if about else found
    if not isinstance(listed, list):
        raise BadFile([BadCell(1, "members", "a list of rows is missing")])
    return _json_rows(text, about, cast("list[Any]", listed))


def _json_rows(text: str, about: Mapping[str, Any], listed: list[Any]) -> Sheet:
    rows: list[Row] = []
    errors: list[BadCell] = []
    place = 0
    for number, item in enumerate(listed, 1):
        if not isinstance(item, _Lined):
            gap = re.compile(r"[\s,]*").match(text, place)
            at = gap.end() if gap and place else place
            errors.append(BadCell(text.count("\n", 0, at) + 1, "", f"row {number} is not an object"))
            continue
        line, place = text.count("\n", 0, item.at) + 1, item.until
        errors += [BadCell(line, name, "the name stands there twice") for name in item.twice]
        cells, wrong = _json_cells(item, line)
        errors += wrong
        rows.append(Row(line, cells))
    named = dict.fromkeys(name for row in rows for name in row.cells if name not in OWN)
    full = dict.fromkeys((*OWN, *named), "")
    filled = tuple(Row(row.line, full | dict(row.cells)) for row in rows)
    return Sheet(about, tuple(named), filled, tuple(errors))


def _json_cells(item: Mapping[str, Any], line: int) -> tuple[dict[str, str], list[BadCell]]:
    cells: dict[str, str] = {}
    errors: list[BadCell] = []
    groups: Any = item.get("groups", {})
    if not isinstance(groups, dict):
        errors.append(BadCell(line, "groups", "an object of scheme and group is wanted"))
        groups = {}
    flat = {name: value for name, value in item.items() if name != "groups"}
    for name, value in (*flat.items(), *cast("dict[str, Any]", groups).items()):
        if name in cells:
            errors.append(BadCell(line, name, "the name stands there twice"))
        elif value is None or isinstance(value, str):
            cells[name.strip()] = (value or "").strip()
        else:
            errors.append(BadCell(line, name, "a text is wanted", str(value)[:40]))
    return cells, errors


# What is wrong


def _wrong_head(sheet: Sheet) -> Iterator[BadCell]:
    for name in sheet.schemes:
        if not SCHEME.match(name):
            yield BadCell(1, name[:60], "no name for a grouping scheme")


def _wrong_about(about: Mapping[str, Any]) -> Iterator[BadCell]:
    texts = _texts(about.get("name", {})).values()
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST for text in texts):
        yield BadCell(1, "name", "a text, or texts by language, are wanted")
    for field, pattern in (("accent", ACCENT), ("short", re.compile(r"^.{1,60}$"))):
        value = about.get(field, "")
        if value != "" and not (isinstance(value, str) and pattern.match(value)):
            yield BadCell(1, field, "cannot be taken", str(value)[:40])
    rulebook = about.get("rulebook", "")
    if rulebook != "" and (not isinstance(rulebook, str) or rulebook not in RULEBOOKS):
        yield BadCell(1, "rulebook", f"one of {', '.join(sorted(RULEBOOKS))} is wanted", str(rulebook)[:40])
    languages: Any = about.get("languages", [])
    if not isinstance(languages, list) or any(
        one not in data.LANGUAGES for one in cast("list[Any]", languages)
    ):
        yield BadCell(1, "languages", f"a list out of {', '.join(data.LANGUAGES)} is wanted")
    founded = about.get("founded", "")
    if not isinstance(founded, str) or not _is_date(founded):
        yield BadCell(1, "founded", "an impossible date", str(founded)[:40])


def _wrong_rows(sheet: Sheet) -> Iterator[BadCell]:
    if not sheet.rows:
        yield BadCell(1, "", "no members")
    if len(sheet.rows) > MOST_ROWS:
        yield BadCell(1, "", f"more than {MOST_ROWS} members")
    first: dict[str, int] = {}
    classes = _classes(sheet)
    for row in sheet.rows:
        code = row.cells["code"]
        yield from _wrong_code(row.line, code, row.cells["name_en"])
        if code in first:
            yield BadCell(row.line, "code", f"the same member as in line {first[code]}", code[:40])
        elif code:
            first[code] = row.line
        if not _is_date(row.cells["joined"]):
            yield BadCell(row.line, "joined", "an impossible date", row.cells["joined"][:40])
        yield from _wrong_groups(row, sheet.schemes, classes)


def _wrong_code(line: int, code: str, name: str) -> Iterator[BadCell]:
    if not code:
        yield BadCell(line, "code", "a code is missing")
    elif not is_code(code):
        yield BadCell(line, "code", "no ISO 3166 alpha-3 code of a state", code[:40])
    if not name:
        yield BadCell(line, "name_en", "a name is missing")
    elif len(name) > LONGEST:
        yield BadCell(line, "name_en", f"longer than {LONGEST} characters")
    else:
        another = _names().get(name.casefold(), code)
        if another != code and is_code(code):
            yield BadCell(line, "name_en", f"the name of {another}, not of {code}", name)


def _wrong_groups(row: Row, schemes: Iterable[str], classes: frozenset[str]) -> Iterator[BadCell]:
    for scheme in schemes:
        group = row.cells[scheme]
        if not group and scheme not in classes:
            yield BadCell(row.line, scheme, "a group is missing")
        elif len(group) > LONGEST:
            yield BadCell(row.line, scheme, f"longer than {LONGEST} characters")


def _classes(sheet: Sheet) -> frozenset[str]:
    """Columns that name one group only: a class to which members belong or not (LDC), so cells may be empty."""
    found = {scheme: {row.cells[scheme] for row in sheet.rows} for scheme in sheet.schemes}
    return frozenset(scheme for scheme, groups in found.items() if len(groups - {""}) == 1 and "" in groups)


def _names() -> Mapping[str, str]:
    return {state.names["en"].casefold(): code for code, state in data.states().items()}


def _is_date(text: str) -> bool:
    try:
        if text:
            check_date("joined", text)
    except OutOfOrder:
        return False
    return True


# The body


def _texts(name: Any) -> dict[str, Any]:
    """A name as texts by language; a plain text is English, nothing is no text."""
    if isinstance(name, dict):
        return dict(cast("dict[str, Any]", name))
    return {"en": name} if name is not None else {}


def _body(sheet: Sheet, key: str) -> i.EstablishBody:
    codes = [row.cells["code"] for row in sheet.rows]
    members = [_member(row, sheet.schemes) for row in sheet.rows]
    return i.EstablishBody(
        steps=(_founding(sheet, key), *_schemes(sheet), *_un_schemes(sheet, codes), *members)
    )


def _founding(sheet: Sheet, key: str) -> i.FoundBody:
    about = sheet.about
    return i.FoundBody(
        key=key,
        name=_texts(about.get("name")) or {"en": key},
        short=about.get("short") or key,
        founded=about.get("founded", ""),
        languages=tuple(about.get("languages") or ("en",)),
        rulebook=about.get("rulebook") or "small-council",
        accent=about.get("accent", ""),
    )


def _schemes(sheet: Sheet) -> Iterator[i.DeclareScheme]:
    for scheme in sheet.schemes:
        groups = dict.fromkeys(row.cells[scheme] for row in sheet.rows if row.cells[scheme])
        yield declared(scheme, tuple(groups))


def _un_schemes(sheet: Sheet, codes: list[str]) -> Iterator[i.DeclareScheme]:
    """Those of the United Nations too, where the file has no column of that name."""
    yield from (found for found in un_schemes(codes) if found.scheme not in sheet.schemes)


def _member(row: Row, schemes: tuple[str, ...]) -> i.AdmitMember:
    code = row.cells["code"]
    own = {scheme: row.cells[scheme] for scheme in schemes if row.cells[scheme]}
    theirs = {scheme: group for scheme, group in un_groups(code).items() if scheme not in schemes}
    name = {} if code in data.states() else {"en": row.cells["name_en"]}
    return i.AdmitMember(code=code, joined=row.cells["joined"], groups={**theirs, **own}, name=name)
