# ruff: noqa: E501  (a table of sentences)
"""The sentences of a sheet in English. Other languages compose them from the same code and facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def sentence(code: str, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Why a state sits or waits."""
    region = facts["region"]
    held, share, are = _seats(facts["seats"], region)
    standing = f"rotation debt {facts['debt']:.3f}" + (
        f" ({facts['place']} of {facts['of']} in line)" if facts["place"] else ""
    )
    only = f"; the only candidate of {facts['subregion']}" if facts["alone"] else ""
    match code:
        case "must-have":
            return f"Seated: must-have — {facts['ground']}. Counts against {held}.{_anyway(facts)}"
        case "seated-by-chair":
            return f"Seated by the chair ({facts['by']}): {facts['reason']}.{_anyway(facts)}"
        case "class-floor":
            return f"Seated: needed for the floor of {', '.join(facts['classes'])}; {standing}."
        case "moved-by-class-floor":
            return f"Seated: a floor for LDC, LLDC or SIDS moved a seat to it; {standing}."
        case "all-seated":
            return f"Seated: every available state of {region} sits{only}."
        case "spread":
            passed = _list(facts["ahead"], names)
            return f"Seated: the spread over sub-regions gives {facts['subregion']} this seat, ahead of {passed}; {standing}{only}."
        case "spread-due":
            return (
                f"Seated: the spread over sub-regions gives {facts['subregion']} this seat; {standing}{only}."
            )
        case "either-way":
            return (
                f"Seated either way: {share} by its debt, and by the rules on sub-regions; {standing}{only}."
            )
        case "lot":
            return f"Seated: {share}; {standing}; won the lot against {facts['equals']} with the same debt{only}."
        case "debt":
            return f"Seated: {share}; {standing}{only}."
        case "unseated-by-chair":
            return f"Not seated, by the chair ({facts['by']}): {facts['reason']}.{_otherwise(facts)}"
        case "declined":
            return f"Not seated: declined the invitation.{_otherwise(facts)}"
        case "silent":
            return f"Not seated: has not answered.{_otherwise(facts)}"
        case "region-without-seats":
            return f"Not seated: {region} has no seat under this method and size."
        case "must-have-unplaced":
            return f"Not seated though {facts['ground']}: {held} {are} held by other must-haves."
        case "region-held-by-must-haves":
            return f"Not seated: {held} {are} held by must-haves."
        case "yields-to-class-floor":
            return f"Not seated: the floor for LDC, LLDC or SIDS needed the seat; {standing}."
        case "subregion-full":
            return f"Not seated: {facts['subregion']} holds all the seats of its share ({facts['subregion_seats']}); {standing}."
        case "yields-to-spread":
            return f"Not seated: the spread over sub-regions gave the last seats to {_list(facts['behind'], names)}; {standing}."
        case "yields-to-spread-due":
            return f"Not seated: the spread over sub-regions leaves it no seat; {standing}."
        case "no-room":
            return (
                f"Not seated: even first in line it would find none of {held} within the rules; {standing}."
            )
        case "lost-lot":
            return f"Not seated: {held} {are} taken; {standing}; lost the lot against {facts['equals']} with the same debt."
        case "region-full":
            return f"Not seated: its debt does not reach {share}; {standing}."
        case _:
            raise ValueError(code)


def route(found: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What would bring a state in."""
    match found["kind"]:
        case "seats":
            return f"Would enter at {found['seats']} seats."
        case "declines":
            return f"Would enter if {_list(found['states'], names)} declined."
        case "floors-lifted":
            return "Would enter without the floor for LDC, LLDC or SIDS."
        case "willing":
            return "Would enter if it accepted."
        case "willing-and-seats":
            return f"Would enter at {found['seats']} seats if it accepted."
        case "override-lifted-and-seats":
            return f"Would enter at {found['seats']} seats if the chair's decision were lifted."
        case "willing-and-must-have":
            return "Would enter only if it accepted, as a must-have with its own ground."
        case "override-lifted":
            return "Would enter if the chair's decision were lifted."
        case "must-have":
            return "Would enter only as a must-have with its own ground."
        case "must-have-and-seats":
            return f"Would enter at {found['seats']} seats, as a must-have with its own ground."
        case "willing-and-must-have-and-seats":
            return (
                f"Would enter at {found['seats']} seats if it accepted, as a must-have with its own ground."
            )
        case "override-lifted-and-must-have":
            return "Would enter if the chair's decision were lifted, as a must-have with its own ground."
        case "override-lifted-and-must-have-and-seats":
            return (
                f"Would enter at {found['seats']} seats if the chair's decision were lifted, "
                "as a must-have with its own ground."
            )
        case kind:
            raise ValueError(kind)


def _anyway(facts: Mapping[str, Any]) -> str:
    """Said of a right or a decision that was not needed."""
    return "" if facts["needed"] else " It would sit without that too."


def _otherwise(facts: Mapping[str, Any]) -> str:
    """Said of who is out and would have waited all the same."""
    return "" if facts["needed"] else " It would not have sat otherwise either."


def _seats(count: int, region: str) -> tuple[str, str, str]:
    """How a sentence speaks of the seats of a region: all of them, one of them, and the verb."""
    if count == 1:
        return f"the only seat of {region}", f"the only seat of {region}", "is"
    return f"the {count} seats of {region}", f"one of {count} seats of {region}", "are"


def _list(codes: list[str], names: Mapping[str, str]) -> str:
    said = sorted(names.get(code, code) for code in codes)
    if len(said) > 3:
        return f"{', '.join(said[:3])} and {len(said) - 3} more"
    return " and ".join(said) if len(said) < 3 else f"{said[0]}, {said[1]} and {said[2]}"
