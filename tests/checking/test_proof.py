"""Evidence that does not resolve in its text fails, each way it can."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique.checking import Result, dataset, proof
from communique.model import Document, Metadata, Span


def check(nquads: bytes, *documents: Document) -> list[Result]:
    return list(proof.check(dataset.load(nquads), documents))


def start_of_title(nquads: bytes, new: str) -> bytes:
    """The dataset with another start for the selector of the title, at 0-26."""
    pattern = rb'(span/0-26/position> <http://www.w3.org/ns/oa#start> )"0"'
    changed = re.sub(pattern, rb'\1"' + new.encode() + b'"', nquads)
    assert changed != nquads
    return changed


def test_all_resolves(nquads: bytes, document: Document) -> None:
    assert check(nquads, document) == []


def test_a_text_that_is_missing(nquads: bytes) -> None:
    assert [result.message for result in check(nquads)] == [
        "Give the text with this SHA-256: no text at hand has it."
    ]


def test_a_text_that_was_altered_after_it_was_hashed(nquads: bytes, document: Document) -> None:
    altered = replace(document, text=document.text.replace("second talks", "secret talks"))
    messages = {result.message for result in check(nquads, altered)}
    assert "Read the text again: it is not the one that was hashed." in messages
    assert "Quote what stands in the text there." in messages


@pytest.mark.parametrize("start", ["-1", "26", "27", "9999"])
def test_a_span_out_of_order_or_out_of_the_text(nquads: bytes, document: Document, start: str) -> None:
    (found,) = check(start_of_title(nquads, start), document)
    assert found.focus.endswith("/span/0-26")
    assert found.message.startswith(f"Mend the span {start}-26")


def test_a_span_past_the_end(nquads: bytes, document: Document) -> None:
    past = re.sub(rb'(span/0-26/position> <http://www.w3.org/ns/oa#end> )"26"', rb'\1"9999"', nquads)
    assert [result.message for result in check(past, document)] == [
        f"Mend the span 0-9999: the text has {len(document.text)} code points."
    ]


def test_an_offset_that_is_no_number(nquads: bytes, document: Document) -> None:
    (found,) = check(start_of_title(nquads, "nought"), document)
    assert found.message == "Give the evidence one position with a start and an end."


def test_a_quote_that_does_not_stand_there(nquads: bytes, document: Document) -> None:
    found = check(start_of_title(nquads, "1"), document)
    assert {result.path.rpartition("#")[2] for result in found} == {"exact"}


@pytest.mark.parametrize("predicate", [b"exact", b"prefix", b"suffix"])
def test_each_kind_of_quote(nquads: bytes, document: Document, predicate: bytes) -> None:
    pattern = rb"(span/16-26/quote> <http://www.w3.org/ns/oa#" + predicate + rb'> ")[^"]*"'
    changed = re.sub(pattern, rb'\1elsewhere"', nquads)
    if changed == nquads:
        pytest.fail("the release has no such span")
    assert {result.path.rpartition("#")[2] for result in check(changed, document)} == {predicate.decode()}


def test_a_span_without_words(nquads: bytes, document: Document) -> None:
    hidden = replace(document, hidden=(Span(0, 26),))
    assert {result.message for result in check(nquads, hidden)} == {"Point to words: the span holds none."}


def test_evidence_of_a_release_that_is_not_in_the_dataset(nquads: bytes, document: Document) -> None:
    source = rb"(span/0-26> <http://www.w3.org/ns/oa#hasSource> <[^>]*/doc/)talks>"
    (found,) = check(re.sub(source, rb"\1other>", nquads), document)
    assert found.message == "Name a press release of the dataset as the source."


def test_what_the_head_of_a_page_says_is_words(nquads: bytes, document: Document) -> None:
    said = Metadata("title", "said", Span(0, 26))
    hidden = replace(document, hidden=(Span(0, 26),), metadata=(said,))
    assert list(check(nquads, hidden)) == []
