"""Identities for Wikidata, and statements to give back to it."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from rdflib import OWL, RDF, SKOS, VOID, Graph, URIRef

from communique import iri
from communique.entities import Corpus
from communique.model import Derivation, Facts, Proof
from communique.publishing import dryrun, links, linkset, quickstatements, void
from communique.publishing.quickstatements import Offer, Reason
from communique.publishing.store import select
from communique.settings import Settings

SETTINGS = Settings(base="https://example.org/")


def _offers(corpus: Corpus) -> list[Offer]:
    return list(quickstatements.offers(corpus, links.items(corpus)))


def _commands(corpus: Corpus) -> list[list[str]]:
    return [line.split("\t") for line in quickstatements.commands(_offers(corpus))]


def _changed(corpus: Corpus, **changes: object) -> Corpus:
    """The first release with a full date, and what else is changed."""
    header = dataclasses.replace(corpus.documents[0].header, published=corpus.documents[1].header.published)
    given = {"header": header} | changes
    first: Facts = dataclasses.replace(corpus.documents[0], **given)  # type: ignore[arg-type]
    return dataclasses.replace(corpus, documents=(first,))


def test_writes_all_files(corpus: Corpus, tmp_path: Path) -> None:
    paths = links.write(_changed(corpus), tmp_path / "links", SETTINGS)
    assert [path.name for path in paths] == [
        "wikidata.sssom.tsv", "linkset.ttl", "quickstatements.txt", "quickstatements.md"
    ]  # fmt: skip
    assert all(path.read_bytes().endswith(b"\n") for path in paths)


def test_the_linkset_holds_the_links_and_counts_them(corpus: Corpus) -> None:
    graph = Graph().parse(data=linkset.turtle_of(corpus, SETTINGS), format="turtle")
    found = {
        str(graph.value(node, VOID.linkPredicate)): int(str(graph.value(node, VOID.triples)))
        for node in graph.subjects(RDF.type, VOID.Linkset)
    }
    assert found == {str(OWL.sameAs): 5, str(SKOS.closeMatch): 1}
    assert len(list(graph.triples((None, OWL.sameAs, None)))) == 5
    anna, item = URIRef("https://example.org/id/person/anna"), URIRef("http://www.wikidata.org/entity/Q1")
    assert (anna, OWL.sameAs, item) in graph


def test_the_linkset_is_the_one_of_the_catalogue(corpus: Corpus, store: ox.Store, queries: Path) -> None:
    rows = select(store, (queries / "statistics" / "links.rq").read_text(encoding="utf-8")).rows
    theirs = set(void.linksets(iri.dataset(Settings().base), rows))
    graph = ox.parse(linkset.turtle_of(corpus, Settings()).encode(), format=ox.RdfFormat.TURTLE)
    assert theirs
    assert theirs <= {quad.triple for quad in graph}


def test_sssom_has_a_row_for_each_link_with_its_justification(corpus: Corpus) -> None:
    lines = links.sssom(corpus, SETTINGS).splitlines()
    rows = list(csv.DictReader([line for line in lines if line[0] != "#"], delimiter="\t"))
    assert [row["subject_id"] for row in rows] == sorted(row["subject_id"] for row in rows)
    assert len(rows) == 6
    (anna,) = (row for row in rows if row["subject_id"] == "id:person/anna")
    assert anna == {
        "subject_id": "id:person/anna",
        "subject_label": "Anna Alpha",
        "subject_category": "person",
        "predicate_id": "owl:sameAs",
        "object_id": "wd:Q1",
        "object_label": "",
        "mapping_justification": "semapv:ManualMappingCuration",
        "confidence": "",
        "author_label": "",
        "mapping_date": "",
        "comment": "same office",
    }


def test_sssom_metadata_expands_every_prefix_in_use(corpus: Corpus) -> None:
    lines = links.sssom(corpus, SETTINGS).splitlines()
    metadata = yaml.safe_load("\n".join(line[1:] for line in lines if line[0] == "#"))
    assert metadata["curie_map"]["id"] == "https://example.org/id/"
    assert metadata["mapping_set_id"] == "https://example.org/links/wikidata.sssom.tsv"
    used = {
        cell.partition(":")[0] for line in lines if line[0] != "#" for cell in line.split("\t") if ":" in cell
    }
    assert used <= set(metadata["curie_map"])


def test_a_near_match_gives_no_statement(corpus: Corpus) -> None:
    assert "body/league" not in links.items(corpus)
    assert not any("Q3" in command for command in _commands(corpus))


def test_a_link_elsewhere_is_no_wikidata_item(corpus: Corpus) -> None:
    link = dataclasses.replace(corpus.entities[0].links[0], target="https://example.com/Q7")
    entity = dataclasses.replace(corpus.entities[0], links=(link,))
    assert links.items(dataclasses.replace(corpus, entities=(entity,))) == {}


@pytest.mark.parametrize(
    "statement",
    [
        ["Q5", "P710", "Q1"],  # chaired the meeting
        ["Q5", "P710", "Q2"],  # party to the meeting
        ["Q6", "P1891", "Q2"],  # party to the signed pact
        ["Q1", "P39", "Q4"],  # held the post
    ],
)
def test_what_is_stated_of_linked_things_is_given_back(corpus: Corpus, statement: list[str]) -> None:
    (command,) = (c for c in _commands(_changed(corpus)) if c[:3] == statement)
    day = "+2021-03-03T00:00:00Z/11"
    reference = ["S854", '"https://example.org/1"', "S1476", 'en:"Second Talks in Alphaville"', "S577", day]
    assert command[3:] == [*(["P585", day] if statement[1] == "P39" else []), *reference]


def test_a_convener_organizes(corpus: Corpus) -> None:
    parts = tuple(dataclasses.replace(p, role="convener") for p in corpus.documents[0].participations)
    found = _commands(_changed(corpus, participations=parts))
    assert {tuple(c[:3]) for c in found} >= {("Q5", "P664", "Q1"), ("Q5", "P664", "Q2")}


def test_a_planned_meeting_gives_no_participants(corpus: Corpus) -> None:
    meetings = tuple(dataclasses.replace(m, status="planned") for m in corpus.documents[0].meetings)
    assert not [c for c in _commands(_changed(corpus, meetings=meetings)) if c[0] == "Q5"]


def test_an_unsigned_agreement_has_no_parties_for_signatories(corpus: Corpus) -> None:
    agreements = tuple(dataclasses.replace(a, status="announced") for a in corpus.documents[0].agreements)
    assert not [c for c in _commands(_changed(corpus, agreements=agreements)) if c[0] == "Q6"]


def test_what_is_not_stated_is_not_given_back(corpus: Corpus) -> None:
    how = Proof((), Derivation.RESOLVED)
    holdings = tuple(dataclasses.replace(h, proof=how) for h in corpus.documents[0].holdings)
    assert not [c for c in _commands(_changed(corpus, holdings=holdings)) if c[1] == "P39"]


def test_without_a_date_or_an_address_nothing_is_given_back(corpus: Corpus) -> None:
    assert _commands(corpus) == []
    assert {offer.reason for offer in _offers(corpus)} >= {Reason.NO_DATE}
    header = dataclasses.replace(_changed(corpus).documents[0].header, source=None)
    assert {offer.reason for offer in _offers(_changed(corpus, header=header))} >= {Reason.NO_ADDRESS}


def test_the_summary_says_what_would_be_stated_and_what_not(corpus: Corpus) -> None:
    changed = _changed(corpus)
    words = dryrun.summary(changed, _offers(changed), links.items(changed))
    assert "`quickstatements.txt` holds 4." in words
    assert "- position held (P39): 1\n" in words
    assert "| Anna Alpha | position held | Director | Q1 P39 Q4 | first.txt " in words
    assert "one of its ends has no Wikidata item" in words
    assert "(`person/ben`): 1" in words
    assert "(`body/union`)" not in words


def test_the_summary_of_nothing_says_so(corpus: Corpus) -> None:
    words = dryrun.summary(corpus, _offers(corpus), links.items(corpus))
    assert "`quickstatements.txt` is empty" in words
    assert "the release gives no date to refer to" in words


@pytest.mark.parametrize(
    ("day", "wanted"), [("2021", "+2021-00-00T00:00:00Z/9"), ("2021-03", "+2021-03-00T00:00:00Z/10")]
)
def test_a_partial_date_keeps_its_precision(corpus: Corpus, day: str, wanted: str) -> None:
    known = corpus.documents[1].header.published
    assert known is not None
    header = dataclasses.replace(corpus.documents[0].header, published=dataclasses.replace(known, start=day))
    assert any(wanted in command for command in _commands(_changed(corpus, header=header)))


def test_a_quotation_mark_or_tab_in_a_title_breaks_no_command(corpus: Corpus) -> None:
    title = corpus.documents[0].header.title
    assert title is not None
    odd = dataclasses.replace(title, value='The "big"\ttalks')
    header = dataclasses.replace(_changed(corpus).documents[0].header, title=odd)
    assert _commands(_changed(corpus, header=header))
    assert all("en:\"The 'big' talks\"" in command for command in _commands(_changed(corpus, header=header)))
