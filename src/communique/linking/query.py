"""Reconciliation queries as JSON (Reconciliation Service API 0.2, section 4)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = str | int | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A value of a property: words, or an entity of the service that they are known to stand for."""

    words: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: a name, the type that it must have, and what else is known of it."""

    name: str
    type: str = ""
    properties: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    limit: int = 5


def as_json(query: Query) -> dict[str, Json]:
    """A query in the form of the API; only what is known is in it."""
    found: dict[str, Json] = {"query": query.name, "limit": query.limit}
    if query.type:
        found |= {"type": query.type, "type_strict": "should"}
    if query.properties:
        found["properties"] = [
            {"pid": name, "v": _values(values)} for name, values in query.properties if values
        ]
    return found


def batch(queries: Sequence[Query]) -> str:
    """Queries as one batch, named q0, q1, … in their order."""
    return json.dumps({f"q{n}": as_json(query) for n, query in enumerate(queries)}, ensure_ascii=False)


def _values(values: Sequence[Value]) -> Json:
    found = [{"id": value.item, "name": value.words} if value.item else value.words for value in values]
    return found[0] if len(found) == 1 else found
