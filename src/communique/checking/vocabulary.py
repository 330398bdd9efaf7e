"""Whether every class and property of the data exists: what is misspelt, no shape ever looks at."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from communique.checking.dataset import Dataset, name
from communique.checking.known import Known
from communique.checking.report import Result, Severity, Source
from communique.checking.terms import VOCABULARY
from communique.reused import RDF

_TYPE = RDF.type


def check(dataset: Dataset, ontology: Dataset) -> Iterator[Result]:
    """A violation for each class or property that is in no vocabulary, at the first resource that has it."""
    known = Known(ontology)
    for (word, term), (subject, value) in _used(dataset).items():
        if not known.exists(term):
            message = f"Use a {word} that exists: <{term}> is in neither the ontology nor what it reuses."
            path = _TYPE if word == "class" else term
            yield Result(
                Source.CHECK, Severity.VIOLATION, message, subject, path, value, component=VOCABULARY
            )


def _used(dataset: Dataset) -> dict[tuple[str, str], tuple[str, str]]:
    used: dict[tuple[str, str], tuple[str, str]] = {}
    for quad in dataset.quads:
        for word in _words(quad):
            if word not in used:
                used[word] = (name(quad.subject), str(quad.object))
    return used


def _words(quad: Quad) -> Iterator[tuple[str, str]]:
    predicate = quad.predicate.value
    if predicate == _TYPE and isinstance(quad.object, NamedNode):
        yield "class", quad.object.value
    yield "property", predicate
