"""Who does what next in a simulated summit, and when: pure, from the documents that everybody is sent.

The same autopilot plays a rehearsal on a virtual clock and the demo on a real one. It wishes; whoever drives
it posts the moves when they are due. A wish is remembered from when it first arose, so that people take their
time. Nothing is wished for a seat or an office in which there is somebody real.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.points import BEING_HEARD
from rostrum.procedure.words import (
    Capacity,
    FloorPhase,
    Instant,
    ListPhase,
    PointPhase,
    Presence,
    Ruling,
    SeatKind,
    SittingPhase,
    StatementForm,
)
from rostrum.simulation.incidents import holds, intended
from rostrum.simulation.script import Incident, Part, Script
from rostrum.simulation.wording import intent_of
from rostrum.views.documents import PointDoc, Views

SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
CLERK = Actor(person="clerk", capacity=Capacity.CLERK)
TECHNICIAN = Actor(person="technician", capacity=Capacity.TECHNICIAN)

GATHERED = frozenset({SittingPhase.LOBBY, SittingPhase.OPEN, SittingPhase.SUSPENDED, SittingPhase.ADJOURNED})
INSCRIBING = frozenset({ListPhase.OPEN, ListPhase.CLOSING_ANNOUNCED})
ABSENT_S = 10.0
"""How long the chair waits for a speaker who is not in the hall before calling them all the same."""
LATE_S = 20.0
"""How long after the hour of opening the chair waits for delegations still on their way."""
PATIENCE_S = 60.0
"""How long a suspension without an hour, or a freeze, is left as somebody real had made it."""
STEPS_OF_OTHERS = frozenset(
    {"TakeFloor", "EndStatement", "LapseOffer", "StartRecordedStatement", "OpenLobby", "PassOver"}
)
"""Steps that the podium offers, but that the speaker, the clock, the technician or the secretary takes."""
CONSULTED = "consultations continue"
UNRULED = "The Chair has noted the statement."


@dataclass(frozen=True, slots=True)
class Move:
    """An intent to be posted by ``actor`` at ``at``. ``key`` tells wishes apart; ``refused`` is a code that
    must come back instead of acts."""

    key: str
    at: Instant
    actor: Actor
    intent: Any
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    key: str
    actor: Actor
    intent: Any
    after_s: float = 0.0
    not_before: Instant = 0
    refused: str = ""


class Autopilot:
    """Plays the parts of a script in which nobody real is. ``pace`` shortens speeches and pauses by so much.

    ``presence``: whether it also has delegations enter the hall (a rehearsal), or a real hall sees to that.
    ``coming``: delegations that are to come; when they are here, the chair waits for nobody else. None: all.
    """

    def __init__(
        self, script: Script, *, pace: float = 1.0, presence: bool = True, coming: int | None = None
    ) -> None:
        if pace <= 0:
            raise ValueError("the pace must be more than 0")
        self._script = script
        self._pace = pace
        self._presence = presence
        self._coming = len(script.parts) if coming is None else coming
        self._arose: dict[str, Instant] = {}
        self._done: set[str] = set()

    def moves(self, views: Views, now: Instant) -> list[Move]:
        """What is wished now, the earliest first. Call it again whenever the documents have changed."""
        wishes = [wish for wish in self._wishes(views, now) if wish.key not in self._done]
        self._arose = {wish.key: self._arose.get(wish.key, now) for wish in wishes}
        moves = [self._move(wish) for wish in wishes]
        return sorted(moves, key=lambda move: (move.at, move.key))

    def posted(self, move: Move, now: Instant, *, accepted: bool) -> None:
        """Tells what became of a move. What was refused is tried again later; an incident never."""
        self._arose.pop(move.key, None)
        if move.key.startswith("incident:") or (accepted and move.key.startswith("ask:")):
            self._done.add(move.key)
        elif not accepted:
            self._arose[move.key] = now + 2000

    def tried(self, incident: str) -> bool:
        """Whether an incident of the script came to pass."""
        return f"incident:{incident}" in self._done

    def _move(self, wish: Wish) -> Move:
        due = self._arose[wish.key] + round(wish.after_s * 1000)
        return Move(wish.key, max(due, wish.not_before), wish.actor, wish.intent, wish.refused)

    def _wishes(self, views: Views, now: Instant) -> Iterator[Wish]:
        if views.meeting is None:
            return
        yield from self._incidents(views)
        yield from self._secretariat(views)
        if self._presence and views.meeting.phase in GATHERED:
            yield from self._entering(views)
        for part in self._script.parts:
            if controlled(views, part.seat.key):
                yield from self._delegation(part, views)
        if chair_is_simulated(views):
            yield from self._chair(views, now)

    # The secretariat

    def _secretariat(self, views: Views) -> Iterator[Wish]:
        meeting, speakers = views.meeting, views.speakers
        if meeting is None or speakers is None:
            return
        times = self._script.times
        if meeting.phase is SittingPhase.CONVENED:
            yield Wish("lobby", SECRETARY, i.OpenLobby(), not_before=self._script.instant(times.lobby_s))
        if meeting.phase is SittingPhase.LOBBY and speakers.phase is ListPhase.NOT_OPEN:
            yield Wish("open-list", CLERK, i.OpenList(), not_before=self._script.instant(times.lobby_s + 5))
        if meeting.phase in GATHERED and views.podium is not None and chair_is_simulated(views):
            for request in views.podium.requests:
                grant = i.InscribeSpeaker(seat=request.seat, entry=request.entry)
                yield Wish(f"grant:{request.entry}", CLERK, grant, self._slow(5))

    def _entering(self, views: Views) -> Iterator[Wish]:
        lines = {line.seat: line for line in views.chamber.lines} if views.chamber else {}
        for part in self._script.parts:
            if part.seat.key in lines and not lines[part.seat.key].voice:
                seat = i.TakeSeat(seat=part.seat.key, person=part.person)
                at = self._script.instant(part.enters_s)
                yield Wish(f"enter:{part.seat.key}", HALL, seat, not_before=at)

    # Delegations

    def _delegation(self, part: Part, views: Views) -> Iterator[Wish]:
        yield from self._inscription(part, views)
        stage = views.stage
        if stage is None or views.meeting is None or views.meeting.phase is not SittingPhase.OPEN:
            return
        if stage.point is not None:
            if stage.point.seat == part.seat.key:
                yield from self._point(part, stage.point)
        elif stage.seat == part.seat.key:
            yield from self._floor(part, views)

    def _point(self, part: Part, point: PointDoc) -> Iterator[Wish]:
        """Begins when called, and says when the point is stated."""
        by, key = self._actor(part), point.key
        if point.phase is PointPhase.HEARING:
            yield Wish(f"point:{key}", by, i.BeginPoint(point=key), self._answer_s(part))
        elif point.phase is PointPhase.STATING:
            yield Wish(
                f"state:{key}", by, i.StatePoint(point=key, words=""), self._slow(self._manner.point_s)
            )

    def _inscription(self, part: Part, views: Views) -> Iterator[Wish]:
        """Members ask for the floor themselves; guests are inscribed by the clerk, in the Chair's order."""
        speakers, meeting = views.speakers, views.meeting
        seat = part.seat.key
        if speakers is None or meeting is None or seat == self._script.chair.seat or self._heard(seat, views):
            return
        at = self._script.instant(part.inscribes_s)
        if part.seat.kind is not SeatKind.MEMBER:
            if meeting.phase in GATHERED:
                yield Wish(f"ask:{seat}", CLERK, i.InscribeSpeaker(seat=seat), not_before=at)
        elif speakers.phase in INSCRIBING:
            ask = i.RequestFloor(form=part.seat.form)
            yield Wish(f"ask:{seat}", self._actor(part), ask, not_before=at)

    @staticmethod
    def _heard(seat: str, views: Views) -> bool:
        """Whether the seat is on a list, has been, or asks to be."""
        speakers, stage = views.speakers, views.stage
        lines = [*speakers.order, *speakers.done] if speakers else []
        asked = views.podium.requests if views.podium else []
        calling = stage is not None and stage.seat == seat
        return calling or any(line.seat == seat for line in lines) or any(r.seat == seat for r in asked)

    def _floor(self, part: Part, views: Views) -> Iterator[Wish]:
        """Begins when offered the floor, ends when the statement is over."""
        stage = views.stage
        if stage is None or stage.offered_at is None:
            return
        key = f"{stage.entry or stage.seat}:{stage.offered_at}"
        recorded = stage.form is StatementForm.RECORDED
        if stage.phase is FloorPhase.OFFERED:
            take = i.TakeFloor(language=part.speaks)
            begin = i.StartRecordedStatement(seat=stage.seat) if recorded else take
            who = TECHNICIAN if recorded else self._actor(part)
            yield Wish(f"begin:{key}", who, begin, self._answer_s(part))
        elif stage.phase in (FloorPhase.SPEAKING, FloorPhase.PLAYING) and stage.running_since is not None:
            left = self._length_ms(part, views) - stage.used_ms
            who = TECHNICIAN if stage.phase is FloorPhase.PLAYING else self._actor(part)
            yield Wish(f"end:{key}", who, i.EndStatement(), not_before=stage.running_since + max(0, left))

    def _length_ms(self, part: Part, views: Views) -> int:
        closing = views.stage is not None and views.stage.item_kind == "closing"
        seconds = self._script.closing_s if closing else part.length_s
        return round(seconds * 1000 / self._pace)

    # The chair

    def _chair(self, views: Views, now: Instant) -> Iterator[Wish]:
        meeting, podium = views.meeting, views.podium
        if meeting is None or podium is None or meeting.presiding is None:
            return
        chair = Actor(person=meeting.presiding.person, capacity=Capacity.CHAIR, seat=meeting.presiding.seat)
        step = podium.next
        if step.intent is None and (step.kind == "RulePoint" or step.waiting_for == "consultation"):
            yield from self._ruling(views, chair)
        elif step.intent is not None and step.kind not in STEPS_OF_OTHERS:
            if meeting.phase is SittingPhase.ADJOURNED:
                return
            yield self._step(views, chair, now)
        elif step.kind == "PassOver" and step.intent is not None:
            intent = intent_of(step.intent)
            yield Wish(f"pass:{step.seat}", chair, intent, self._slow(1), step.ready_at or 0)

    def _step(self, views: Views, chair: Actor, now: Instant) -> Wish:
        """The next step that the rules call for, at the chair's own speed."""
        assert views.podium is not None and views.meeting is not None
        step, manner = views.podium.next, self._manner
        wait, not_before = self._slow(manner.chair_s), step.ready_at or 0
        if step.kind == "Gavel":
            wait = self._slow(manner.gavel_s)
            not_before += round(wait * 1000)
        elif step.waiting_for == "speaker_absent":
            wait = ABSENT_S
        elif step.kind == "CallToOrder":
            complete = views.chamber is not None and views.chamber.present >= self._coming
            not_before = self._script.instant(0 if complete else LATE_S)
        elif step.kind in ("Resume", "Unfreeze"):
            suspension = views.meeting.suspension
            wait, not_before = PATIENCE_S, (suspension.resumes_at if suspension else None) or 0
        about = step.seat or step.item or views.meeting.phase
        return Wish(f"chair:{step.kind}:{about}", chair, intent_of(step.intent or {}), wait, not_before)

    def _ruling(self, views: Views, chair: Actor) -> Iterator[Wish]:
        """What the podium leaves to the chair's judgement: a ruling, and the end of a consultation."""
        point = views.stage.point if views.stage else None
        question = views.question.question if views.question else None
        if point is not None and point.phase in BEING_HEARD:
            stated = point.phase is PointPhase.STATED
            wait = self._slow(self._manner.ruling_s) if stated else float(point.limit_s)
            rule = i.RulePoint(point=point.key, ruling=Ruling.NOT_UPHELD, rule="", words=UNRULED)
            yield Wish(f"rule:{point.key}:{point.phase}", chair, rule, wait)
        elif question is not None:
            withdraw = i.WithdrawQuestion(question=question.key, reason=CONSULTED)
            yield Wish(f"consult:{question.key}", chair, withdraw, self._manner.consultation_s)

    # Incidents

    def _incidents(self, views: Views) -> Iterator[Wish]:
        """Those of which the occasion is there, or has been: once it arose, an incident comes."""
        for incident in self._script.incidents:
            key = f"incident:{incident.key}"
            if key not in self._done and (holds(incident.when, views) or key in self._arose):
                yield self._incident(key, incident, views)

    def _incident(self, key: str, incident: Incident, views: Views) -> Wish:
        actor = Actor(person=incident.person, capacity=incident.capacity, seat=incident.seat)
        intent = intended(incident, views, self._script)
        return Wish(key, actor, intent, self._slow(incident.after_s), refused=incident.refused)

    # Manner

    @property
    def _manner(self) -> Any:
        return self._script.manner

    def _slow(self, seconds: float) -> float:
        """Pauses shorten with the pace, but never below a second: one must be able to follow."""
        return seconds if self._pace <= 1 else max(min(1.0, seconds), seconds / self._pace)

    def _answer_s(self, part: Part) -> float:
        """Seconds until a delegation begins to speak: its own, one half to one and a half of the usual."""
        own = hashlib.sha256(part.seat.key.encode()).digest()[0] / 255
        return round(self._manner.answer_s * (0.5 + own), 3)

    @staticmethod
    def _actor(part: Part) -> Actor:
        return Actor(person=part.person, capacity=part.capacity, seat=part.seat.key)


def controlled(views: Views, seat: str) -> bool:
    """Whether the simulation speaks for a seat: it is in the hall, and nobody real is."""
    lines = views.chamber.lines if views.chamber else []
    return any(line.seat == seat and line.simulated and line.presence is Presence.PRESENT for line in lines)


def chair_is_simulated(views: Views) -> bool:
    """Whether nobody real presides: the presiding officer's own person has not come into the hall."""
    presiding = views.meeting.presiding if views.meeting else None
    return presiding is None or presiding.presence is Presence.ABSENT


def merged(known: Views, news: Views) -> Views:
    """The documents known, with those that changed put in their place."""
    changes = {name: getattr(news, name) for name in Views.__slots__ if getattr(news, name) is not None}
    return replace(known, **changes)
