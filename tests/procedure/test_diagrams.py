"""docs/procedure.md says what the tables say, and names functions that exist."""

import re
from importlib import import_module

from rostrum.procedure.diagrams import DIAGRAMS, PAGE, diagram, page_with
from rostrum.procedure.meeting.machine import FOLDERS
from rostrum.procedure.meeting.moves import moves
from rostrum.procedure.meeting.refusals import REFUSALS


def test_the_page_is_current() -> None:
    text = PAGE.read_text()
    assert page_with(text) == text, "run python -m rostrum.procedure.diagrams"
    assert all(f"`{code}`" in text for code in REFUSALS)


def test_a_diagram_joins_acts_of_the_same_way() -> None:
    drawn = diagram(moves(("", "Put", "open"), ("open", "Done", "shut"), ("open", "Dropped", "shut")))
    assert drawn.splitlines()[2:-1] == ["    [*] --> open: Put", "    open --> shut: Done, Dropped"]


def test_every_act_of_the_diagrams_is_an_act() -> None:
    names = {act.__name__ for act in FOLDERS}
    assert {move.act for table in DIAGRAMS.values() for move in table} <= names


def test_functions_named_in_the_page_exist() -> None:
    named = re.findall(r"`([a-z]+)\.([A-Za-z_.]+)`", PAGE.read_text().split("## Transitions")[0])
    assert len(named) > 40
    for module, path in named:
        found = import_module(f"rostrum.procedure.meeting.{module}")
        for part in path.split("."):
            if part != "py":
                found = getattr(found, part)
