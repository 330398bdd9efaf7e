"""Dates as printed, in every form that releases use, resolved against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.dates import find
from tests.reading.cases import lexicon

BASE = date(2018, 6, 13)  # a Wednesday


def dates(text: str, base: date | None = BASE) -> list[tuple[str, str]]:
    return [(found.start, found.end) for found in find(text, lexicon(), base)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("25 May 2018", "2018-05-25", ""),
        ("25 May", "2018-05-25", ""),
        ("25th May 2018", "2018-05-25", ""),
        ("the 25th of May 2018", "2018-05-25", ""),
        ("the 4th of April, 1949", "1949-04-04", ""),
        ("May 25, 2018", "2018-05-25", ""),
        ("May 25", "2018-05-25", ""),
        ("MAY 25, 2018", "2018-05-25", ""),
        ("May 25th, 2018", "2018-05-25", ""),
        ("Sept. 24, 2017", "2017-09-24", ""),
        ("2 Dec 2017", "2017-12-02", ""),
        ("Friday, 25 May 2018", "2018-05-25", ""),
        ("Friday May 25, 2018", "2018-05-25", ""),
        ("25/05/2018", "2018-05-25", ""),
        ("25.05.2018", "2018-05-25", ""),
        ("04/24/2019", "2019-04-24", ""),
        ("24/04/2019", "2019-04-24", ""),
        ("2018-05-25", "2018-05-25", ""),
        ("8-9 June 2018", "2018-06-08", "2018-06-09"),
        ("8 and 9 June 2018", "2018-06-08", "2018-06-09"),
        ("8 to 10 June", "2018-06-08", "2018-06-10"),
        ("October 30–31, 2017", "2017-10-30", "2017-10-31"),
        ("30 November to 12 December 2015", "2015-11-30", "2015-12-12"),
        ("30 November and 1 December 2017", "2017-11-30", "2017-12-01"),
        ("30 December 2017 to 2 January 2018", "2017-12-30", "2018-01-02"),
        ("November 30 to December 12, 2015", "2015-11-30", "2015-12-12"),
        ("in May 2018", "2018-05", ""),
        ("late May 2018", "2018-05", ""),
        ("in May", "2018-05", ""),
        ("in 2017", "2017", ""),
        ("today", "2018-06-13", ""),
        ("Today", "2018-06-13", ""),
        ("this morning", "2018-06-13", ""),
        ("yesterday", "2018-06-12", ""),
        ("tomorrow", "2018-06-14", ""),
        ("on Tuesday", "2018-06-12", ""),
        ("last Thursday", "2018-06-07", ""),
        ("next Monday", "2018-06-18", ""),
        ("earlier this week", "2018-06", ""),
        ("last week", "2018-06", ""),
        ("next month", "2018-07", ""),
        ("last month", "2018-05", ""),
        ("this year", "2018", ""),
        ("last year", "2017", ""),
        ("next year", "2019", ""),
        ("last November", "2017-11", ""),
    ],
)
def test_forms(text: str, start: str, end: str) -> None:
    assert dates(f"The ministers met {text}.") == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2018",
        "32/13/2018",
        "resolution 1325",
        "article 10/12",
        "20,180 people",
        "it may be that they march",
        "2018th",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [found for found in dates(text) if len(found[0]) > 4] == []


@pytest.mark.parametrize(
    ("text", "start"),
    [("25 May", "--05-25"), ("yesterday", ""), ("on Tuesday", ""), ("25 May 2018", "2018-05-25")],
)
def test_without_a_day_of_publication_nothing_is_added(text: str, start: str) -> None:
    assert [found[0] for found in dates(text, None)] == [start]


def test_the_day_of_publication_is_told_from_the_text() -> None:
    found = {f.start: f.anchored for f in find("On 25 May 2018 and on 26 May", lexicon(), BASE)}
    assert found == {"2018-05-25": False, "2018-05-26": True}


WORDS = st.sampled_from(
    "1 2 8 31 32 0 99 2018 1899 May June Sept. Monday Friday last next this today yesterday week month year "
    "in on by since to and of the - – / . , 8th 25/05/2018 04/24/2019 2018-05-25 2018-13-45 30 "
    "February".split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
DAYS = st.dates(date(3, 1, 1), date(9997, 12, 31))


@given(TEXTS | st.text(max_size=40), st.none() | DAYS)
def test_no_text_and_no_base_fails(text: str, base: date | None) -> None:
    for found in find(text, lexicon(), base):
        assert 0 <= found.begin < found.finish <= len(text)


@given(TEXTS, DAYS)
def test_a_day_is_read_only_where_a_day_is_said(text: str, base: date) -> None:
    for found in find(text, lexicon(), base):
        words = text[found.begin : found.finish].lower()
        if len(found.start) == 10:
            assert any(c.isdigit() for c in words) or any(w in words for w in ("day", "morning", "night"))


@given(DAYS)
def test_a_full_date_is_read_as_itself_whatever_the_base(day: date) -> None:
    if 1900 <= day.year < 2100:
        for form in ("{d} {m} {y}", "{m} {d}, {y}", "the {d} of {m} {y}"):
            text = form.format(d=day.day, m=f"{day:%B}", y=day.year)
            assert dates(text, date(1950, 1, 1)) == [(day.isoformat(), "")]
