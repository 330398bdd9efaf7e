"""How alike two names of persons are.

A name is compared in plain lower-case letters, without honorific. Two names of one person may
differ by diacritics, transliteration, a slip of spelling or of optical recognition, initials, a
given name more or less, or the order of names. A family name alone proves nothing: `likeness`
gives 0 where either side has no given name, and the caller must look at posts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from communique.identity.keys import plain
from communique.identity.wording import Wording

IDENTICAL, REORDERED, SOUNDS, SHORTENED, INITIALS, MISSPELT = 1.0, 0.97, 0.95, 0.92, 0.9, 0.88
_SLIP = 0.82
_OCR = re.compile(r"\bl(?=[bcdfghjklmnpqrstvwxz][a-z])")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts: plain given names, the words of the family name, and their sounds."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    sound: tuple[str, ...]
    suffix: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Given names, then family name."""
        return self.given + self.family

    @property
    def surname_only(self) -> bool:
        """True where the text gives no given name."""
        return not self.given


def repair(name: str) -> str:
    """Undo `l` read for `I` at the head of a name: no name begins with a small `l` and a consonant."""
    return _OCR.sub("I", name)


def parse(name: str, wording: Wording) -> Name:
    """Split a name that has no honorific; a particle begins the family name."""
    return _parse(name, wording.particles, wording.suffixes, wording.sounds)


@lru_cache(maxsize=65536)
def _parse(
    name: str, particles: frozenset[str], suffixes: frozenset[str], sounds: tuple[tuple[str, str], ...]
) -> Name:
    head, _, tail = name.partition(",")
    first, second = _parts(head), _parts(tail)
    # `King, Julian` is reordered; `Marcos, Jr.` is not.
    parts = first + second if set(second) <= suffixes else second + first
    suffix = parts.pop() if len(parts) > 1 and parts[-1] in suffixes else ""
    start = next((i for i, p in enumerate(parts[:-1]) if p in particles), max(len(parts) - 1, 0))
    given, family = tuple(parts[:start]), tuple(parts[start:])
    return Name(given, family, tuple(_sound(p, sounds) for p in parts), suffix)


def _parts(name: str) -> list[str]:
    bare = plain(repair(name)).replace("'", "").replace("’", "")
    return [part for part in re.split(r"[\s.\-–—]+", bare) if part]


def _sound(part: str, sounds: tuple[tuple[str, str], ...]) -> str:
    for spelt, heard in sounds:
        part = part.replace(spelt, heard)
    return re.sub(r"(.)\1+", r"\1", part)


def skeleton(sound: str) -> str:
    """First letter and consonants: a key under which slips of the vowels meet."""
    bones = sound[:1] + re.sub(r"[aeiou]", "", sound[1:])
    return bones if len(bones) > 2 else sound


def likeness(one: Name, other: Name) -> float:
    """0 to 1; 0 where the names contradict each other or one is a family name alone."""
    if one.surname_only or other.surname_only:
        return 0.0
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return 0.0
    if one.parts == other.parts:
        return IDENTICAL if one.suffix == other.suffix else SHORTENED
    if sorted(one.parts) == sorted(other.parts):
        return REORDERED
    short, long = sorted((_pairs(one), _pairs(other)), key=lambda pairs: (len(pairs), pairs))
    return _aligned(short, long)


def _pairs(name: Name) -> list[tuple[str, str]]:
    return list(zip(name.parts, name.sound, strict=True))


def _aligned(short: list[tuple[str, str]], long: list[tuple[str, str]]) -> float:
    """Every part of the shorter name must find its like in the longer, in order."""
    scores, at = [], 0
    for part in short:
        found = next(((i, s) for i in range(at, len(long)) if (s := _alike(part, long[i]))), None)
        if found is None:
            return 0.0
        at = found[0] + 1
        scores.append(found[1])
    if scores.count(MISSPELT) > 1 or not _anchored(short, long):
        return 0.0
    return min([*scores, SHORTENED if len(short) < len(long) else IDENTICAL])


def _anchored(short: list[tuple[str, str]], long: list[tuple[str, str]]) -> bool:
    """A shortened name keeps the last name, or the first one with a further one in full."""
    if _alike(short[-1], long[-1]):
        return len(short[-1][0]) > 1
    return bool(_alike(short[0], long[0])) and len(short[-1][0]) > 1


def _alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    if one[0] == other[0]:
        return IDENTICAL
    shorter = min(len(one[0]), len(other[0]))
    if shorter == 1:
        return INITIALS if one[0][0] == other[0][0] else 0.0
    if one[1] == other[1]:
        return SOUNDS
    # `Julia` is no slip for `Julian`: endings tell names apart.
    same_end = one[0][-1] == other[0][-1]
    if same_end and shorter > 4 and OSA.normalized_similarity(one[1], other[1]) >= _SLIP:
        return MISSPELT
    return 0.0
