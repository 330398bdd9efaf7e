"""What is noticed: spelling, titles, counts, dates, chairs; and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import resources
from communique.entities import Discrepancy
from communique.pipeline import tabulate
from communique.settings import Settings
from tests.identity.conftest import Draft, Resolver

SERIES = "EU-UN Leaders' Dialogue on Counter-Terrorism"


def noticed(resolved: Resolver, kind: str, *drafts: Draft) -> list[Discrepancy]:
    return [d for d in resolved(*drafts).discrepancies if d.kind == kind]


def test_two_spellings_of_a_person(resolved: Resolver) -> None:
    one, other = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2022-04-08")
    one.person("Joanneke Balfoort", ("Director", "eeas"))
    other.person("Joanneke Balfourt", ("Director", "eeas"))
    (found,) = noticed(resolved, "spelling", one, other)
    assert found.subject == "person/joanneke-balfoort"
    assert [(r.value, r.document) for r in found.readings] == [
        ("Joanneke Balfoort", "a.txt"),
        ("Joanneke Balfourt", "b.txt"),
    ]


def test_a_spelling_that_no_name_can_have(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2020-12-03")
    draft.person("llze Brands Kehris", ("Head", "ohchr"))
    (found,) = noticed(resolved, "spelling", draft)
    assert (found.subject, found.preferred) == ("person/ilze-brands-kehris", "Ilze Brands Kehris")
    assert [r.value for r in found.readings] == ["llze Brands Kehris"]


@pytest.mark.parametrize(
    "other", ["Gilles DE KERCHOVE", "G. de Kerchove", "de Kerchove", "Gilles de Kerchove"]
)
def test_not_a_spelling(resolved: Resolver, other: str) -> None:
    drafts = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2020-12-03")
    drafts[0].person("Gilles de Kerchove", ("Coordinator", "eu"))
    drafts[1].person(other, ("Coordinator", "eu"))
    assert noticed(resolved, "spelling", *drafts) == []


@pytest.mark.parametrize(
    ("printed", "concept", "number"),
    [
        ("European External Acton Service", "eeas", 1),
        ("EEAS", "eeas", 0),
        ("European External Action Services", "eeas", 0),
        ("EUROPEAN EXTERNAL-ACTION SERVICE", "eeas", 0),
        ("European Éxternal Action Service", "eeas", 1),
        ("United Nations Development Program", "undp", 0),
        ("United Nations Developement Program", "undp", 1),
        ("North Atlantic Treaty Organisation", "nato", 0),
    ],
)
def test_spellings_of_a_body(resolved: Resolver, printed: str, concept: str, number: int) -> None:
    draft = Draft("a.txt", "2020-12-03")
    draft.body(printed, concept)
    assert len(noticed(resolved, "spelling", draft)) == number


def test_two_titles_at_one_time(resolved: Resolver) -> None:
    one, other = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2021-04-08")
    one.person("Vladimir Voronkov", ("Under-Secretary-General", "unoct"))
    other.person("Vladimir Voronkov", ("Executive Chairman", "unoct"))
    (found,) = noticed(resolved, "title", one, other)
    assert {r.value for r in found.readings} == {"Under-Secretary-General", "Executive Chairman"}


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ("Under Secretary General", "2021-04-08"),
        ("Under-Secretary-General for Counter-Terrorism", "2021-04-08"),
        ("Executive Chairman", "2024-04-08"),
    ],
)
def test_titles_that_agree_or_are_of_another_time(resolved: Resolver, title: str, published: str) -> None:
    one, other = Draft("a.txt", "2020-12-03"), Draft("b.txt", published)
    one.person("Vladimir Voronkov", ("Under-Secretary-General", "unoct"))
    other.person("Vladimir Voronkov", (title, "unoct"))
    assert noticed(resolved, "title", one, other) == []


@pytest.mark.parametrize(("stated", "listed", "number"), [(6, 5, 1), (22, 5, 0), (5, 5, 0), (4, 5, 1)])
def test_counts_against_lists(resolved: Resolver, stated: int, listed: int, number: int) -> None:
    draft = Draft("a.txt", "2019-04-24")
    members = [draft.concept(c) for c in ("cted", "undp", "unesco", "unodc", "ohchr")[:listed]]
    draft.delegation(draft.meeting("Dialogue"), draft.person("Vladimir Voronkov"), stated, members)
    found = noticed(resolved, "count", draft)
    assert [[r.value for r in d.readings] for d in found] == [[str(stated), str(listed)]] * number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Six agencies attended it: UNDP, UNESCO, UNICEF, UNODC and INTERPOL.", 1),
        ("It was attended by six United Nations agencies: UNDP, UNESCO, UNICEF, UNODC and UNHCR.", 1),
        ("Four entities (UNDP, UNESCO, UNICEF, UNODC and INTERPOL) took part in the conference.", 1),
        ("Five entities (UNDP, UNESCO, UNICEF, UNODC and INTERPOL) took part in the conference.", 0),
        ("Six agencies attended it, among them UNDP and UNESCO.", 0),
        ("Six agencies have projects on the river: UNDP, UNESCO, UNICEF, UNODC and INTERPOL.", 0),
    ],
)
def test_a_number_of_agencies_against_their_list(tmp_path: Path, sentence: str, number: int) -> None:
    text = f"GENEVA, 12 March 2019\n\nThe River Safety Conference was held in Geneva today. {sentence}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = tabulate([str(tmp_path)], Settings(), resources.mappings()).corpus.discrepancies
    assert [d.kind for d in found] == ["count"] * number


def test_a_plan_too_far_ahead(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2020-12-03")
    draft.meeting("2027 Counter Terrorism Week", "conference", "2027", status="planned")
    draft.meeting("2021 Counter Terrorism Conference", "conference", "2021", status="planned")
    (found,) = noticed(resolved, "date", draft)
    assert found.subject == "meeting/counter-terrorism-week-2027"
    assert [r.value for r in found.readings] == ["2027", "2020-12-03"]


@pytest.mark.parametrize(("date", "number"), [("2020-12-05", 1), ("2020-12-04", 0)])
def test_held_after_its_release(resolved: Resolver, date: str, number: int) -> None:
    """The next day may have begun where it is held."""
    draft = Draft("a.txt", "2020-12-03")
    draft.meeting("Dialogue on Trade", date=date)
    assert len(noticed(resolved, "date", draft)) == number


@pytest.mark.parametrize(("date", "number"), [("2020-12-03", 1), ("2020-12", 0), ("2020-12-02", 0)])
def test_two_days_for_one_meeting(resolved: Resolver, date: str, number: int) -> None:
    one, other = Draft("a.txt", "2020-12-04"), Draft("b.txt", "2022-04-08")
    one.meeting("Third Dialogue", date="2020-12-02", series=SERIES, ordinal=3, parties=("eu", "un"))
    other.meeting("Third Dialogue", date=date, series=SERIES, ordinal=3, parties=("eu", "un"))
    assert len(noticed(resolved, "date", one, other)) == number


def test_numbers_out_of_order(resolved: Resolver) -> None:
    one, other = Draft("a.txt", "2020-12-04"), Draft("b.txt", "2022-04-08")
    one.meeting("Third Dialogue", date="2020-12-02", series=SERIES, ordinal=3, parties=("eu", "un"))
    other.meeting("Second Dialogue", date="2022-04-08", series=SERIES, ordinal=2, parties=("eu", "un"))
    (found,) = noticed(resolved, "date", one, other)
    assert "number 3" in found.note


def test_two_chairs_of_one_side(resolved: Resolver) -> None:
    one, other = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2020-12-04")
    people = (("Joanneke Balfoort", "eeas"), ("Vladimir Voronkov", "unoct")), (("Pedro Serrano", "eeas"),)
    for draft, chairs in zip((one, other), people, strict=True):
        present = [draft.person(name, ("Director", body)) for name, body in chairs]
        draft.meeting(
            "Dialogue", series=SERIES, ordinal=3, parties=("eu", "un"), present=present, role="chair"
        )
    (found,) = noticed(resolved, "chair", one, other)
    assert [r.value for r in found.readings] == ["Joanneke Balfoort", "Pedro Serrano"]
