"""How a body's letters are written, and the numbers that they bear."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Letterhead
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant

USUAL = Letterhead()
"""Notes verbales, numbered by the house."""


def letterhead_of(state: Body, line: MeetingLine) -> Letterhead:
    """That of the meeting, else of the body, else the usual one."""
    return line.letterhead or state.letterhead or USUAL


def _year(at: Instant) -> int:
    return datetime.fromtimestamp(at / 1000, UTC).year


def number_of(state: Body, line: MeetingLine, at: Instant) -> str:
    """The number of the letters written at an instant of a meeting's business: ``NAM/2027/3``, then ``NAM/2027/3/2``.

    The meetings that were invited to are counted by the year; the secretary's own number goes before.
    """
    year = _year(line.invited_at or at)
    earlier = [
        other
        for other in state.meetings.values()
        if other.key != line.key and other.invited_at and _year(other.invited_at) == year
    ]
    before = (line.invited_at or at, line.key)
    place = 1 + sum((other.invited_at, other.key) < before for other in earlier)
    first = letterhead_of(state, line).number or f"{state.short or state.key.upper()}/{year}/{place}"
    again = 1 + sum(round_at < at for round_at in line.rounds)
    return first if again == 1 else f"{first}/{again}"


def set_letterhead(state: Body, intent: i.SetLetterhead, by: Actor, at: Instant) -> Sequence[Any]:
    if intent.meeting and intent.meeting not in state.meetings:
        refuse("unknown_meeting", meeting=intent.meeting)
    chosen, line = intent.letterhead, state.meetings.get(intent.meeting)
    if line is not None and line.invitations:
        # What was sent keeps its number, and what follows it is counted from there.
        chosen = replace(chosen, number=letterhead_of(state, line).number)
    return [a.LetterheadSet(meeting=intent.meeting, letterhead=chosen)]


def fold_letterhead(state: Body, act: a.LetterheadSet, by: Actor, at: Instant) -> None:
    if act.meeting:
        state.meetings[act.meeting].letterhead = act.letterhead
    else:
        state.letterhead = act.letterhead


DECIDERS: dict[type[Any], Any] = {i.SetLetterhead: set_letterhead}
FOLDERS: dict[type[Any], Any] = {a.LetterheadSet: fold_letterhead}
