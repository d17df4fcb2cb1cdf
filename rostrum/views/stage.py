"""The stage: who has the floor, its clock, and what is awaited while nobody has it."""

from rostrum.procedure.meeting.conduct import next_step
from rostrum.procedure.meeting.presence import HALL_CAUSE, LINE_CAUSES
from rostrum.procedure.meeting.state import Floor, Meeting, Point
from rostrum.procedure.words import EntryPhase, FloorPhase, SittingPhase
from rostrum.views.documents import PointDoc, Stage

AWAITED_IN_PHASE = {
    SittingPhase.PLANNED: "lobby",
    SittingPhase.CONVENED: "lobby",
    SittingPhase.LOBBY: "opening",
    SittingPhase.SUSPENDED: "resumption",
    SittingPhase.ADJOURNED: "next_sitting",
    SittingPhase.CLOSED: "closed",
    SittingPhase.CANCELLED: "cancelled",
}
AWAITED_FOR_STEP = {
    "PutQuestion": "question",
    "Gavel": "gavel",
    "GoToConsultation": "objection",
    "DeclareAdopted": "decision",
    "CallItem": "next_item",
    "OpenList": "next_speaker",
    "OfferFloor": "next_speaker",
    "HearPoint": "point",
    "RulePoint": "ruling",
    "DecideAppeal": "appeal",
    "Unfreeze": "unfreezing",
    "Close": "closing",
}
"""What the public is told is awaited, by the step that the rules call for."""

AWAITED_INSTEAD = frozenset({"hall", "quorum", "consultation"})
"""What stands before any step."""


def awaited(state: Meeting) -> str:
    """A code; empty while somebody has the floor."""
    if state.floor.phase is not FloorPhase.IDLE:
        return ""
    if state.phase is not SittingPhase.OPEN:
        return AWAITED_IN_PHASE[state.phase]
    step = next_step(state)
    if step.waiting_for in AWAITED_INSTEAD:
        return step.waiting_for
    return AWAITED_FOR_STEP.get(step.kind, "chair")


def held_for(floor: Floor) -> str:
    """Whose doing it is that a speaker waits with the clock stopped; empty while nobody does."""
    if floor.phase is not FloorPhase.HELD:
        return ""
    if floor.hold_cause == HALL_CAUSE:
        return "hall"
    return "line" if floor.hold_cause in LINE_CAUSES else "chair"


def point_doc(point: Point) -> PointDoc:
    return PointDoc(
        key=point.key,
        seat=point.seat,
        phase=point.phase,
        raised_at=point.raised_at,
        heard_at=point.heard_at,
        begun_at=point.begun_at,
        limit_s=point.limit_s,
        against=point.against,
        words=point.words,
        ruling=point.ruling,
        rule=point.rule,
        ruling_words=point.ruling_words,
        appealed_by=point.appealed_by,
    )


def open_points(state: Meeting) -> list[Point]:
    """Points of order not yet disposed of, in the order of raising."""
    return [state.points[key] for key in state.open_points]


def stage(state: Meeting) -> Stage:
    floor = state.floor
    item = state.agenda.get(state.item) if state.item is not None else None
    points = open_points(state)
    entries = state.speakers.entries
    return Stage(
        phase=floor.phase,
        seat=floor.seat,
        entry=floor.entry,
        form=floor.form,
        language=floor.language,
        limit_ms=floor.limit_ms,
        used_ms=floor.used_ms,
        running_since=floor.running_since,
        offered_at=floor.offered_at,
        grace_until=floor.grace_until,
        held_since=floor.held_since,
        held_for=held_for(floor),
        credited_ms=floor.credited_ms,
        awaited=awaited(state),
        item=state.item,
        item_kind=item.fact.kind if item else None,
        spoken=sum(s.item == state.item for s in state.statements),
        to_come=sum(
            entries[key].item == state.item and entries[key].phase is EntryPhase.INSCRIBED
            for key in state.speakers.order
        ),
        point=point_doc(points[0]) if points else None,
    )
