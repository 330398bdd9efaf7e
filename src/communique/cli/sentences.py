"""The sentence that a span of a text stands in, with the span underlined."""

from __future__ import annotations

import re
from typing import Final

import click

# An empty line, or a full stop after a word too long for an honorific, before a capital.
BREAK: Final = re.compile(r"\n\s*\n|(?<=[\w)”]{4}[.!?])\s+(?=[A-Z“])")


def sentence(text: str, start: int, end: int) -> str:
    """The words from the break before a span to the break after it, on one line."""
    first = max((found.end() for found in BREAK.finditer(text, 0, start)), default=0)
    following = BREAK.search(text, end)
    after = text[end : following.start() if following else len(text)].rstrip()
    return f"{_plain(text[first:start])}{click.style(_plain(text[start:end]), underline=True)}{_plain(after)}"


def _plain(words: str) -> str:
    lead = " " if words[:1].isspace() else ""
    tail = " " if words[1:] and words[-1].isspace() else ""
    return lead + " ".join(words.split()) + tail
