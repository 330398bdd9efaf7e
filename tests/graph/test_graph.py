"""The quads of a corpus: what they say, where they say it, and that each is proved."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS, XSD

from communique import vocab
from communique.entities import Corpus
from communique.graph import GraphOptions, Quad, line, quads
from communique.model import DateExpression, Proof, Span, Text

COMM, CV, OA, SCHEMA, TIME = (
    Namespace(str(space)) for space in (vocab.COMM, vocab.CV, vocab.OA, vocab.SCHEMA, vocab.TIME)
)
OPTIONS = GraphOptions("https://data.example/", version="1.2.3", settings=(("evidence", "position"),))
EARLY = URIRef("https://data.example/doc/early")
LATE = URIRef("https://data.example/doc/late")
ACROSS = URIRef("https://data.example/dataset")
NARY = (
    *(COMM.Participation, COMM.PostHolding, COMM.Quotation, COMM.Meeting, COMM.Agreement, COMM.Initiative),
    *(COMM.Delegation, COMM.DateExpression, COMM.Assertion, COMM.Discrepancy, SCHEMA.MonetaryAmount),
)


def resource(key: str) -> URIRef:
    return URIRef("https://data.example/id/" + key)


class Published(Graph):
    """The union of all graphs, and each by its name."""

    def __init__(self, found: list[Quad]) -> None:
        super().__init__()
        self.parse(data=_ntriples(found), format="nt")
        self.found = found

    def graph(self, name: URIRef) -> Graph:
        own = [quad for quad in self.found if quad.graph == f"<{name}>"]
        return Graph().parse(data=_ntriples(own), format="nt")


def _ntriples(found: list[Quad]) -> str:
    return "\n".join(f"{subject} {predicate} {value} ." for subject, predicate, value, _ in found)


def dataset(corpus: Corpus, options: GraphOptions = OPTIONS) -> Published:
    return Published(list(quads(corpus, options)))


@pytest.fixture(scope="module")
def published(corpus: Corpus) -> Published:
    return dataset(corpus)


def test_the_whole_corpus(corpus: Corpus, root: Path) -> None:
    """To renew the case after a change of the model, write `quads` as TriG and read what changed."""
    expected = ox.Dataset(ox.parse(path=root / "tests/cases/graph/expected.trig"))
    found = ox.Dataset(ox.parse("\n".join(map(line, quads(corpus, OPTIONS))), ox.RdfFormat.N_QUADS))
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_there_are_no_blank_nodes(corpus: Corpus) -> None:
    assert not [quad for quad in quads(corpus, OPTIONS) if "_:" in (quad.subject[:2], quad.object[:2])]


def test_the_order_of_the_documents_does_not_matter(corpus: Corpus) -> None:
    orders = [replace(corpus, documents=order) for order in permutations(corpus.documents)]
    first, second = (list(quads(order, OPTIONS)) for order in orders)
    assert first == second


def test_each_statement_stands_once_in_a_graph(corpus: Corpus) -> None:
    found = list(quads(corpus, OPTIONS))
    assert len(set(found)) == len(found)


def test_lines_are_canonical(corpus: Corpus) -> None:
    lines = [line(quad) for quad in quads(corpus, replace(OPTIONS, evidence_quote=True))]
    written = ox.serialize(ox.parse("\n".join(lines), ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert written.decode().splitlines() == lines


def test_each_document_names_things_as_it_prints_them(published: Published) -> None:
    person = resource("person/alpha")
    assert list(published.graph(EARLY).objects(person, FOAF.name)) == [Literal("Alpha")]
    assert list(published.graph(LATE).objects(person, FOAF.name)) == [Literal("Anna Alpha")]
    assert list(published.graph(ACROSS).objects(person, SKOS.prefLabel)) == [Literal("Anna Alpha")]
    assert not list(published.graph(EARLY).objects(person, SKOS.prefLabel))


def test_each_node_that_states_a_fact_is_proved(published: Published) -> None:
    for kind in NARY:
        nodes = set(published.subjects(RDF.type, kind))
        assert nodes, f"the corpus has no {kind}"
        unproved = [n for n in nodes if not set(published.objects(n, COMM.evidence))]
        assert unproved == []
        assert [n for n in nodes if len(set(published.objects(n, COMM.derivation))) != 1] == []


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        ("meeting/talks", SCHEMA.location),
        ("meeting/talks", SCHEMA.superEvent),
        ("meeting/talks", COMM.onOccasionOf),
        ("meeting/talks", COMM.party),
        ("meeting/talks", COMM.inSeries),
        ("meeting/talks", COMM.ordinal),
        ("meeting/talks", DCTERMS.subject),
        ("delegation/1", COMM.statedCount),
        ("agreement/pact", COMM.party),
        ("agreement/pact", COMM.signatory),
        ("agreement/pact", COMM.signedAt),
        ("agreement/pact", COMM.finances),
        ("agreement/pact", SCHEMA.amount),
        ("initiative/fund", SCHEMA.funder),
        ("initiative/fund", COMM.managedBy),
        ("initiative/fund", COMM.partner),
        ("initiative/fund", COMM.launchedAt),
        ("initiative/fund", DCTERMS.isPartOf),
        ("topic/pact", DCTERMS.spatial),
    ],
)
def test_a_plain_statement_has_an_assertion(published: Published, subject: str, predicate: URIRef) -> None:
    values = set(published.objects(resource(subject), predicate))
    asserted = {
        value
        for node in published.subjects(RDF.predicate, predicate)
        if (node, RDF.subject, resource(subject)) in published
        for value in published.objects(node, RDF.object)
    }
    assert values
    assert asserted == values


def test_evidence_points_to_the_words(corpus: Corpus) -> None:
    published = dataset(corpus, replace(OPTIONS, evidence_quote=True))
    texts = {item.document.name: item.document.text for item in corpus.documents}
    for node in published.subjects(RDF.type, COMM.Evidence):
        source = published.value(node, OA.hasSource)
        text = texts[str(published.value(source, COMM.fileName))]
        position, quote = URIRef(f"{node}/position"), URIRef(f"{node}/quote")
        start, end = (int(str(published.value(position, name))) for name in (OA.start, OA.end))
        exact, prefix, suffix = (
            str(published.value(quote, name)) for name in (OA.exact, OA.prefix, OA.suffix)
        )
        assert exact == text[start:end]
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)


def test_positions_only_publish_no_wording(corpus: Corpus, published: Published) -> None:
    assert not list(published.subjects(RDF.type, OA.TextQuoteSelector))
    assert not list(published.subject_objects(SCHEMA.text))
    quoting = dataset(corpus, replace(OPTIONS, evidence_quote=True))
    assert list(quoting.objects(resource("quotation/1"), SCHEMA.text)) == [Literal("Good \\ words")]


def test_a_date_is_as_precise_as_printed(published: Published) -> None:
    printed = EARLY + "/date/24-30/--05-25"
    assert list(published.objects(printed, COMM.inMonthDay)) == [Literal("--05-25", datatype=XSD.gMonthDay)]
    assert not list(published.objects(printed, TIME.inXSDDate))
    assert list(published.objects(EARLY, DCTERMS.issued)) == [Literal("--05-25", datatype=XSD.gMonthDay)]


def test_a_counted_date_names_its_anchor_and_its_range(published: Published) -> None:
    (when,) = published.graph(LATE).objects(resource("meeting/talks"), COMM.heldOn)
    assert (when, COMM.anchoredTo, LATE) in published
    assert (when, COMM.rangeEnd, Literal("2020-12-02", datatype=XSD.date)) in published
    assert (when, COMM.confidence, Literal("0.95", datatype=XSD.decimal)) in published
    assert (when, COMM.derivation, URIRef(vocab.concept("derivation", "resolved"))) in published


@pytest.mark.parametrize(
    ("key", "subject", "predicate"),
    [("inference/1", EARLY, COMM.issuedOn), ("inference/2", resource("meeting/talks"), COMM.heldOn)],
)
def test_an_inferred_date_stands_beside_the_printed(
    published: Published, key: str, subject: URIRef, predicate: URIRef
) -> None:
    across, guess = published.graph(ACROSS), resource(key)
    assert (subject, predicate, guess) in across
    assert (guess, TIME.inXSDDate, Literal("2018-05-25", datatype=XSD.date)) in across
    assert (guess, COMM.derivation, URIRef(vocab.concept("derivation", "inferred"))) in across
    (printed,) = across.objects(guess, PROV.wasDerivedFrom)
    assert (subject, predicate, printed) in published.graph(EARLY)
    (premise,) = across.objects(guess, COMM.evidence)
    assert (premise, OA.hasSource, LATE) in across


def test_a_post_is_attested_on_the_printed_date_where_that_is_full(published: Published) -> None:
    late = resource("post-holding/2")
    assert list(published.objects(late, COMM.attestedOn)) == [Literal("2020-12-03", datatype=XSD.date)]
    assert not list(published.graph(EARLY).objects(resource("post-holding/1"), COMM.attestedOn))
    assert list(published.objects(late, COMM.acting)) == [Literal(True)]


def test_a_post_is_attested_on_the_inferred_date_by_inference_alone(published: Published) -> None:
    across = published.graph(ACROSS)
    inferred = Literal("2018-05-25", datatype=XSD.date)
    assert (resource("post-holding/1"), COMM.attestedOn, inferred) in across
    (node,) = across.subjects(RDF.predicate, COMM.attestedOn)
    assert (node, RDF.subject, resource("post-holding/1")) in across
    assert (node, COMM.derivation, URIRef(vocab.concept("derivation", "inferred"))) in across
    assert (node, PROV.wasDerivedFrom, resource("inference/1")) in across


def test_who_took_part_in_which_post(published: Published) -> None:
    part = resource("participation/1")
    assert (resource("meeting/talks"), CV.hasParticipation, part) in published
    assert (part, CV.role, URIRef(vocab.concept("role", "chair"))) in published
    assert (part, COMM.inCapacity, resource("post/head")) in published
    assert (part, COMM.holding, resource("post-holding/1")) in published


def test_a_discrepancy_prefers_one_of_its_readings(published: Published) -> None:
    (preferred,) = published.objects(resource("discrepancy/1"), COMM.preferred)
    readings = {
        str(published.value(node, RDF.object)): published.value(node, PROV.wasDerivedFrom)
        for node in published.objects(resource("discrepancy/1"), COMM.concerns)
    }
    assert readings == {"Alpha": EARLY, "Anna Alpha": LATE}
    assert published.value(preferred, RDF.object) == Literal("Anna Alpha")


def test_a_topic_without_a_meeting_is_the_document_s(published: Published) -> None:
    assert (LATE, DCTERMS.subject, resource("topic/memory")) in published


def test_what_a_release_calls_itself_proves_that_it_is_one(corpus: Corpus) -> None:
    early = corpus.documents[0]
    kind = Text("talks", Proof((Span(7, 12),)))
    named = replace(early, header=replace(early.header, kind=kind))
    found = {
        tuple(quad) for quad in quads(replace(corpus, documents=(named, *corpus.documents[1:])), OPTIONS)
    }
    release, proof = f"<{EARLY}>", f"<{EARLY}/span/7-12>"
    assert (release, f"<{COMM.evidence}>", proof, release) in found


def test_what_a_text_points_to_and_since_when_a_body_is(corpus: Corpus) -> None:
    early = corpus.documents[0]
    proof = Proof((Span(7, 12),))
    body = replace(early.bodies[0], established=DateExpression("June 1999", "1999-06", "", proof))
    addresses = (Text("https://example.org/a", proof), Text("https://example.org:none/", proof))
    told = replace(
        early, header=replace(early.header, references=addresses), bodies=(body, *early.bodies[1:])
    )
    found = dataset(replace(corpus, documents=(told, *corpus.documents[1:])))
    assert set(found.objects(EARLY, DCTERMS.references)) == {URIRef("https://example.org/a")}
    since = Literal("1999-06", datatype=XSD.gYearMonth)
    assert set(found.objects(resource(body.key), SCHEMA.foundingDate)) == {since}
    assert len(set(found.subjects(RDF.predicate, SCHEMA.foundingDate))) == 1


def test_a_date_of_nothing_else_is_mentioned(published: Published) -> None:
    (mentioned,) = published.objects(LATE, SCHEMA.mentions)
    assert (mentioned, TIME.inXSDgYear, Literal("2019", datatype=XSD.gYear)) in published


def test_the_run_tells_its_version_and_settings(published: Published) -> None:
    (run,) = published.objects(ACROSS, PROV.wasGeneratedBy)
    assert (run, SCHEMA.softwareVersion, Literal("1.2.3")) in published
    assert (run, COMM.setting, Literal("evidence=position")) in published
    assert set(published.objects(run, PROV.used)) == {EARLY, LATE}


def test_an_unknown_role_is_an_error(corpus: Corpus) -> None:
    early = corpus.documents[0]
    wrong = replace(early, participations=(replace(early.participations[0], role="boss"),))
    with pytest.raises(ValueError, match="'boss' is no role"):
        list(quads(replace(corpus, documents=(wrong, corpus.documents[1])), OPTIONS))


def test_a_quad_is_a_light_tuple(corpus: Corpus) -> None:
    quad = next(quads(corpus, OPTIONS))
    assert isinstance(quad, Quad)
    assert quad.graph == f"<{EARLY}>"
