"""The rulebooks that Rostrum ships: ``nam``, ``un-ga`` and ``small-council``, each value with its source."""

from rostrum.procedure.rulebook import Quorum, Rulebook, TimeLimits
from rostrum.procedure.words import Capacity, Level, Segment, TieRule

LADDER = {
    Level.HEAD_OF_STATE: 1,
    Level.VICE_PRESIDENT: 2,
    Level.HEAD_OF_GOVERNMENT: 3,
    Level.DEPUTY_HEAD_OF_GOVERNMENT: 4,
    Level.MINISTER: 5,
    Level.VICE_MINISTER: 6,
    Level.AMBASSADOR: 7,
    Level.HEAD_OF_ORGANISATION: 8,
}
"""Categories of speakers as the General Assembly announced them in 2020 (GA/12257)."""

ORDER = (
    Segment.CHAIR,
    Segment.GUESTS,
    Segment.MEMBERS,
    Segment.OBSERVER_STATES,
    Segment.ORGANISATIONS,
    Segment.OTHERS,
)

PRACTICE = "practice of video summits, set by this rulebook"

COMMON_SOURCES = {
    "level_rank": "GA/12257",
    "line_grace_s": PRACTICE,
    "chair_line_grace_s": PRACTICE,
    "hall_grace_s": PRACTICE,
    "offer_grace_s": PRACTICE,
    "objection_window_s": PRACTICE,
    "reconnect_cap_s": PRACTICE,
    "position_window_s": PRACTICE,
    "closing_notice_s": "UNGA rule 73",
}

NAM = Rulebook(
    key="nam",
    version=1,
    languages=("ar", "en", "fr", "es"),
    quorum_to_open=Quorum(numerator=0, denominator=1),
    quorum_to_decide=Quorum(numerator=0, denominator=1),
    decision_mode="consensus",
    appeal_mode="chair",
    segments=ORDER,
    level_rank=LADDER,
    tie_rule=TieRule.PROTOCOL,
    limits=TimeLimits(head_of_state=300, minister=180, organisation=180, group=300),
    offer_grace_s=30,
    line_grace_s=45,
    chair_line_grace_s=20,
    objection_window_s=10,
    reconnect_cap_s=30,
    position_window_s=900,
    closing_notice_s=300,
    guests_need_permission=True,
    head_accredits=(Capacity.ALTERNATE, Capacity.ADVISER),
    sources=(
        COMMON_SOURCES
        | {
            "languages": "usual languages of NAM meetings; to be confirmed in the methodology documents",
            "quorum_to_open": "no figure found in the NAM methodology documents; none is set",
            "quorum_to_decide": "no figure found in the NAM methodology documents; none is set",
            "decision_mode": "NAM methodology, Cartagena 1996: consensus",
            "appeal_mode": "NAM methodology, Cartagena 1996: consensus, no votes",
            "segments": "order of the sitting of 4 May 2020",
            "tie_rule": "order of the sitting of 4 May 2020",
            "limits": "UNGA special session 31, 2020: five minutes; shorter ones set by this rulebook",
            "guests_need_permission": "NAM methodology: guests and observers speak with permission",
            "head_accredits": "UNGA rules 25 and 26, taken over by this rulebook",
        }
    ),
)

UN_GA = Rulebook(
    key="un-ga",
    version=1,
    languages=("ar", "zh", "en", "fr", "ru", "es"),
    quorum_to_open=Quorum(numerator=1, denominator=3),
    quorum_to_decide=Quorum(numerator=1, denominator=2, more_than=True),
    decision_mode="consensus_then_vote",
    appeal_mode="vote",
    segments=ORDER,
    level_rank=LADDER,
    tie_rule=TieRule.INSCRIPTION,
    limits=TimeLimits(
        head_of_state=900, minister=900, organisation=900, group=900, point_of_order=300, explanation=600
    ),
    offer_grace_s=60,
    line_grace_s=60,
    chair_line_grace_s=30,
    objection_window_s=10,
    reconnect_cap_s=30,
    position_window_s=1800,
    closing_notice_s=600,
    guests_need_permission=True,
    head_accredits=(Capacity.ALTERNATE, Capacity.ADVISER),
    sources=(
        COMMON_SOURCES
        | {
            "languages": "UNGA rule 51",
            "quorum_to_open": "UNGA rule 67",
            "quorum_to_decide": "UNGA rule 67",
            "decision_mode": "UNGA rules 82-86",
            "appeal_mode": "UNGA rule 71",
            "segments": "order of the general debate",
            "tie_rule": "UNGA rule 68",
            "limits": "general debate: 15 minutes; annex V: explanations 10; points of order 5",
            "guests_need_permission": "UNGA rule 68",
            "head_accredits": "UNGA rules 25 and 26: alternates, and as many advisers as a delegation requires",
        }
    ),
)

SMALL_COUNCIL = Rulebook(
    key="small-council",
    version=1,
    languages=("en", "ru"),
    quorum_to_open=Quorum(numerator=1, denominator=2, more_than=True),
    quorum_to_decide=Quorum(numerator=1, denominator=1),
    decision_mode="consensus",
    appeal_mode="chair",
    segments=ORDER,
    level_rank=LADDER,
    tie_rule=TieRule.PROTOCOL,
    limits=TimeLimits(head_of_state=None, minister=600, organisation=300, group=None),
    offer_grace_s=60,
    line_grace_s=60,
    chair_line_grace_s=30,
    objection_window_s=10,
    reconnect_cap_s=30,
    position_window_s=900,
    closing_notice_s=60,
    guests_need_permission=True,
    head_accredits=(Capacity.ALTERNATE, Capacity.ADVISER),
    sources=(
        COMMON_SOURCES
        | {
            "languages": "set by this rulebook for a council of few members",
            "quorum_to_open": "set by this rulebook: more than half of the members",
            "quorum_to_decide": "set by this rulebook: a council of few decides with all its members",
            "decision_mode": "set by this rulebook: consensus",
            "appeal_mode": "set by this rulebook: the chair's ruling stands unless withdrawn",
            "segments": "set by this rulebook",
            "tie_rule": "set by this rulebook: order of protocol",
            "limits": "set by this rulebook: none for heads of state and government",
            "guests_need_permission": "set by this rulebook",
            "head_accredits": "set by this rulebook",
        }
    ),
)

RULEBOOKS: dict[str, Rulebook] = {book.key: book for book in (NAM, UN_GA, SMALL_COUNCIL)}
