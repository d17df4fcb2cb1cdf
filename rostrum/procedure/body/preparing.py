"""A called meeting is prepared: agenda, papers, officers, rules, places kept; what it lacks; and convened (M1, M10)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Preparation
from rostrum.procedure.body.meetings import KEY, coming, for_a_reason
from rostrum.procedure.body.membership import check_date, check_order
from rostrum.procedure.body.readiness import Lack, unanswered, unsaid
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.rule_changes import unfit
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.procedure.words import Instant, ItemKind, SeatKind, Texts

Acts = list[Any]
BOOK_MAX = 80
FILES_MOST = 200 << 20
"""Bytes of all files of a meeting's papers."""


def prepared(state: Body, key: str) -> MeetingLine:
    """A meeting that can still be prepared. Refuses for one that is over, or convened already."""
    line = coming(state, key)
    if line.book:
        refuse("already_convened", meeting=key, book=line.book)
    return line


def prepare_agenda(state: Body, intent: i.PrepareAgenda, by: Actor, at: Instant) -> Acts:
    prepared(state, intent.meeting)
    numbers = [item.number for item in intent.agenda]
    if numbers != list(range(1, len(numbers) + 1)):
        refuse("agenda_out_of_order", numbers=numbers)
    return [a.AgendaPrepared(meeting=intent.meeting, agenda=intent.agenda)]


def prepare_papers(state: Body, intent: i.PreparePapers, by: Actor, at: Instant) -> Acts:
    prepared(state, intent.meeting)
    keys = [paper.key for paper in intent.papers]
    for key in keys:
        if keys.count(key) > 1 or not KEY.match(key):
            refuse("impossible_paper", paper=key[:80])
    size = sum(file.size for paper in intent.papers for file in paper.files.values())
    if size > FILES_MOST:
        refuse("papers_too_large", size=size, most=FILES_MOST)
    return [a.PapersPrepared(meeting=intent.meeting, papers=intent.papers)]


def name_officers(state: Body, intent: i.NameOfficers, by: Actor, at: Instant) -> Acts:
    prepared(state, intent.meeting)
    named = [(officer.seat, dict(officer.title)) for officer in intent.officers]
    for seat, title in named:
        if seat not in state.members:
            refuse("unknown_member", code=seat)
        if named.count((seat, title)) > 1:
            refuse("officer_twice", code=seat)
    return [a.OfficersNamed(meeting=intent.meeting, officers=intent.officers)]


def prepare_rules(state: Body, intent: i.PrepareRules, by: Actor, at: Instant) -> Acts:
    prepared(state, intent.meeting)
    if intent.rulebook not in RULEBOOKS:
        refuse("unknown_rulebook", rulebook=intent.rulebook[:60], known=sorted(RULEBOOKS))
    for field, value in unfit(RULEBOOKS[intent.rulebook], intent.changes):
        refuse("rule_not_changeable", field=field[:60], value=value)
    return [a.RulesPrepared(meeting=intent.meeting, rulebook=intent.rulebook, changes=intent.changes)]


def keep_seats(state: Body, intent: i.KeepSeats, by: Actor, at: Instant) -> Acts:
    return [
        a.SeatsKept(meeting=intent.meeting, codes=_invited(prepared(state, intent.meeting), intent.codes))
    ]


def set_precedence(state: Body, intent: i.SetPrecedence, by: Actor, at: Instant) -> Acts:
    line = prepared(state, intent.meeting)
    return [a.PrecedenceSet(meeting=intent.meeting, codes=_invited(line, intent.codes))]


def _invited(line: MeetingLine, codes: Sequence[str]) -> tuple[str, ...]:
    """Each once. Refuses for whoever is not invited."""
    for code in codes:
        if code not in line.invitations:
            refuse("not_invited", code=code[:80])
    return tuple(dict.fromkeys(codes))


def convene(state: Body, intent: i.ConveneMeeting, by: Actor, at: Instant) -> Acts:
    line = prepared(state, intent.meeting)
    if not KEY.match(intent.book):
        refuse("impossible_key", meeting=intent.book[:BOOK_MAX])
    found = convening_lacks(state, line, at)
    if missing := unanswered(found, intent.accepted):
        refuse("meeting_not_ready", lacking=list(missing))
    accepted = for_a_reason(found, intent.reason)
    reason = intent.reason.strip() if accepted else ""
    return [a.ConveningOrdered(meeting=intent.meeting, book=intent.book, accepted=accepted, reason=reason)]


def record_held(state: Body, intent: i.RecordHeld, by: Actor, at: Instant) -> Acts:
    line = coming(state, intent.meeting)
    if not line.book:
        refuse("not_convened", meeting=intent.meeting)
    check_date("began", intent.began)
    check_date("ended", intent.ended)
    check_order(intent.began, intent.ended)
    return [
        a.MeetingHeld(
            meeting=intent.meeting,
            began=intent.began,
            ended=intent.ended,
            participants=intent.participants,
            outcomes=intent.outcomes,
        )
    ]


def seated(line: MeetingLine) -> tuple[str, ...]:
    """Who will have a seat, in the order of the invitations: who accepted last, and who is silent with a place kept."""
    return tuple(
        code
        for code in line.invitations
        if (
            line.answers[code].answer == "accepted" if code in line.answers else code in line.preparation.kept
        )
    )


def silent(line: MeetingLine) -> tuple[str, ...]:
    """Who was invited and has neither answered nor a place kept."""
    kept = line.preparation.kept
    return tuple(code for code in line.invitations if code not in line.answers and code not in kept)


def convening_lacks(state: Body, line: MeetingLine, at: Instant) -> tuple[Lack, ...]:
    """All that the meeting lacks to be convened now; what stops it first."""
    at_table = seated(line)
    found = (
        *_hour(line, at),
        *_table(line, at_table),
        *_agenda(line),
        *_officers(line, at_table),
        *_languages(line),
    )
    return tuple(sorted(found, key=lambda lack: not lack.stops))


def _hour(line: MeetingLine, at: Instant) -> Iterator[Lack]:
    if (line.opens or 0) <= at:
        yield Lack(code="hour_past", stops=True)


def _table(line: MeetingLine, at_table: Collection[str]) -> Iterator[Lack]:
    if not any(line.invitations[code].kind is SeatKind.MEMBER for code in at_table):
        yield Lack(code="nobody_seated", stops=True)
    if without := silent(line):
        yield Lack(code="silent", codes=without)
    answered = {code: line.answers[code] for code in at_table if code in line.answers}
    if nameless := tuple(code for code, one in answered.items() if not any(one.title.values())):
        yield Lack(code="head_untitled", codes=nameless)


def _agenda(line: MeetingLine) -> Iterator[Lack]:
    agenda, papers = line.preparation.agenda, {paper.key for paper in line.preparation.papers}
    if not agenda:
        yield Lack(code="agenda_missing", stops=True)
    elif agenda[0].kind is not ItemKind.AGENDA:
        yield Lack(code="agenda_adopted_nowhere", stops=True)
    if absent := tuple(item.paper for item in agenda if item.paper and item.paper not in papers):
        yield Lack(code="paper_missing", stops=True, codes=absent)
    if any(item.kind is ItemKind.ADOPTION and not item.paper for item in agenda):
        yield Lack(code="adoption_without_paper")


def _officers(line: MeetingLine, at_table: Collection[str]) -> Iterator[Lack]:
    officers = line.preparation.officers
    if not officers:
        yield Lack(code="chair_missing", stops=True)
    if absent := tuple(officer.seat for officer in officers if officer.seat not in at_table):
        yield Lack(code="officer_not_seated", stops=True, codes=absent)


def _languages(line: MeetingLine) -> Iterator[Lack]:
    """What would stand in another language on the screens of who reads this one."""
    preparation = line.preparation
    texts: dict[str, tuple[Texts, ...]] = {
        "title": (line.title,),
        "theme": (line.theme,),
        "agenda": tuple(item.title for item in preparation.agenda),
        "officer": tuple(officer.title for officer in preparation.officers),
        "paper": tuple(text for paper in preparation.papers for text in (paper.title, paper.versions)),
    }
    for language in line.languages:
        for what, found in texts.items():
            if any(unsaid(text, language) for text in found):
                yield Lack(code=f"{what}_untranslated", language=language)


def _fold(line: MeetingLine, **part: Any) -> None:
    now: Preparation = replace(line.preparation, **part)
    line.preparation = now


def fold_agenda(state: Body, act: a.AgendaPrepared, by: Actor, at: Instant) -> None:
    _fold(state.meetings[act.meeting], agenda=act.agenda)


def fold_papers(state: Body, act: a.PapersPrepared, by: Actor, at: Instant) -> None:
    _fold(state.meetings[act.meeting], papers=act.papers)


def fold_officers(state: Body, act: a.OfficersNamed, by: Actor, at: Instant) -> None:
    _fold(state.meetings[act.meeting], officers=act.officers)


def fold_rules(state: Body, act: a.RulesPrepared, by: Actor, at: Instant) -> None:
    _fold(state.meetings[act.meeting], rulebook=act.rulebook, changes=act.changes)


def fold_kept(state: Body, act: a.SeatsKept, by: Actor, at: Instant) -> None:
    _fold(state.meetings[act.meeting], kept=act.codes)


def fold_precedence(state: Body, act: a.PrecedenceSet, by: Actor, at: Instant) -> None:
    _fold(state.meetings[act.meeting], precedence=act.codes)


def fold_ordered(state: Body, act: a.ConveningOrdered, by: Actor, at: Instant) -> None:
    line = state.meetings[act.meeting]
    line.book, line.convened_at = act.book, at


def fold_held(state: Body, act: a.MeetingHeld, by: Actor, at: Instant) -> None:
    """From now on it weighs as a meeting of the past does: by who was there, not by who had said that they would be."""
    line = state.meetings[act.meeting]
    line.past, line.began, line.ended = True, act.began, act.ended
    line.participants, line.outcomes = act.participants, act.outcomes
    line.source = line.book


DECIDERS: dict[type[Any], Any] = {
    i.PrepareAgenda: prepare_agenda,
    i.PreparePapers: prepare_papers,
    i.NameOfficers: name_officers,
    i.PrepareRules: prepare_rules,
    i.KeepSeats: keep_seats,
    i.SetPrecedence: set_precedence,
    i.ConveneMeeting: convene,
    i.RecordHeld: record_held,
}

FOLDERS: dict[type[Any], Any] = {
    a.AgendaPrepared: fold_agenda,
    a.PapersPrepared: fold_papers,
    a.OfficersNamed: fold_officers,
    a.RulesPrepared: fold_rules,
    a.SeatsKept: fold_kept,
    a.PrecedenceSet: fold_precedence,
    a.ConveningOrdered: fold_ordered,
    a.MeetingHeld: fold_held,
}
