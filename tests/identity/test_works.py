"""Agreements and initiatives under several titles."""

from __future__ import annotations

import pytest

from tests.identity.conftest import Draft, Resolver, keys

SIDES = ("eu", "un")


@pytest.mark.parametrize(
    ("label", "date", "number"),
    [
        ("UN-EU Framework on Counter Terrorism", "2019", 1),
        ("Framework for UN-EU cooperation on countering terrorism and preventing violent extremism", "", 1),
        ("UN-EU Framework on Counter Terrorism", "2018", 2),
        ("UN-EU Framework on Migration", "2019", 2),
        ("UN-NATO Framework on Counter-Terrorism", "2019", 2),
    ],
)
def test_the_framework(resolved: Resolver, label: str, date: str, number: int) -> None:
    one, other = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2020-12-03")
    one.agreement("Framework on Counter-Terrorism", "framework", "2019-04-24", SIDES)
    for concept in ("eu", "un", "nato"):
        other.concept(concept)
    other.agreement(label, "framework", date)
    assert len(keys(resolved(one, other), "agreement")) == number


@pytest.mark.parametrize(("date", "number"), [("2019-11-05", 1), ("2019-11-06", 2), ("", 2)])
def test_a_title_that_says_nothing_is_one_on_one_day_only(resolved: Resolver, date: str, number: int) -> None:
    one, other = Draft("a.txt", "2019-11-05"), Draft("b.txt", "2019-11-07")
    one.agreement("contribution agreement", "contribution", "2019-11-05", SIDES)
    other.agreement("contribution agreement", "contribution", date, SIDES)
    assert len(keys(resolved(one, other), "agreement")) == number


def test_an_undated_title_that_fits_two_stays_alone(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", "2021-01-01") for n in range(3)]
    for draft, date in zip(drafts, ("2019-01-01", "2020-01-01", ""), strict=True):
        draft.agreement("Statement on Fish Trade", "statement", date, SIDES)
    assert len(keys(resolved(*drafts), "agreement")) == 3


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("EU-UN Global Terrorism Threats Facility", "Global Terrorism Threats Facility", 1),
        (
            "UNOCT flagship Countering Terrorist Travel Programme",
            "UN Countering Terrorist Travel Programme",
            1,
        ),
        ("Countering Terrorist Travel Programme", "STRIVE Asia programme", 2),
    ],
)
def test_initiatives(resolved: Resolver, one: str, other: str, number: int) -> None:
    drafts = Draft("a.txt", "2019-11-05"), Draft("b.txt", "2019-11-07")
    for draft, label in zip(drafts, (one, other), strict=True):
        for concept in ("eu", "un", "unoct"):
            draft.concept(concept)
        draft.initiative(label)
    assert len(keys(resolved(*drafts), "initiative")) == number
