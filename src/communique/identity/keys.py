"""Keys that hold across documents: a kind, a slash, and a slug made of a label."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import count
from sys import intern

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_LONGEST = 90
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """`text` in lower case without diacritics; letters of other scripts stay."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in folded if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` in plain letters; apostrophes join, all else parts."""
    joined = plain(text).replace("'", "").replace("’", "")
    # Interned, for the same few words make up most names.
    return tuple(map(intern, _WORD.findall(joined)))


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """ASCII letters, digits and hyphens, at most 90 of them, cut between words; never empty."""
    ascii_words = [w for w in words(text) if w.isascii()]
    short = "-".join(ascii_words)
    if len(short) > _LONGEST:
        short = short[: _LONGEST + 1].rsplit("-", 1)[0][:_LONGEST]
    return short or "x" + hashlib.sha256(text.encode()).hexdigest()[:12]


def unique(wanted: Iterable[str], taken: Callable[[str], bool] | None = None) -> list[str]:
    """The keys in the order given; one that was had before gets `-2`, `-3` and so on."""
    had: set[str] = set()
    keys: list[str] = []
    for base in wanted:
        key = base
        for number in count(2):
            if key not in had and not (taken and taken(key)):
                break
            key = f"{base}-{number}"
        had.add(key)
        keys.append(key)
    return keys
