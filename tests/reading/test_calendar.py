"""Dates are as precise as the text and never more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading import calendar

BASE = date(2022, 4, 8)  # a Friday
BASES = st.none() | st.dates(date(1, 2, 1), date(9999, 11, 30))
WAYS = st.sampled_from([-1, 0, 1])


@pytest.mark.parametrize(
    ("month", "number", "way", "expected"),
    [
        (4, 7, 0, "2022-04-07"),
        (12, 24, 0, "2021-12-24"),
        (1, 2, 0, "2022-01-02"),
        (9, 30, 0, "2022-09-30"),
        (2, 29, 0, ""),
        (2, 31, 0, ""),
        (3, 0, 0, "2022-03"),
        (11, 0, 0, "2021-11"),
        (11, 0, 1, "2022-11"),
        (11, 0, -1, "2021-11"),
        (4, 0, 1, "2023-04"),
        (4, 0, -1, "2021-04"),
    ],
)
def test_the_nearest_day_or_month(month: int, number: int, way: int, expected: str) -> None:
    assert calendar.nearest(BASE, month, number, way) == expected


def test_without_a_base_the_year_stays_open() -> None:
    assert calendar.nearest(None, 5, 25) == "--05-25"
    assert calendar.nearest(None, 5, 0) == ""


@pytest.mark.parametrize(
    ("number", "way", "expected"),
    [
        (5, 0, "2022-04-08"),
        (5, -1, "2022-04-01"),
        (5, 1, "2022-04-15"),
        (4, 0, "2022-04-07"),
        (6, 0, "2022-04-02"),
        (6, 1, "2022-04-09"),
        (7, -1, "2022-04-03"),
    ],
)
def test_weekdays(number: int, way: int, expected: str) -> None:
    assert calendar.weekday(BASE, number, way) == expected


@pytest.mark.parametrize(
    ("base", "unit", "count", "expected"),
    [
        ("2022-04-08", "day", 0, "2022-04-08"),
        ("2022-01-01", "day", -1, "2021-12-31"),
        ("2022-04-08", "week", -1, "2022"),
        ("2022-04-08", "week", 1, "2022-04"),
        ("2022-04-20", "week", 0, "2022-04"),
        ("2022-04-01", "week", 0, "2022"),
        ("2022-03-31", "month", -1, "2022-02"),
        ("2022-12-15", "month", 1, "2023-01"),
        ("2022-12-15", "year", -1, "2021"),
    ],
)
def test_relative_dates(base: str, unit: str, count: int, expected: str) -> None:
    assert calendar.relative(date.fromisoformat(base), unit, count) == expected


@pytest.mark.parametrize("base", [date.min, date.max])
def test_no_day_is_too_early_or_late(base: date) -> None:
    for count in (-1, 1):
        assert len(calendar.relative(base, "day", count)) in (0, 10)
        assert len(calendar.relative(base, "week", count)) in (0, 4, 7)
        assert len(calendar.relative(base, "month", count)) in (0, 7)
        assert len(calendar.relative(base, "year", count)) in (0, 4)
    for number in range(1, 8):
        assert {len(calendar.weekday(base, number, way)) for way in (-1, 0, 1)} <= {0, 10}


@given(BASES, st.integers(1, 12), st.integers(0, 31), WAYS)
def test_the_nearest_date_is_no_more_precise_than_what_is_known(
    base: date | None, month: int, number: int, way: int
) -> None:
    found = calendar.nearest(base, month, number, way)
    assert len(found) <= (10 if base and number else 7)
    assert not found or f"-{month:02d}" in found


@given(BASES, st.sampled_from(["day", "week", "month", "year"]), st.integers(-2, 2))
def test_a_partial_date_never_gains_precision(base: date | None, unit: str, count: int) -> None:
    found = calendar.relative(base, unit, count)
    assert len(found) <= {"day": 10, "week": 7, "month": 7, "year": 4}[unit]
    assert base is not None or found == ""


@given(st.dates(date(1, 2, 1), date(9999, 11, 30)), st.integers(1, 7), WAYS)
def test_a_weekday_is_within_a_week_and_is_that_weekday(base: date, number: int, way: int) -> None:
    found = calendar.weekday(base, number, way)
    if found:
        day = date.fromisoformat(found)
        assert day.isoweekday() == number
        assert abs((day - base).days) <= 7
        assert (day - base).days * way >= 0


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_what_is_no_date_is_nothing(year: int, month: int, number: int) -> None:
    found = calendar.checked(year, month, number)
    assert found == "" or found.startswith(f"{year:04d}-{month:02d}")


@given(st.text(max_size=12))
def test_only_a_full_date_is_a_day(text: str) -> None:
    day = calendar.day(text)
    assert day is None or day.isoformat() == text


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022-04-01", "2022-04-30", "2022-04"),
        ("2022-04-30", "2022-05-01", "2022"),
        ("2021-12-31", "2022-01-01", ""),
    ],
)
def test_what_two_days_share(first: str, last: str, expected: str) -> None:
    assert calendar.month_of(date.fromisoformat(first), date.fromisoformat(last)) == expected
