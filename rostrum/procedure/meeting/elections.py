"""M7, short form — the election of an officer of the body by acclamation: one candidate, put, no objection."""

from datetime import UTC, datetime, timedelta
from typing import Any

from rostrum.procedure import dates
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.questions import question_of, require_may_put
from rostrum.procedure.meeting.refusals import refuse
from rostrum.procedure.meeting.roles import require_member
from rostrum.procedure.meeting.state import Candidacy, Meeting
from rostrum.procedure.words import Instant, QuestionAbout

Acts = list[Any]


def put_election(state: Meeting, intent: i.PutElection, by: Actor, at: Instant) -> Acts:
    """Only a single candidate is put; who objects says so in the window. The outgoing chair goes on presiding."""
    require_member(state, intent.seat)
    if not intent.office.strip():
        refuse("candidate_required", office=intent.office)
    if intent.until and not _ahead(intent.until, at):
        refuse("term_end_unreadable", until=intent.until)
    before = require_may_put(state, QuestionAbout.ELECTION, "")
    question = question_of(state, QuestionAbout.ELECTION, intent.text or {}, at)
    candidate = a.CandidatePut(
        question=question.question, office=intent.office, seat=intent.seat, until=intent.until
    )
    return [*before, question, candidate]


def _ahead(until: str, at: Instant) -> bool:
    """A date that exists and does not lie before tomorrow, as far as it says: today may be over at the venue."""
    tomorrow = datetime.fromtimestamp(at / 1000, UTC) + timedelta(days=1)
    return dates.exists(until) and until >= tomorrow.date().isoformat()[: len(until)]


def candidate_put(state: Meeting, act: a.CandidatePut, by: Actor, at: Instant) -> None:
    state.questions[act.question].candidacy = Candidacy(act.office, act.seat, act.until)


def officer_elected(state: Meeting, act: a.OfficerElected, by: Actor, at: Instant) -> None:
    state.elected[act.decision] = Candidacy(act.office, act.seat, act.until)


DECIDERS: dict[type[Any], Any] = {i.PutElection: put_election}

FOLDERS: dict[type[Any], Any] = {a.CandidatePut: candidate_put, a.OfficerElected: officer_elected}
