"""Convening: from a body's called meeting, its composition and its answers to the book of the meeting itself (M1, M10).

The body's book orders it (`ConveningOrdered`); the meeting's book is begun from what the body's says. What a delegation
answers later is carried over as it comes, and so is a changed hour; when the meeting is over, who attended and what was
decided go back. Each step is taken again after a crash, and is taken once.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from rostrum.printing.letters import name_of
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.facts import OutcomeDocument, Participant
from rostrum.procedure.body.intents import ConveneMeeting, RecordHeld
from rostrum.procedure.body.preparing import convening_lacks, seated
from rostrum.procedure.body.readiness import unanswered
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.body.translations import meeting_of
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import Accreditation, Officer, Seat
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.roles import HEADS
from rostrum.procedure.meeting.state import Meeting, Person
from rostrum.procedure.refusal import OutOfOrder, Refused
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.procedure.words import Capacity, Instant, Level, SeatKind, SittingPhase, StatementForm
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.accreditation import new_person
from rostrum.secretariat.clerk import Clerk, ReadOnly, UnknownBook, VersionMoved
from rostrum.secretariat.kinds import BODIES, kind_of

log = structlog.get_logger()

REGISTRY = Actor(person="registry", capacity=Capacity.SYSTEM)
STAFF = (Capacity.SECRETARY, Capacity.CLERK, Capacity.TECHNICIAN)
"""Whom every meeting has from the beginning; others are accredited as they are appointed."""
BY_INVITATION, BY_APPOINTMENT = "invitation", "appointment"
STATES = frozenset({SeatKind.MEMBER, SeatKind.OBSERVER_STATE})
UNDECIDED = frozenset({SittingPhase.CONVENED, SittingPhase.LOBBY})
MOST_LETTERS = 80
"""Of the name of a book (`procedure.body.meetings.KEY`)."""
UNTIL_ANSWERED = Level.AMBASSADOR
"""Level of a place that is kept: the resident representative's, until the delegation says who comes."""


def rulebook_of(state: Body, line: MeetingLine) -> str:
    """The rulebook chosen for the meeting, else the body's own."""
    return line.preparation.rulebook or (state.rulebook if state.rulebook in RULEBOOKS else "nam")


def seats_of(state: Body, line: MeetingLine) -> tuple[Seat, ...]:
    """The seats of a meeting, members first, then observers and guests; each kind in the order of protocol that the
    chair has set, others after it by level, then in formal order.

    A delegation's latest answer says at what level it comes and under what title its head appears.
    """
    place = {code: number for number, code in enumerate(line.preparation.precedence)}
    ranks = RULEBOOKS[rulebook_of(state, line)].level_rank
    found = [_seat(state, line, code) for code in seated(line)]
    kinds = list(SeatKind)
    found.sort(
        key=lambda seat: (
            kinds.index(seat.kind),
            place.get(seat.key, len(place)),
            ranks.get(seat.level, 99),
            _formal(seat),
        )
    )
    counted: dict[bool, int] = {True: 0, False: 0}
    ranked: list[Seat] = []
    for seat in found:
        member = seat.kind is SeatKind.MEMBER
        counted[member] += 1
        ranked.append(replace(seat, protocol_rank=counted[member]))
    return tuple(ranked)


def _formal(seat: Seat) -> str:
    return seat.name.get("en") or next(iter(seat.name.values()), seat.key)


def _seat(state: Body, line: MeetingLine, code: str) -> Seat:
    kind, answer = line.invitations[code].kind, line.answers.get(code)
    usual = UNTIL_ANSWERED if kind in STATES else Level.HEAD_OF_ORGANISATION
    return Seat(
        key=code,
        kind=kind,
        name=dict(name_of(state, line, code)),
        level=answer.level or usual if answer else usual,
        title=dict(answer.title) if answer else {},
        region=_region(state, line, code),
        form=StatementForm(answer.form)
        if answer and answer.form in set(StatementForm)
        else StatementForm.LIVE,
    )


def _region(state: Body, line: MeetingLine, code: str) -> str:
    """Its group under the scheme by which the seats were divided."""
    composition = state.compositions.get(line.composition)
    member = state.members.get(code)
    return member.groups.get(composition.request["scheme"], "") if composition and member else ""


Naming = Callable[[Capacity, str, int], str]
"""The key of a person who is accredited: their capacity, their delegation's code or none, and which of these they are,
from 0."""


def opaque(capacity: Capacity, seat: str, number: int) -> str:
    """A new key, which says nothing of anybody: the house's naming."""
    return new_person()


def convene_of(state: Body, line: MeetingLine, naming: Naming = opaque) -> i.Convene:
    """The intent that begins the meeting's book, its persons under new keys."""
    assert line.opens is not None, "only meetings called here are convened"
    seats = seats_of(state, line)
    officers = tuple(
        Officer(person=naming(_presiding(number), one.seat, number), seat=one.seat, title=dict(one.title))
        for number, one in enumerate(line.preparation.officers)
    )
    return i.Convene(
        body=state.key,
        title=line.title,
        theme=line.theme,
        format=line.format,
        zone=line.zone,
        opens=line.opens,
        languages=line.languages,
        rulebook=rulebook_of(state, line),
        changes=line.preparation.changes,
        seats=seats,
        officers=officers,
        agenda=line.preparation.agenda,
        papers=line.preparation.papers,
        accent=state.accent,
        private=line.private,
        roll=_roll(seats, officers, naming),
    )


def _presiding(number: int) -> Capacity:
    return Capacity.VICE_CHAIR if number else Capacity.CHAIR


def _roll(seats: Sequence[Seat], officers: Sequence[Officer], naming: Naming) -> tuple[Accreditation, ...]:
    """Officers, those who serve the meeting, and the head of each delegation, who accredits the others."""
    presiding = tuple(
        Accreditation(
            person=one.person,
            capacity=_presiding(number),
            seat=one.seat,
            speaks=number == 0,
            ground=BY_APPOINTMENT,
        )
        for number, one in enumerate(officers)
    )
    staff = tuple(
        Accreditation(person=naming(one, "", 0), capacity=one, ground=BY_APPOINTMENT) for one in STAFF
    )
    return (*presiding, *staff, *(head_of(seat, naming) for seat in seats))


def head_of(seat: Seat, naming: Naming = opaque) -> Accreditation:
    """The head of a delegation, for the roll."""
    capacity = Capacity.HEAD if seat.kind in STATES else Capacity.ORGANISATION
    return Accreditation(
        person=naming(capacity, seat.key, 0),
        capacity=capacity,
        seat=seat.key,
        ground=BY_INVITATION,
    )


def heads(meeting: Meeting, seat: str) -> list[Person]:
    """Who heads a delegation or did, the last accredited last."""
    return [
        one
        for one in meeting.people.values()
        if one.seat == seat and one.capacity in HEADS and not one.simulated
    ]


def held(meeting: Meeting, key: str) -> RecordHeld:
    """What goes back to the body of a meeting that is closed: who attended, at what level, and what was adopted."""
    zone = ZoneInfo(meeting.zone)

    def day(at: int) -> str:
        return datetime.fromtimestamp(at / 1000, zone).date().isoformat()

    began = meeting.opened_at or meeting.at
    return RecordHeld(
        meeting=key,
        began=day(began),
        ended=day(meeting.closed_at or meeting.at),
        participants=tuple(
            Participant(code=code, level=meeting.seats[code].level, form=meeting.seats[code].fact.form.value)
            for code in meeting.attended
        ),
        outcomes=tuple(
            OutcomeDocument(symbol=meeting.papers[paper].symbol, title=meeting.papers[paper].title)
            for paper in meeting.adopted
        ),
    )


def rehearsed(state: Body, line: MeetingLine, book: str, at: Instant) -> None:
    """Raises what the meeting's own rules would refuse, were it convened now: an order is not to be left undone."""
    wanted = convene_of(state, replace(line, book=book))
    MEETING.decide(MEETING.begin(book), wanted, REGISTRY, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """``accepted``: keys of what is missing that whoever orders answers for, with a ``reason``. ``book``: the name that
    the meeting's own book is to have; one is found where none is wanted."""

    meeting: str
    accepted: tuple[str, ...] = ()
    reason: str = ""
    book: str = ""


class Convening:
    """Keeps the books of bodies and of their convened meetings in step."""

    def __init__(self, clerk: Clerk, naming: Naming = opaque) -> None:
        self._clerk = clerk
        self._naming = naming
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: dict[str, asyncio.Lock] = {}

    def heard(self, book: str, state: Body | Meeting, acts: Sequence[Any]) -> None:
        """Acts of a body or a meeting were folded: a listener of the clerk."""
        if isinstance(state, Body):
            if any(line.book and not line.past for line in state.meetings.values()):
                self._later(book)
        elif state.phase is SittingPhase.CLOSED and acts:
            self._later(BODIES.book(state.body))

    def _later(self, body: str) -> None:
        task = asyncio.create_task(self.catch_up(body), name="convening")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        await asyncio.gather(*self._tasks)

    async def catch_up(self, body: str) -> None:
        """Does what is still to be done for every meeting of a body that was ordered to be convened."""
        async with self._turns.setdefault(body, asyncio.Lock()):
            try:
                state: Body = await self._clerk.state(body)
            except UnknownBook:
                return
            for line in list(state.meetings.values()):
                if line.book and not line.past:
                    await self._keep(body, state, line)

    async def _keep(self, body: str, state: Body, line: MeetingLine) -> None:
        try:
            for intent in await self._owed(state, line):
                await self._clerk.submit(line.book, intent, REGISTRY)
            meeting: Meeting = await self._clerk.state(line.book)
            if meeting.phase is SittingPhase.CLOSED and meeting.body == state.key:
                await self._clerk.submit(body, held(meeting, line.key), REGISTRY)
        except UnknownBook:
            return  # called off before it was begun
        except (Refused, ReadOnly, RecordUnavailable, VersionMoved) as error:
            log.error("meeting not kept in step", book=line.book, meeting=line.key, error=repr(error))

    async def _owed(self, state: Body, line: MeetingLine) -> list[Any]:
        """What the meeting's book does not say yet."""
        try:
            meeting: Meeting = await self._clerk.state(line.book)
        except UnknownBook:
            return [] if line.called_off else [convene_of(state, line, self._naming)]
        if meeting.body != state.key:
            log.error("book is another body's", book=line.book, body=state.key)
            return []
        return owed(state, line, meeting)

    async def order(
        self,
        body: str,
        intent: Order,
        by: Actor,
        at: Instant,
        key: str | None = None,
        shown: int | None = None,
    ) -> tuple[int, str]:
        """Orders a meeting to be convened and begins its book: the version of the body's book, and the meeting's name.

        What the meeting's own rules would refuse is refused before it is ordered. Raises Refused, as the clerk does.
        """
        state: Body = await self._clerk.state(body)
        line = meeting_of(state, intent.meeting)
        book = line.book or await self._free(state.key, line.key, intent.book)
        if not line.book and not unanswered(convening_lacks(state, line, at), intent.accepted):
            rehearsed(state, line, book, at)
        convene = ConveneMeeting(meeting=line.key, book=book, accepted=intent.accepted, reason=intent.reason)
        version = await self._clerk.submit(body, convene, by, key=key, shown=shown)
        await self.catch_up(body)
        return version, book

    async def _free(self, body: str, meeting: str, wanted: str) -> str:
        """A name for a meeting's book that no book has and no order names: the one wanted, which is refused where it is
        taken, else the meeting's own key, else one with the body's."""
        taken = set(await self._clerk.books())
        for book in list(taken):
            if kind_of(book) is BODIES:
                state: Body = await self._clerk.state(book)
                taken |= {line.book for line in state.meetings.values()}
        if wanted and wanted in taken:
            refuse("already_convened", meeting=meeting, book=wanted)
        own = f"{body}-{meeting}"[: MOST_LETTERS - 4]
        names = (wanted or meeting, meeting, own, *(f"{own}-{number}" for number in range(2, 1000)))
        return next(name for name in names if name not in taken)

    async def require_movable(self, line: MeetingLine, *, off: bool) -> None:
        """A meeting can be called off until its sitting is opened, and its hour moved until its lobby is. Refuses."""
        if not line.book or line.book not in await self._clerk.books():
            return
        meeting: Meeting = await self._clerk.state(line.book)
        if meeting.phase not in (UNDECIDED if off else {SittingPhase.CONVENED}):
            facts = {"meeting": line.key, "phase": meeting.phase}
            raise OutOfOrder(
                "meeting_under_way", "M1 sitting: what has begun is presided over, not moved", facts
            )


def owed(state: Body, line: MeetingLine, meeting: Meeting) -> list[Any]:
    """Intents by which the meeting's book comes to say what the body's says."""
    if meeting.phase in {SittingPhase.CLOSED, SittingPhase.CANCELLED}:
        return []
    if line.called_off:
        return [i.CancelMeeting(reason=line.called_off)] if meeting.phase in UNDECIDED else []
    found: list[Any] = []
    if line.opens is not None and line.opens != meeting.opens and meeting.phase is SittingPhase.CONVENED:
        found.append(i.AmendNotice(opens=line.opens, reason=BY_CHANGE))
    seats = {seat.key: seat for seat in seats_of(state, line)}
    for key, seat in seats.items():
        if key not in meeting.seats:
            late = replace(seat, protocol_rank=_last(meeting, seat.kind) + 1)
            found.append(i.AddSeat(seat=late))
        elif _answered_anew(line, meeting, seat):
            found.append(i.ChangeLevel(seat=key, level=seat.level, title=seat.title, reason=BY_ANSWER))
        if not heads(meeting, key):
            found.append(i.Accredit(accreditation=head_of(seat)))
    return found


BY_CHANGE, BY_ANSWER = "meeting changed", "answer of the delegation"
"""Reasons on record of what the registry carries over."""


def _last(meeting: Meeting, kind: SeatKind) -> int:
    """The last place of protocol taken among members, or among the others."""
    member = kind is SeatKind.MEMBER
    ranks = [
        s.fact.protocol_rank for s in meeting.seats.values() if (s.fact.kind is SeatKind.MEMBER) == member
    ]
    return max(ranks, default=0)


def _answered_anew(line: MeetingLine, meeting: Meeting, seat: Seat) -> bool:
    """Whether the delegation has answered otherwise since the seat's level was last set, by whomever."""
    answer, there = line.answers.get(seat.key), meeting.seats[seat.key]
    if answer is None or answer.at <= max(there.levelled_at, line.convened_at):
        return False
    return (there.level, dict(there.title)) != (seat.level, dict(seat.title))
