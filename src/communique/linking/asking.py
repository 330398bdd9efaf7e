"""Which queries a subject makes: its name, its type and what else the dataset knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique.errors import MappingError
from communique.linking.query import Query, Value
from communique.linking.subjects import Subject
from communique.reading.yamlfile import Item, entries

RELATIONS: Final = ("post", "body", "state", "parent", "short", "within")


@dataclass(frozen=True, slots=True)
class Asking:
    """For a kind of thing: its type at the service, and the property of each relation."""

    type: str
    properties: Mapping[str, str]


def load(path: Path) -> Mapping[str, Asking]:
    """Read `mappings/linking.yaml`; `MappingError` names file and line of a slip."""
    found: dict[str, Asking] = {}
    for _section, item in entries(path, ("kinds",), ("kind", "type", *RELATIONS)):
        kind = item.text("kind")
        if kind not in ("person", "body", "place") or kind in found:
            raise MappingError(path, item.line, f"{kind!r} is no kind, or stands here twice")
        found[kind] = Asking(item.text("type"), dict(_properties(item)))
    return found


def _properties(item: Item) -> Iterator[tuple[str, str]]:
    for relation in RELATIONS:
        if name := item.text(relation):
            yield relation, name


def query(subject: Subject, asking: Asking, space: str, limit: int) -> Query:
    """The query for a subject. A value that is linked into `space` is given as that entity."""
    properties = []
    for relation, name in asking.properties.items():
        values = _values(subject, relation, space)
        if values:
            properties.append((name, values))
    return Query(subject.label, asking.type, tuple(properties), limit)


def _values(subject: Subject, relation: str, space: str) -> tuple[Value, ...]:
    if relation == "short":
        return tuple(Value(words) for words in subject.short)
    found = {
        Value(fact.value, fact.item.removeprefix(space) if fact.item.startswith(space) else "")
        for fact in subject.facts
        if fact.relation == relation
    }
    return tuple(sorted(found))
