"""What decisions call people: by the printed name where one bears it, else by a release."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique import resources
from communique.identity import Decisions, load_decisions
from communique.linking import within
from communique.linking.namesakes import Mentions
from communique.linking.subjects import Subject
from tests.linking.test_within import person

MENTIONS: Mentions = {
    "person/falk": ("person/falk/in/a", "person/falk/in/b"),
    "person/falk-2": ("person/falk/in/c",),
    "person/ida-falk": ("person/ida-falk/in/d",),
}
FALK, OTHER, IDA = person("Falk"), person("Falk", key="person/falk-2"), person("Ida Falk")


@pytest.fixture(scope="module")
def decisions() -> Decisions:
    return replace(load_decisions(resources.mappings()), apart=frozenset(), same={}, labels={})


def proposed(decisions: Decisions, *found: Subject) -> set[tuple[str, str]]:
    return {(p.subject, p.object) for p in within.proposals(found, decisions, MENTIONS)}


def test_a_name_that_one_bears_is_enough(decisions: Decisions) -> None:
    assert proposed(decisions, FALK, IDA) == {("person/falk", "id:person/ida-falk")}


def test_namesakes_are_named_by_a_release(decisions: Decisions) -> None:
    assert proposed(decisions, FALK, OTHER, IDA) == {
        ("person/falk/in/a", "id:person/ida-falk"),
        ("person/falk/in/c", "id:person/ida-falk"),
    }


def test_namesakes_of_one_post_may_be_one(decisions: Decisions) -> None:
    found = person("Falk", "Minister"), person("Falk", "Minister", key="person/falk-2")
    assert proposed(decisions, *found) == {("person/falk/in/a", "id:person/falk/in/c")}


def test_full_namesakes_may_be_one(decisions: Decisions) -> None:
    found = IDA, person("Ida Falk", key="person/ida-falk-2")
    mentions = {**MENTIONS, "person/ida-falk-2": ("person/ida-falk/in/e",)}
    (made,) = within.proposals(found, decisions, mentions)
    assert (made.subject, made.object) == ("person/ida-falk/in/d", "id:person/ida-falk/in/e")


def test_who_has_no_name_of_their_own_is_left_out(decisions: Decisions) -> None:
    assert proposed(decisions, IDA, person("Falk", key="person/falk-3")) == set()


def test_a_no_by_any_of_their_releases_counts(decisions: Decisions) -> None:
    pair = frozenset(("person/falk/in/b", "person/ida-falk"))
    apart = replace(decisions, apart=frozenset({pair}), spoken=frozenset({"person/falk/in/b"}))
    assert proposed(apart, FALK, OTHER, IDA) == {("person/falk/in/c", "id:person/ida-falk")}
    # Further verdicts on the same person use the name that was decided on before.
    more = proposed(apart, FALK, OTHER, IDA, person("Olaf Falk"))
    assert ("person/falk/in/b", "id:person/olaf-falk") in more
