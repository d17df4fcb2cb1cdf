"""Offices and their terms: planned end, extension decisions, actual end, hand-over."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.membership import check_date, check_order
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, Term
from rostrum.procedure.words import Instant


def _running(state: Body, key: str) -> Term:
    found = state.terms.get(key)
    if found is None:
        refuse("unknown_term", term=key)
    if found.ended:
        refuse("term_ended", term=key, ended=found.ended)
    return found


def holder(state: Body, office: str, group: str = "") -> Term | None:
    """The running term of an office."""
    terms = (t for t in state.terms.values() if t.office == office and t.group == group and not t.ended)
    return next(terms, None)


def due_end(term: Term) -> str:
    """The end that the latest decision foresees."""
    return term.extensions[-1][0] if term.extensions else term.planned_end


def open_term(state: Body, intent: i.OpenTerm, by: Actor, at: Instant) -> list[Any]:
    current = holder(state, intent.office, intent.group)
    if current is not None:
        refuse("office_held", office=intent.office, holder=current.holder, term=current.key)
    check_date("begins", intent.begins)
    if intent.planned_end:
        check_date("planned_end", intent.planned_end)
        check_order(intent.begins, intent.planned_end)
    return [
        a.TermOpened(
            term=f"t{len(state.terms) + 1}",
            office=intent.office,
            holder=intent.holder,
            begins=intent.begins,
            planned_end=intent.planned_end,
            elected_at=intent.elected_at,
            by=intent.by,
            group=intent.group,
            source=intent.source,
            title=intent.title,
            holder_name=intent.holder_name,
        )
    ]


def extend_term(state: Body, intent: i.ExtendTerm, by: Actor, at: Instant) -> list[Any]:
    term = _running(state, intent.term)
    check_date("until", intent.until)
    if not intent.decision:
        refuse("decision_required", term=intent.term)
    if intent.until <= due_end(term):
        refuse("not_an_extension", until=intent.until, planned_end=due_end(term))
    return [a.TermExtended(term=intent.term, until=intent.until, decision=intent.decision)]


def end_term(state: Body, intent: i.EndTerm, by: Actor, at: Instant) -> list[Any]:
    term = _running(state, intent.term)
    check_date("on", intent.on)
    check_order(term.begins, intent.on)
    return [a.TermEnded(term=intent.term, on=intent.on, handed_over_to=intent.handed_over_to)]


def declare_priorities(state: Body, intent: i.DeclarePriorities, by: Actor, at: Instant) -> list[Any]:
    _running(state, intent.term)
    return [a.PrioritiesDeclared(term=intent.term, priorities=intent.priorities)]


def fold_opened(state: Body, act: a.TermOpened, by: Actor, at: Instant) -> None:
    state.terms[act.term] = Term(
        key=act.term,
        office=act.office,
        holder=act.holder,
        begins=act.begins,
        planned_end=act.planned_end,
        elected_at=act.elected_at,
        by=act.by,
        group=act.group,
        source=act.source,
        title=act.title,
        holder_name=act.holder_name,
    )


def fold_extended(state: Body, act: a.TermExtended, by: Actor, at: Instant) -> None:
    state.terms[act.term].extensions.append((act.until, act.decision))


def fold_ended(state: Body, act: a.TermEnded, by: Actor, at: Instant) -> None:
    state.terms[act.term].ended = act.on
    state.terms[act.term].handed_over_to = act.handed_over_to


def fold_priorities(state: Body, act: a.PrioritiesDeclared, by: Actor, at: Instant) -> None:
    state.terms[act.term].priorities = act.priorities


DECIDERS: dict[type[Any], Any] = {
    i.OpenTerm: open_term,
    i.ExtendTerm: extend_term,
    i.EndTerm: end_term,
    i.DeclarePriorities: declare_priorities,
}
FOLDERS: dict[type[Any], Any] = {
    a.TermOpened: fold_opened,
    a.TermExtended: fold_extended,
    a.TermEnded: fold_ended,
    a.PrioritiesDeclared: fold_priorities,
}
