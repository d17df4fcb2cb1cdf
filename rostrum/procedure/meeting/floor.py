"""M2 — the floor: one holder at a time, given and taken back by the chair alone (UNGA rule 68)."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import clock
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.presence import HALL_CAUSE, LINE_CAUSES
from rostrum.procedure.meeting.ranking import place_within_item
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import (
    presides,
    require_reason,
    require_voice,
)
from rostrum.procedure.meeting.state import Entry, Floor, Meeting, Statement
from rostrum.procedure.words import (
    Capacity,
    EntryPhase,
    FloorEnd,
    FloorPhase,
    Instant,
    StatementForm,
)

Acts = list[Any]

FLOOR_MOVES = moves(
    ("idle", "FloorOffered", "offered"),
    ("offered", "FloorTaken", "speaking"),
    ("offered", "RecordedStatementStarted", "playing"),
    ("speaking", "RecordedStatementStarted", "playing"),
    ("held", "RecordedStatementStarted", "playing"),
    ("offered", "OfferLapsed", "idle"),
    ("offered", "FloorEnded", "idle"),
    ("speaking", "FloorHeld", "held"),
    ("playing", "FloorHeld", "held"),
    ("interrupted", "FloorHeld", "held"),
    ("held", "FloorResumed", "speaking"),
    ("held", "FloorResumed", "playing"),
    ("interrupted", "FloorResumed", "offered"),
    ("interrupted", "FloorResumed", "speaking"),
    ("interrupted", "FloorResumed", "playing"),
    ("offered", "PointHeard", "interrupted"),
    ("speaking", "PointHeard", "interrupted"),
    ("playing", "PointHeard", "interrupted"),
    ("held", "PointHeard", "interrupted"),
    ("offered", "RulingAppealed", "interrupted"),
    ("speaking", "RulingAppealed", "interrupted"),
    ("playing", "RulingAppealed", "interrupted"),
    ("held", "RulingAppealed", "interrupted"),
    ("speaking", "FloorEnded", "idle"),
    ("playing", "FloorEnded", "idle"),
    ("held", "FloorEnded", "idle"),
    ("interrupted", "FloorEnded", "idle"),
)

GROUNDS = ("time", "relevance")
LONGEST_EXTENSION_S = 3600
STAFF = (Capacity.SYSTEM, Capacity.TECHNICIAN)
MAY_PLAY = (FloorPhase.OFFERED, FloorPhase.SPEAKING, FloorPhase.HELD)

AFTER = {
    FloorEnd.CONCLUDED: EntryPhase.SPOKEN,
    FloorEnd.TAKEN_BACK: EntryPhase.TRUNCATED,
    FloorEnd.PASSED_OVER: EntryPhase.INSCRIBED,
    FloorEnd.TEXT_TAKEN: EntryPhase.TEXT_ONLY,
    FloorEnd.SITTING_ROSE: EntryPhase.INSCRIBED,
    FloorEnd.NOT_ACCREDITED: EntryPhase.TRUNCATED,
}
"""What becomes of the entry when its statement ends."""


def require_no_point(state: Meeting) -> None:
    """A point of order is decided before anything else goes on (UNGA rule 71)."""
    if state.open_points:
        point = state.points[state.open_points[0]]
        refuse("point_pending", point=point.key, phase=point.phase, seat=point.seat)


def require_idle(state: Meeting) -> None:
    if state.floor.phase is not FloorPhase.IDLE:
        refuse("floor_busy", phase=state.floor.phase, seat=state.floor.seat)


def require_unfrozen(state: Meeting, seat: str = "") -> None:
    if state.frozen and seat != state.chair_seat:
        refuse("frozen", reason=state.frozen)


def require_offered(state: Meeting, seat: str) -> None:
    floor = state.floor
    if floor.phase is not FloorPhase.OFFERED or floor.seat != seat:
        refuse("not_offered", phase=floor.phase, seat=seat)


def take_floor(state: Meeting, intent: i.TakeFloor, by: Actor, at: Instant) -> Acts:
    """The speaker begins. A recorded statement may be replaced by a live one in the same way (M9)."""
    floor = state.floor
    if floor.phase is not FloorPhase.OFFERED:
        refuse("not_offered", phase=floor.phase, seat=by.seat)
    require_voice(state, by, floor.seat)
    require_unfrozen(state, floor.seat)
    if not intent.language.strip():
        refuse("language_required", seat=floor.seat)
    return [a.FloorTaken(seat=floor.seat, language=intent.language)]


def start_recorded(state: Meeting, intent: i.StartRecordedStatement, by: Actor, at: Instant) -> Acts:
    """Plays the message, at once or after a live introduction from the seat, within the same limit (M9); or in
    place of an introduction whose line is lost (M2, held)."""
    seat, floor = intent.seat, state.floor
    if not (presides(state, by) or by.capacity in STAFF):
        require_voice(state, by, seat)
    if floor.seat != seat or floor.phase not in MAY_PLAY:
        refuse("not_offered", phase=floor.phase, seat=seat)
    require_unfrozen(state, seat)
    entry = state.speakers.entries.get(floor.entry)
    form = entry.form if entry else state.seats[seat].fact.form
    if form is not StatementForm.RECORDED:
        refuse("not_a_recorded_statement", seat=seat, form=form)
    introducer = by.person if by.seat == seat else state.seats[seat].voice
    return [a.RecordedStatementStarted(seat=seat, introduced_by=introducer)]


def lapse_offer(state: Meeting, intent: i.LapseOffer, by: Actor, at: Instant) -> Acts:
    """The clock waits for the grace to run out; the presiding officer need not."""
    require_offered(state, intent.seat)
    floor = state.floor
    until = floor.grace_until or 0
    stands_still = state.hall_lost_at is not None
    if (at < until or stands_still) and not presides(state, by):
        refuse("offer_in_grace", seat=floor.seat, until=until)
    entry = state.speakers.entries.get(floor.entry)
    return [a.OfferLapsed(seat=floor.seat, attempts=entry.attempts + 1 if entry else 1)]


def require_speaking(state: Meeting) -> Floor:
    if state.floor.phase not in clock.RUNNING:
        refuse("nobody_speaking", phase=state.floor.phase)
    return state.floor


def require_held(state: Meeting) -> Floor:
    if state.floor.phase is not FloorPhase.HELD:
        refuse("not_held", phase=state.floor.phase)
    return state.floor


def hold_floor(state: Meeting, intent: i.HoldFloor, by: Actor, at: Instant) -> Acts:
    floor = require_speaking(state)
    require_reason(i.HoldFloor, intent.cause)
    return [a.FloorHeld(seat=floor.seat, cause=intent.cause)]


def resume_floor(state: Meeting, intent: i.ResumeFloor, by: Actor, at: Instant) -> Acts:
    """The hall itself resumes only what a line or itself interrupted, never what the chair held."""
    floor = require_held(state)
    if by.capacity is Capacity.SYSTEM and floor.hold_cause not in LINE_CAUSES:
        refuse("not_held", phase=floor.phase)
    if line_gone(state, floor.seat):
        refuse("line_still_lost", seat=floor.seat)
    return [a.FloorResumed(seat=floor.seat, credited_ms=at - (floor.held_since or at))]


def line_gone(state: Meeting, seat: str) -> bool:
    """Whether somebody spoke for the seat in the hall and now nobody can."""
    held = state.seats[seat]
    return held.lost_at is not None and not held.connected


def speak_on(state: Meeting, at: Instant) -> Acts:
    """Whom the hall's failure interrupted goes on when the sitting is resumed, being there."""
    floor = state.floor
    if floor.phase is not FloorPhase.HELD or floor.hold_cause != HALL_CAUSE or line_gone(state, floor.seat):
        return []
    return [a.FloorResumed(seat=floor.seat, credited_ms=at - (floor.held_since or at))]


def return_floor(state: Meeting, at: Instant) -> Acts:
    """After a point of order: back to the interrupted speaker, held where the line was or is lost."""
    floor = state.floor
    if floor.phase is not FloorPhase.INTERRUPTED:
        return []
    before = floor.before_interruption
    if state.hall_lost_at is not None and before is not FloorPhase.OFFERED:
        return [a.FloorHeld(seat=floor.seat, cause=HALL_CAUSE)]
    if before is FloorPhase.HELD and floor.hold_cause not in LINE_CAUSES:
        return [a.FloorHeld(seat=floor.seat, cause=floor.hold_cause)]
    if before is not FloorPhase.OFFERED and line_gone(state, floor.seat):
        return [a.FloorHeld(seat=floor.seat, cause=LINE_CAUSES[0])]
    return [a.FloorResumed(seat=floor.seat, credited_ms=at - (floor.interrupted_at or at))]


def extend_floor(state: Meeting, intent: i.ExtendFloor, by: Actor, at: Instant) -> Acts:
    floor = state.floor
    if floor.phase is FloorPhase.IDLE:
        refuse("nobody_speaking", phase=floor.phase)
    if not 0 < intent.seconds <= LONGEST_EXTENSION_S:
        refuse("bad_duration", seconds=intent.seconds)
    if floor.limit_ms is None:
        refuse("no_limit", seat=floor.seat)
    return [a.FloorExtended(seconds=intent.seconds)]


def call_to_order(state: Meeting, intent: i.CallSpeakerToOrder, by: Actor, at: Instant) -> Acts:
    """For time only once the time has run out (UNGA rule 72); for relevance whenever he strays (rule 68)."""
    floor = require_speaking(state)
    if intent.ground not in GROUNDS:
        refuse("unknown_ground", ground=intent.ground, known=list(GROUNDS))
    used = floor.used_at(at)
    if intent.ground == "time" and (floor.limit_ms is None or used < floor.limit_ms):
        refuse("within_time", seat=floor.seat, used_ms=used, limit_ms=floor.limit_ms)
    return [a.SpeakerCalledToOrder(seat=floor.seat, ground=intent.ground, words=intent.words)]


def ended(state: Meeting, cause: FloorEnd, at: Instant, reason: str = "") -> a.FloorEnded:
    floor = state.floor
    net = floor.used_at(at)
    over = max(0, net - floor.limit_ms) if floor.limit_ms is not None else 0
    return a.FloorEnded(
        seat=floor.seat, entry=floor.entry, cause=cause, net_ms=net, over_ms=over, reason=reason
    )


def end_statement(state: Meeting, intent: i.EndStatement, by: Actor, at: Instant) -> Acts:
    """The speaker concludes; of a recorded message the staff and the chair may say that it has."""
    floor = require_speaking(state)
    recorded = floor.phase is FloorPhase.PLAYING
    if not (recorded and (presides(state, by) or by.capacity in STAFF)):
        require_voice(state, by, floor.seat)
    return [ended(state, FloorEnd.CONCLUDED, at)]


def take_back_floor(state: Meeting, intent: i.TakeBackFloor, by: Actor, at: Instant) -> Acts:
    """The chair's own explicit act, logged with its reason (M2, guards)."""
    if state.floor.phase in (FloorPhase.IDLE, FloorPhase.INTERRUPTED):
        refuse("nobody_speaking", phase=state.floor.phase)
    require_reason(i.TakeBackFloor, intent.reason)
    return [ended(state, FloorEnd.TAKEN_BACK, at, intent.reason)]


def pass_over(state: Meeting, intent: i.PassOver, by: Actor, at: Instant) -> Acts:
    require_held(state)
    return [ended(state, FloorEnd.PASSED_OVER, at)]


def floor_taken(state: Meeting, act: a.FloorTaken, by: Actor, at: Instant) -> None:
    floor = state.floor
    floor.phase = FloorPhase.SPEAKING
    floor.form = StatementForm.LIVE
    floor.language = act.language
    floor.began = at
    floor.grace_until = None
    clock.start(state, at)


def recorded_started(state: Meeting, act: a.RecordedStatementStarted, by: Actor, at: Instant) -> None:
    floor = state.floor
    if floor.held_since is not None:
        floor.credited_ms += at - floor.held_since
    floor.phase = FloorPhase.PLAYING
    floor.form = StatementForm.RECORDED
    floor.grace_until = floor.held_since = None
    floor.hold_cause = ""
    floor.began = at if floor.began is None else floor.began
    if floor.running_since is None:
        clock.start(state, at)


def offer_lapsed(state: Meeting, act: a.OfferLapsed, by: Actor, at: Instant) -> None:
    """The entry is placed last; the chair may call it again."""
    key = state.floor.entry
    state.floor = Floor()
    if key:
        entry = state.speakers.entries[key]
        entry.phase = EntryPhase.ABSENT
        entry.attempts = act.attempts
        place_within_item(state.speakers, entry, None)


def floor_held(state: Meeting, act: a.FloorHeld, by: Actor, at: Instant) -> None:
    clock.stop(state, at)
    floor = state.floor
    floor.phase = FloorPhase.HELD
    floor.held_since = at
    floor.hold_cause = act.cause
    floor.interrupted_at = None


def floor_resumed(state: Meeting, act: a.FloorResumed, by: Actor, at: Instant) -> None:
    floor = state.floor
    floor.credited_ms += act.credited_ms
    if floor.phase is FloorPhase.INTERRUPTED and floor.before_interruption is FloorPhase.OFFERED:
        floor.phase = FloorPhase.OFFERED
        floor.grace_until = (floor.grace_until or at) + act.credited_ms
    else:
        recorded = floor.form is StatementForm.RECORDED
        floor.phase = FloorPhase.PLAYING if recorded else FloorPhase.SPEAKING
    floor.interrupted_at = floor.held_since = None
    floor.hold_cause = ""
    clock.start(state, at)


def interrupt(state: Meeting, at: Instant) -> None:
    """A point of order stops whoever has the floor; the clock stops with him."""
    floor = state.floor
    if floor.phase in (FloorPhase.IDLE, FloorPhase.INTERRUPTED):
        return
    clock.stop(state, at)
    floor.before_interruption = floor.phase
    floor.phase = FloorPhase.INTERRUPTED
    floor.interrupted_at = at


def floor_extended(state: Meeting, act: a.FloorExtended, by: Actor, at: Instant) -> None:
    if state.floor.limit_ms is not None:
        state.floor.limit_ms += act.seconds * 1000


def called_to_order(state: Meeting, act: a.SpeakerCalledToOrder, by: Actor, at: Instant) -> None:
    state.floor.warned += 1


def floor_ended(state: Meeting, act: a.FloorEnded, by: Actor, at: Instant) -> None:
    floor, item = state.floor, state.item
    if floor.began is not None:
        state.statements.append(
            Statement(floor.seat, item, floor.entry, floor.form, floor.began, at, act.net_ms, act.cause)
        )
        state.seats[floor.seat].spoken_ms += act.net_ms
        if item is not None and AFTER[act.cause] is not EntryPhase.INSCRIBED:
            state.agenda[item].heard.add(floor.seat)
    if act.entry:
        _entry_after(state, state.speakers.entries[act.entry], act)
    state.floor = Floor()


def _entry_after(state: Meeting, entry: Entry, act: a.FloorEnded) -> None:
    """Off the list, or back on it: first again, but second for who was passed over."""
    entry.used_ms += act.net_ms
    began = state.floor.began is not None
    entry.phase = AFTER[act.cause] if began else EntryPhase.INSCRIBED
    if entry.phase is EntryPhase.INSCRIBED:
        place_within_item(state.speakers, entry, 1 if act.cause is FloorEnd.PASSED_OVER else 0)
    else:
        state.speakers.live.pop((entry.seat, entry.item), None)


DECIDERS: dict[type[Any], Any] = {
    i.TakeFloor: take_floor,
    i.StartRecordedStatement: start_recorded,
    i.LapseOffer: lapse_offer,
    i.HoldFloor: hold_floor,
    i.ResumeFloor: resume_floor,
    i.ExtendFloor: extend_floor,
    i.CallSpeakerToOrder: call_to_order,
    i.EndStatement: end_statement,
    i.TakeBackFloor: take_back_floor,
    i.PassOver: pass_over,
}

FOLDERS: dict[type[Any], Any] = {
    a.FloorTaken: floor_taken,
    a.RecordedStatementStarted: recorded_started,
    a.OfferLapsed: offer_lapsed,
    a.FloorHeld: floor_held,
    a.FloorResumed: floor_resumed,
    a.FloorExtended: floor_extended,
    a.SpeakerCalledToOrder: called_to_order,
    a.FloorEnded: floor_ended,
}
