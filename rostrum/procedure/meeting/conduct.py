"""What the rules call for next from whoever presides, and when each speaker may expect to speak.

The podium's one primary button is drawn from ``next_step``; it proposes and never binds: every other act
that is in order stays open to the chair.
"""

from dataclasses import dataclass, replace
from typing import Any

from rostrum.procedure.meeting import clock
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.agenda import BEFORE_ADOPTION, next_item
from rostrum.procedure.meeting.floor import line_gone
from rostrum.procedure.meeting.machine import decide
from rostrum.procedure.meeting.presence import LINE_CAUSES
from rostrum.procedure.meeting.questions import waits_for
from rostrum.procedure.meeting.quorum import members_connected, needed
from rostrum.procedure.meeting.roles import as_accredited
from rostrum.procedure.meeting.state import Entry, Meeting, Point, Question
from rostrum.procedure.meeting.voices import voice
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import (
    EntryPhase,
    FloorPhase,
    Instant,
    ItemKind,
    ListPhase,
    PointPhase,
    QuestionAbout,
    QuestionPhase,
    SeatKind,
    SittingPhase,
    StatementForm,
)

CHANGEOVER = 0.15
"""Time between two statements, as a share of the limit (45 speakers: 4 min each and 15 %)."""
EXPECTED_MS = 300_000
"""Length assumed for a statement without a limit."""
CALLS = 2
"""How often the next step proposes a speaker who did not answer; the chair may call again himself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """``kind`` names an intent, or is empty where nothing is the chair's to do.

    ``intent`` is ready to be decided; None where something is missing or awaited: ``waiting_for`` says what,
    as a code. ``ready_at`` is the instant before which the intent would be refused or is premature.
    """

    kind: str = ""
    intent: Any = None
    ready_at: Instant | None = None
    waiting_for: str = ""
    seat: str = ""
    item: int | None = None


def _step(intent: Any, *, ready_at: Instant | None = None, waiting_for: str = "", seat: str = "") -> NextStep:
    return NextStep(
        kind=type(intent).__name__,
        intent=intent,
        ready_at=ready_at,
        waiting_for=waiting_for,
        seat=seat,
        item=intent.number if isinstance(intent, i.CallItem) else None,
    )


def next_step(state: Meeting) -> NextStep:
    """The next act that the rules call for, from the lobby to the close.

    The rules themselves are asked before it is offered (docs/adr/0003): what they would refuse is named and
    comes without an intent, ``waiting_for`` the quorum or the refusal's code.
    """
    step = _called_for(state)
    if step.intent is None:
        return step
    chair = as_accredited(state, state.presiding)
    try:
        decide(state, step.intent, chair, max(state.at, step.ready_at or 0))
    except Refused as refusal:
        code = "quorum" if refusal.code == "quorum_not_met" else refusal.code
        return replace(step, intent=None, ready_at=None, waiting_for=code)
    return step


def _called_for(state: Meeting) -> NextStep:
    match state.phase:
        case SittingPhase.PLANNED:
            return NextStep(kind="Convene", waiting_for="convening")
        case SittingPhase.CONVENED | SittingPhase.ADJOURNED:
            return _step(i.OpenLobby())
        case SittingPhase.LOBBY:
            return _call_to_order(state)
        case SittingPhase.SUSPENDED:
            return _suspended(state)
        case SittingPhase.OPEN:
            return _open(state)
        case SittingPhase.CLOSED | SittingPhase.CANCELLED:
            return NextStep(waiting_for="nothing")


def _suspended(state: Meeting) -> NextStep:
    """A suspension that began by itself is confirmed; once the hall is back one press resumes."""
    if state.hall_lost_at is None:
        return _step(i.Resume())
    if state.suspension is not None and state.suspension.automatic:
        return _step(i.ConfirmSuspension(), waiting_for="hall")
    return NextStep(kind="Resume", waiting_for="hall")


def _call_to_order(state: Meeting) -> NextStep:
    if state.hall_lost_at is not None:
        return NextStep(kind="CallToOrder", waiting_for="hall")
    members = sum(1 for seat in state.seats.values() if seat.fact.kind is SeatKind.MEMBER)
    if len(members_connected(state)) < needed(state.rules.quorum_to_open, members):
        return NextStep(kind="CallToOrder", waiting_for="quorum")
    return _step(i.CallToOrder())


def _open(state: Meeting) -> NextStep:
    """The hall, a freeze, then points of order, then whoever has the floor, the question, the agenda."""
    if state.hall_lost_at is not None:
        return NextStep(waiting_for="hall")
    if state.frozen:
        return _step(i.Unfreeze())
    if state.open_points:
        return _point(state, state.points[state.open_points[0]])
    if state.floor.phase is not FloorPhase.IDLE:
        return _floor(state)
    if state.question:
        return _question(state, state.questions[state.question])
    return _agenda(state)


def _point(state: Meeting, point: Point) -> NextStep:
    match point.phase:
        case PointPhase.RAISED:
            return _step(i.HearPoint(point=point.key), seat=point.seat)
        case PointPhase.HEARING:
            return NextStep(kind="RulePoint", waiting_for="point_to_begin", seat=point.seat)
        case PointPhase.STATING:
            return NextStep(kind="RulePoint", waiting_for="point_being_stated", seat=point.seat)
        case PointPhase.APPEALED if state.rules.appeal_mode == "chair":
            return _step(i.DecideAppeal(point=point.key, stands=True), seat=point.appealed_by)
        case PointPhase.APPEALED:
            return NextStep(kind="DecideAppeal", waiting_for="votes_on_appeal", seat=point.appealed_by)
        case _:
            return NextStep(kind="RulePoint", waiting_for="ruling", seat=point.seat)


def _floor(state: Meeting) -> NextStep:
    floor = state.floor
    match floor.phase:
        case FloorPhase.OFFERED if floor.form is StatementForm.RECORDED:
            return _step(i.StartRecordedStatement(seat=floor.seat), seat=floor.seat)
        case FloorPhase.OFFERED if _is_the_chairs(state):
            return _step(i.TakeFloor(language=state.languages[0]), seat=floor.seat)
        case FloorPhase.OFFERED:
            lapse = i.LapseOffer(seat=floor.seat)
            return _step(lapse, ready_at=floor.grace_until, waiting_for="speaker_to_begin", seat=floor.seat)
        case FloorPhase.HELD if floor.hold_cause not in LINE_CAUSES and not line_gone(state, floor.seat):
            return _step(i.ResumeFloor(), seat=floor.seat)
        case FloorPhase.HELD:
            until = (floor.held_since or state.at) + state.rules.line_grace_s * 1000
            return _step(i.PassOver(), ready_at=until, waiting_for="line", seat=floor.seat)
        case FloorPhase.PLAYING:
            return NextStep(waiting_for="recording", seat=floor.seat)
        case _ if _is_the_chairs(state):
            return _step(i.EndStatement(), seat=floor.seat)
        case _:
            return NextStep(waiting_for="speaker", seat=floor.seat)


def _is_the_chairs(state: Meeting) -> bool:
    """Whether the presiding officer speaks for the seat that has the floor, rather than another of its delegation."""
    return state.floor.seat == state.chair_seat and voice(state, state.floor.seat) in ("", state.presiding)


def _question(state: Meeting, question: Question) -> NextStep:
    match question.phase:
        case QuestionPhase.OBJECTED:
            return _step(i.GoToConsultation(question=question.key))
        case QuestionPhase.CONSULTING if question.standing:
            return NextStep(waiting_for="consultation")
        case QuestionPhase.CONSULTING:
            return _step(_put_anew(question))
        case _:
            seats, until = waits_for(state, question)
            waiting = "line" if seats else "objections"
            return _step(i.Gavel(question=question.key), ready_at=until, waiting_for=waiting)


def _put_anew(question: Question) -> i.PutQuestion | i.PutElection:
    candidate = question.candidacy
    if candidate is not None:
        return i.PutElection(
            office=candidate.office, seat=candidate.seat, until=candidate.until, text=question.text
        )
    return i.PutQuestion(about=question.about, paper=question.paper, text=question.text)


def _agenda(state: Meeting) -> NextStep:
    if state.item is None:
        return _next_item(state)
    item = state.agenda[state.item]
    match item.fact.kind:
        case ItemKind.AGENDA if not state.agenda_adopted:
            return _step(i.PutQuestion(about=QuestionAbout.AGENDA))
        case ItemKind.OPENING | ItemKind.CLOSING if state.chair_seat not in item.heard:
            return _step(i.OfferFloor(seat=state.chair_seat), seat=state.chair_seat)
        case ItemKind.GUESTS | ItemKind.STATEMENTS:
            return _speakers(state, item.fact.kind)
        case ItemKind.ADOPTION:
            return _adoption(state, item.fact.paper)
        case _:
            return _next_item(state)


def _next_item(state: Meeting) -> NextStep:
    number = next_item(state)
    if number is None:
        return _step(i.Close())
    if not state.agenda_adopted and state.agenda[number].fact.kind not in BEFORE_ADOPTION:
        return _step(i.PutQuestion(about=QuestionAbout.AGENDA))
    return _step(i.CallItem(number=number))


def _speakers(state: Meeting, kind: ItemKind) -> NextStep:
    speakers = state.speakers
    not_opened = speakers.item != state.item or speakers.phase is ListPhase.NOT_OPEN
    if kind is ItemKind.STATEMENTS and not_opened:
        return _step(i.OpenList())
    entry = next_speaker(state)
    if entry is None:
        return _next_item(state)
    absent = "" if ready(state, entry) else "speaker_absent"
    offer = i.OfferFloor(seat=entry.seat, entry=entry.key)
    return _step(offer, waiting_for=absent, seat=entry.seat)


def ready(state: Meeting, entry: Entry) -> bool:
    """Whether the statement could begin at once: somebody is in the hall for the seat, or it is recorded."""
    return entry.form is StatementForm.RECORDED or state.seats[entry.seat].connected


def next_speaker(state: Meeting) -> Entry | None:
    """Who is called next under the item: who is there first, then who is not, then the absent again."""
    entries = [state.speakers.entries[key] for key in state.speakers.order]
    here = [entry for entry in entries if entry.item == state.item]
    inscribed = [entry for entry in here if entry.phase is EntryPhase.INSCRIBED]
    again = [e for e in here if e.phase is EntryPhase.ABSENT and e.attempts < CALLS and ready(state, e)]
    return next((e for e in inscribed if ready(state, e)), (inscribed + again + [None])[0])


def _adoption(state: Meeting, key: str) -> NextStep:
    paper = state.papers.get(key)
    if paper is None or key in state.adopted:
        return _next_item(state)
    if paper.agreed_by:
        return _step(i.DeclareAdopted(paper=key))
    return _step(i.PutQuestion(about=QuestionAbout.PAPER, paper=key))


def calling_order(state: Meeting) -> list[str]:
    """Keys of the entries that wait, in the order in which they will be called: the current item's first, then
    item by item; within an item as the list stands."""
    order, entries = state.speakers.order, state.speakers.entries
    if not order or entries[order[0]].item == state.item:  # the list is kept by item
        return list(order)
    return sorted(order, key=lambda key: entries[key].item != state.item)


def forecast(state: Meeting) -> dict[str, int]:
    """Milliseconds from ``state.at`` until each waiting entry may expect the floor, in the order of calling.

    Time left of the current statement, then for each statement before one's own its limit and the
    changeover; nobody is assumed to overrun. Empty while nobody can say when the sitting goes on.
    """
    begins = _goes_on(state)
    if begins is None:
        return {}
    wait = max(begins - state.at, 0) + _time_left(state)
    found: dict[str, int] = {}
    for key in calling_order(state):
        entry = state.speakers.entries[key]
        found[key] = wait
        wait += round(expected_ms(state, entry) * (1 + CHANGEOVER))
    return found


def expected_ms(state: Meeting, entry: Entry) -> int:
    """Length of a statement that uses its limit, less what was spoken before being passed over."""
    limit = clock.limit_for(state, entry.seat)
    return EXPECTED_MS if limit is None else max(limit * 1000 - entry.used_ms, 0)


def _goes_on(state: Meeting) -> Instant | None:
    """When speakers are heard, or heard again; None where that is not known or never."""
    match state.phase:
        case SittingPhase.OPEN:
            return state.at
        case SittingPhase.CONVENED | SittingPhase.LOBBY:
            return state.adjourned_to or state.opens
        case SittingPhase.SUSPENDED:
            return state.suspension.resumes_at if state.suspension else None
        case SittingPhase.ADJOURNED:
            return state.adjourned_to
        case _:
            return None


def _time_left(state: Meeting) -> int:
    floor = state.floor
    if floor.phase is FloorPhase.IDLE:
        return 0
    limit = EXPECTED_MS if floor.limit_ms is None else floor.limit_ms
    return max(limit - floor.used_at(state.at), 0) + round(limit * CHANGEOVER)
