"""Every statement of the five is proved, every proof resolves, and the build conforms."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from communique import pipeline
from communique.publishing.answers import ask
from tests.corpus.asking import Ask


def test_the_build_conforms(outcome: tuple[pipeline.Outcome, Path]) -> None:
    assert outcome[0].report.conforms


def test_every_span_is_the_words_it_quotes(published: ox.Store, shared: Path) -> None:
    found = ask(
        published,
        """SELECT ?file ?start ?end ?exact {
            ?evidence oa:hasSource/comm:fileName ?file ; oa:hasSelector ?position, ?quote .
            ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact }""",
        "the proof test",
    )
    texts = {path.name: path.read_bytes().decode() for path in (shared / "corpus").glob("*.txt")}
    assert len(found.rows) > 500
    for row in found.rows:
        file, start, end, exact = (str(getattr(term, "value", "")) for term in row)
        assert texts[file][int(start) : int(end)] == exact


def test_what_states_a_fact_is_proved(answer: Ask) -> None:
    found = answer("""SELECT ?class ?node { ?node a ?class .
        VALUES ?class { comm:Meeting comm:Participation comm:Delegation comm:PostHolding comm:Agreement
            comm:Initiative comm:Quotation comm:Assertion comm:DateExpression schema:ContactPoint
            foaf:Person }
        FILTER NOT EXISTS { ?node comm:evidence ?evidence } }""")
    assert found == set()


def test_what_ties_meetings_and_agreements_has_an_assertion(answer: Ask) -> None:
    found = answer("""SELECT ?subject ?predicate { GRAPH ?release {
        ?release comm:fileName ?file . ?subject ?predicate ?object .
        VALUES ?predicate { schema:location schema:superEvent comm:onOccasionOf comm:party comm:inSeries
            comm:ordinal comm:signedAt comm:signatory comm:finances comm:launchedAt comm:managedBy
            schema:funder dcterms:subject dcterms:publisher comm:datelinePlace comm:statedCount }
        FILTER NOT EXISTS {
            ?assertion rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object } } }""")
    assert found == set()
