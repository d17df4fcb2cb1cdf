"""What is not found in this house: rooms without a name, promises instead of work, tests that look away."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, parse

NAMELESS = {"util", "utils", "common", "helper", "helpers", "manager", "managers", "base", "misc"}
PROMISES = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
LOOKING_AWAY = {"skip", "skipif", "xfail", "importorskip"}
WEB_LOOKING_AWAY = re.compile(
    r"\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|skipIf|only|todo|fixme|fails)\b"
)
SOURCES = (".py", ".ts", ".tsx", ".css", ".sh", ".yaml", ".yml", ".toml", ".go")


def nameless(paths: list[Path]) -> list[str]:
    """Files and folders whose name says nothing: also as part of it, `string_utils.py`, `BaseRoom.tsx`."""
    return [str(path) for path in paths if any(words_in(part) & NAMELESS for part in path.parts)]


def words_in(part: str) -> set[str]:
    """`BaseRoom.test.tsx` → base, room, test, tsx."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", part)}


def looks_away(text: str) -> Iterator[str]:
    """Uses of pytest's ways of not running a test, or of not minding that it fails."""
    for node in ast.walk(parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in LOOKING_AWAY and of_pytest(node.value):
            yield f"{node.lineno}: {node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module == "pytest":
            yield from (f"{node.lineno}: {name.name}" for name in node.names if name.name in LOOKING_AWAY)


def of_pytest(node: ast.expr) -> bool:
    return ast.unparse(node) in {"pytest", "pytest.mark", "mark"}


def test_every_room_has_a_name() -> None:
    ours = [file.relative_to(ROOT) for file in files(".py", ".ts", ".tsx")]
    assert len(ours) > 20, "the sources were not found"
    assert nameless(ours) == []


def test_work_is_done_and_not_promised() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files(*SOURCES)
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1)
        if PROMISES.search(line)
    ]
    assert found == []


def test_no_test_looks_away() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{what}"
        for file in files(".py", under="tests")
        for what in looks_away(file.read_text())
    ]
    assert found == []


def test_no_web_test_looks_away() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in files(".test.ts", ".test.tsx", ".spec.ts", ".spec.tsx", under="web")
        for match in WEB_LOOKING_AWAY.finditer(file.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("name", ["a/utils.py", "web/common/x.ts", "a/string_helpers.py", "BaseRoom.tsx"])
def test_nameless_rooms_are_seen(name: str) -> None:
    assert nameless([Path(name)]) == [name]


@pytest.mark.parametrize("name", ["a/database.py", "a/baseline.py", "web/src/desk.tsx"])
def test_names_are_let_be(name: str) -> None:
    assert nameless([Path(name)]) == []


@pytest.mark.parametrize(
    "text",
    [
        "pytest.sk" + "ip('later')",
        "@pytest.mark.sk" + "ipif(True, reason='x')\ndef test_x(): ...",
        "@pytest.mark.xf" + "ail\ndef test_x(): ...",
        "from pytest import sk" + "ip",
    ],
)
def test_looking_away_is_seen(text: str) -> None:
    assert list(looks_away(text))


def test_looking_away_in_the_web_is_seen() -> None:
    assert WEB_LOOKING_AWAY.search("test.sk" + "ip('x', () => {})")
    assert WEB_LOOKING_AWAY.search("test.describe.on" + "ly('x', () => {})")
    assert not WEB_LOOKING_AWAY.search("test('the list can skip a seat', () => {})")
