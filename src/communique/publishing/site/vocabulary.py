"""The ontology, the schemes and the shapes as readable pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from communique.publishing.site.pages import Value, spaced
from communique.publishing.statements import shrink

_GROUPS: Final = (
    ("Classes", OWL.Class),
    ("Properties between things", OWL.ObjectProperty),
    ("Properties with a value", OWL.DatatypeProperty),
    ("Schemes", SKOS.ConceptScheme),
    ("Concepts", SKOS.Concept),
)
_TEXTS: Final = (RDFS.comment, SKOS.definition, SKOS.scopeNote, SH.message)
_ROWS: Final = (
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith),
    *(SKOS.inScheme, SKOS.broader, SKOS.example, SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf),
    SH.path,
    *(SH.minCount, SH.maxCount, SH.datatype, SH.nodeKind, SH["class"], SH.pattern, SH.severity),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term with what is said of it: its texts, and rows of a name and values."""

    id: str
    iri: str
    label: str
    texts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]


def parsed(paths: Iterable[Path]) -> Graph:
    """The graph of some Turtle files."""
    graph = Graph()
    for path in sorted(paths):
        graph.parse(path, format="turtle")
    return graph


def ontology(graph: Graph, base: str) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The terms of the ontology and schemes that are ours, in groups."""
    found = []
    for heading, kind in _GROUPS:
        ours = {s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(base)}
        found.append((heading, tuple(_term(graph, term) for term in sorted(ours))))
    return tuple((heading, terms) for heading, terms in found if terms)


def shapes(graph: Graph) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The node shapes with the property shapes of each."""
    found = []
    for shape in sorted(s for s in graph.subjects(RDF.type, SH.NodeShape) if isinstance(s, URIRef)):
        parts = sorted(p for p in graph.objects(shape, SH.property) if isinstance(p, URIRef))
        found.append((_label(graph, shape), (_term(graph, shape), *(_term(graph, part) for part in parts))))
    return tuple(found)


def labels(graph: Graph) -> dict[str, str]:
    """What each term of the ontology is called, by its IRI."""
    return {str(s): str(o) for s, o in sorted(graph.subject_objects(RDFS.label)) if isinstance(s, URIRef)}


def title(graph: Graph, base: str) -> tuple[str, str]:
    """The title of the ontology with its version, and what it is for."""
    node = URIRef(f"{base}ontology")
    title, version, abstract = (
        str(graph.value(node, name) or "") for name in (DCTERMS.title, OWL.versionInfo, DCTERMS.abstract)
    )
    return f"{title or 'Vocabulary'} {version}".strip(), abstract


def _term(graph: Graph, term: URIRef) -> Term:
    texts = tuple(str(text) for name in _TEXTS for text in sorted(graph.objects(term, name), key=str))
    rows = tuple(
        (spaced(shrink(str(name)).partition(":")[2]), values)
        for name in _ROWS
        if (values := tuple(_values(graph, term, name)))
    )
    return Term(_local(term), str(term), _label(graph, term), texts, rows)


def _values(graph: Graph, term: URIRef, name: URIRef) -> Iterator[Value]:
    for value in sorted(graph.objects(term, name), key=str):
        if not isinstance(value, URIRef):
            if not value.n3().startswith("_:"):
                yield Value(str(value))
            continue
        ours = (value, RDF.type, None) in graph
        yield Value(shrink(str(value)), f"#{_local(value)}" if ours else "")


def _label(graph: Graph, term: URIRef) -> str:
    return str(graph.value(term, RDFS.label) or graph.value(term, SKOS.prefLabel) or _local(term))


def _local(term: URIRef) -> str:
    return "-".join(str(term).rstrip("/").replace("#", "/").split("/")[-2:])
