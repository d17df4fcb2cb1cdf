"""What was announced, by audience: everybody's, and one delegation's own beside it (ADR 0020)."""

from typing import Any

from rostrum.procedure.meeting.announcements import EVERYBODY
from rostrum.procedure.meeting.conduct import next_speaker
from rostrum.procedure.meeting.intents import CallSpeakerToOrder, ExtendFloor, TakeBackFloor
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.ranking import LIST_ITEMS
from rostrum.procedure.meeting.roles import as_accredited
from rostrum.procedure.meeting.state import Announcement, Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import FloorEnd, FloorPhase, Instant, SittingPhase
from rostrum.views.documents import AnnouncementDoc, Announcements

SHOWN = 12
CONDUCTING = frozenset({"podium", "secretariat"})
"""Rooms that are told what each delegation is told alone, for it was decided there."""
ENDS = frozenset({*FloorEnd, "offer_lapsed"})
"""Kinds after which somebody else is heard."""
ANSWERS = (CallSpeakerToOrder(ground="time"), ExtendFloor(seconds=60), TakeBackFloor(reason="time"))
"""What may answer an overrun, mildest first (UNGA rule 72)."""


def announcements(state: Meeting, key: str) -> Announcements:
    """The latest for the audience of this sharing key, an overrun last: it is the one that goes on."""
    room, _, seat = key.partition(":")
    boxes = list(state.announcements) if room in CONDUCTING else dict.fromkeys((EVERYBODY, seat))
    told = [one for box in boxes for one in state.announcements.get(box, ())]
    told.sort(key=lambda one: one.version)
    docs = [_doc(one, seat) for one in told[-SHOWN:]]
    ended = next((doc for doc in reversed(docs) if doc.kind in ENDS), None)
    if ended is not None:
        ended.next = _following(state)
    return Announcements(told=docs + _overrun(state, room, seat))


def _following(state: Meeting) -> str:
    """Who speaks after the statement that ended last: who has the floor since, else who is expected to be called."""
    if state.floor.phase is not FloorPhase.IDLE:
        return state.floor.seat
    item = state.agenda.get(state.item) if state.item is not None else None
    if item is None or item.fact.kind not in LIST_ITEMS or state.phase is not SittingPhase.OPEN:
        return ""
    entry = next_speaker(state)
    return entry.seat if entry else ""


def _doc(one: Announcement, seat: str) -> AnnouncementDoc:
    mine = bool(seat) and seat in one.concerns
    return AnnouncementDoc(
        key=f"{one.version}",
        at=one.at,
        kind=one.kind,
        mine=mine,
        at_once=mine,
        seat=one.seat,
        code=one.code,
        words=one.words,
        rule=one.rule,
        about=one.about,
        next="",
        until=one.until,
        seconds=one.seconds,
        may=[],
    )


def _overrun(state: Meeting, room: str, seat: str) -> list[AnnouncementDoc]:
    """To the speaker, and to the podium with what may be done; the public sees the clock. Nobody acts when a time
    runs out, so that it stands in no act: the instant follows from the floor, as its clock does."""
    floor = state.floor
    mine = bool(seat) and floor.seat == seat and room == "desk"
    if floor.running_since is None or floor.limit_ms is None or not (mine or room in CONDUCTING):
        return []
    at = floor.running_since + floor.limit_ms - floor.used_ms
    told = Announcement(version=state.version, at=at, kind="overrun", seat=floor.seat, concerns=(floor.seat,))
    doc = _doc(told, seat)
    doc.key = f"overrun-{floor.offered_version}-{floor.limit_ms}"
    doc.at_once = True
    doc.may = [] if mine else [type(answer).__name__ for answer in ANSWERS if _may(state, answer, at)]
    return [doc]


def _may(state: Meeting, answer: Any, at: Instant) -> bool:
    """Asks the rules themselves, at the instant of the overrun or of the last act after it."""
    chair = as_accredited(state, state.presiding)
    try:
        MEETING.decide(state, answer, chair, max(at, state.at))
    except Refused:
        return False
    return True
