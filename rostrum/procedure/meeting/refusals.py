"""Every refusal that a meeting can give: its code, the rule it rests on, and the names of its facts.

The sentence belongs to the reader's language and is composed where it is read; a code without a row here
does not exist.
"""

from typing import Any, NamedTuple, NoReturn

from rostrum.procedure.refusal import NotSeated, OutOfOrder


class Ground(NamedTuple):
    rule: str
    facts: tuple[str, ...] = ()


REFUSALS: dict[str, Ground] = {
    # Who may: NotSeated
    "capacity_not_entitled": Ground("roles of the meeting", ("intent", "capacity")),
    "not_presiding": Ground("UNGA rule 35", ("person", "presiding")),
    "no_seat": Ground("UNGA rule 29", ("seat",)),
    "not_your_seat": Ground("UNGA rule 68", ("seat", "yours")),
    "not_a_member": Ground("rights of observers and guests", ("seat", "seat_kind")),
    "not_the_voice": Ground("one voice for each seat", ("seat", "voice")),
    "not_the_other_party": Ground("both delegations agree to a swap", ("seat", "yours")),
    "not_an_officer": Ground("UNGA rule 32", ("person",)),
    "not_before_in_order": Ground("order of designation", ("person", "presiding")),
    "shown_out": Ground("UNGA rule 35: maintenance of order", ("reason",)),
    "accreditation_withdrawn": Ground("the roll of the meeting", ("person",)),
    "not_as_accredited": Ground("the roll of the meeting", ("person", "capacity", "seat")),
    "may_not_accredit": Ground("UNGA rules 25 and 26", ("capacity", "may")),
    # The roll
    "not_accredited": Ground("the roll of the meeting", ("person",)),
    "already_accredited": Ground("the roll of the meeting", ("person",)),
    "accreditation_unchanged": Ground("the roll of the meeting", ("person",)),
    "bad_person": Ground("the roll of the meeting: a person is named by a key", ("person",)),
    "post_taken": Ground("one person holds a post at a time", ("post", "person")),
    "seat_of_capacity": Ground("the roll of the meeting: who sits, and who does not", ("capacity", "seat")),
    "booth_of_capacity": Ground(
        "the roll of the meeting: interpreters work in a booth", ("capacity", "booth")
    ),
    "voice_of_capacity": Ground("the roll of the meeting: advisers do not speak", ("capacity",)),
    "officer_not_on_roll": Ground("UNGA rule 30", ("person", "seat")),
    # M1 — the sitting
    "clock_behind": Ground("the record is in the order of time", ("at", "last")),
    "wrong_phase": Ground("M1 sitting", ("intent", "phase", "allowed")),
    "unknown_rulebook": Ground("M1 convene", ("rulebook", "known")),
    "convening_inconsistent": Ground("M1 convene", ("field", "value")),
    "reason_required": Ground("M1: an act of discretion states its reason", ("intent",)),
    "not_private": Ground("UNGA rule 60: private meetings"),
    "met_in_private": Ground("UNGA rule 60: private meetings", ("since",)),
    "opens_in_past": Ground("M1 amend notice", ("opens", "now")),
    "quorum_not_met": Ground("UNGA rule 67", ("needed", "present", "members", "rulebook")),
    "no_such_item": Ground("M1 call item", ("item",)),
    "agenda_not_adopted": Ground("M1 adopt agenda", ("item",)),
    "item_current": Ground("M1 call item", ("item",)),
    "item_concluded": Ground("M1 call item", ("item",)),
    "item_not_next": Ground("M1 call item", ("item", "next")),
    "items_ahead": Ground("M1 close", ("items",)),
    "speakers_remaining": Ground("UNGA rule 73", ("item", "entries")),
    "floor_busy": Ground("UNGA rule 68", ("phase", "seat")),
    "point_pending": Ground("UNGA rule 71", ("point", "phase", "seat")),
    "question_open": Ground("M5 consensus decision", ("question", "phase")),
    "resumption_in_past": Ground("M1 suspend", ("resumes_at", "now")),
    "adjourned_to_past": Ground("M1 adjourn", ("to", "now")),
    "already_presiding": Ground("UNGA rule 32", ("person",)),
    "officer_absent": Ground("M1 change of presiding officer", ("person", "seat")),
    "chair_connected": Ground("M1 change of presiding officer", ("presiding",)),
    "chair_line_in_grace": Ground("M1 change of presiding officer", ("presiding", "until")),
    "hall_away": Ground("M1 host-side failure", ("since",)),
    "hall_there": Ground("M1 host-side failure"),
    "hall_in_grace": Ground("M1 host-side failure", ("until",)),
    "nothing_to_confirm": Ground("M1 host-side failure"),
    "frozen": Ground("M1 freeze", ("reason",)),
    "not_frozen": Ground("M1 freeze"),
    # Presence
    "already_present": Ground("presence in the hall", ("seat", "person")),
    "not_present": Ground("presence in the hall", ("seat", "person")),
    "line_not_lost": Ground("presence in the hall", ("seat", "person")),
    "no_such_seat": Ground("presence in the hall", ("seat",)),
    "unknown_verdict": Ground("M1 line check", ("verdict", "known")),
    "level_not_ranked": Ground("M2a order of the list: a rank for each level", ("level", "rulebook")),
    "already_seated": Ground("M10: a delegation has one seat", ("seat",)),
    "rule_not_changeable": Ground(
        "M1 convene: what a meeting's rulebook may say otherwise", ("field", "value")
    ),
    "level_unchanged": Ground("M2a change of level", ("seat", "level")),
    "candidate_required": Ground("M7: one candidate is put", ("office",)),
    "term_end_unreadable": Ground("M7: term of office", ("until",)),
    "correction_open": Ground("one correction at a time", ("correction", "seat")),
    "correction_length": Ground("length of a correction", ("length", "most")),
    "no_such_correction": Ground("request for a correction", ("correction",)),
    "already_shown_out": Ground("UNGA rule 35: maintenance of order", ("person",)),
    "not_shown_out": Ground("UNGA rule 35: maintenance of order", ("person",)),
    "no_such_person": Ground("UNGA rule 35: maintenance of order", ("person",)),
    "presides": Ground("UNGA rule 35: whoever presides hands over first", ("person",)),
    # M2 — the floor
    "no_item": Ground("M2 floor: a statement is made under an item", ("seat",)),
    "kind_not_heard": Ground("UNGA rule 68: permission to speak", ("seat", "seat_kind", "item", "speakers")),
    "not_on_list": Ground("UNGA rule 68", ("seat", "item")),
    "permission_pending": Ground("UNGA rule 68: permission to speak", ("entry", "seat")),
    "no_such_entry": Ground("M2a speakers' list", ("entry",)),
    "entry_of_other_seat": Ground("M2a speakers' list", ("entry", "seat", "holder")),
    "entry_of_other_item": Ground("M2a speakers' list", ("entry", "item", "current")),
    "entry_not_waiting": Ground("M2a speakers' list", ("entry", "phase")),
    "bad_duration": Ground("UNGA rule 72", ("seconds",)),
    "not_offered": Ground("M2 floor", ("phase", "seat")),
    "language_required": Ground("M2 floor", ("seat",)),
    "not_a_recorded_statement": Ground("M9 recorded statement", ("seat", "form")),
    "offer_in_grace": Ground("M2 floor: grace of an offer", ("seat", "until")),
    "nobody_speaking": Ground("M2 floor", ("phase",)),
    "not_held": Ground("M2 floor", ("phase",)),
    "line_still_lost": Ground("M2 floor", ("seat",)),
    "no_limit": Ground("UNGA rule 72", ("seat",)),
    "within_time": Ground("UNGA rule 72", ("seat", "used_ms", "limit_ms")),
    "unknown_ground": Ground("UNGA rules 68 and 72", ("ground", "known")),
    # M2a — the speakers' list
    "no_item_for_list": Ground("M2a speakers' list"),
    "list_already_open": Ground("M2a speakers' list", ("item", "phase")),
    "list_not_open": Ground("UNGA rule 73", ("item", "phase")),
    "list_closed": Ground("UNGA rule 73", ("item",)),
    "list_not_closed": Ground("UNGA rule 73", ("phase",)),
    "no_item_for_seat": Ground("UNGA rule 68: permission to speak", ("seat", "seat_kind")),
    "already_on_list": Ground("M2a speakers' list", ("seat", "item", "entry")),
    "already_spoken": Ground("UNGA rule 72: number of statements", ("seat", "item")),
    "not_requested": Ground("M2a speakers' list", ("entry", "phase")),
    "bad_place": Ground("M2a speakers' list", ("entry", "before")),
    "swap_across_categories": Ground("M2a swaps stay within a category", ("entry", "other")),
    "swap_not_proposed": Ground("both delegations agree to a swap", ("entry", "other")),
    "closing_notice_too_short": Ground("UNGA rule 73", ("closes_at", "earliest")),
    "closing_not_announced": Ground("UNGA rule 73", ("phase",)),
    "closing_notice_running": Ground("UNGA rule 73", ("closes_at", "now")),
    # M3 — points of order
    "no_such_point": Ground("UNGA rule 71", ("point",)),
    "point_on_point": Ground("UNGA rule 71", ("point", "seat")),
    "point_not_next": Ground("UNGA rule 71", ("point", "next")),
    "point_phase": Ground("UNGA rule 71", ("point", "phase", "allowed")),
    "appeal_too_late": Ground("UNGA rule 71", ("point",)),
    "figures_disagree": Ground("UNGA rule 71", ("stands", "in_favour", "against", "appeal_mode")),
    # M5, short form — a question put
    "agenda_already_adopted": Ground("M1 adopt agenda"),
    "no_such_paper": Ground("UNGA rule 78", ("paper",)),
    "paper_already_adopted": Ground("UNGA rule 81", ("paper", "decision")),
    "not_as_tabled": Ground("M5 consensus decision", ("paper",)),
    "not_the_item_of_adoption": Ground("M5 consensus decision", ("paper", "item")),
    "text_required": Ground("M5 consensus decision", ("about",)),
    "no_such_question": Ground("M5 consensus decision", ("question",)),
    "question_not_put": Ground("M5 consensus decision", ("question", "phase")),
    "already_objected": Ground("M5 consensus decision", ("question", "seat")),
    "no_objection_of_yours": Ground("M5 consensus decision", ("question", "seat")),
    "objection_standing": Ground("M5 consensus: the absence of objection", ("question", "seats")),
    "no_objection": Ground("M5 consensus decision", ("question",)),
    "window_running": Ground("M5 objection window", ("question", "closes_at", "now")),
    "line_reconnecting": Ground("M5 objection window: lines in reconnection", ("seats", "until", "now")),
    "not_agreed_before": Ground("M5 declared already agreed", ("paper",)),
    "no_such_decision": Ground("M5 statements after adoption", ("decision",)),
    "unknown_position": Ground("M5 statements after adoption", ("position", "known")),
    "position_too_late": Ground("M5 statements after adoption", ("decision", "until", "now")),
}


def refuse(code: str, **facts: Any) -> NoReturn:
    """Raise OutOfOrder with the rule of ``code``. Raises LookupError for a code that has no row."""
    raise OutOfOrder(code, REFUSALS[code].rule, facts)


def unseated(code: str, **facts: Any) -> NoReturn:
    """Raise NotSeated with the rule of ``code``. Raises LookupError for a code that has no row."""
    raise NotSeated(code, REFUSALS[code].rule, facts)
