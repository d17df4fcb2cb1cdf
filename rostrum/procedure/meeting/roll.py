"""The roll: who is accredited to a meeting, in what capacity, for which seat or booth; changed and withdrawn.

Who somebody is stands here and nowhere else: a badge names a person, and what the person may is read from the roll
at every act. What is withdrawn ends at once: whoever was speaking loses the floor, whoever was there is out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.keys import is_person
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import Accreditation, Officer
from rostrum.procedure.meeting.floor import ended
from rostrum.procedure.meeting.presence import floor_held
from rostrum.procedure.meeting.refusals import refuse, unseated
from rostrum.procedure.meeting.roles import HEADS, PRESIDING, SEATED, require_reason
from rostrum.procedure.meeting.state import Meeting, Person
from rostrum.procedure.words import Capacity, FloorEnd, FloorPhase, Instant, Presence, SeatKind

Acts = list[Any]
C = Capacity

NO_CAPACITY_HERE = frozenset({C.SYSTEM, C.GROUP_CHAIR})
BY_PROTOCOL = frozenset(Capacity) - PRESIDING - NO_CAPACITY_HERE - {C.SECRETARY, C.ADMINISTRATOR, C.PROTOCOL}
"""Whom a protocol officer accredits: the delegations and whoever serves or watches, not those who direct."""
SPOKE = frozenset({FloorPhase.SPEAKING, FloorPhase.HELD, FloorPhase.INTERRUPTED})


def post_of(line: Accreditation | Person) -> str:
    """What one person holds at a time: the post named, the chair, or the head of a delegation; empty for others."""
    if line.simulated:
        return ""
    own = {C.CHAIR: "chair", C.HEAD: f"head of {line.seat}"}
    return line.post or own.get(line.capacity, "")


def require_fit(line: Accreditation, seats: Iterable[str], languages: Iterable[str]) -> None:
    """Refuse a line that no roll can hold: a name for a key, a seat that is none, a booth for who interprets not."""
    if not is_person(line.person):
        refuse("bad_person", person=line.person[:80])
    if line.capacity in NO_CAPACITY_HERE or (line.capacity in SEATED | PRESIDING) != bool(line.seat):
        refuse("seat_of_capacity", capacity=line.capacity, seat=line.seat)
    if line.seat and line.seat not in seats:
        refuse("no_such_seat", seat=line.seat)
    if (line.capacity is C.INTERPRETER) != bool(line.booth) or (line.booth and line.booth not in languages):
        refuse("booth_of_capacity", capacity=line.capacity, booth=line.booth)
    if line.capacity is C.ADVISER and line.speaks:
        refuse("voice_of_capacity", capacity=line.capacity)


def require_post_free(line: Accreditation, holders: Mapping[str, str]) -> None:
    """Refuse a second holder of a post. ``holders``: the person who holds each."""
    holder = holders.get(post_of(line), line.person)
    if holder != line.person:
        refuse("post_taken", post=post_of(line), person=holder)


def holders(lines: Iterable[Accreditation | Person]) -> dict[str, str]:
    """The person who holds each post."""
    return {post: line.person for line in lines if (post := post_of(line))}


def require_roll(intent: i.Convene) -> None:
    """A roll to convene with: each line fits, nobody stands twice, no post has two, and every officer is on it."""
    seats = {seat.key for seat in intent.seats}
    seen: dict[str, Accreditation] = {}
    held: dict[str, str] = {}
    for line in intent.roll:
        require_fit(line, seats, intent.languages)
        if line.person in seen:
            refuse("already_accredited", person=line.person)
        require_post_free(line, held)
        seen[line.person] = line
        held |= holders((line,))
    for number, officer in enumerate(intent.officers if intent.roll else ()):
        on_roll = seen.get(officer.person)
        wanted = C.VICE_CHAIR if number else C.CHAIR
        if on_roll is None or (on_roll.capacity, on_roll.seat) != (wanted, officer.seat):
            refuse("officer_not_on_roll", person=officer.person, seat=officer.seat)


def require_may(state: Meeting, line: Accreditation | Person, by: Actor) -> None:
    """A head accredits to the own seat whom the rulebook lets a head accredit; protocol not who directs."""
    if by.capacity in HEADS:
        may = state.rules.head_accredits
        if line.seat != by.seat or line.capacity not in may or line.simulated or line.post:
            unseated("may_not_accredit", capacity=line.capacity, may=sorted(may))
    elif by.capacity is C.PROTOCOL and line.capacity not in BY_PROTOCOL:
        unseated("may_not_accredit", capacity=line.capacity, may=sorted(BY_PROTOCOL))


def known(state: Meeting, person: str) -> Person:
    """Somebody accredited. Refuses for whoever is not, or is no longer."""
    found = state.people.get(person)
    if found is None or found.withdrawn:
        refuse("not_accredited", person=person[:80])
    return found


def accredit(state: Meeting, intent: i.Accredit, by: Actor, at: Instant) -> Acts:
    line = intent.accreditation
    require_may(state, line, by)
    _require_line(state, line)
    before = state.people.get(line.person)
    if before is not None and not before.withdrawn:
        refuse("already_accredited", person=line.person)
    return [a.PersonAccredited(accreditation=line)]


def _require_line(state: Meeting, line: Accreditation) -> None:
    require_fit(line, state.seats, state.languages)
    require_post_free(line, holders(one for one in state.people.values() if not one.withdrawn))


def change(state: Meeting, intent: i.ChangeAccreditation, by: Actor, at: Instant) -> Acts:
    """What the person was ends: a seat is left, and the floor with it where they are its voice no more."""
    line, reason = intent.accreditation, intent.reason
    require_reason(i.ChangeAccreditation, reason)
    person = known(state, line.person)
    require_may(state, person, by)
    require_may(state, line, by)
    _require_line(state, line)
    if person.line == line and not person.inferred:
        refuse("accreditation_unchanged", person=line.person)
    if (line.capacity, line.seat) != (person.capacity, person.seat):
        _require_not_presiding(state, person)
    moved = line.seat != person.seat
    acts: Acts = _leaving(state, person, at, reason) if moved else []
    if not moved and person.speaks and not line.speaks:
        acts = _floor_lost(state, person, at, reason)
    return [*acts, a.AccreditationChanged(accreditation=line, reason=reason)]


def withdraw(state: Meeting, intent: i.WithdrawAccreditation, by: Actor, at: Instant) -> Acts:
    require_reason(i.WithdrawAccreditation, intent.reason)
    person = known(state, intent.person)
    require_may(state, person, by)
    _require_not_presiding(state, person)
    withdrawn = a.AccreditationWithdrawn(person=person.person, seat=person.seat, reason=intent.reason)
    return [withdrawn, *_leaving(state, person, at, intent.reason)]


def _require_not_presiding(state: Meeting, person: Person) -> None:
    if person.person == state.presiding:
        refuse("presides", person=person.person)


def _leaving(state: Meeting, person: Person, at: Instant, reason: str) -> Acts:
    """Out of the hall, where they are in it; what they were saying is over."""
    if person.presence is Presence.ABSENT:
        return []
    if not person.seat:
        return [a.PersonLeft(person=person.person)]
    left = a.SeatLeft(seat=person.seat, person=person.person)
    return [*_floor_lost(state, person, at, reason), left]


def _floor_lost(state: Meeting, person: Person, at: Instant, reason: str) -> Acts:
    """The statement of who was speaking ends. A message that is played is the delegation's: it waits, held."""
    floor = state.floor
    if not person.seat or floor.seat != person.seat or state.seats[person.seat].voice != person.person:
        return []
    begun = floor.phase is not FloorPhase.INTERRUPTED or floor.before_interruption is not FloorPhase.OFFERED
    if floor.phase in SPOKE and begun:
        return [ended(state, FloorEnd.NOT_ACCREDITED, at, reason)]
    return floor_held(state, person.seat, person.person, "seat_left")


def enter(state: Meeting, intent: i.EnterHall, by: Actor, at: Instant) -> Acts:
    person = _seatless(state, intent.person)
    if person.person in state.shown_out:
        refuse("already_shown_out", person=person.person)
    if person.presence is not Presence.ABSENT:
        refuse("already_present", seat="", person=person.person)
    return [a.PersonEntered(person=person.person)]


def leave(state: Meeting, intent: i.LeaveHall, by: Actor, at: Instant) -> Acts:
    person = _seatless(state, intent.person)
    if person.presence is Presence.ABSENT:
        refuse("not_present", seat="", person=person.person)
    return [a.PersonLeft(person=person.person)]


def _seatless(state: Meeting, key: str) -> Person:
    person = known(state, key)
    if person.seat:
        refuse("seat_of_capacity", capacity=person.capacity, seat=person.seat)
    return person


def inferred(state: Meeting) -> dict[str, Person]:
    """The persons of a meeting convened before there were rolls: its officers, three who serve it, and of each seat
    a head, an adviser and an understudy. For books already recorded; nobody is accredited so today."""
    lines = [
        Accreditation(person=officer.person, capacity=C.CHAIR, seat=officer.seat, speaks=number == 0)
        for number, officer in enumerate(state.officers.values())
    ]
    lines += [Accreditation(person=one.value, capacity=one) for one in (C.SECRETARY, C.CLERK, C.TECHNICIAN)]
    for key, seat in state.seats.items():
        states = {SeatKind.MEMBER, SeatKind.OBSERVER_STATE}
        head = C.HEAD if seat.fact.kind in states else C.ORGANISATION
        lines += [
            Accreditation(person=f"{key}.head", capacity=head, seat=key),
            Accreditation(person=f"{key}.adviser", capacity=C.ADVISER, seat=key, speaks=False),
            Accreditation(person=f"{key}.sim", capacity=head, seat=key, simulated=True),
        ]
    return {line.person: Person(line, inferred=True) for line in lines}


def accredited(state: Meeting, act: a.PersonAccredited, by: Actor, at: Instant) -> None:
    line = act.accreditation
    state.people[line.person] = Person(line)
    _list_officer(state, line)


def _list_officer(state: Meeting, line: Accreditation) -> None:
    """Whoever may preside is last in the order of designation, unless they have their place already."""
    if line.capacity not in PRESIDING:
        state.officers.pop(line.person, None)
    elif line.person not in state.officers:
        title = state.seats[line.seat].title
        state.officers[line.person] = Officer(person=line.person, seat=line.seat, title=title)


def changed(state: Meeting, act: a.AccreditationChanged, by: Actor, at: Instant) -> None:
    """Who is in the hall for the seat stays there; whether the seat can be heard may be another matter now."""
    line = act.accreditation
    person = state.people[line.person]
    before, person.line, person.inferred = person.line, line, False
    _list_officer(state, line)
    if before.seat != line.seat:
        if before.seat:
            state.seats[before.seat].persons.pop(line.person, None)
    elif before.speaks != line.speaks and line.seat and person.presence is not Presence.ABSENT:
        seat = state.seats[line.seat]
        seat.lost_at = None if seat.connected else at


def withdrawn(state: Meeting, act: a.AccreditationWithdrawn, by: Actor, at: Instant) -> None:
    state.people[act.person].withdrawn = act.reason
    state.officers.pop(act.person, None)


def entered(state: Meeting, act: a.PersonEntered, by: Actor, at: Instant) -> None:
    state.people[act.person].presence = Presence.PRESENT


def left(state: Meeting, act: a.PersonLeft, by: Actor, at: Instant) -> None:
    state.people[act.person].presence = Presence.ABSENT


DECIDERS: dict[type[Any], Any] = {
    i.Accredit: accredit,
    i.ChangeAccreditation: change,
    i.WithdrawAccreditation: withdraw,
    i.EnterHall: enter,
    i.LeaveHall: leave,
}

FOLDERS: dict[type[Any], Any] = {
    a.PersonAccredited: accredited,
    a.AccreditationChanged: changed,
    a.AccreditationWithdrawn: withdrawn,
    a.PersonEntered: entered,
    a.PersonLeft: left,
}
