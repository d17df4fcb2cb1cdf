"""The list of participants: its order, its words, and what a spreadsheet takes for a text."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from rostrum.printing.participant_words import WORDS
from rostrum.printing.participants import rows, to_xlsx
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Level
from tests.summit import BOOK, CONVENE, NOON, SECRETARY

LOCALES = Path(__file__).resolve().parents[2] / "web" / "src" / "i18n" / "locales"


def convened(**changes: object) -> Meeting:
    """The small summit, its seats the wrong way round."""
    wanted = replace(CONVENE, seats=tuple(reversed(CONVENE.seats)), **changes)
    state = MEETING.begin(BOOK)
    for act in MEETING.decide(state, wanted, SECRETARY, NOON):
        MEETING.fold(state, act, SECRETARY, NOON)
    return state


def test_members_come_first_then_observers_then_guests_each_in_alphabetical_order() -> None:
    assert [row.name for row in rows(convened(), "en")] == [
        "Azerbaijan", "Cuba", "Egypt", "Nepal", "Serbia", "World Health Organization",
    ]  # fmt: skip


def test_attendance_is_said_of_those_who_were_there() -> None:
    state = convened()
    state.attended = {"CUB": None}
    assert [row.seat for row in rows(state, "en") if row.attended] == ["CUB"]


@pytest.mark.parametrize("language", sorted(WORDS))
def test_levels_are_called_as_on_the_screens(language: str) -> None:
    catalogue = json.loads((LOCALES / language / "common.json").read_text(encoding="utf-8"))
    said = {level: WORDS[language][f"level_{level}"] for level in Level}
    assert said == {level: catalogue[f"level_{level}"] for level in Level}
    assert set(WORDS[language]) == set(WORDS["en"])


def test_a_name_that_looks_like_a_formula_is_a_text() -> None:
    state = convened(title={"en": "=1+1"})
    file = to_xlsx(Body("body.nam"), state, "en", NOON)
    page = CalamineWorkbook.from_object(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert page[0][0] == "=1+1"
