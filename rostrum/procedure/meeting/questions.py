"""M5, short form — a question put: window, objection, gavel; and the text that was agreed beforehand."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.floor import require_idle, require_no_point, require_unfrozen
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.quorum import members_connected, members_missing, require_quorum
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import member_seat, require_member, require_reason
from rostrum.procedure.meeting.state import Decision, Meeting, Objection, Question
from rostrum.procedure.words import (
    Instant,
    ItemKind,
    ItemPhase,
    ListPhase,
    Presence,
    QuestionAbout,
    QuestionPhase,
    SeatKind,
    SittingPhase,
    Texts,
)

Acts = list[Any]

QUESTION_MOVES = moves(
    ("", "QuestionPut", "put"),
    ("put", "WindowReopened", "put"),
    ("put", "ObjectionMade", "objected"),
    ("objected", "ObjectionMade", "objected"),
    ("objected", "ObjectionWithdrawn", "objected"),
    ("objected", "ObjectionWithdrawn", "put"),
    ("consulting", "ObjectionWithdrawn", "consulting"),
    ("objected", "QuestionToConsultation", "consulting"),
    ("put", "DecisionTaken", "adopted"),
    ("put", "QuestionWithdrawn", "withdrawn"),
    ("objected", "QuestionWithdrawn", "withdrawn"),
    ("consulting", "QuestionWithdrawn", "withdrawn"),
)

POSITIONS = ("explanation", "reservation", "dissociation")
PUT_ANEW = "put_anew"
"""Reason of the withdrawal by which a question in consultation makes room for its successor."""


def put_question(state: Meeting, intent: i.PutQuestion, by: Actor, at: Instant) -> Acts:
    before = require_may_put(state, intent.about, intent.paper)
    text, sha256 = _what_is_put(state, intent, at)
    return [*before, question_of(state, intent.about, text, at, intent.paper, sha256)]


def question_of(
    state: Meeting,
    about: QuestionAbout,
    text: Texts,
    at: Instant,
    paper: str = "",
    sha256: Texts | None = None,
) -> a.QuestionPut:
    """The act that puts it, with who is there to hear it and the window for objections."""
    return a.QuestionPut(
        question=f"q{len(state.questions) + 1}",
        about=about,
        item=state.item,
        text=text,
        paper=paper,
        sha256=sha256 or {},
        closes_at=at + state.rules.objection_window_s * 1000,
        connected=members_connected(state),
        not_connected=members_missing(state),
    )


def require_may_put(state: Meeting, about: QuestionAbout, paper: str) -> Acts:
    """One question at a time, with the quorum to decide; one in consultation may be put anew when no objection
    stands, and its withdrawal is returned."""
    require_no_point(state)
    require_unfrozen(state)
    require_idle(state)
    before = _replaced(state, about, paper)
    require_quorum(state, state.rules.quorum_to_decide)
    return before


def _replaced(state: Meeting, about: QuestionAbout, paper: str) -> Acts:
    if not state.question:
        return []
    question = state.questions[state.question]
    same = (question.about, question.paper) == (about, paper)
    if question.phase is not QuestionPhase.CONSULTING or not same:
        refuse("question_open", question=question.key, phase=question.phase)
    _require_no_objection(question)
    return [a.QuestionWithdrawn(question=question.key, reason=PUT_ANEW)]


def _require_no_objection(question: Question) -> None:
    """Consensus is the absence of objection."""
    if question.standing:
        refuse("objection_standing", question=question.key, seats=[o.seat for o in question.standing])


def _what_is_put(state: Meeting, intent: i.PutQuestion, at: Instant) -> tuple[Texts, Texts]:
    match intent.about:
        case QuestionAbout.AGENDA:
            if state.agenda_adopted:
                refuse("agenda_already_adopted")
        case QuestionAbout.PAPER:
            require_adoptable(state, intent.paper)
            paper = state.papers[intent.paper]
            if intent.text and intent.text != paper.text:
                refuse("not_as_tabled", paper=paper.key)
            return paper.text, paper.sha256
        case QuestionAbout.CLOSE_LIST:
            _require_notice_run(state, at)
        case QuestionAbout.ORGANISATION_OF_WORK:
            if not intent.text:
                refuse("text_required", about=intent.about)
        case QuestionAbout.ELECTION:
            refuse("candidate_required", office="")
    return intent.text or {}, {}


def require_adoptable(state: Meeting, key: str) -> None:
    """The paper exists, is not adopted yet, and is what the current item is there to adopt."""
    if key not in state.papers:
        refuse("no_such_paper", paper=key)
    if key in state.adopted:
        refuse("paper_already_adopted", paper=key, decision=state.adopted[key])
    fact = state.agenda[state.item].fact if state.item is not None else None
    if fact is None or fact.kind is not ItemKind.ADOPTION or fact.paper not in ("", key):
        refuse("not_the_item_of_adoption", paper=key, item=state.item)


def _require_notice_run(state: Meeting, at: Instant) -> None:
    speakers = state.speakers
    if speakers.phase is not ListPhase.CLOSING_ANNOUNCED:
        refuse("closing_not_announced", phase=speakers.phase)
    if speakers.closes_at is not None and at < speakers.closes_at:
        refuse("closing_notice_running", closes_at=speakers.closes_at, now=at)


def open_question(state: Meeting, key: str, *allowed: QuestionPhase) -> Question:
    if not key or key != state.question:
        refuse("no_such_question", question=key)
    question = state.questions[key]
    if question.phase not in allowed:
        refuse("question_not_put", question=key, phase=question.phase)
    return question


def make_objection(state: Meeting, intent: i.Object, by: Actor, at: Instant) -> Acts:
    """In time until the gavel falls, once for each seat; every accredited member may, in the hall or not."""
    return [_objection(state, intent.question, member_seat(state, by), intent.words, intent.proposed)]


def _objection(state: Meeting, key: str, seat: str, words: str, proposed: str = "") -> a.ObjectionMade:
    question = open_question(state, key, QuestionPhase.PUT, QuestionPhase.OBJECTED)
    if any(o.seat == seat for o in question.standing):
        refuse("already_objected", question=question.key, seat=seat)
    return a.ObjectionMade(question=question.key, seat=seat, words=words, proposed=proposed)


def record_objection(state: Meeting, intent: i.RecordObjection, by: Actor, at: Instant) -> Acts:
    """Button and voice are both valid (M5): who presides, or the secretary, records what was heard."""
    return [_objection(state, intent.question, require_member(state, intent.seat), intent.words)]


def withdraw_objection(state: Meeting, intent: i.WithdrawObjection, by: Actor, at: Instant) -> Acts:
    seat = member_seat(state, by)
    question = open_question(state, intent.question, QuestionPhase.OBJECTED, QuestionPhase.CONSULTING)
    if not any(o.seat == seat for o in question.standing):
        refuse("no_objection_of_yours", question=question.key, seat=seat)
    return [a.ObjectionWithdrawn(question=question.key, seat=seat)]


def waits_for(state: Meeting, question: Question) -> tuple[list[str], Instant]:
    """Seats whose lines the gavel waits for, and until when at the latest.

    The window does not close while a member's line is in automatic reconnection, for the rulebook's cap from
    its loss, whether it was lost inside the window or already when the question was put (M5).
    """
    cap, closes_at = state.rules.reconnect_cap_s * 1000, question.closes_at
    waiting = {
        key: seat.lost_at + cap
        for key, seat in state.seats.items()
        if seat.fact.kind is SeatKind.MEMBER
        and seat.presence is Presence.LOST
        and seat.lost_at is not None
        and seat.lost_at < closes_at < seat.lost_at + cap
    }
    return list(waiting), max(waiting.values(), default=closes_at)


def reopened_window(state: Meeting, at: Instant) -> Acts:
    """The whole time for objections once more from ``at``, for a question put while nobody could be heard."""
    question = state.questions.get(state.question)
    if question is None or question.phase is not QuestionPhase.PUT:
        return []
    return [a.WindowReopened(question=question.key, closes_at=at + state.rules.objection_window_s * 1000)]


def gavel(state: Meeting, intent: i.Gavel, by: Actor, at: Instant) -> Acts:
    question = open_question(
        state, intent.question, QuestionPhase.PUT, QuestionPhase.OBJECTED, QuestionPhase.CONSULTING
    )
    require_no_point(state)
    require_unfrozen(state)
    _require_no_objection(question)
    if question.phase is not QuestionPhase.PUT:
        refuse("question_not_put", question=question.key, phase=question.phase)
    _require_window_closed(state, question, at)
    require_quorum(state, state.rules.quorum_to_decide)
    taken = _decision(state, question.about, question.text, question.paper, question.sha256, question.key, {})
    return [taken, *_consequences(state, question, taken.decision)]


def _require_window_closed(state: Meeting, question: Question, at: Instant) -> None:
    if at < question.closes_at:
        refuse("window_running", question=question.key, closes_at=question.closes_at, now=at)
    seats, until = waits_for(state, question)
    if at < until:
        refuse("line_reconnecting", seats=seats, until=until, now=at)


def _decision(
    state: Meeting, about: QuestionAbout, text: Texts, paper: str, sha256: Texts, question: str, prior: Texts
) -> a.DecisionTaken:
    return a.DecisionTaken(
        question=question,
        decision=f"d{len(state.decisions) + 1}",
        about=about,
        item=state.item,
        text=text,
        paper=paper,
        sha256=sha256,
        present=members_connected(state),
        offline=members_missing(state),
        prior=prior,
    )


def _consequences(state: Meeting, question: Question, decision: str) -> Acts:
    elected = question.candidacy
    if elected is not None:
        return [
            a.OfficerElected(decision=decision, office=elected.office, seat=elected.seat, until=elected.until)
        ]
    if question.about is QuestionAbout.CLOSE_LIST:
        return [a.ListClosed(entries=tuple(state.speakers.order))]
    if question.about is not QuestionAbout.AGENDA:
        return []
    done = [
        a.ItemConcluded(number=number)
        for number, item in state.agenda.items()
        if item.fact.kind is ItemKind.AGENDA and item.phase in (ItemPhase.CURRENT, ItemPhase.LEFT_OPEN)
    ]
    return [a.AgendaAdopted(question=question.key), *done]


def declare_adopted(state: Meeting, intent: i.DeclareAdopted, by: Actor, at: Instant) -> Acts:
    """The form of 2020: agreed beforehand by the procedure cited, and therefore considered adopted."""
    require_no_point(state)
    require_unfrozen(state)
    require_idle(state)
    if state.question:
        question = state.questions[state.question]
        refuse("question_open", question=question.key, phase=question.phase)
    require_adoptable(state, intent.paper)
    paper = state.papers[intent.paper]
    if not paper.agreed_by:
        refuse("not_agreed_before", paper=paper.key)
    require_quorum(state, state.rules.quorum_to_decide)
    return [_decision(state, QuestionAbout.PAPER, paper.text, paper.key, paper.sha256, "", paper.agreed_by)]


def go_to_consultation(state: Meeting, intent: i.GoToConsultation, by: Actor, at: Instant) -> Acts:
    question = open_question(state, intent.question, QuestionPhase.PUT, QuestionPhase.OBJECTED)
    if not question.standing:
        refuse("no_objection", question=question.key)
    return [a.QuestionToConsultation(question=question.key)]


def withdraw_question(state: Meeting, intent: i.WithdrawQuestion, by: Actor, at: Instant) -> Acts:
    question = open_question(
        state, intent.question, QuestionPhase.PUT, QuestionPhase.OBJECTED, QuestionPhase.CONSULTING
    )
    require_reason(i.WithdrawQuestion, intent.reason)
    return [a.QuestionWithdrawn(question=question.key, reason=intent.reason)]


def state_position(state: Meeting, intent: i.StatePosition, by: Actor, at: Instant) -> Acts:
    """Any member while the sitting is open; who was cut off at the gavel also within its window after it."""
    seat = member_seat(state, by)
    decision = state.decisions.get(intent.decision)
    if decision is None:
        refuse("no_such_decision", decision=intent.decision)
    if intent.kind_of_position not in POSITIONS:
        refuse("unknown_position", position=intent.kind_of_position, known=list(POSITIONS))
    until = decision.positions_until
    if state.phase is not SittingPhase.OPEN and not (seat in decision.offline and at <= until):
        refuse("position_too_late", decision=decision.key, until=until, now=at)
    return [
        a.PositionStated(decision=decision.key, seat=seat, kind=intent.kind_of_position, text=intent.text)
    ]


def question_put(state: Meeting, act: a.QuestionPut, by: Actor, at: Instant) -> None:
    state.questions[act.question] = Question(
        act.question, act.about, act.item, act.text, act.paper, act.sha256,
        QuestionPhase.PUT, at, act.closes_at, act.connected,
    )  # fmt: skip
    state.question = act.question


def window_reopened(state: Meeting, act: a.WindowReopened, by: Actor, at: Instant) -> None:
    state.questions[act.question].closes_at = act.closes_at


def objection_made(state: Meeting, act: a.ObjectionMade, by: Actor, at: Instant) -> None:
    question = state.questions[act.question]
    question.objections.append(Objection(act.seat, at, act.words, act.proposed))
    question.phase = QuestionPhase.OBJECTED


def objection_withdrawn(state: Meeting, act: a.ObjectionWithdrawn, by: Actor, at: Instant) -> None:
    question = state.questions[act.question]
    for objection in question.standing:
        if objection.seat == act.seat:
            objection.withdrawn = True
    if question.phase is QuestionPhase.OBJECTED and not question.standing:
        question.phase = QuestionPhase.PUT


def to_consultation(state: Meeting, act: a.QuestionToConsultation, by: Actor, at: Instant) -> None:
    state.questions[act.question].phase = QuestionPhase.CONSULTING


def question_withdrawn(state: Meeting, act: a.QuestionWithdrawn, by: Actor, at: Instant) -> None:
    state.questions[act.question].phase = QuestionPhase.WITHDRAWN
    state.question = ""


def decision_taken(state: Meeting, act: a.DecisionTaken, by: Actor, at: Instant) -> None:
    if act.question:
        state.questions[act.question].phase = QuestionPhase.ADOPTED
        state.question = ""
    if act.paper:
        state.adopted[act.paper] = act.decision
    state.decisions[act.decision] = Decision(
        act.decision, act.question, act.about, act.item, act.text, act.paper,
        act.sha256, at, act.present, act.offline, act.prior,
        at + state.rules.position_window_s * 1000,
    )  # fmt: skip


def agenda_adopted(state: Meeting, act: a.AgendaAdopted, by: Actor, at: Instant) -> None:
    state.agenda_adopted = True


def position_stated(state: Meeting, act: a.PositionStated, by: Actor, at: Instant) -> None:
    state.decisions[act.decision].positions.append((act.seat, act.kind, act.text))


DECIDERS: dict[type[Any], Any] = {
    i.PutQuestion: put_question,
    i.Object: make_objection,
    i.RecordObjection: record_objection,
    i.WithdrawObjection: withdraw_objection,
    i.Gavel: gavel,
    i.DeclareAdopted: declare_adopted,
    i.GoToConsultation: go_to_consultation,
    i.WithdrawQuestion: withdraw_question,
    i.StatePosition: state_position,
}

FOLDERS: dict[type[Any], Any] = {
    a.QuestionPut: question_put,
    a.WindowReopened: window_reopened,
    a.ObjectionMade: objection_made,
    a.ObjectionWithdrawn: objection_withdrawn,
    a.QuestionToConsultation: to_consultation,
    a.QuestionWithdrawn: question_withdrawn,
    a.DecisionTaken: decision_taken,
    a.AgendaAdopted: agenda_adopted,
    a.PositionStated: position_stated,
}
