"""Dates worked out, and what disagrees or cannot be right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.corpus.asking import Ask, table

_INFERRED = """SELECT ?of ?inferred ?printed ?surface ?premise {{
    ?of {how} ?date . ?date comm:derivation derivation:inferred ; time:inXSDDate ?inferred ;
        comm:surface ?surface ;
        prov:wasDerivedFrom/comm:inMonthDay ?printed ;
        comm:evidence/oa:hasSource ?premise }}"""


def test_dates_counted_from_the_day_of_issue(answer: Ask) -> None:
    found = answer("""SELECT ?release ?surface ?date {
        ?expression comm:anchoredTo ?release ; comm:surface ?surface ;
            time:inXSDDate|time:inXSDgYearMonth|time:inXSDgYear|comm:inMonthDay ?date }""")
    assert (
        table("""
        000 | 8 April | 2022-04-08
        001 | yesterday | 2020-12-02
        001 | last year | 2019
        002 | today | 2019-04-24
        003 | today | --05-25
        004 | March | 2019-03
    """)
        <= found
    )


def test_a_date_is_kept_as_printed(answer: Ask) -> None:
    found = answer("SELECT ?release ?surface { ?release comm:issuedOn ?date . ?date comm:surface ?surface }")
    assert found == table("""
        000 | 8 April 2022
        001 | 3 December, 2020
        002 | 24/04/2019
        003 | 25 May
        004 | 5 November 2019
    """)


def test_the_year_of_the_release_without_one(answer: Ask) -> None:
    """Its own text puts it after June 2017 and first of the series, another the second in 2019."""
    assert answer(_INFERRED.format(how="comm:issuedOn")) == table("""
        003 | 2018-05-25 | --05-25 | 25 May | 003
        003 | 2018-05-25 | --05-25 | 25 May | 002
    """)


def test_the_year_of_the_meeting_of_that_day(answer: Ask) -> None:
    found = answer(_INFERRED.format(how="comm:heldOn"))
    assert {row[1:] for row in found if row[0].startswith("meeting/meeting-")} == table("""
        2018-05-25 | --05-25 | today | 003
        2018-05-25 | --05-25 | today | 002
    """)


def test_the_day_of_the_first_dialogue(answer: Ask) -> None:
    """The two met on its occasion, so their day is its day, by inference."""
    found = answer("""SELECT ?meeting ?date { ?meeting comm:ordinal 1 ; comm:heldOn ?expression .
        ?expression comm:derivation derivation:inferred ; time:inXSDDate ?date ; comm:evidence ?premise }""")
    assert found == {("meeting/eu-un-leaders-dialogue-on-counter-terrorism-1", "2018-05-25")}


def test_nothing_else_is_inferred(answer: Ask) -> None:
    found = answer(
        "SELECT ?date { ?expression a comm:DateExpression ; comm:derivation derivation:inferred ; "
        "time:inXSDDate|time:inXSDgYearMonth|time:inXSDgYear ?date }"
    )
    assert found == {("2018-05-25",)}


_DOUBTS = """SELECT ?kind ?subject ?reading ?release {
    ?doubt a comm:Discrepancy ; comm:discrepancyKind ?kind ; comm:concerns ?concern .
    ?concern rdf:subject ?subject ; rdf:object ?reading ; comm:evidence/oa:hasSource ?release }"""


@pytest.mark.parametrize(
    ("kind", "subject", "readings"),
    [
        ("date", "meeting/un-counter-terrorism-week-2027", {("2027", "001"), ("2020-12-03", "001")}),
        ("count", "delegation/003", {("6", "003"), ("5", "003")}),
        (
            "title",
            "post/unoct-under-secretary-general",
            {("Head", "002"), ("Under-Secretary-General", "000")},
        ),
        (
            "frequency",
            "series/eu-un-leaders-dialogue-on-counter-terrorism",
            {("annual", "001"), ("2020-12-02 (number 3)", "001"), ("2022-04-08 (number 4)", "000")},
        ),
        (
            "spelling",
            "person/joanneke-balfoort",
            {("Joanneke Balfourt", "000"), ("Joanneke Balfoort", "001")},
        ),
        ("spelling", "person/ilze-brands-kehris", {("llze Brands Kehris", "001")}),
        ("spelling", "body/osaa", {("Office of the Special Advisor for Africa", "002")}),
    ],
)
def test_what_is_doubtful(answer: Ask, kind: str, subject: str, readings: set[tuple[str, str]]) -> None:
    found = answer(_DOUBTS)
    assert {row[2:] for row in found if row[0] == kind and row[1].startswith(subject)} == readings


def test_nothing_else_is_doubtful(answer: Ask) -> None:
    assert sorted(
        kind for kind, _ in answer("SELECT ?kind ?doubt { ?doubt comm:discrepancyKind ?kind }")
    ) == [
        "count",
        "date",
        "frequency",
        *["spelling"] * 3,
        "title",
    ]


def test_the_year_that_cannot_be_right_stays_as_printed(answer: Ask) -> None:
    found = answer("""SELECT ?release ?year { GRAPH ?release {
        ?meeting comm:meetingStatus meeting-status:planned ; comm:heldOn/time:inXSDgYear ?year } }""")
    assert ("001", "2027") in found


def test_the_spelling_that_is_preferred(answer: Ask) -> None:
    assert answer("""SELECT ?subject ?reading { ?doubt comm:preferred ?one .
        ?one rdf:subject ?subject ; rdf:object ?reading }""") == {
        ("person/joanneke-balfoort", "Joanneke Balfoort"),
        ("post/unoct-under-secretary-general", "Under-Secretary-General"),
    }


@pytest.mark.parametrize(
    ("person", "title", "first", "last", "releases", "how"),
    [
        ("Vladimir Voronkov", "Under-Secretary-General", "2018-05-25", "2022-04-08", "5", "inferred"),
        ("Gilles de Kerchove", "Counter-Terrorism Coordinator", "2018-05-25", "2020-12-03", "3", "inferred"),
        ("Ilkka Salmi", "Counter-Terrorism Coordinator", "2022-04-08", "2022-04-08", "1", "stated"),
        (
            "Joanneke Balfoort",
            "Director for Security and Defence Policy",
            "2020-12-03",
            "2022-04-08",
            "2",
            "stated",
        ),
    ],
)
def test_when_a_holder_is_attested(
    built: Path, person: str, title: str, first: str, last: str, releases: str, how: str
) -> None:
    """First and last attestation: nothing is said of when the post was taken up or given up."""
    with (built / "tables" / "tenures.csv").open(encoding="utf-8", newline="") as stream:
        found = [row for row in csv.DictReader(stream) if (row["name"], row["title"]) == (person, title)]
    (row,) = found
    told = (row["first_attested"], row["last_attested"], row["releases"], row["derivation"])
    assert told == (first, last, releases, how)
