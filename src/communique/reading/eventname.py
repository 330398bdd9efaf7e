"""What the words of an event noun say by themselves: its name, its ordinal, the parties in its name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from communique.reading.scene import Scene
from communique.reading.tokens import Token

NAMING = frozenset(
    "cap portfolio acronym body state region bodyhead demonym heads instrumenthead deputy".split()
)
LEADING = frozenset("the a his other poss date planned past hyphen official".split())
PROPER = frozenset(("body", "state", "acronym", "cap", "bodyhead"))
PARTIES = frozenset(("body", "state", "demonym"))
ROMAN = regex.compile(r"[IVXL]+")
MANY = 9  # so many meetings are of a series, whosever they are
LONGEST_ORDINAL = 4  # digits
NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50}


def named(part: Sequence[Token]) -> bool:
    """A name has capitals of its own: not only a nationality or the opening word."""
    inner = [t for t in part if (t.cls in NAMING or t.cls == "place") and t.text[0].isupper()]
    head = next(t for t in reversed(part) if t.cls == "eventhead")
    return bool(inner) and (head.text[0].isupper() or any(t.cls in PROPER for t in inner))


def none_of_it(scene: Scene, at: int) -> bool:
    """ "no bilateral meeting took place": there was none."""
    return at > 0 and scene.row[at - 1].cls == "not"


def under_way(scene: Scene, at: int) -> bool:
    """ "the ongoing negotiations": they go on, and are no event that was held."""
    token, lists = scene.row[at], scene.lexicon.lists
    if token.text.lower() not in lists.unnamed:
        return False
    before = (*scene.row[max(0, at - 2) : at], *scene.parts[token.start])
    return any(t.text.lower() in lists.ongoing for t in before)


def words_of_event(scene: Scene, part: Sequence[Token]) -> str:
    """The words of the noun without article, date or possessor."""
    first = next((i for i, t in enumerate(part[:-1]) if t.cls not in LEADING), len(part) - 1)
    return scene.text(part[first].start, part[-1].end)


def ordinal_of(part: Sequence[Token]) -> tuple[int, int, int] | None:
    """The number in "the third meeting", "Conference IV" or "Round 15 of the talks", with its stretch."""
    for at, token in enumerate(part):
        if token.cls == "ordinal" and token.entry:
            return int(token.entry.value), token.start, token.end
        if token.cls in ("acronym", "suffix") and ROMAN.fullmatch(token.text):
            return roman(token.text), token.start, token.end
        after = at > 0 and part[at - 1].cls == "eventhead"
        if after and token.cls == "number" and _numbers(token.text):
            return int(token.text), token.start, token.end
    return None


def _numbers(words: str) -> bool:
    return words.isdecimal() and len(words) <= LONGEST_ORDINAL


def edition(scene: Scene, at: int) -> tuple[int, int, int] | None:
    """The number in "the Summit, in its 21st edition,"."""
    near = scene.row[at + 1 : at + 7]
    for token, after in pairwise(near):
        if token.cls in ("verb", "stop", "break", "which"):
            return None
        if token.cls == "ordinal" and token.entry and after.text.lower() in scene.lexicon.lists.edition:
            return int(token.entry.value), token.start, after.end
    return None


def of_series(part: Sequence[Token]) -> bool:
    """Whether a number counts the series: in a name or "the third meeting", not "their third this year"."""
    dated = any(t.cls == "date" for t in part)
    number = ordinal_of(part)
    many = number is not None and number[0] > MANY
    return named(part) or counted(part) or ((many or part[0].cls in ("the", "eventhead")) and not dated)


def counted(part: Sequence[Token]) -> bool:
    """Rounds are numbered, whosever they are: "their ninth round of talks"."""
    return any(t.cls == "eventhead" and t.entry is not None and t.entry.name == "round" for t in part)


def of_things(scene: Scene, at: int) -> bool:
    """ "a third round of funding": no round of talks."""
    words = [*scene.parts[scene.row[at].start], *scene.row[at + 1 : at + 2]]
    head = max(i for i, t in enumerate(words) if t.cls == "eventhead")
    return counted(words[head : head + 1]) and any(t.cls in ("of", "for") for t in words[head + 1 : head + 2])


def observance(scene: Scene, at: int) -> bool:
    """ "Nurses Appreciation Week" is kept all over the land: nobody meets."""
    token, lists = scene.row[at], scene.lexicon.lists
    kept = token.text.istitle() and token.text.lower() in lists.observed
    return kept and any(t.text.lower() in lists.observance for t in scene.parts[token.start])


def roman(text: str) -> int:
    """The value of a Roman numeral up to LXXXIX."""
    values = [NUMERALS[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def parties_of(scene: Scene, part: Sequence[Token]) -> list[tuple[str, int, int]]:
    """Bodies and states joined by a hyphen in the name are its parties ("EU-UN Dialogue")."""
    found = [
        (scene.bodies.paired(token), token.start, token.end)
        for at, token in enumerate(part)
        if token.cls in PARTIES and hyphened(part, at)
    ]
    return found if len(found) > 1 else []


def hyphened(part: Sequence[Token], at: int) -> bool:
    """Whether a hyphen stands before or after token `at` of the stretch."""
    return any(t.cls == "hyphen" for t in (*part[max(0, at - 1) : at], *part[at + 1 : at + 2]))
