"""The services of `communique serve` as data services of the catalogue: SPARQL and reconciliation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from communique.publishing.statements import about, iri, text
from communique.settings import Settings

_SERVICES: Final = (
    ("sparql", "SPARQL endpoint", "SPARQL 1.1 queries over the dataset"),
    ("reconcile", "Reconciliation service", "Entity Reconciliation API 0.2 over the dataset's resources"),
)


def described(dataset: str, settings: Settings) -> Iterator[ox.Triple]:
    """The services where the settings say that they run; nothing otherwise."""
    if not settings.service:
        return
    for name, title, words in _SERVICES:
        node = f"{dataset}/service/{name}"
        yield from about(
            node,
            ("rdf:type", iri("dcat:DataService")),
            ("dcterms:title", text(title)),
            ("dcterms:description", text(words)),
            ("dcterms:publisher", iri(settings.publisher_iri or f"{settings.base}publisher")),
            ("dcterms:license", iri(settings.licence)),
            ("dcat:endpointURL", iri(f"{settings.service}{name}")),
            ("dcat:endpointDescription", iri(f"{settings.service}openapi.json")),
            ("dcat:servesDataset", iri(dataset)),
        )
        yield from about(f"{settings.base}catalogue", ("dcat:service", iri(node)))
