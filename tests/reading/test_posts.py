"""Posts taken apart into title and body, and officials as one stretch of text each."""

from __future__ import annotations

from datetime import date

import pytest

from communique.reading.officials import Official
from communique.reading.scene import prepare
from communique.reading.view import view
from tests.reading.cases import document, lexicon


def officials(text: str) -> list[Official]:
    return prepare(view(document(text)), lexicon(), date(2020, 6, 15), []).found


def posts(text: str) -> list[tuple[str, str, str]]:
    return [
        (official.name, post.title, post.organization)
        for official in officials(text)
        for post in official.posts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("French Foreign Minister Anna Alpha spoke.", [("Anna Alpha", "Foreign Minister", "France")]),
        ("Anna Alpha, Minister of Health of Chile, spoke.", [("Anna Alpha", "Minister of Health", "Chile")]),
        ("NATO Secretary General Anna Alpha spoke.", [("Anna Alpha", "Secretary General", "NATO")]),
        (
            "The President of the World Bank, Anna Alpha, spoke.",
            [("Anna Alpha", "President", "World Bank")],
        ),
        (
            "Anna Alpha, Deputy Prime Minister and Minister of Defence of Norway, spoke.",
            [
                ("Anna Alpha", "Deputy Prime Minister", "Norway"),
                ("Anna Alpha", "Minister of Defence", "Norway"),
            ],
        ),
        (
            "Senior Directors Anna Alpha and Boris Beta spoke.",
            [("Anna Alpha", "Senior Director", ""), ("Boris Beta", "Senior Director", "")],
        ),
        (
            "U.S. Under Secretary of State for Political Affairs Anna Alpha spoke.",
            [("Anna Alpha", "Under Secretary of State for Political Affairs", "U.S.")],
        ),
        (
            "Anna Alpha, Director of the Division for Water at UNESCO, spoke.",
            [("Anna Alpha", "Director of the Division for Water", "UNESCO")],
        ),
        ("Mr. Alpha spoke.", []),
    ],
)  # fmt: skip
def test_title_and_body(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "acting", "former"),
    [
        ("Acting Foreign Minister Anna Alpha of Chile spoke.", True, False),
        ("Former Foreign Minister Anna Alpha of Chile spoke.", False, True),
        ("Foreign Minister Anna Alpha of Chile spoke.", False, False),
    ],
)
def test_acting_and_former(text: str, acting: bool, former: bool) -> None:
    flags = [(post.acting, post.former) for official in officials(text) for post in official.posts]
    assert flags == [(acting, former)]


@pytest.mark.parametrize(
    ("text", "honorific", "name"),
    [
        ("H.E. Mr. Boris Beta, President of Ghana, spoke.", "H.E. Mr.", "Boris Beta"),
        ("General Boris Beta, Chief of Staff, spoke.", "General", "Boris Beta"),
        ("Dr. S. Alpha, Minister of Health, spoke.", "Dr.", "S. Alpha"),
        ("Mr. Jaap de Alpha Beta, Chair of the Board, spoke.", "Mr.", "Jaap de Alpha Beta"),
        ("Minister Jean-Boris Al-Beta spoke.", "", "Jean-Boris Al-Beta"),
        ("Mr. Boris Beta Jr., Mayor of Lima, spoke.", "Mr.", "Boris Beta Jr."),
    ],
)
def test_a_name_carries_no_honorific(text: str, honorific: str, name: str) -> None:
    assert [(official.honorific, official.name) for official in officials(text)] == [(honorific, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Foreign Affairs of Norway issued a statement.",
        "The Minister of Foreign Affairs of Norway issued a statement.",
        "Paris Agreement targets were discussed.",
        "The Security Council met on Monday.",
        "",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert officials(text) == []


def test_an_official_stands_where_its_words_are() -> None:
    text = "In Oslo, Foreign Minister Anna Alpha of Chile spoke."
    seen = view(document(text)).text
    (official,) = officials(text)
    assert seen[official.name_start : official.name_end] == "Anna Alpha"
    assert seen[official.start : official.end].startswith("Foreign Minister Anna Alpha")
