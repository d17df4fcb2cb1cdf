"""Are the web's types those of the doors? Compares what is committed with what the doors say today.

python -m setup.fresh_types            exits 1 and shows the difference when they are stale
python -m setup.fresh_types --write    renews them
"""

import difflib
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from setup.house import ROOT, VENV, WEB, environment

OPENAPI = WEB / "src/api/openapi.json"
TYPES = WEB / "src/api/schema.gen.ts"
SHOWN_LINES = 40


def dump(target: Path) -> None:
    with target.open("wb") as out:
        command = [VENV / "bin/rostrum", "openapi"]
        subprocess.run(command, cwd=ROOT, env=environment(), stdout=out, check=True, timeout=600)


def generate(openapi: Path, target: Path) -> None:
    """Runs what `npm run types` runs, with the same options, between two other files."""
    script = json.loads((WEB / "package.json").read_text())["scripts"]["types"]
    elsewhere = {inside_web(OPENAPI): str(openapi), inside_web(TYPES): str(target)}
    tool, *words = shlex.split(script)
    command = [WEB / "node_modules/.bin" / tool, *(elsewhere.get(word, word) for word in words)]
    subprocess.run(command, cwd=WEB, env=environment(), stdout=subprocess.PIPE, check=True, timeout=600)


def inside_web(file: Path) -> str:
    return str(file.relative_to(WEB))


def difference(committed: Path, today: Path) -> list[str]:
    """A unified diff, empty when they are the same; a file that is not there counts as empty."""
    before = committed.read_text().splitlines() if committed.exists() else []
    name = str(committed.relative_to(ROOT))
    return list(difflib.unified_diff(before, today.read_text().splitlines(), name, "today", lineterm=""))


def compare() -> int:
    with tempfile.TemporaryDirectory() as folder:
        openapi, types = Path(folder, OPENAPI.name), Path(folder, TYPES.name)
        dump(openapi)
        generate(openapi, types)
        stale = [*difference(OPENAPI, openapi), *difference(TYPES, types)]
    if not stale:
        print("Types are fresh.")
        return 0
    print("\n".join(stale[:SHOWN_LINES]))
    print(f"Types are stale ({len(stale)} lines differ): run `make types` and commit the result.")
    return 1


def write() -> int:
    dump(OPENAPI)
    generate(OPENAPI, TYPES)
    print(f"Renewed {OPENAPI.relative_to(ROOT)} and {TYPES.relative_to(ROOT)}.")
    return 0


def main() -> int:
    try:
        return write() if sys.argv[1:] == ["--write"] else compare()
    except subprocess.CalledProcessError as fault:
        print(f"Types are unknown: {fault}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
