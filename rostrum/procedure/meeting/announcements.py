"""What the acts of a meeting are to be told, and to whom (ADR 0020): kept in the state, so that a late-comer reads it.

One table from acts to announcements. What is told to everybody is kept apart from what is a delegation's own; of each
the newest few. Nothing here decides anything: an announcement is what an act says, for those whom it concerns.
"""

from collections.abc import Callable
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting.state import Announcement, Meeting
from rostrum.procedure.words import Capacity, FloorEnd, Instant

EVERYBODY = ""
KEPT = 12
"""Announcements kept for everybody, and as many for each delegation by itself."""

Told = dict[str, Any]


def _called_to_order(state: Meeting, act: a.SpeakerCalledToOrder, by: Actor, at: Instant) -> list[Told]:
    return [_of(act.seat, code=act.ground, words=act.words)]


def _of(seat: str, **more: Any) -> Told:
    """Told to everybody, and to this seat as its own concern."""
    return {"seat": seat, "concerns": (seat,), **more}


def _only(seat: str, **more: Any) -> Told:
    """Told to this delegation alone, and to the podium and the secretariat, who decided it."""
    return {"to": seat, **_of(seat), **more}


def _to_seat(seat: str, **more: Any) -> list[Told]:
    """As ``_only``, of a person; of who has no seat nobody is told."""
    return [_only(seat, **more)] if seat else []


def _floor_ended(state: Meeting, act: a.FloorEnded, by: Actor, at: Instant) -> list[Told]:
    return [_of(act.seat, kind=act.cause.value, words=act.reason)]


def _extended(state: Meeting, act: a.FloorExtended, by: Actor, at: Instant) -> list[Told]:
    return [_of(state.floor.seat, seconds=act.seconds)]


def _ruled(state: Meeting, act: a.PointRuled, by: Actor, at: Instant) -> list[Told]:
    """To whoever raised it, and to the speaker against whom it was raised."""
    point = state.points[act.point]
    concerned = tuple(seat for seat in (point.seat, point.against) if seat)
    ruled = {"code": act.ruling.value, "rule": act.rule, "words": act.words}
    return [{"seat": point.seat, "concerns": concerned, **ruled}]


def _appeal_decided(state: Meeting, act: a.AppealDecided, by: Actor, at: Instant) -> list[Told]:
    point = state.points[act.point]
    concerned = tuple(seat for seat in (point.seat, point.appealed_by) if seat)
    return [
        {"seat": point.appealed_by, "concerns": concerned, "code": "stands" if act.stands else "overruled"}
    ]


def _inscribed(state: Meeting, act: a.SpeakerInscribed, by: Actor, at: Instant) -> list[Told]:
    """Only what had been asked and was then granted: a member that inscribes itself needs no telling."""
    granted = act.requested_at < at
    return [_only(act.seat, kind="request_granted", words=act.reason)] if granted else []


def _declined(state: Meeting, act: a.RequestDeclined, by: Actor, at: Instant) -> list[Told]:
    return [_only(state.speakers.entries[act.entry].seat, words=act.reason)]


def _moved(state: Meeting, act: a.SpeakerMoved, by: Actor, at: Instant) -> list[Told]:
    return [_only(state.speakers.entries[act.entry].seat, words=act.reason)]


def _swapped(state: Meeting, act: a.SpeakersSwapped, by: Actor, at: Instant) -> list[Told]:
    one, two = (state.speakers.entries[key].seat for key in (act.entry, act.other))
    return [_only(mine) | {"seat": other} for mine, other in ((one, two), (two, one))]


def _text_taken(state: Meeting, act: a.TextTaken, by: Actor, at: Instant) -> list[Told]:
    return [_of(act.seat, kind=FloorEnd.TEXT_TAKEN.value)]


def _objection(state: Meeting, act: a.ObjectionMade, by: Actor, at: Instant) -> list[Told]:
    return [_of(act.seat, words=act.words, about=act.question)]


def _suspended(state: Meeting, act: a.SittingSuspended, by: Actor, at: Instant) -> list[Told]:
    """A suspension that begins by itself has a code for its reason, and no words of anybody."""
    own = by.capacity is Capacity.SYSTEM
    return [{"code": act.reason if own else "", "words": "" if own else act.reason, "until": act.resumes_at}]


def _decided(state: Meeting, act: a.DecisionTaken, by: Actor, at: Instant) -> list[Told]:
    return [{"code": act.about.value, "about": act.decision}]


Teller = Callable[[Meeting, Any, Actor, Instant], list[Told]]

TELLERS: dict[type[Any], tuple[str, Teller]] = {
    a.PersonShownOut: ("shown_out", lambda s, act, by, at: _to_seat(act.seat, words=act.reason)),
    a.PersonReadmitted: ("readmitted", lambda s, act, by, at: _to_seat(act.seat)),
    a.ConvenedPublicly: ("convened_publicly", lambda s, act, by, at: [{}]),
    a.NoticeAmended: ("notice_amended", lambda s, act, by, at: [{"until": act.opens, "words": act.reason}]),
    a.MeetingCancelled: ("cancelled", lambda s, act, by, at: [{"words": act.reason}]),
    a.SittingOpened: ("opened", lambda s, act, by, at: [{}]),
    a.SittingSuspended: ("suspended", _suspended),
    a.SuspensionConfirmed: (
        "suspended",
        lambda s, act, by, at: [{"code": "technical", "until": act.resumes_at}],
    ),
    a.SittingResumed: ("resumed", lambda s, act, by, at: [{}]),
    a.SittingAdjourned: ("adjourned", lambda s, act, by, at: [{"words": act.reason, "until": act.to}]),
    a.SittingClosed: ("closed", lambda s, act, by, at: [{}]),
    a.ChairChanged: ("chair_changed", lambda s, act, by, at: [{"seat": s.chair_seat, "code": act.cause}]),
    a.SpeakerCalledToOrder: ("called_to_order", _called_to_order),
    a.FloorExtended: ("extended", _extended),
    a.FloorEnded: ("", _floor_ended),
    a.OfferLapsed: ("offer_lapsed", lambda s, act, by, at: [_of(act.seat)]),
    a.TextTaken: ("", _text_taken),
    a.SpeakerInscribed: ("", _inscribed),
    a.RequestDeclined: ("request_declined", _declined),
    a.SpeakerMoved: ("moved", _moved),
    a.SpeakersSwapped: ("swapped", _swapped),
    a.ListClosingAnnounced: ("list_closing", lambda s, act, by, at: [{"until": act.closes_at}]),
    a.ListClosed: ("list_closed", lambda s, act, by, at: [{}]),
    a.ListReopened: ("list_reopened", lambda s, act, by, at: [{"words": act.reason}]),
    a.PointRuled: ("ruled", _ruled),
    a.AppealDecided: ("appeal_decided", _appeal_decided),
    a.ObjectionMade: ("objection", _objection),
    a.ObjectionWithdrawn: ("objection_withdrawn", lambda s, act, by, at: [_of(act.seat)]),
    a.QuestionToConsultation: ("consultation", lambda s, act, by, at: [{}]),
    a.QuestionWithdrawn: ("question_withdrawn", lambda s, act, by, at: [{"words": act.reason}]),
    a.DecisionTaken: ("decided", _decided),
}
"""Acts that are told, the kind under which they are, and what is said; a kind left empty is in what is said."""


def tell(state: Meeting, act: object, by: Actor, at: Instant) -> None:
    """After folding: what this act says is kept for those to whom it is to be told."""
    kind, teller = TELLERS.get(type(act), ("", None))
    if teller is None:
        return
    for told in teller(state, act, by, at):
        facts: Told = {"kind": kind} | told
        made = Announcement(version=state.version, at=at, **facts)
        kept = state.announcements.setdefault(made.to, [])
        kept.append(made)
        del kept[:-KEPT]
