"""A meeting that is prepared, as the secretariat sees it: what it will be convened with. Pure."""

from collections.abc import Mapping, Sequence

from rostrum.procedure.body.preparing import silent
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.meeting.facts import AgendaItem, Seat
from rostrum.procedure.meeting.quorum import needed
from rostrum.procedure.rule_changes import (
    CHANGEABLE,
    LIMIT_S,
    LIMITS,
    QUORUMS,
    SECONDS,
    UNLIMITED,
    YES_OR_NO,
    amended,
    value_of,
)
from rostrum.procedure.rulebook import Quorum, Rulebook
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.procedure.words import SeatKind
from rostrum.views import body_documents as d
from rostrum.views.question import paper_doc


def preparation_page(
    state: Body, line: MeetingLine, seats: Sequence[Seat], rulebook: str, *, private: bool
) -> d.PreparationPage:
    """``seats`` as they will be, ``rulebook`` the key of the one in force; ``private`` as convened, or as called."""
    preparation = line.preparation
    return d.PreparationPage(
        meeting=line.key,
        version=state.version,
        book=line.book,
        title=dict(line.title),
        theme=dict(line.theme),
        place=line.place,
        zone=line.zone,
        opens=line.opens or 0,
        languages=list(line.languages),
        private=private,
        agenda=[_item(one) for one in preparation.agenda],
        papers=[paper_doc(one) for one in preparation.papers],
        officers=[d.OfficerLine(seat=one.seat, title=dict(one.title)) for one in preparation.officers],
        rulebook=rulebook,
        rulebooks=sorted(RULEBOOKS),
        changes=dict(preparation.changes),
        rules=[_rule(RULEBOOKS[rulebook], preparation.changes, field) for field in CHANGEABLE],
        quorums=[_quorum(RULEBOOKS[rulebook], preparation.changes, field, seats) for field in QUORUMS],
        seats=[_seat(line, one) for one in seats],
        silent=list(silent(line)),
        declined=[code for code, one in line.answers.items() if one.answer == "declined"],
        kept=[code for code in preparation.kept if code not in line.answers],
    )


def _item(item: AgendaItem) -> d.ItemLine:
    return d.ItemLine(
        number=item.number,
        kind=item.kind,
        title=dict(item.title),
        speakers=list(item.speakers),
        paper=item.paper,
    )


def _rule(usual: Rulebook, changes: Mapping[str, int | None], field: str) -> d.RuleLine:
    now = amended(usual, changes)
    least, most = LIMIT_S if field in LIMITS else SECONDS.get(field, (0, 1))
    return d.RuleLine(
        field=field,
        value=value_of(now, field),
        usual=value_of(usual, field),
        yes_or_no=field in YES_OR_NO,
        unlimited=field in UNLIMITED,
        least=least,
        most=most,
        source=now.sources.get(field.partition(".")[0], ""),
    )


def _quorum(
    usual: Rulebook, changes: Mapping[str, int | None], field: str, seats: Sequence[Seat]
) -> d.QuorumLine:
    now = amended(usual, changes)
    value: Quorum = getattr(now, field)
    members = sum(seat.kind is SeatKind.MEMBER for seat in seats)
    return d.QuorumLine(
        field=field,
        value=_share(value),
        usual=_share(getattr(usual, field)),
        needed=needed(value, members),
        members=members,
        source=now.sources.get(field, ""),
    )


def _share(quorum: Quorum) -> d.ShareDoc:
    return d.ShareDoc(numerator=quorum.numerator, denominator=quorum.denominator, more_than=quorum.more_than)


def _seat(line: MeetingLine, seat: Seat) -> d.SeatLine:
    return d.SeatLine(
        seat=seat.key,
        kind=seat.kind,
        name=dict(seat.name),
        level=seat.level,
        title=dict(seat.title),
        region=seat.region,
        rank=seat.protocol_rank,
        answer="accepted" if seat.key in line.answers else "kept",
    )
