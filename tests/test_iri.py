"""IRIs are stable, distinct, and may stand in every format."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import iri
from communique.model import Document, Span

BASE = "https://data.example/"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
SAFE = re.compile(r"[A-Za-z0-9\-._~/%]*")


def document(name: str, text: str) -> Document:
    return Document(name, text, iri.digest(text))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Åsa Regnér", "asa-regner"),
        ("Leaders’ Dialogue (4th)", "leaders-dialogue-4th"),
        ("000_c8b3", "000_c8b3"),
        ("--", iri.digest("--")[:8]),
        ("Ω", iri.digest("Ω")[:8]),
    ],
)
def test_a_slug_is_readable(words: str, expected: str) -> None:
    assert iri.slug(words) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("https://example.org/a-b?c=d#e", "https://example.org/a-b?c=d#e"),
        ("https://example.org/a%20b/50%/[c]", "https://example.org/a%20b/50%25/%5Bc%5D"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://example.org:port/", ""),
    ],
)
def test_an_address_is_an_iri_or_nothing(printed: str, expected: str) -> None:
    assert iri.address(printed) == expected


@given(WORDS)
def test_an_address_may_stand_in_the_data(words: str) -> None:
    found = iri.address("https://example.org/" + words)
    assert ox.NamedNode(found).value == found


@given(WORDS)
def test_a_slug_is_safe_and_never_empty(words: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]+", iri.slug(words))


def test_a_canonical_key_stays_as_it_is() -> None:
    assert iri.resource(BASE, "person/ilkka-salmi") == BASE + "id/person/ilkka-salmi"


@given(WORDS, WORDS)
def test_distinct_keys_have_distinct_iris(one: str, other: str) -> None:
    found = (iri.resource(BASE, one), iri.resource(BASE, other))
    assert (found[0] == found[1]) == (one == other)
    assert all(SAFE.fullmatch(item.removeprefix(BASE)) for item in found)


def test_a_document_is_named_after_its_file() -> None:
    found = iri.documents(BASE, [document("Release 2019.txt", "a")])
    assert list(found.values()) == [BASE + "doc/release-2019"]


def test_documents_of_one_stem_get_their_hash() -> None:
    texts = [document("a.txt", "one"), document("A.md", "two"), document("b.txt", "three")]
    found = iri.documents(BASE, texts)
    assert [found[item.name, item.sha256].removeprefix(BASE) for item in texts] == [
        f"doc/a-{iri.digest('one')[:8]}",
        f"doc/a-{iri.digest('two')[:8]}",
        "doc/b",
    ]


@given(st.lists(st.tuples(st.sampled_from(["a.txt", "A.txt", "a.md", "b.txt", "Ω"]), st.sampled_from("xy"))))
def test_documents_are_distinct_whatever_their_order(files: list[tuple[str, str]]) -> None:
    found = iri.documents(BASE, [document(*item) for item in files])
    assert found == iri.documents(BASE, [document(*item) for item in reversed(files)])
    assert len(set(found.values())) == len(found) == len(set(files))


def test_evidence_is_named_after_its_span() -> None:
    assert iri.evidence(BASE + "doc/a", Span(3, 14)) == BASE + "doc/a/span/3-14"


def test_the_parts_of_a_digest_are_told_apart() -> None:
    assert iri.digest("a", "b") != iri.digest("ab")
