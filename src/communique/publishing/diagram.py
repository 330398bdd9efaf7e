"""The data model as a picture, drawn from the ontology in Mermaid's class diagram language.

A box is a class with its datatype properties and the properties that take a concept; an arrow is
an object property. What any resource may carry (evidence, derivation) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, Namespace

from communique import vocab
from communique.vocab import PREFIXES

SCHEMA = Namespace(str(vocab.SCHEMA))


def diagram(ontology: Graph) -> str:
    """A Mermaid class diagram of `ontology/communique.ttl`, in sorted order."""
    arrows = sorted(set(_arrows(ontology)))
    fields = sorted(set(_fields(ontology)))
    joined = {end for arrow in arrows for end in (arrow[0], arrow[2])} | {owner for owner, _ in fields}
    return "\n".join(("classDiagram", *_boxes(joined, fields), *(_arrow(*item) for item in arrows))) + "\n"


def _arrows(ontology: Graph) -> Iterator[tuple[str, str, str]]:
    for name in ontology.subjects(RDF.type, OWL.ObjectProperty):
        for start in _ends(ontology, name, RDFS.domain, SCHEMA.domainIncludes):
            for end in _ends(ontology, name, RDFS.range, SCHEMA.rangeIncludes):
                if SKOS.Concept not in (start, end):
                    yield _short(start), _local(name), _short(end)


def _fields(ontology: Graph) -> Iterator[tuple[str, str]]:
    concepts = (
        name
        for name in ontology.subjects(RDF.type, OWL.ObjectProperty)
        if SKOS.Concept in _ends(ontology, name, RDFS.range, SCHEMA.rangeIncludes)
    )
    for name in (*concepts, *ontology.subjects(RDF.type, OWL.DatatypeProperty)):
        for owner in _ends(ontology, name, RDFS.domain, SCHEMA.domainIncludes):
            yield _short(owner), _local(name)


def _ends(ontology: Graph, name: object, *properties: URIRef) -> list[URIRef]:
    subject = URIRef(str(name))
    found = (end for item in properties for end in ontology.objects(subject, item))
    return [end for end in found if isinstance(end, URIRef)]


def _boxes(names: Iterable[str], fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name in sorted(names):
        own = [f"        {field}" for owner, field in fields if owner == name]
        box = f'    class {_id(name)}["{name}"]'
        yield "\n".join((box + " {", *own, "    }")) if own else box


def _arrow(start: str, name: str, end: str) -> str:
    return f"    {_id(start)} --> {_id(end)} : {name}"


def _id(name: str) -> str:
    return name.replace(":", "_")


def _local(name: object) -> str:
    """A property without its prefix, for Mermaid takes no colon beside an arrow."""
    return _short(name).rpartition(":")[2]


def _short(term: object) -> str:
    """`Meeting` for a term of this ontology, `foaf:Person` for one of another."""
    name = str(term)
    for prefix, start in PREFIXES.items():
        if name.startswith(start):
            local = name.removeprefix(start)
            return local if prefix == "comm" else f"{prefix}:{local}"
    return name
