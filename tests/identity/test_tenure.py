"""Who is attested in a post that one holds at a time."""

from __future__ import annotations

import pytest

from communique.entities import Discrepancy
from tests.identity.conftest import Draft, Resolver

HEAD = ("Executive Director", "undp")


def holders(resolved: Resolver, *drafts: Draft) -> list[Discrepancy]:
    return [d for d in resolved(*drafts).discrepancies if d.kind == "holder"]


def attested(name: str, person: str, date: str, post: tuple[str, str] = HEAD) -> Draft:
    draft = Draft(name, date)
    draft.person(person, post)
    return draft


def test_two_by_turns(resolved: Resolver) -> None:
    drafts = [
        attested("a.txt", "Ida Falk", "2020-01-01"),
        attested("b.txt", "Omar Said", "2020-05-01"),
        attested("c.txt", "Ida Falk", "2020-09-01"),
    ]
    (found,) = holders(resolved, *drafts)
    assert found.subject == "post/undp-executive-director"
    assert [r.value for r in found.readings] == [
        "Ida Falk (2020-01-01)",
        "Omar Said (2020-05-01)",
        "Ida Falk (2020-09-01)",
    ]


@pytest.mark.parametrize(
    ("last", "post"),
    [
        ("2020-09-01", ("Deputy Executive Director", "undp")),
        ("2020-09-01", ("Special Adviser to the President", "undp")),
        ("2020-09-01", ("Executive Director", "")),
        ("2020-09-01", ("Director", "undp")),
        ("2025-09-01", HEAD),  # who comes back after years
    ],
)
def test_posts_that_several_hold(resolved: Resolver, last: str, post: tuple[str, str]) -> None:
    drafts = [
        attested("a.txt", "Ida Falk", "2020-01-01", post),
        attested("b.txt", "Omar Said", "2020-05-01", post),
        attested("c.txt", "Ida Falk", last, post),
    ]
    assert holders(resolved, *drafts) == []


def test_who_is_named_beside_the_holder_bears_the_title_only(resolved: Resolver) -> None:
    """ "President Falk, joined by President Said": the release itself tells the two apart."""
    drafts = [attested(f"{n}.txt", "Ida Falk", f"2020-0{n}-01") for n in (1, 5, 9)]
    drafts[1].person("Omar Said", HEAD)
    assert holders(resolved, *drafts) == []


@pytest.mark.parametrize(("name", "number"), [("Falk", 0), ("Ida Maria Falk", 0), ("Eva Falk", 1)])
def test_a_name_made_shorter_is_nobody_else(resolved: Resolver, name: str, number: int) -> None:
    """Though the two were not joined: another Falk is named in that release."""
    drafts = [attested(f"{n}.txt", "Ida Falk", f"2020-0{n}-01") for n in (1, 9)]
    drafts.append(attested("5.txt", name, "2020-05-01"))
    drafts[-1].person("Olaf Falk")
    assert len(holders(resolved, *drafts)) == number


@pytest.mark.parametrize(
    ("name", "number"), [("Ida Balfo", 0), ("Ida Bal", 1), ("Balfo", 0), ("Ida Balfom", 1)]
)
def test_a_name_cut_off_is_nobody_else(resolved: Resolver, name: str, number: int) -> None:
    drafts = [attested(f"{n}.txt", "Ida Balfoort", f"2020-0{n}-01") for n in (1, 9)]
    drafts.append(attested("5.txt", name, "2020-05-01"))
    drafts[-1].person("Olaf Balfoort")
    assert len(holders(resolved, *drafts)) == number


@pytest.mark.parametrize(("elsewhere", "number"), [(0, 1), (1, 1), (2, 0)])
def test_who_holds_such_a_post_elsewhere_is_misread_here(
    resolved: Resolver, elsewhere: int, number: int
) -> None:
    """ "A statement of the President on the President of Canada" is of two presidents."""
    drafts = [attested(f"{n}.txt", "Ida Falk", f"2020-0{n}-01") for n in (1, 9)]
    drafts.append(attested("5.txt", "Omar Said", "2020-05-01"))
    other = ("Executive Director", "unodc")
    drafts += [attested(f"e{n}.txt", "Omar Said", f"2020-0{n + 2}-01", other) for n in range(elsewhere)]
    assert len(holders(resolved, *drafts)) == number


@pytest.mark.parametrize(("releases", "number"), [(49, 1), (50, 0)])
def test_one_name_in_fifty_may_be_misread(resolved: Resolver, releases: int, number: int) -> None:
    drafts = [attested(f"{n}.txt", "Ida Falk", f"2020-{n % 12 + 1:02}-01") for n in range(releases)]
    drafts.append(attested("b.txt", "Omar Said", "2020-05-11"))
    assert len(holders(resolved, *drafts)) == number


def test_each_is_told_once_against_whom_releases_name_most(resolved: Resolver) -> None:
    drafts = [attested(f"{n}.txt", "Ida Falk", f"2020-0{n}-01") for n in range(1, 8)]
    drafts += [attested(f"{n}-b.txt", "Omar Said", f"2020-0{n}-11") for n in (2, 4)]
    drafts += [attested("3-c.txt", "John Roe", "2020-03-11")]
    found = [[r.value.partition(" (")[0] for r in d.readings] for d in holders(resolved, *drafts)]
    assert found == [["Ida Falk", "John Roe", "Ida Falk"], ["Ida Falk", "Omar Said", "Ida Falk"]]


def test_one_after_the_other(resolved: Resolver) -> None:
    drafts = [attested("a.txt", "Ida Falk", "2020-01-01"), attested("b.txt", "Omar Said", "2020-05-01")]
    assert holders(resolved, *drafts) == []


def test_a_missing_year_from_who_held_the_post(resolved: Resolver) -> None:
    """Falk is named after Said and before Roe, so the release of 1 June is of the year between."""
    drafts = [
        attested("a.txt", "Omar Said", "2019-10-01"),
        attested("b.txt", "Ida Falk", "--06-01"),
        attested("c.txt", "Ida Falk", "2020-03-01"),
        attested("d.txt", "John Roe", "2020-12-01"),
    ]
    (found,) = resolved(*drafts).inferences
    assert (found.document, found.value) == ("b.txt", "2020-06-01")
    assert {p.value for p in found.premises} == {
        "Omar Said (2019-10-01)",
        "Ida Falk (2020-03-01)",
        "John Roe (2020-12-01)",
        "Executive Director at the time",
    }
    drafts[3] = attested("d.txt", "John Roe", "2021-12-01")
    assert resolved(*drafts).inferences == (), "two years are left"
