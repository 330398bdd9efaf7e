"""What a document says of itself: title, dateline, day of publication, identifier, publisher, contacts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import regex

from communique.model import (
    DateExpression,
    Document,
    Header,
    Metadata,
    Proof,
    Reference,
    Span,
    Text,
)
from communique.reading import calendar, dates
from communique.reading.contacts import contacts
from communique.reading.dates import Found
from communique.reading.lexicon import Lexicon
from communique.reading.view import Block, View

DATE_KEYS = (
    "date",
    "published",
    "published_time",
    "publication_date",
    "pubdate",
    "article:published_time",
    "dcterms.issued",
    "dc.date",
)
TITLE_KEYS = ("title", "og:title", "dc.title")
SOURCE_KEYS = ("source_url", "url", "canonical", "og:url")
URL = regex.compile(r"https?://[^\s)>\]\"'<]+[^\s)>\]\"'<.,;:]")
DATELINE_END = regex.compile(r"\s*(?:\([^)\n]{2,60}\)\s*)?[–—:-]+\s?")
FIGURE = regex.compile(r"\d")
HEAD_BLOCKS = 8
LONGEST_TITLE = 25


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of publication as found in the head of a document."""

    found: Found | None
    span: Span | None
    surface: str
    start: str


def published(document: Document, view: View, lexicon: Lexicon) -> Dated | None:
    """The day (or, without a year, month and day) that the document was issued."""
    entries = {m.name.lower(): m for m in document.metadata}
    for key in DATE_KEYS:
        if key in entries and (iso := _iso(entries[key].value, lexicon)):
            printed = (dated for dated in _head_dates(view, lexicon) if dated.start == iso)
            return next(printed, Dated(None, entries[key].span, entries[key].value, iso))
    first = None
    for dated in _head_dates(view, lexicon):
        if calendar.day(dated.start):
            return dated
        first = first or dated
    return first


def _head_dates(view: View, lexicon: Lexicon) -> Iterator[Dated]:
    """The dates that stand at the head of the first blocks."""
    for number, block in enumerate(view.blocks[:HEAD_BLOCKS]):
        text = view.text[block.start : min(block.end, block.start + (400 if block.kind == "heading" else 90))]
        for found in dates.find(text, lexicon, None) if FIGURE.search(text) else ():
            if found.kind in ("iso", "slashed", "dmy", "mdy") and _at_head(text, found, block, number):
                begin, finish = found.begin + block.start, found.finish + block.start
                there = replace(found, begin=begin, finish=finish, anchored=False)
                yield Dated(there, view.span(begin, finish), view.text[begin:finish], found.start)


def _iso(value: str, lexicon: Lexicon) -> str:
    match = regex.match(r"\d{4}-\d\d-\d\d", value.strip())
    if match and calendar.day(match.group()):
        return str(match.group())
    return next((f.start for f in dates.find(value, lexicon, None) if calendar.day(f.start)), "")


def _at_head(text: str, found: Found, block: Block, number: int) -> bool:
    """A date line, or a dateline: places and a date before a dash or colon."""
    if block.kind in ("heading", "title") or len(text) < 60:
        return True
    rest = text[found.finish :]
    return (len(text[: found.begin].split()) <= 8 and bool(DATELINE_END.match(rest))) or (
        found.begin < 3 and number < 4
    )


def header(
    document: Document,
    view: View,
    lexicon: Lexicon,
    dated: Dated | None,
    places: list[Reference],
    publisher: Reference | None,
) -> Header:
    """The header as facts; `places` and `publisher` are what the dateline and masthead name."""
    title = _title(document, view, lexicon)
    source = next((m for m in document.metadata if m.name.lower() in SOURCE_KEYS), None)
    return Header(
        title=title,
        dateline=dateline(view, dated),
        places=tuple(places),
        published=expression(dated),
        identifier=_identifier(view, lexicon),
        publisher=publisher,
        language="en",
        contacts=tuple(contacts(view, lexicon)),
        kind=_kind(view, lexicon),
        references=tuple(_references(document)),
        source=_of(source) if source else None,
    )


def expression(dated: Dated | None) -> DateExpression | None:
    """The day of publication as a date expression."""
    if dated is None or dated.span is None:
        return None
    return DateExpression(dated.surface, dated.start, "", Proof((dated.span,), rule="header"))


def _of(entry: Metadata) -> Text:
    return Text(entry.value, Proof((entry.span,), rule="metadata"))


def _kind(view: View, lexicon: Lexicon) -> Text | None:
    """How the document names itself ("Joint press release")."""
    for block in view.blocks[:HEAD_BLOCKS]:
        match = lexicon.patterns.kind_words.search(view.text, block.start, min(block.end, block.start + 120))
        if match and (block.kind != "para" or block.end - block.start < 40):
            return Text(match.group(), Proof((view.span(*match.span()),), rule="kind"))
    return None


def _references(document: Document) -> list[Text]:
    """The web addresses in the words of the text; one in the markup of a page is no word that proves it."""
    found: dict[str, Text] = {}
    starts = [span.start for span in document.hidden]
    first = document.text.find("://", document.body)
    if first < 0:
        return []
    for match in URL.finditer(document.text, max(first - len("https"), document.body)):
        before = bisect_right(starts, match.start())
        if not before or document.hidden[before - 1].end <= match.start():
            found.setdefault(match.group(), Text(match.group(), Proof((Span(*match.span()),), rule="url")))
    return list(found.values())


def _title(document: Document, view: View, lexicon: Lexicon) -> Text | None:
    entry = next((m for m in document.metadata if m.name.lower() in TITLE_KEYS and m.value.strip()), None)
    if entry is not None:
        return Text(" ".join(entry.value.split()), Proof((entry.span,), rule="metadata"))
    for number, block in enumerate(view.blocks[:HEAD_BLOCKS]):
        text = view.text[block.start : block.end]
        opening = number == 0 and len(text.split()) <= LONGEST_TITLE and text.rstrip()[-1] not in ".:;,"
        if (
            not (block.kind == "heading" or opening)
            or "@" in text
            or lexicon.patterns.kind_line.match(text)
            or len(text.split()) < 4
            or regex.search(r"\d{1,2}[:/]\d", text)
        ):
            continue
        bare = lexicon.patterns.kind_words.sub("", text).strip(" .:").lower().replace("-", " ")
        if bare in lexicon.folded:
            continue
        return Text(text.strip(), Proof((view.span(block.start, block.end),), rule="heading"))
    return None


def dateline(view: View, dated: Dated | None) -> Text | None:
    """ "New York/Brussels, 8 April 2022": the words before and with the date, where it opens a block."""
    if dated is None or dated.found is None:
        return None
    block = next((b for b in view.blocks if b.start <= dated.found.begin < b.end), None)
    if block is None or len(view.text[block.start : dated.found.begin].split()) > 8:
        return None
    end = dated.found.finish
    return Text(view.text[block.start : end], Proof((view.span(block.start, end),), rule="dateline"))


def _identifier(view: View, lexicon: Lexicon) -> Text | None:
    head = view.text[: view.blocks[min(len(view.blocks), HEAD_BLOCKS) - 1].end] if view.blocks else ""
    match = lexicon.patterns.identifier.search(head)
    if match is None:
        return None
    return Text(match.group("id"), Proof((view.span(*match.span("id")),), rule="identifier"))


def base_day(dated: Dated | None) -> date | None:
    """The day that "today" means in the document."""
    return calendar.day(dated.start) if dated else None
