"""Tokens with their classes, at the offsets of the view."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.tokens import Token, islands, tokens
from communique.reading.view import view
from tests.reading.cases import document, lexicon


def row(text: str) -> list[Token]:
    seen = view(document(text))
    return list(tokens(seen, lexicon(), islands(seen, lexicon(), [], [])))


def classes(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.cls) for token in row(text) if token.cls != "break"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Alpha", [("Anna", "cap"), ("Alpha", "cap")]),
        ("J. M. Alpha", [("J.", "initial"), ("M.", "initial"), ("Alpha", "cap")]),
        ("Kyung-wha", [("Kyung-wha", "cap")]),
        ("d'Alpha al-Beta", [("d'Alpha", "cap"), ("al-Beta", "cap")]),
        ("the minister", [("the", "the"), ("minister", "word")]),
        ("Minister", [("Minister", "head")]),
        ("Ministers", [("Ministers", "heads")]),
        ("Mr. Alpha", [("Mr.", "honorific"), ("Alpha", "cap")]),
        ("de Alpha", [("de", "particle"), ("Alpha", "cap")]),
        ("XYZQ", [("XYZQ", "acronym")]),
        ("12th 12,500 7", [("12th", "ordinal"), ("12,500", "number"), ("7", "number")]),
        ("France's", [("France", "state"), ("'s", "poss")]),
        ("French", [("French", "demonym")]),
        ("United Nations", [("United Nations", "body")]),
        ("EU-China", [("EU", "body"), ("-", "hyphen"), ("China", "state")]),
        ("in Geneva", [("in", "in"), ("Geneva", "place")]),
        ("(“”)", [("(", "lparen"), ("“", "quote"), ("”", "unquote"), (")", "rparen")]),
        ("press@example.org", [("press@example.org", "address")]),
        ("www.example.org/a-b", [("www.example.org/a-b", "address")]),
    ],
)  # fmt: skip
def test_classes(text: str, expected: list[tuple[str, str]]) -> None:
    assert classes(text) == expected


def test_a_name_inside_a_word_is_no_name() -> None:
    assert "body" not in {cls for _, cls in classes("EUR UNABLE NATOX")}
    assert "state" not in {cls for _, cls in classes("Omanhene Nigerian")}


def test_the_longest_name_wins() -> None:
    assert classes("Democratic Republic of the Congo") == [("Democratic Republic of the Congo", "state")]


def test_a_lower_case_word_is_no_abbreviation() -> None:
    assert dict(classes("who said us"))["who"] == "who"


def test_dates_and_sums_are_one_token() -> None:
    seen = view(document("on 8 April, €4 million"))
    found = list(tokens(seen, lexicon(), islands(seen, lexicon(), [(3, 10)], [(12, 22)])))
    assert [(t.text, t.cls) for t in found[1:4]] == [
        ("8 April", "date"),
        (",", "comma"),
        ("€4 million", "money"),
    ]


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("Mr. EU UN- d'A 1st a.i. U.S. (x@y.org) “ ' “” A. é".split())).map(" ".join)
)
def test_tokens_are_the_text_in_order(text: str) -> None:
    seen = view(document(text))
    found = list(tokens(seen, lexicon(), islands(seen, lexicon(), [], [])))
    assert all(seen.text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    between = zip([0, *(t.end for t in found)], [*(t.start for t in found), len(seen.text)], strict=True)
    assert "".join(seen.text[a:b] for a, b in between).strip() == ""
