"""What decisions call the people and bodies of a build: by the printed name, or, where several people are
printed alike, by a release that names the one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

import pyoxigraph as ox

from communique.identity.decisions import Decisions
from communique.identity.keys import slug
from communique.identity.mentions import mention_of
from communique.linking.subjects import Subject
from communique.model import Key
from communique.publishing.store import select

Mentions: TypeAlias = Mapping[Key, Sequence[Key]]


def mentions(store: ox.Store, queries: Path, base: str) -> Mentions:
    """For each person the names by a release, but for those that two people of one release share."""
    query = (queries / "mentions.rq").read_text(encoding="utf-8")
    found: dict[Key, set[Key]] = defaultdict(set)
    for person, name, document in select(store, query).rows:
        key = unquote(person.removeprefix(f"{base}id/"))
        found[mention_of(name, document.removeprefix(base))].add(key)
    named: dict[Key, list[Key]] = defaultdict(list)
    for mention, keys in sorted(found.items()):
        if len(keys) == 1:
            named[min(keys)].append(mention)
    return named


class Names:
    """What to call each subject in a decision; `subjects` are those for which there is a name."""

    def __init__(self, found: Sequence[Subject], mentions: Mentions, decisions: Decisions) -> None:
        self._decisions = decisions
        self._mentions = mentions
        bearers = Counter(_printed(subject) for subject in found)
        named = ((s, next(self._candidates(s, bearers), "")) for s in found if s.kind in ("person", "body"))
        self._named: Mapping[Subject, Key] = {subject: name for subject, name in named if name}
        self.subjects: Sequence[Subject] = tuple(self._named)

    def of(self, subject: Subject) -> Key:
        """The name to use; its key for what has none of its own."""
        return self._named.get(subject, subject.key)

    def decided(self, one: Subject, other: Subject) -> bool:
        """True where the two were told apart, or made one, by any of their names."""
        pairs = product(self._all(one), self._all(other))
        return any(
            frozenset(pair) in self._decisions.apart
            or self._decisions.canonical(pair[0]) == self._decisions.canonical(pair[1])
            for pair in pairs
        )

    def _candidates(self, subject: Subject, bearers: Mapping[Key, int]) -> Iterator[Key]:
        """A decided key; the printed name, where nobody shares it; a name that was decided on; any other."""
        printed = _printed(subject)
        if subject.key in self._decisions.labels or (subject.key == printed and bearers[printed] == 1):
            yield subject.key
        yield from self._spoken(subject)
        yield from self._mentions.get(subject.key, ())

    def _spoken(self, subject: Subject) -> list[Key]:
        return [m for m in self._mentions.get(subject.key, ()) if m in self._decisions.spoken]

    def _all(self, subject: Subject) -> set[Key]:
        return {subject.key, self._named[subject], *self._spoken(subject)}


def _printed(subject: Subject) -> Key:
    return f"{subject.kind}/{slug(subject.label)}"
