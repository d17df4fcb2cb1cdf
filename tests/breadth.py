"""How much of what is tried at random is tried: a part at every change, all of it every night (`make soak`).

What a test proves does not change with it: the same properties, over fewer draws.
"""

import os

ALL = os.environ.get("ROSTRUM_TRIES") == "all"


def tried(usual: int, *, nightly: int) -> int:
    """How many draws, walks or members: so many at every change, so many in the nightly run."""
    return nightly if ALL else usual
