"""The document that a fact stands in, and the proof that every fact gets there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique import iri
from communique.graph.options import GraphOptions
from communique.graph.terms import TYPE, Triple, decimal, number, ref, text
from communique.model import Document, Facts, Key, Proof, Span
from communique.reused import RDF
from communique.vocab import COMM, OA, concept


@dataclass(frozen=True, slots=True)
class Scope:
    """A document with its IRI; what is said in it is said of `node`."""

    options: GraphOptions
    document: Document
    iri: str

    @property
    def node(self) -> str:
        """The document as a term."""
        return ref(self.iri)

    def resource(self, key: Key) -> str:
        """The term of a key."""
        return ref(iri.resource(self.options.base, key))

    def part(self, *path: str) -> str:
        """The term of something that exists in this document alone."""
        return ref("/".join((self.iri, *path)))


class Scopes(Mapping[str, Scope]):
    """The scope of each document by its name, made when it is asked for."""

    def __init__(self, facts: Mapping[str, Facts], iris: Mapping[str, str], options: GraphOptions) -> None:
        self._facts = facts
        self._iris = iris
        self._options = options

    def __getitem__(self, name: str) -> Scope:
        return Scope(self._options, self._facts[name].document, self._iris[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._iris)

    def __len__(self) -> int:
        return len(self._iris)


def proved(scope: Scope, node: str, proof: Proof) -> Iterator[Triple]:
    """The proof of a node: its evidence, how it was derived, and its confidence if less than 1."""
    yield node, ref(COMM.derivation), ref(concept("derivation", proof.derivation))
    if proof.confidence < 1:
        yield node, ref(COMM.confidence), decimal(round(proof.confidence, 4))
    for span in proof.spans:
        yield from supported(scope, node, span)


def supported(scope: Scope, node: str, span: Span, predicate: str = COMM.evidence) -> Iterator[Triple]:
    """A link from a node to a span of the document, and that span described."""
    yield node, ref(predicate), ref(iri.evidence(scope.iri, span))
    yield from _evidence(scope, span)


def _evidence(scope: Scope, span: Span) -> Iterator[Triple]:
    node = iri.evidence(scope.iri, span)
    selector = ref(f"{node}/position")
    yield ref(node), TYPE, ref(COMM.Evidence)
    yield ref(node), ref(OA.hasSource), scope.node
    yield ref(node), ref(OA.hasSelector), selector
    yield selector, TYPE, ref(OA.TextPositionSelector)
    yield selector, ref(OA.start), number(span.start)
    yield selector, ref(OA.end), number(span.end)
    if scope.options.evidence_quote:
        yield from _wording(scope, span, node)


def _wording(scope: Scope, span: Span, node: str) -> Iterator[Triple]:
    words, around = scope.document.text, scope.options.quote_context
    selector = ref(f"{node}/quote")
    yield ref(node), ref(OA.hasSelector), selector
    yield selector, TYPE, ref(OA.TextQuoteSelector)
    yield selector, ref(OA.exact), text(words[span.start : span.end])
    yield selector, ref(OA.prefix), text(words[max(0, span.start - around) : span.start])
    yield selector, ref(OA.suffix), text(words[span.end : span.end + around])


def stated(scope: Scope, subject: str, predicate: str, value: str, proof: Proof) -> Iterator[Triple]:
    """A plain triple, and the Assertion that gives its proof."""
    yield subject, ref(predicate), value
    node = scope.part("assertion", iri.digest(subject, predicate, value)[:16])
    yield from asserted(node, subject, predicate, value)
    yield from proved(scope, node, proof)


def asserted(node: str, subject: str, predicate: str, value: str) -> Iterator[Triple]:
    """An Assertion of a triple, without its proof."""
    yield node, TYPE, ref(COMM.Assertion)
    yield node, ref(RDF.subject), subject
    yield node, ref(RDF.predicate), ref(predicate)
    yield node, ref(RDF.object), value
