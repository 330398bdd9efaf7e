"""The sentence that a span of a text stands in."""

from __future__ import annotations

import re
from typing import Final

# An empty line, or a full stop after a word too long for an honorific, before a capital.
BREAK: Final = re.compile(r"\n\s*\n|(?<=[\w)”]{4}[.!?])\s+(?=[A-Z“])")


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence that a span stands in: before it, the span, after it; white space made single."""
    first = max((found.end() for found in BREAK.finditer(text, 0, start)), default=0)
    following = BREAK.search(text, end)
    after = text[end : following.start() if following else len(text)].rstrip()
    return _single(text[first:start]), _single(text[start:end]), _single(after)


def _single(words: str) -> str:
    lead = " " if words[:1].isspace() else ""
    tail = " " if words[1:] and words[-1].isspace() else ""
    return lead + " ".join(words.split()) + tail
