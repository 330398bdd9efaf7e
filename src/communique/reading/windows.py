"""A costly expression run only near the words without which it cannot match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick_rs
import regex


def branched(alternatives: str) -> str:
    """The same `|` alternatives parted by their first character, on which a scan decides at once."""
    groups: dict[str, list[str]] = {}
    for form in alternatives.split("|"):
        size = 2 if form.startswith("\\") else 1
        groups.setdefault(form[:size], []).append(form[size:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


class Trigger:
    """Where any of some words and signs stands in a text; a word does where no letter touches it."""

    def __init__(self, words: Iterable[str]) -> None:
        kind = ahocorasick_rs.MatchKind.Standard
        self.search = ahocorasick_rs.AhoCorasick(sorted(set(words)), matchkind=kind)

    def hits(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each, left to right by their ends."""
        for _, start, end in self.search.find_matches_as_indexes(text, overlapping=True):
            before, after = text[start - 1 : start], text[end : end + 1]
            touched = text[start].isalpha() and before.isalnum()
            if not touched and not (text[end - 1].isalpha() and after.isalpha()):
                yield start, end


def near(
    pattern: regex.Pattern[str], hits: Iterable[tuple[int, int]], text: str, before: int, after: int
) -> Iterator[regex.Match[str]]:
    """The matches of `pattern` within `before` and `after` characters of any of the `hits`."""
    start, end = -1, -1
    for first, last in hits:
        if start >= 0 and first - before <= end:
            end = max(end, last + after)
            continue
        if start >= 0:
            yield from pattern.finditer(text, start, min(end, len(text)))
        start, end = max(end, first - before, 0), last + after
    if start >= 0:
        yield from pattern.finditer(text, start, min(end, len(text)))
