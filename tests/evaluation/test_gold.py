"""Annotations are read whole, and a mistake in one is named with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.errors import GoldError, UsageError
from communique.evaluation import Annotation, load_gold
from tests.evaluation.conftest import AGREEMENT, EMPTY, MEETING, PERSON, QUOTATION

WHOLE = {
    "document": "a.txt",
    "published": "2021-03-04",
    "people": [
        {
            "name": ["Jane Doe", "Doe"],
            "posts": [
                {"post": ["Director for Water Policy", "Director"], "organization": ["European Commission"]}
            ],
        }
    ],
    "meetings": [
        {
            "label": "Second Dialogue on Rivers",
            "type": "dialogue",
            "status": "held",
            "start": "2021-03-03",
            "end": None,
            "place": ["Vienna"],
            "ordinal": 2,
            "participants": [
                {"agent": ["Jane Doe", "Doe"], "type": "person", "role": "chair"},
                {"agent": ["United Nations", "UN"], "type": "organization", "role": "party"},
            ],
        }
    ],
    "agreements": [
        {
            "label": ["Danube Charter"],
            "type": "agreement",
            "status": "signed",
            "date": ["2021-03"],
            "parties": [["European Union", "EU"], ["United Nations", "UN"]],
            "signatories": [],
            "amount": 2500000,
            "currency": "EUR",
        }
    ],
    "quotations": [{"speaker": ["Jane Doe"], "starts": "Rivers know no borders and"}],
    "ignore": ["John Roe"],
}


def test_a_whole_annotation(loaded: Callable[[Any], Annotation]) -> None:
    assert loaded(WHOLE) == Annotation(
        "a.txt", "2021-03-04", (PERSON,), (MEETING,), (AGREEMENT,), (QUOTATION,), ("John Roe",)
    )


def test_what_is_left_out_is_none(loaded: Callable[[Any], Annotation]) -> None:
    assert loaded({"document": "a.txt"}) == EMPTY


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{\n  oops", "gold.json:2: no valid JSON"),
        ([], "the file must be an object"),
        ({}, "document is missing or empty"),
        ({"document": "a.txt", "persons": []}, "unknown member 'persons'"),
        ({"document": "a.txt", "people": {}}, "people must be an array"),
        ({"document": "a.txt", "people": [{"name": []}]}, "people[0].name is missing or empty"),
        ({"document": "a.txt", "people": [{"name": 7}]}, "people[0].name must be a string"),
        ({"document": "a.txt", "agreements": [{"label": "x", "amount": "1"}]}, "amount must be a number"),
        (
            {"document": "a.txt", "meetings": [{"label": "x", "type": "call", "status": "over"}]},
            "meetings[0].status is 'over'; known are held",
        ),
    ],
)
def test_a_mistake_is_named(write: Callable[[Any], Path], value: Any, expected: str) -> None:
    with pytest.raises(GoldError, match=r"gold\.json") as raised:
        load_gold(write(value))
    assert expected in str(raised.value)


def test_a_folder_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no annotations"):
        load_gold(tmp_path)


def test_two_annotations_of_one_text(tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        (tmp_path / name).write_text('{"document": "a.txt"}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"annotates a\.txt, as another file does"):
        load_gold(tmp_path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b"\xff")
    with pytest.raises(GoldError, match="is not UTF-8"):
        load_gold(tmp_path / "bad.json")
