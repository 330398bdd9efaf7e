"""Titles of posts, brought to a form in which two titles of one post are the same words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from communique.identity.keys import words
from communique.identity.wording import Wording

Words = tuple[str, ...]


def normal(title: str, body_names: Iterable[Words], wording: Wording) -> Words:
    """The title's telling words: without the names of its body, fillers and variants of spelling.

    `body_names` are the names, as words, of the body and of all that it belongs to. Something is
    always left: a title that is nothing but the body's name stays as it is.
    """
    left = words(title)
    for name in sorted(set(body_names), key=lambda n: (-len(n), n)):
        left = _without(left, name) or left
    return _plain(left, wording.title_fillers, wording.title_same)


def head(title: str, telling: Words, wording: Wording) -> str:
    """The noun at the head of a title: the last telling word before `of`, `for` or `to`."""
    printed = words(title)
    end = next((at for at, word in enumerate(printed) if at and word in wording.title_joints), len(printed))
    spoken = _plain(printed[:end], wording.title_fillers, wording.title_same)
    return next((word for word in reversed(spoken) if word in telling), telling[0] if telling else "")


@lru_cache(maxsize=65536)
def _plain(title: Words, fillers: frozenset[str], same: tuple[tuple[str, str], ...]) -> Words:
    kept = tuple(word for word in title if word not in fillers) or title
    text = f" {' '.join(kept)} "
    for phrase, meaning in same:
        text = text.replace(f" {phrase} ", f" {meaning} ")
    return tuple(text.split())


def _without(title: Words, name: Words) -> Words:
    size = len(name)
    for at in range(len(title) - size + 1):
        if size and title[at : at + size] == name:
            return title[:at] + title[at + size :]
    return title


def alike(one: Words, other: Words, ranks: frozenset[str] = frozenset()) -> bool:
    """True where the titles are the same words, or one says less than the other and no different.

    Words of `ranks` (vice, deputy) make two titles different where one has them and the other not.
    """
    a, b = set(one), set(other)
    return bool(a and b) and (a <= b or b <= a) and a & ranks == b & ranks
