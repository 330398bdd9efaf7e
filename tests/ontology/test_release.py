"""What the ontologies say of their version is what CHANGELOG.md says of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, XSD

from communique import __version__
from communique.vocab import PREFIXES

BIBO = Namespace("http://purl.org/ontology/bibo/")
FILES = ("communique.ttl", "schemes.ttl", "alignments.ttl")


@pytest.fixture(scope="module")
def day(root: Path) -> str:
    """The day of the newest version's release, or `unreleased`."""
    found = re.search(
        r"^## (\S+) – (\S+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found
    assert found[1] == __version__
    return found[2]


@pytest.mark.parametrize("name", FILES)
def test_a_version_is_a_draft_until_it_is_released(root: Path, day: str, name: str) -> None:
    ontology = Graph().parse(root / "ontology" / name)
    (iri,) = (s for s in ontology.subjects(RDF.type, OWL.Ontology) if isinstance(s, URIRef))
    assert ontology.value(iri, OWL.versionInfo) == Literal(__version__)
    assert ontology.value(iri, OWL.versionIRI) == URIRef(f"{iri}/{__version__}")
    published = ontology.value(iri, URIRef(PREFIXES["schema"] + "datePublished"))
    if day == "unreleased":
        assert ontology.value(iri, BIBO.status) == BIBO["status/draft"]
        assert published is None
    else:
        assert ontology.value(iri, BIBO.status) == BIBO["status/published"]
        assert published == Literal(day, datatype=XSD.date)
