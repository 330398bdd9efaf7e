"""HTML read where it stands: which stretches are no words, and what its head says.

Nothing is rewritten. Tags, comments, scripts and styles become `hidden` spans of the source, and
character references such as `&amp;` stay as they are, so that every offset is one into the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from communique.model import Metadata, Span

# What is not closed reaches to the end; the possessive quantifiers keep the search linear.
MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<unseen>title|script|style|template|noscript|svg|nav)\b[^>]*+>
        (?P<inside>.*?)(?:</(?P=unseen)\s*>|\Z)
      | <[/a-z!?](?:"[^"]*+"|'[^']*+'|[^"'<>])*+>
      | <[/a-z!?][^<>]*+>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
ATTRIBUTE = re.compile(r"""\s(?P<name>[\w:-]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>"']+))""")
NAMING = ("name", "property", "itemprop")


def read_markup(text: str) -> tuple[tuple[Metadata, ...], tuple[Span, ...]]:
    """What the head of an HTML source says, and the stretches of the source that are no words."""
    found = list(MARKUP.finditer(text))
    metadata = (entry for match in found for entry in _said(match))
    return tuple(metadata), tuple(_joined(Span(*match.span()) for match in found))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last and last.end == span.start:
            last = Span(last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _said(match: re.Match[str]) -> Iterator[Metadata]:
    tag = match[0][:6].lower()
    if match["unseen"] and match["unseen"].lower() == "title":
        yield from _entry("title", match["inside"], match.start("inside"))
    elif tag.startswith("<html"):
        yield from _value(match, "lang", "language")
    elif tag.startswith("<meta"):
        named = {found["name"].lower(): found[found.lastindex or 0] for found in ATTRIBUTE.finditer(match[0])}
        name = next((named[key] for key in NAMING if key in named), "")
        yield from _value(match, "content", name.lower())


def _value(match: re.Match[str], attribute: str, name: str) -> Iterator[Metadata]:
    for found in ATTRIBUTE.finditer(match[0]):
        if name and found["name"].lower() == attribute:
            group = found.lastindex or 0
            yield from _entry(name, found[group], match.start() + found.start(group))


def _entry(name: str, written: str, start: int) -> Iterator[Metadata]:
    value = written.strip()
    if value:
        start += written.index(value)
        yield Metadata(name, unescape(value), Span(start, start + len(value)))
