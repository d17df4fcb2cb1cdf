"""The speakers' list as everybody reads it."""

from rostrum.procedure.meeting.conduct import forecast
from rostrum.procedure.meeting.state import Entry, Meeting
from rostrum.procedure.words import EntryPhase
from rostrum.views.documents import RequestLine, SpeakerLine, Speakers

DONE = frozenset({EntryPhase.SPOKEN, EntryPhase.TRUNCATED, EntryPhase.TEXT_ONLY, EntryPhase.ABSENT})


def line(state: Meeting, entry: Entry, wait_ms: int = 0) -> SpeakerLine:
    seat = state.seats[entry.seat]
    return SpeakerLine(
        entry=entry.key,
        seat=entry.seat,
        item=entry.item,
        segment=entry.segment,
        phase=entry.phase,
        form=entry.form,
        level=seat.level,
        presence=seat.presence,
        wait_ms=wait_ms,
        reason=entry.reason,
    )


def speakers(state: Meeting) -> Speakers:
    wait = forecast(state)
    listed = state.speakers
    order = [line(state, listed.entries[key], wait.get(key, 0)) for key in listed.order]
    done = [line(state, entry) for entry in listed.entries.values() if entry.phase in DONE]
    last = listed.entries[listed.order[-1]] if listed.order else None
    limit = state.rules.limits.minister or 0
    return Speakers(
        phase=listed.phase,
        item=listed.item,
        as_of=state.at,
        closes_at=listed.closes_at,
        order=order,
        done=done,
        ends_in_ms=wait.get(last.key, 0) + limit * 1000 if last else 0,
    )


def requests(state: Meeting) -> list[RequestLine]:
    """Requests that the chair or the clerk has to decide, oldest first."""
    listed = state.speakers
    return [
        RequestLine(
            entry=key,
            seat=listed.entries[key].seat,
            form=listed.entries[key].form,
            requested_at=listed.entries[key].requested_at,
        )
        for key in listed.requests
    ]
