"""Titles that a text prints in small letters: "prime minister A", "the foreign minister of Norway, B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.reading.lexicon import Entry, Lexicon
from communique.reading.names import fold
from communique.reading.tokens import Token, starting
from communique.reading.view import View

TIME = frozenset(("number", "date"))  # "3 PM"
PLAIN = frozenset(("word", "group", "acronym"))
BEFORE = frozenset(("portfolio", "deputy", "head", "general"))
ADDRESS = frozenset(("honorific", "rank", "envoy"))
WHOSE = frozenset(("state", "body", "region", "place", "demonym"))
BETWEEN = WHOSE | {"the", "of", "for", "and"}
LONGEST_TITLE = 5
LONGEST_TAIL = 9


def small_titles(row: list[Token], view: View, lexicon: Lexicon) -> list[Token]:
    """The row with the words of such titles as if in capitals, where a name says whose they are."""
    heads = lexicon.lists.small_heads
    every = heads | lexicon.lists.small_seconds
    for start in sorted(found for head in heads for found in _found(view.text, head)):
        at = starting(row, start + 1) - 1
        if row[at].text in every and row[at].cls in PLAIN and at + 1 < len(row):
            _raise(row, at, lexicon)
    return row


def _found(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text; this is how most texts are passed over at little cost."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _raise(row: list[Token], at: int, lexicon: Lexicon) -> None:
    first = at
    while at - first < LONGEST_TITLE and _part(row[first - 1], lexicon, BEFORE) is not None:
        first -= 1
    entry = _head(row[at].text, lexicon)
    if entry is None or row[at - 1].cls in TIME:
        return
    tail = list(_tail(row, at, lexicon))
    long = at > first or bool(tail) or row[first - 1].cls in (*WHOSE, "poss")
    long = long and row[at].text in lexicon.lists.small_sure
    if entry.cls == "heads" and row[at + 1].cls == "comma":
        return
    if not _before_name(row, at, lexicon, long=long) and not _after_name(row, first, lexicon):
        return
    for spot in (*range(first, at), *tail):
        known = _part(row[spot], lexicon, BEFORE)
        row[spot] = row[spot]._replace(cls=known.cls, entry=known) if known else row[spot]
    row[at] = row[at]._replace(cls=entry.cls, entry=entry)


def _head(word: str, lexicon: Lexicon) -> Entry | None:
    """The head of a title that a word in small letters is ("vice-president"), or an abbreviation."""
    if word.isupper():
        return Entry("head", word, word)
    first, _, last = word.partition("-")
    return lexicon.exact.get((last if last and last != "general" else first).capitalize())


def _part(token: Token, lexicon: Lexicon, classes: frozenset[str]) -> Entry | None:
    """What a word in small letters is in a title in capitals, where it is of one of the classes."""
    known = lexicon.exact.get(token.text.capitalize()) if token.text.islower() else None
    return known if known is not None and known.cls in classes else None


def _tail(row: Sequence[Token], at: int, lexicon: Lexicon) -> Iterator[int]:
    """The words of "of foreign affairs", "for trade and investment", "general" after the head of a title."""
    if row[at + 1].text == "general":
        yield at + 1
    elif row[at + 1].cls in ("of", "for"):
        for spot in range(at + 2, min(len(row), at + LONGEST_TAIL)):
            if _part(row[spot], lexicon, BEFORE) is not None:
                yield spot
            elif row[spot].cls not in ("the", "and"):
                return


def _before_name(row: Sequence[Token], at: int, lexicon: Lexicon, *, long: bool) -> bool:
    """Whether a name follows the title, or after a comma the title with its state."""
    end = at + 1
    while end < min(len(row) - 2, at + LONGEST_TAIL) and (
        row[end].cls in BETWEEN or _part(row[end], lexicon, BEFORE)
    ):
        end += 1
    apart = row[end].cls == "comma"
    end += apart
    addressed = row[end].cls in ADDRESS
    while end < len(row) - 2 and row[end].cls in ADDRESS:
        end += 1
    return addressed or _full_name(row, end, lexicon) or (long and not apart and _name(row, end, lexicon))


def _full_name(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A given name with another word of a name."""
    given = at + 1 < len(row) and row[at].cls == "cap" and fold(row[at].text) in lexicon.name_words.given
    return given and row[at + 1].cls in ("cap", "particle", "initial")


def _name(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A word with a capital that is no ordinary one."""
    return at < len(row) and row[at].cls == "cap" and fold(row[at].text) not in lexicon.name_words.ordinary


def _after_name(row: Sequence[Token], first: int, lexicon: Lexicon) -> bool:
    """Whether the title follows a name: "A, the Norwegian foreign minister", "A, Norway's president"."""
    at = first - 1
    while at > 2 and (row[at].cls in WHOSE or row[at].cls in ("poss", "the")):
        at -= 1
    if at < 2 or row[at].cls != "comma":
        return False
    start = at - 1
    while start > max(0, at - 4) and row[start - 1].cls in ("cap", "particle", "initial"):
        start -= 1
    return at - start > 1 and _full_name(row, start, lexicon)
