"""Series of meetings: one under many wordings, by parties, kind of event and subject.

Wordings that name the same parties, event and subject are one series. A wording that leaves the
parties or the subject out joins the one series that it fits, if there is just one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz

from communique.entities import Entity
from communique.identity.clusters import Clusters
from communique.identity.decisions import Decisions
from communique.identity.events import Namer, Signature
from communique.identity.keys import slug, unique
from communique.identity.resolved import KeyMap, Resolved, empty_maps, entity, published
from communique.model import Facts, Key

RECURRING = ("dialogue", "summit", "conference", "other")
_MEDOID_OF = 40


@dataclass(frozen=True, slots=True)
class _Wording:
    document: int
    meeting: Key
    name: str
    signature: Signature
    founds: bool
    numbered: bool


def resolve(docs: Sequence[Facts], bodies: Sequence[KeyMap], namer: Namer, decisions: Decisions) -> Resolved:
    """Maps each meeting of a series to the series' key; meetings of none are not in the map."""
    found = [w for number, facts in enumerate(docs) for w in _wordings(number, facts, bodies[number], namer)]
    signatures = sorted({w.signature for w in found}, key=_order)
    numbers = {signature: at for at, signature in enumerate(signatures)}
    clusters = _clusters(signatures, found, numbers, namer, decisions)
    groups: dict[int, list[_Wording]] = defaultdict(list)
    for wording in found:
        groups[clusters.find(numbers[wording.signature])].append(wording)
    return _named(docs, [g for g in groups.values() if any(w.founds for w in g)], namer, decisions)


def _wordings(number: int, facts: Facts, bodies: KeyMap, namer: Namer) -> Iterable[_Wording]:
    for meeting in facts.meetings:
        if meeting.series or meeting.type in RECURRING:
            name = meeting.series.value if meeting.series else meeting.label
            parties = [bodies.get(party.key, party.key) for party in meeting.parties]
            signature = namer.event(name, meeting.type, parties)
            if signature.subject or signature.parties:
                yield _Wording(
                    number,
                    meeting.key,
                    name,
                    signature,
                    meeting.series is not None,
                    meeting.ordinal is not None,
                )


def _order(signature: Signature) -> tuple[str, list[str], list[Key]]:
    return signature.event, sorted(signature.subject), sorted(signature.parties)


def _clusters(
    signatures: Sequence[Signature],
    found: Sequence[_Wording],
    numbers: Mapping[Signature, int],
    namer: Namer,
    decisions: Decisions,
) -> Clusters:
    clusters = Clusters(len(signatures))
    decided: dict[Key, int] = {}
    for wording in sorted(found, key=lambda w: (w.name, w.document, w.meeting)):
        key = "series/" + slug(namer.uncounted(wording.name))
        if decisions.decided(key):
            number = numbers[wording.signature]
            clusters.join(decided.setdefault(decisions.canonical(key), number), number)
    _join_shortened(signatures, {w.signature for w in found if w.numbered}, clusters)
    return clusters


def _join_shortened(signatures: Sequence[Signature], numbered: Set[Signature], clusters: Clusters) -> None:
    """Where several series would fit, only those count that number their meetings."""
    by_part: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for number, signature in enumerate(signatures):
        for part in {signature.subject, signature.parties} - {frozenset()}:
            by_part[signature.event, part].append(number)
    for number, signature in enumerate(signatures):
        rivals = by_part[signature.event, signature.subject or signature.parties]
        fuller = [r for r in rivals if _leaves_out(signature, signatures[r])]
        homes = {clusters.find(r) for r in fuller if signatures[r] in numbered}
        homes = homes or {clusters.find(r) for r in fuller}
        if len(homes) == 1:
            clusters.join(number, homes.pop())


def _leaves_out(short: Signature, full: Signature) -> bool:
    """True where `short` says nothing of the subject or the parties, and the rest agrees with `full`."""
    if short.subject and short.subject == full.subject:
        return short.parties < full.parties
    return not short.subject and bool(full.subject) and bool(short.parties) and short.parties == full.parties


def _named(
    docs: Sequence[Facts], groups: Sequence[Sequence[_Wording]], namer: Namer, decisions: Decisions
) -> Resolved:
    named = [(_first(docs, group, namer), _label(group, namer), group) for group in groups]
    labelled = sorted(named, key=lambda each: (*each[:2], each[2][0].document, each[2][0].meeting))
    wanted = [
        decisions.first_decided("series/" + slug(namer.uncounted(w.name)) for w in group)
        or decisions.canonical("series/" + slug(first))
        for first, _, group in labelled
    ]
    maps = empty_maps(docs)
    entities: list[Entity] = []
    for key, (_, label, group) in zip(unique(wanted), labelled, strict=True):
        for wording in group:
            maps[wording.document][wording.meeting] = key
        names = {namer.uncounted(w.name) for w in group if w.founds}
        entities.append(entity(key, label, names, decisions, type=group[0].signature.event))
    _place_bare(docs, maps, {e.key: e.type for e in entities}, namer)
    return Resolved(tuple(maps), tuple(sorted(entities, key=lambda e: e.key)))


def _place_bare(
    docs: Sequence[Facts], maps: Sequence[dict[Key, Key]], events: Mapping[Key, str], namer: Namer
) -> None:
    """A bare `Dialogue` is of the one series of dialogues that its document names."""
    for facts, keys in zip(docs, maps, strict=True):
        at_home = dict(keys)
        for meeting in facts.meetings:
            if meeting.key not in keys and meeting.type in RECURRING:
                name = meeting.series.value if meeting.series else meeting.label
                bare = namer.event(name, meeting.type, ())
                homes = {key for key in at_home.values() if events[key] == bare.event}
                if not (bare.subject or bare.parties or meeting.parties) and len(homes) == 1:
                    keys[meeting.key] = homes.pop()


def _first(docs: Sequence[Facts], group: Sequence[_Wording], namer: Namer) -> str:
    """The wording that is first in time, so that a later text renames nothing."""
    return namer.uncounted(min((published(docs[w.document]), w.name) for w in group if w.founds)[1])


def _label(group: Sequence[_Wording], namer: Namer) -> str:
    """The wording most like all others; the first by alphabet of equals."""
    names = sorted(namer.uncounted(w.name) for w in group if w.founds)
    several = sorted(set(names))[:_MEDOID_OF]
    return min(several, key=lambda name: (-sum(fuzz.token_set_ratio(name, other) for other in names), name))
