"""Every refusal that a body's book can give: code, rule, names of its facts."""

from typing import Any, NoReturn

from rostrum.procedure.refusal import NotSeated, OutOfOrder

REFUSALS: dict[str, tuple[str, tuple[str, ...]]] = {
    "capacity_not_entitled": ("roles of the body", ("intent", "capacity")),
    "not_your_seat": ("roles of the body", ("seat", "yours")),
    "post_withdrawn": ("body: posts", ("person",)),
    "not_in_this_post": ("body: posts", ("person", "capacity", "code")),
    "not_yours_to_give": ("body: posts", ("capacity",)),
    "bad_person": ("body: a person is named by a key", ("person",)),
    "post_of_capacity": ("body: posts", ("capacity", "code", "group")),
    "post_held": ("body: one person holds a post at a time", ("capacity", "person")),
    "post_unchanged": ("body: posts", ("person",)),
    "no_post": ("body: posts", ("person",)),
    "body_exists": ("body: founding", ("body",)),
    "body_not_founded": ("body: founding", ("body",)),
    "scheme_exists": ("body: schemes", ("scheme",)),
    "unknown_scheme": ("body: schemes", ("scheme",)),
    "unknown_group": ("body: schemes", ("scheme", "group")),
    "group_exists": ("body: schemes", ("scheme", "group")),
    "groups_alike": ("body: names that no eye can tell apart", ("scheme", "groups")),
    "names_alike": ("body: names that no eye can tell apart", ("code", "other")),
    "name_required": ("body: schemes", ("of",)),
    "already_member": ("NAM criteria 1961: admission", ("code",)),
    "already_observer": ("body: observers", ("code",)),
    "unknown_member": ("body: membership", ("code",)),
    "unknown_observer": ("body: observers", ("code",)),
    "already_suspended": ("body: membership", ("code", "since")),
    "not_suspended": ("body: membership", ("code",)),
    "impossible_date": ("body: dates", ("field", "value")),
    "dates_reversed": ("body: dates", ("earlier", "later")),
    "unknown_term": ("body: terms", ("term",)),
    "office_held": ("body: terms", ("office", "holder", "term")),
    "term_ended": ("body: terms", ("term", "ended")),
    "not_an_extension": ("body: terms", ("until", "planned_end")),
    "decision_required": ("body: terms", ("term",)),
    "meeting_exists": ("body: meetings", ("meeting",)),
    "unknown_meeting": ("body: meetings", ("meeting",)),
    "impossible_key": ("body: meetings", ("meeting",)),
    "unknown_language": ("body: meetings", ("language",)),
    "meeting_over": ("body: meetings", ("meeting",)),
    "nothing_changes": ("body: meetings", ("meeting",)),
    "change_without_reason": ("body: meetings", ("meeting",)),
    "unknown_composition": ("composition 5.6", ("composition",)),
    "composition_accepted": ("composition 5.6", ("composition",)),
    "composition_not_accepted": ("composition 5.6", ("composition",)),
    "sheet_differs": ("composition 5.6: signed result sheet", ("wanted", "given")),
    "reason_required": ("composition 5.6: overrides are never silent", ("code",)),
    "overridden_already": ("composition 5.6: one decision of the chair per state", ("code",)),
    "override_without_effect": ("composition 5.6", ("code", "seated")),
    "composition_of_another": ("composition 5.6", ("composition", "meeting")),
    "lot_without_source": ("composition: a lot is announced before it is drawn", ()),
    "lot_announced_already": ("composition: a lot is announced before it is drawn", ("source",)),
    "lot_known_already": ("composition: a lot is announced before it is drawn", ("source",)),
    "invited_twice": ("M10 delegation", ("code",)),
    "meeting_lacking": ("M10 delegation: what leaves is whole, or knowingly not", ("lacking",)),
    "unknown_text": ("body: translations", ("of",)),
    "letters_unread": ("M10 delegation: what leaves is read first", ("languages",)),
    "letters_lacking": ("M10 delegation: what leaves is whole, or knowingly not", ("lacking",)),
    "lack_without_reason": ("M10 delegation: what leaves is whole, or knowingly not", ("lacking",)),
    "not_a_founding_step": ("body: founding", ("step",)),
    "no_change": ("composition 5.6", ("code", "seated")),
    "not_in_composition": ("M10 delegation", ("code",)),
    "not_a_replacement": ("composition: every group keeps its seats", ("code", "replaces")),
    "already_invited": ("M10 delegation", ("meeting",)),
    "addresses_unchanged": ("M10 delegation", ("code",)),
    "not_invited": ("M10 delegation", ("code",)),
    "unknown_answer": ("M10 delegation", ("answer",)),
    "level_required": ("M10 delegation", ("code",)),
    "nobody_to_remind": ("M10 delegation", ("meeting",)),
    "already_convened": ("M1 sitting: a meeting is convened once", ("meeting", "book")),
    "not_convened": ("M1 sitting", ("meeting",)),
    "agenda_out_of_order": ("body: convening", ("numbers",)),
    "papers_too_large": ("body: convening", ("size", "most")),
    "impossible_paper": ("body: convening", ("paper",)),
    "officer_twice": ("body: convening", ("code",)),
    "unknown_rulebook": ("body: convening", ("rulebook", "known")),
    "rule_not_changeable": ("body: convening", ("field", "value")),
    "meeting_not_ready": ("M1 sitting: what is convened is whole, or knowingly not", ("lacking",)),
}


def refuse(code: str, /, **facts: Any) -> NoReturn:
    """Raise the refusal of that row; its facts must be the row's."""
    rule, names = REFUSALS[code]
    assert tuple(facts) == names, (code, tuple(facts), names)
    raise OutOfOrder(code, rule, facts)


def unseated(code: str, /, **facts: Any) -> NoReturn:
    rule, names = REFUSALS[code]
    assert tuple(facts) == names, (code, tuple(facts), names)
    raise NotSeated(code, rule, facts)
