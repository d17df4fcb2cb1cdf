"""A body's state → its page: members, groups, offices, meetings as history, heat map. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from rostrum.procedure.body.letterheads import letterhead_of, number_of
from rostrum.procedure.body.state import Body, Composition, MeetingLine, Membership, Scheme, Term
from rostrum.views import body_documents as d

PlaceOf = Callable[[str], d.Place | None]
"""A state's facts by code; None for what is no state of the facts."""


def body_line(state: Body, on: str) -> d.BodyLine:
    """A body among others, as anybody may see it."""
    chairs = [t.holder for t in state.terms.values() if t.office == "chair" and running(t, on)]
    return d.BodyLine(
        key=state.key,
        book=state.book,
        version=state.public_version,
        name=dict(state.name),
        short=state.short,
        founded=state.founded,
        accent=state.accent,
        members=len(state.members_on(on)),
        chair=chairs[0] if chairs else "",
    )


def body_page(
    state: Body,
    on: str,
    place_of: PlaceOf,
    debts: d.Debts,
    troika: Sequence[str],
    *,
    version: int,
    staff: bool,
    private: Mapping[str, bool],
    most: int,
) -> d.BodyPage:
    """The page on a day. ``version``: of the book, as far as this reader may know of it. ``staff``: the reader is the
    secretariat or the chair. ``private``: meetings that are so,
    by key, and whether this reader may know of each all the same. Of meetings and compositions the
    newest ``most``: the others come in pages of their own."""
    present = sorted(state.members_on(on), key=lambda m: m.code)
    meetings = shown_meetings(state, private)[-most:]
    return d.BodyPage(
        key=state.key,
        book=state.book,
        version=version,
        on=on,
        name=dict(state.name),
        short=state.short,
        founded=state.founded,
        languages=list(state.languages),
        rulebook=state.rulebook,
        accent=state.accent,
        symbol_grammar=state.symbol_grammar,
        source=state.source,
        schemes=[_scheme(s, present) for s in state.schemes.values()],
        members=[_member(m, place_of(m.code)) for m in present],
        former=[_member(m, place_of(m.code)) for m in state.former if m.left <= on],
        observers=_observers(state),
        terms=[_term(t, on, place_of(t.holder)) for t in state.terms.values()],
        troika=list(troika),
        meetings=[meeting_line(state, line, line.key in private, staff=staff) for line in meetings],
        heat=heat_map(meetings, present, staff),
        debts=debts,
        lots=[
            d.LotSource(source=one.source, known_at=one.known_at, at=one.at, entry=one.entry)
            for one in state.lots.values()
        ],
        compositions=[composition_line(c) for c in list(state.compositions.values())[-most:]]
        if staff
        else [],
        may_change=staff,
    )


def shown_meetings(state: Body, private: Mapping[str, bool]) -> list[MeetingLine]:
    """The meetings that a reader may know of, oldest first; ``private`` as for the page."""
    return sorted((m for m in state.meetings.values() if private.get(m.key, True)), key=_when)


def running(term: Term, on: str) -> bool:
    return term.begins <= on and (not term.ended or on < term.ended)


def _when(line: MeetingLine) -> tuple[bool, str | int, str]:
    """The past by its days, then what was called by its instant."""
    return (not line.past, line.began if line.past else line.opens or 0, line.key)


def _scheme(scheme: Scheme, present: Sequence[Membership]) -> d.SchemeLine:
    sizes = dict.fromkeys(scheme.groups, 0)
    for member in present:
        if (group := member.groups.get(scheme.key)) is not None:
            sizes[group] += 1
    return d.SchemeLine(
        key=scheme.key,
        name=dict(scheme.name),
        source=scheme.source,
        whole=bool(present) and all(scheme.key in m.groups for m in present),
        groups=[
            d.GroupLine(key=g.key, name=dict(g.name), members=sizes[g.key]) for g in scheme.groups.values()
        ],
        patterns={name: dict(seats) for name, seats in scheme.patterns.items()},
    )


def _member(member: Membership, place: d.Place | None) -> d.MemberLine:
    return d.MemberLine(
        code=member.code,
        name=dict(member.name) or (place.name if place else {"en": member.code}),
        formal=place.formal if place else "",
        joined=member.joined,
        suspended=member.suspended,
        left=member.left,
        reason=member.reason,
        groups=dict(member.groups),
        classes=place.classes if place else [],
        subregion=place.subregion if place else "",
        zone=place.zone if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        source=member.source,
    )


def _observers(state: Body) -> list[d.ObserverLine]:
    return [
        d.ObserverLine(
            code=o.code, kind=o.kind, name=dict(o.name), since=o.since, left=o.left, source=o.source
        )
        for o in state.observers.values()
    ]


def _term(term: Term, on: str, place: d.Place | None) -> d.TermLine:
    return d.TermLine(
        term=term.key,
        office=term.office,
        title=dict(term.title),
        holder=term.holder,
        holder_name=dict(term.holder_name) or (place.name if place else {}),
        group=term.group,
        begins=term.begins,
        planned_end=term.planned_end,
        extensions=[d.ExtensionLine(until=until, decision=decision) for until, decision in term.extensions],
        ended=term.ended,
        handed_over_to=term.handed_over_to,
        elected_at=term.elected_at,
        by=term.by,
        priorities=[dict(p) for p in term.priorities],
        running=running(term, on),
        source=term.source,
    )


def tally(line: MeetingLine) -> d.Tally:
    words = [answer.answer for answer in line.answers.values()]
    return d.Tally(
        invited=len(line.invitations),
        accepted=words.count("accepted"),
        declined=words.count("declined"),
        silent=len(line.invitations) - len(words),
    )


def _letterhead(state: Body, line: MeetingLine) -> d.LetterheadLine | None:
    if line.past:
        return None
    head = letterhead_of(state, line)
    return d.LetterheadLine(
        form=head.form,
        chosen_number=head.number,
        number=number_of(state, line, state.at + 1),
        signatory=head.signatory,
        title=dict(head.title),
    )


def meeting_line(state: Body, line: MeetingLine, private: bool, *, staff: bool) -> d.BodyMeetingLine:
    """A meeting on the body's page; ``staff`` are shown the head of its letters too."""
    letterhead = _letterhead(state, line) if staff else None
    return d.BodyMeetingLine(
        meeting=line.key,
        format=line.format,
        title=dict(line.title),
        theme=dict(line.theme),
        place=line.place,
        zone=line.zone,
        by_video=line.by_video,
        private=private,
        past=line.past,
        began=line.began,
        ended=line.ended,
        opens=line.opens,
        languages=list(line.languages),
        programme=[
            d.SittingLine(date=s.date, begins=s.begins, ends=s.ends, title=dict(s.title))
            for s in line.programme
        ],
        participants=[d.ParticipantLine(code=p.code, level=p.level, form=p.form) for p in line.participants],
        outcomes=[d.OutcomeLine(symbol=o.symbol, title=dict(o.title)) for o in line.outcomes],
        called_off=line.called_off,
        changed_at=line.changes[-1][0] if line.changes else None,
        composition=line.composition,
        reply_by=line.reply_by if letterhead else None,
        tally=tally(line),
        letterhead=letterhead,
        hours=dict(line.hours),
        source=line.source,
        book=line.book if staff or not private else "",
        stage=stage_of(line),
    )


Stage = Literal["called", "invited", "prepared", "convened", "past", "called_off"]


def stage_of(line: MeetingLine) -> Stage:
    """How far a meeting has come."""
    if line.called_off:
        return "called_off"
    if line.past:
        return "past"
    if line.book:
        return "convened"
    if line.preparation.agenda or line.preparation.officers:
        return "prepared"
    return "invited" if line.invitations else "called"


def heat_map(meetings: Sequence[MeetingLine], present: Sequence[Membership], staff: bool) -> d.HeatMap:
    """Rows in the order of the members. Who was invited and answered is shown to the secretariat alone."""
    return d.HeatMap(
        meetings=[line.key for line in meetings],
        rows=[d.HeatRow(code=m.code, cells=[_cell(m, line, staff) for line in meetings]) for m in present],
    )


def _cell(member: Membership, line: MeetingLine, staff: bool) -> d.HeatCell:
    if line.past:
        return _past_cell(member, line)
    if not staff:
        return d.HeatCell(mark="planned")
    if (answer := line.answers.get(member.code)) is not None:
        return d.HeatCell(mark="accepted" if answer.answer == "accepted" else "declined", level=answer.level)
    if member.code in line.invitations:
        return d.HeatCell(mark="invited")
    return d.HeatCell(mark="not_invited" if line.invitations else "planned")


def _past_cell(member: Membership, line: MeetingLine) -> d.HeatCell:
    if member.joined[:10] > line.began:
        return d.HeatCell(mark="not_member")
    if not line.participants:
        return d.HeatCell(mark="unknown")
    named = next((p for p in line.participants if p.code == member.code), None)
    return d.HeatCell(mark="present", level=named.level) if named else d.HeatCell(mark="not_named")


def composition_line(composition: Composition) -> d.CompositionLine:
    request: Mapping[str, Any] = composition.request
    return d.CompositionLine(
        composition=composition.key,
        meeting=composition.meeting,
        label=composition.label,
        at=composition.at,
        on=request["on"],
        scheme=request["scheme"],
        method=request["method"],
        total=request["seats"],
        seats=dict(composition.seats),
        members=list(composition.members),
        by_rule=list(composition.by_rule),
        overrides=[
            d.OverrideLine(code=code, seated=seated, by=by, reason=reason)
            for code, seated, by, reason in composition.overrides
        ],
        accepted=composition.accepted,
        sheet_sha256=composition.sheet_sha256,
        rulebook=composition.rulebook,
    )
