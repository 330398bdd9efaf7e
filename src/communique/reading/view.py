"""The readable view of a document: one clean string, and for each character where it stands.

White space, markup and page furniture are left out or folded to one space; paragraphs end with a
line feed. `View.span` leads back to the text exactly as read, so nothing is lost by cleaning.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import regex

from communique.model import Document, Span
from communique.reading.tables import Signs, beside, signs

# Quantifiers are possessive throughout, so that no text makes the scan super-linear.
# One space between words and signs is no noise; that and what noise begins with, first, spare the trying.
NOISE = regex.compile(
    r"(?!(?<=[\p{L}\p{N},.;!?”\"'’]) (?=[\p{L}\p{N}(“\"]))"
    r"(?=[<\s\\*•●‣▪\d(!\[\]_|&#>'`â\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff-])(?:"
    r"(?P<escape>\\(?:u[0-9a-fA-F]{4}|_|\r?\n\s*+\\?+))"
    r"|(?P<hyphen>(?<=\p{L})-[^\S\n]*+\r?\n[^\S\n]*+(?=\p{L}))"
    r"|(?P<item>(?:\A|\n)[^\S\n]*+(?:[-*•●‣▪]|\d{1,2}[.)]|\([a-z0-9]\))[^\S\n]++(?=\S))"
    r"|(?P<heading>(?:\A|\n)[^\S\n]*+#{1,6}[^\S\n]++)"
    r"|(?P<break>[^\S\n]*+\n(?:[^\S\n]*+(?:(?:https?://|www\.)\S++|\d{1,3}(?:/\d{1,3})?"
    r"|(?:[Pp]age \d++(?: of \d++)?|- ?\d{1,3} ?-)(?:\s*+\p{Lu}[\p{Lu} ]{3,60}+(?=\n))?)?+"
    r"[^\S\n]*+\n)++[^\S\n]*+|[^\S\n]{3,}+)"
    r"|(?P<bullet>(?<=\n)(?:[-•●‣▪]|\d{1,2}[.)])[^\S\n]++(?=\S))"
    r"|(?P<space>\s++)"
    r"|(?P<link>!?\[(?=[^\]\n]{0,300}+(?:\n(?!\s*+\n)[^\]\n]{0,300}+){0,3}+\]\()"
    r"|\]\([^)\s]{0,800}+(?:\s++\"[^\"]{0,200}+\")?\))"
    r"|(?P<mark>``(?!`)|'')"
    r"|(?P<cut>^\|[-:| ]{3,}+$|</?(?:sup|sub|u|span|em|strong)\b[^<>\n]{0,120}+>"
    r"|\\(?=\p{P})|\*++|(?<!\w)_++|_++(?!\w)|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]++"
    r"|^#{1,6}(?=\s)|^>\s?+|\||\[\^?\d{1,3}\]:?+)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,12}|#\d{1,6}|#x[0-9a-fA-F]{1,5});)"
    r"|(?P<mojibake>â\x80[\x90-\x9d]))",
    regex.MULTILINE,
)
# Where noise can begin, besides right after other noise, at which every character is looked at.
MAYBE = re.compile(
    r" ?[^\S ]|  |-(?=\s)|''|``|[<\\*•●‣▪!\[\]_|&#>â\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
MOJIBAKE = dict(zip(range(0x90, 0x9E), "--––—―‖_‘''‛“”", strict=True))
FOLD = {"’": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "−": "-", "…": "."}
BLOCK_TAG = regex.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|br|td|tr|table|section|article|header|footer|nav|title|body|blockquote|hr|dd|dt)\b",
    regex.IGNORECASE,
)
HEADING_TAG = regex.compile(r"<(?:h[1-6]|title)\b", regex.IGNORECASE)
FURNITURE_TAG = regex.compile(r"<(/?)(?:nav|footer|aside)\b", regex.IGNORECASE)
HARD_BREAK = regex.compile(r"[^\S\n]{2,}+\n")
OPENING = frozenset(" \n([")
CLOSING = " \t\n\"'”’»)]"
PAGED = regex.compile(r"\d")
LEAD = regex.compile(r"\p{Lu}[^\n.;:]{2,60}+:[^\S\n]*+\n\s*+(?:[-*•●‣▪]|\d{1,2}[.)])")
SENTENCE_END = regex.compile(r"[\p{Ll}\p{N})]{2}[.]\W? \p{Lu}")
LONG_LINE = 60
FAR_BACK = 600
LONGEST_HEADING = 30
LONGEST_LEAD = 15
COUNTED = array("l", range(65_536))  # copied where it reaches, which is faster than to count again
ENDS = frozenset('.!?:;"”»')


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading of the view, half-open."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class View:
    """Clean text, the source offset of each of its characters, and its blocks."""

    text: str
    offsets: array[int]
    blocks: tuple[Block, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document that the clean stretch was made from."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


class _Builder:
    def __init__(self, run_on: Collection[str], hard: bool, table: Signs) -> None:
        self.run_on = run_on
        self.hard = hard
        self.table = table
        self.pieces: list[str] = []
        self.offsets: array[int] = array("l")
        self.kinds: dict[int, str] = {}
        self.last = "\n"
        self.word = ""
        self.line = 0

    def keep(self, text: str, start: int) -> None:
        if not text:
            return
        self.pieces.append(text)
        end = start + len(text)
        self.offsets.extend(COUNTED[start:end] if end <= len(COUNTED) else range(start, end))
        self.last = text[-1]
        self.word = text[-12:]

    def put(self, char: str, start: int) -> None:
        if not char:
            return
        if char in " \n" and self.last in " \n":
            if char == "\n" and self.last == " ":
                self.pieces[-1] = self.pieces[-1][:-1] + "\n"
                self.last = "\n"
            return
        self.pieces.append(char)
        self.offsets.append(start)
        self.last = char
        if char == "\n":
            self.line = len(self.offsets)

    def prose(self) -> bool:
        """Whether the line so far is long and holds a whole sentence."""
        size = len(self.offsets) - self.line
        if size < LONG_LINE:
            return False
        return bool(SENTENCE_END.search("".join(self.pieces[-60:])[-min(size, FAR_BACK) :]))

    def lead(self, text: str, at: int) -> bool:
        """Whether a line that leads in a list of its own comes after an item: "For Canada:"."""
        return self.kinds.get(self.line) == "item" and bool(LEAD.match(text, at))

    def cell(self, start: int) -> None:
        """The next cell of a row of a table."""
        if self.last not in " \n":
            self.put(",", start)
            self.put(" ", start)
        elif self.last == " ":
            self.pieces[-1] = self.pieces[-1][:-1] + ","
            self.put(" ", start)

    def begin(self, kind: str, start: int) -> None:
        self.put("\n", start)
        self.kinds[len(self.offsets)] = kind


def _runs_on(builder: _Builder, text: str, at: int, paged: bool) -> bool:
    """Whether the words after a blank line, a wide gap or a page number go on with the sentence before it."""
    if builder.last in ENDS or builder.last in " \n" or at >= len(text):
        return False
    if text[at].islower() and not text.startswith(("http", "www."), at):
        return True
    if text[at].isalnum() and builder.prose() and (builder.last.isalnum() or builder.last == ","):
        return True
    if paged and builder.last.isalnum() and text[at].isalnum() and len(builder.offsets) - builder.line > 30:
        return True
    return builder.word.rsplit(" ", 1)[-1] in builder.run_on and text[at].isalnum()


def _noises(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Every match of NOISE, tried only where there can be any."""
    at = start
    match = NOISE.match(text, at, end)
    while True:
        while match is not None:
            yield match
            at = match.end()
            match = NOISE.match(text, at, end)
        maybe = MAYBE.search(text, at, end)
        if maybe is None:
            return
        at = maybe.start()
        match = NOISE.match(text, at, end)
        at += match is None


def _noise(builder: _Builder, match: regex.Match[str], text: str) -> None:
    kind, start = match.lastgroup, match.start()
    sign = builder.table.get(start)
    if sign is not None:
        builder.cell(start) if sign == "," else builder.begin("item", start)
    elif kind == "space" and not (builder.hard and HARD_BREAK.match(match.group())):
        apart = "\n" in match.group() and (
            _letterhead(text, start, match.end()) or builder.lead(text, match.end())
        )
        builder.put("\n" if apart else " ", start)
    elif kind in ("space", "break"):
        if _runs_on(builder, text, match.end(), bool(PAGED.search(match.group()))):
            builder.put(" ", start)
        elif kind == "space":
            builder.begin("item", start)
        else:
            builder.put("\n", start)
    elif kind in ("item", "heading", "bullet"):
        builder.begin("item" if kind == "bullet" else kind, start)
    elif kind == "hyphen":
        if text[match.end()].isupper():
            builder.put("-", start)
    elif kind == "mark":
        builder.put("“" if builder.last in OPENING else "”", start)
    elif kind == "entity":
        builder.put(_entity(match.group()[1:-1]), start)
    elif kind == "escape":
        builder.put(_escaped(match.group()[1:]), start)
    elif kind == "mojibake":
        builder.put(MOJIBAKE.get(ord(match.group()[2]), "-"), start)


def _letterhead(text: str, end: int, start: int) -> bool:
    """Whether the line that ends here is all in capitals and the next one is not."""
    line = text[max(0, end - 200) : end].rsplit("\n", 1)[-1]
    after = text[start : start + 200].split("\n", 1)[0]
    return " " in line.strip() and min(len(line), len(after)) > 12 and _capital(line) and not _capital(after)


def _capital(line: str) -> bool:
    """Whether a line is printed in capitals, but for a slip."""
    return sum(map(str.islower, line)) * 12 < len(line)


def _escaped(code: str) -> str:
    """The character of an escape in quoted front matter."""
    if code[0] == "u":
        return chr(int(code[1:], 16)) if not code.lower().startswith("ud") else " "
    return " " if code == "_" else ""


def _entity(name: str) -> str:
    """The one character that an HTML entity stands for; a space for what is none."""
    char = html.unescape(f"&{name};")
    return " " if len(char) != 1 or char.isspace() or not char.isprintable() else char


def _visible(document: Document) -> Iterator[tuple[int, int, str]]:
    """Stretches of text between hidden ones, each with the markup that precedes it."""
    title = next((m for m in document.metadata if m.name.lower() == "title"), None)
    if title is not None and title.span.end <= document.body:
        yield *_unquoted(document.text, title.span), "<title>"
    at, before, depth = document.body, "<p>", 0
    for hidden in document.hidden:
        if hidden.end <= at:
            continue
        if hidden.start > at and not depth:
            yield at, hidden.start, before
            before = ""
        markup = document.text[hidden.start : hidden.end]
        for closing in FURNITURE_TAG.findall(markup):
            depth = max(0, depth + (-1 if closing else 1))
        before += markup
        at = hidden.end
    yield at, len(document.text), before


def _unquoted(text: str, span: Span) -> tuple[int, int]:
    quoted = (
        span.end - span.start > 1 and text[span.start] in "\"'" and text[span.start] == text[span.end - 1]
    )
    return (span.start + 1, span.end - 1) if quoted else (span.start, span.end)


def _kind_of(markup: str) -> str:
    if markup == "<title>":
        return "title"
    return "heading" if HEADING_TAG.search(markup) else "item" if "<li" in markup else ""


def view(document: Document, run_on: Collection[str] = ()) -> View:
    """The document cleaned for reading; offsets count code points of `document.text`.

    A line that ends with a word of `run_on` goes on after a blank line. In Markdown two spaces end a line.
    """
    builder, text = (
        _Builder(run_on, document.media_type == "text/markdown", signs(document.text)),
        document.text,
    )
    for start, end, markup in _visible(document):
        if markup and beside(markup):
            builder.cell(start)
        elif markup and BLOCK_TAG.search(markup):
            builder.begin(_kind_of(markup), start)
        at = start
        for match in _noises(text, start, end):
            builder.keep(text[at : match.start()], at)
            _noise(builder, match, text)
            at = match.end()
        builder.keep(text[at:end], at)
    clean = "".join(builder.pieces)
    for char, plain in FOLD.items():
        clean = clean.replace(char, plain)
    return View(clean, builder.offsets, tuple(_blocks(clean, builder.kinds)))


def _blocks(clean: str, kinds: dict[int, str]) -> Iterator[Block]:
    at = 0
    for line in clean.split("\n"):
        end = at + len(line)
        start = at + len(line) - len(line.lstrip())
        if line.strip():
            kind = kinds.get(at, "")
            yield Block(start, end, kind if kind in ("heading", "item", "title") else _guess(line))
        at = end + 1


def _guess(line: str) -> str:
    words = line.split()
    if (
        len(words) > (LONGEST_LEAD if words[-1][-1] == ":" else LONGEST_HEADING)
        or (line.rstrip(CLOSING) or line)[-1] in ".!?;,"
    ):
        return "para"
    capital = sum([word[0].isupper() or not word[0].isalpha() for word in words])
    small = sum([len(word) < 4 for word in words])
    return "heading" if capital + small >= 0.8 * len(words) else "para"
