"""What a document says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from communique import iri
from communique.graph.dates import dated
from communique.graph.scope import Scope, proved, stated
from communique.graph.terms import TYPE, Triple, date, number, ref, text
from communique.model import Contact, Header, Text
from communique.reused import DCTERMS, XSD
from communique.vocab import COMM, SCHEMA


def document(scope: Scope, header: Header) -> Iterator[Triple]:
    """The press release with its title, dateline, date, publisher and contacts."""
    node = scope.node
    yield node, TYPE, ref(COMM.PressRelease)
    yield node, ref(COMM.fileName), text(scope.document.name)
    yield node, ref(SCHEMA.sha256), text(scope.document.sha256)
    if scope.document.end:
        yield node, ref(COMM.readTo), number(scope.document.end, XSD.positiveInteger)
    yield node, ref(DCTERMS.language), text(header.language)
    yield from _worded(scope, DCTERMS.title, header.title, header.language)
    yield from _worded(scope, COMM.dateline, header.dateline)
    yield from _worded(scope, DCTERMS.identifier, header.identifier)
    yield from _worded(scope, DCTERMS.source, header.source)
    yield from _issued(scope, header)
    yield from _tied(scope, header)
    if header.kind is not None:
        # The words by which a text calls itself a press release prove that it is one.
        yield from proved(scope, node, header.kind.proof)


def _worded(scope: Scope, predicate: str, words: Text | None, language: str = "") -> Iterator[Triple]:
    if words is not None:
        yield from stated(scope, scope.node, predicate, text(words.value, language), words.proof)


def _issued(scope: Scope, header: Header) -> Iterator[Triple]:
    if header.published is not None and header.published.start:
        yield scope.node, ref(DCTERMS.issued), date(header.published.start)
    yield from dated(scope, scope.node, COMM.issuedOn, header.published)


def _tied(scope: Scope, header: Header) -> Iterator[Triple]:
    for place in header.places:
        yield from stated(scope, scope.node, COMM.datelinePlace, scope.resource(place.key), place.proof)
    if header.publisher is not None:
        publisher = scope.resource(header.publisher.key)
        yield from stated(scope, scope.node, DCTERMS.publisher, publisher, header.publisher.proof)
    for printed in header.references:
        if address := iri.address(printed.value):
            yield from stated(scope, scope.node, DCTERMS.references, ref(address), printed.proof)
    for contact in header.contacts:
        yield from _contact(scope, contact)


def _contact(scope: Scope, contact: Contact) -> Iterator[Triple]:
    place = next((f"{span.start}-{span.end}" for span in contact.proof.spans), "nowhere")
    node = scope.part("contact", place)
    yield scope.node, ref(COMM.pressContact), node
    yield node, TYPE, ref(SCHEMA.ContactPoint)
    values = (
        (SCHEMA.name, contact.name),
        (SCHEMA.email, contact.email),
        (SCHEMA.description, contact.organization),
    )
    for predicate, value in values:
        if value:
            yield node, ref(predicate), text(value)
    yield from proved(scope, node, contact.proof)
