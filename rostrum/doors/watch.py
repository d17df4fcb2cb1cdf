"""Who was refused at a door, said to the operator: a security event, in few lines however often it happens."""

from collections.abc import Mapping
from typing import Any

import structlog
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from rostrum.doors.addresses import household

LINES = RateLimitItemPerMinute(5)
"""For one address and one reason."""
log = structlog.get_logger()
limiter = FixedWindowRateLimiter(MemoryStorage())


def refused(scope: Mapping[str, Any], status: int, code: str) -> None:
    """Never the query, in which badges and tokens stand."""
    client = household(scope.get("client"))
    if limiter.hit(LINES, client, code):
        log.warning(
            "refused at the door",
            status=status,
            code=code,
            client=client,
            method=scope.get("method"),
            path=str(scope.get("path"))[:200],
        )
