"""Dates as people and spreadsheets write them, and when the order of day and month is in doubt."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal, cast

from babel.dates import get_month_names

from rostrum import data
from rostrum.procedure import dates
from rostrum.procedure.likeness import kin

Order = Literal["day", "month"]
ISO = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?$")
YEAR_FIRST = re.compile(r"^(\d{4})[/.年-](\d{1,2})(?:[/.月-](\d{1,2})日?|月)?$")
YEAR_LAST = re.compile(r"^(\d{1,2})([/. -])(\d{1,2})\2(\d{4})$")
MONTH_YEAR = re.compile(r"^(\d{1,2})[/.](\d{4})$")
SERIAL = re.compile(r"^\d{5}$")
EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's count (with its leap day of 1900 that never was): 22525 is 1 September 1961."""


def readings(cell: str) -> Mapping[str, str]:
    """ISO dates that a cell can be: one under the empty key where it can be no other, else by the order assumed."""
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in cell.strip())
    if found := ISO.match(text) or YEAR_FIRST.match(text):
        return _one(found[1], found[2], found[3])
    if found := MONTH_YEAR.match(text):
        return _one(found[2], found[1])
    if SERIAL.match(text):
        return _one(*(EPOCH + timedelta(days=int(text))).isoformat().split("-"))
    if found := YEAR_LAST.match(text):
        return _ordered(found[1], found[2], found[3], found[4])
    return _in_words(text)


def _ordered(first: str, mark: str, second: str, year: str) -> Mapping[str, str]:
    """Points stand between day and month in this order only; with strokes and hyphens people differ."""
    day, month = _one(year, second, first), _one(year, first, second)
    if mark in ". " or day == month:
        return day
    return {order: found[""] for order, found in (("day", day), ("month", month)) if found}


def _one(year: str, month: str | None = None, day: str | None = None) -> Mapping[str, str]:
    text = "-".join((year, *(part.zfill(2) for part in (month, day) if part)))
    return {"": text} if dates.exists(text) else {}


def _in_words(text: str) -> Mapping[str, str]:
    """``1 September 1961``, ``septiembre de 1961``, ``Sep 1, 1961``."""
    words = [
        word
        for word in kin(text).split()
        if word not in ("de", "of", "г", "года", "th", "st", "nd", "rd", "er")
    ]
    months = [_months()[word] for word in words if word in _months()]
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    days = [number for word in words if (number := re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th)?", word))]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return {}
    return _one(years[0], str(months[0]), days[0][1] if days else None)


@cache
def _months() -> Mapping[str, int]:
    """The names of months in the six languages, whole and short."""
    found: dict[str, int] = {}
    for language in data.LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = cast("Mapping[int, str]", get_month_names(width, "format", language))
            alone = cast("Mapping[int, str]", get_month_names(width, "stand-alone", language))
            found |= {kin(name): n for names in (names, alone) for n, name in names.items()}
    return found


def order_of(cells: Iterable[Mapping[str, str]]) -> Order | None:
    """The order that the column itself gives away: some date in it can be read so only, and none the other way."""
    only = {next(iter(found)) for found in cells if len(found) == 1} - {""}
    return "day" if only == {"day"} else "month" if only == {"month"} else None


def settled(found: Mapping[str, str], order: str) -> str:
    """The date under an order; empty where it is in doubt still, or none."""
    return next(iter(found.values())) if len(found) == 1 else found.get(order, "")
