"""From the chair's press to the sound of the new speaker at a listening browser, and from taking back to silence.

Three browsers, a real media server, decoded sound; the new speaker's page presses Begin as soon as it is shown. The
figures include the act's way through clerk, record, stream and hall. There is no floor to set beside them but the
bars themselves: an SDK alone, granted, publishing and heard, was seen at 375-390 ms.
"""

import json
from statistics import median
from typing import Any

from bench.browser import measured, p95

GIVEN_MUST_MS, SILENT_MUST_MS = 500, 200


def run() -> dict[str, Any]:
    """Medians and 95th percentiles over all rounds."""
    found = measured("floor")
    given, silent = found["given"], found["silent"]
    return {
        "rounds": len(given),
        "give the floor → heard": {
            "median_ms": median(given),
            "p95_ms": p95(given),
            "must_reach_ms": GIVEN_MUST_MS,
            "reached": p95(given) <= GIVEN_MUST_MS,
        },
        "taken back → silent": {
            "median_ms": median(silent),
            "p95_ms": p95(silent),
            "must_reach_ms": SILENT_MUST_MS,
            "reached": p95(silent) <= SILENT_MUST_MS,
        },
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2, ensure_ascii=False))
