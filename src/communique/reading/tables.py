"""Tables in plain text and Markdown: where one cell or row ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

PIPED = regex.compile(r"^[^\S\n]*+\|[^\n]*\|[^\S\n]*+$", regex.MULTILINE)
TABBED = regex.compile(r"^[^\t\n]{2,80}(?:\t++[^\t\n]{2,80}){2,5}+$", regex.MULTILINE)
PIPE = regex.compile(r"(?<=[^|\s][^\S\n]*)\|(?=[^\S\n]*[^|\s])")
TAB = regex.compile(r"\t++")
CELL_TAG = regex.compile(r"<t[dh]\b", regex.IGNORECASE)
ROW_TAG = regex.compile(r"<t(?:r|able)\b", regex.IGNORECASE)
Signs = Mapping[int, str]


def signs(text: str) -> Signs:
    """What stands at the offsets where a cell (a comma) or a row (a new line) of a table ends."""
    found: dict[int, str] = {}
    if "\n|" in text or text.startswith("|"):
        found.update(_signs(text, PIPED, PIPE))
    if "\t" in text:
        found.update(_signs(text, TABBED, TAB))
    return found


def beside(markup: str) -> bool:
    """Whether markup begins a cell that stands in the row of the one before."""
    return bool(CELL_TAG.search(markup)) and not ROW_TAG.search(markup)


def _signs(text: str, row: regex.Pattern[str], between: regex.Pattern[str]) -> Iterator[tuple[int, str]]:
    lines = [match.span() for match in row.finditer(text)]
    for number, (start, end) in enumerate(lines):
        if _alone(lines, number) or " " not in text[start:end].strip("| "):
            continue
        yield end, "\n"
        yield from ((match.start(), ",") for match in between.finditer(text, start, end))


def _alone(lines: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether neither the line before nor the one after is a row."""
    start, end = lines[number]
    before = number > 0 and lines[number - 1][1] == start - 1
    after = number + 1 < len(lines) and lines[number + 1][0] == end + 1
    return not before and not after
