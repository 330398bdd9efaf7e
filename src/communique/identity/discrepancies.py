"""What disagrees, or cannot be right: each with its readings and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from communique.entities import Discrepancy, Entity, Inference, Reading
from communique.identity.bodies import lineage
from communique.identity.datedness import dates
from communique.identity.dates import bounds
from communique.identity.decisions import Decisions
from communique.identity.intervals import Interval, contradictions
from communique.identity.keys import slug
from communique.identity.recurrence import gaps
from communique.identity.resolved import published
from communique.identity.spelling import spellings
from communique.identity.tenure import Tenures
from communique.identity.titles import Words, alike, normal
from communique.identity.wording import Wording
from communique.model import Delegation, Facts, Key, Meeting, Participation, PostHolding

_CHAIRS = ("chair", "convener", "host")
_A_YEAR = 366
STATE = "state"


class _Held(NamedTuple):
    """As much of a holding as tells whether two agree."""

    key: Key
    post: Key
    title: str


def discrepancies(
    docs: Sequence[Facts],
    entities: Sequence[Entity],
    inferences: Sequence[Inference],
    known: Mapping[Key, Interval],
    decisions: Decisions,
) -> tuple[Discrepancy, ...]:
    """All that was noticed, in order of key; `docs` has shared keys, `known` is of each meeting."""
    by_key = {entity.key: entity for entity in entities}
    dated = list(dates(docs, inferences))
    found = [
        *spellings(docs, by_key, decisions),
        *_titles(docs, by_key, decisions.wording),
        *_post_titles(docs, by_key, decisions),
        *(found for facts in docs for found in _counts(facts)),
        *_chairs(docs, by_key),
        *_holders(docs, decisions.wording),
        *gaps(docs, decisions.wording),
        *dated,
        *contradictions(known, dated),
    ]
    return tuple(sorted({d.key: d for d in found}.values(), key=lambda d: d.key))


def _holders(docs: Sequence[Facts], wording: Wording) -> Iterator[Discrepancy]:
    """A post that one holds at a time, and two who are named in it by turns."""
    for post, readings in Tenures(docs, wording).by_turns():
        tail = "-".join(sorted({_name(reading.value.rpartition(" (")[0]) for reading in readings}))
        note = "two persons are named in one post by turns"
        yield Discrepancy(f"discrepancy/holder-{_name(post)}-{tail}", "holder", post, readings, note)


def _titles(docs: Sequence[Facts], entities: Mapping[Key, Entity], wording: Wording) -> Iterator[Discrepancy]:
    """Two documents within a year that give one person different posts at one body, and no common one."""
    held: dict[tuple[Key, Key], dict[int, list[_Held]]] = defaultdict(dict)
    for number, facts in enumerate(docs):
        for holding in facts.holdings:
            if holding.organization and entities[holding.organization].type != STATE:
                found = held[intern(holding.person), intern(holding.organization)].setdefault(number, [])
                found.append(_Held(intern(holding.key), intern(holding.post), intern(holding.title)))
    for (person, body), by_document in sorted(held.items()):
        ordered = sorted(by_document, key=lambda number: (published(docs[number]), number))
        for one, other in pairwise(ordered):
            near = _days_apart(docs[one], docs[other]) <= _A_YEAR
            if near and not _agree(by_document[one], by_document[other], wording):
                readings = tuple(_first_title(docs[number], by_document[number]) for number in (one, other))
                yield Discrepancy(
                    f"discrepancy/title-{_name(person)}-{_name(body)}",
                    "title",
                    person,
                    readings,
                    "one person has different titles at one body at the same time",
                )


def _post_titles(
    docs: Sequence[Facts], entities: Mapping[Key, Entity], decisions: Decisions
) -> Iterator[Discrepancy]:
    """Titles that are one post's by decision, and by no rule."""
    printed: dict[Key, dict[Words, Reading]] = defaultdict(dict)
    for facts in docs:
        for holding in facts.holdings:
            if decisions.decided(holding.post):
                title = normal(holding.title, (), decisions.wording)
                printed[holding.post].setdefault(title, _title(facts, holding))
    for post, titles in sorted(printed.items()):
        plainest = [reading for words, reading in sorted(titles.items()) if not _longer(words, titles)]
        if len(plainest) > 1:
            label, note = entities[post].label, "one post goes by different titles"
            key = f"discrepancy/title-{_name(post)}"
            yield Discrepancy(key, "title", post, tuple(plainest), note, label, decisions.why(post))


def _longer(title: Words, others: Iterable[Words]) -> bool:
    """True where another title says the same with fewer words."""
    return any(set(other) < set(title) for other in others)


def _first_title(facts: Facts, held: Sequence[_Held]) -> Reading:
    return next(_title(facts, holding) for holding in facts.holdings if holding.key == held[0].key)


def _agree(one: Sequence[_Held], other: Sequence[_Held], wording: Wording) -> bool:
    if {h.post for h in one} & {h.post for h in other}:
        return True
    return any(alike(normal(a.title, (), wording), normal(b.title, (), wording)) for a in one for b in other)


def _title(facts: Facts, holding: PostHolding) -> Reading:
    return Reading(holding.title, facts.document.name, holding.proof)


def _days_apart(one: Facts, other: Facts) -> int:
    a, b = bounds(published(one)), bounds(published(other))
    return abs((a[0] - b[0]).days) if a and b else _A_YEAR + 1


def _counts(facts: Facts) -> Iterator[Discrepancy]:
    """A delegation whose list is longer than the number stated, or falls just short of it.

    A list far shorter than the number is a choice of examples and no discrepancy.
    """
    listed: dict[Key, list[Participation]] = defaultdict(list)
    for part in facts.participations:
        if part.delegation and part.agent.startswith("body/"):
            listed[part.delegation].append(part)
    for group in facts.delegations:
        found = listed[group.key]
        number = len({part.agent for part in found})
        if group.count and number and _off(number, group.count.value):
            yield _count(facts, group, number, found)


def _off(listed: int, stated: int) -> bool:
    return listed > stated or 0 < stated - listed <= max(1, stated // 5)


def _count(facts: Facts, group: Delegation, number: int, found: Sequence[Participation]) -> Discrepancy:
    name = facts.document.name
    stated = [Reading(str(group.count.value), name, group.count.proof)] if group.count else []
    spans = tuple(span for part in found for span in part.proof.spans)
    named = Reading(str(number), name, type(group.proof)(spans, rule="members listed"))
    tail = group.key.partition("/")[2]
    note = f"{group.count.value if group.count else 0} are stated and {number} are named"
    return Discrepancy(f"discrepancy/count-{tail}", "count", group.key, (*stated, named), note)


def _chairs(docs: Sequence[Facts], entities: Mapping[Key, Entity]) -> Iterator[Discrepancy]:
    """Two persons who chair one meeting for one side."""
    sides: dict[tuple[Key, Key], dict[Key, Reading]] = defaultdict(dict)
    for facts in docs:
        meetings = {meeting.key: meeting for meeting in facts.meetings}
        homes = _homes(facts)
        for part in facts.participations:
            if part.role in _CHAIRS and part.agent.startswith("person/") and part.meeting in meetings:
                for side in _sides(meetings[part.meeting], homes[part.agent], entities):
                    reading = Reading(entities[part.agent].label, facts.document.name, part.proof)
                    sides[part.meeting, side].setdefault(part.agent, reading)
    for (meeting, side), chairs in sorted(sides.items()):
        if len(chairs) > 1:
            yield Discrepancy(
                f"discrepancy/chair-{_name(meeting)}-{_name(side)}",
                "chair",
                meeting,
                tuple(chairs[key] for key in sorted(chairs)),
                "more than one person is said to have chaired for one side",
            )


def _homes(facts: Facts) -> dict[Key, set[Key]]:
    homes: dict[Key, set[Key]] = defaultdict(set)
    for holding in facts.holdings:
        homes[holding.person].add(holding.organization)
    return homes


def _sides(meeting: Meeting, homes: set[Key], entities: Mapping[Key, Entity]) -> Iterator[Key]:
    above = {key for home in homes for key in lineage(home, entities)}
    yield from sorted({party.key for party in meeting.parties} & above)


def _name(key: Key) -> str:
    return slug(key.partition("/")[2] or key)
