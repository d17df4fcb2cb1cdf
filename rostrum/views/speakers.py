"""The speakers' list as everybody reads it."""

from rostrum.procedure.meeting.conduct import calling_order, expected_ms, forecast, next_speaker
from rostrum.procedure.meeting.state import Entry, Meeting
from rostrum.procedure.words import EntryPhase, SittingPhase
from rostrum.views.documents import RequestLine, SpeakerLine, Speakers

DONE = frozenset({EntryPhase.SPOKEN, EntryPhase.TRUNCATED, EntryPhase.TEXT_ONLY, EntryPhase.ABSENT})


OVER = frozenset({SittingPhase.CLOSED, SittingPhase.CANCELLED})


def line(state: Meeting, entry: Entry, wait_ms: int | None = None) -> SpeakerLine:
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
    calling = [] if state.phase in OVER else calling_order(state)
    order = [line(state, listed.entries[key], wait.get(key)) for key in calling]
    done = [line(state, entry) for entry in listed.entries.values() if entry.phase in DONE]
    following = next_speaker(state) if state.phase is SittingPhase.OPEN else None
    return Speakers(
        phase=listed.phase,
        item=listed.item,
        as_of=state.at,
        closes_at=listed.closes_at,
        order=order,
        done=done,
        next=following.key if following else "",
        ends_in_ms=ends_in_ms(state, wait),
    )


def ends_in_ms(state: Meeting, wait: dict[str, int]) -> int | None:
    """Until the last on the list has spoken: when it begins, and its own limit."""
    if not wait:
        return None
    last = state.speakers.entries[list(wait)[-1]]
    return wait[last.key] + expected_ms(state, last)


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
