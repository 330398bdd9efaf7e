"""Namesakes that a person decided on: each is named by a release, and stays decided whatever comes after."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from communique.entities import Corpus
from communique.errors import MappingError
from communique.identity import Decisions, load_published, resolve
from communique.identity.published import COLUMNS
from communique.model import Key
from tests.identity.conftest import BODIES, Draft
from tests.identity.test_decisions import GOOD, decisions, rows
from tests.identity.test_published import rows as registered


def row(subject: str, target: str, label: str = "") -> dict[str, str]:
    return {**GOOD, "subject_id": f"id:{subject}", "object_id": f"id:{target}", "object_label": label}


def no(subject: str, target: str) -> dict[str, str]:
    return {**row(subject, target), "predicate_modifier": "Not"}


def release(name: str, person: str, *posts: tuple[str, str], published: str = "2020-01-01") -> Draft:
    made = Draft(f"{name}.txt", published)
    made.person(person, *posts)
    return made


SMITHS = [release(f"r{n}", "John Smith", published=f"2020-01-0{n}") for n in range(1, 5)]
R1, R3 = "person/john-smith/in/r1", "person/john-smith/in/r3"


def of(corpus: Corpus) -> dict[str, Key]:
    """The key of the one person of each release."""
    return {facts.document.name[:-4]: facts.people[0].key for facts in corpus.documents}


def decided(made: Decisions, *drafts: Draft) -> dict[str, Key]:
    return of(resolve([draft.facts() for draft in drafts], made, BODIES))


def test_one_full_name_is_one_person_until_decided(undecided: Decisions) -> None:
    assert set(decided(undecided, *SMITHS).values()) == {"person/john-smith"}


def test_a_no_takes_one_of_a_name_out(root: Path, tmp_path: Path) -> None:
    made = decisions(root, tmp_path, identity_negative=rows(no(R1, "person/john-smith")))
    found = decided(made, *SMITHS)
    # The other three keep the key, though the one that was taken out is the earliest.
    assert found == {"r1": "person/john-smith-2"} | dict.fromkeys(("r2", "r3", "r4"), "person/john-smith")


def test_a_no_between_two_releases_takes_the_first_named_out(root: Path, tmp_path: Path) -> None:
    made = decisions(root, tmp_path, identity_negative=rows(no(R3, R1)))
    found = decided(made, *SMITHS)
    assert found["r3"] == "person/john-smith-2"
    assert {found[name] for name in ("r1", "r2", "r4")} == {"person/john-smith"}


def test_what_was_taken_out_has_a_key_of_choice(root: Path, tmp_path: Path) -> None:
    made = decisions(
        root,
        tmp_path,
        identity=rows(row(R1, "person/john-smith-painter", "John Smith (painter)")),
        identity_negative=rows(no(R1, "person/john-smith")),
    )
    corpus = resolve([draft.facts() for draft in SMITHS], made, BODIES)
    assert of(corpus)["r1"] == "person/john-smith-painter"
    assert of(corpus)["r2"] == "person/john-smith"
    assert {e.label for e in corpus.entities if e.kind == "person"} == {"John Smith", "John Smith (painter)"}


def test_two_keys_for_one_name_part_it(root: Path, tmp_path: Path) -> None:
    yes = rows(row(R1, "person/painter", "A"), row(R3, "person/poet", "B"))
    found = decided(decisions(root, tmp_path, identity=yes), *SMITHS)
    assert found == {
        "r1": "person/painter",
        "r2": "person/john-smith",
        "r3": "person/poet",
        "r4": "person/john-smith",
    }


def test_no_longer_name_brings_them_together_again(root: Path, tmp_path: Path) -> None:
    made = decisions(root, tmp_path, identity_negative=rows(no(R1, "person/john-smith")))
    middle = release("m", "John A. Smith", published="2020-01-09")
    found = decided(made, *SMITHS, middle)
    assert found["r1"] != found["r2"] == found["r3"]


NAMESAKES = [release("a", "Brown"), release("b", "Brown"), release("c", "Paula Brown")]


def test_one_of_several_family_names_is_decided(root: Path, tmp_path: Path, undecided: Decisions) -> None:
    before = decided(undecided, *NAMESAKES)
    assert before == {"a": "person/brown", "b": "person/brown-2", "c": "person/paula-brown"}
    yes = rows(row("person/brown/in/b", "person/paula-brown", "Paula Brown"))
    found = decided(decisions(root, tmp_path, identity=yes), *NAMESAKES)
    assert found == {"a": "person/brown", "b": "person/paula-brown", "c": "person/paula-brown"}


def test_two_releases_of_one_namesake(root: Path, tmp_path: Path) -> None:
    yes = rows(row("person/brown/in/b", "person/brown/in/a", "Brown"))
    found = decided(decisions(root, tmp_path, identity=yes), *NAMESAKES)
    assert found == {"a": "person/brown", "b": "person/brown", "c": "person/paula-brown"}


def test_a_no_keeps_a_namesake_from_whom_a_rule_would_join(root: Path, tmp_path: Path) -> None:
    post = ("Director", "eeas")
    drafts = [release("a", "Brown", post), release("c", "Paula Brown", post)]
    made = decisions(root, tmp_path, identity_negative=rows(no("person/brown/in/a", "person/paula-brown")))
    assert decided(made, *drafts) == {"a": "person/brown", "c": "person/paula-brown"}


def mixed(root: Path, tmp_path: Path) -> Decisions:
    """A yes on one of the Browns and a no between two of the Smiths."""
    return decisions(
        root,
        tmp_path,
        identity=rows(row("person/brown/in/b", "person/paula-brown", "Paula Brown")),
        identity_negative=rows(no(R3, R1)),
    )


def test_the_order_of_texts_makes_no_difference(root: Path, tmp_path: Path) -> None:
    made = mixed(root, tmp_path)
    drafts = [*NAMESAKES, *SMITHS[:3]]
    found = [decided(made, *order) for order in list(permutations(drafts))[::60]]
    assert all(each == found[0] for each in found)


def test_a_decision_holds_when_texts_are_added(root: Path, tmp_path: Path) -> None:
    made = mixed(root, tmp_path)
    earlier = [
        release(f"new{n}", name, published="2019-01-01") for n, name in enumerate(("Brown", "John Smith"))
    ]
    before = decided(made, *NAMESAKES, *SMITHS)
    after = decided(made, *earlier, *NAMESAKES, *SMITHS)
    assert after["b"] == before["b"] == "person/paula-brown"
    assert after["r3"] == before["r3"] == "person/john-smith-2"
    assert after["new1"] == after["r1"] == "person/john-smith"


def test_what_was_published_under_a_number_leads_to_the_decided_key(
    root: Path, tmp_path: Path, undecided: Decisions
) -> None:
    facts = [draft.facts() for draft in NAMESAKES[:2]]
    first = resolve(facts, undecided, BODIES)
    path = tmp_path / "keys.tsv"
    known = sorted(registered(first, load_published(_empty(path))))
    path.write_text("".join("\t".join(each) + "\n" for each in (COLUMNS, *known)))
    yes = rows(row("person/brown/in/b", "person/ruth-brown", "Ruth Brown"))
    made = decisions(root, tmp_path, identity=yes)
    second = resolve(facts, made, BODIES, load_published(path))
    assert of(second) == {"a": "person/brown", "b": "person/ruth-brown"}
    assert ("person/brown-2", "person/ruth-brown") in second.replaced


def _empty(path: Path) -> Path:
    path.write_text("\t".join(COLUMNS) + "\n")
    return path


def test_a_link_of_one_namesake_is_of_that_one(root: Path, tmp_path: Path) -> None:
    link = {**row("person/brown/in/b", ""), "object_id": "wd:Q1", "comment": "seen in a list"}
    made = decisions(root, tmp_path, wikidata=rows(link))
    for drafts in (NAMESAKES, [release("0", "Brown", published="2019-01-01"), *NAMESAKES]):
        corpus = resolve([draft.facts() for draft in drafts], made, BODIES)
        linked = [e.key for e in corpus.entities if e.links]
        assert linked == [of(corpus)["b"]]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"subject_id": "id:person/in/r1"}, "subject_id"),
        ({"subject_id": "id:person/john-smith/in/"}, "subject_id"),
        ({"object_id": "id:person/john-smith/in/r1/2"}, "object_id"),
        ({"subject_id": "id:body/un/in/r1", "object_id": "id:body/un"}, "subject_id"),
    ],
)
def test_a_name_by_a_release_has_its_form(
    root: Path, tmp_path: Path, changed: dict[str, str], column: str
) -> None:
    with pytest.raises(MappingError, match=rf":9: column {column}: .*person/NAME/in/RELEASE"):
        decisions(root, tmp_path, identity=rows({**GOOD, **changed}))


def test_a_no_against_several_yes_is_refused(root: Path, tmp_path: Path) -> None:
    yes = rows(row(R1, "person/painter"), row(R3, "person/painter"))
    with pytest.raises(MappingError, match="together make the two one"):
        decisions(root, tmp_path, identity=yes, identity_negative=rows(no(R1, R3)))
