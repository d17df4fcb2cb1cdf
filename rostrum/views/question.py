"""The question before the meeting, and the decisions taken."""

from rostrum.procedure.meeting.facts import Paper
from rostrum.procedure.meeting.questions import waits_for
from rostrum.procedure.meeting.state import Decision, Meeting, Question
from rostrum.views.documents import (
    DecisionDoc,
    Decisions,
    ObjectionDoc,
    PaperDoc,
    PaperFileDoc,
    PositionDoc,
    QuestionDoc,
    QuestionSlot,
)


def paper_doc(paper: Paper) -> PaperDoc:
    return PaperDoc(
        key=paper.key,
        symbol=paper.symbol,
        title=dict(paper.title),
        text=dict(paper.text),
        sha256=dict(paper.sha256),
        agreed_by=dict(paper.agreed_by),
        files={
            tag: PaperFileDoc(name=one.name, media=one.media, size=one.size, sha256=one.sha256)
            for tag, one in paper.files.items()
        },
    )


def papers(state: Meeting) -> list[PaperDoc]:
    """All papers with their texts, in the order in which they were circulated."""
    return [paper_doc(paper) for paper in state.papers.values()]


def _question(state: Meeting, question: Question) -> QuestionDoc:
    paper = state.papers.get(question.paper)
    seats, until = waits_for(state, question)
    return QuestionDoc(
        key=question.key,
        about=question.about,
        item=question.item,
        text=dict(question.text),
        paper=paper_doc(paper) if paper else None,
        phase=question.phase,
        put_at=question.put_at,
        closes_at=question.closes_at,
        objections=[
            ObjectionDoc(seat=o.seat, at=o.at, words=o.words, proposed=o.proposed, withdrawn=o.withdrawn)
            for o in question.objections
        ],
        standing=len(question.standing),
        connected=len(question.connected),
        not_connected=[key for key in state.seats if key not in question.connected],
        waits_for=list(seats),
        waits_until=until,
    )


def question(state: Meeting) -> QuestionSlot:
    current = state.questions.get(state.question)
    return QuestionSlot(question=_question(state, current) if current else None)


def _decision(state: Meeting, decision: Decision) -> DecisionDoc:
    paper = state.papers.get(decision.paper)
    return DecisionDoc(
        key=decision.key,
        paper=decision.paper,
        about=decision.about,
        item=decision.item,
        text=dict(decision.text),
        symbol=paper.symbol if paper else "",
        title=dict(paper.title) if paper else {},
        sha256=dict(decision.sha256),
        at=decision.at,
        prior=dict(decision.prior),
        present=len(decision.present),
        offline=list(decision.offline),
        positions=[PositionDoc(seat=s, kind=k, text=t) for s, k, t in decision.positions],
    )


def decisions(state: Meeting) -> Decisions:
    return Decisions(decisions=[_decision(state, d) for d in state.decisions.values()])
