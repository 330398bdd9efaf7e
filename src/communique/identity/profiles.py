"""Profiles: all mentions of one full name, with what speaks for or against one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from sys import intern
from typing import TypeVar

from communique.identity.claims import Claim, Titles
from communique.identity.decisions import Decisions
from communique.identity.keys import plain, slug
from communique.identity.mentions import is_mention, mention_of
from communique.identity.names import Name, parse, repair
from communique.identity.resolved import published, publisher
from communique.identity.wording import Wording
from communique.model import Facts, Key

STATE = "state"
Word = TypeVar("Word", str, int)


@dataclass(frozen=True, slots=True)
class Profile:
    """Mentions (number of document, local key) under one name; `proposed` is the key it would make.

    `spoken`: the mentions that decisions name; `parted`: decisions tell it from others of its name, and
    `out`: these keep the name.
    """

    name: Name
    proposed: Key
    mentions: tuple[tuple[int, Key], ...]
    printed: tuple[str, ...]
    surfaces: frozenset[str]
    genders: frozenset[str]
    claims: frozenset[Claim]
    circle: frozenset[Key]
    publishers: frozenset[str]
    years: frozenset[int]
    documents: frozenset[int]
    first: str
    spoken: frozenset[Key] = frozenset()
    parted: bool = False
    out: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    document: int
    key: Key
    printed: str
    name: Name
    surfaces: tuple[str, ...]
    gender: str
    claims: frozenset[Claim]
    circle: frozenset[Key]
    publisher: str
    date: str
    spoken: Key


def profiles(
    docs: Sequence[Facts],
    claims: Sequence[Mapping[Key, Claim]],
    circles: Sequence[Mapping[Key, frozenset[Key]]],
    titles: Titles,
    decisions: Decisions,
    releases: Sequence[Key] = (),
) -> list[Profile]:
    """The profiles in an order that depends on their content alone; `releases` are the documents' keys,
    where decisions speak of these."""
    groups: dict[tuple[object, ...], list[_Mention]] = defaultdict(list)
    for mention in _mentions(docs, claims, circles, decisions, releases):
        groups[_identity(mention)].append(mention)
    parted = (part for group in groups.values() for part in _parted(group, titles))
    made = [profile for part in parted for profile in _decided(part, decisions)]
    return sorted(made, key=lambda p: (p.proposed, p.first, p.mentions))


def _mentions(
    docs: Sequence[Facts],
    claims: Sequence[Mapping[Key, Claim]],
    circles: Sequence[Mapping[Key, frozenset[Key]]],
    decisions: Decisions,
    releases: Sequence[Key],
) -> Iterator[_Mention]:
    wording = decisions.wording
    for number, facts in enumerate(docs):
        held: dict[Key, set[Claim]] = defaultdict(set)
        for holding in facts.holdings:
            held[holding.person].add(claims[number][holding.key])
        for person in facts.people:
            named = mention_of(person.name, releases[number]) if releases else ""
            yield _Mention(
                number,
                intern(person.key),
                intern(person.name),
                parse(person.name, wording),
                tuple(map(intern, sorted({person.name, *(s.value for s in person.surfaces)}))),
                _gender(person.honorific, wording),
                frozenset(held[person.key]),
                circles[number].get(person.key, frozenset()),
                publisher(facts),
                published(facts),
                named if named in decisions.spoken else "",
            )


def _gender(honorific: str, wording: Wording) -> str:
    said = set(plain(honorific).replace(".", " ").split())
    male, female = bool(said & wording.male), bool(said & wording.female)
    return "" if male == female else "m" if male else "f"


def _identity(mention: _Mention) -> tuple[object, ...]:
    """What makes two mentions one at once: the full name, or a family name with equal posts; posts
    of no named body, in the releases of one publisher in one year."""
    if not mention.name.surname_only:
        return (mention.name.parts, mention.name.suffix)
    if any(claim.organization for claim in mention.claims):
        return (mention.name.parts, mention.gender, mention.claims)
    if mention.claims and mention.publisher:
        return (mention.name.parts, mention.gender, mention.claims, mention.publisher, mention.date[:4])
    return (mention.name.parts, mention.document, mention.key)


def _parted(group: list[_Mention], titles: Titles) -> Iterator[list[_Mention]]:
    """One full name in like posts of two states at one time is two persons: part by state."""
    states: dict[Key, list[_Mention]] = defaultdict(list)
    for mention in group:
        found = {c.organization for c in mention.claims if is_state(c.organization, titles)}
        states[found.pop() if len(found) == 1 else ""].append(mention)
    rest = states.pop("", [])
    if len(states) < 2 or not _contradict(states):
        yield group
        return
    biggest = max(sorted(states), key=lambda state: len(states[state]))
    states[biggest] += rest
    yield from (states[state] for state in sorted(states))


def _contradict(states: Mapping[Key, Iterable[_Mention]]) -> bool:
    """True where two states give the name like posts within a year."""
    seen: dict[tuple[str, ...], dict[Key, set[int]]] = defaultdict(lambda: defaultdict(set))
    for state, mentions in states.items():
        for mention in mentions:
            for claim in mention.claims:
                if claim.organization == state and claim.title:
                    seen[claim.title][state] |= _years([mention])
    return any(_meet(list(by_state.values())) for by_state in seen.values())


def _meet(years: Sequence[set[int]]) -> bool:
    return any(
        year in other or year + 1 in other
        for at, one in enumerate(years)
        for number, other in enumerate(years)
        if number != at
        for year in one
    )


def _decided(group: Sequence[_Mention], decisions: Decisions) -> Iterator[Profile]:
    """The profile of a group, or of each part that decisions tell from the others."""
    parts = _told_apart(group, decisions)
    for number, part in enumerate(parts):
        if part:
            yield replace(_profile(part), parted=len(parts) > 1, out=number > 0)


def _told_apart(group: Sequence[_Mention], decisions: Decisions) -> list[list[_Mention]]:
    """The mentions of one name, and by themselves those that decisions tell from the others.

    A No to another of them, or to the name itself, takes the mention out that it speaks of first. Decided
    keys that differ part too, and what no row names then stays by itself. The first part is the one that
    keeps the name, and may be empty.
    """
    spoken = {m.spoken for m in group if m.spoken}
    if not spoken:
        return [list(group)]
    here = {*spoken, _proposed(group)}
    out = {one for one, other in decisions.removed if one in spoken and other in here}
    ends = {key: decisions.canonical(key) for key in spoken - out}
    decided = {end for end in ends.values() if not is_mention(end)}
    if len(decided) > 1:
        out |= {key for key, end in ends.items() if end in decided}
    rest = [m for m in group if m.spoken not in out]
    return [rest, *([m for m in group if m.spoken == key] for key in sorted(out))]


def _proposed(group: Iterable[_Mention]) -> Key:
    return "person/" + slug(repair(min(m.printed for m in group)))


def _profile(group: Sequence[_Mention]) -> Profile:
    printed = tuple(sorted(m.printed for m in group))
    return Profile(
        name=group[0].name,
        proposed=_proposed(group),
        mentions=tuple(sorted((m.document, m.key) for m in group)),
        printed=printed,
        surfaces=frozenset(surface for m in group for surface in m.surfaces),
        genders=_shared(frozenset(m.gender for m in group if m.gender)),
        claims=frozenset(claim for m in group for claim in m.claims),
        circle=_shared(frozenset(key for m in group for key in m.circle)),
        publishers=_shared(frozenset(m.publisher for m in group if m.publisher)),
        years=_shared(frozenset(_years(group))),
        documents=frozenset(m.document for m in group),
        first=min(m.date for m in group),
        spoken=frozenset(m.spoken for m in group if m.spoken),
    )


@lru_cache(maxsize=65536)
def _shared(found: frozenset[Word]) -> frozenset[Word]:
    """The same set for all profiles that have an equal one: most have one of a few."""
    return found


def _years(group: Iterable[_Mention]) -> set[int]:
    return {int(m.date[:4]) for m in group if m.date[:4].isdigit()}


def is_state(key: Key, titles: Titles) -> bool:
    """True for a state: too wide a body to prove anything without the title."""
    return key in titles.bodies and titles.bodies[key].type == STATE
