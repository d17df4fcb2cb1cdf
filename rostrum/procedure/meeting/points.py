"""M3 — points of order: raised at any time by a member, heard and ruled on at once (UNGA rule 71)."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.floor import interrupt, require_unfrozen, return_floor
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import member_seat, require_own, require_voice
from rostrum.procedure.meeting.state import Meeting, Point
from rostrum.procedure.words import Instant, PointPhase

Acts = list[Any]

POINT_MOVES = moves(
    ("", "PointRaised", "raised"),
    ("raised", "PointHeard", "hearing"),
    ("hearing", "PointBegun", "stating"),
    ("hearing", "PointStated", "stated"),
    ("stating", "PointStated", "stated"),
    ("hearing", "PointRuled", "ruled"),
    ("stating", "PointRuled", "ruled"),
    ("stated", "PointRuled", "ruled"),
    ("ruled", "RulingAppealed", "appealed"),
    ("appealed", "AppealDecided", "resolved"),
    ("raised", "PointWithdrawn", "withdrawn"),
    ("hearing", "PointWithdrawn", "withdrawn"),
    ("stating", "PointWithdrawn", "withdrawn"),
    ("stated", "PointWithdrawn", "withdrawn"),
)

BEING_HEARD = (PointPhase.HEARING, PointPhase.STATING, PointPhase.STATED)
"""From the chair's call to the ruling, which waits for nobody: a raiser who never begins may be ruled on too."""

RULE = "UNGA rule 71"
"""Cited for a ruling where the chair names no other rule."""


def known_point(state: Meeting, key: str, *allowed: PointPhase) -> Point:
    point = state.points.get(key)
    if point is None:
        refuse("no_such_point", point=key)
    if point.phase not in allowed:
        refuse("point_phase", point=key, phase=point.phase, allowed=sorted(allowed))
    return point


def raise_point(state: Meeting, intent: i.RaisePoint, by: Actor, at: Instant) -> Acts:
    """Not on a point that is being heard, and not a second one beside one's own."""
    seat = member_seat(state, by)
    for key in state.open_points:
        point = state.points[key]
        if point.seat == seat or point.phase is not PointPhase.RAISED:
            refuse("point_on_point", point=key, seat=point.seat)
    return [a.PointRaised(point=f"p{len(state.points) + 1}", seat=seat)]


def withdraw_point(state: Meeting, intent: i.WithdrawPoint, by: Actor, at: Instant) -> Acts:
    point = known_point(state, intent.point, PointPhase.RAISED, *BEING_HEARD)
    require_own(state, by, point.seat)
    return [a.PointWithdrawn(point=point.key), *_floor_after(state, point, at)]


def _floor_after(state: Meeting, point: Point, at: Instant) -> Acts:
    """The floor goes back when no other point waits to be heard."""
    return return_floor(state, at) if state.open_points in ([point.key], []) else []


def hear_point(state: Meeting, intent: i.HearPoint, by: Actor, at: Instant) -> Acts:
    point = known_point(state, intent.point, PointPhase.RAISED)
    if state.open_points[0] != point.key:
        refuse("point_not_next", point=point.key, next=state.open_points[0])
    return [a.PointHeard(point=point.key, limit_s=state.rules.limits.point_of_order)]


def begin_point(state: Meeting, intent: i.BeginPoint, by: Actor, at: Instant) -> Acts:
    """The raiser opens the microphone, as a speaker begins (M2): nobody is heard who has not pressed."""
    point = known_point(state, intent.point, PointPhase.HEARING)
    require_voice(state, by, point.seat)
    require_unfrozen(state, point.seat)
    return [a.PointBegun(point=point.key)]


def state_point(state: Meeting, intent: i.StatePoint, by: Actor, at: Instant) -> Acts:
    """What was said, or without having begun, what is put in writing. It closes the microphone."""
    point = known_point(state, intent.point, PointPhase.HEARING, PointPhase.STATING)
    require_own(state, by, point.seat)
    return [a.PointStated(point=point.key, words=intent.words)]


def rule_point(state: Meeting, intent: i.RulePoint, by: Actor, at: Instant) -> Acts:
    point = known_point(state, intent.point, *BEING_HEARD)
    ruled = a.PointRuled(point=point.key, ruling=intent.ruling, rule=intent.rule or RULE, words=intent.words)
    return [ruled, *_floor_after(state, point, at)]


def appeal_ruling(state: Meeting, intent: i.AppealRuling, by: Actor, at: Instant) -> Acts:
    """By any member, before the meeting's next business."""
    point = known_point(state, intent.point, PointPhase.RULED)
    seat = member_seat(state, by)
    if state.appealable != point.key:
        refuse("appeal_too_late", point=point.key)
    return [a.RulingAppealed(point=point.key, seat=seat)]


def decide_appeal(state: Meeting, intent: i.DecideAppeal, by: Actor, at: Instant) -> Acts:
    """The ruling stands unless a majority of those voting overrules it, or the chair withdraws it."""
    point = known_point(state, intent.point, PointPhase.APPEALED)
    mode = state.rules.appeal_mode
    votes = (intent.in_favour, intent.against)
    wrong = any(votes) if mode == "chair" else intent.stands == (votes[0] > votes[1])
    if wrong or min(votes) < 0:
        refuse(
            "figures_disagree",
            stands=intent.stands,
            in_favour=votes[0],
            against=votes[1],
            appeal_mode=mode,
        )
    decided = a.AppealDecided(point=point.key, stands=intent.stands, in_favour=votes[0], against=votes[1])
    return [decided, *_floor_after(state, point, at)]


def point_raised(state: Meeting, act: a.PointRaised, by: Actor, at: Instant) -> None:
    state.points[act.point] = Point(act.point, act.seat, PointPhase.RAISED, at, state.floor.seat)
    state.open_points.append(act.point)


def point_heard(state: Meeting, act: a.PointHeard, by: Actor, at: Instant) -> None:
    point = state.points[act.point]
    point.phase = PointPhase.HEARING
    point.limit_s = act.limit_s
    point.heard_at = at
    interrupt(state, at)


def point_begun(state: Meeting, act: a.PointBegun, by: Actor, at: Instant) -> None:
    point = state.points[act.point]
    point.phase = PointPhase.STATING
    point.begun_at = at


def point_stated(state: Meeting, act: a.PointStated, by: Actor, at: Instant) -> None:
    point = state.points[act.point]
    point.phase = PointPhase.STATED
    point.words = act.words


def point_ruled(state: Meeting, act: a.PointRuled, by: Actor, at: Instant) -> None:
    point = state.points[act.point]
    point.phase = PointPhase.RULED
    point.ruling, point.rule, point.ruling_words = act.ruling, act.rule, act.words
    state.open_points.remove(act.point)
    state.appealable = act.point


def ruling_appealed(state: Meeting, act: a.RulingAppealed, by: Actor, at: Instant) -> None:
    point = state.points[act.point]
    point.phase = PointPhase.APPEALED
    point.appealed_by = act.seat
    state.open_points.insert(0, act.point)
    state.appealable = ""
    interrupt(state, at)


def appeal_decided(state: Meeting, act: a.AppealDecided, by: Actor, at: Instant) -> None:
    point = state.points[act.point]
    point.phase = PointPhase.RESOLVED
    point.stands = act.stands
    state.open_points.remove(act.point)


def point_withdrawn(state: Meeting, act: a.PointWithdrawn, by: Actor, at: Instant) -> None:
    state.points[act.point].phase = PointPhase.WITHDRAWN
    state.open_points.remove(act.point)


DECIDERS: dict[type[Any], Any] = {
    i.RaisePoint: raise_point,
    i.WithdrawPoint: withdraw_point,
    i.HearPoint: hear_point,
    i.BeginPoint: begin_point,
    i.StatePoint: state_point,
    i.RulePoint: rule_point,
    i.AppealRuling: appeal_ruling,
    i.DecideAppeal: decide_appeal,
}

FOLDERS: dict[type[Any], Any] = {
    a.PointRaised: point_raised,
    a.PointHeard: point_heard,
    a.PointBegun: point_begun,
    a.PointStated: point_stated,
    a.PointRuled: point_ruled,
    a.RulingAppealed: ruling_appealed,
    a.AppealDecided: appeal_decided,
    a.PointWithdrawn: point_withdrawn,
}
