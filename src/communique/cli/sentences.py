"""The sentence that a span of a text stands in, with the span underlined."""

from __future__ import annotations

import click

from communique.publishing.sentences import around
from communique.terminal import printable


def sentence(text: str, start: int, end: int) -> str:
    """The words from the break before a span to the break after it, on one line."""
    before, words, after = map(printable, around(text, start, end))
    return f"{before}{click.style(words, underline=True)}{after}"
