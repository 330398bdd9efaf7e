"""Agreements and initiatives: one under several titles, by words of the title, parties and date.

Two titles are of one instrument where they have the same telling words, or one leaves some out,
and type, parties and dates agree; the type may differ (an agreement, a memorandum) on the same day between
the same parties. A title without telling words (`contribution agreement`) is only itself on the same day
between the same parties.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from communique.entities import Entity
from communique.identity.clusters import Clusters
from communique.identity.dates import compatible, day
from communique.identity.decisions import Decisions
from communique.identity.events import Namer, Signature
from communique.identity.keys import slug, unique
from communique.identity.resolved import KeyMap, Resolved, best_label, empty_maps, entity, published
from communique.model import Agreement, Facts, Initiative, Key

_CROWD = 20
_Work: TypeAlias = Agreement | Initiative


@dataclass(frozen=True, slots=True)
class _Mention:
    document: int
    work: _Work
    signature: Signature
    date: str
    seen: str
    stem: str


def agreements(
    docs: Sequence[Facts], bodies: Sequence[KeyMap], namer: Namer, decisions: Decisions
) -> Resolved:
    """Give every agreement its key."""
    return _resolve(docs, [f.agreements for f in docs], "agreement", bodies, namer, decisions)


def initiatives(
    docs: Sequence[Facts], bodies: Sequence[KeyMap], namer: Namer, decisions: Decisions
) -> Resolved:
    """Give every initiative its key."""
    return _resolve(docs, [f.initiatives for f in docs], "initiative", bodies, namer, decisions)


def _resolve(
    docs: Sequence[Facts],
    works: Sequence[Sequence[_Work]],
    kind: str,
    bodies: Sequence[KeyMap],
    namer: Namer,
    decisions: Decisions,
) -> Resolved:
    found = [
        _mention(number, docs[number], work, bodies[number], namer)
        for number, listed in enumerate(works)
        for work in listed
    ]
    clusters = Clusters(len(found))
    _join(found, clusters, namer)
    return _named(docs, found, clusters, kind, decisions)


def _mention(number: int, facts: Facts, work: _Work, bodies: KeyMap, namer: Namer) -> _Mention:
    parties = [bodies.get(p.key, p.key) for p in work.parties] if isinstance(work, Agreement) else []
    signature = namer.work(work.label, work.type, parties)
    stem = facts.document.name.rpartition(".")[0] or facts.document.name
    date = day(work.date.start) if work.date else ""
    return _Mention(number, work, signature, date, published(facts), stem)


def _join(found: Sequence[_Mention], clusters: Clusters, namer: Namer) -> None:
    """The most exactly dated first; one that would fit two instruments stays by itself."""
    like: dict[int, set[int]] = defaultdict(set)
    for one, other in _pairs(found):
        if found[one].document != found[other].document and _same(found[one], found[other], namer):
            like[one].add(other)
            like[other].add(one)
        else:
            clusters.apart(one, other)
    done: set[int] = set()
    for number in sorted(range(len(found)), key=lambda n: (-len(found[n].date), found[n].date, n)):
        homes = {clusters.find(other) for other in like[number] & done}
        if len(homes) == 1:
            clusters.join(homes.pop(), number)
        done.add(number)


def _pairs(found: Sequence[_Mention]) -> Iterator[tuple[int, int]]:
    """Each mention with the first of the same words, and those near in time whose words include its
    rarest."""
    frequency = Counter(stem for m in found for stem in m.signature.subject)
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    heads: dict[tuple[Signature, str], int] = {}
    for number in sorted(range(len(found)), key=lambda n: (found[n].seen, n)):
        m = found[number]
        head = heads.setdefault((m.signature, m.date), number)
        if head == number:
            for stem in m.signature.subject:
                postings[m.signature.event, stem].append(number)
                if _whole(m.date):
                    postings[m.date, stem].append(number)
        else:
            yield head, number
    for number in heads.values():
        signature = found[number].signature
        rarest = min(signature.subject, key=lambda stem: (frequency[stem], stem), default="")
        for fuller in (postings.get((block, rarest), []) for block in (signature.event, found[number].date)):
            yield from ((number, other) for other in _near(found, fuller, number) if other != number)


def _near(found: Sequence[_Mention], posting: Sequence[int], number: int) -> Sequence[int]:
    """Of mentions in order of time those around one, at most twice `_CROWD`."""
    at = bisect_left(posting, (found[number].seen, number), key=lambda n: (found[n].seen, n))
    return posting[max(at - _CROWD, 0) : at + _CROWD + 1]


def _same(one: _Mention, other: _Mention, namer: Namer) -> bool:
    if one.date and other.date and not compatible(one.date, other.date):
        return False
    a, b = one.signature, other.signature
    if not namer.akin(a.parties, b.parties) or namer.aside(a, b):
        return False
    one_day = _whole(one.date) and one.date == other.date
    between = bool(a.parties) and a.parties == b.parties
    if not a.subject or not b.subject:
        return a == b and between and one_day
    shorter, longer = sorted((a.subject, b.subject), key=len)
    kind = a.event == b.event or (one_day and between)
    return kind and (a.subject == b.subject or (len(shorter) > 1 and shorter <= longer))


def _whole(date: str) -> bool:
    return len(date) == len("2020-12-02")


def _named(
    docs: Sequence[Facts], found: Sequence[_Mention], clusters: Clusters, kind: str, decisions: Decisions
) -> Resolved:
    groups = sorted(([found[i] for i in members] for members in clusters), key=_age)
    labels = [best_label(m.work.label for m in group) for group in groups]
    wanted = [_key(kind, group, decisions) for group in groups]
    maps = empty_maps(docs)
    entities: list[Entity] = []
    for key, label, group in zip(unique(wanted), labels, groups, strict=True):
        for m in group:
            maps[m.document][m.work.key] = key
        entities.append(entity(key, label, [m.work.label for m in group], decisions, type=group[0].work.type))
    return Resolved(tuple(maps), tuple(sorted(entities, key=lambda e: e.key)))


def _age(group: Sequence[_Mention]) -> tuple[str, int, Key]:
    return min((m.seen, m.document, m.work.key) for m in group)


def _key(kind: str, group: Sequence[_Mention], decisions: Decisions) -> Key:
    """By the title that is first in time, so that a later text renames nothing."""
    first = min(group, key=lambda m: _age([m]))
    proposed = f"{kind}/{slug(first.work.label)}"
    if not any(m.signature.subject for m in group):
        proposed += f"-{slug(first.date or first.stem)}"
    return decisions.first_decided(f"{kind}/{slug(m.work.label)}" for m in group) or decisions.canonical(
        proposed
    )
