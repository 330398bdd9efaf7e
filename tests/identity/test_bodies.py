"""Bodies by concept, by name, by abbreviation; their parents."""

from __future__ import annotations

import pytest

from tests.identity.conftest import Draft, Resolver, keys


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (("Group of Friends", "", "GOF"), ("The Group of Friends", "", ""), 1),
        (("Group of Friends", "", "GOF"), ("GOF", "", ""), 1),
        (("CTED", "cted", ""), ("Counter-Terrorism Committee Executive Directorate", "", ""), 1),
        (("Group of Friends", "", "GOF"), ("Group of Foes", "", "GOF"), 2),
        (("EEAS", "eeas", ""), ("Service Européen pour l’Action extérieure", "", ""), 1),
        (("EEAS", "eeas", ""), ("Service européen pour l'action intérieure", "", ""), 2),
    ],
)
def test_bodies(
    resolved: Resolver, one: tuple[str, str, str], other: tuple[str, str, str], number: int
) -> None:
    drafts = Draft("a.txt"), Draft("b.txt")
    for draft, (name, concept, short) in zip(drafts, (one, other), strict=True):
        draft.body(name, concept, short)
    found = [key for key in keys(resolved(*drafts), "body") if key not in ("body/un", "body/ctc", "body/eu")]
    assert len(found) == number


def test_an_abbreviation_explained_in_two_ways_is_neither(resolved: Resolver) -> None:
    drafts = Draft("a.txt"), Draft("b.txt"), Draft("c.txt")
    drafts[0].body("Group of Friends", short="GOF")
    drafts[1].body("Group of Foes", short="GOF")
    drafts[2].body("GOF")
    assert keys(resolved(*drafts), "body") == ["body/gof", "body/group-of-foes", "body/group-of-friends"]


def test_a_body_has_its_names_in_other_languages(resolved: Resolver) -> None:
    draft = Draft("a.txt")
    draft.concept("eeas")
    draft.concept("un")
    names = {e.key: e.names for e in resolved(draft).entities if e.names}
    assert names == {"body/eeas": (("fr", "Service européen pour l'action extérieure"),)}


def test_parents_are_there_without_being_named(resolved: Resolver) -> None:
    draft = Draft("a.txt")
    draft.concept("unoct")
    within = {e.key: e.within for e in resolved(draft).entities}
    assert within == {"body/unoct": "body/un-secretariat", "body/un-secretariat": "body/un", "body/un": ""}
    assert resolved(draft).documents[0].bodies[0].key == "body/unoct"


SITE = "https://one.example.org/a"


@pytest.mark.parametrize(
    ("names", "sites", "number"),
    [
        (("Canada Rivers Administration", "Rivers Administration"), (SITE, SITE), 1),
        (("the Canada Rivers Administration", "Rivers Administration"), (SITE, SITE), 1),
        (("Canada Rivers Administration", "Rivers Administration"), (SITE, "https://two.example.org/b"), 2),
        (("Canada Rivers Administration", "Rivers Administration"), ("", ""), 2),
        (("Canada Rivers", "Rivers"), (SITE, SITE), 2),
        (
            (
                "Canada Rivers Administration",
                "Australia Rivers Administration",
                "Rivers Administration",
            ),
            (SITE, SITE, SITE),
            3,
        ),
    ],
)
def test_a_body_with_and_without_the_name_of_its_state(
    resolved: Resolver, names: tuple[str, ...], sites: tuple[str, ...], number: int
) -> None:
    drafts = [Draft(f"{n}.txt", "2021-01-01", site) for n, site in enumerate(sites)]
    for draft, name in zip(drafts, names, strict=True):
        draft.concept("canada")
        draft.concept("australia")
        draft.body(name)
    found = set(keys(resolved(*drafts), "body")) - {"body/canada", "body/australia"}
    assert len(found) == number
