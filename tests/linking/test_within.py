"""Proposals within the dataset, and what a decision on one does to the next build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique import resources
from communique.identity import Decisions, load_decisions
from communique.linking import within
from communique.linking.journal import Verdict
from communique.linking.session import Session
from communique.linking.subjects import Fact, Subject


def person(name: str, *posts: str, items: tuple[str, ...] = (), key: str = "") -> Subject:
    facts = tuple(Fact("post", post) for post in posts)
    slug = name.lower().replace(" ", "-")
    return Subject(key or f"person/{slug}", "person", name, (), (), items, facts)


def body(name: str) -> Subject:
    return Subject(f"body/{name.lower().replace(' ', '-')}", "body", name, (), (), (), ())


@pytest.fixture(scope="module")
def decisions() -> Decisions:
    return replace(load_decisions(resources.mappings()), apart=frozenset(), same={}, labels={})


def proposed(decisions: Decisions, *found: Subject) -> list[tuple[str, str]]:
    return [(p.label, p.object_label) for p in within.proposals(found, decisions)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Falk", "Ida Falk"),
        ("Ida Falk", "Ida Marie Falk"),
        ("Ida Falk", "Ide Falk"),
        ("Rick Brown", "Richard Brown"),
    ],
)
def test_names_that_are_alike_are_proposed_and_the_fuller_one_stays(
    decisions: Decisions, one: str, other: str
) -> None:
    alike = {frozenset(pair) for pair in proposed(decisions, person(one), person(other))}
    assert alike <= {frozenset((one, other))}
    if len(one.split()) < len(other.split()):
        assert proposed(decisions, person(other), person(one)) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Falk", "Ida Berg"), ("Ida Falk", "Olaf Falk"), ("Falk", "Falke")],
)
def test_other_names_are_not(decisions: Decisions, one: str, other: str) -> None:
    assert proposed(decisions, person(one), person(other)) == []


def test_bodies_by_their_words(decisions: Decisions) -> None:
    found = [body("Office of River Safety"), body("River Safety Office"), body("River Trade Office")]
    assert proposed(decisions, *found) in (
        [("River Safety Office", "Office of River Safety")],
        [("Office of River Safety", "River Safety Office")],
    )


def test_what_both_have_counts(decisions: Decisions) -> None:
    falk = person("Falk", "Minister for Rivers")
    pairs = list(
        within.proposals([falk, person("Ida Falk", "Minister for Rivers"), person("Olaf Falk")], decisions)
    )
    assert [(p.object, p.best) for p in sorted(pairs, key=lambda p: -p.score)] == [
        ("id:person/ida-falk", True),
        ("id:person/olaf-falk", False),
    ]
    assert dict(pairs[0].features)["same post"] is True


def test_what_was_decided_or_cannot_be_is_not_proposed(decisions: Decisions) -> None:
    one, other = person("Falk"), person("Ida Falk")
    apart = replace(decisions, apart=frozenset({frozenset((one.key, other.key))}))
    same = replace(decisions, same={one.key: other.key})
    assert proposed(apart, one, other) == proposed(same, one, other) == []
    linked = person("Ida Falk", items=("wd:Q1",)), person("Ida M Falk", items=("wd:Q2",))
    assert proposed(decisions, *linked) == []
    assert proposed(decisions, person("Falk", key="person/falk-2"), other) == []


def test_none_of_them_is_a_no_to_each(decisions: Decisions, tmp_path: Path) -> None:
    found = tuple(within.proposals([person("Falk"), person("Ida Falk"), person("Olaf Falk")], decisions))
    session = Session(found, tmp_path / "journal.jsonl", "Jane Example", lambda: "2026-11-26T10:00:00+00:00")
    session.decide(found[0], Verdict.NONE)
    assert [e.verdict for e in session.entries] == [Verdict.REJECT, Verdict.REJECT]
    assert session.open() == []


def test_a_link_elsewhere_leaves_the_question_within_open(decisions: Decisions, tmp_path: Path) -> None:
    (inner,) = within.proposals([person("Falk"), person("Ida Falk")], decisions)
    outer = replace(inner, object="http://www.wikidata.org/entity/Q1")
    session = Session((outer, inner), tmp_path / "journal.jsonl", "Jane Example", lambda: "2026-11-26")
    session.decide(outer, Verdict.ACCEPT)
    assert session.open() == [inner]
