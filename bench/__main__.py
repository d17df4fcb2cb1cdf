"""``python -m bench [NAME …]``: every measurement, printed; a whole run is kept in ``bench/results/latest.json``."""

import importlib
import json
import platform
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

BENCHES = (
    "commands",
    "fold",
    "append",
    "follow",
    "start",
    "composition",
    "convening",
    "intake",
    "zones",
    "pages",
    "fanout",
    "delegations",
    "dragging",
    "hearing",
    "audio",
)
"""Modules with ``run()``; the quick ones first. Those that start servers come last."""
RESULTS = Path(__file__).parent / "results" / "latest.json"
console = Console(highlight=False)


def flat(figures: Any, prefix: str = "") -> list[tuple[str, str]]:
    """Rows of a nested result: name and figure."""
    if not isinstance(figures, dict):
        return [
            (
                prefix,
                f"{figures:,.3f}".rstrip("0").rstrip(".") if isinstance(figures, float) else str(figures),
            )
        ]
    return [row for key, value in figures.items() for row in flat(value, f"{prefix} {key}".strip())]


def show(name: str, figures: Any, seconds: float) -> None:
    table = Table("figure", "value", title=f"{name}  ({seconds:.0f} s)", title_justify="left")
    for row in flat(figures):
        table.add_row(*row)
    console.print(table)


def main() -> int:
    """Run the named benches, or all, and say which bars were not reached (a busy machine misses some)."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(BENCHES)
    results: dict[str, Any] = {}
    for name in wanted:
        console.print(f"[dim]{name} …[/dim]")
        began = perf_counter()
        results[name] = importlib.import_module(f"bench.{name}").run()
        show(name, results[name], perf_counter() - began)
    kept = {"machine": f"{platform.machine()}, {platform.python_version()}", "results": results}
    if wanted == list(BENCHES):  # figures of one run, each beside the floor that was measured with it
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(kept, indent=2, default=str) + "\n", encoding="utf-8")
    if "--json" in sys.argv:
        print(json.dumps(kept, default=str))
    missed = [row for row in flat(results) if row[0].split()[-1] == "reached" and row[1] == "False"]
    for row in missed:
        console.print(f"[red]not reached: {row[0]}[/red]")
    console.print(f"{len(missed)} bars not reached." if missed else "Every bar was reached.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
