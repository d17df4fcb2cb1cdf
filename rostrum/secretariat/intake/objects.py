"""Lists of members as JSON: rows, or an object that says more of the body, with the line of each."""

import json
import re
from bisect import bisect_left
from collections.abc import Mapping
from json.scanner import py_make_scanner  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
from typing import Any, cast

from rostrum.procedure.likeness import composed
from rostrum.secretariat.intake.cells import BadCell, BadFile, Row, Sheet, check_size


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


def from_json(text: str) -> Sheet:
    check_size(text.count("{") // 3)  # a row, its groups, and room for names by language
    try:
        found: Any = _Decoder().decode(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair cannot be kept
    except json.JSONDecodeError as error:
        raise BadFile([BadCell(error.lineno, "", "not_json", about=error.msg)]) from None
    except (ValueError, RecursionError) as error:
        raise BadFile([BadCell(1, "", "not_json", about=type(error).__name__)]) from None
    about: Mapping[str, Any] = found if isinstance(found, _Lined) else {}
    listed: Any = about.get("members") if about else found
    if not isinstance(listed, list):
        raise BadFile([BadCell(1, "members", "rows_wanted")])
    check_size(len(cast("list[Any]", listed)))
    return _json_rows(text, about, cast("list[Any]", listed))


def _json_rows(text: str, about: Mapping[str, Any], listed: list[Any]) -> Sheet:
    rows: list[Row] = []
    errors: list[BadCell] = []
    breaks = [found.start() for found in re.finditer("\n", text)]
    place = 0
    for number, item in enumerate(listed, 1):
        if not isinstance(item, _Lined):
            gap = re.compile(r"[\s,]*").match(text, place)
            at = gap.end() if gap and place else place
            errors.append(BadCell(bisect_left(breaks, at) + 1, "", "row_wanted", about=str(number)))
            continue
        line, place = bisect_left(breaks, item.at) + 1, item.until
        errors += [BadCell(line, name, "name_twice") for name in item.twice]
        cells, wrong = _json_cells(item, line)
        errors += wrong
        rows.append(Row(line, cells))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    empty = dict.fromkeys(columns, "")
    filled = tuple(Row(row.line, empty | dict(row.cells)) for row in rows)
    return Sheet(about, columns, filled, tuple(errors), "JSON")


def _json_cells(item: Mapping[str, Any], line: int) -> tuple[dict[str, str], list[BadCell]]:
    cells: dict[str, str] = {}
    errors: list[BadCell] = []
    groups: Any = item.get("groups", {})
    if not isinstance(groups, dict):
        errors.append(BadCell(line, "groups", "groups_object_wanted"))
        groups = {}
    flat = {name: value for name, value in item.items() if name != "groups"}
    for name, value in (*flat.items(), *cast("dict[str, Any]", groups).items()):
        if name in cells:
            errors.append(BadCell(line, name, "name_twice"))
        elif value is None or isinstance(value, str):
            cells[composed(name).strip()] = (value or "").strip()
        else:
            errors.append(BadCell(line, name, "text_wanted", str(value)[:40]))
    return cells, errors
