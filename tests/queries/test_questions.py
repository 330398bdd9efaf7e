"""The competency questions, asked of a build of `examples/texts`.

After a change that is meant to change an answer, write the answers anew with `write_expected.py`.
"""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique import resources
from communique.publishing import store

EXPECTED = Path(__file__).parent / "expected"
QUESTIONS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(resources.queries().glob("*.rq"))}


def _expected(name: str) -> list[tuple[str, ...]]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_answer_is_as_expected(example: ox.Store, name: str) -> None:
    answer = store.select(example, QUESTIONS[name])
    assert [answer.columns, *answer.rows] == _expected(name)


def test_all_answers_take_less_than_half_a_second(example: ox.Store) -> None:
    start = time.perf_counter()
    for question in QUESTIONS.values():
        store.select(example, question)
    assert time.perf_counter() - start < 0.5


def test_there_are_fifteen_questions_and_each_has_an_answer_to_hold_it_to() -> None:
    assert len(QUESTIONS) >= 15
    assert {path.stem for path in EXPECTED.iterdir()} == set(QUESTIONS)


def test_most_questions_find_something() -> None:
    assert [name for name in QUESTIONS if len(_expected(name)) < 2] == []


@pytest.mark.parametrize("path", sorted(resources.queries().rglob("*.rq")), ids=lambda path: path.stem)
def test_a_query_begins_with_its_question(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    if path.parent.name == "site":  # what its table is headed on a page
        assert re.match(r"# [A-Z][a-z]+[a-z,: ]*$", first)
    else:
        assert re.match(r"# [A-Z].*[?](?: [A-Z].*)?$", first)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_order_of_the_answer_is_settled(name: str) -> None:
    assert "\nORDER BY " in QUESTIONS[name]
