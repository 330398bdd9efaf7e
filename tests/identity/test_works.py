"""Agreements and initiatives under several titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import resources
from communique.pipeline import tabulate
from communique.settings import Settings
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


MEMORANDUM = ("Memorandum of Understanding on Border Bridges", "memorandum")
TREATY = ("Border Bridges Treaty", "treaty")


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (MEMORANDUM, ("MoU on Border Bridges", "memorandum"), 1),
        (MEMORANDUM, ("Agreement on Border Bridges", "agreement"), 1),
        (MEMORANDUM, ("Agreement on Ferries", "agreement"), 2),
        (("Border Bridges Accord", "agreement"), ("agreement on bridges at the border", "agreement"), 1),
        (TREATY, ("Border Bridges Convention", "treaty"), 1),
        (TREATY, ("Protocol to the Border Bridges Treaty", "treaty"), 2),
    ],
)
def test_one_instrument_of_one_day_goes_by_several_names(
    resolved: Resolver, one: tuple[str, str], other: tuple[str, str], number: int
) -> None:
    drafts = Draft("a.txt", "2021-05-03"), Draft("b.txt", "2021-06-09")
    for draft, (label, kind) in zip(drafts, (one, other), strict=True):
        draft.agreement(label, kind, "2021-05-03", SIDES)
    assert len(keys(resolved(*drafts), "agreement")) == number


@pytest.mark.parametrize(
    ("date", "parties"), [("2021-05-04", SIDES), ("2021-05", SIDES), ("2021-05-03", ("eu", "nato"))]
)
def test_of_another_kind_it_is_another_but_on_that_day_between_those_parties(
    resolved: Resolver, date: str, parties: tuple[str, ...]
) -> None:
    drafts = Draft("a.txt", "2021-05-03"), Draft("b.txt", "2021-06-09")
    drafts[0].agreement("Memorandum of Understanding on Border Bridges", "memorandum", "2021-05-03", SIDES)
    drafts[1].agreement("Agreement on Border Bridges", "agreement", date, parties)
    assert len(keys(resolved(*drafts), "agreement")) == 2


SIGNED = (
    "VIENNA, 3 May 2021\n\nThe European Union and the United Nations Development Programme signed a "
    "Memorandum of Understanding on Border Bridges in Vienna today.\n"
)
REMEMBERED = (
    "BRUSSELS, 12 October 2021\n\nUNDP and the European Union reviewed their work in Brussels today. "
    "Since the signing of the MoU on Border Bridges on 3 May 2021, six bridges have been repaired.\n"
)
ANOTHER = (
    "GENEVA, 1 September 2021\n\nThe European Union and the United Nations Development Programme signed a "
    "Memorandum of Understanding on Border Bridges in Geneva today.\n"
)


def test_two_releases_on_one_agreement_give_one_with_two_sources(tmp_path: Path) -> None:
    for name, text in (("signed", SIGNED), ("remembered", REMEMBERED), ("another", ANOTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    told = tabulate([str(tmp_path)], Settings(), resources.mappings())
    rows = {row["document"]: row["agreement"].rpartition("/")[2] for row in told.tables["agreements"]}
    assert rows == {
        "signed.txt": "memorandum-of-understanding-on-border-bridges",
        "remembered.txt": "memorandum-of-understanding-on-border-bridges",
        "another.txt": "memorandum-of-understanding-on-border-bridges-2",
    }
    proved = {
        f.document.name for f in told.corpus.documents for a in f.agreements if not a.key.endswith("-2")
    }
    assert proved == {"signed.txt", "remembered.txt"}
