"""What each kind of thing comes to: keys for every document, and the entities behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import urlsplit

from communique.entities import Entity
from communique.identity.decisions import Decisions
from communique.identity.keys import slug
from communique.model import Facts, Key

KeyMap: TypeAlias = Mapping[Key, Key]


@dataclass(frozen=True, slots=True)
class Resolved:
    """`keys` has one map per document, from its local keys to those that all documents share."""

    keys: Sequence[KeyMap]
    entities: tuple[Entity, ...]

    def by_key(self) -> dict[Key, Entity]:
        """The entities under their keys."""
        return {entity.key: entity for entity in self.entities}


def published(facts: Facts) -> str:
    """The document's date as far as it is known; empty where it is not."""
    return facts.header.published.start if facts.header.published else ""


def publisher(facts: Facts) -> str:
    """The publisher or its site: in its own releases a bare `President` is always the same one."""
    header = facts.header
    key = header.publisher.key if header.publisher else ""
    named = next((body.concept or slug(body.name) for body in facts.bodies if body.key == key), "")
    return named or (_host(header.source.value) if header.source else "")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # Such as `http://[`, which a text may say.
        return ""


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


class _Keys(dict[Key, Key]):
    """Keys of a document and what they became; the same words are one string, however many maps have them."""

    __slots__ = ("_once",)

    def __init__(self, once: dict[str, str]) -> None:
        super().__init__()
        self._once = once

    def __setitem__(self, local: Key, key: Key) -> None:
        once = self._once.setdefault
        super().__setitem__(once(local, local), once(key, key))


def empty_maps(docs: Sequence[Facts]) -> list[dict[Key, Key]]:
    """One empty map per document."""
    once: dict[str, str] = {}  # which goes with the maps, as the interned strings of Python would not
    # By number: what goes through documents takes each from disk.
    return [_Keys(once) for _ in range(len(docs))]
