"""The calendar entry of an invitation (RFC 5545, RFC 5546): in the host's zone, with two more clocks in words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from rostrum.printing.letter_words import WORDS
from rostrum.printing.letters import Occasion, labelled, place_of, said
from rostrum.printing.letters import clocks as hours
from rostrum.procedure.words import Instant

AROUND = timedelta(days=366)
"""How far around the meeting the zone's changes are written out."""
USUAL = timedelta(hours=3)
"""How long a sitting is taken to last where the programme does not say."""


Method = Literal["REQUEST", "CANCEL"]
Change = tuple[datetime, timedelta, timedelta, str, bool]
"""When a zone's clocks change (UTC): offset before and after, name, and whether it is summer time from then on."""


def entry(occasion: Occasion, sender: str, attendee: str, at: Instant, method: Method = "REQUEST") -> bytes:
    """An entry, or its withdrawal. ``sender`` may be ``Name <address>``; ``attendee`` is empty where the address was
    forgotten; ``at`` is when it was sent (UTC ms)."""
    calendar: Any = Calendar()  # icalendar is not typed
    calendar.add("prodid", "-//Rostrum//Invitation//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(occasion, sender, attendee, at, method))
    if any("TZID" in calendar.walk("VEVENT")[0][name].params for name in ("dtstart", "dtend")):
        opens = datetime.fromtimestamp(occasion.opens / 1000, UTC)
        calendar.add_component(clocks(occasion.meeting.zone, opens - AROUND, opens + AROUND))
    return calendar.to_ical()


def clocks(zone: str, begins: datetime, ends: datetime) -> Any:
    """The VTIMEZONE of a zone between two instants: each change as it happens, with the offsets before and after.

    By the zone's own table and no rule: in some zones the clocks change oddly (Casablanca in Ramadan).
    """
    component: Any = Timezone()
    component.add("tzid", zone)
    seen: dict[tuple[timedelta, timedelta, str, bool], Any] = {}
    for at, before, after, name, summer in changes(zone, begins, ends):
        onset = at.replace(tzinfo=None) + before
        known = seen.get((before, after, name, summer))
        if known is None:
            known = seen[before, after, name, summer] = _observance(onset, before, after, name, summer)
            component.add_component(known)
        known.add("rdate", onset)
    return component


def _observance(onset: datetime, before: timedelta, after: timedelta, name: str, summer: bool) -> Any:
    made: Any = TimezoneDaylight() if summer else TimezoneStandard()
    made.add("dtstart", onset)
    made.add("tzoffsetfrom", before)
    made.add("tzoffsetto", after)
    made.add("tzname", name)
    return made


def changes(zone: str, begins: datetime, ends: datetime) -> Iterator[Change]:
    """How the clocks stand at the beginning, then each change until the end, to the second."""
    table, step = ZoneInfo(zone), timedelta(hours=12)
    before = begins.astimezone(table)
    yield (begins, _offset(before), _offset(before), before.tzname() or zone, bool(before.dst()))
    at = begins
    while at < ends:
        later = (at + step).astimezone(table)
        if _offset(later) != _offset(at.astimezone(table)):
            change = _found(table, at, at + step)
            after = change.astimezone(table)
            yield (
                change,
                _offset(at.astimezone(table)),
                _offset(after),
                after.tzname() or zone,
                bool(after.dst()),
            )
        at += step


def _found(table: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first second with the later offset."""
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        same = _offset(middle.astimezone(table)) == _offset(early.astimezone(table))
        early, late = (middle, late) if same else (early, middle)
    return late


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def said_there(moment: datetime, zone: str) -> datetime:
    """By the clocks of a zone; in UTC where they say that hour twice, since readers differ in which is meant."""
    there = moment.astimezone(ZoneInfo(zone))
    twice = _offset(there.replace(fold=0)) != _offset(there.replace(fold=1))
    return moment.astimezone(UTC) if twice else there


def _event(occasion: Occasion, sender: str, attendee: str, at: Instant, method: Method) -> Any:
    meeting = occasion.meeting
    event: Any = Event()
    begins = datetime.fromtimestamp(occasion.opens / 1000, UTC)
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2]
    event.add("uid", f"{occasion.body.key}.{meeting.key}.{occasion.code.lower()}@{domain}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", datetime.fromtimestamp(at / 1000, UTC))
    event.add("dtstart", said_there(begins, meeting.zone))
    event.add("dtend", said_there(begins + length(occasion), meeting.zone))
    event.add("summary", occasion.title)
    event.add("location", place_of(occasion.meeting, occasion.language))
    event.add("description", _description(occasion, method))
    if method == "REQUEST":
        event.add("url", occasion.link)
    event.add("status", "CONFIRMED" if method == "REQUEST" else "CANCELLED")
    organizer = vCalAddress(_mailto(address))
    organizer.params["CN"] = vText(name or said(occasion.body.name, occasion.language))
    event["organizer"] = organizer
    if attendee:
        event.add("attendee", _attendee(occasion, attendee), encode=False)
    return event


def _mailto(address: str) -> str:
    """RFC 6068: what is not ASCII in UTF-8, by its figures."""
    return "mailto:" + quote(address, safe="@!#$&'*+/=?^_`{|}~.-")


def _attendee(occasion: Occasion, attendee: str) -> vCalAddress:
    address = vCalAddress(_mailto(attendee))
    address.params["CN"] = vText(occasion.name)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("FALSE")  # the answer with its level is given on the reply page
    return address


def _description(occasion: Occasion, method: Method) -> str:
    """Three clocks and the address of the reply page."""
    words, language, form = WORDS[occasion.language], occasion.language, occasion.letterhead.form
    lines = [labelled(language, *hour) for hour in hours(occasion)]
    if method == "CANCEL":
        return "\n".join((words["cancellation"], *lines))
    return "\n".join((*lines, "", words[f"{form}_reply"], occasion.link))


def length(occasion: Occasion) -> timedelta:
    """From the programme's first sitting, by the clocks of the host; times past midnight end on the next day."""
    programme, zone = occasion.meeting.programme, ZoneInfo(occasion.meeting.zone)
    if not programme or not programme[0].begins or not programme[0].ends:
        return USUAL
    first = programme[0]
    begins, ends = (datetime.fromisoformat(f"{first.date}T{hour}") for hour in (first.begins, first.ends))
    if ends <= begins:
        ends += timedelta(days=1)
    # The clocks may change between the two: what passes is counted in UTC.
    return ends.replace(tzinfo=zone).astimezone(UTC) - begins.replace(tzinfo=zone).astimezone(UTC)
