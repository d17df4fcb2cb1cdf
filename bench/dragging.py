"""From a step of the dragged size to the frame that shows its seats: the question, the sheet, and the drawing.

A real server and a real browser with the Movement's 120 members; every size is asked for the first time.
"""

import json
from statistics import median
from typing import Any

from bench.browser import measured, p95

MUST_MS = 200


def run() -> dict[str, Any]:
    """Median and 95th percentile over all steps."""
    steps = measured("size")["steps"]
    return {
        "steps": len(steps),
        "a step → its seats on the screen": {
            "median_ms": median(steps),
            "p95_ms": p95(steps),
            "must_reach_ms": MUST_MS,
            "reached": p95(steps) <= MUST_MS,
        },
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2, ensure_ascii=False))
