"""Whether every evidence resolves: the text is the one hashed, and the span holds the words it proves.

Offsets count Unicode code points from 0, half-open (Web Annotation §4.2.5). Quotes, where published, must
equal the text with its code points as they are (§4.2.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from communique.checking.dataset import Dataset, name
from communique.checking.report import Result, Severity, Source
from communique.checking.terms import PROOF
from communique.model import Document, Span
from communique.reused import RDF
from communique.vocab import COMM, OA, SCHEMA

_TYPE, _EVIDENCE, _RELEASE = RDF.type, COMM.Evidence, COMM.PressRelease
_SOURCE, _SELECTOR, _SHA256 = OA.hasSource, OA.hasSelector, SCHEMA.sha256
_START, _END = OA.start, OA.end
_EXACT, _PREFIX, _SUFFIX = OA.exact, OA.prefix, OA.suffix


@dataclass(frozen=True, slots=True)
class Position:
    """Where an evidence points: the IRI of a document and a half-open span of its text."""

    document: str
    start: int
    end: int


def texts(dataset: Dataset, documents: Iterable[Document]) -> Mapping[str, Document]:
    """The documents at hand by the IRI that the dataset gives them, matched by SHA-256."""
    by_hash = {document.sha256: document for document in documents}
    releases = ((iri, dataset.value(iri, _SHA256)) for iri in dataset.typed(_TYPE, _RELEASE))
    return {iri: by_hash[digest] for iri, digest in releases if digest in by_hash}


def positions(dataset: Dataset, evidence: str) -> Iterator[Position]:
    """The positions that an evidence gives; nothing for offsets that are no numbers."""
    for selector in map(name, dataset.objects(evidence, _SELECTOR)):
        start, end = dataset.value(selector, _START), dataset.value(selector, _END)
        if _is_number(start) and _is_number(end):
            yield Position(dataset.value(evidence, _SOURCE), int(start), int(end))


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 12


def check(dataset: Dataset, documents: Iterable[Document]) -> Iterator[Result]:
    """A violation for each release whose text is missing or altered, and each evidence that does not
    resolve in its text."""
    known = texts(dataset, documents)
    for release in dataset.typed(_TYPE, _RELEASE):
        yield from _release(dataset, release, known)
    for evidence in dataset.typed(_TYPE, _EVIDENCE):
        yield from _evidence(dataset, evidence, known)


def _release(dataset: Dataset, iri: str, known: Mapping[str, Document]) -> Iterator[Result]:
    stated = dataset.value(iri, _SHA256)
    if iri not in known:
        yield _violation(
            iri, "Give the text with this SHA-256: no text at hand has it.", _SHA256, f'"{stated}"'
        )
    elif sha256(known[iri].text.encode("utf-8")).hexdigest() != stated:
        yield _violation(
            iri, "Read the text again: it is not the one that was hashed.", _SHA256, f'"{stated}"'
        )


def _evidence(dataset: Dataset, iri: str, known: Mapping[str, Document]) -> Iterator[Result]:
    source = dataset.value(iri, _SOURCE)
    if not dataset.has(source):
        yield _violation(iri, "Name a press release of the dataset as the source.", _SOURCE, f"<{source}>")
        return
    found = list(positions(dataset, iri))
    if len(found) != 1:
        yield _violation(iri, "Give the evidence one position with a start and an end.", _SELECTOR)
    elif source in known:
        yield from _resolve(dataset, iri, found[0], known[source])


def _resolve(dataset: Dataset, iri: str, at: Position, document: Document) -> Iterator[Result]:
    if not 0 <= at.start < at.end <= len(document.text):
        message = f"Mend the span {at.start}-{at.end}: the text has {len(document.text)} code points."
        yield _violation(iri, message, _SELECTOR)
        return
    if not _has_words(document, at):
        yield _violation(iri, "Point to words: the span holds none.", _SELECTOR)
    yield from _quotes(dataset, iri, at, document.text)


def _has_words(document: Document, at: Position) -> bool:
    # What the head of a page says is no word on the page, and yet words.
    said = any(_within(at, item.span) for item in document.metadata)
    hidden = any(_within(at, span) for span in document.hidden)
    return (said or not hidden) and not document.text[at.start : at.end].isspace()


def _within(at: Position, span: Span) -> bool:
    return span.start <= at.start and at.end <= span.end


def _quotes(dataset: Dataset, iri: str, at: Position, text: str) -> Iterator[Result]:
    for selector in map(name, dataset.objects(iri, _SELECTOR)):
        for predicate in (_EXACT, _PREFIX, _SUFFIX):
            for quote in dataset.objects(selector, predicate):
                if name(quote) != _there(text, at, predicate, len(name(quote))):
                    yield _violation(iri, "Quote what stands in the text there.", predicate, str(quote))


def _there(text: str, at: Position, predicate: str, length: int) -> str:
    if predicate == _PREFIX:
        return text[max(0, at.start - length) : at.start]
    return text[at.end : at.end + length] if predicate == _SUFFIX else text[at.start : at.end]


def _violation(focus: str, message: str, path: str, value: str = "") -> Result:
    return Result(Source.PROOF, Severity.VIOLATION, message, focus, path, value, component=PROOF)
