"""Figures, numbers, days and hours as a language writes them: one formatter for sheets and letters.

In Arabic with Arabic figures, their decimal separator (U+066B) and their sign between thousands (U+066C), as in the
documents of the United Nations and on the pages (`ar-u-nu-arab`).
"""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

LOCALES = {"en": "en_GB", "zh": "zh_Hans"}
SYSTEM = {"ar": "arab"}
FIGURES = {"ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")}
APART = {"ar": ("\u2066", "\u2069")}
"""What holds a run of Latin letters and figures together among letters from right to left (UAX 9, isolates)."""
PRECISION = {4: "y", 7: "yMMMM"}
"""How a date is written that has a year or a month only, by the length of its text."""


def locale_of(language: str) -> str:
    return LOCALES.get(language, language)


def figures(text: str, language: str) -> str:
    """A text with the figures that the language writes."""
    return text.translate(FIGURES[language]) if language in FIGURES else text


def number(value: float, language: str, digits: int | None = None, signed: bool = False) -> str:
    """A number, with so many places where told; ``signed`` shows a plus too."""
    places = "" if digits is None else f".{'0' * digits}"
    pattern, system = f"#,##0{places or '.###'}", SYSTEM.get(language, "latn")
    said = figures(
        format_decimal(value, pattern, locale=locale_of(language), numbering_system=system), language
    )
    return f"+{said}" if signed and value > 0 else said


def partial_date(iso: str, language: str) -> str:
    """A date as precise as it is given: 1961, 2020-02, 2019-10-25; what is no date stays as it is."""
    try:
        found = date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) < 10 else iso)
    except ValueError:
        return iso
    if len(iso) == 10:
        return figures(format_date(found, "long", locale=locale_of(language)), language)
    return figures(format_skeleton(PRECISION[len(iso)], found, locale=locale_of(language)), language)


def day(moment: date, language: str) -> str:
    """With its day of the week: `Monday, 15 June 2020`."""
    return figures(format_date(moment, "full", locale=locale_of(language)), language)


def hour(moment: datetime, language: str) -> str:
    """On the clock of 24 hours: `15:00`."""
    return figures(f"{moment:%H:%M}", language)


def distance(moment: datetime, language: str) -> str:
    """From UTC, as it is written everywhere: `UTC+07:00`."""
    offset = f"{moment:%z}"
    first, last = APART.get(language, ("", ""))
    return f"{first}UTC{offset[:3]}:{offset[3:5]}{last}"
