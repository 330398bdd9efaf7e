"""Who is who within one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.names import fold, words_of
from tests.reading.cases import facts_of, lexicon, unmet


def people(text: str) -> dict[str, list[str]]:
    return {person.name: [surface.value for surface in person.surfaces] for person in facts_of(text).people}


@pytest.mark.parametrize(
    ("second", "surface"),
    [
        ("Mr. Beta left.", "Beta"),
        ("Beta then left.", None),
        ("Minister Beta left.", "Beta"),
        ("Mr. Boris Beta left.", "Boris Beta"),
        ("Mr. B. Beta left.", "B. Beta"),
    ],
)
def test_a_second_mention_is_the_same_person(second: str, surface: str | None) -> None:
    found = people(f"Foreign Minister Boris Beta of Chile spoke in Oslo. {second}")
    assert list(found) == ["Boris Beta"]
    assert surface is None or surface in found["Boris Beta"]


@pytest.mark.parametrize(
    "second",
    ["Mr. Karl Beta left.", "Ms. Gamma left.", "Mr. Boris Gamma left.", "Mr. C. Beta left."],
)
def test_another_name_is_another_person(second: str) -> None:
    assert len(people(f"Foreign Minister Boris Beta of Chile spoke in Oslo. {second}")) == 2


def test_the_fullest_form_is_the_name() -> None:
    found = people("Mr. Beta opened the session in Oslo. Mr. Boris M. Beta, President of Chile, closed it.")
    assert list(found) == ["Boris M. Beta"]


def test_a_title_alone_means_its_only_holder() -> None:
    facts = facts_of(
        "Anna Alpha, Prime Minister of Norway, opened the session. "
        "The Prime Minister met with Boris Beta, President of Chile, in Oslo."
    )
    names = {person.key: person.name for person in facts.people}
    assert {names[p.agent] for p in facts.participations if p.agent in names} == {"Anna Alpha", "Boris Beta"}


def test_a_title_held_by_two_means_neither() -> None:
    facts = facts_of(
        "Anna Alpha, Prime Minister of Norway, and Boris Beta, Prime Minister of Chile, opened the fair. "
        "The Prime Minister met with Mr. Karl Gamma in Oslo."
    )
    names = {person.key: person.name for person in facts.people}
    took_part = {names[p.agent] for p in facts.participations if p.agent in names}
    assert took_part <= {"Karl Gamma"}


def test_a_former_post_is_not_held() -> None:
    facts = facts_of("Former President Boris Beta of Chile met Prime Minister Anna Alpha of Norway in Oslo.")
    assert [holding.title for holding in facts.holdings] == ["Prime Minister"]


def test_an_acting_post_is_held_as_such() -> None:
    facts = facts_of(
        "Acting Foreign Minister Boris Beta of Chile met Prime Minister Anna Alpha of Norway in Oslo."
    )
    assert [holding.acting for holding in facts.holdings] == [True, False]


@unmet("letters that are lower case only once they are decomposed")
@given(st.text(max_size=30) | st.just("ℕ"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José M. Alpha", ("jose", "m", "alpha")),
        ("Alpha, Jr.", ("alpha",)),
        ("Boris Beta MP", ("boris", "beta")),
        ("Ban Ki-moon", ("ban", "ki-moon")),
        ("III", ("iii",)),
    ],
)
def test_the_words_that_count(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name, lexicon().lists.name_suffix) == words
