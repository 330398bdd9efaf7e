"""A costly expression run only near the words without which it cannot match."""

from __future__ import annotations

from collections.abc import Iterator

import regex


def branched(alternatives: str) -> str:
    """The same `|` alternatives parted by their first character, on which a scan decides at once."""
    groups: dict[str, list[str]] = {}
    for form in alternatives.split("|"):
        size = 2 if form.startswith("\\") else 1
        groups.setdefault(form[:size], []).append(form[size:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


def near(
    pattern: regex.Pattern[str], trigger: regex.Pattern[str], text: str, before: int, after: int
) -> Iterator[regex.Match[str]]:
    """The matches of `pattern` within `before` and `after` characters of any match of `trigger`."""
    start, end = -1, -1
    for hit in trigger.finditer(text):
        if start >= 0 and hit.start() - before <= end:
            end = hit.end() + after
            continue
        if start >= 0:
            yield from pattern.finditer(text, start, min(end, len(text)))
        start, end = max(end, hit.start() - before, 0), hit.end() + after
    if start >= 0:
        yield from pattern.finditer(text, start, min(end, len(text)))
