"""Arithmetic on dates that are only as precise as a text: `2020`, `2020-12`, `2020-12-02`, `--05-25`."""

from __future__ import annotations

from datetime import date, timedelta


def day(text: str) -> date | None:
    """The day that a full ISO date names, None for anything less or wrong."""
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[0] != "-" else None
    except ValueError:
        return None


def month_of(first: date, last: date) -> str:
    """The month two days share, or their year, or nothing: never more precise than both."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if first.year == last.year else ""


def nearest(base: date | None, month: int, number: int, way: int = 0) -> str:
    """Day `number` (0: unknown) of `month` in the year that brings it closest to `base`.

    `way` is -1 for "last", 1 for "next". Without a base the year stays open.
    """
    if base is None:
        return f"--{month:02d}-{number:02d}" if number else ""
    best: tuple[int, str] | None = None
    for year in (base.year - 1, base.year, base.year + 1):
        try:
            found = date(year, month, number or 15)
        except ValueError:
            continue
        gap = (found - base).days
        if way * gap < 0 or (way and not number and (year, month) == (base.year, base.month)):
            continue
        best = min(best or (10**6, ""), (abs(gap), f"{found:%Y-%m-%d}" if number else f"{found:%Y-%m}"))
    return best[1] if best else ""


def weekday(base: date | None, number: int, way: int) -> str:
    """The last (`way` -1), next (1) or latest-or-present (0) weekday `number`, Monday being 1."""
    if base is None:
        return ""
    back = (base.isoweekday() - number) % 7
    if way < 0:
        back = back or 7
    if way > 0:
        back = -((number - base.isoweekday()) % 7 or 7)
    return _shifted(base, -back)


def nearest_weekday(base: date | None, number: int) -> str:
    """The weekday `number` that is fewest days before or after `base`, Monday being 1."""
    if base is None:
        return ""
    return _shifted(base, (number - base.isoweekday() + 3) % 7 - 3)


def _shifted(base: date, days: int) -> str:
    """`days` from `base`, nothing where the calendar ends."""
    try:
        return (base + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def relative(base: date | None, unit: str, count: int) -> str:
    """`count` units from `base`; weeks come out as the month or year that holds them."""
    if base is None:
        return ""
    if unit == "day":
        return _shifted(base, count)
    if unit == "week":
        if not date.min.year < base.year < date.max.year:
            return ""
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=count)
        first, last = (monday, monday + timedelta(days=6)) if count else (monday, base)
        return month_of(first, last)
    months = base.year * 12 + base.month - 1 + count * (12 if unit == "year" else 1)
    if not 1 <= months // 12 <= date.max.year:
        return ""
    return f"{months // 12:04d}" if unit == "year" else f"{months // 12:04d}-{months % 12 + 1:02d}"


def checked(year: int, month: int, number: int = 0) -> str:
    """The ISO form of a date, or nothing where the calendar has no such day."""
    if not number:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else ""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def far(base: date, text: str) -> bool:
    """Whether a full date is more than a month from `base`."""
    found = day(text)
    return found is None or abs((found - base).days) > 31
