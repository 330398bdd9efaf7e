"""One post under many titles, one title of many posts."""

from __future__ import annotations

import pytest

from communique.entities import Corpus
from tests.identity.conftest import Draft, Resolver, keys


def posts(corpus: Corpus) -> list[str]:
    return [h.post for facts in corpus.documents for h in facts.holdings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Deputy Secretary General", "eeas"), ("Deputy Secretary-General", "eeas")),
        (
            ("Deputy Secretary General for the Common Defence", "eeas"),
            ("Deputy Secretary-General of Common Defence", "eeas"),
        ),
        (
            ("Commissioner for the Security Union", "ec"),
            ("European Commission Commissioner for Security Union", "ec"),
        ),
        (("EU Commissioner for Security", "eu"), ("Commissioner for Security", "ec")),
        (("Under-Secretary-General", "unoct"), ("Under-Secretary-General for UNOCT", "unoct")),
        (("Under-Secretary-General", "unoct"), ("Under-Secretary-General for Counter-Terrorism", "un")),
        (("Deputy Secretary General", "eeas"), ("Deputy Secretary General for Defence", "eeas")),
        (("Under-Secretary-General", ""), ("Under-Secretary-General", "unoct")),
    ],
)
def test_one_post(resolved: Resolver, one: tuple[str, str], other: tuple[str, str]) -> None:
    drafts = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2020-04-08")
    for draft, post in zip(drafts, (one, other), strict=True):
        draft.concept("unoct")
        draft.person("Pedro Serrano", post)
    corpus = resolved(*drafts)
    assert len(set(posts(corpus))) == 1
    assert keys(corpus, "post") == sorted(set(posts(corpus)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Director for Defence", "eeas"), ("Director for Trade", "eeas")),
        (("Deputy Secretary General", "eeas"), ("Secretary General", "eeas")),
        (("Director", "undp"), ("Director", "unodc")),
        (("Director-General", "ec"), ("Director-General for Trade", "eeas")),
    ],
)
def test_two_posts(resolved: Resolver, one: tuple[str, str], other: tuple[str, str]) -> None:
    drafts = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2020-04-08")
    for draft, post in zip(drafts, (one, other), strict=True):
        draft.person("Pedro Serrano", post)
    assert len(set(posts(resolved(*drafts)))) == 2


def test_one_post_has_many_holders(resolved: Resolver) -> None:
    drafts = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2022-04-08")
    for draft, name in zip(drafts, ("Gilles de Kerchove", "Ilkka Salmi"), strict=True):
        draft.person(name, ("European Union Counter-Terrorism Coordinator", "eu"))
    corpus = resolved(*drafts)
    assert posts(corpus) == ["post/eu-counter-terrorism-coordinator"] * 2
    (post,) = (e for e in corpus.entities if e.kind == "post")
    assert (post.label, post.within) == ("European Union Counter-Terrorism Coordinator", "body/eu")


def test_a_shorter_title_long_after_is_another_post(resolved: Resolver) -> None:
    drafts = Draft("a.txt", "2012-04-24"), Draft("b.txt", "2020-04-08")
    drafts[0].person("Pedro Serrano", ("Director", "eeas"))
    drafts[1].person("Pedro Serrano", ("Director for Defence", "eeas"))
    assert len(set(posts(resolved(*drafts)))) == 2


def test_a_post_of_no_named_body_is_its_holders_own(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2019-04-24")
    draft.person("Peter Brown", ("President", ""))
    draft.person("Paula Green", ("President", ""))
    assert posts(resolved(draft)) == ["post/peter-brown-president", "post/paula-green-president"]
