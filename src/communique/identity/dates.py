"""Partial dates: comparing what is known of them. ISO 8601, `--MM-DD` where the year is unknown."""

from __future__ import annotations

import calendar
import re
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|--(\d\d)-(\d\d)")
MISSING_YEAR = "--"


def day(value: str) -> str:
    """The date without a time of day."""
    return value.partition("T")[0]


def yearless(value: str) -> bool:
    """True for a month and day of an unknown year."""
    return value.startswith(MISSING_YEAR)


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day that a date may mean; None where the year is unknown or it is no date."""
    found = _FORM.fullmatch(day(value))
    if not found or found[1] is None:
        return None
    year, month, number = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, number or 1)
        last_month = month or 12
        return first, date(year, last_month, number or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None


def compatible(one: str, other: str) -> bool:
    """True where both may mean one day: `2020-12` and `2020-12-02`; an unknown date fits none."""
    one, other = day(one), day(other)
    if not one or not other:
        return False
    if yearless(one) or yearless(other):
        tails = [value.removeprefix(MISSING_YEAR) if yearless(value) else value[5:] for value in (one, other)]
        return tails[0] == tails[1]
    a, b = bounds(one), bounds(other)
    return bool(a and b) and (one.startswith(other) or other.startswith(one))


def in_year(value: str, year: int) -> date | None:
    """The day that `--MM-DD` is in a year; None where that year has no such day."""
    try:
        return date(year, int(value[2:4]), int(value[5:7]))
    except ValueError:
        return None
