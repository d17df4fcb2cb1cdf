"""What a reader fetches before the gallery or the lobby works: JavaScript, gzipped, the media client included."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from setup.house import environment

WEB = Path(__file__).resolve().parents[1] / "web"
MUST_KB = 250.0
SAID = re.compile(r"(gallery|lobby): ([\d.]+) kB")


def run() -> dict[str, Any]:
    """Kilobytes by room, as ``web/build/size.test.ts`` counts them on a build made now."""
    own = environment()
    npx = shutil.which("npx", path=own["PATH"])
    assert npx is not None, "npx is not on the path"
    words = [npx, "vitest", "run", "build/size.test.ts", "--reporter=verbose"]
    done = subprocess.run(words, cwd=WEB, env=own, timeout=180, capture_output=True, text=True)
    sizes = {room: float(size) for room, size in SAID.findall(done.stdout)}
    if set(sizes) != {"gallery", "lobby"}:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-1000:])
    return {"kB": sizes, "must_reach_kB": MUST_KB, "reached": max(sizes.values()) <= MUST_KB}
