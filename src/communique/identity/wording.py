"""The words that identity needs to know of: read from `mappings/identity.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from communique.errors import MappingError
from communique.reading.yamlfile import root

_Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Function words, generic words and spellings of one sound; all lower case, plain letters.

    `male`, `female`: honorifics that tell; `particles`: small words of family names; `suffixes`:
    what follows a family name; `styles`: forms of respect before a name that are no part of it;
    `nicknames`: a short given name and the full ones that it may stand for; `sounds`: letters that
    transliterations interchange, in order of use; `title_fillers`: words that make no difference to
    a title; `title_joints`: words after the noun at its head; `ranks`: words that make it a lower
    or another one; `sole`: nouns at the head of posts that one holds at a time; `yearly`: what a
    series is called that recurs every year; `title_same`: a phrase of a title and what it is taken for;
    `american`: words of bodies' names that are spelt in two ways;
    `generic_bodies`: words that do not tell one body from another; `headed_kinds`: kinds of bodies
    that one official heads; `series_fillers`: words that do not tell one series from another;
    `event_words`: the word for each type of meeting; `ordinals`: numbers and months; `previous`:
    words for the one before; `work_fillers`: words that do not tell one instrument from another;
    `work_apart`: words that make it another instrument;
    `endings`: taken off words.
    """

    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    nicknames: _Pairs = ()
    sounds: _Pairs = ()
    title_fillers: frozenset[str] = frozenset()
    title_joints: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    sole: tuple[str, ...] = ()
    yearly: frozenset[str] = frozenset()
    title_same: _Pairs = ()
    american: _Pairs = ()
    generic_bodies: frozenset[str] = frozenset()
    headed_kinds: frozenset[str] = frozenset()
    series_fillers: frozenset[str] = frozenset()
    event_words: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()
    work_fillers: frozenset[str] = frozenset()
    work_apart: frozenset[str] = frozenset()
    endings: tuple[str, ...] = field(default=())


def load(path: Path) -> Wording:
    """Read the words; `MappingError` names file and line of what is not as it should be."""
    return Wording(**dict(_entry(path, key, value) for key, value in root(path).value))  # type: ignore[arg-type]


def _entry(path: Path, key: yaml.Node, value: yaml.Node) -> tuple[str, object]:
    name = str(key.value)
    line = key.start_mark.line + 1
    kind = Wording.__annotations__.get(name)
    if kind is None:
        raise MappingError(path, line, f"unknown key {name!r}; known: {', '.join(Wording.__annotations__)}")
    if kind == "_Pairs":
        return name, _pairs(path, value)
    listed = _strings(path, value)
    return name, frozenset(listed) if kind.startswith("frozenset") else tuple(listed)


def _strings(path: Path, node: yaml.Node) -> list[str]:
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(n, yaml.ScalarNode) for n in node.value):
        raise MappingError(path, node.start_mark.line + 1, "a list of words is expected")
    return [str(n.value) for n in node.value]


def _pairs(path: Path, node: yaml.Node) -> _Pairs:
    scalar = isinstance(node, yaml.MappingNode) and all(isinstance(v, yaml.ScalarNode) for _, v in node.value)
    if not scalar:
        raise MappingError(path, node.start_mark.line + 1, "a mapping of word to word is expected")
    return tuple((str(k.value), str(v.value)) for k, v in node.value)
