"""Tokens with their word classes, in the view's offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from communique.reading.lexicon import Entry, Lexicon
from communique.reading.view import View
from communique.reading.windows import near

# The first alternative is for most words, the second for most signs: it spares them the others.
WORD = regex.compile(
    r"(?P<word>\p{L}\p{Ll}++(?![\p{L}\p{M}\p{N}'.-])|[Ee]x(?=-\p{Lu}\p{Ll}{3}))"
    r"|(?P<sign>[.,;:?!()\[\]“”\"])"
    r"|(?P<dotted>\p{L}\.(?:\p{L}\.)+|H\.E(?![\p{L}\p{N}.]))"
    r"|(?P<title>Dato'(?=\s)|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Brig|Adm|Capt|Cmdr|Sgt|Sen|Rep|Gov|Amb|Hon|Rev|Jr|Sr|St|Messrs|Eng|Engr|Ing|Adv|Smt|No|vs|etc|approx)\.)"
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


new = tuple.__new__  # past the checks of Token's own, which cost more than the rest of a look-up


def starting(row: Sequence[Token], offset: int) -> int:
    """The number of the first token that starts at an offset of the view or after it."""
    return bisect_left(row, (offset,))


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
LONGEST_KEPT = 60
MOST_SEEN = 100_000  # chunks kept with their tokens, so that memory stays bounded over any number of texts
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
    addresses = near(ADDRESS, _addressed(text), text, 400, 2600)
    found += [(m.start(), 2, m.end(), "address", None) for m in addresses]
    found += [(a, 3, b, e.cls, e) for a, b, e in lexicon.names.find(plain)]
    if len(lowered) == len(plain):
        phrases = lexicon.phrases.find(lowered)
        found += [(a, 4, b, e.cls, e) for a, b, e in phrases if not _titled(text, a, e, lexicon)]
    # Dates, sums and addresses come first, then the longest names; of two that begin at one place the longer.
    found.sort(key=lambda f: (min(f[1], 3), f[0] - f[2] if f[1] > 2 else 0, f[0], -f[2]))
    taken = bytearray(len(text) + 1)
    kept: list[Island] = []
    for start, _, end, cls, entry in found:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, cls, entry))
    return sorted(kept, key=lambda k: k[0])


def _addressed(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in ADDRESSED.finditer(text))


def _titled(text: str, start: int, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a phrase begins with a capital word of a title: "Permanent Representative of …" is no crowd."""
    before = text[max(0, start - 2) : start].strip()
    if not text[start].isupper() or entry.cls not in PROSE or before in STARTS:
        return False
    known = lexicon.exact.get(text[start : start + 40].split(" ", 1)[0])
    if known is None or known.cls not in TITLES:
        return False
    return known.cls != "heads" or text[max(0, start - 40) : start].rsplit(None, 1)[-1][:1].isupper()


def tokens(view: View, lexicon: Lexicon, found: list[Island]) -> list[Token]:
    """All tokens of the view in order, each block closed by a `break`."""
    row: list[Token] = []
    at, text = 0, view.text
    for start, end, cls, entry in found:
        _add_words(row, text, lexicon, at, start)
        row.append(Token(start, end, cls, text[start:end], entry))
        at = end
    _add_words(row, text, lexicon, at, len(text))
    row.append(Token(len(text), len(text), "break", ""))
    return row


def _add_words(row: list[Token], text: str, lexicon: Lexicon, start: int, end: int) -> None:
    """Add the tokens of a stretch. What stands between two spaces is taken apart once and kept."""
    chunks = lexicon.chunks
    stop = start - 1
    for chunk in text[start:end].split(" "):
        begin = stop + 1
        stop = begin + len(chunk)
        kept = chunks.get(chunk)
        if kept is not None and len(kept) == 1:
            _, _, cls, word, entry = kept[0]
            row.append(new(Token, (begin, stop, cls, word, entry)))
        elif kept is not None:
            row += [new(Token, (begin + a, begin + b, cls, word, entry)) for a, b, cls, word, entry in kept]
        elif chunk:
            told = list(_taken_apart(text, lexicon, begin, stop, end))
            row += told
            if _alone(chunk, told) and len(chunks) < MOST_SEEN:
                chunks[chunk] = tuple((t.start - begin, t.end - begin, *t[2:]) for t in told)


def _alone(chunk: str, told: Sequence[Token]) -> bool:
    """Whether the chunk is read so anywhere; an initial, a dash and "Meeting" ask what is beside."""
    bare = chunk.rstrip(".")
    initial = bare[-1:].isupper() and not bare[-2:-1].isalpha()
    if initial or chunk[0] in "-'" or len(chunk) > LONGEST_KEPT:
        return False
    return not any(t.text.endswith("ing") and t.text[0].isupper() for t in told)


def _taken_apart(text: str, lexicon: Lexicon, start: int, stop: int, end: int) -> Iterator[Token]:
    """The tokens that begin before `stop`; nothing from `end` on is looked at."""
    for match in WORD.finditer(text, start, min(end, stop + 2)):
        kind, word = match.lastgroup, match.group()
        if match.start() >= stop:
            return
        if kind == "break":
            cls, entry = "break", None
        elif kind == "sign":
            cls, entry = _sign(text, match.start()), None
        else:
            cls, entry = _known(word, kind or "", lexicon)
            if cls == "cap" and kind == "word" and word.endswith("ing") and _opens(text, match.start()):
                cls = "word"
        yield new(Token, (*match.span(), cls, word, entry))


def _known(word: str, kind: str, lexicon: Lexicon) -> tuple[str, Entry | None]:
    """The class of a word and what the lexicon says of it."""
    entry = lexicon.exact.get(word) or lexicon.lower.get(word.lower())
    if entry is None and kind == "number" and word[-1].isalpha():
        entry = Entry("ordinal", word, word[:-2])
    return (entry.cls if entry else _shape(word, kind)), entry


def _opens(text: str, at: int) -> bool:
    return text[max(0, at - 2) : at].strip() in OPENERS


def _sign(text: str, at: int) -> str:
    char = text[at]
    if char == "&" and text[at + 1 : at + 2] == " ":
        return "and"
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
