"""The rulebooks: their values where a source gives them, and a source for every value."""

from dataclasses import fields

import pytest

from rostrum.procedure.meeting.quorum import needed
from rostrum.procedure.rule_changes import OWN_SOURCE, PARTS_OF_QUORUMS, amended, unfit
from rostrum.procedure.rulebook import Quorum, Rulebook
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.procedure.words import Level, Segment, TieRule

SELF_EVIDENT = {"key", "version", "sources", "points_of_order_visibility"}


@pytest.mark.parametrize("key", RULEBOOKS)
def test_every_value_has_its_source(key: str) -> None:
    rules = RULEBOOKS[key]
    assert rules.key == key
    assert set(rules.sources) == {field.name for field in fields(Rulebook)} - SELF_EVIDENT
    assert all(rules.sources.values())
    assert set(rules.level_rank) == set(Level)
    assert set(rules.segments) == set(Segment)


def test_the_movement_decides_by_consensus_with_no_minimum() -> None:
    nam = RULEBOOKS["nam"]
    assert (nam.decision_mode, nam.appeal_mode, nam.tie_rule) == ("consensus", "chair", TieRule.PROTOCOL)
    assert needed(nam.quorum_to_open, 120) == needed(nam.quorum_to_decide, 120) == 0
    assert (nam.objection_window_s, nam.reconnect_cap_s) == (10, 30)
    assert (nam.offer_grace_s, nam.line_grace_s, nam.chair_line_grace_s) == (30, 45, 20)
    assert (nam.limits.head_of_state, nam.limits.minister, nam.limits.point_of_order) == (300, 180, 120)


def test_the_assembly_has_the_quorum_of_rule_67() -> None:
    """193 members: 65 to open, 97 to decide."""
    assembly = RULEBOOKS["un-ga"]
    assert needed(assembly.quorum_to_open, 193) == 65
    assert needed(assembly.quorum_to_decide, 193) == 97
    assert (assembly.appeal_mode, assembly.tie_rule) == ("vote", TieRule.INSCRIPTION)


@pytest.mark.parametrize(
    ("numerator", "denominator", "more_than", "members", "minimum"),
    [
        (0, 1, False, 120, 0),
        (0, 1, True, 120, 0),
        (1, 3, False, 6, 2),
        (1, 3, False, 7, 3),
        (1, 2, True, 6, 4),
        (1, 2, True, 7, 4),
        (1, 1, False, 5, 5),
        (2, 3, False, 10, 7),
    ],
)
def test_shares(numerator: int, denominator: int, more_than: bool, members: int, minimum: int) -> None:
    quorum = Quorum(numerator=numerator, denominator=denominator, more_than=more_than)
    assert needed(quorum, members) == minimum


def test_a_meeting_sets_a_quorum_of_its_own_part_by_part_and_says_whence_it_is() -> None:
    assembly = RULEBOOKS["un-ga"]
    own = amended(assembly, {"quorum_to_open.numerator": 2})
    assert own.quorum_to_open == Quorum(numerator=2, denominator=3)
    assert (needed(own.quorum_to_open, 193), needed(own.quorum_to_decide, 193)) == (129, 97)
    assert (own.sources["quorum_to_open"], own.sources["quorum_to_decide"]) == (OWN_SOURCE, "UNGA rule 67")
    half = amended(assembly, {"quorum_to_decide.more_than": 0})
    assert needed(half.quorum_to_decide, 10) == 5


def test_a_quorum_is_within_bounds_and_can_be_reached_by_all_members() -> None:
    nam = RULEBOOKS["nam"]
    for field, (least, most) in PARTS_OF_QUORUMS.items():
        assert list(unfit(nam, {field: least - 1})) == [(field, least - 1)]
        assert list(unfit(nam, {field: most + 1})) == [(field, most + 1)]
        assert list(unfit(nam, {field: None})) == [(field, None)]
    open_to = "quorum_to_open."
    assert list(unfit(nam, {open_to + "numerator": 1})) == []
    assert list(unfit(nam, {open_to + "numerator": 1, open_to + "more_than": 1})) == [
        (open_to + "numerator", 1)
    ]
    assert list(unfit(nam, {open_to + "numerator": 4, open_to + "denominator": 3})) == [
        (open_to + "numerator", 4)
    ]
