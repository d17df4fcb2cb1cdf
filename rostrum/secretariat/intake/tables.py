"""Tables as spreadsheets and ministries write them: XLSX, and CSV in any of its flavours and alphabets."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from rostrum.procedure.likeness import tidy
from rostrum.secretariat.intake.cells import MOST_BYTES, MOST_ROWS, BadCell, BadFile, Row, Sheet, check_size
from rostrum.secretariat.intake.states import recognised

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CODE_PAGES = ("cp1252", "cp1251", "cp1256", "gb18030")
"""In which spreadsheets of Western Europe, of Russia, of the Arab states and of China write what is not Unicode."""
SEPARATORS = ",;\t|"
SEP_LINE = re.compile(r'^"?sep=(.)"?\r?\n?', re.IGNORECASE)
MOST_UNPACKED = 40_000_000
"""Bytes of a workbook unpacked: that of 5,000 members in sixty columns stays far below."""

Cells = tuple[int, list[str]]
"""A line's number, and its cells."""


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """A file's text and the encoding it was read in. ``encoding`` is one of `CODE_PAGES`, empty to find out."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), name
    if encoding in CODE_PAGES:
        return content.decode(encoding, "replace"), encoding
    if name := _unmarked_utf16(content):
        return content.decode(name, "replace"), name
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        found = max(CODE_PAGES, key=lambda page: _sense(content, page))
        return content.decode(found, "replace"), found


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without its mark: every second byte of a table's separators is zero."""
    start = content[:400]
    if len(start) >= 4 and start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 4 and start[::2].count(0) > len(start) // 4 else ""


def _sense(content: bytes, page: str) -> int:
    """How many cells are names of states when read so; the first of equals is taken."""
    text = content.decode(page, "replace")
    cells = re.split(r"[,;\t|\r\n\"]+", text)[:4000]
    return sum(not cell.isascii() and recognised(cell) for cell in cells)


def from_csv(content: bytes, encoding: str = "") -> Sheet:
    check_size(max(content.count(b"\n"), content.count(b"\r")) // 2)  # quoted cells may hold line breaks
    text, read_in = decoded(content, encoding)
    named = SEP_LINE.match(text)
    begin = named.end() if named else 0
    separator = named[1] if named else _separator(text)
    lines, line = list[Cells](), 2 if named else 1
    reader = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=separator, strict=True)
    first = line
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((line, cells))
            check_size(len(lines) - 2)
            line = reader.line_num + first
    except csv.Error as error:
        raise BadFile(
            [BadCell(max(1, reader.line_num + first - 1), "", "not_csv", about=str(error))]
        ) from None
    columns, rows, errors = tabled(lines)
    return Sheet({}, columns, rows, errors, "CSV", read_in, separator)


def _separator(text: str) -> str:
    """The one that stands most often in the heading, outside quotes."""
    heading = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")).splitlines()[:1] or [""]
    return max(SEPARATORS, key=heading[0].count)


def from_xlsx(content: bytes) -> Sheet:
    """The first sheet of a workbook that holds anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MOST_UNPACKED:
            raise BadFile([BadCell(1, "", "too_many", about=str(MOST_ROWS))])
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = (book.get_sheet_by_name(name) for name in book.sheet_names)
        grid = next((one for one in grids if one.total_height > 1), None)
        if grid is None:
            raise BadFile([BadCell(1, "", "no_members")])
        check_size(grid.total_height - 1)
        written = grid.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise BadFile([BadCell(1, "", "not_workbook", about=type(error).__name__)]) from None
    lines = [(number, [_shown(cell) for cell in cells]) for number, cells in enumerate(written, 1)]
    columns, rows, errors = tabled([(n, cells) for n, cells in lines if any(map(str.strip, cells))])
    return Sheet({}, columns, rows, errors, "XLSX")


def _shown(cell: Any) -> str:
    """A cell as text: dates are dates there, and whole numbers have no decimals."""
    match cell:
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case bool():
            return "1" if cell else ""
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def tabled(lines: Sequence[Cells]) -> tuple[tuple[str, ...], tuple[Row, ...], tuple[BadCell, ...]]:
    """Columns by their headings and the rows beneath. Columns without heading and content are none."""
    if not lines:
        return (), (), ()
    head = [tidy(name) for name in lines[0][1]]
    used = max((_filled(cells) for _, cells in lines), default=0)
    width = max(used, _filled(head))
    head = (head + [""] * width)[:width]
    rows: list[Row] = []
    errors = [BadCell(1, name, "column_twice") for name in _twice(head)]
    for line, cells in lines[1:]:
        if _filled(cells) > width or len(cells) < _filled(head):
            errors.append(BadCell(line, "", "cells_amiss", about=f"{len(cells)}/{len(head)}"))
        else:
            rows.append(
                Row(line, {n: c.strip() for n, c in zip(head, [*cells, *[""] * width], strict=False)})
            )
    kept = [name for name in head if name or any(row.cells[name] for row in rows)]
    return tuple(dict.fromkeys(kept)), tuple(rows), tuple(errors)


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that holds anything."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _twice(head: Sequence[str]) -> list[str]:
    return sorted({name for name in head if name and head.count(name) > 1})


def is_workbook(content: bytes) -> bool:
    return content[:4] == b"PK\x03\x04"


def too_large(content: bytes) -> bool:
    return len(content) > MOST_BYTES
