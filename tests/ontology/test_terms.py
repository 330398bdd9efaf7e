"""Every own term is described, and every term reused from elsewhere exists there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from communique.vocab import HOME, PREFIXES

FILES = ("communique.ttl", "schemes.ttl", "alignments.ttl")
# Parts of RDF, RDFS, OWL and XSD are built in; vann and sem are in the folder of standards too.
BUILT_IN = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))


@pytest.fixture(scope="module")
def ontology(root: Path) -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(root / "ontology" / name)
    return graph


@pytest.fixture(scope="module")
def standards(shared: Path) -> set[str]:
    """The IRIs that the copies of the vocabularies describe."""
    folder = shared / "standards" / "vocabularies"
    return {term for path in sorted(folder.iterdir()) for term in _described(path)}


def _described(path: Path) -> Iterator[str]:
    """The subjects of a file and, in SHACL, the paths: CPEV declares some properties there alone."""
    if path.suffix == ".ttl":
        graph = Graph().parse(path)
        yield from map(str, (*graph.subjects(), *graph.objects(None, URIRef(PREFIXES["sh"] + "path"))))
    else:
        for line in path.read_text("utf-8").splitlines():
            # schema.org's copy has http where the project follows its advice to write https.
            yield line.split(" ", 1)[0].strip("<>").replace("http://schema.org/", PREFIXES["schema"])


def own(ontology: Graph, prefix: str) -> list[URIRef]:
    found = {term for term in ontology.subjects(RDF.type) if str(term).startswith(PREFIXES[prefix])}
    return sorted(term for term in found if isinstance(term, URIRef))


@pytest.mark.parametrize(
    "wanted", [RDFS.label, SKOS.definition, SKOS.example, DCTERMS.source, RDFS.isDefinedBy]
)
def test_every_own_term_is_described(ontology: Graph, wanted: URIRef) -> None:
    terms = own(ontology, "comm")
    assert len(terms) > 50
    assert [term for term in terms if len(set(ontology.objects(term, wanted))) != 1] == []


@pytest.mark.parametrize("wanted", [SKOS.prefLabel, SKOS.definition, SKOS.example, RDFS.isDefinedBy])
def test_every_concept_is_described(ontology: Graph, wanted: URIRef) -> None:
    terms = list(ontology.subjects(RDF.type, SKOS.Concept))
    assert [term for term in terms if len(set(ontology.objects(term, wanted))) != 1] == []


@pytest.mark.parametrize("wanted", [RDFS.label, SKOS.definition])
def test_what_describes_a_term_tells_it_apart(ontology: Graph, wanted: URIRef) -> None:
    said = [ontology.value(term, wanted) for term in own(ontology, "comm")]
    assert len(set(said)) == len(said)


def test_every_concept_is_in_the_scheme_of_its_name(ontology: Graph) -> None:
    for term in ontology.subjects(RDF.type, SKOS.Concept):
        scheme, _, notation = str(term).rpartition("/")
        assert (term, SKOS.inScheme, URIRef(scheme)) in ontology
        assert (term, SKOS.notation, Literal(notation)) in ontology


def test_each_file_says_what_version_it_is(root: Path) -> None:
    for name in FILES:
        graph = Graph().parse(root / "ontology" / name)
        (header,) = graph.subjects(RDF.type, OWL.Ontology)
        version = graph.value(header, OWL.versionInfo)
        assert graph.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
        assert str(graph.value(header, DCTERMS.license)).startswith(
            "https://creativecommons.org/licenses/by/4.0"
        )


def reused(graph: Graph) -> Iterator[str]:
    """The IRIs of other vocabularies that say something, not those that a term is sourced from."""
    for subject, predicate, value in graph:
        terms = (subject, predicate)
        if predicate not in (DCTERMS.source, DCTERMS.license, RDFS.isDefinedBy):
            terms = (*terms, value)  # type: ignore[assignment]
        for term in terms:
            if isinstance(term, URIRef) and not str(term).startswith((HOME, *BUILT_IN, PREFIXES["wd"])):
                yield str(term)


def test_every_reused_term_exists(ontology: Graph, standards: set[str]) -> None:
    found = set(reused(ontology))
    assert PREFIXES["cv"] + "hasParticipation" in found
    assert found - standards == set()


def test_every_term_of_the_context_exists(root: Path, ontology: Graph, standards: set[str]) -> None:
    context = json.loads((root / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    entries = [item["@id"] if isinstance(item, dict) else item for item in context.values()]
    names = [str(item).split(":", 1) for item in entries if ":" in str(item) and "//" not in str(item)]
    terms = {context[prefix] + local for prefix, local in names}
    described = standards | set(map(str, ontology.subjects()))
    assert {term for term in terms if not term.startswith(BUILT_IN)} - described == set()


@pytest.mark.parametrize("name", ["P710", "P664", "P1891", "P179", "P39"])
def test_wikidata_s_properties_are_aligned(ontology: Graph, name: str) -> None:
    assert list(ontology.subjects(SKOS.closeMatch, URIRef(PREFIXES["wd"] + name)))


def test_the_property_that_wikidata_gave_up_is_not(ontology: Graph) -> None:
    assert not list(ontology.triples((None, None, URIRef(PREFIXES["wd"] + "P642"))))
