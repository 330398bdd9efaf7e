"""How far a text is read: what is counted is bounded, so that no text takes long, whatever it says.

Counted are words and signs, and stretches of markup. The count is of the text as it stands, before anything
is made of it, so that what is beyond costs nothing. Where it ends depends on the text alone, never on time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.model import Document, Span

# An address is one; of what has no end every four figures are, and every twenty letters.
COUNTED = re.compile(r"https?://[^\s)>\]]{1,100}|\d{1,4}|[^\W\d]{1,20}|[^\w\s]")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
SENTENCE = re.compile(r"[.!?][\"”’')\]]?\s")
WORD = re.compile(r"\w")
SPACE = re.compile(r"\s")
CLOSE_BY = 2_000  # characters: so far before the limit a paragraph or sentence that ends is looked for


def bounded(document: Document, most: int) -> Document:
    """The document, told where its reading ends if it has more than `most` words and signs."""
    if len(document.text) - document.body <= most:
        return document
    counted = 0
    for start, end in _visible(document):
        if counted >= most and start < len(document.text):
            return replace(document, end=start)
        for match in COUNTED.finditer(document.text, start, end):
            if counted == most:
                near = max(start, match.start() - CLOSE_BY)
                return replace(document, end=_ended(document.text, near, match.start()))
            counted += 1
        counted += 1
    return document


def has_words(document: Document) -> bool:
    """Whether there is a word in the text proper, besides front matter and markup."""
    return any(WORD.search(document.text, start, end) for start, end in _visible(document))


def within(document: Document) -> Document:
    """The part of a document that is read, all of it where nothing bounds it; offsets are the same."""
    if not document.end:
        return document
    hidden = (Span(span.start, min(span.end, document.end)) for span in document.hidden)
    kept = tuple(span for span in hidden if span.start < span.end)
    return replace(document, text=document.text[: document.end], hidden=kept, end=0)


def _visible(document: Document) -> Iterator[tuple[int, int]]:
    at = document.body
    for span in document.hidden:
        if span.end > at:
            yield at, max(at, span.start)
            at = span.end
    yield at, len(document.text)


def _ended(text: str, near: int, at: int) -> int:
    """Where the last paragraph, sentence or word ends from `near` to `at`; `at` where none does."""
    for pattern in (PARAGRAPH, SENTENCE, SPACE):
        ends = [match.end() for match in pattern.finditer(text, near, at)]
        if ends:
            return ends[-1]
    return at
