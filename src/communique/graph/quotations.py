"""Direct speech: who spoke, how the text names them, and where the words stand."""

from __future__ import annotations

from collections.abc import Iterator

from communique.graph.scope import Scope, proved, supported
from communique.graph.terms import TYPE, Triple, ref, text
from communique.model import Quotation
from communique.reused import PROV
from communique.vocab import COMM, SCHEMA


def quotation(scope: Scope, found: Quotation) -> Iterator[Triple]:
    """A quotation; the words themselves only where wording may be published."""
    node = scope.resource(found.key)
    yield node, TYPE, ref(COMM.Quotation)
    yield node, ref(PROV.wasQuotedFrom), scope.node
    if found.speaker:
        yield node, ref(COMM.speaker), scope.resource(found.speaker)
    if found.designation:
        yield node, ref(COMM.speakerDesignation), text(found.designation)
    if scope.options.evidence_quote:
        words = scope.document.text[found.span.start : found.span.end]
        yield node, ref(SCHEMA.text), text(words)
    yield from supported(scope, node, found.span, COMM.words)
    yield from supported(scope, node, found.span)
    yield from proved(scope, node, found.proof)
