"""What the dataset holds, counted: VoID (https://www.w3.org/TR/void/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import pyoxigraph as ox

from communique.publishing.statements import Pair, about, iri, shrink, text, typed
from communique.publishing.store import Row

Statistics = Mapping[str, tuple[Row, ...]]
"""The rows of each query in `queries/statistics`, by its name."""


def statistics(dataset: str, found: Statistics) -> Iterator[ox.Triple]:
    """The counts of the dataset, its partitions by class and by property, and its linksets."""
    yield from about(dataset, ("rdf:type", iri("void:Dataset")), *_totals(found))
    partitions = (_classes(dataset, found["classes"]), _properties(dataset, found["properties"]))
    yield from chain(*partitions, linksets(dataset, found["links"]))


def _totals(found: Statistics) -> Iterator[Pair]:
    triples, subjects, objects = found["triples"][0]
    yield "void:triples", _count(triples)
    yield "void:entities", _count(subjects)
    yield "void:distinctSubjects", _count(subjects)
    yield "void:distinctObjects", _count(objects)
    yield "void:classes", _count(len(found["classes"]))
    yield "void:properties", _count(len(found["properties"]))


def _classes(dataset: str, rows: tuple[Row, ...]) -> Iterator[ox.Triple]:
    for name, entities in rows:
        part = f"{dataset}/class/{_slug(name)}"
        yield from about(dataset, ("void:classPartition", iri(part)))
        yield from about(part, ("void:class", iri(name)), ("void:entities", _count(entities)))


def _properties(dataset: str, rows: tuple[Row, ...]) -> Iterator[ox.Triple]:
    for name, triples in rows:
        part = f"{dataset}/property/{_slug(name)}"
        yield from about(dataset, ("void:propertyPartition", iri(part)))
        yield from about(part, ("void:property", iri(name)), ("void:triples", _count(triples)))


def linksets(dataset: str, rows: Iterable[Row]) -> Iterator[ox.Triple]:
    """The linksets of the dataset, given for each its property, the start of its targets, its size."""
    for predicate, host, triples in rows:
        target, links = _target(dataset, host), f"{dataset}/links/{_slug(predicate)}/{_slug(host)}"
        yield from about(dataset, ("void:subset", iri(links)))
        yield from about(
            links,
            ("rdf:type", iri("void:Linkset")),
            ("void:linkPredicate", iri(predicate)),
            ("void:subjectsTarget", iri(dataset)),
            ("void:objectsTarget", iri(target)),
            ("void:triples", _count(triples)),
        )
        yield from about(target, ("rdf:type", iri("void:Dataset")), ("dcterms:title", text(host)))
        yield from about(target, ("foaf:homepage", iri(host)), ("void:uriSpace", ox.Literal(host)))


def _target(dataset: str, host: str) -> str:
    return f"{dataset}/target/{_slug(host)}"


def _slug(name: str) -> str:
    words = shrink(name).partition("://")[2] or shrink(name)
    return "".join(c if c.isalnum() or c in "._" else "-" for c in words).strip("-")


def _count(value: str | int) -> ox.Literal:
    return typed(value, "xsd:integer")
