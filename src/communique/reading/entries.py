"""What the lexicon says of a word or name, and the search for many of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs


class Entry(NamedTuple):
    """One word or name: its class, canonical form, and what the mapping says of it."""

    cls: str
    name: str
    value: str = ""
    kind: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A state, body or place of the world lexicon under its concept id; `names` are (language, name)."""

    concept: str
    name: str
    short: str = ""
    parent: str = ""
    kind: str = ""
    names: tuple[tuple[str, str], ...] = ()


class Automaton:
    """Leftmost-longest search for many strings at once, at word boundaries."""

    def __init__(self, table: Mapping[str, Entry]) -> None:
        self.entries = list(table.values())
        self.search = ahocorasick_rs.AhoCorasick(
            list(table) or ["\0"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """(start, end, entry) of each match in `text` that no letter or digit touches."""
        last = len(text)
        for index, start, end in self.search.find_matches_as_indexes(text):
            if (start and text[start - 1].isalnum()) or (end < last and text[end].isalnum()):
                continue
            yield start, end, self.entries[index]
