"""Whom the press may ask: each e-mail address with the name and organization that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from communique.model import Contact, Proof
from communique.reading.lexicon import Lexicon
from communique.reading.names import fold
from communique.reading.view import View

EMAIL = regex.compile(r"[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
REACH = 160
SHORTEST = 3  # letters of a name that an address is searched for
Told = tuple[str, str, int, int]


def contacts(view: View, lexicon: Lexicon) -> Iterator[Contact]:
    """Every address of the text. What stands before one reaches back to the address before it at most."""
    text = view.text
    first = text.find("@")
    if first < 0:
        return
    word = max(text.rfind(" ", 0, first), text.rfind("\n", 0, first)) + 1
    found = [m.span() for m in EMAIL.finditer(text, word)]
    floor = 0
    for number, (start, end) in enumerate(found):
        line = max(floor, start - REACH, view.text.rfind("\n", 0, start) + 1)
        stop = view.text.find("\n", end)
        ends = (found[number + 1][0] if number + 1 < len(found) else len(view.text), end + REACH)
        stop = min(*ends, len(view.text) if stop < 0 else stop)
        told = _before(view, lexicon, line, start, end) or _after(view, lexicon, start, end, stop)
        name, organization, first, last = told or ("", "", start, end)
        floor = last
        proof = Proof((view.span(first, last),), rule="contact")
        yield Contact(name, organization.strip(" ,"), view.text[start:end], proof)


def _before(view: View, lexicon: Lexicon, line: int, start: int, end: int) -> Told | None:
    """ "Ms Alpha, Office of Tests, at": the first name there that the address or its form shows to be one."""
    words = view.text[line:start]
    matches = list(lexicon.patterns.contact_name.finditer(words, overlapped=True))
    owner = next((m for m in matches if _owns(m, view.text[start:end], lexicon)), None)
    owner = owner or next((m for m in matches if _sure(m, lexicon)), None)
    return None if owner is None else (*_told(owner), line + owner.start(), end)


def _after(view: View, lexicon: Lexicon, start: int, end: int, stop: int) -> Told | None:
    """ "office@tests.example – Ms Alpha, Office of Tests"."""
    owner = lexicon.patterns.contact_after.match(view.text[end:stop])
    if owner is None or not (_owns(owner, view.text[start:end], lexicon) or _sure(owner, lexicon)):
        return None
    return (*_told(owner), start, end + owner.end())


def _told(owner: regex.Match[str]) -> tuple[str, str]:
    return owner["name"], owner["org"] or owner["of"] or ""


def _owns(owner: regex.Match[str], address: str, lexicon: Lexicon) -> bool:
    """Whether this is a person's name, and the address has a word of it."""
    local, words = fold(address.split("@")[0]), _words(owner)
    return _personal(words, lexicon) and any(len(w) >= SHORTEST and w in local for w in words)


def _sure(owner: regex.Match[str], lexicon: Lexicon) -> bool:
    """A form of address, or a given name with another word and an organization, make it a person's name."""
    if owner["mr"]:
        return "'s " not in owner["name"]
    words = _words(owner)
    told = len(words) > 1 and bool(owner["org"] or owner["of"]) and words[0] in lexicon.name_words.given
    return told and _personal(words, lexicon)


def _words(owner: regex.Match[str]) -> list[str]:
    return fold(owner["name"]).replace("'", "").replace("-", " ").split()


def _personal(words: Sequence[str], lexicon: Lexicon) -> bool:
    """An ordinary word ends no name ("Department Media") unless it is a surname too ("Jessica Hill")
    or stands after a plain given name ("Maria Hawthorne")."""
    names = lexicon.name_words
    given = len(words) > 1 and words[0] in names.given and words[0] not in names.ordinary
    return given or words[-1] in names.family or words[-1] not in names.ordinary
