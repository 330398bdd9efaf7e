"""Bodies: one by concept of the lexicon, otherwise by name or by an abbreviation that is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from sys import intern
from typing import NamedTuple, Protocol, TypeAlias

from communique.entities import Entity
from communique.identity.decisions import Decisions
from communique.identity.keys import slug, words
from communique.identity.prefixes import Prefixes
from communique.identity.resolved import Resolved, best_label, empty_maps, entity, publisher
from communique.model import Body, Facts, Key


class BodyEntry(Protocol):
    """A body of the lexicon; `parent` is the concept of the body that it belongs to, or empty."""

    @property
    def name(self) -> str:
        """The name in full."""

    @property
    def short(self) -> str:
        """The abbreviation, or empty."""

    @property
    def parent(self) -> str:
        """The concept of what it belongs to, or empty."""

    @property
    def kind(self) -> str:
        """What sort of body it is; `state` for a state."""

    @property
    def names(self) -> Sequence[tuple[str, str]]:
        """(language, name) of what it is called in other languages."""


BodyIndex: TypeAlias = Mapping[str, BodyEntry]


class _Mention(NamedTuple):
    """A body as one document has it; its words are one string wherever they stand."""

    document: int
    name: str
    concept: str
    parent: Key
    forms: tuple[str, ...]


def resolve(docs: Sequence[Facts], index: BodyIndex, decisions: Decisions) -> Resolved:
    """Give every body of every document its key, and every parent its entity."""
    naming = _Naming(docs, index)
    houses = [publisher(facts) for facts in docs]
    maps = empty_maps(docs)
    groups: dict[Key, list[_Mention]] = defaultdict(list)
    for number, facts in enumerate(docs):
        for body in facts.bodies:
            key = decisions.canonical("body/" + naming.base(body, houses[number]))
            maps[number][body.key] = key
            groups[key].append(_mention(number, body))
    made = {key: _entity(key, groups[key], index, decisions, maps) for key in sorted(groups)}
    for parent in _missing_parents(made, index):
        made[parent] = _entity(parent, [], index, decisions, maps)
    return Resolved(tuple(maps), tuple(made[key] for key in sorted(made)))


def _mention(number: int, body: Body) -> _Mention:
    forms = {body.name, body.short, *(surface.value for surface in body.surfaces)}
    name, concept, parent = map(intern, (body.name, body.concept, body.parent))
    return _Mention(number, name, concept, parent, tuple(map(intern, sorted(forms))))


class _Naming:
    """Which slug a body goes by; made from the lexicon and from abbreviations that texts explain."""

    def __init__(self, docs: Sequence[Facts], index: BodyIndex) -> None:
        self._concepts = {words(form): concept for concept, form in _forms(index)}
        explained: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for body in (b for facts in docs for b in facts.bodies if not b.concept):
            if body.short and body.short != body.name:
                explained[body.short].add(normal(body.name))
        self._prefixes = Prefixes(docs)
        self._explained = {short: next(iter(full)) for short, full in explained.items() if len(full) == 1}

    def base(self, body: Body, house: str) -> str:
        """The slug of a body in a release of the publisher `house`."""
        if body.concept:
            return slug(body.concept)
        name = self._prefixes.full(self._explained.get(body.name, normal(body.name)), house)
        concept = self._concepts.get(name) or self._concepts.get(words(body.short))
        return slug(concept or " ".join(name) or body.name)


def normal(name: str) -> tuple[str, ...]:
    """The words of a body's name without its article."""
    found = words(name)
    return found[1:] if found[:1] == ("the",) else found


def lineage(key: Key, bodies: Mapping[Key, Entity]) -> Iterator[Key]:
    """The body's key and those of all that it belongs to, nearest first."""
    seen: set[Key] = set()
    while key and key not in seen:
        seen.add(key)
        yield key
        key = bodies[key].within if key in bodies else ""


def _forms(index: BodyIndex) -> Iterator[tuple[str, str]]:
    for concept, entry in sorted(index.items()):
        forms = (entry.short, entry.name, *(name for _, name in entry.names))
        yield from ((concept, form) for form in forms if form)


def _entity(
    key: Key,
    group: Sequence[_Mention],
    index: BodyIndex,
    decisions: Decisions,
    maps: Sequence[Mapping[Key, Key]],
) -> Entity:
    concept = next((m.concept for m in group if m.concept), key.partition("/")[2])
    known = index.get(concept)
    label = known.name if known else best_label(m.name for m in group)
    aliases = {form for mention in group for form in mention.forms}
    within = _parent(key, group, known, decisions, maps)
    shorts = {known.short} if known else set()
    made = entity(key, label, aliases | shorts, decisions, within=within, type=known.kind if known else "")
    return replace(made, names=tuple(sorted(known.names))) if known else made


def _parent(
    key: Key,
    group: Sequence[_Mention],
    known: BodyEntry | None,
    decisions: Decisions,
    maps: Sequence[Mapping[Key, Key]],
) -> Key:
    if known:
        return decisions.canonical("body/" + slug(known.parent)) if known.parent else ""
    stated = (maps[m.document].get(m.parent, "") for m in group if m.parent)
    return min((parent for parent in stated if parent and parent != key), default="")


def _missing_parents(made: Mapping[Key, Entity], index: BodyIndex) -> Iterable[Key]:
    by_slug = {"body/" + slug(concept): entry for concept, entry in index.items()}
    missing: set[Key] = set()
    for start in made.values():
        key = start.within
        while key and key not in made and key not in missing and key in by_slug:
            missing.add(key)
            parent = by_slug[key].parent
            key = "body/" + slug(parent) if parent else ""
    return sorted(missing)
