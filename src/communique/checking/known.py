"""Which terms exist: what `ontology/` describes, and the closed namespaces of the vocabularies reused.

Tests of the ontology show that each reused term stands in its vocabulary, so that the two together are
the list of what a shape may name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, parse

from communique.checking import dataset
from communique.checking.dataset import Dataset, name
from communique.errors import OntologyError
from communique.reused import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD
from communique.vocab import CV, HOME, OA, PREFIXES, SCHEMA, TIME

# Whole but for those that rdflib knows the rest of, which is asked only where a term is not among these.
_REUSED: Final = (CV, DCTERMS, FOAF, OA, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, XSD)
_STANDARD: Final = "DCTERMS FOAF ORG OWL PROV RDF RDFS SKOS XSD".split()
# All terms of these are known, so that any other IRI in their namespaces stands for nothing.
_WHOLE: Final = (*_STANDARD, *"DC DCAT SDO VANN VOID".split())
_OURS: Final = (PREFIXES["comm"], HOME + "scheme/")
_TYPE, _SUBCLASS = RDF.type, RDFS.subClassOf
_CONTEXT: Final = {SKOS.inScheme, _SUBCLASS}


def load(folder: Path) -> Dataset:
    """The Turtle files of `ontology/` as one; `OntologyError` with file and line for a bad one."""
    return dataset.of(quad for path in sorted(folder.glob("*.ttl")) for quad in _parse(path))


def _parse(path: Path) -> Iterator[Quad]:
    try:
        yield from parse(path=path, rename_blank_nodes=True)
    except SyntaxError as error:
        raise OntologyError(path, error.lineno or 0, error.msg) from error


def context(ontology: Dataset) -> Dataset:
    """What shapes need to know of the ontology: which concept is of which scheme, and subclasses."""
    return dataset.of(quad for quad in ontology.quads if quad.predicate.value in _CONTEXT)


def is_ours(iri: str) -> bool:
    """Whether it is for our ontology alone to say that `iri` exists."""
    return iri.startswith(_OURS)


@dataclass(frozen=True, slots=True)
class Known:
    """Tells which IRIs stand for something."""

    ontology: Dataset

    def exists(self, iri: str) -> bool:
        """Whether `iri` is described in `ontology/` or is a term of a reused vocabulary."""
        if is_ours(iri):
            return self.ontology.has(iri)
        return self.ontology.has(iri) or _reused(iri)

    def misspelt(self, iri: str) -> bool:
        """Whether `iri` is in a namespace whose terms are all known, and is none of them."""
        if is_ours(iri):
            return not self.ontology.has(iri)
        return any(iri.startswith(str(space)) and iri not in space for space in _spaces(_WHOLE))

    def is_class(self, iri: str) -> bool:
        """Whether `iri` exists and is written as a class is, with a capital."""
        return self.exists(iri) and _local(iri)[:1].isupper()

    def is_property(self, iri: str) -> bool:
        """Whether `iri` exists and is written as a property is, with a small letter."""
        return self.exists(iri) and _local(iri)[:1].islower()


def _reused(iri: str) -> bool:
    return any(iri in space for space in _REUSED) or any(iri in space for space in _spaces(_STANDARD))


def _spaces(names: Iterable[str]) -> Iterator[Container[str]]:
    """rdflib's namespaces of these names, which list every term."""
    import rdflib  # takes a tenth of a build of one text to import, which has no such terms

    return (getattr(rdflib, name) for name in names)


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def subclasses(ontology: Dataset, kind: str) -> set[str]:
    """`kind` and all its subclasses."""
    found, queue = {kind}, deque([kind])
    while queue:
        parent = queue.popleft()
        for child in ontology.subjects(_SUBCLASS):
            if child not in found and parent in map(name, ontology.objects(child, _SUBCLASS)):
                found.add(child)
                queue.append(child)
    return found
