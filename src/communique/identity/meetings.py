"""Meetings: one under two releases, by series and ordinal, by name and date, or by day and people.

Within one document reading has told the meetings apart, so two of one document are never joined
unless they have the same number in a series. Meetings of one pair on different dates stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from sys import intern

from communique.entities import Entity
from communique.identity.clusters import Clusters
from communique.identity.dates import compatible, day
from communique.identity.decisions import Decisions
from communique.identity.events import Namer, Signature
from communique.identity.keys import slug, unique
from communique.identity.resolved import KeyMap, Resolved, best_label, empty_maps, entity, published
from communique.identity.series import RECURRING
from communique.model import Facts, Key, Meeting

VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A meeting as one document has it, with shared keys in place of local ones but its own and its place's.

    `date` is the day, month or year it was on, as far as the document says; `file` the document's name.
    """

    document: int
    file: str
    key: Key
    label: str
    type: str
    place: Key
    date: str
    series: Key
    signature: Signature
    people: frozenset[Key]
    bodies: frozenset[Key]
    ordinal: int
    stem: str
    seen: str


def resolve(
    docs: Sequence[Facts],
    series: Resolved,
    agents: Sequence[KeyMap],
    places: Sequence[KeyMap],
    namer: Namer,
    decisions: Decisions,
) -> Resolved:
    """Give every meeting of every document its key; `agents` maps persons and bodies."""
    found = [o for n, f in enumerate(docs) for o in _occurrences(n, f, series.keys[n], agents[n], namer)]
    clusters = Clusters(len(found), [_seat(number, one) for number, one in enumerate(found)])
    for group in _groups(found).values():
        _join_named(found, group, clusters)
    _join_days(found, clusters, places)
    return _named(docs, found, clusters, decisions)


def _occurrences(
    number: int, facts: Facts, series: KeyMap, agents: KeyMap, namer: Namer
) -> Iterator[Occurrence]:
    who: dict[Key, set[Key]] = defaultdict(set)
    for part in facts.participations:
        who[part.meeting].add(agents.get(part.agent, part.agent))
    known = {m.ordinal.value for m in facts.meetings if m.ordinal and m.key in series}
    for meeting in facts.meetings:
        parties = {agents.get(party.key, party.key) for party in meeting.parties}
        present = who[meeting.key] | parties
        people = frozenset(key for key in present if key.startswith("person/"))
        yield Occurrence(
            document=number,
            file=facts.document.name,
            key=meeting.key,
            label=meeting.label,
            type=intern(meeting.type),
            place=meeting.place.key if meeting.place else "",
            date=day(meeting.date.start) if meeting.date else "",
            series=series.get(meeting.key, ""),
            signature=namer.event(meeting.label, meeting.type, parties),
            people=people,
            bodies=frozenset(present) - people,
            ordinal=_ordinal(meeting, known, namer),
            stem=namer.uncounted(meeting.label),
            seen=published(facts),
        )


def _ordinal(meeting: Meeting, known: set[int], namer: Namer) -> int:
    """The number in its series; the previous one has the number before the document's own."""
    if meeting.ordinal:
        return meeting.ordinal.value
    if len(known) == 1 and namer.previous(meeting.label):
        return max(known) - 1
    return 0


def _seat(number: int, one: Occurrence) -> tuple[int, object]:
    """What parts the meetings of one document: all but those with the same number in a series."""
    return one.document, (_group(one), one.ordinal) if one.ordinal > 0 else number


def _group(one: Occurrence) -> tuple[object, ...]:
    """What named meetings that may be one have in common; empty for meetings without a name."""
    if one.series:
        return (one.series,)
    if one.type in RECURRING and one.signature.subject:
        return (one.signature.event, one.signature.subject)
    return ()


def _groups(found: Sequence[Occurrence]) -> dict[tuple[object, ...], list[int]]:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if group := _group(one):
            groups[group].append(number)
    return groups


def _join_named(found: Sequence[Occurrence], group: Sequence[int], clusters: Clusters) -> None:
    """By ordinal, else by date, the most exact first; a vague date must fit one meeting only."""
    by_ordinal: dict[int, int] = {}
    for number in group:
        if found[number].ordinal:
            clusters.join(by_ordinal.setdefault(found[number].ordinal, number), number)
    known: dict[str, list[int]] = defaultdict(list)
    for number in by_ordinal.values():
        for member in clusters.members(number):
            _learn(known, found[member].date, number)
    loose = [n for n in group if not found[n].ordinal and found[n].date]
    for number in sorted(loose, key=lambda n: (-len(found[n].date), found[n].date, n)):
        date = found[number].date
        fitting = {clusters.find(home) for home in known.get(date, ())}
        if len(fitting) != 1 or not clusters.join(fitting.pop(), number):
            _learn(known, date, number)


def _learn(known: dict[str, list[int]], date: str, number: int) -> None:
    """Index a meeting under every date that its date is an instance of."""
    if date:
        for form in {date, date[:4], date[:7], "-" + date[4:]} - {"--"}:
            if compatible(form, date):
                known[form].append(number)


def _join_days(found: Sequence[Occurrence], clusters: Clusters, places: Sequence[KeyMap]) -> None:
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if len(one.date) == len("2020-12-02") and not _group(one):
            days[one.date, one.type].append(number)
    for numbers in days.values():
        for a, b in sorted(set(_alike(found, numbers))):
            if _same_day(found[a], found[b], places):
                clusters.join(a, b)


def _alike(found: Sequence[Occurrence], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of two documents with the same people or the same bodies: none other is ever one."""
    shared: dict[frozenset[Key], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number in numbers:
        people, bodies = found[number].people, found[number].bodies
        for present, enough in ((people, 1), (bodies, 2)):
            if len(present) >= enough:
                shared[present][found[number].document].append(number)
    for at_home in shared.values():
        for some, others in combinations(at_home.values(), 2):
            yield from product(some, others)


def _same_day(one: Occurrence, other: Occurrence, places: Sequence[KeyMap]) -> bool:
    where = [places[o.document].get(o.place, o.place) if o.place else "" for o in (one, other)]
    if all(where) and where[0] != where[1]:
        return False
    if one.people != other.people:
        return not (one.people and other.people) and len(one.bodies) > 1 and one.bodies == other.bodies
    if len(one.people) == 1:
        return _same_side(one, other) or (one.type == VISIT and all(where))
    return bool(one.people) or (len(one.bodies) > 1 and one.bodies == other.bodies)


def _same_side(one: Occurrence, other: Occurrence) -> bool:
    """One person is at many meetings in a day: the other side, or else the name, must be the same."""
    if one.bodies or other.bodies:
        return one.bodies == other.bodies
    own = [word for key in one.people for word in key.partition("/")[2].split("-")]
    telling = [
        {stem for stem in o.signature.subject if not any(word.startswith(stem) for word in own)}
        for o in (one, other)
    ]
    return bool(telling[0]) and telling[0] == telling[1]


def _named(
    docs: Sequence[Facts], found: Sequence[Occurrence], clusters: Clusters, decisions: Decisions
) -> Resolved:
    groups = sorted(([found[i] for i in members] for members in clusters), key=_age)
    wanted = [_key(group, decisions) for group in groups]
    maps = empty_maps(docs)
    entities: list[Entity] = []
    for key, group in zip(unique(wanted), groups, strict=True):
        for one in group:
            maps[one.document][one.key] = key
        labels = [one.label for one in group]
        label = best_label(one.label for one in group if one.ordinal) or best_label(labels)
        series = max(one.series for one in group)
        entities.append(entity(key, label, labels, decisions, within=series, type=group[0].type))
    return Resolved(tuple(maps), tuple(sorted(entities, key=lambda e: e.key)))


def _age(group: Sequence[Occurrence]) -> tuple[str, int, Key]:
    return min((one.seen, one.document, one.key) for one in group)


def _key(group: Sequence[Occurrence], decisions: Decisions) -> Key:
    """By the series' name and ordinal; else by name and date; else by name and document."""
    first = min(group, key=lambda one: (not one.ordinal, -len(one.date), _age([one])))
    series = max(one.series for one in group)
    base = series.partition("/")[2] or slug(first.stem)
    ordinal = max(one.ordinal for one in group)
    when = str(ordinal) if ordinal else first.date.strip("-")
    stem = first.file.rpartition(".")[0] or first.file
    proposed = f"meeting/{base}-{when or slug(stem)}"
    return decisions.canonical(proposed)


def circles(docs: Sequence[Facts], series: Sequence[Mapping[Key, Key]]) -> list[dict[Key, frozenset[Key]]]:
    """For each document, the series in whose meetings each of its agents took part."""
    made = []
    for facts, keys in zip(docs, series, strict=True):
        attended: dict[Key, set[Key]] = defaultdict(set)
        for part in facts.participations:
            if part.meeting in keys:
                attended[part.agent].add(keys[part.meeting])
        made.append({agent: frozenset(found) for agent, found in attended.items()})
    return made
