"""Who is one person: by name and post, never by family name alone."""

from __future__ import annotations

import pytest

from tests.identity.conftest import Draft, Resolver, keys

USG = ("Under-Secretary-General", "unoct")
DIRECTOR = ("Director for Security and Defence Policy", "eeas")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Vladimir Voronkov", USG), ("Vladimir Voronkov", USG)),
        (("Joanneke Balfoort", DIRECTOR), ("Joanneke Balfourt", DIRECTOR)),
        (("Ilze Brands Kehris", ("Head", "ohchr")), ("llze Brands Kehris", ("Head", "ohchr"))),
        (("Asa Regner", ("Deputy Executive Director", "un")), ("Åsa Regnér", ("Director", "undp"))),
        (("Julian King", ("Commissioner for Security Union", "ec")), ("Julian King", ("Commissioner", "eu"))),
        (("Voronkov", ("Head", "unoct")), ("Vladimir Voronkov", USG)),
        (("de Kerchove", ("Coordinator", "eu")), ("Gilles de Kerchove", ("Coordinator", "eu"))),
        (
            ("Ghada Waly", ("Executive Director", "unodc")),
            ("Ghada Fathi Waly", ("Executive Director", "unodc")),
        ),
        (("J. King", ("Commissioner", "ec")), ("Julian King", ("Commissioner", "ec"))),
        (("Waly Ghada", ("Executive Director", "unodc")), ("Ghada Waly", ("Director", "unodc"))),
        (("Sergei Lavrov", ("Head", "cted")), ("Sergey Lavrov", ("Head", "cted"))),
        (("Voronkov", ("Head", "unoct")), ("Voronkov", ("Head", "unoct"))),
        (("Rick Lane", ("Administrator", "undp")), ("Richard J. Lane", ("Administrator", "undp"))),
        (("Ro Min-su", ("Director", "undp")), ("Ro Minsu", ("Head", "undp"))),
        (("Rosa Vidal", ("President", "canada")), ("Rosa Vidal Mena", ("President", "canada"))),
        (("Ahmad Al Basri", ("Minister", "canada")), ("Ahmad El-Basri", ("Minister", "canada"))),
        (("Sheikh Omar bin Said", ("King", "canada")), ("Omar bin Said", ("King", "canada"))),
        (("Leopold III", ("King", "")), ("Leopold III", ("King", "canada"))),
        (("Omar", ("King", "canada")), ("Omar bin Said", ("King", "canada"))),
        (
            ("Ida Falk", ("Deputy Minister of Fisheries", "canada")),
            ("Ida Marie Falk", ("Minister of Fisheries", "canada")),
        ),
    ],
)
def test_one_person(
    resolved: Resolver, one: tuple[str, tuple[str, str]], other: tuple[str, tuple[str, str]]
) -> None:
    first, second = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2020-12-03")
    first.person(*one)
    second.person(*other)
    assert len(keys(resolved(first, second), "person")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Voronkov", ("Head", "unoct")), ("Vladimir Voronkov", ("Director", "eeas"))),
        (("Voronkov", ("", "")), ("Vladimir Voronkov", USG)),
        (("King", ("President", "canada")), ("Julian King", ("Minister of Finance", "canada"))),
        (("Julian King", ("Commissioner", "ec")), ("Julia King", ("Commissioner", "ec"))),
        (("Joanneke Balfoort", DIRECTOR), ("Joanneke Balfourt", ("Head", "undp"))),
        (("Ghada Waly", ("Executive Director", "unodc")), ("Ghada Fathi Waly", ("Envoy", "canada"))),
        (
            ("Maria Lopez", ("Minister of Finance", "australia")),
            ("Maria Lopez", ("Minister of Finance", "canada")),
        ),
        (("Brown", ("President", "canada")), ("Paula Brown", ("Vice President", "canada"))),
        (("Brown", ("President", "canada")), ("Paula Brown", ("Adviser to the President", "canada"))),
        (("Bill Brown", ("Director", "undp")), ("William Brown", ("Head", "eeas"))),
        (("Leopold II", ("King", "canada")), ("Leopold III", ("King", "canada"))),
        (("Ida Falk", ("President", "australia")), ("Ida Marie Falk", ("President", "canada"))),
    ],
)
def test_two_persons(
    resolved: Resolver, one: tuple[str, tuple[str, str]], other: tuple[str, tuple[str, str]]
) -> None:
    first, second = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2020-04-03")
    for draft, (name, post) in ((first, one), (second, other)):
        draft.person(name, *([post] if post[0] else []))
    assert len(keys(resolved(first, second), "person")) == 2


def test_a_family_name_that_fits_two_stays_alone(resolved: Resolver) -> None:
    drafts = [Draft("a.txt", "2019-01-01"), Draft("b.txt", "2019-02-01"), Draft("c.txt", "2019-03-01")]
    drafts[0].person("Peter Brown", ("Director", "undp"))
    drafts[1].person("Paula Brown", ("Director", "undp"))
    drafts[2].person("Brown", ("Director", "undp"))
    assert keys(resolved(*drafts), "person") == ["person/brown", "person/paula-brown", "person/peter-brown"]


def test_a_misspelt_second_mention(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2019-01-01")
    draft.person("Joanneke Balfoort", DIRECTOR, honorific="Ms.")
    draft.person("Balfourt", honorific="Ms.")
    corpus = resolved(draft)
    assert keys(corpus, "person") == ["person/joanneke-balfoort"]
    assert [d.kind for d in corpus.discrepancies] == ["spelling"]


@pytest.mark.parametrize(
    ("source", "published", "number"),
    [
        ("https://one.example.org/b", "2022-01-01", 1),
        ("https://two.example.org/b", "2022-01-01", 2),
        ("https://one.example.org/b", "2032-01-01", 2),
        ("", "2022-01-01", 2),
    ],
)
def test_a_bare_president_is_one_in_releases_of_one_publisher(
    resolved: Resolver, source: str, published: str, number: int
) -> None:
    one, other = Draft("a.txt", "2021-01-01", "https://one.example.org/a"), Draft("b.txt", published, source)
    one.person("Marin", ("President", ""))
    other.person("Marin", ("President", ""))
    assert len(keys(resolved(one, other), "person")) == number


SITE = "https://one.example.org/a"


@pytest.mark.parametrize(
    ("full", "title", "bare", "number"),
    [
        ("Paula Brown", "Secretary of Fisheries", "Secretary", 1),
        ("Paula Brown", "Special Presidential Envoy for Rivers", "Special Envoy", 1),
        ("Paula Brown", "Adviser to the President", "President", 2),
        ("Paula Brown", "Deputy Secretary of Fisheries", "Secretary", 2),
        ("Paula Brown", "Secretary", "Secretary of Fisheries", 2),
    ],
)
def test_a_title_without_its_body_in_releases_of_one_publisher(
    resolved: Resolver, full: str, title: str, bare: str, number: int
) -> None:
    one, other = Draft("a.txt", "2021-01-01", SITE), Draft("b.txt", "2022-01-01", SITE)
    one.person(full, (title, ""))
    other.person("Brown", (bare, ""))
    assert len(keys(resolved(one, other), "person")) == number


def test_one_who_is_named_in_far_more_releases_is_meant(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", "2021-01-01", SITE) for n in range(7)]
    for draft in drafts[:5]:
        draft.person("Paula Brown", ("Governor", ""))
    drafts[5].person("Peter Brown", ("Governor", ""))
    drafts[6].person("Brown", ("Governor", ""))
    assert resolved(*drafts).documents[6].people[0].key == "person/paula-brown"


def test_an_initial_that_fits_two_makes_them_no_one(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", "2021-01-01", SITE) for n in range(3)]
    for draft, name in zip(drafts, ("Paula Brown", "P. Brown", "Peter Brown"), strict=True):
        draft.person(name, ("Director", "undp"))
    assert len(keys(resolved(*drafts), "person")) == 2


def test_sons_and_fathers(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", "2022-01-01") for n in range(3)]
    for draft, name in zip(
        drafts, ("Ferdinand Marcos, Jr.", "Ferdinand Marcos Jr", "Ferdinand Marcos Sr."), strict=True
    ):
        draft.person(name, ("President", "canada"))
    assert len(keys(resolved(*drafts), "person")) == 2


def test_the_honorific_decides_between_two(resolved: Resolver) -> None:
    drafts = [Draft("a.txt", "2019-01-01"), Draft("b.txt", "2019-02-01"), Draft("c.txt", "2019-03-01")]
    drafts[0].person("Peter Brown", ("Director", "undp"), honorific="Mr.")
    drafts[1].person("Paula Brown", ("Director", "undp"), honorific="Ms")
    drafts[2].person("Brown", ("Director", "undp"), honorific="Ms.")
    corpus = resolved(*drafts)
    assert corpus.documents[2].people[0].key == "person/paula-brown"


def test_two_of_one_document_are_two(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2019-01-01")
    draft.person("Katrina Hansen", ("Director", "undp"))
    draft.person("Katrin Hansen", ("Director", "undp"))
    assert len(keys(resolved(draft), "person")) == 2


def test_namesakes_get_numbers_in_order_of_date(resolved: Resolver) -> None:
    late, early = Draft("a.txt", "2020-02-01"), Draft("b.txt", "2019-06-01")
    late.person("Maria Lopez", ("Minister of Finance", "canada"))
    early.person("Maria Lopez", ("Minister of Finance", "australia"))
    corpus = resolved(late, early)
    assert corpus.documents[1].people[0].key == "person/maria-lopez"
    assert corpus.documents[0].people[0].key == "person/maria-lopez-2"


def test_the_most_frequent_spelling_is_the_label(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", f"2019-0{n}-01") for n in range(1, 4)]
    for draft, name in zip(
        drafts, ("Joanneke Balfourt", "Joanneke Balfoort", "Joanneke Balfoort"), strict=True
    ):
        draft.person(name, DIRECTOR)
    entity = next(e for e in resolved(*drafts).entities if e.kind == "person")
    assert (entity.label, entity.aliases) == ("Joanneke Balfoort", ("Joanneke Balfourt",))
