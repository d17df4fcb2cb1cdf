"""The rulebooks: their values where a source gives them, and a source for every value."""

from dataclasses import fields

import pytest

from rostrum.procedure.meeting.quorum import needed
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
