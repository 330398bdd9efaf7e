"""The whole corpus as quads, graph by graph, each graph sorted and each statement in it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rdflib import URIRef
from rdflib.namespace import DCTERMS, PROV

from communique import iri
from communique.entities import Corpus
from communique.graph import agents, agreements, doubts, meetings, quotations
from communique.graph.dates import dated
from communique.graph.documents import document
from communique.graph.entities import entity
from communique.graph.options import GraphOptions
from communique.graph.scope import Scope
from communique.graph.terms import TYPE, Quad, Triple, ref, text
from communique.model import Facts
from communique.vocab import COMM, SCHEMA


def quads(corpus: Corpus, options: GraphOptions) -> Iterator[Quad]:
    """The documents' graphs by their IRI, then the dataset's."""
    iris = iri.documents(options.base, (facts.document for facts in corpus.documents), corpus.addresses)
    scopes = [_scope(facts, options, iris) for facts in corpus.documents]
    for scope, facts in sorted(zip(scopes, corpus.documents, strict=True), key=lambda pair: pair[0].iri):
        yield from _graph(scope.iri, _facts(scope, facts))
    yield from _graph(iri.dataset(options.base), _across(corpus, options, scopes))


def _scope(facts: Facts, options: GraphOptions, iris: Mapping[tuple[str, str], str]) -> Scope:
    found = facts.document
    return Scope(options, found, iris[found.name, found.sha256])


def _graph(name: str, triples: Iterable[Triple]) -> Iterator[Quad]:
    graph = ref(name)
    for subject, predicate, value in sorted(set(triples)):
        yield Quad(subject, predicate, value, graph)


def _facts(scope: Scope, facts: Facts) -> Iterator[Triple]:
    held = {item.key: item for item in facts.holdings}
    yield from document(scope, facts.header)
    yield from chain.from_iterable(agents.person(scope, item) for item in facts.people)
    yield from chain.from_iterable(agents.body(scope, item) for item in facts.bodies)
    yield from chain.from_iterable(agents.place(scope, item) for item in facts.places)
    yield from chain.from_iterable(agents.holding(scope, item, facts.header) for item in facts.holdings)
    yield from chain.from_iterable(meetings.meeting(scope, item) for item in facts.meetings)
    yield from chain.from_iterable(meetings.delegation(scope, item) for item in facts.delegations)
    yield from chain.from_iterable(meetings.participation(scope, item, held) for item in facts.participations)
    yield from chain.from_iterable(agreements.agreement(scope, item) for item in facts.agreements)
    yield from chain.from_iterable(agreements.initiative(scope, item) for item in facts.initiatives)
    yield from chain.from_iterable(quotations.quotation(scope, item) for item in facts.quotations)
    yield from chain.from_iterable(meetings.topic(scope, item) for item in facts.topics)
    yield from chain.from_iterable(dated(scope, scope.node, SCHEMA.mentions, item) for item in facts.dates)


def _across(corpus: Corpus, options: GraphOptions, scopes: Iterable[Scope]) -> Iterator[Triple]:
    by_name = {scope.document.name: scope for scope in scopes}
    facts = {item.document.name: item for item in corpus.documents}
    for found in corpus.entities:
        yield from entity(options.base, found)
    for old, new in corpus.replaced:
        yield (
            ref(iri.resource(options.base, old)),
            ref(DCTERMS.isReplacedBy),
            ref(iri.resource(options.base, new)),
        )
    for doubt in corpus.discrepancies:
        yield from doubts.discrepancy(options.base, doubt, by_name)
    for guess in corpus.inferences:
        yield from doubts.inference(options.base, guess, by_name, facts)
    yield from _run(options, sorted(scope.iri for scope in by_name.values()))


def _run(options: GraphOptions, sources: Iterable[str]) -> Iterator[Triple]:
    used = tuple(sources)
    settings = tuple(f"{name}={value}" for name, value in options.settings)
    node = ref(iri.resource(options.base, "run/" + iri.digest(options.version, *settings, *used)[:16]))
    yield ref(iri.dataset(options.base)), ref(PROV.wasGeneratedBy), node
    yield node, TYPE, ref(COMM.ExtractionRun)
    yield node, ref(SCHEMA.softwareVersion), text(options.version)
    for setting in settings:
        yield node, ref(COMM.setting), text(setting)
    for source in used:
        yield node, ref(PROV.used), ref(URIRef(source))
