"""At least 145 of the 150 listed facts of the five are proved by evidence of the right kind."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.corpus.coverage import KINDS, Fact, Support, facts, missing, overlaps, supports

NEEDED = 145


@pytest.fixture(scope="module")
def listed(shared: Path) -> list[Fact]:
    return facts(shared / "benchmark" / "corpus-facts.tsv")


def test_the_list_is_of_these_texts(listed: list[Fact], shared: Path) -> None:
    texts = {path.name: path.read_bytes().decode() for path in (shared / "corpus").glob("*.txt")}
    assert len(listed) == 150
    for fact in listed:
        assert texts[fact.document][fact.start : fact.end] == fact.words.replace("\\n", "\n")


def test_every_kind_of_fact_has_its_kind_of_resource(listed: list[Fact]) -> None:
    assert {fact.kind for fact in listed} == set(KINDS)


def test_the_facts_are_proved(listed: list[Fact], published: ox.Store) -> None:
    found = supports(published)
    unproved = [
        f"{fact.document[:3]} {fact.kind} {fact.start}-{fact.end}: {fact.fact}"
        for fact in listed
        if missing(fact, found)
    ]
    assert len(listed) - len(unproved) >= NEEDED, "\n".join(unproved)


POST = Fact("a.txt", "participation+post", "", 10, 30, "")


@pytest.mark.parametrize(
    ("start", "end", "proved"),
    [(10, 30, True), (0, 100, True), (12, 16, True), (25, 35, True), (26, 36, False), (30, 40, False)],
)
def test_half_of_the_shorter_is_enough(start: int, end: int, proved: bool) -> None:
    assert overlaps(POST, Support("a.txt", start, end, "PostHolding", "")) is proved


def test_another_document_proves_nothing() -> None:
    assert not overlaps(POST, Support("b.txt", 10, 30, "PostHolding", ""))


def test_a_fact_of_two_kinds_needs_both() -> None:
    post, part = (Support("a.txt", 10, 30, kind, "") for kind in ("PostHolding", "Delegation"))
    assert [sorted(group) for group in missing(POST, [post])] == [["Delegation", "Participation"]]
    assert missing(POST, [post, part]) == []
