"""One graph in five formats, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import isomorphic, to_isomorphic
from rdflib.namespace import FOAF, RDFS, XSD

from communique import resources
from communique.entities import Corpus
from communique.graph import GraphOptions, Quad, quads
from communique.graph.terms import TYPE, date, decimal, number, ref, text, typed
from communique.publishing import serialize
from communique.publishing.serialize import Dataset
from communique.vocab import COMM, CV, SCHEMA

BASE = "https://data.example/"
CONTEXT = serialize.context(resources.ontology() / "context.jsonld")
OPTIONS = GraphOptions(BASE, evidence_quote=True, version="1.0")

keys = st.sampled_from(
    ["id/meeting/a", "id/person/b", "id/body/ü", "id/a:b", "doc/c/date/1-2/--05-25", "dataset"]
)
nodes = keys.map(lambda key: ref(BASE + key))
meetings = st.sampled_from(["id/meeting/a", "id/meeting/b"]).map(lambda key: ref(BASE + key))
participations = st.sampled_from(["id/participation/1", "id/participation/2"]).map(
    lambda key: ref(BASE + key)
)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")).map(text)
literals = st.one_of(
    words,
    st.builds(text, st.text("ab \"\\'é"), st.sampled_from(["en", "fr"])),
    st.sampled_from(["2020", "2020-12", "2020-12-02", "--05-25"]).map(date),
    st.integers(1, 99).map(lambda value: number(value, XSD.positiveInteger)),
    st.sampled_from(["007", "0", "x", "1e2", "٣"]).map(lambda value: typed(value, XSD.positiveInteger)),
    st.decimals(0, 9, places=2).map(str).map(decimal),
    st.sampled_from(["true", "false", "1"]).map(lambda value: typed(value, XSD.boolean)),
)
statements = st.one_of(
    st.tuples(
        nodes, st.just(TYPE), st.sampled_from([COMM.Meeting, COMM.Participation, FOAF.Person]).map(ref)
    ),
    st.tuples(
        nodes,
        st.sampled_from(
            [CV.hasParticipant, SCHEMA.location, COMM.evidence, COMM.party, SCHEMA.superEvent]
        ).map(ref),
        nodes,
    ),
    st.tuples(
        nodes, st.sampled_from([SCHEMA.name, RDFS.comment, COMM.ordinal, COMM.acting]).map(ref), literals
    ),
)
datasets = st.lists(
    st.builds(lambda triple, graph: Quad(triple[0], triple[1], triple[2], graph), statements, nodes)
).map(lambda found: serialize.dataset(found, CONTEXT, BASE))


@pytest.fixture(scope="module")
def dataset(corpus: Corpus) -> Dataset:
    return serialize.dataset(quads(corpus, OPTIONS), CONTEXT, BASE)


def read(data: bytes, form: ox.RdfFormat) -> set[str]:
    return {str(quad) for quad in ox.parse(data, form)}


def pyld_lines(data: bytes) -> set[str]:
    found: str = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    return set(filter(None, found.split("\n")))


def lines(data: bytes) -> set[str]:
    return set(filter(None, data.decode().split("\n")))


@given(datasets)
def test_every_format_holds_the_same(found: Dataset) -> None:
    triples = read(serialize.ntriples(found), ox.RdfFormat.N_TRIPLES)
    assert read(serialize.turtle(found), ox.RdfFormat.TURTLE) == triples
    assert read(serialize.trig(found), ox.RdfFormat.TRIG) == read(
        serialize.nquads(found), ox.RdfFormat.N_QUADS
    )


@settings(deadline=None)
@given(datasets)
def test_json_ld_read_by_pyld_is_the_turtle(found: Dataset) -> None:
    assert pyld_lines(serialize.jsonld(found)) == lines(serialize.ntriples(found))


# rdflib's JSON-LD parser uses what rdflib itself has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_read_by_rdflib_is_the_turtle(dataset: Dataset) -> None:
    turtle = Graph().parse(data=serialize.turtle(dataset), format="turtle")
    found = Graph().parse(data=serialize.jsonld(dataset), format="json-ld")
    assert len(found) == len({quad[:3] for quad in dataset.quads})
    assert isomorphic(turtle, found)
    assert to_isomorphic(turtle) == to_isomorphic(found)


def test_json_ld_of_a_corpus_read_by_pyld_is_the_turtle(dataset: Dataset) -> None:
    assert pyld_lines(serialize.jsonld(dataset)) == lines(serialize.ntriples(dataset))


@pytest.mark.parametrize("base", ["https://data.example/x#", "https://w3id.org/communique/"])
def test_any_base_will_do(corpus: Corpus, base: str) -> None:
    found = serialize.dataset(quads(corpus, replace(OPTIONS, base=base)), CONTEXT, base)
    triples = read(serialize.ntriples(found), ox.RdfFormat.N_TRIPLES)
    assert read(serialize.turtle(found), ox.RdfFormat.TURTLE) == triples
    assert pyld_lines(serialize.jsonld(found)) == lines(serialize.ntriples(found))


@pytest.mark.parametrize("name", sorted(serialize.FORMATS))
def test_the_order_of_the_quads_does_not_matter(dataset: Dataset, name: str) -> None:
    again = serialize.dataset(reversed(dataset.quads), CONTEXT, BASE)
    assert serialize.FORMATS[name](again) == serialize.FORMATS[name](dataset)


def meetings_in(data: bytes) -> list[dict[str, Any]]:
    found = json.loads(data)["@graph"]
    return [node for node in found if node.get("type") == "Meeting"]


def test_a_meeting_holds_its_participants(dataset: Dataset) -> None:
    (talks,) = meetings_in(serialize.jsonld(dataset))
    chairs = [part["participant"] for part in talks["participation"] if part["role"].endswith("/chair")]
    assert [chair["prefLabel"] for chair in chairs] == ["Anna Alpha"]
    assert talks["heldOn"][0]["type"] == "DateExpression"
    assert {party["type"] for party in talks["party"]} == {"Organization"}


def test_numbers_and_truth_values_are_json_s_own(dataset: Dataset) -> None:
    (talks,) = meetings_in(serialize.jsonld(dataset))
    assert talks["ordinal"] == 2
    assert [part["holding"]["acting"] for part in talks["participation"] if "holding" in part] == [False]


def test_framing_by_meeting_gives_the_same_participants(dataset: Dataset) -> None:
    """JSON-LD 1.1 Framing, done by PyLD, agrees with the shape that is published."""
    whole = json.loads(serialize.jsonld(dataset))
    wanted = {"@context": whole["@context"], "type": "Meeting", "participation": {"participant": {}}}
    framed = jsonld.frame(whole, wanted, {"embed": "@always"})
    (talks,) = meetings_in(serialize.jsonld(dataset))
    assert framed["id"] == talks["id"]
    assert [part["participant"]["prefLabel"] for part in framed["participation"]] == [
        part["participant"]["prefLabel"] for part in talks["participation"]
    ]


def test_each_node_stands_in_full_once(dataset: Dataset) -> None:
    found = json.loads(serialize.jsonld(dataset))["@graph"]
    names = [node["id"] for node in found]
    nested = [part["id"] for node in found for part in node.get("participation", ())]
    assert nested
    assert len(set(names)) == len(names)
    assert not set(names) & set(nested)


def test_turtle_has_its_prefixes_in_full_and_a_line_before_each_subject(dataset: Dataset) -> None:
    written = serialize.turtle(dataset).decode()
    assert "@prefix schema: <https://schema.org/> .\n" in written
    assert "\n\n<id/meeting/talks> a comm:Meeting ;\n" in written
    assert "@prefix sem:" not in written
