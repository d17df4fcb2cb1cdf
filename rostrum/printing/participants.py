"""The list of participants of a meeting, in one of six languages: as rows, on paper, and for spreadsheets.

In the field's order: members, observer States, organisations, guests; each alphabetical in the language of the list.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from rostrum.printing import figures
from rostrum.printing.collation import order_of
from rostrum.printing.fonts import font_for
from rostrum.printing.letters import listed, said
from rostrum.printing.participant_words import WORDS
from rostrum.printing.typesetting import typeset
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.state import Meeting, SeatState
from rostrum.procedure.words import Instant, SeatKind
from rostrum.views.body_documents import ParticipantRow

GROUPS: Mapping[SeatKind, str] = {
    SeatKind.MEMBER: "members",
    SeatKind.OBSERVER_STATE: "observer_states",
    SeatKind.ORGANISATION: "organisations",
    SeatKind.GUEST: "guests",
}
"""In the order of the list, with the key of each heading."""
COLUMNS = ("col_delegation", "col_head", "col_level", "col_attended")
WIDTHS = (34, 48, 28, 12)
"""Of the columns of the spreadsheet, in characters."""


def rows(state: Meeting, language: str) -> list[ParticipantRow]:
    """Every delegation that has a seat, with whether somebody of it was there while a sitting was held."""
    kinds, key = list(GROUPS), order_of(language)
    found = [_row(state, code, seat, language) for code, seat in state.seats.items()]
    return sorted(found, key=lambda row: (kinds.index(row.kind), key(row.name)))


def _row(state: Meeting, code: str, seat: SeatState, language: str) -> ParticipantRow:
    head = " ".join(part for part in (said(seat.style, language), said(seat.person, language)) if part)
    return ParticipantRow(
        seat=code,
        kind=seat.fact.kind,
        name=said(seat.fact.name, language),
        level=seat.level,
        title=said(seat.title, language),
        head=head,
        attended=code in state.attended,
    )


def _cells(row: ParticipantRow, words: Mapping[str, str], language: str) -> tuple[str, str, str, str]:
    head = listed([part for part in (row.head, row.title) if part], language)
    return row.name, head, words[f"level_{row.level}"], words["yes"] if row.attended else ""


def _grouped(state: Meeting, language: str) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    words, every = WORDS[language], rows(state, language)
    groups = [
        (words[title], [_cells(row, words, language) for row in every if row.kind is kind])
        for kind, title in GROUPS.items()
    ]
    return [(title, lines) for title, lines in groups if lines]


def _as_of(state: Meeting, language: str, at: Instant) -> str:
    day = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(state.zone)).date().isoformat()
    return f"{WORDS[language]['as_of']} {figures.partial_date(day, language)}"


def to_pdf(body: Body, state: Meeting, language: str, at: Instant) -> bytes:
    """On A4, as of an instant. Raises NoFont where the script of the language is not installed."""
    words = WORDS[language]
    given: dict[str, Any] = {
        "fonts": font_for(language),
        "language": language,
        "body": said(body.name, language),
        "meeting": said(state.title, language),
        "title": words["title"],
        "as_of": _as_of(state, language, at),
        "columns": [words[key] for key in COLUMNS],
        "groups": [{"title": title, "lines": lines} for title, lines in _grouped(state, language)],
    }
    return typeset("participants.typ", given)


def to_xlsx(body: Body, state: Meeting, language: str, at: Instant) -> bytes:
    """One sheet, a row a delegation; texts are texts, so that nothing is taken for a formula."""
    words, file = WORDS[language], io.BytesIO()
    book: Any = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": words["title"], "created": datetime.fromtimestamp(at / 1000, UTC)})
    page, strong = book.add_worksheet(words["title"][:31]), book.add_format({"bold": True})
    if language == "ar":
        page.right_to_left()
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, said(state.title, language), strong)
    page.write_string(1, 0, _as_of(state, language, at))
    line = 3
    for title, lines in _grouped(state, language):
        page.write_row(line, 0, [title, *(words[key] for key in COLUMNS[1:])], strong)
        for number, cells in enumerate(lines, line + 1):
            for column, text in enumerate(cells):
                page.write_string(number, column, text)
        line += len(lines) + 2
    book.close()
    return file.getvalue()
