"""Persons: one across documents by name likeness *and* a shared post, body or series of meetings.

Cost grows with the number of mentions: mentions of one full name become one profile at once, and
only profiles that share a key of `_blocks` are compared. Identical full names are one person unless
they hold like posts in different states at one time. A family name alone proves nothing: such a
mention joins the one person of that family name who holds its post, or stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from communique.entities import Entity
from communique.identity.claims import Claim, Titles
from communique.identity.clusters import Clusters
from communique.identity.decisions import Decisions
from communique.identity.keys import slug, unique
from communique.identity.names import IDENTICAL, REORDERED, SHORTENED, Name, likeness, repair, skeleton
from communique.identity.profiles import Profile, profiles
from communique.identity.resolved import Resolved, best_label, empty_maps, entity
from communique.identity.support import Support
from communique.identity.surnames import join_surnames
from communique.model import Facts, Key

_CROWD = 60


def resolve(
    docs: Sequence[Facts],
    claims: Sequence[Mapping[Key, Claim]],
    circles: Sequence[Mapping[Key, frozenset[Key]]],
    titles: Titles,
    decisions: Decisions,
    releases: Sequence[Key] = (),
) -> Resolved:
    """Give every person of every document a key. `circles` has each person's series of meetings, `releases`
    the documents' keys, where decisions speak of these."""
    found = profiles(docs, claims, circles, titles, decisions, releases)
    clusters = Clusters(len(found))
    _decide(found, clusters, decisions)
    support = Support(titles, decisions.wording)
    _join_full(found, clusters, support)
    join_surnames(found, clusters, support)
    return _named(docs, found, clusters, decisions)


def _decide(found: Sequence[Profile], clusters: Clusters, decisions: Decisions) -> None:
    """Decisions come first: what they part nothing joins."""
    by_key: dict[Key, list[int]] = defaultdict(list)
    for number, profile in enumerate(found):
        for key in _names_decided(profile, decisions):
            by_key[key].append(number)
            by_key[decisions.canonical(key)].append(number)
    _part(found, clusters, decisions)
    for pair in sorted(map(sorted, decisions.apart)):
        for one in by_key.get(pair[0], ()):
            for other in by_key.get(pair[-1], ()):
                if one != other:
                    clusters.apart(one, other)
    decided = sorted(key for key in by_key if decisions.decided(key))
    for key in decided:
        for number in by_key[key][1:]:
            clusters.join(by_key[key][0], number)


def _names_decided(profile: Profile, decisions: Decisions) -> set[Key]:
    """What decisions call a profile: its mentions, and its name but where these were told from it or decided
    on by themselves."""
    alone = profile.out or any(decisions.decided(key) for key in profile.spoken)
    return {*profile.spoken, *(() if alone else (profile.proposed,))}


def _part(found: Sequence[Profile], clusters: Clusters, decisions: Decisions) -> None:
    """What decisions tell from others of its name no rule joins to these."""
    by_name: dict[Key, list[int]] = defaultdict(list)
    for number, profile in enumerate(found):
        if profile.parted:
            by_name[profile.proposed].append(number)
    for one, other in (pair for numbers in by_name.values() for pair in combinations(numbers, 2)):
        if not _ends(found[one], decisions) & _ends(found[other], decisions):
            clusters.apart(one, other)


def _ends(profile: Profile, decisions: Decisions) -> set[Key]:
    return {end for key in profile.spoken for end in (key, decisions.canonical(key))}


def _blocks(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Keys under which likely namesakes meet: the names as one word or as a set, a family name with an
    initial, and a given name with the head of the family name."""
    name = profile.name
    if name.surname_only:
        return
    sounds = [part.sound for part in name.telling]
    yield ("set", *sorted(name.parts))
    yield ("one", "".join(name.parts))
    initials = sorted({root[0] for part in name.telling[:-1] for root in (part.sound, *part.roots)})
    for bone in sorted({skeleton(sound) for sound in sounds[1:]}):
        yield from (("family", bone, initial) for initial in initials)
    yield ("given", sounds[0], sounds[-1][:2])


def _pairs(found: Sequence[Profile]) -> set[tuple[int, int]]:
    """Those who share a block; in a crowded one each with its neighbours by the alphabet of sounds."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, profile in enumerate(found):
        for key in _blocks(profile):
            blocks[key].append(number)
    return {pair for members in blocks.values() for pair in _neighbours(found, members)}


def _neighbours(found: Sequence[Profile], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sorted neighbourhood (Hernández and Stolfo 1995): at most `_CROWD` pairs for each member."""
    if len(members) > _CROWD:
        members = sorted(members, key=lambda n: ([part.sound for part in found[n].name.telling], n))
    for at, one in enumerate(members):
        for other in members[at + 1 : at + 1 + _CROWD]:
            yield min(one, other), max(one, other)


def _join_full(found: Sequence[Profile], clusters: Clusters, support: Support) -> None:
    scored = []
    for one, other in _pairs(found):
        a, b = found[one], found[other]
        if _beside(a, b):
            continue
        score = likeness(a.name, b.name)
        if score and _confirmed(a, b, score, support):
            scored.append((-score, one, other))
    for _, one, other in sorted(scored):
        if _all_alike(_names(found, clusters, one), _names(found, clusters, other)):
            clusters.join(one, other)


def _beside(one: Profile, other: Profile) -> bool:
    """Whether one document tells the two apart whatever their likeness: names as long as each other in other
    words. It is sooner seen than how alike they are."""
    a, b = one.name, other.name
    alike = len(a.telling) != len(b.telling) or a.suffix != b.suffix or set(a.parts) == set(b.parts)
    return not alike and not one.documents.isdisjoint(other.documents)


def _confirmed(one: Profile, other: Profile, score: float, support: Support) -> bool:
    if score == IDENTICAL:
        # Profiles of one full name are apart only because their posts contradict each other.
        return False
    if one.documents & other.documents and score not in (REORDERED, SHORTENED):
        return False
    return support.of_names(one, other, score)


def _names(found: Sequence[Profile], clusters: Clusters, number: int) -> set[Name]:
    return {found[member].name for member in clusters.members(number)}


def _all_alike(some: set[Name], others: set[Name]) -> bool:
    """`J. King` is like John and like Julian King, and yet does not make them one."""
    return all(likeness(one, other) for one in some for other in others)


def _named(
    docs: Sequence[Facts], found: Sequence[Profile], clusters: Clusters, decisions: Decisions
) -> Resolved:
    groups = [[found[i] for i in members] for members in clusters]
    groups.sort(key=lambda group: (_rank(group, decisions), *min((p.first, p.mentions[0]) for p in group)))
    labels = [_label(group) for group in groups]
    wanted = [
        _decided_key(group, decisions) or decisions.canonical("person/" + slug(label))
        for group, label in zip(groups, labels, strict=True)
    ]
    maps = empty_maps(docs)
    entities: list[Entity] = []
    for key, label, group in zip(unique(wanted), labels, groups, strict=True):
        for number, local in (mention for p in group for mention in p.mentions):
            maps[number][local] = key
        made = entity(key, label, {s for p in group for s in p.surfaces}, decisions)
        spoken = sorted({mention for p in group for mention in p.spoken})
        links = (*made.links, *(link for mention in spoken for link in decisions.links(mention)))
        entities.append(replace(made, links=tuple(dict.fromkeys(links))))
    return Resolved(tuple(maps), tuple(sorted(entities, key=lambda e: e.key)))


def _rank(group: Sequence[Profile], decisions: Decisions) -> int:
    """In what order keys are given: a decided one to whom it is for, and none of another's to whom a
    decision told from these."""
    return 0 if _decided_key(group, decisions) else 2 if all(p.out for p in group) else 1


def _decided_key(group: Sequence[Profile], decisions: Decisions) -> Key:
    return decisions.first_decided({key for p in group for key in _names_decided(p, decisions)})


def _label(group: Sequence[Profile]) -> str:
    full = [name for p in group if not p.name.surname_only for name in p.printed]
    return best_label(repair(name) for name in full or [name for p in group for name in p.printed])
