"""What may be linked: the people, bodies and places of a build, with what tells them from namesakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from communique.model import Key
from communique.publishing.store import Row, select

FACTS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What is said of a subject: `relation` is post, body, state, parent, within or named; `item` the
    entity that the value is linked to; the place is empty where no text says it."""

    relation: str
    value: str
    words: str = ""
    item: str = ""
    day: str = ""
    file: str = ""
    sha256: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of the dataset under its key, with its names; `items` are links that it has already."""

    key: Key
    kind: str
    label: str
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    items: tuple[str, ...]
    facts: tuple[Fact, ...]


def subjects(store: ox.Store, queries: Path, base: str) -> Iterator[Subject]:
    """The subjects of a build by key; `queries` is the folder of the two queries, `queries/linking`."""
    facts = _facts(select(store, _text(queries / "facts.rq")).rows)
    grouped: dict[Row, list[Row]] = defaultdict(list)
    for iri, kind, label, *rest in select(store, _text(queries / "subjects.rq")).rows:
        grouped[iri, kind, label].append(tuple(rest))
    for (iri, kind, label), rows in grouped.items():
        names, short, items = (_distinct(column) for column in zip(*rows, strict=True))
        key = unquote(iri.removeprefix(f"{base}id/"))
        yield Subject(key, kind, label, names, short, items, facts.get(iri, ()))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _facts(rows: Iterable[Row]) -> Mapping[str, tuple[Fact, ...]]:
    found: dict[str, set[Fact]] = defaultdict(set)
    for iri, relation, value, words, item, day, file, sha256, start, end in rows:
        place = (file, sha256, int(start or 0), int(end or 0))
        found[iri].add(Fact(relation, value, words, item, day, *place))
    return {iri: tuple(sorted(facts)) for iri, facts in found.items()}


def told(fact: Fact) -> str:
    """A fact in words for a person who reviews: what, when attested, and where it stands."""
    what = f"{fact.relation}: {fact.value}" + (f", {fact.words}" if fact.words else "")
    where = f"{fact.file} {fact.start}–{fact.end}" if fact.file else ""
    aside = ", ".join(part for part in (fact.day, where) if part)
    return f"{what} ({aside})" if aside else what


def telling(subject: Subject) -> tuple[Fact, ...]:
    """The facts to show: what tells most about the subject first, at most six."""
    facts = [fact for fact in subject.facts if not (fact.relation in ("body", "state") and fact.file)]
    order = {"post": 0, "parent": 1, "within": 2, "named": 3}
    return tuple(sorted(facts, key=lambda fact: (order.get(fact.relation, 4), fact))[:FACTS_SHOWN])
