"""How alike two names of persons are.

A name is compared in plain lower-case letters, without honorific. Two names of one person may
differ by diacritics, transliteration, a slip of spelling or of optical recognition, a short form of
a given name, initials, a given name more or less, parts written together, or the order of names. A
family name alone proves nothing: `likeness` gives 0 where either side has no given name, and the
caller must look at posts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from communique.identity.keys import plain
from communique.identity.wording import Wording

IDENTICAL, REORDERED, TOGETHER, SOUNDS, SHORTENED = 1.0, 0.97, 0.96, 0.95, 0.92
NICKNAME, INITIALS, MISSPELT = 0.91, 0.9, 0.88
_SLIP = 0.82
_OCR = re.compile(r"\bl(?=[bcdfghjklmnpqrstvwxz][a-z])")
_REGNAL = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A telling word of a name: as spelt, as it sounds, and the full names that it may be short for."""

    spelt: str
    sound: str
    roots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: plain given names, the words of the family name, and the telling parts of both."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    telling: tuple[Part, ...]
    suffix: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Given names, then family name."""
        return self.given + self.family

    @property
    def surname_only(self) -> bool:
        """True where the text gives one name alone, and no number as kings have."""
        return len(self.telling) < 2 and not _REGNAL.fullmatch(self.suffix)


def repair(name: str) -> str:
    """Undo `l` read for `I` at the head of a name: no name begins with a small `l` and a consonant."""
    return _OCR.sub("I", name)


def parse(name: str, wording: Wording) -> Name:
    """Split a name that has no honorific; a particle begins the family name."""
    return _parse(name, wording)


@lru_cache(maxsize=65536)
def _parse(name: str, wording: Wording) -> Name:
    head, _, tail = name.partition(",")
    first, second = _parts(head), _parts(tail)
    # `King, Julian` is reordered; `Marcos, Jr.` is not.
    parts = first + second if set(second) <= wording.suffixes else second + first
    suffix = parts.pop() if len(parts) > 1 and parts[-1] in wording.suffixes else ""
    while len(parts) > 1 and parts[0] in wording.styles:
        del parts[0]
    start = next((i for i, p in enumerate(parts[:-1]) if p in wording.particles), max(len(parts) - 1, 0))
    nicknames = dict(wording.nicknames)
    kept = [p for p in parts if p not in wording.particles] or parts
    telling = tuple(_part(p, wording.sounds, nicknames) for p in kept)
    return Name(tuple(parts[:start]), tuple(parts[start:]), telling, suffix)


def _parts(name: str) -> list[str]:
    bare = plain(repair(name)).replace("'", "").replace("’", "")
    return [part for part in re.split(r"[\s.\-–—]+", bare) if part]


def _part(spelt: str, sounds: tuple[tuple[str, str], ...], nicknames: Mapping[str, str]) -> Part:
    sound = spelt
    for letters, heard in sounds:
        sound = sound.replace(letters, heard)
    roots = frozenset((spelt, *nicknames.get(spelt, "").split()))
    return Part(spelt, re.sub(r"(.)\1+", r"\1", sound), roots)


def skeleton(sound: str) -> str:
    """First letter and consonants: a key under which slips of the vowels meet."""
    bones = sound[:1] + re.sub(r"[aeiou]", "", sound[1:])
    return bones if len(bones) > 2 else sound


def likeness(one: Name, other: Name) -> float:
    """0 to 1; 0 where the names contradict each other or one is a family name alone."""
    if one.surname_only or other.surname_only or (one.suffix and other.suffix and one.suffix != other.suffix):
        return 0.0
    if one.parts == other.parts:
        return IDENTICAL if one.suffix == other.suffix else SHORTENED
    if sorted(one.parts) == sorted(other.parts):
        return REORDERED
    if "".join(one.parts) == "".join(other.parts):
        return TOGETHER
    short, long = sorted((one.telling, other.telling), key=lambda parts: (len(parts), _spelt(parts)))
    return min(_aligned(short, long), IDENTICAL if one.suffix == other.suffix else SHORTENED)


def initials_apart(one: Name, other: Name) -> bool:
    """True where one name has initials that the other leaves out, and nothing else tells them apart."""
    full = [[part.spelt for part in name.telling if len(part.spelt) > 1] for name in (one, other)]
    return full[0] == full[1] and len(full[0]) > 1


def _spelt(parts: tuple[Part, ...]) -> list[str]:
    return [part.spelt for part in parts]


def _aligned(short: tuple[Part, ...], long: tuple[Part, ...]) -> float:
    """Every part of the shorter name must find its like in the longer, in order."""
    scores, at = [], 0
    for part in short:
        found = next(((i, s) for i in range(at, len(long)) if (s := _alike(part, long[i]))), None)
        if found is None:
            return 0.0
        at = found[0] + 1
        scores.append(found[1])
    if scores.count(MISSPELT) > 1 or scores[-1] == NICKNAME or not _anchored(short, long):
        return 0.0
    return min([*scores, SHORTENED if len(short) < len(long) else SOUNDS])


def _anchored(short: tuple[Part, ...], long: tuple[Part, ...]) -> bool:
    """A shortened name keeps the last name, or the first one with a further one in full."""
    if _alike(short[-1], long[-1]):
        return len(short[-1].spelt) > 1
    return bool(_alike(short[0], long[0])) and len(short[-1].spelt) > 1


def _alike(one: Part, other: Part) -> float:
    if one.spelt == other.spelt:
        return IDENTICAL
    shorter = min(len(one.spelt), len(other.spelt))
    if shorter == 1:
        return INITIALS if one.spelt[0] == other.spelt[0] else 0.0
    if one.sound == other.sound:
        return SOUNDS
    if one.roots & other.roots:
        return NICKNAME
    # `Julia` is no slip for `Julian`: endings tell names apart.
    same_end = one.spelt[-1] == other.spelt[-1]
    if same_end and shorter > 4 and OSA.normalized_similarity(one.sound, other.sound) >= _SLIP:
        return MISSPELT
    return 0.0
