"""Bodies and places that a pattern names ("Ministry of Finance", "Lake Taupo"), each made one token."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from communique.reading.lexicon import Entry, Lexicon
from communique.reading.names import fold
from communique.reading.tokens import Token, join

PLACES = ("placename", "townname", "strangetown")


def merge_bodies(row: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The row with every body that is named by pattern ("Ministry of Finance") made one token."""
    rule = lexicon.grammar.rules["bodyname"].pattern
    merged: list[Token] = []
    at = 0
    for match in rule.finditer(lexicon.grammar.tags(row)):
        first, last = _own_words(row, *match.span(), lexicon)
        if last - first < 2:
            continue
        merged += row[at:first]
        merged.append(body_of(row[first:last]))
        at = last
    return _told_bodies(merged + list(row[at:]), lexicon)


def _own_words(row: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """The body without the person before "and" or the beginning of a title: "Vice President A and Treasury |
    Cabinet Secretary B"."""
    part = row[first:last]
    named = any(
        a.cls == "head" and b.cls == c.cls == "cap" for a, b, c in zip(part, part[1:], part[2:], strict=False)
    )
    if named:
        first = next((i + 1 for i in range(last - 1, first, -1) if row[i].cls == "and"), first)
    titled = last < len(row) and row[last].cls == "head" and row[last - 1].text in lexicon.lists.of_title
    return first, last - titled


def _told_bodies(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """The row with every name that follows a word for its kind ("the charity Clear Water") made a body."""
    kinds = lexicon.lists.body_kinds
    starts = [i for i, t in enumerate(row) if t.cls == "cap" and i and _kind(row, i, kinds)]
    for first in reversed(starts):
        last = first + 1
        while last < len(row) and row[last].cls in ("cap", "portfolio", "bodyhead", "acronym"):
            last += 1
        row = [*row[:first], body_of(row[first:last]), *row[last:]]
    return row


def _kind(row: Sequence[Token], at: int, kinds: Collection[str]) -> bool:
    """Whether the word or two words before a token say what kind of body it is."""
    word = row[at - 1].text.lower()
    return word in kinds or (at > 1 and f"{row[at - 2].text.lower()} {word}" in kinds)


def merge_places(row: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The row with every place named by pattern ("Lake Taupo", "in Tabubil on Monday") made one token."""
    tags = lexicon.grammar.tags(row)
    for name in PLACES:
        found = _merged_places(row, tags, lexicon, name)
        if found is not None:
            row, tags = found, lexicon.grammar.tags(found)
    return list(row)


def _merged_places(row: Sequence[Token], tags: str, lexicon: Lexicon, name: str) -> list[Token] | None:
    """The row with what the rule finds merged, nothing where it finds nothing."""
    matches = list(lexicon.grammar.rules[name].pattern.finditer(tags))
    if not matches:
        return None
    merged: list[Token] = []
    at = 0
    for match in matches:
        first, last = match.span()
        if name != "placename" and _no_town(row[first:last], lexicon):
            continue
        text = join(row[first:last])
        entry = Entry("place", text, "", "pattern")
        merged += row[at:first]
        merged.append(Token(row[first].start, row[last - 1].end, "place", text, entry))
        at = last
    return merged + list(row[at:])


def _no_town(part: Sequence[Token], lexicon: Lexicon) -> bool:
    """Ordinary words and people's names are no towns: "in Parliament", "confidence in Jane"."""
    names = lexicon.name_words
    folded = [fold(t.text) for t in part]
    like_town = len(folded) > 1 and folded[-1] in lexicon.lists.town_end
    return folded[0] in names.given or (not like_town and any(w in names.ordinary for w in folded))


def body_of(part: Sequence[Token]) -> Token:
    """A stretch of tokens as one body, with the body or state that its name names."""
    text = join(part)
    home = next((t.entry.value for t in part if t.entry and t.cls in ("state", "demonym", "body")), "")
    return Token(part[0].start, part[-1].end, "body", text, Entry("body", text, "", "pattern", home))
