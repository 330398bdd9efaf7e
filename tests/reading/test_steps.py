"""What each step of reading makes of a text."""

from __future__ import annotations

import pytest

from communique import resources
from communique.reading.lexicon import load
from communique.reading.steps import STEPS, traced
from communique.texts import parse_document

TEXT = (
    "Oslo, 4 May 2021 – Foreign Minister Ine Eriksen Søreide met with Antonio Tajani, Foreign Minister of "
    "Italy, for talks. The two sides signed a Memorandum of Understanding. “We did not meet in vain,” she "
    "said.\n"
)


def seen(step: str, kind: str) -> list[tuple[str, str, str]]:
    document = parse_document("a.txt", TEXT)
    found = traced(document, load(resources.mappings()), step)
    return [(TEXT[t.span.start : t.span.end], t.content, t.rule) for t in found if t.kind == kind]


def test_words_have_the_class_of_their_list() -> None:
    assert ("Foreign", "Foreign", "lexicon") in seen("words", "portfolio")
    assert ("Italy", "Italy, it", "lexicon") in seen("words", "state")
    assert ("4 May 2021", "", "shape") in seen("words", "date")


def test_mentions_name_their_rule() -> None:
    officials = seen("mentions", "official")
    assert officials[0] == (
        "Foreign Minister Ine Eriksen Søreide",
        "Ine Eriksen Søreide: Foreign Minister",
        "post_name",
    )
    assert [rule for *_, rule in officials] == ["post_name", "named_post"]
    assert ("4 May 2021", "2021-05-04", "date") in seen("mentions", "date")
    assert [words for words, *_ in seen("mentions", "instrument")] == ["Memorandum of Understanding"]
    assert [words for words, *_ in seen("mentions", "quotation")] == ["We did not meet in vain,"]


def test_clauses_say_who_did_what_to_whom() -> None:
    assert seen("clauses", "clause") == [("met", "Ine Eriksen Søreide → with Antonio Tajani", "meet")]


@pytest.mark.parametrize("step", STEPS)
def test_every_stretch_stands_in_the_text_in_order(step: str) -> None:
    found = traced(parse_document("a.txt", TEXT), load(resources.mappings()), step)
    starts = [t.span.start for t in found]
    assert found
    assert starts == sorted(starts)
    assert all(0 <= t.span.start < t.span.end <= len(TEXT) for t in found)
