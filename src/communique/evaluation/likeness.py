"""When two wordings, names or dates count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

# What stands before a name without being part of it, and the article.
UNCOUNTED = frozenset("the mr mrs ms miss dr prof sir dame lord sheikh he hon rt gen lt col amb".split())
POSSESSIVE = re.compile(r"'s\b")
WORD = re.compile(r"[a-z0-9]+")
SAME_NAME = 0.84
SAME_PLACE = 0.8


@cache
def words(text: str) -> tuple[str, ...]:
    """The words that are compared: lower case, without accents, honorifics, article and possessive."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return tuple(word for word in WORD.findall(POSSESSIVE.sub("", plain)) if word not in UNCOUNTED)


@cache
def likeness(one: str, other: str) -> float:
    """How alike two wordings are, 0 to 1: by the words they share or by their letters in order,
    whichever says more."""
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    shared = 2 * len(set(first) & set(second)) / (len(set(first)) + len(set(second)))
    letters = SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False)
    return max(shared, letters.ratio())


def closest(found: str, accepted: Iterable[str]) -> float:
    """The likeness to the accepted wording that is the most alike; 0 where none is accepted."""
    return max((likeness(found, form) for form in accepted), default=0.0)


def same(found: str, accepted: Iterable[str], at_least: float) -> bool:
    """Whether a wording is like enough to one of the accepted."""
    return any(likeness(found, form) >= at_least for form in accepted)


def same_person(found: str, accepted: Iterable[str]) -> bool:
    """Whether two names are of one person: the whole name, or the last where one side has no more."""
    return same(found, accepted, SAME_NAME) or any(_same_last(words(found), words(form)) for form in accepted)


def _same_last(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and one[-1] == other[-1] and 1 in (len(one), len(other))


def same_date(found: str, accepted: Iterable[str]) -> bool:
    """Whether a date is an accepted one, or more precise without contradicting it."""
    return bool(found) and any(form and found.startswith(form) for form in accepted)


def settled(dates: tuple[str, ...]) -> bool:
    """Whether the text settles a date, so that one is asked for."""
    return bool(dates) and all(dates)
