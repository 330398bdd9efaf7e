"""What disagrees or cannot be right, and what was inferred, each beside what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from communique import iri
from communique.entities import Discrepancy, Inference, Reading
from communique.graph.dates import date_node, resolved
from communique.graph.scope import Scope, asserted, proved, supported
from communique.graph.terms import TYPE, Triple, date, date_type, ref, text
from communique.model import DateExpression, Derivation, Facts, Proof
from communique.reused import DCTERMS, ORG, PROV, RDFS, XSD
from communique.vocab import COMM, CV, concept

_READ: Final = {
    "spelling": RDFS.label,
    "date": DCTERMS.date,
    "count": COMM.statedCount,
    "title": COMM.postTitle,
    "chair": CV.role,
    "holder": ORG.heldBy,
    "frequency": DCTERMS.date,
}
_INFERRED: Final = Proof((), Derivation.INFERRED)


def discrepancy(base: str, found: Discrepancy, scopes: Mapping[str, Scope]) -> Iterator[Triple]:
    """The readings as Assertions of the same subject, and the one preferred, if any."""
    node = iri.resource(base, found.key)
    yield ref(node), TYPE, ref(COMM.Discrepancy)
    yield ref(node), ref(COMM.discrepancyKind), ref(concept("discrepancy-kind", found.kind))
    yield ref(node), ref(RDFS.comment), text(found.note, "en")
    yield from _derived(ref(node), found.readings, scopes)
    for reading in found.readings:
        yield from _reading(base, found, reading, scopes[reading.document])


def _reading(base: str, found: Discrepancy, reading: Reading, scope: Scope) -> Iterator[Triple]:
    spans = (f"{span.start}-{span.end}" for span in reading.proof.spans)
    name = iri.digest(reading.value, scope.iri, *spans)[:16]
    node = ref(f"{iri.resource(base, found.key)}/reading/{name}")
    subject = scope.resource(found.subject) if found.subject else scope.node
    whole = ref(iri.resource(base, found.key))
    yield whole, ref(COMM.concerns), node
    if reading.value == found.preferred:
        yield whole, ref(COMM.preferred), node
    yield from asserted(node, subject, _READ[found.kind], text(reading.value))
    yield node, ref(PROV.wasDerivedFrom), scope.node
    yield from proved(scope, node, reading.proof)


def _derived(node: str, readings: Iterable[Reading], scopes: Mapping[str, Scope]) -> Iterator[Triple]:
    yield node, ref(COMM.derivation), ref(concept("derivation", Derivation.INFERRED))
    for reading in readings:
        for span in reading.proof.spans:
            yield from supported(scopes[reading.document], node, span)


def inference(
    base: str, found: Inference, scopes: Mapping[str, Scope], facts: Mapping[str, Facts]
) -> Iterator[Triple]:
    """A second date beside the printed one, with the readings that it rests on."""
    scope = scopes[found.document]
    node = ref(iri.resource(base, found.key))
    subject, predicate = scope.node, COMM.issuedOn
    if found.subject:
        subject, predicate = scope.resource(found.subject), COMM.heldOn
    yield subject, ref(predicate), node
    yield node, TYPE, ref(COMM.DateExpression)
    yield node, ref(RDFS.comment), text(found.note, "en")
    yield from resolved(node, found.value)
    yield from _derived(node, found.premises, scopes)
    for printed in _printed(found, facts[found.document]):
        yield node, ref(COMM.surface), text(printed.surface)
        yield node, ref(PROV.wasDerivedFrom), date_node(scope, printed)
    if not found.subject and date_type(found.value) == XSD.date:
        yield from _attested(base, found, scopes, facts[found.document])


def _attested(base: str, found: Inference, scopes: Mapping[str, Scope], facts: Facts) -> Iterator[Triple]:
    """The posts of a document attested on its inferred date, each by an inferred Assertion."""
    for holding in facts.holdings:
        subject, value = ref(iri.resource(base, holding.key)), date(found.value)
        node = ref(f"{iri.resource(base, found.key)}/attested/{iri.digest(holding.key)[:16]}")
        yield subject, ref(COMM.attestedOn), value
        yield from asserted(node, subject, COMM.attestedOn, value)
        yield node, ref(PROV.wasDerivedFrom), ref(iri.resource(base, found.key))
        yield from _derived(node, found.premises, scopes)


def _printed(found: Inference, facts: Facts) -> Iterator[DateExpression]:
    """The dates as printed that it was inferred from: its own, or that of a meeting on its occasion."""
    dates = [facts.header.published]
    if found.subject:
        dates = [m.date for m in facts.meetings if found.subject in (m.key, m.occasion and m.occasion.key)]
    yield from (item for item in dates if item and found.printed in (item.surface, item.start))
