"""The meeting itself, its seats and who is in the hall."""

from rostrum.procedure.meeting.facts import Officer
from rostrum.procedure.meeting.state import Meeting, SeatState
from rostrum.procedure.words import Presence, SeatKind
from rostrum.views.documents import (
    Agenda,
    AgendaLine,
    Chamber,
    ChamberLine,
    MeetingDoc,
    OfficerCard,
    PaperLine,
    SeatCard,
    Seats,
    SuspensionDoc,
)


def officer_card(state: Meeting, officer: Officer) -> OfficerCard:
    """An officer with the presence of their own person, not of their seat."""
    people = state.seats[officer.seat].people if officer.seat in state.seats else {}
    return OfficerCard(
        person=officer.person,
        seat=officer.seat,
        title=dict(officer.title),
        presence=people.get(officer.person, Presence.ABSENT),
    )


def meeting(state: Meeting) -> MeetingDoc:
    presiding = state.officers.get(state.presiding)
    suspension = state.suspension
    return MeetingDoc(
        book=state.book,
        body=state.body,
        title=dict(state.title),
        theme=dict(state.theme),
        format=state.format,
        zone=state.zone,
        opens=state.opens,
        notice=state.notice,
        languages=list(state.languages),
        rulebook=state.rulebook.key if state.rulebook else "",
        accent=state.accent,
        phase=state.phase,
        sitting=state.sitting,
        opened_at=state.opened_at,
        closed_at=state.closed_at,
        adjourned_to=state.adjourned_to,
        reason=state.reason,
        suspension=suspension
        and SuspensionDoc(reason=suspension.reason, since=suspension.since, resumes_at=suspension.resumes_at),
        presiding=officer_card(state, presiding) if presiding else None,
        acting=bool(presiding) and state.presiding != next(iter(state.officers), ""),
        chair_line_lost=state.chair_lost_at is not None,
        frozen=state.frozen,
        hall_away=state.hall_lost_at is not None,
        private=state.private,
    )


def _card(seat: SeatState) -> SeatCard:
    fact = seat.fact
    return SeatCard(
        key=fact.key,
        kind=fact.kind,
        name=dict(fact.name),
        title=dict(seat.title),
        style=dict(seat.style),
        person=dict(seat.person),
        level=seat.level,
        region=fact.region,
    )


def seats(state: Meeting) -> Seats:
    return Seats(seats=[_card(seat) for seat in state.seats.values()])


def agenda(state: Meeting) -> Agenda:
    lines: list[AgendaLine] = []
    for item in state.agenda.values():
        fact = item.fact
        paper = state.papers.get(fact.paper)
        lines.append(
            AgendaLine(
                number=fact.number,
                kind=fact.kind,
                title=dict(fact.title),
                phase=item.phase,
                paper=fact.paper,
                symbol=paper.symbol if paper else "",
            )
        )
    named = {item.fact.paper for item in state.agenda.values()}
    further = [
        PaperLine(key=paper.key, symbol=paper.symbol, title=dict(paper.title))
        for paper in state.papers.values()
        if paper.key not in named
    ]
    return Agenda(items=lines, further=further, current=state.item, adopted=state.agenda_adopted)


def chamber(state: Meeting) -> Chamber:
    lines: list[ChamberLine] = []
    present = members = 0
    for key, seat in state.seats.items():
        voice = seat.voice
        presence = seat.people.get(voice, Presence.ABSENT)
        if presence is Presence.PRESENT:
            present += 1
            members += seat.fact.kind is SeatKind.MEMBER
        lines.append(ChamberLine(seat=key, presence=presence, voice=voice, simulated=seat.simulated))
    return Chamber(lines=lines, present=present, members_present=members)
