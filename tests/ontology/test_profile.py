"""The ontology is in OWL 2 DL, as far as its axioms can leave it, and HermiT finds it consistent.

The conditions are those of https://www.w3.org/TR/owl2-syntax/ on declarations, punning, reserved
vocabulary and datatypes; its restrictions on property hierarchies cannot be met or broken here, for
there are no transitive properties, chains or cardinalities.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from communique.checking.owl import hermit
from communique.vocab import PREFIXES

KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
RESERVED = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI}
DATATYPES = {XSD.string, XSD.boolean, XSD.decimal, XSD.positiveInteger, XSD.nonNegativeInteger}
SYNTAX = {
    *(RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
    *(OWL.disjointWith, OWL.members),
}
COMM = Namespace(PREFIXES["comm"])
EX = Namespace("urn:example:")


@pytest.fixture
def ontology(root: Path) -> Graph:
    graph = Graph()
    for path in sorted((root / "ontology").glob("*.ttl")):
        graph.parse(path)
    return graph


def violations(graph: Graph) -> Iterator[str]:
    """What takes an ontology out of OWL 2 DL."""
    declared = {kind: set(graph.subjects(RDF.type, kind)) for kind in (*KINDS, OWL.Class)}
    yield from _punned(declared)
    yield from _undeclared(graph, declared)
    yield from _misplaced(graph, declared)


def _punned(declared: dict[URIRef, set[Node]]) -> Iterator[str]:
    for one in KINDS:
        for other in KINDS:
            if one < other:
                yield from (f"{term} is of two kinds" for term in declared[one] & declared[other])


def _undeclared(graph: Graph, declared: dict[URIRef, set[Node]]) -> Iterator[str]:
    known = set().union(*(declared[kind] for kind in KINDS)) | ANNOTATIONS | SYNTAX
    yield from (f"{term} is no declared property" for term in set(graph.predicates()) - known)
    classes = (*graph.subject_objects(RDFS.subClassOf), *graph.subject_objects(OWL.disjointWith))
    named = {term for pair in classes for term in pair} | set(graph.objects(None, RDFS.domain))
    yield from (f"{term} is no declared class" for term in named - declared[OWL.Class])
    subjects = set(graph.subjects(RDF.type))
    yield from (f"{term} is reserved" for term in subjects if str(term).startswith(RESERVED))


def _misplaced(graph: Graph, declared: dict[URIRef, set[Node]]) -> Iterator[str]:
    for term, value in graph.subject_objects(RDFS.range):
        wanted = DATATYPES if term in declared[OWL.DatatypeProperty] else declared[OWL.Class]
        if value not in wanted:
            yield f"{value} is no range for {term}"
    for kind in KINDS[:2]:
        for term in declared[kind]:
            for upper in graph.objects(term, RDFS.subPropertyOf):
                if upper not in declared[kind]:
                    yield f"{term} and {upper} differ in kind"


def test_the_ontology_is_in_owl_2_dl(ontology: Graph) -> None:
    assert sorted(violations(ontology)) == []


@pytest.mark.parametrize(
    ("triple", "reason"),
    [
        ((COMM.party, RDF.type, OWL.DatatypeProperty), "is of two kinds"),
        ((COMM.Meeting, EX.said, EX.thing), "is no declared property"),
        ((COMM.Meeting, RDFS.subClassOf, EX.Event), "is no declared class"),
        ((COMM.Assertion, RDFS.subClassOf, RDF.Statement), "is no declared class"),
        ((RDF.subject, RDF.type, OWL.ObjectProperty), "is reserved"),
        ((COMM.attestedOn, RDFS.range, XSD.date), "is no range for"),
        ((COMM.surface, RDFS.subPropertyOf, COMM.evidence), "differ in kind"),
    ],
)
def test_leaving_owl_2_dl_is_seen(
    ontology: Graph, triple: tuple[URIRef, URIRef, URIRef], reason: str
) -> None:
    ontology.add(triple)
    assert any(reason in found for found in violations(ontology))


def ntriples(graph: Graph) -> bytes:
    return graph.serialize(format="nt", encoding="utf-8")


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which this machine lacks")
def test_hermit_finds_no_contradiction(ontology: Graph) -> None:
    assert list(hermit(ntriples(ontology))) == []


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which this machine lacks")
@pytest.mark.parametrize("other", [COMM.Agreement, COMM.ExtractionRun, COMM.Participation])
def test_hermit_finds_what_cannot_be(ontology: Graph, other: URIRef) -> None:
    ontology.add((EX.thing, RDF.type, COMM.Meeting))
    ontology.add((EX.thing, RDF.type, other))
    assert list(hermit(ntriples(ontology)))


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which this machine lacks")
def test_hermit_finds_what_domains_forbid(ontology: Graph) -> None:
    ontology.add((EX.thing, COMM.heldOn, EX.day))
    ontology.add((EX.thing, COMM.signedOn, EX.day))
    assert list(hermit(ntriples(ontology)))


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which this machine lacks")
def test_hermit_finds_no_contradiction_in_data_of_every_kind(ontology: Graph, root: Path) -> None:
    found = ox.parse(path=root / "tests/cases/graph/expected.trig")
    data = "".join(f"{quad.triple} .\n" for quad in found)
    assert list(hermit(ntriples(ontology) + data.encode())) == []
