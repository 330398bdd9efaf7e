"""The description of a resource in every format: a site and a server give the same bytes.

It holds what is said of the resource, the assertions about it, the nodes that tie it to others (taking part,
holding a post, being quoted), the proof of all these, and what the others are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from communique.graph.terms import Quad, ref
from communique.publishing import serialize
from communique.publishing.serialize import Dataset
from communique.publishing.site.data import Data
from communique.reused import FOAF, ORG, RDF, SKOS
from communique.vocab import COMM, CV, OA, SCHEMA

FORMATS: Final[Mapping[str, Callable[[Dataset], bytes]]] = MappingProxyType(
    {
        "text/turtle": serialize.turtle,
        "application/ld+json": serialize.jsonld,
        "application/n-triples": serialize.ntriples,
        "application/rdf+xml": serialize.rdfxml,
        "application/trig": serialize.trig,
        "application/n-quads": serialize.nquads,
    }
)
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
        "trig": "application/trig",
        "nq": "application/n-quads",
    }
)
# A node that points to a resource by one of these is described with it.
_TIES: Final = frozenset(
    map(
        ref,
        (
            *(RDF.subject, CV.hasParticipant, ORG.member, ORG.organization, COMM.post, COMM.speaker),
            *(COMM.attends, COMM.ledBy, COMM.concerns, COMM.onBehalfOf, COMM.inDelegation),
        ),
    )
)
# A node that a described one points to by one of these belongs to it.
_PARTS: Final = frozenset(
    map(
        ref,
        (
            *(CV.hasParticipation, COMM.holding, COMM.evidence, OA.hasSelector, COMM.words, SCHEMA.amount),
            *(COMM.heldOn, COMM.issuedOn, COMM.signedOn, COMM.launchedOn, COMM.pressContact, SCHEMA.mentions),
        ),
    )
)
_TAKES_PART: Final = ref(CV.hasParticipation)
_NAMES: Final = frozenset(map(ref, (RDF.type, SKOS.prefLabel, FOAF.name, SCHEMA.name)))


def described(data: Data, iri: str) -> Iterator[Quad]:
    """The statements that describe a resource; none where the build does not know it."""
    node = f"<{iri}>"
    if node not in data.by_subject:
        return
    whole = list(_whole(data, node))
    known = set(whole)
    for subject in whole:
        yield from data.by_subject[subject]
        yield from (quad for quad in data.by_object.get(subject, ()) if quad.predicate == _TAKES_PART)
    named = {quad.object for subject in whole for quad in data.by_subject[subject]}
    named |= {q.subject for node in whole for q in data.by_object.get(node, ()) if q.predicate == _TAKES_PART}
    for other in sorted((named - known) & data.by_subject.keys()):
        yield from (quad for quad in data.by_subject[other] if quad.predicate in _NAMES)


def _whole(data: Data, node: str) -> Iterator[str]:
    """The resource and the nodes that are described in full with it, each once."""
    ties = [quad.subject for quad in data.by_object.get(node, ()) if quad.predicate in _TIES]
    waiting = list(dict.fromkeys((node, *ties)))
    seen = set(waiting)
    while waiting:
        subject = waiting.pop()
        yield subject
        for quad in data.by_subject.get(subject, ()):
            if quad.predicate in _PARTS and quad.object in data.by_subject and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)


def represent(data: Data, iri: str, media_type: str) -> bytes:
    """The description of a resource as one of `FORMATS`; empty bytes where the build does not know it."""
    quads = tuple(described(data, iri))
    if not quads:
        return b""
    return FORMATS[media_type](serialize.dataset(quads, data.context, data.base))
