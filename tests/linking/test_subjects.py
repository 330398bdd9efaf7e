"""What a build knows of its people, bodies and places, and what is asked of a service."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from communique import resources
from communique.errors import MappingError
from communique.linking import asking
from communique.linking.query import Query, Value
from communique.linking.subjects import Fact, Subject, subjects, telling, told
from communique.pipeline import Job, build
from communique.publishing import store
from communique.settings import Settings
from communique.vocab import HOME

SPACE = "http://www.wikidata.org/entity/"
TEXT = """# Ministers agree on a plan for rivers

Vienna, 4 March 2021 – Ms. Jane Doe, Director for Water Policy at the European Commission, met
Foreign Minister John Roe of Norway in Vienna today.
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Subject]:
    folder = tmp_path_factory.mktemp("linking")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    build(Job((str(folder / "a.txt"),), folder / "out", Settings(), resources.mappings()))
    opened = store.load(folder / "out" / "communique.nq")
    return {found.key: found for found in subjects(opened, resources.queries() / "linking", HOME)}


def test_people_bodies_and_places_are_found_under_their_keys(known: Mapping[str, Subject]) -> None:
    assert {found.kind for found in known.values()} == {"person", "body", "place"}
    assert {"person/jane-doe", "person/john-roe", "body/european-commission"} <= set(known)


def test_a_person_comes_with_posts_and_where_they_stand(known: Mapping[str, Subject]) -> None:
    (post,) = (fact for fact in known["person/jane-doe"].facts if fact.relation == "post")
    assert (post.value, post.words, post.day) == (
        "Director for Water Policy",
        "European Commission",
        "2021-03-04",
    )
    assert TEXT[post.start : post.end].startswith("Ms. Jane Doe, Director")
    assert post.file == "a.txt"


def test_a_body_that_is_linked_comes_as_the_entity(known: Mapping[str, Subject]) -> None:
    assert known["body/european-commission"].items == (f"{SPACE}Q8880",)
    made = asking.query(known["person/jane-doe"], asking.load(_mapping())["person"], SPACE, 5)
    assert made.type == "Q5"
    assert dict(made.properties)["P108"] == (Value("European Commission", "Q8880"),)
    assert dict(made.properties)["P39"] == (Value("Director for Water Policy"),)


def test_who_speaks_for_a_state_is_asked_for_with_it(known: Mapping[str, Subject]) -> None:
    made = asking.query(known["person/john-roe"], asking.load(_mapping())["person"], SPACE, 5)
    assert [value.words for value in dict(made.properties)["P27"]] == ["Norway"]


def test_a_parent_is_told_once_and_stands_in_no_text(known: Mapping[str, Subject]) -> None:
    parents = [f for f in known["body/european-commission"].facts if f.relation == "parent"]
    assert [(fact.value, fact.file, fact.end) for fact in parents] == [("European Union", "", 0)]


def test_a_short_name_and_a_parent_are_properties() -> None:
    fact = Fact("parent", "Example Union", item="https://other.example/1")
    body = Subject("body/x", "body", "Example Office", (), ("EO",), (), (fact,))
    made = asking.query(body, asking.load(_mapping())["body"], SPACE, 2)
    assert made == Query(
        "Example Office", "Q43229", (("P749", (Value("Example Union"),)), ("P1813", (Value("EO"),))), 2
    )


def test_facts_are_told_with_day_and_place() -> None:
    fact = Fact("post", "Head", "Office", "", "2021-03-04", "a.txt", "", 3, 9)
    assert told(fact) == "post: Head, Office (2021-03-04, a.txt 3–9)"
    assert told(Fact("parent", "Example Union")) == "parent: Example Union"


def test_posts_are_told_first_and_no_more_than_six() -> None:
    facts = tuple(Fact("named", f"release {n}") for n in range(9))
    shown = telling(Subject("body/x", "body", "X", (), (), (), (*facts, Fact("post", "Head"))))
    assert len(shown) == 6
    assert shown[0].relation == "post"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("kinds:\n- {kind: ship, type: Q1}\n", r"linking\.yaml:2: 'ship' is no kind"),
        (
            "kinds:\n- {kind: body}\n- {kind: body}\n",
            r"linking\.yaml:3: 'body' .* stands here twice",
        ),
        ("kinds:\n- {kind: body, typ: Q1}\n", r"linking\.yaml:2: unknown key 'typ'"),
    ],
)
def test_a_slip_in_the_mapping_is_named(tmp_path: Path, words: str, reason: str) -> None:
    (tmp_path / "linking.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(MappingError, match=reason):
        asking.load(tmp_path / "linking.yaml")


def _mapping() -> Path:
    return resources.mappings() / "linking.yaml"
