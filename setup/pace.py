"""How much slower this machine is, now, than the one on which the tests' waits were set.

One measure and one scale: whatever waits in a test multiplies by ``ROSTRUM_PATIENCE``, which the suite sets from
here unless the user has. Both cores are asked at once, so that a quota and a busy neighbour are seen as well as a
slow processor.
"""

import os
import subprocess
import sys
import time

VARIABLE = "ROSTRUM_PATIENCE"
USUAL_SECONDS = 0.4
"""What two interpreters at once take for `WORK`, each, on the machine on which the waits were set."""
WORK = "sum(n * n % 7 for n in range(4_000_000))"
MOST = 20.0


def slowness() -> float:
    """1.0 on a machine as fast as the usual one, or faster; 3.0 on one that takes three times as long."""
    began = time.monotonic()
    both = [subprocess.Popen([sys.executable, "-c", WORK], stdin=subprocess.DEVNULL) for _ in range(2)]
    for one in both:
        one.wait()
    return min(MOST, max(1.0, (time.monotonic() - began) / USUAL_SECONDS))


def patience() -> float:
    """What the user has set, else what is measured."""
    said = os.environ.get(VARIABLE)
    return float(said) if said else slowness()
