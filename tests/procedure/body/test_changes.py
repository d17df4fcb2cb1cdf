"""A called meeting is changed: what is on record afterwards, what stays, and what a letter can say of it."""

from dataclasses import replace

from rostrum.procedure.body import intents as i
from rostrum.procedure.body.changes import as_changed, particulars_of
from rostrum.procedure.words import Level
from tests.procedure.body.assembly import CUBA, NOON, Assembly, invited

DAY = 86_400_000
YES = i.AnswerInvitation(meeting="june", code="CUB", answer="accepted", level=Level.MINISTER)


def moved(book: Assembly) -> i.ChangeMeeting:
    now = replace(particulars_of(book.state.meetings["june"]), opens=NOON + DAY, place="Ganja")
    return i.ChangeMeeting(meeting="june", particulars=now, reason="A flood.", read=("en",))


def test_a_change_is_on_record_and_answers_stay() -> None:
    book = invited().do(YES, by=CUBA).do(i.NoteBurden(meeting="june", start=NOON, hours={"CUB": 7}))
    line = book.state.meetings["june"]
    was, answers = particulars_of(line), dict(line.answers)
    book.do(moved(book))
    assert (line.opens, line.place, line.sequence) == (NOON + DAY, "Ganja", 1)
    assert line.answers == answers and line.invitations, "nobody has to answer again"
    assert [before for _, before in line.changes] == [was]
    assert (line.start, line.hours) == (None, {}), "the burden of a start that is no more"
    book.do(i.CallOffMeeting(meeting="june", reason="war"))
    assert line.sequence == 2
    assert book.again().meetings["june"] == line


def test_what_would_be_is_shown_without_being_done() -> None:
    book = invited()
    line = book.state.meetings["june"]
    before = replace(line)
    shown = as_changed(line, moved(book).particulars, NOON)
    assert (shown.place, shown.sequence) == ("Ganja", 1)
    assert line == before and line.sequence == 0
