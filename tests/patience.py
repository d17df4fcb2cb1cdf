"""How long tests wait for what must come: one place, one scale (ADR 0013).

How long a wait may last proves nothing: what is waited for comes, or the wait is ended. So waits are long; a machine
that is slow, or busy, makes a test slow and does not fail it. Speed is measured in ``bench/``.
"""

import os

FACTOR = float(os.environ.get("ROSTRUM_PATIENCE") or 1)
"""How many times slower than usual this machine is; ``make test`` measures it (`setup/pace.py`)."""

LONG = 60.0 * FACTOR
"""Seconds after which what should have come is not coming."""


def patient(seconds: float) -> float:
    """A time that the product itself keeps (a window, a notice), with room for the machine beside it."""
    return seconds + LONG
