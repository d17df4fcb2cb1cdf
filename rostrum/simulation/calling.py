"""From a script to a convened meeting, by the way of every meeting: called by its body, composed, invited, answered,
prepared, ordered; then its book is begun by the duty *convening* (ADR 0046).

A script says who took part. So its composition seats those, as conditions on record; letters are handed over, so that
none goes out by mail; and each answer is the part that the script gives to the delegation.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation, NamedOfficer
from rostrum.procedure.body.readiness import lacks, languages_of
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.facts import Accreditation
from rostrum.procedure.meeting.intents import Accredit
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, SeatKind
from rostrum.secretariat.bodies import ComposeRequest, MustHaveWish, found, proposal
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.convening import Convening, Order
from rostrum.secretariat.invitations import key_sha256, written_in
from rostrum.secretariat.kinds import BODIES
from rostrum.simulation.script import GROUND, Part, Script

SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
AS_WRITTEN = "as the scenario has it"
"""Ground and reason on record of what a script decides."""


@dataclass(frozen=True, slots=True)
class Calling:
    """One meeting to be called by the body of a script, on a clerk whose clock is before its hour.

    ``private``: for the accredited alone.
    """

    clerk: Clerk
    script: Script
    private: bool = False

    async def convened(self) -> Meeting:
        """Does all of it. Raises Refused where the body refuses a step: the meeting exists, its hour is past …"""
        body = BODIES.book(self.script.body)
        await found(self.clerk, self.script.body)
        await self._do(body, self._call())
        await self._compose(body)
        state: Body = await self.clerk.state(body)
        await self._do(body, self._inviting(state))
        for part in self.script.parts:
            await self._do(body, self._answer(part))
        for step in self._prepared():
            await self._do(body, step)
        state = await self.clerk.state(body)
        order = Order(meeting=self.script.name, book=self.script.book)
        await Convening(self.clerk, self._key).order(body, order, SECRETARY, state.at)
        return await self._attended()

    async def _do(self, book: str, intent: Any) -> None:
        await self.clerk.submit(book, intent, SECRETARY)

    def _call(self) -> i.CallMeeting:
        script = self.script
        return i.CallMeeting(
            meeting=script.name,
            format=script.format,
            title=script.title,
            theme=script.theme,
            place="",
            zone=script.zone,
            opens=script.opens,
            languages=script.languages,
            private=self.private,
        )

    async def _compose(self, body: str) -> None:
        """Of those who took part: so many seats to each region as it had, and each State a condition."""
        state: Body = await self.clerk.state(body)
        members = [part.seat.key for part in self.script.parts if part.seat.kind is SeatKind.MEMBER]
        scheme = self.script.scheme
        regions = dict(Counter(state.members[code].groups[scheme] for code in members))
        wish = ComposeRequest(
            on=_day(self.script),
            scheme=scheme,
            seats=len(members),
            minimum=0,
            base=0,
            minima=regions,
            caps=regions,
            spread=False,
            must_haves=[MustHaveWish(code=code, ground=AS_WRITTEN) for code in members],
            offices=False,
            history=False,
        )
        made = proposal(state, self.script.name, wish, AS_WRITTEN, SECRETARY.person)
        await self._do(body, made)
        composition = next(reversed(state.compositions))
        await self._do(body, i.AcceptComposition(composition=composition, sheet_sha256=made.sheet_sha256))

    def _inviting(self, state: Body) -> i.SendInvitations:
        line = state.meetings[self.script.name]
        letters = tuple(self._letter(state, part) for part in self.script.parts)
        missing = lacks(state, line, letters, line.opens, state.at)
        return i.SendInvitations(
            meeting=line.key,
            composition=line.composition,
            invitations=letters,
            reply_by=line.opens,
            read=languages_of(letters),
            accepted=tuple(lack.key for lack in missing),
            reason=AS_WRITTEN if missing else "",
        )

    def _letter(self, state: Body, part: Part) -> Invitation:
        line, seat = state.meetings[self.script.name], part.seat
        known = state.members.get(seat.key)
        return Invitation(
            code=seat.key,
            kind=seat.kind,
            language=written_in(line, seat.key),
            reply_sha256=key_sha256(f"{state.book} {line.key} {seat.key}"),
            groups=dict(known.groups) if known else {},
            name={} if known or seat.key in state.observers else seat.name,
            by_hand=True,
        )

    def _answer(self, part: Part) -> i.AnswerInvitation:
        return i.AnswerInvitation(
            meeting=self.script.name,
            code=part.seat.key,
            answer="accepted",
            level=part.seat.level,
            title=part.seat.title,
            form=part.seat.form.value,
        )

    def _prepared(self) -> Iterator[Any]:
        script, meeting = self.script, self.script.name
        officers = tuple(NamedOfficer(seat=one.seat, title=one.title) for one in script.officers)
        yield i.PrepareAgenda(meeting=meeting, agenda=script.agenda)
        yield i.PreparePapers(meeting=meeting, papers=script.papers)
        yield i.NameOfficers(meeting=meeting, officers=officers)
        yield i.PrepareRules(meeting=meeting, rulebook=script.rulebook)
        yield i.SetPrecedence(meeting=meeting, codes=tuple(part.seat.key for part in script.parts))

    def _key(self, capacity: Capacity, seat: str, number: int) -> str:
        """Keys that can be read: officers as the script names them, `CUB.head`, `secretary`."""
        if capacity in (Capacity.CHAIR, Capacity.VICE_CHAIR):
            return self.script.officers[number].person
        return f"{seat}.head" if seat else capacity.value

    async def _attended(self) -> Meeting:
        """Beside its head each delegation has an adviser, and the understudy who plays it until somebody takes the
        seat: the simulation accredits them, as a delegation would."""
        book = self.script.book
        for part in self.script.parts:
            for line in (_adviser(part), _understudy(part)):
                await self._do(book, Accredit(accreditation=line))
        meeting: Meeting = await self.clerk.state(book)
        return meeting


def _adviser(part: Part) -> Accreditation:
    seat = part.seat.key
    return Accreditation(
        person=f"{seat}.adviser", capacity=Capacity.ADVISER, seat=seat, speaks=False, ground=GROUND
    )


def _understudy(part: Part) -> Accreditation:
    return Accreditation(
        person=part.person, capacity=part.capacity, seat=part.seat.key, simulated=True, ground=GROUND
    )


def _day(script: Script) -> str:
    """Of the meeting, by the clocks of its zone: whose members count."""
    return datetime.fromtimestamp(script.opens / 1000, ZoneInfo(script.zone)).date().isoformat()
