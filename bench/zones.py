"""Every IANA zone and every change of its clocks from 2024 to 2040, as written for calendars and read back.

`python -m bench zones`. The reader is dateutil's, which knows nothing of how VTIMEZONE was written.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from dateutil import tz
from icalendar import Calendar

from rostrum.secretariat.calendar import changes, clocks, said_there

BEGINS, ENDS = datetime(2024, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
AROUND = (timedelta(hours=-49), timedelta(hours=2), timedelta(hours=49), timedelta(days=40))


def wrong(zone: str) -> Iterator[bool]:
    """For each moment around each change, whether it is read back another."""
    calendar: Any = Calendar()
    calendar.add_component(clocks(zone, BEGINS - timedelta(days=366), ENDS))
    reader = tz.tzical(io.StringIO(calendar.to_ical().decode().replace("\r\n ", ""))).get(zone)
    for change, *_ in changes(zone, BEGINS, ENDS):
        for moment in (change + away for away in AROUND):
            written = said_there(moment, zone)
            if written.tzinfo is not UTC:
                yield written.replace(tzinfo=reader).astimezone(UTC) != moment


def run() -> dict[str, Any]:
    zones = sorted(available_timezones() - {"localtime"})
    found = {zone: list(wrong(zone)) for zone in zones}
    bad = [zone for zone, read in found.items() if any(read)]
    moments = sum(map(len, found.values()))
    return {"zones": len(zones), "moments read": moments, "read wrongly": len(bad), "reached": not bad}
