"""What the lexicon says of a word or name, and the search for many of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

LONGEST = 80  # characters of the longest name or phrase that is looked for again


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
        floor = 0
        for index, start, end in self.search.find_matches_as_indexes(text):
            if start < floor:
                continue
            if _apart(text, start, end):
                yield start, end, self.entries[index]
            elif (found := self._within(text, start, end)) is not None:
                yield found
                floor = found[1]

    def _within(self, text: str, start: int, end: int) -> tuple[int, int, Entry] | None:
        """What a match that letters touch hides: "took part" behind the "is to" of "Paris took part"."""
        if " " not in text[start:end]:
            return None
        if start and text[start - 1].isalnum():
            words = (i + 1 for i in range(start, end - 1) if text[i] == " ")
            found = (self._at(text, word, min(len(text), word + LONGEST)) for word in words)
            return next((match for match in found if match is not None), None)
        return self._at(text, start, end - 1)

    def _at(self, text: str, start: int, end: int) -> tuple[int, int, Entry] | None:
        """The longest match between two offsets that begins at the first of them."""
        while end > start:
            found = self.search.find_matches_as_indexes(text[start:end])
            if not found or found[0][1]:
                return None
            end = start + found[0][2]
            if _apart(text, start, end):
                return start, end, self.entries[found[0][0]]
            end -= 1
        return None


def _apart(text: str, start: int, end: int) -> bool:
    """Whether neither a letter nor a digit stands right before or after a stretch."""
    before = start > 0 and text[start - 1].isalnum()
    return not before and not (end < len(text) and text[end].isalnum())
