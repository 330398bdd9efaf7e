"""Places by concept of the lexicon or by name, and topics by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.identity.decisions import Decisions
from communique.identity.keys import slug
from communique.identity.resolved import Resolved, best_label, empty_maps, entity
from communique.model import Facts, Key, Place


def places(docs: Sequence[Facts], decisions: Decisions) -> Resolved:
    """Give every place its key."""
    mentions = ((n, place) for n, facts in enumerate(docs) for place in facts.places)
    named = ((n, p.key, p.concept or p.name, _names(p)) for n, p in mentions)
    return _by_slug(docs, decisions, "place", named)


def topics(docs: Sequence[Facts], decisions: Decisions) -> Resolved:
    """Give every topic its key; topics in the same words are one."""
    mentions = ((n, topic) for n, facts in enumerate(docs) for topic in facts.topics)
    return _by_slug(docs, decisions, "topic", ((n, t.key, t.label, (t.label,)) for n, t in mentions))


def _names(place: Place) -> tuple[str, ...]:
    return (place.name, *(surface.value for surface in place.surfaces))


def _by_slug(
    docs: Sequence[Facts],
    decisions: Decisions,
    kind: str,
    mentions: Iterable[tuple[int, Key, str, tuple[str, ...]]],
) -> Resolved:
    maps = empty_maps(docs)
    names: dict[Key, list[tuple[str, ...]]] = defaultdict(list)
    for number, local, base, forms in mentions:
        key = decisions.canonical(f"{kind}/{slug(base)}")
        maps[number][local] = key
        names[key].append(forms)
    made = (
        entity(key, best_label(forms[0] for forms in found), {f for forms in found for f in forms}, decisions)
        for key, found in sorted(names.items())
    )
    return Resolved(tuple(maps), tuple(made))
