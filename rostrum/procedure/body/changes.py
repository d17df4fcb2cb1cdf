"""A called meeting is changed: hour, sittings, title, place. Who was written to is told what has changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Particulars
from rostrum.procedure.body.meetings import check_instant, check_programme, coming
from rostrum.procedure.body.readiness import languages_of
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant


def particulars_of(line: MeetingLine) -> Particulars:
    """What letters and calendars say of a meeting, as it stands."""
    assert line.opens is not None, "only meetings called here can be changed"
    return Particulars(
        title=line.title,
        theme=line.theme,
        place=line.place,
        zone=line.zone,
        opens=line.opens,
        programme=line.programme,
        by_video=line.by_video,
        reply_by=line.reply_by,
    )


def change(state: Body, intent: i.ChangeMeeting, by: Actor, at: Instant) -> Sequence[Any]:
    line, now = coming(state, intent.meeting), intent.particulars
    check_instant("opens", now.opens)
    check_programme(now.programme)
    if now == particulars_of(line):
        refuse("nothing_changes", meeting=intent.meeting)
    if not intent.reason.strip():
        refuse("change_without_reason", meeting=intent.meeting)
    if now.opens <= at:
        refuse("letters_lacking", lacking=["hour_past"])
    if now.reply_by is not None and now.reply_by > now.opens:
        refuse("letters_lacking", lacking=["reply_date_after_opening"])
    to = tuple(line.invitations.values())
    if unread := [tag for tag in languages_of(to) if tag not in intent.read]:
        refuse("letters_unread", languages=unread)
    return [a.MeetingChanged(meeting=intent.meeting, particulars=now, reason=intent.reason.strip())]


def fold_changed(state: Body, act: a.MeetingChanged, by: Actor, at: Instant) -> None:
    apply(state.meetings[act.meeting], act.particulars, at)


def apply(line: MeetingLine, now: Particulars, at: Instant) -> None:
    """Answers stay. The burden of a start that is no more is forgotten, as that of a meeting called off is."""
    before = particulars_of(line)
    line.changes = [*line.changes, (at, before)]
    if now.opens != before.opens:
        line.start, line.hours = None, {}
    line.title, line.theme, line.place, line.zone = now.title, now.theme, now.place, now.zone
    line.opens, line.programme, line.by_video = now.opens, now.programme, now.by_video
    line.reply_by = now.reply_by
    if line.invitations:
        line.rounds = [*line.rounds, at]


def as_changed(line: MeetingLine, now: Particulars, at: Instant) -> MeetingLine:
    """The meeting as it would be, for letters that are read before it is; the line itself stays."""
    copy = replace(line)
    apply(copy, now, at)
    return copy


DECIDERS: dict[type[Any], Any] = {i.ChangeMeeting: change}
FOLDERS: dict[type[Any], Any] = {a.MeetingChanged: fold_changed}
