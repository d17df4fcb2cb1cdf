"""Who may import what, module by module; the direction between rooms is import-linter's (`.importlinter`)."""

import ast
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house.sources import ROOT, files, imports_of, is_in, module_name, parse

PURE = (
    "rostrum.procedure",
    "rostrum.views",
    "rostrum.hall.plan",
    "rostrum.record.entry",
    "rostrum.record.merkle",
)
"""They import the standard library and each other's floors only; the clock and identities are arguments."""

IMPURE_MODULES = {"socket", "asyncio", "random", "time", "secrets", "uuid"}
CLOCK_READERS = {"now", "utcnow", "today"}

SQL = tuple(
    f"rostrum.record.{room}"
    for room in (
        "database",
        "sql",
        "schema",
        "sql_ledger",
        "ledger_schema",
        "migrations",
        "sqlite",
        "postgres",
    )
)
WIRING = ("rostrum.doors", "rostrum.app", "rostrum.demo", "rostrum.__main__")
ONLY_IN = {
    "fastapi": WIRING,
    "starlette": WIRING,
    "uvicorn": WIRING,
    "typer": WIRING,
    "livekit": ("rostrum.hall.livekit", "rostrum.simulation"),
    "sqlalchemy": SQL,
    "alembic": SQL,
    "sqlite3": ("rostrum.record.sqlite",),
    "psycopg": ("rostrum.record.postgres",),
}
"""What knows whom: the outside package, and the only rooms in which it may be named."""

# A rehearsal in a real hall makes that hall itself, as the wiring does.
SETTINGS_READERS = (*WIRING, "rostrum.secretariat", "rostrum.hall", "rostrum.simulation.stage_play")


def impurities(tree: ast.Module, module: str, is_package: bool) -> Iterator[str]:
    """Everything in a pure module that is not pure, as `line: what`."""
    for found in imports_of(tree, module, is_package):
        top = found.module.split(".")[0]
        if top in IMPURE_MODULES:
            yield f"{found.line}: imports {top}"
        elif top != "rostrum" and top not in sys.stdlib_module_names:
            yield f"{found.line}: imports {top}, which is not in the standard library"
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        if isinstance(call, ast.Attribute) and call.attr in CLOCK_READERS:
            yield f"{call.lineno}: reads the clock ({call.attr})"


def strangers(tree: ast.Module, module: str, is_package: bool) -> Iterator[str]:
    """Imports of outside packages in rooms that may not know them."""
    for found in imports_of(tree, module, is_package):
        rooms = ONLY_IN.get(found.module.split(".")[0])
        if rooms is not None and not any(may_name(module, room) for room in rooms):
            yield f"{found.line}: {module} imports {found.module}; only {' and '.join(rooms)} may"


def may_name(module: str, room: str) -> bool:
    """A room's neighbours of the same first name belong to it: `hall.livekit`, `hall.livekit_child`."""
    return is_in(module, room) or module.startswith(f"{room}_")


@cache
def house() -> tuple[tuple[ast.Module, str, bool], ...]:
    """Every module of ours: its tree, its name, whether it is a package."""
    return tuple(
        (parse(file.read_text(), str(file)), module_name(file), file.name == "__init__.py")
        for file in files(".py", under="rostrum")
    )


def test_pure_rooms_import_the_standard_library_and_read_no_clock() -> None:
    rooms = [entry for entry in house() if any(is_in(entry[1], room) for room in PURE)]
    found = [f"{entry[1]}:{what}" for entry in rooms for what in impurities(*entry)]
    assert len(rooms) > 5, "the pure rooms were not found"
    assert found == []


def test_outside_packages_are_known_only_where_they_belong() -> None:
    assert [what for entry in house() for what in strangers(*entry)] == []


def test_settings_are_read_only_by_those_who_do_things() -> None:
    found = [
        f"{module}:{entry.line}"
        for tree, module, is_package in house()
        for entry in imports_of(tree, module, is_package)
        if is_in(entry.module, "rostrum.settings")
        and not any(is_in(module, room) for room in (*SETTINGS_READERS, "rostrum.settings"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "import socket",
        "from asyncio import sleep",
        "import random as chance",
        "def late():\n    import time",
        "import pydantic",
        "from numpy.linalg import norm",
        "moment = datetime.now(UTC)",
        "day = datetime.date.today()",
    ],
)
def test_impurities_are_seen(text: str) -> None:
    assert list(impurities(parse(text), "rostrum.procedure.sample", False))


@pytest.mark.parametrize(
    "text",
    ["import json", "from datetime import timedelta", "from ..words import Level"],
)
def test_pure_code_is_let_be(text: str) -> None:
    assert not list(impurities(parse(text), "rostrum.procedure.sample", False))


@pytest.mark.parametrize(
    ("text", "module", "allowed"),
    [
        ("import fastapi", "rostrum.doors.http", True),
        ("from fastapi import Request", "rostrum.secretariat.clerk", False),
        ("from livekit import rtc", "rostrum.hall.livekit", True),
        ("from livekit import api", "rostrum.hall.livekit_child", True),
        ("from livekit import api", "rostrum.hall.silent", False),
        ("import sqlite3", "rostrum.record.chain", False),
    ],
)
def test_strangers_are_seen(text: str, module: str, allowed: bool) -> None:
    assert (not list(strangers(parse(text), module, False))) is allowed


def test_leading_dots_are_resolved() -> None:
    (found,) = imports_of(parse("from ..settings import Settings"), "rostrum.hall.plan", False)
    assert found.module == "rostrum.settings.Settings"


def test_every_pure_room_is_there() -> None:
    modules = {module for _, module, _ in house()}
    assert [room for room in PURE if room not in modules] == []
    assert (ROOT / ".importlinter").is_file()


def test_a_meeting_is_convened_in_one_place() -> None:
    """The intent that begins a meeting's book is built by the duty *convening* alone: nobody convenes past a body."""
    built = {
        module_name(path)
        for path in files(".py", under="rostrum")
        for node in ast.walk(parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "Convene")
            or (isinstance(node.func, ast.Attribute) and node.func.attr == "Convene")
        )
    }
    assert built == {"rostrum.secretariat.convening"}
