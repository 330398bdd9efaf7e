"""What each kind of thing comes to: keys for every document, and the entities behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from communique.entities import Entity
from communique.identity.decisions import Decisions
from communique.model import Facts, Key

KeyMap: TypeAlias = Mapping[Key, Key]


@dataclass(frozen=True, slots=True)
class Resolved:
    """`keys` has one map per document, from its local keys to those that all documents share."""

    keys: tuple[KeyMap, ...]
    entities: tuple[Entity, ...]

    def by_key(self) -> dict[Key, Entity]:
        """The entities under their keys."""
        return {entity.key: entity for entity in self.entities}


def published(facts: Facts) -> str:
    """The document's date as far as it is known; empty where it is not."""
    return facts.header.published.start if facts.header.published else ""


def best_label(labels: Iterable[str]) -> str:
    """The most frequent; then the longest, the one with most diacritics, the first by alphabet."""
    counted = Counter(labels)
    return min(counted, key=lambda label: (-counted[label], -len(label), label.isascii(), label), default="")


def entity(key: Key, label: str, aliases: Iterable[str], decisions: Decisions, **more: str) -> Entity:
    """An entity with its decided label and links; `more` is `within` and `type`."""
    named = decisions.label(key) or label
    others = tuple(sorted({alias for alias in aliases if alias and alias != named}))
    return replace(
        Entity(key, key.partition("/")[0], named, others, links=decisions.links(key)),
        within=more.get("within", ""),
        type=more.get("type", ""),
    )


def empty_maps(docs: Sequence[Facts]) -> list[dict[Key, Key]]:
    """One empty map per document."""
    return [{} for _ in docs]
