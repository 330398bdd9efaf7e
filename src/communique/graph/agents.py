"""People, bodies, places and the posts that people hold, as a document names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.graph.scope import Scope, proved, stated
from communique.graph.terms import TYPE, Triple, date, date_type, ref, text, typed
from communique.model import Body, Header, Person, Place, PostHolding, Text
from communique.reused import FOAF, ORG, SKOS, XSD
from communique.vocab import COMM, SCHEMA


def person(scope: Scope, found: Person) -> Iterator[Triple]:
    """A person under the fullest name that the document gives."""
    node = scope.resource(found.key)
    yield from _named(scope, node, FOAF.Person, FOAF.name, found.name, found.surfaces)
    if found.honorific:
        yield node, ref(SCHEMA.honorificPrefix), text(found.honorific)


def body(scope: Scope, found: Body) -> Iterator[Triple]:
    """An organisation, state or body."""
    node = scope.resource(found.key)
    yield from _named(scope, node, ORG.Organization, SCHEMA.name, found.name, found.surfaces)
    if found.short and found.short != found.name:
        yield node, ref(SCHEMA.alternateName), text(found.short)
    since = found.established
    if since is not None and date_type(since.start):
        yield from stated(scope, node, SCHEMA.foundingDate, date(since.start), since.proof)


def place(scope: Scope, found: Place) -> Iterator[Triple]:
    """A city, venue, country or region."""
    node = scope.resource(found.key)
    yield from _named(scope, node, SCHEMA.Place, SCHEMA.name, found.name, found.surfaces)


def _named(
    scope: Scope, node: str, kind: str, naming: str, name: str, surfaces: Iterable[Text]
) -> Iterator[Triple]:
    yield node, TYPE, ref(kind)
    yield node, ref(naming), text(name)
    for surface in surfaces:
        if surface.value != name:
            yield node, ref(SKOS.altLabel), text(surface.value)
        yield from proved(scope, node, surface.proof)


def holding(scope: Scope, found: PostHolding, header: Header) -> Iterator[Triple]:
    """A person in a post, attested on the document's date where that is a full date."""
    node = scope.resource(found.key)
    yield node, TYPE, ref(COMM.PostHolding)
    yield node, ref(ORG.member), scope.resource(found.person)
    yield node, ref(COMM.postTitle), text(found.title)
    yield node, ref(COMM.acting), typed(str(found.acting).lower(), XSD.boolean)
    if found.organization:
        yield node, ref(ORG.organization), scope.resource(found.organization)
    if header.published is not None and date_type(header.published.start) == XSD.date:
        yield node, ref(COMM.attestedOn), date(header.published.start)
    yield from proved(scope, node, found.proof)
    if found.post:
        yield from _post(scope, node, found)


def _post(scope: Scope, node: str, found: PostHolding) -> Iterator[Triple]:
    post = scope.resource(found.post)
    yield node, ref(COMM.post), post
    yield post, TYPE, ref(ORG.Post)
    yield post, ref(SCHEMA.name), text(found.title)
    if found.organization:
        yield post, ref(ORG.postIn), scope.resource(found.organization)
