"""One resource of a build: what is said of it, by which documents, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from communique.errors import UsageError
from communique.publishing.store import Row, select


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of a document, which its SHA-256 tells from other versions."""

    file: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A property and a value of a resource, with the value's label and where the statement stands."""

    predicate: str
    value: str
    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A resource with its statements and its own places."""

    iri: str
    statements: tuple[Statement, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Gallery:
    """A store and the folder of queries that look into it."""

    store: ox.Store
    queries: Path

    def ask(self, name: str, **values: ox.NamedNode | ox.Literal) -> tuple[Row, ...]:
        """The rows of the query of that name, with its first variable given and left out of them."""
        query = (self.queries / f"{name}.rq").read_text(encoding="utf-8")
        return tuple(row[1:] for row in select(self.store, query, values).rows)


def find(gallery: Gallery, words: str) -> str:
    """The IRI that is meant by an IRI, the end of one, or a name; `UsageError` unless exactly one is."""
    if "://" in words:
        return words
    found = [iri for (iri,) in gallery.ask("find", words=ox.Literal(words))]
    if not found:
        raise UsageError(f"nothing is called {words!r}")
    if len(found) > 1:
        listed = (f"  {iri}" for iri in found)
        raise UsageError(f"{len(found)} resources are called {words!r}; name one by its address", *listed)
    return found[0]


def portrait(gallery: Gallery, iri: str) -> Portrait:
    """The resource as all documents together describe it; `UsageError` where none does."""
    node = ox.NamedNode(iri)
    told = gallery.ask("statements", resource=node)
    if not told:
        raise UsageError(f"nothing is said of {iri}")
    places = _places(gallery.ask("evidence", resource=node))
    grouped = groupby(told, key=lambda row: row[:2])
    statements = tuple(
        Statement(predicate, value, next(iter(group))[3], places.get((predicate, value), ()))
        for (predicate, value), group in grouped
    )
    return Portrait(iri, statements, places.get(("", ""), ()))


def _places(found: tuple[Row, ...]) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    places: dict[tuple[str, str], set[Place]] = {}
    for predicate, value, file, sha256, start, end in found:
        places.setdefault((predicate, value), set()).add(Place(file, sha256, int(start), int(end)))
    return {key: tuple(sorted(values)) for key, values in places.items()}


def mentions(gallery: Gallery, iri: str) -> Iterator[tuple[str, Portrait]]:
    """Each node that points to the resource: by which property, and its portrait."""
    for node, predicate in gallery.ask("mentions", resource=ox.NamedNode(iri)):
        yield predicate, portrait(gallery, node)
