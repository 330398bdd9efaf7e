"""Where a result stands: by the statement's own proof, by the node's, by that of what points to it."""

from __future__ import annotations

import pytest

from communique.checking import Result, Severity, Source, dataset, locate
from communique.model import Document
from communique.vocab import COMM, HOME, SCHEMA

FOCUSES = [
    HOME + name
    for name in (
        "id/meeting/talks",
        "id/post/director",
        "id/person/ben",
        "doc/talks/span/0-26/position",
        "doc/talks/span/0-26",
        "doc/talks",
        "id/unheard-of",
    )
]


@pytest.fixture
def places(nquads: bytes, document: Document) -> locate.Locator:
    return locate.locator(dataset.load(nquads), [document], FOCUSES, show_words=True)


@pytest.mark.parametrize(
    ("focus", "path", "line", "words"),
    [
        ("id/meeting/talks", "", 2, "second talks"),
        ("id/meeting/talks", str(SCHEMA.location), 1, "Alphaville"),
        ("id/meeting/talks", str(COMM.ordinal), 2, "second"),
        ("id/post/director", "", 3, "Director Anna Alpha of the Union"),
        ("id/person/ben", "", 4, "Ben Beta"),
        ("doc/talks/span/0-26/position", "", 1, "Second Talks in Alphaville"),
        ("doc/talks/span/0-26", "", 1, "Second Talks in Alphaville"),
        ("doc/talks", "", 1, ""),
    ],
)
def test_place(places: locate.Locator, focus: str, path: str, line: int, words: str) -> None:
    found = locate.place(places, Result(Source.SHACL, Severity.INFO, "", HOME + focus, path))
    assert (found.document, found.line, found.words) == ("talks.txt", line, words)


def test_of_two_parties_the_one_that_is_meant(places: locate.Locator) -> None:
    league = f"<{HOME}id/body/league>"
    result = Result(Source.SHACL, Severity.INFO, "", HOME + "id/meeting/talks", str(COMM.party), league)
    assert locate.place(places, result).words == "Sample League"


def test_what_has_no_evidence_has_no_place(places: locate.Locator) -> None:
    result = Result(Source.OWL, Severity.INFO, "", HOME + "id/unheard-of")
    assert locate.place(places, result) == result


def test_a_place_already_known_is_kept(places: locate.Locator) -> None:
    result = Result(Source.LINT, Severity.INFO, "", HOME + "id/meeting/talks", document="some.ttl", line=7)
    assert locate.place(places, result) == result


def test_without_the_text_the_file_is_still_named(nquads: bytes) -> None:
    places = locate.locator(dataset.load(nquads), [], [HOME + "id/meeting/talks"], show_words=True)
    found = locate.place(places, Result(Source.SHACL, Severity.INFO, "", HOME + "id/meeting/talks"))
    assert (found.document, found.line, found.words) == ("talks.txt", 0, "")
