"""Lexical forms that no SHACL engine at hand rejects."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from communique.checking import Source, dataset, lexical
from communique.vocab import HOME

GOOD = [
    ("gYear", "2020"), ("gYear", "-0044"), ("gYear", "12020"), ("gYearMonth", "2020-12"),
    ("date", "2020-02-29"), ("date", "2000-02-29Z"), ("gMonthDay", "--02-29"), ("gMonthDay", "--05-25"),
    ("dateTime", "2020-01-01T00:00:00"), ("dateTime", "2020-01-01T24:00:00Z"), ("boolean", "1"),
    ("integer", "007"), ("nonNegativeInteger", "+0"), ("positiveInteger", "12"), ("decimal", ".5"),
    ("double", "1e-3"), ("double", "-INF"), ("language", "en-GB"), ("string", "anything"),
]  # fmt: skip
BAD = [
    ("gYear", "20x"), ("gYear", "020"), ("gYear", "02020"), ("gYearMonth", "2020-13"),
    ("gYearMonth", "2020-1"),
    ("date", "2019-02-29"), ("date", "1900-02-29"), ("date", "2020-04-31"), ("date", "2020-12-02 "),
    ("gMonthDay", "05-25"), ("gMonthDay", "--02-30"), ("dateTime", "2020-01-01"),
    ("dateTime", "2020-01-01T25:00:00"), ("boolean", "True"), ("integer", "1.0"), ("integer", ""),
    ("nonNegativeInteger", "-1"), ("positiveInteger", "0"), ("decimal", "1e3"), ("decimal", "."),
    ("integer", "٣"), ("anyURI", "two words"),
]  # fmt: skip


@pytest.mark.parametrize(("datatype", "text"), GOOD)
def test_well_formed(datatype: str, text: str) -> None:
    assert lexical.well_formed(text, str(XSD) + datatype)


@pytest.mark.parametrize(("datatype", "text"), BAD)
def test_ill_formed(datatype: str, text: str) -> None:
    assert not lexical.well_formed(text, str(XSD) + datatype)


@given(st.dates())
def test_every_day_is_a_date(day: date) -> None:
    assert lexical.well_formed(day.isoformat(), str(XSD.date))
    assert lexical.well_formed(day.isoformat()[:7], str(XSD.gYearMonth))


@given(st.datetimes())
def test_every_moment_is_a_date_time(moment: datetime) -> None:
    assert lexical.well_formed(moment.isoformat(), str(XSD.dateTime))


@given(st.integers())
def test_every_integer_is_one(number: int) -> None:
    assert lexical.well_formed(str(number), str(XSD.integer))
    assert lexical.well_formed(str(number), str(XSD.nonNegativeInteger)) == (number >= 0)
    assert lexical.well_formed(str(number), str(XSD.positiveInteger)) == (number > 0)


def test_a_finding_gives_the_form_as_written() -> None:
    line = f'<{HOME}id/date/a> <http://www.w3.org/2006/time#inXSDgYear> "20x"^^<{XSD.gYear}> .\n'
    (found,) = lexical.check(dataset.load(line.encode()))
    assert found.source is Source.LEXICAL
    assert found.value == f'"20x"^^<{XSD.gYear}>'
    assert found.path == "http://www.w3.org/2006/time#inXSDgYear"
    assert "xsd:gYear" in found.message
