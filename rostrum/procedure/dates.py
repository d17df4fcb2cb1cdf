"""Dates as people know them: a year, a month or a day, written as ISO 8601 ("2027", "2027-01", "2027-01-19")."""

import re

DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def exists(value: str) -> bool:
    """Whether there is such a year, month or day."""
    if not DATE.match(value):
        return False
    parts = [int(part) for part in value.split("-")]
    if len(parts) < 3:
        return True
    year, month, day = parts
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= DAYS[month - 1] and not (month == 2 and day == 29 and not leap)
