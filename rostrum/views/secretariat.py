"""The secretariat's table: one row a delegation."""

from rostrum.procedure.meeting.conduct import calling_order
from rostrum.procedure.meeting.quorum import members_connected, needed
from rostrum.procedure.meeting.state import Entry, Meeting, SeatState
from rostrum.procedure.words import CorrectionPhase, EntryPhase, Presence, SeatKind
from rostrum.views.documents import CorrectionLine, DelegationRow, SecretariatDoc
from rostrum.views.podium import step
from rostrum.views.speakers import requests

GONE = frozenset({EntryPhase.WITHDRAWN, EntryPhase.DECLINED})


def _latest_entries(state: Meeting) -> dict[str, Entry]:
    """The last entry of each seat that still means something."""
    return {e.seat: e for e in state.speakers.entries.values() if e.phase not in GONE}


def _row(key: str, seat: SeatState, entry: Entry | None, place: int) -> DelegationRow:
    voice = seat.voice
    return DelegationRow(
        seat=key,
        kind=seat.fact.kind,
        region=seat.fact.region,
        level=seat.level,
        presence=seat.presence,
        voice=voice,
        people={p: presence for p, presence in seat.people.items() if presence is not Presence.ABSENT},
        simulated=seat.simulated,
        check=seat.check,
        place=place,
        entry=entry.key if entry else "",
        phase=entry.phase if entry else None,
        form=entry.form if entry else seat.fact.form,
        spoken_ms=seat.spoken_ms,
    )


def _corrections(state: Meeting) -> list[CorrectionLine]:
    """Those to decide, oldest first."""
    return [
        CorrectionLine(key=c.key, seat=c.seat, person=c.person, words=c.words, at=c.at)
        for c in state.corrections.values()
        if c.phase is CorrectionPhase.OPEN
    ]


def secretariat(state: Meeting) -> SecretariatDoc:
    entries = _latest_entries(state)
    places = {state.speakers.entries[key].seat: i for i, key in enumerate(calling_order(state), 1)}
    members = sum(seat.fact.kind is SeatKind.MEMBER for seat in state.seats.values())
    return SecretariatDoc(
        rows=[_row(key, seat, entries.get(key), places.get(key, 0)) for key, seat in state.seats.items()],
        requests=requests(state),
        corrections=_corrections(state),
        next=step(state),
        quorum_to_open=needed(state.rules.quorum_to_open, members),
        members_present=len(members_connected(state)),
    )
