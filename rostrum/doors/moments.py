"""Hours and zones as they are written to a door or on a command line."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rostrum.procedure.words import Instant


def instant_of(text: str) -> Instant:
    """UTC ms of an hour in ISO 8601 with its distance from UTC. Raises ValueError for any other text: an hour without
    its zone is two hours to two people."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date and hour") from None
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} lacks its distance from UTC, +04:00 or Z")
    return int(moment.timestamp() * 1000)


def is_zone(name: str) -> bool:
    """True for a zone of the IANA database."""
    try:
        return ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
