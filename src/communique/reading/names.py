"""Names of people compared: which words count, and whether a short form can mean a full one."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

NUMERALS = frozenset("IVX")


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join([c for c in plain if not unicodedata.combining(c)])


def words_of(name: str, suffixes: Collection[str]) -> tuple[str, ...]:
    """The words of a name that count when names are compared: all but `suffixes` such as "jr"."""
    parts = [p.removeprefix("al-") for p in fold(name).replace(",", " ").replace(".", " ").split()]
    return tuple(p for p in parts if p not in suffixes) or tuple(parts)


def fits(short: tuple[str, ...], full: tuple[str, ...], son_of: Collection[str] = ()) -> bool:
    """Whether one of two names can be a shorter form of the other ("J. Smith", "John Smith").

    With a word of `son_of` the given name is enough: "Faisal bin Farhan bin Abdullah" is Faisal.
    """
    if len(short) > len(full):
        short, full = full, short
    n = len(short)
    if n == len(full):
        return short[-1] == full[-1] and all(map(_initial, short[:-1], full[:-1]))
    if n == 1 and short[0] == full[0] and full[1] in son_of:
        return True
    if full[-n:] == short or (n == 1 and full[0] == short[0] and len(full) <= 3 and len(short[0]) > 1):
        return True
    return n >= 2 and short[-1] == full[-1] and _initial(short[0], full[0])


def _initial(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def numbered(name: str) -> bool:
    """Whether a name is one word with the number of a reign: "Abdullah II"."""
    word, _, number = name.partition(" ")
    return bool(word) and bool(number) and set(number) <= NUMERALS
