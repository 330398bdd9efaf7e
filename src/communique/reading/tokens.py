"""Tokens with their word classes, in the view's offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from communique.reading.lexicon import Entry, Lexicon
from communique.reading.view import View
from communique.reading.windows import near

# The first alternative is for most words: it spares them the others.
WORD = regex.compile(
    r"(?P<word>\p{L}\p{Ll}++(?![\p{L}\p{M}\p{N}'.-])|[Ee]x(?=-\p{Lu}\p{Ll}{3}))"
    r"|(?P<dotted>\p{L}\.(?:\p{L}\.)+)"
    r"|(?P<title>(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Brig|Adm|Capt|Cmdr|Sgt|Sen|Rep|Gov|Amb|Hon|Rev|Jr|Sr|St|Messrs|Eng|Engr|Ing|Adv|Smt|No|vs|etc|approx)\.)"
    r"|(?P<initial>\p{Lu}\.?(?= \p{Lu})(?!\w))"
    r"|(?P<word>[dDlL]'\p{Lu}\w*+|\p{L}[\p{L}\p{M}\p{N}]*+(?:['-](?!s\b)[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+)*+)"
    r"|(?P<number>\d+\+\d+|\d+(?:st|nd|rd|th)\b|\d[\d,.]*\d|\d)"
    r"|(?P<poss>'s\b|(?<=s)'(?!\w))"
    r"|(?P<break>[^\S\n]*+\n\s*+)"
    r"|(?P<sign>\S)"
)
ADDRESS = regex.compile(
    r"(?:https?://|www\.)[^\s)>\]]{1,2000}+"
    r"|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,8}+"
    r"|(?<![\w.-])[\w-]{1,63}+(?:\.[\w-]{1,63}+){0,6}?\.(?:org|eu|int|gov|net|com)\b(?:/[\w./-]{0,500}+)?"
)
ADDRESSED = regex.compile(r"@|://|www\.|\.(?:org|eu|int|gov|net|com)\b")
SIGNS = {
    **dict.fromkeys("([", "lparen"), **dict.fromkeys(")]", "rparen"), **dict.fromkeys("–—", "dash"),
    **dict.fromkeys("“‘\"«'", "quote"), **dict.fromkeys("”»", "unquote"), **dict.fromkeys(".!?", "stop"),
    ",": "comma", ";": "semicolon", ":": "colon", "-": "hyphen", "/": "slash",
}  # fmt: skip


class Token(NamedTuple):
    """A word, sign or name of the view: where it stands, its class, and what the lexicon says."""

    start: int
    end: int
    cls: str
    text: str
    entry: Entry | None = None


def join(part: Sequence[Token]) -> str:
    """The words of a stretch of tokens, spaced as in the view."""
    out = []
    for before, token in zip((None, *part), part, strict=False):
        if before is not None and token.start > before.end:
            out.append(" ")
        out.append(token.text)
    return "".join(out)


PROSE = frozenset(("representing", "instrumentverb", "verb", "attend", "lead", "planned"))
TITLES = frozenset(("head", "heads", "portfolio", "envoy", "deputy"))
STARTS = frozenset(("", ".", "!", "?", ":", "“", '"'))
MOST_SEEN = 100_000  # words kept with their class, so that memory stays bounded over any number of texts
OPENERS = frozenset(("", ".", "!", "?"))
LOWER_NAME = regex.compile(r"(?:d|l|al|el|ul|as|ash|an|ar|at|az|ad)['-]\p{Lu}")
Island = tuple[int, int, str, Entry | None]


def islands(
    view: View, lexicon: Lexicon, dates: list[tuple[int, int]], sums: list[tuple[int, int]]
) -> list[Island]:
    """Stretches that are one token each: addresses, dates, sums, names and phrases; none overlap."""
    text = view.text
    plain = text.replace("-", " ")
    lowered = plain.lower()
    found: list[tuple[int, int, int, str, Entry | None]] = [(a, 0, b, "date", None) for a, b in dates]
    found += [(a, 1, b, "money", None) for a, b in sums]
    found += [(m.start(), 2, m.end(), "address", None) for m in near(ADDRESS, ADDRESSED, text, 400, 2600)]
    found += [(a, 3, b, e.cls, e) for a, b, e in lexicon.names.find(plain)]
    if len(lowered) == len(plain):
        phrases = lexicon.phrases.find(lowered)
        found += [(a, 4, b, e.cls, e) for a, b, e in phrases if not _titled(text, a, e, lexicon)]
    found.sort(key=lambda f: (f[1] > 2, f[0], -f[2]))
    taken = bytearray(len(text) + 1)
    kept: list[Island] = []
    for start, _, end, cls, entry in sorted(
        found, key=lambda f: (f[1] if f[1] < 3 else 3, -(f[2] - f[0]) if f[1] > 2 else 0, f[0])
    ):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, cls, entry))
    return sorted(kept, key=lambda k: k[0])


def _titled(text: str, start: int, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a phrase begins with a capital word of a title: "Permanent Representative of …" is no crowd."""
    before = text[max(0, start - 2) : start].strip()
    if not text[start].isupper() or entry.cls not in PROSE or before in STARTS:
        return False
    known = lexicon.exact.get(text[start : start + 40].split(" ", 1)[0])
    if known is None or known.cls not in TITLES:
        return False
    return known.cls != "heads" or text[max(0, start - 40) : start].rsplit(None, 1)[-1][:1].isupper()


def tokens(view: View, lexicon: Lexicon, found: list[Island]) -> Iterator[Token]:
    """All tokens of the view in order, each block closed by a `break`."""
    at = 0
    for start, end, cls, entry in found:
        yield from _words(view.text, lexicon, at, start)
        yield Token(start, end, cls, view.text[start:end], entry)
        at = end
    yield from _words(view.text, lexicon, at, len(view.text))
    yield Token(len(view.text), len(view.text), "break", "")


def _words(text: str, lexicon: Lexicon, start: int, end: int) -> Iterator[Token]:
    seen = lexicon.seen
    for match in WORD.finditer(text, start, end):
        kind, word = match.lastgroup, match.group()
        if kind == "word":
            cls, entry = seen.get(word) or _known(word, kind, lexicon)
            if cls == "cap" and word.endswith("ing") and _opens(text, match.start()):
                cls = "word"
        elif kind == "break":
            cls, entry = "break", None
        elif kind == "sign":
            cls, entry = _sign(text, match.start()), None
        else:
            cls, entry = _known(word, kind or "", lexicon)
        yield Token(match.start(), match.end(), cls, word, entry)


def _known(word: str, kind: str, lexicon: Lexicon) -> tuple[str, Entry | None]:
    """The class of a word and what the lexicon says of it, kept for the next time."""
    entry = lexicon.exact.get(word) or lexicon.lower.get(word.lower())
    if entry is None and kind == "number" and word[-1].isalpha():
        entry = Entry("ordinal", word, word[:-2])
    found = (entry.cls if entry else _shape(word, kind)), entry
    if kind == "word" and len(lexicon.seen) < MOST_SEEN:
        lexicon.seen[word] = found
    return found


def _opens(text: str, at: int) -> bool:
    return text[max(0, at - 2) : at].strip() in OPENERS


def _sign(text: str, at: int) -> str:
    char = text[at]
    if char == "-" and at and text[at - 1] == " ":
        return "dash"
    return SIGNS.get(char, "word")


def _shape(word: str, kind: str) -> str:
    if kind == "number" or kind == "poss" or kind == "initial":
        return "cap" if kind == "initial" and len(word) > 2 else kind
    if not word[0].isupper():
        return "cap" if LOWER_NAME.match(word) else "word"
    if word.isupper() and len(word) > 1:
        return "acronym"
    return "cap"
