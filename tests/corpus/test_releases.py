"""What the five releases say of themselves."""

from __future__ import annotations

import pytest

from tests.corpus.asking import Ask, table

TITLES = {
    "000": ("EUROPEAN UNION AND UNITED NATIONS DEEPEN", "FOURTH ANNUAL DIALOGUE"),
    "001": ("Counter-terrorism: Third", "High level Dialogue"),
    "002": ("The European Union and the United Nations strengthen", "counter-terrorism"),
    "004": ("The United Nations Head of Counter-Terrorism", "Visit to Brussels"),
}
CONTACTS = table("""
000 | Nabila Massrali | nabila.massrali@ec.europa.eu
000 | Laurence Gerard | gerardl@un.org
003 | Gerard | gerardl@un.org
003 | Kocijancic | maja.kocijancic@ec.europa.eu
004 | Gerard | gerardl@un.org
""")


@pytest.mark.parametrize(("release", "first", "last"), [(key, *words) for key, words in TITLES.items()])
def test_titles(answer: Ask, release: str, first: str, last: str) -> None:
    found = answer("SELECT ?release ?title { ?release a comm:PressRelease ; dcterms:title ?title }")
    (title,) = (title for document, title in found if document == release)
    assert title.startswith(first)
    assert title.endswith(last)


def test_the_release_without_a_title_gets_none(answer: Ask) -> None:
    titled = answer("SELECT ?release { ?release a comm:PressRelease ; dcterms:title ?title }")
    assert titled == {(release,) for release in TITLES}


def test_dateline_places(answer: Ask) -> None:
    assert answer("SELECT ?release ?place { ?release comm:datelinePlace ?place }") == table("""
        000 | place/new-york
        000 | place/brussels
        002 | place/new-york
        003 | place/brussels
        004 | place/brussels
    """)


def test_dates_of_issue_as_printed(answer: Ask) -> None:
    assert answer("SELECT ?release ?issued { ?release dcterms:issued ?issued }") == table("""
        000 | 2022-04-08
        001 | 2020-12-03
        002 | 2019-04-24
        003 | --05-25
        004 | 2019-11-05
    """)


def test_the_identifier(answer: Ask) -> None:
    found = answer("SELECT ?release ?id { ?release a comm:PressRelease ; dcterms:identifier ?id }")
    assert found == {("002", "190424_14")}


def test_publishers(answer: Ask) -> None:
    assert answer(
        "SELECT ?release ?body { ?release dcterms:publisher ?body . ?release a comm:PressRelease }"
    ) == {
        ("002", "body/eeas"),
        ("003", "body/unoct"),
        ("004", "body/unoct"),
    }


def test_all_are_in_english(answer: Ask) -> None:
    found = answer(
        "SELECT ?release ?language { ?release dcterms:language ?language . ?release a comm:PressRelease }"
    )
    assert found == {(f"00{number}", "en") for number in range(5)}


def test_contacts(answer: Ask) -> None:
    found = answer("""SELECT ?release ?name ?email {
        ?release comm:pressContact ?contact . ?contact schema:name ?name ; schema:email ?email }""")
    assert found == CONTACTS


@pytest.mark.parametrize(
    ("release", "name", "words"),
    [
        ("000", "Nabila Massrali", "European Commission"),
        ("000", "Laurence Gerard", "UNOCT"),
        ("003", "Gerard", "United Nations Office of Counter-Terrorism"),
        ("003", "Kocijancic", "Spokesperson"),
        ("004", "Gerard", "United Nations Office of Counter-Terrorism"),
    ],
)
def test_whom_the_contacts_speak_for(answer: Ask, release: str, name: str, words: str) -> None:
    found = answer("""SELECT ?release ?name ?of {
        ?release comm:pressContact ?contact . ?contact schema:name ?name ; schema:description ?of }""")
    (whom,) = (of for document, who, of in found if (document, who) == (release, name))
    assert whom.startswith(words)
