"""Whom the press may ask: the name and organization beside an e-mail address, before or after it."""

from __future__ import annotations

import pytest

from communique.reading.contacts import contacts
from communique.reading.view import view
from tests.reading.cases import document, lexicon


def asked(text: str) -> list[tuple[str, str, str]]:
    source = document(text)
    found = list(contacts(view(source), lexicon()))
    spans = [one.proof.spans[0] for one in found]
    assert all(c.email in source.text[s.start : s.end] for c, s in zip(found, spans, strict=True))
    return [(one.name, one.organization, one.email) for one in found]


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        ("Press contact: Ms. Alpha, Office of Tests, a@tests.example", "Alpha", "Office of Tests"),
        ("Please contact Anna Alpha, Office of Tests, at a@tests.example.", "Anna Alpha", "Office of Tests"),
        ("- Mr. Boris Beta, Office of Tests: b@tests.example", "Boris Beta", "Office of Tests"),
        ("Anna Alpha (Office of Tests), anna@tests.example", "Anna Alpha", "Office of Tests"),
        ("a@tests.example – Ms. Alpha, Office of Tests, Riga", "Alpha", "Office of Tests, Riga"),
        ("alpha@tests.example (Anna Alpha, Office of Tests)", "Anna Alpha", "Office of Tests"),
        ("Media adviser: Anna Alpha 0400 000 000 anna.alpha@tests.example", "Anna Alpha", ""),
        ("In Geneva, Anna Alpha, alphaa@tests.example, +41 22 555 01 00", "Anna Alpha", ""),
        ("Anna Alpha, Director, Office of Tests, on + 41 22 555 01 00 or a@tests.example", "Anna Alpha",
         "Director, Office of Tests"),
        ("Anna Alpha, email: anna.alpha@tests.example", "Anna Alpha", ""),
    ],
)  # fmt: skip
def test_a_contact_has_its_name(text: str, name: str, organization: str) -> None:
    assert [(who, what) for who, what, _ in asked(text)] == [(name, organization)]


@pytest.mark.parametrize(
    "text",
    [
        "Media contact: media@tests.example",
        "Department Media: media@tests.example",
        "Mr Beta's Media: betamedia@tests.example",
        "Parliament House, Canberra T (02) 6277 0000 E anna@tests.example",
        "The release was sent to list@tests.example.",
        "President Anna Alpha opened the office. For details see the press desk: desk@tests.example",
    ],
)
def test_an_address_without_a_person_has_no_name(text: str) -> None:
    assert [who for who, _, _ in asked(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "a@tests.example – Ms. Alpha, Office of Tests\nb@tests.example – Mr. Beta, Board of Tests",
        "Ms. Alpha, Office of Tests, a@tests.example\nMr. Beta, Board of Tests, b@tests.example",
        "Ms. Alpha, Office of Tests, a@tests.example, or Mr. Beta, Board of Tests, at b@tests.example.",
    ],
)
def test_of_two_contacts_each_has_its_own_name(text: str) -> None:
    assert asked(text) == [
        ("Alpha", "Office of Tests", "a@tests.example"),
        ("Beta", "Board of Tests", "b@tests.example"),
    ]
