"""Calendar entries: the instants that a reader of them finds, in every zone."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from dateutil import tz
from icalendar import Calendar

from rostrum.procedure.body.changes import as_changed, particulars_of
from rostrum.procedure.body.facts import SittingPlan
from rostrum.procedure.body.state import Body
from rostrum.secretariat.calendar import changes, entry, length
from tests.secretariat.invitations.conftest import MEETING, OPENS, occasion

# Calendar


@pytest.mark.asyncio
async def test_an_entry_has_its_instants_in_the_zone_of_the_host(nam: Body) -> None:
    code = next(iter(nam.meetings[MEETING].invitations))
    calendar = Calendar.from_ical(entry(occasion(nam, code, "en"), "chair@x.example", "m@x.example", OPENS))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2020, 6, 15, 11, tzinfo=UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=3, minutes=30)
    assert event["dtstart"].params["TZID"] == "Asia/Baku" and len(calendar.walk("VTIMEZONE")) == 1
    assert str(event["attendee"]) == "mailto:m@x.example"
    for clock in ("15:00 (Baku)", "11:00 (UTC)"):
        assert clock in str(event["description"])


@pytest.mark.asyncio
async def test_an_entry_is_as_long_as_the_sitting_where_the_clocks_change_meanwhile(nam: Body) -> None:
    """Zurich, 25 October 2020: the hour from 02:00 to 03:00 comes twice, so 01:00 to 04:00 lasts four hours."""
    plan = (SittingPlan(date="2020-10-25", begins="01:00", ends="04:00", title={}),)
    made = occasion(nam, next(iter(nam.meetings[MEETING].invitations)), "en")
    host = replace(made.meeting, zone="Europe/Zurich", programme=plan)
    assert length(replace(made, meeting=host)) == timedelta(hours=4)


# Every entry read back with a second reader


ODD = ("Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo", "America/New_York", "America/Asuncion",
       "Asia/Gaza", "Australia/Lord_Howe", "Antarctica/Troll", "Europe/Dublin",
       "Pacific/Chatham", "Asia/Kolkata")  # fmt: skip


def read_back(content: bytes, zone: str) -> datetime:
    """The start of an entry as dateutil reads it, which knows nothing of how it was written."""
    text = content.decode().replace("\r\n ", "")
    written = re.search(r"^DTSTART(?:;TZID=[^:]+)?:(\d{8}T\d{6})(Z?)\r?$", text, re.M)
    assert written is not None
    moment = datetime.strptime(written[1], "%Y%m%dT%H%M%S")
    if written[2]:
        return moment.replace(tzinfo=UTC)
    clock = tz.tzical(io.StringIO(text)).get(zone)
    return moment.replace(tzinfo=clock).astimezone(UTC)


@pytest.mark.asyncio
@pytest.mark.parametrize("zone", ODD)
async def test_an_entry_reads_the_same_instant_around_every_change_of_the_clocks(
    nam: Body, zone: str
) -> None:
    made = occasion(nam, next(iter(nam.meetings[MEETING].invitations)), "en")
    every = [
        at for at, *_ in changes(zone, datetime(2026, 6, 1, tzinfo=UTC), datetime(2028, 6, 1, tzinfo=UTC))
    ]
    for change in every:
        for hours in (-49, -0.75, 0.25, 1.5, 49):
            moment = change + timedelta(hours=hours)
            line = replace(made.meeting, zone=zone, opens=int(moment.timestamp() * 1000), programme=())
            content = entry(replace(made, meeting=line), "a@x.example", "b@y.example", OPENS)
            assert read_back(content, zone) == moment, (zone, moment)


@pytest.mark.asyncio
async def test_casablanca_in_ramadan_reads_at_its_hour(nam: Body) -> None:
    made = occasion(nam, next(iter(nam.meetings[MEETING].invitations)), "en")
    opens = datetime(2027, 2, 20, 11, tzinfo=UTC)
    line = replace(made.meeting, zone="Africa/Casablanca", opens=int(opens.timestamp() * 1000), programme=())
    content = entry(replace(made, meeting=line), "a@x.example", "b@y.example", OPENS)
    assert read_back(content, "Africa/Casablanca") == opens
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == opens


@pytest.mark.asyncio
async def test_a_changed_entry_reads_at_its_new_hour_under_its_old_name(nam: Body) -> None:
    """Moved into the hour that Zurich's clocks show twice, and out of it again."""
    made = occasion(nam, next(iter(nam.meetings[MEETING].invitations)), "en")
    first, line = entry(made, "a@x.example", "b@y.example", OPENS), made.meeting
    uid = str(Calendar.from_ical(first).walk("VEVENT")[0]["uid"])
    for number, moment in enumerate(
        (datetime(2020, 10, 25, 1, 30, tzinfo=UTC), datetime(2020, 10, 26, 9, tzinfo=UTC)), 1
    ):
        opens = int(moment.timestamp() * 1000)
        now = replace(particulars_of(line), zone="Europe/Zurich", opens=opens, programme=())
        line = as_changed(line, now, OPENS + number)
        content = entry(replace(made, meeting=line), "a@x.example", "b@y.example", OPENS + number)
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        assert (str(event["uid"]), event["sequence"]) == (uid, number)
        assert read_back(content, "Europe/Zurich") == moment
    assert made.meeting.sequence == 0
