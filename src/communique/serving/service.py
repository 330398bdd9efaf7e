"""The SPARQL 1.1 Service Description of the endpoint: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from communique.publishing.site.data import Data
from communique.publishing.statements import about, iri, typed
from communique.vocab import FORMATS

_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def description(data: Data, endpoint: str) -> Iterator[ox.Triple]:
    """What the endpoint can do, and how much is in each graph."""
    yield from about(
        endpoint,
        ("rdf:type", iri("sd:Service")),
        ("sd:endpoint", iri(endpoint)),
        ("sd:supportedLanguage", iri("sd:SPARQL11Query")),
        ("sd:feature", iri("sd:UnionDefaultGraph")),
        *(("sd:resultFormat", iri(FORMATS + name)) for name in _FORMATS),
        ("sd:defaultDataset", iri(f"{endpoint}#dataset")),
    )
    yield from about(
        f"{endpoint}#dataset",
        ("rdf:type", iri("sd:Dataset")),
        ("sd:defaultGraph", iri(f"{endpoint}#default")),
    )
    triples = {(quad.subject, quad.predicate, quad.object) for quad in data.quads}
    yield from _graph(f"{endpoint}#default", len(triples))
    for number, (name, size) in enumerate(sorted(Counter(quad.graph for quad in data.quads).items()), 1):
        graph = f"{endpoint}#graph-{number}"
        yield from about(f"{endpoint}#dataset", ("sd:namedGraph", iri(f"{graph}-name")))
        yield from about(f"{graph}-name", ("rdf:type", iri("sd:NamedGraph")), ("sd:name", iri(name[1:-1])))
        yield from about(f"{graph}-name", ("sd:graph", iri(graph)))
        yield from _graph(graph, size)


def _graph(name: str, size: int) -> Iterator[ox.Triple]:
    return about(name, ("rdf:type", iri("sd:Graph")), ("void:triples", typed(size, "xsd:integer")))
