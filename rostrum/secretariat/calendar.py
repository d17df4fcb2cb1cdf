"""The calendar entry of an invitation (RFC 5545, RFC 5546): in the host's zone, with two more clocks in words."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from rostrum.procedure.words import Instant
from rostrum.secretariat.letters import WORDS, Occasion, labelled, local, said

AROUND = timedelta(days=366)
"""How far around the meeting the zone's changes are written out."""
USUAL = timedelta(hours=3)
"""How long a sitting is taken to last where the programme does not say."""


def entry(occasion: Occasion, sender: str, attendee: str, at: Instant) -> bytes:
    """A METHOD:REQUEST entry. ``sender`` and ``attendee`` are mail addresses; ``at`` is when it was sent (UTC ms)."""
    calendar: Any = Calendar()  # icalendar is not typed
    calendar.add("prodid", "-//Rostrum//Invitation//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    calendar.add_component(_event(occasion, sender, attendee, at))
    opens = datetime.fromtimestamp(occasion.opens / 1000, UTC).date()
    calendar.add_missing_timezones(opens - AROUND, opens + AROUND)
    return calendar.to_ical()


def _event(occasion: Occasion, sender: str, attendee: str, at: Instant) -> Any:
    meeting = occasion.meeting
    event: Any = Event()
    begins = datetime.fromtimestamp(occasion.opens / 1000, UTC)
    event.add("uid", f"{meeting.key}.{occasion.code.lower()}@{occasion.body.key}.rostrum")
    event.add("sequence", 0)
    event.add("dtstamp", datetime.fromtimestamp(at / 1000, UTC))
    event.add("dtstart", begins.astimezone(ZoneInfo(meeting.zone)))
    event.add("dtend", (begins + length(occasion)).astimezone(ZoneInfo(meeting.zone)))
    event.add("summary", occasion.title)
    event.add("location", _place(occasion))
    event.add("description", _description(occasion))
    event.add("url", occasion.link)
    event.add("status", "CONFIRMED")
    organizer = vCalAddress(f"mailto:{sender}")
    organizer.params["CN"] = vText(said(occasion.body.name, occasion.language))
    event["organizer"] = organizer
    event.add("attendee", _attendee(occasion, attendee), encode=False)
    return event


def _attendee(occasion: Occasion, attendee: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{attendee}")
    address.params["CN"] = vText(occasion.name)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("FALSE")  # the answer with its level is given on the reply page
    return address


def _place(occasion: Occasion) -> str:
    words = WORDS[occasion.language]
    return (
        f"{occasion.meeting.place}, {words['by_video']}"
        if occasion.meeting.by_video
        else occasion.meeting.place
    )


def _description(occasion: Occasion) -> str:
    """Three clocks and the address of the reply page."""
    words, language = WORDS[occasion.language], occasion.language
    zones = (
        ("host_time", occasion.meeting.zone),
        ("utc_time", "UTC"),
        ("local_time", occasion.own_zone),
    )
    lines = [labelled(language, words[name], local(occasion.opens, zone, language)) for name, zone in zones]
    return "\n".join((*lines, "", words["reply"], occasion.link))


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
