"""Dates of meetings narrowed by what several texts say, and what cannot be reconciled."""

from __future__ import annotations

import pytest

from communique.entities import Corpus
from tests.identity.conftest import Draft, Resolver

SERIES = "EU-UN Leaders' Dialogue on Rivers"
SIDES = ("eu", "un")


def dialogue(draft: Draft, ordinal: int, date: str = "", status: str = "held") -> None:
    draft.meeting(
        f"Dialogue {ordinal}", date=date, series=SERIES, ordinal=ordinal, parties=SIDES, status=status
    )


def narrowed(corpus: Corpus) -> dict[str, str]:
    return {inference.subject.rpartition("/")[2]: inference.value for inference in corpus.inferences}


def drafts(*published: str) -> list[Draft]:
    return [Draft(f"{number}.txt", date) for number, date in enumerate(published)]


def test_a_year_is_narrowed_by_a_month_told_elsewhere(resolved: Resolver) -> None:
    one, other = drafts("2023-11-30", "2023-03-27")
    dialogue(one, 1, "2022", "past")
    dialogue(other, 1, "2022-12", "past")
    corpus = resolved(one, other)
    assert narrowed(corpus) == {"eu-un-leaders-dialogue-on-rivers-1": "2022-12"}
    (found,) = corpus.inferences
    assert [(p.document, p.value) for p in found.premises] == [("0.txt", "2022"), ("1.txt", "2022-12")]


def test_a_year_is_narrowed_by_a_plan_before_and_a_release_after(resolved: Resolver) -> None:
    plan, report, later = drafts("2022-03-02", "2022-03-20", "2023-05-01")
    dialogue(plan, 1, "2022", "planned")
    dialogue(report, 1)
    dialogue(later, 1, "2022", "past")
    corpus = resolved(plan, report, later)
    assert narrowed(corpus) == {"eu-un-leaders-dialogue-on-rivers-1": "2022-03"}
    assert {p.value for i in corpus.inferences for p in i.premises} == {
        "2022",
        "released 2022-03-02",
        "released 2022-03-20",
    }


def test_a_missing_year_comes_from_the_numbers_around(resolved: Resolver) -> None:
    releases = drafts("2019-06-03", "2023-01-01", "2021-06-02")
    dialogue(releases[0], 1, "2019-06-02")
    dialogue(releases[1], 2, "--06-01", "past")
    dialogue(releases[2], 3, "2021-05-30")
    assert narrowed(resolved(*releases)) == {"eu-un-leaders-dialogue-on-rivers-2": "2020-06-01"}


@pytest.mark.parametrize(
    ("date", "status", "published"),
    [
        ("2022", "past", "2022-01-20"),  # its own release bounds nothing: "this year" may be still to come
        ("2022", "planned", "2021-01-20"),
        ("2022-03-04", "past", "2022-03-20"),
        ("2022", "past", ""),
    ],
)
def test_nothing_is_narrowed_without_another_text(
    resolved: Resolver, date: str, status: str, published: str
) -> None:
    (one,) = drafts(published)
    dialogue(one, 1, date, status)
    assert resolved(one).inferences == ()


def test_a_date_of_a_plan_narrows_nothing(resolved: Resolver) -> None:
    one, other = drafts("2021-01-01", "2023-01-01")
    dialogue(one, 1, "2022-05", "planned")
    dialogue(other, 1, "2022", "past")
    assert narrowed(resolved(one, other)) == {}


def test_what_was_held_and_is_still_planned_cannot_be(resolved: Resolver) -> None:
    one, other = drafts("2022-03-20", "2022-05-01")
    dialogue(one, 1)
    dialogue(other, 1, status="planned")
    (found,) = resolved(one, other).discrepancies
    assert (found.kind, found.subject) == ("date", "meeting/eu-un-leaders-dialogue-on-rivers-1")
    assert {r.value for r in found.readings} == {"released 2022-03-20", "released 2022-05-01"}


def test_two_of_one_name_are_rather_two_meetings(resolved: Resolver) -> None:
    """Neither has a number or a date: each year has its Summit on Rivers."""
    held, planned = drafts("2021-10-26", "2022-04-16")
    held.meeting("EU-UN Summit on Rivers", "summit", parties=SIDES)
    planned.meeting("EU-UN Summit on Rivers", "summit", parties=SIDES, status="planned")
    assert [d for d in resolved(held, planned).discrepancies if d.kind == "date"] == []


def test_numbers_pass_their_days_on(resolved: Resolver) -> None:
    releases = drafts("2022-03-20", "2021-01-01", "2023-01-01")
    dialogue(releases[0], 1, "2022-03-01")
    dialogue(releases[1], 3)
    dialogue(releases[2], 2)
    (found,) = resolved(*releases).discrepancies
    assert {r.value for r in found.readings} >= {"2022-03-01", "released 2021-01-01"}


@pytest.mark.parametrize(
    ("series", "second", "number"),
    [
        (f"annual {SERIES}", "2022-04-08", 1),
        (f"annual {SERIES}", "2021-04-08", 0),
        (SERIES, "2022-04-08", 0),
    ],
)
def test_an_annual_dialogue_that_left_a_year_out(
    resolved: Resolver, series: str, second: str, number: int
) -> None:
    one, other = drafts("2020-12-03", "2022-04-09")
    one.meeting("Third Dialogue", date="2020-12-02", series=series, ordinal=3, parties=SIDES)
    other.meeting("Fourth Dialogue", date=second, series=SERIES, ordinal=4, parties=SIDES)
    found = [d for d in resolved(one, other).discrepancies if d.kind == "frequency"]
    assert len(found) == number
    for discrepancy in found:
        assert [r.value for r in discrepancy.readings] == [
            "annual",
            "2020-12-02 (number 3)",
            "2022-04-08 (number 4)",
        ]
