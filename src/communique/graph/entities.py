"""Things under the names that hold across documents, and their ties to other datasets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from communique import iri
from communique.entities import Entity, Link
from communique.graph.terms import TYPE, Triple, ref, text
from communique.reused import DCTERMS, FOAF, ORG, SKOS
from communique.vocab import COMM, PREFIXES, SCHEMA, SCHEMES, concept

_CLASS: Final = {
    "person": FOAF.Person,
    "body": ORG.Organization,
    "place": SCHEMA.Place,
    "post": ORG.Post,
    "series": COMM.MeetingSeries,
    "meeting": COMM.Meeting,
    "agreement": COMM.Agreement,
    "initiative": COMM.Initiative,
    "topic": SKOS.Concept,
}
_WITHIN: Final = {
    "body": ORG.subOrganizationOf,
    "post": ORG.postIn,
    "place": SCHEMA.containedInPlace,
    "meeting": SCHEMA.superEvent,
    "initiative": DCTERMS.isPartOf,
    "topic": SKOS.broader,
}


def entity(base: str, found: Entity) -> Iterator[Triple]:
    """An entity with its preferred and other names, what contains it and its links."""
    node = ref(iri.resource(base, found.key))
    yield node, TYPE, ref(_CLASS[found.kind])
    yield node, ref(SKOS.prefLabel), text(found.label)
    for alias in found.aliases:
        if alias != found.label:
            yield node, ref(SKOS.altLabel), text(alias)
    for language, name in found.names:
        yield node, ref(SKOS.altLabel), text(name, language)
    if found.within and found.kind in _WITHIN:
        yield node, ref(_container(found)), ref(iri.resource(base, found.within))
    if found.type in SCHEMES.get(f"{found.kind}-kind", ()):
        yield node, ref(DCTERMS.type), ref(concept(f"{found.kind}-kind", found.type))
    for link in found.links:
        yield _link(node, link)


def _container(found: Entity) -> str:
    # A meeting stands within its series, or within the visit that it is part of.
    return COMM.inSeries if found.within.startswith("series/") else _WITHIN[found.kind]


def _link(node: str, link: Link) -> Triple:
    return node, ref(_expand(link.predicate)), ref(_expand(link.target))


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
