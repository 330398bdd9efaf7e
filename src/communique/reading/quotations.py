"""Direct speech: the stretches in quotation marks that are clauses somebody may have said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from communique.reading.view import Block, View

MARKS = regex.compile(r"[“”\"«»„]|(?<![\w])‘|(?<![\w,.])'(?=\p{Lu})|(?<=[\p{L}.,!?])'(?![\w])")
MIN_WORDS = 4
BLOCK_ENDS = frozenset('.!?:;"”»')


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between quotation marks, without the marks; view offsets, numbers of its first and last block."""

    start: int
    end: int
    first: int
    block: int


def stretches(view: View) -> Iterator[Stretch]:
    """Quoted stretches of clause length. One that its block leaves open ends there, unless the next block
    opens with the same mark, or goes on with the sentence and closes it: then it goes on."""
    going: Stretch | None = None
    carried = ""
    blocks = [(n, b) for n, b in enumerate(view.blocks) if b.kind not in ("heading", "title")]
    for place, (number, block) in enumerate(blocks):
        after = blocks[place + 1][1] if place + 1 < len(blocks) else None
        for start, end, mark, closed in _quoted(view.text, block.start, block.end, carried):
            here = (
                replace(going, end=end, block=number)
                if going is not None
                else Stretch(start, end, number, number)
            )
            carried = "" if closed or after is None else _carried(view.text, mark, block, after)
            repeated = not closed and after is not None and view.text[after.start] == mark
            going = here if repeated or carried else None
            if going is None and (closed or mark not in "'‘"):
                yield from _clause(view, here)


def _carried(text: str, mark: str, block: Block, after: Block) -> str:
    """The mark that is still open where the next block goes on with the sentence and closes it."""
    if mark in "'‘" or text[block.end - 1] in BLOCK_ENDS or text[after.start] == mark:
        return ""
    close = MARKS.search(text, after.start, after.end)
    closes = close is not None and close.group() == CLOSERS.get(mark, mark)
    return mark if close and closes and not text[close.start() - 1].isspace() else ""


def _quoted(text: str, start: int, end: int, carried: str) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, opening mark, closed) of each quoted stretch; marks of the same kind may nest.

    `carried` is the mark that the block before left open.
    """
    opened, mark, depth = (start, carried, 1) if carried else (-1, "", 0)
    for match in MARKS.finditer(text, start, end):
        sign = match.group()
        if opened < 0:
            if sign in '“"«„‘' or (sign == "'" and _opens(text, match.start())):
                opened, mark, depth = match.end(), sign, 1
        elif sign == mark and sign in "“‘":
            depth += 1
        elif sign == CLOSERS.get(mark, mark):
            depth -= 1
            if not depth:
                yield opened, match.start(), mark, True
                opened = -1
    if opened >= 0:
        yield opened, end, mark, False


CLOSERS = {"“": "”", "«": "»", "„": "“", "‘": "'", "'": "'"}


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \n(:"


def _clause(view: View, stretch: Stretch) -> Iterator[Stretch]:
    words = view.text[stretch.start : stretch.end].split()
    small = [w for w in words if w[:1].islower()]
    if len(words) >= MIN_WORDS and len(small) * 2 >= len(words) - 1:
        yield stretch
