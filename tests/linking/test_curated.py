"""The links of the five releases: each thing linked or looked for in vain, each with when and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique import resources
from communique.entities import Corpus
from communique.identity import Decisions, load_decisions
from communique.pipeline import tabulate
from communique.settings import Settings

INDIVIDUALS = ("person/", "body/", "place/")


@pytest.fixture(scope="module")
def decisions() -> Decisions:
    return load_decisions(resources.mappings())


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Corpus:
    return tabulate([str(shared / "corpus")], Settings(), resources.mappings()).corpus


def test_everybody_is_linked_or_was_looked_for_in_vain(corpus: Corpus, decisions: Decisions) -> None:
    settled = {row.subject for row in decisions.rows}
    open_ones = [e.key for e in corpus.entities if e.key.startswith(INDIVIDUALS) and e.key not in settled]
    assert open_ones == []


def test_the_same_is_said_of_persons_bodies_and_places_alone(corpus: Corpus) -> None:
    said = {(entity.kind, link.predicate) for entity in corpus.entities for link in entity.links}
    same = {kind for kind, predicate in said if predicate == "owl:sameAs"}
    assert same == {"person", "body", "place"}
    assert {predicate for _, predicate in said} <= {"owl:sameAs", "skos:closeMatch", "skos:exactMatch"}


def test_no_item_is_two_things_of_the_data(decisions: Decisions) -> None:
    items = [
        row.object for row in decisions.rows if row.predicate == "owl:sameAs" and row.object[:3] == "wd:"
    ]
    positive = [row.object for row in decisions.rows if not row.negative and row.object in items]
    repeated = {item for item in positive if positive.count(item) > 1}
    # The country, and the state that acts from it, which is only close.
    assert repeated == {"wd:Q796"}


def test_each_row_says_when_it_was_seen(decisions: Decisions) -> None:
    outer = [row.row for row in decisions.rows if row.object.startswith(("wd:", "sssom:"))]
    assert len(outer) > 50
    for row in outer:
        assert re.search(r"on 20\d\d-\d\d-\d\d|checked 20\d\d-\d\d-\d\d", row.cell("comment")), row.line


def test_a_number_that_a_public_list_got_wrong_is_remembered(decisions: Decisions) -> None:
    wrong = [(row.subject, row.object) for row in decisions.rows if row.negative and row.object[:3] == "wd:"]
    assert ("body/unodc", "wd:Q188307") in wrong
