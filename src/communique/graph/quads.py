"""The whole corpus as quads, graph by graph, each graph sorted and each statement in it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from communique import iri
from communique.entities import Corpus
from communique.graph import agents, agreements, doubts, meetings, quotations
from communique.graph.dates import dated
from communique.graph.documents import document
from communique.graph.entities import entity
from communique.graph.options import GraphOptions
from communique.graph.scope import Scope, Scopes
from communique.graph.terms import TYPE, Quad, Triple, ref, text
from communique.model import Facts
from communique.reused import DCTERMS, PROV
from communique.vocab import COMM, SCHEMA


def quads(corpus: Corpus, options: GraphOptions) -> Iterator[Quad]:
    """The documents' graphs by their IRI, then the dataset's."""
    iris = iri.documents(options.base, (facts.document for facts in corpus.documents), corpus.addresses)
    named = sorted((iris[f.document.name, f.document.sha256], n) for n, f in enumerate(corpus.documents))
    for name, number in named:
        yield from release(name, corpus.documents[number], options)
    scopes = {f.document.name: iris[f.document.name, f.document.sha256] for f in corpus.documents}
    found = {f.document.name: f for f in corpus.documents}
    triples = chain(
        chain.from_iterable(entity(options.base, item) for item in corpus.entities),
        noticed(corpus, found, scopes, options),
        run(options, (name for name, _ in named)),
    )
    yield from across(triples, options)


def release(name: str, facts: Facts, options: GraphOptions) -> Iterator[Quad]:
    """The graph of one document, whose IRI is `name`."""
    return _graph(name, _facts(Scope(options, facts.document, name), facts))


def across(triples: Iterable[Triple], options: GraphOptions) -> Iterator[Quad]:
    """Triples that hold across documents, in the dataset's graph."""
    return _graph(iri.dataset(options.base), triples)


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


def noticed(
    corpus: Corpus, facts: Mapping[str, Facts], iris: Mapping[str, str], options: GraphOptions
) -> Iterator[Triple]:
    """What disagrees, what was inferred, and which keys took the place of others; `facts` and `iris` are of
    the documents by their name, as far as these cite them."""
    scopes = Scopes(facts, iris, options)
    for old, new in corpus.replaced:
        yield (
            ref(iri.resource(options.base, old)),
            ref(DCTERMS.isReplacedBy),
            ref(iri.resource(options.base, new)),
        )
    for doubt in corpus.discrepancies:
        yield from doubts.discrepancy(options.base, doubt, scopes)
    for guess in corpus.inferences:
        yield from doubts.inference(options.base, guess, scopes, facts)


def run(options: GraphOptions, sources: Iterable[str]) -> Iterator[Triple]:
    """The run that made the dataset from the documents with these IRIs."""
    used = sorted(sources)
    settings = tuple(f"{name}={value}" for name, value in options.settings)
    node = ref(iri.resource(options.base, "run/" + iri.digest(options.version, *settings, *used)[:16]))
    yield ref(iri.dataset(options.base)), ref(PROV.wasGeneratedBy), node
    yield node, TYPE, ref(COMM.ExtractionRun)
    yield node, ref(SCHEMA.softwareVersion), text(options.version)
    for setting in settings:
        yield node, ref(COMM.setting), text(setting)
    for source in used:
        yield node, ref(PROV.used), ref(source)
