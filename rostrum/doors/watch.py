"""Who was refused at a door, said to the operator: a security event, in few lines however often it happens."""

from collections.abc import Mapping
from typing import Any

import structlog

from rostrum.doors.addresses import household
from rostrum.doors.bucket import Bucket

log = structlog.get_logger()
lines = Bucket(5 / 60, 5)
"""For one address and one reason."""


def refused(scope: Mapping[str, Any], status: int, code: str) -> None:
    """Never the query, in which badges and tokens stand."""
    client = household(scope.get("client"))
    if lines.take((client, code)):
        log.warning(
            "refused at the door",
            status=status,
            code=code,
            client=client,
            method=scope.get("method"),
            path=str(scope.get("path"))[:200],
        )
