"""The project's own source files, read as text or as syntax trees."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"node_modules", "dist", "__pycache__", "var", "test-results", "playwright-report", "coverage"}


def files(*suffixes: str, under: str = ".") -> Iterator[Path]:
    """All files of ours with one of these suffixes, in order; nothing hidden, installed or built."""
    for folder, rooms, names in os.walk(ROOT / under):
        rooms[:] = sorted(room for room in rooms if room not in NOT_OURS and not room.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(suffixes))


def module_name(file: Path) -> str:
    """`rostrum/hall/plan.py` → `rostrum.hall.plan`; a package's `__init__.py` has the package's name."""
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_in(module: str, room: str) -> bool:
    """Whether a module is `room` or lies below it."""
    return module == room or module.startswith(f"{room}.")


@dataclass(frozen=True)
class Import:
    """One imported module, by its full dotted name, and where."""

    module: str
    line: int


def imports_of(tree: ast.AST, importer: str, is_package: bool) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = origin_of(node, importer, is_package)
            yield from (Import(f"{origin}.{name.name}", node.lineno) for name in node.names)


def origin_of(node: ast.ImportFrom, importer: str, is_package: bool) -> str:
    """The module that a `from … import` reads from, with leading dots resolved."""
    if node.level == 0:
        return node.module or ""
    up = node.level - 1 if is_package else node.level
    parts = importer.split(".")
    base = parts[: len(parts) - up]
    return ".".join([*base, node.module] if node.module else base)


def parse(text: str, name: str = "sample") -> ast.Module:
    return ast.parse(text, filename=name)
