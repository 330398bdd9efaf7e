"""What is a person's name by the look of its words."""

from __future__ import annotations

import pytest

from communique import resources
from communique.errors import MappingError
from communique.reading import read
from communique.reading.lexicon import load
from communique.reading.likely import known
from communique.reading.wordfiles import listed
from communique.texts import parse_document
from docs.words import names, ordinary


def people(text: str) -> list[str]:
    found = read(parse_document("a.txt", f"15 June 2020\n\n{text}\n"), load(resources.mappings()))
    return [person.name for person in found.people]


@pytest.mark.parametrize(
    "text",
    [
        "The Ombudsman Act sets out what the ombudsman may ask of a ministry.",
        "The review was led by the Chief Protector of the Northern Territory in an earlier age.",
        "The programme needs support from the Lead Tenant and from the councils.",
        "The Minister for Sport visited Earth Hour, the Ministers of many states, and the harbour.",
    ],
)
def test_ordinary_words_are_nobodys_name(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Hand said that the talks would go on.", "Hand"),
        ("Prime Minister Kaja Kallas met with Foreign Minister Wang Yi.", "Kaja Kallas"),
        ("Defence Minister Yoav Gallant spoke to the ministers.", "Yoav Gallant"),
        ("Foreign Minister Gerry Hand left. Minister Hand had met the committee.", "Gerry Hand"),
    ],
)
def test_names_stay_names(text: str, name: str) -> None:
    assert name in people(text)


def test_a_state_after_a_given_name_is_a_family_name() -> None:
    assert people("Secretary of State Ann Jordan opened the meeting in Jordan.") == ["Ann Jordan"]
    assert people("Secretary of State Madeleine Albright met ministers in Jordan.") == ["Madeleine Albright"]


def test_known_names() -> None:
    names = load(resources.mappings()).name_words
    assert known("António Guterres", names)
    assert not known("Federal Opposition", names)


def test_the_lists_can_be_drawn_anew() -> None:
    small = ["The act, the Act and the act."] * 4
    assert ordinary(small) == set()
    assert ordinary([*small, "An act by Rudd, who met Rudd."]) == {"act"}
    assert {"António", "Kamala"} <= names("first")


def test_a_missing_list_is_named() -> None:
    with pytest.raises(MappingError, match=r"given\.txt"):
        listed(resources.mappings() / "none" / "given.txt")
