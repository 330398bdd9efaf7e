"""Texts → facts, batch by batch: what a worker does before anybody knows who is who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from communique.archives import Text
from communique.checking import Result, Severity, Source
from communique.checking.locate import WORDS_SHOWN
from communique.confidence import Doubt, at_least, left_out
from communique.errors import BadDocument
from communique.model import Document, Facts
from communique.reach import has_words
from communique.reading import read
from communique.reading.lexicon import Lexicon
from communique.reading.lexicon import load as load_lexicon
from communique.settings import EvidenceMode, Settings
from communique.texts import at_hand, open_text

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts that one worker reads at a time, and what it reads them with; of those whose hash is `known` by
    their name, the facts are at hand."""

    texts: tuple[Text, ...]
    settings: Settings
    mappings: Path
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One text of a batch: its facts as a spool keeps them, its file's name and hash; what was left out.

    `facts` is empty where those at hand are of this very text.
    """

    name: str
    file: str
    sha256: str
    facts: bytes
    doubts: tuple[Result, ...]


@lru_cache(maxsize=1)
def lexicon(mappings: Path) -> Lexicon:
    """The lexicon of a `mappings/`, loaded once in each process."""
    return load_lexicon(mappings)


def cut(texts: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Tuples of `size` each, the last with what is left."""
    rest = iter(texts)
    while batch := tuple(islice(rest, size)):
        yield batch


def read_batch(batch: Batch) -> tuple[Found | BadDocument, ...]:
    """What the texts of a batch say, each in its turn, or why one cannot be read."""
    known, encoder = lexicon(batch.mappings), msgspec.msgpack.Encoder()
    texts = at_hand(batch.texts, batch.settings)
    return tuple(_read(text, batch, known, encoder) for text in texts)


def _read(text: Text, batch: Batch, known: Lexicon, encoder: msgspec.msgpack.Encoder) -> Found | BadDocument:
    settings, document = batch.settings, open_text(text, batch.settings)
    if isinstance(document, BadDocument):
        return document
    if batch.known.get(text.name) == document.sha256:
        return Found(document.name, Path(text.path).name, document.sha256, b"", ())
    try:
        facts = read(document, known)
    except Exception as error:  # A fault of ours in one text of a million is told, and ends nothing.
        return BadDocument(document.name, text.path, f"met a fault of the reader: {error!r}")
    kept = encoder.encode(at_least(facts, settings.min_confidence))
    doubts = (*_unread(document, settings), *_doubts(facts, document, settings))
    return Found(document.name, Path(text.path).name, document.sha256, kept, doubts)


def _unread(document: Document, settings: Settings) -> Iterator[Result]:
    """What is said of a text that is too long to be read to its end, or has a head alone."""
    if document.end:
        message = (
            f"The text was read up to character {document.end:,} of {len(document.text):,} alone: it "
            f"has more than {settings.max_text_tokens:,} words and signs; raise max_text_tokens to read all."
        )
        line = _line(document.text, document.end - 1)
        yield Result(Source.READING, Severity.WARNING, message, document=document.name, line=line)
    if not has_words(document):
        message = "Give the text after what its head says of it: there are no words."
        yield Result(Source.READING, Severity.WARNING, message, document=document.name, line=1)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _doubts(facts: Facts, document: Document, settings: Settings) -> Iterator[Result]:
    """What was read with too little confidence to be data, for whoever wants to look at it."""
    for doubt in left_out(facts, settings.min_confidence):
        span = doubt.proof.spans[0]
        quoted = settings.evidence is EvidenceMode.QUOTE
        words = " ".join(document.text[span.start : span.end].split()) if quoted else ""
        yield Result(
            Source.READING,
            Severity.INFO,
            _said(doubt),
            document=document.name,
            line=_line(document.text, span.start),
            words=words[:WORDS_SHOWN],
        )


def _said(doubt: Doubt) -> str:
    if doubt.hanging:
        return f"Left out with what it needs: {doubt.kind}, read by {doubt.proof.rule}."
    sure = f"{doubt.proof.confidence:.2f}"
    return f"Left out: {doubt.kind}, read by {doubt.proof.rule} with a confidence of {sure}."
