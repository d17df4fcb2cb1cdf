"""What one delegation is shown: its place, its microphone, and what it may do now."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import voices
from rostrum.procedure.meeting.conduct import calling_order
from rostrum.procedure.meeting.corrections import latest
from rostrum.procedure.meeting.intents import (
    AppealRuling,
    EndStatement,
    Object,
    RaisePoint,
    RequestFloor,
    TakeFloor,
    WithdrawRequest,
)
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.roles import as_accredited
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import EntryPhase, FloorPhase, Presence, SittingPhase
from rostrum.views.documents import ROOM_CAPACITIES, Ability, CorrectionDoc, CorrectionSlot, Desk, SpeakerLine
from rostrum.views.speakers import line
from rostrum.views.stage import open_points, point_doc

MICROPHONE_ON_FLOOR = {
    FloorPhase.OFFERED: "offered",
    FloorPhase.SPEAKING: "open",
    FloorPhase.PLAYING: "recorded",
    FloorPhase.HELD: "held",
    FloorPhase.INTERRUPTED: "interrupted",
}


def ability(state: Meeting, intent: Any, by: Actor | None) -> Ability:
    """Asks the rules themselves, at the instant of the last act. Nobody may nothing."""
    if by is None:
        return Ability(may=False, why_not="not_accredited")
    try:
        MEETING.decide(state, intent, by, state.at)
    except Refused as refusal:
        return Ability(may=False, why_not=refusal.code)
    return Ability(may=True, why_not="")


def microphone(state: Meeting, seat: str) -> str:
    """Why the microphone is as it is, as a code."""
    if state.frozen:
        return "frozen"
    if state.phase is not SittingPhase.OPEN:
        return "not_given"
    called = voices.called_point(state)
    if called is not None and called.seat == seat:
        return "point" if voices.raiser(state) == seat else "point_offered"
    if state.floor.seat == seat:
        return MICROPHONE_ON_FLOOR.get(state.floor.phase, "not_given")
    return "not_given"


def acting(state: Meeting, key: str) -> Actor | None:
    """Who would press at this desk: the voice of the seat, else the first of the roll who may become it; None where
    nobody is accredited who may."""
    people = [one for one in state.people.values() if one.seat == key and one.speaks and not one.withdrawn]
    people.sort(key=lambda one: (one.person != state.seats[key].voice, one.simulated))
    of_desk = ROOM_CAPACITIES["desk"] or frozenset()
    found = next((one for one in people if one.capacity in of_desk), None)
    return as_accredited(state, found.person) if found is not None else None


def _mine(state: Meeting, key: str) -> tuple[SpeakerLine | None, int, str]:
    """Entry on the list, place from 1, and a pending request's key."""
    from_list = [state.speakers.entries[e] for e in calling_order(state)]
    place = next((i for i, e in enumerate(from_list, 1) if e.seat == key), 0)
    called = state.floor.entry if state.floor.seat == key else ""
    pending = next((e for e in state.speakers.requests if state.speakers.entries[e].seat == key), "")
    if place:
        return line(state, from_list[place - 1]), place, pending
    if called in state.speakers.entries:
        return line(state, state.speakers.entries[called]), 0, pending
    return None, 0, pending


def _swap_offers(state: Meeting, key: str) -> list[SpeakerLine]:
    entries = state.speakers.entries
    return [
        line(state, e)
        for e in entries.values()
        if e.swap_with and e.phase is EntryPhase.INSCRIBED and entries[e.swap_with].seat == key
    ]


def correction(state: Meeting, key: str) -> CorrectionSlot:
    found = latest(state, key)
    if found is None:
        return CorrectionSlot(correction=None)
    doc = CorrectionDoc(key=found.key, words=found.words, at=found.at, phase=found.phase, reason=found.reason)
    return CorrectionSlot(correction=doc)


def desk(state: Meeting, key: str) -> Desk:
    seat = state.seats[key]
    head = acting(state, key)
    entry, place, pending = _mine(state, key)
    mine = next((p for p in open_points(state) if p.seat == key), None)
    ruled = state.points.get(state.appealable)
    current = state.questions.get(state.question)
    voice = seat.voice
    withdrawable = entry.entry if entry else pending
    return Desk(
        seat=key,
        voice=voice,
        people={p: presence for p, presence in seat.people.items() if presence is not Presence.ABSENT},
        simulated=seat.simulated,
        level=seat.level,
        title=dict(seat.title),
        entry=entry,
        place=place,
        pending=pending,
        swap_offers=_swap_offers(state, key),
        microphone=microphone(state, key),
        my_point=point_doc(mine) if mine else None,
        ruled=point_doc(ruled) if ruled else None,
        objected=bool(current) and any(o.seat == key for o in current.standing),
        request=ability(state, RequestFloor(), head),
        withdraw=ability(state, WithdrawRequest(entry=withdrawable), head),
        point=ability(state, RaisePoint(), head),
        object=ability(state, Object(question=state.question), head),
        begin=ability(state, TakeFloor(language="en"), head),
        end=ability(state, EndStatement(), head),
        appeal=ability(state, AppealRuling(point=state.appealable), head),
    )
