"""Facts as marks on their text: for each span, what was read there, how, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from communique.model import (
    Agreement,
    Body,
    Delegation,
    Document,
    Facts,
    Initiative,
    Key,
    Meeting,
    Person,
    Place,
    Proof,
    Span,
)

# The key is a number for the machine; the rest is shown by marks of its own.
SILENT = frozenset({"key", "proof", "surfaces", "span", "concept"})


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One span of a text: the kind of fact (`meeting`, `meeting.place`), its content, and its proof."""

    span: Span
    kind: str
    content: str
    derivation: str
    confidence: float
    rule: str


def marks(facts: Facts) -> list[Mark]:
    """Every proved part of the facts, by place in the text."""
    names = dict(_names(facts))
    found = (mark for item in fields(facts) for mark in _walk(getattr(facts, item.name), item.name, names))
    return sorted(set(found))


def _names(facts: Facts) -> Iterator[tuple[Key, str]]:
    named: tuple[Person | Body | Place, ...] = (*facts.people, *facts.bodies, *facts.places)
    yield from ((item.key, item.name) for item in named)
    events: tuple[Meeting | Delegation, ...] = (*facts.meetings, *facts.delegations)
    yield from ((item.key, item.label) for item in events)
    works: tuple[Agreement | Initiative, ...] = (*facts.agreements, *facts.initiatives)
    yield from ((item.key, item.label) for item in works)
    yield from ((item.key, item.title) for item in facts.holdings)


def _walk(value: object, kind: str, names: Mapping[Key, str]) -> Iterator[Mark]:
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item, kind, names)
    elif is_dataclass(value) and not isinstance(value, type | Document | Proof):
        proof = getattr(value, "proof", None)
        if isinstance(proof, Proof):
            content = ", ".join(_content(value, names))
            for span in proof.spans:
                yield Mark(span, kind, content, proof.derivation, proof.confidence, proof.rule)
        for item in fields(value):
            yield from _walk(getattr(value, item.name), f"{kind}.{item.name}", names)


def _content(value: object, names: Mapping[Key, str]) -> Iterator[str]:
    plain = {item.name: getattr(value, item.name) for item in fields(value)}  # type: ignore[arg-type]
    if set(plain) == {"key", "proof"}:
        yield names.get(plain["key"], plain["key"])
    for name, part in plain.items():
        if name not in SILENT and isinstance(part, str | int) and part not in ("", False):
            yield f"{name} {names.get(part, part) if isinstance(part, str) else part}"
