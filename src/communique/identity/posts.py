"""Posts: one for each body and title, however the title is spelt or shortened.

A holder's shorter title is taken for the holder's one longer title at that body within two years
(`Deputy Secretary General` of one who is `Deputy Secretary General for Defence` there), and a post
named at the parent body for the like post at the body below (`EU Commissioner` for the Commission's).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from communique.entities import Entity
from communique.identity.bodies import lineage
from communique.identity.claims import Claim
from communique.identity.decisions import Decisions
from communique.identity.keys import slug
from communique.identity.resolved import KeyMap, Resolved, best_label, empty_maps, entity, published
from communique.model import Facts, Key

_NEAR = 2
_Dated: TypeAlias = tuple[Claim, int | None]


@dataclass(frozen=True, slots=True)
class _Holding:
    document: int
    key: Key
    title: str
    claim: Claim
    year: int | None


def resolve(
    docs: Sequence[Facts],
    claims: Sequence[Mapping[Key, Claim]],
    people: Sequence[KeyMap],
    bodies: Mapping[Key, Entity],
    decisions: Decisions,
) -> Resolved:
    """Maps each holding's local key to its post's key."""
    maps = empty_maps(docs)
    titles: dict[Key, list[str]] = defaultdict(list)
    homes: dict[Key, Key] = {}
    for person, held in sorted(_by_person(docs, claims, people).items()):
        fullest = _fullest(held, bodies)
        for holding in held:
            claim = fullest[holding.claim, holding.year]
            key = decisions.canonical(_key(claim, person))
            maps[holding.document][holding.key] = key
            titles[key].append(holding.title)
            homes[key] = max(homes.get(key, ""), claim.organization)
    made = (
        entity(key, best_label(found), found, decisions, within=homes[key]) for key, found in titles.items()
    )
    return Resolved(tuple(maps), tuple(sorted(made, key=lambda e: e.key)))


def _by_person(
    docs: Sequence[Facts], claims: Sequence[Mapping[Key, Claim]], people: Sequence[KeyMap]
) -> dict[Key, list[_Holding]]:
    held: dict[Key, list[_Holding]] = defaultdict(list)
    for number, facts in enumerate(docs):
        year = published(facts)[:4]
        for holding in facts.holdings:
            person = people[number].get(holding.person, holding.person)
            claim = claims[number][holding.key]
            held[person].append(
                _Holding(number, holding.key, holding.title, claim, int(year) if year.isdigit() else None)
            )
    return held


def _fullest(held: Sequence[_Holding], bodies: Mapping[Key, Entity]) -> dict[_Dated, Claim]:
    """For each dated claim of a holder the claim that it is a shorter or wider way to put."""
    years: dict[Claim, set[int | None]] = defaultdict(set)
    for holding in held:
        years[holding.claim].add(holding.year)
    return {
        (claim, year): _one_fuller(claim, {c for c in years if _near(year, years[c])}, bodies)
        for claim, seen in years.items()
        for year in seen
    }


def _one_fuller(claim: Claim, near: set[Claim], bodies: Mapping[Key, Entity]) -> Claim:
    """The most telling of the claims that say more, if there is exactly one; else the claim itself."""
    fuller = {other for other in near if _says_more(other, claim, bodies)}
    fuller -= {c for c in fuller if any(_says_more(other, c, bodies) for other in fuller)}
    return next(iter(fuller)) if len(fuller) == 1 else claim


def _near(year: int | None, years: set[int | None]) -> bool:
    return year is None or None in years or any(abs(year - y) <= _NEAR for y in years if y is not None)


def _says_more(claim: Claim, than: Claim, bodies: Mapping[Key, Entity]) -> bool:
    same_title = claim.title == than.title
    longer = len(claim.title) > len(than.title) > 0 and claim.title[: len(than.title)] == than.title
    if claim.organization == than.organization:
        return longer
    if not than.organization:
        return same_title or longer
    below = than.organization in list(lineage(claim.organization, bodies))[1:]
    return below and (same_title or longer)


def _key(claim: Claim, person: Key) -> Key:
    """A post of no named body is one holder's own: nothing says that another has the same."""
    home = claim.organization or person
    return f"post/{home.partition('/')[2]}-{slug(' '.join(claim.title))}"
