"""Words that are not what they look like, as what stands beside them tells."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.lexicon import Entry, Lexicon
from communique.reading.tokens import Token, join

# What may stand between the number of a committee and its last word.
BODY_WORDS = frozenset(
    "cap portfolio acronym body state demonym region hyphen dash eventadjective general".split()
)
LONGEST_NAME = 9


def countries(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """In "the two states" the last word is no verb of saying."""
    numbers, counted = lexicon.numbers, lexicon.lists.counted
    for at, token in enumerate(row[1:], 1):
        if token.cls == "speech" and token.text.lower() == "states":
            before = row[at - 1]
            if before.cls in ("the", "number", "other") or before.text.lower() in counted | numbers.keys():
                row[at] = token._replace(cls="word", entry=None)
    return row


def numbered(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """ "their 16th Cooperation Committee", "the 30th Ministerial Council": what is numbered is a meeting."""
    meeting = lexicon.lower.get("meeting")
    for at in range(1, len(row)):
        numbered_so = row[at].cls in ("bodyhead", "body")
        if not numbered_so or row[at].text.rsplit(" ", 1)[-1] not in lexicon.lists.committees:
            continue
        first = at - 1
        while first > max(0, at - LONGEST_NAME) and row[first].cls in BODY_WORDS:
            first -= 1
        several = at - first > 1 or " " in row[at].text
        after = row[at + 1].cls if at + 1 < len(row) else "stop"
        named = any(t.cls == "eventhead" for t in row[at + 1 : at + 4])
        if (
            row[first].cls == "ordinal"
            and not named
            and several
            and after not in BODY_WORDS
            and after != "of"
        ):
            row[at] = row[at]._replace(cls="eventhead", entry=meeting)
    return row


def to_come(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """In "will today host A" and "will on Friday travel to X" the day parts the two words of the verb."""
    days = [
        i for i in range(1, len(row) - 2) if row[i].cls == "date" and row[i + 1].cls in ("word", "eventhead")
    ]
    for day in reversed(days):
        will = day - 1 - (row[day - 1].cls == "on")
        entry, size = _verb(row, day + 1, lexicon)
        if row[will].cls == "will" and entry is not None:
            last = row[day + size]
            text = f"{row[will].text} {join(row[day + 1 : day + size + 1])}"
            verb = Token(row[day + 1].start, last.end, "verb", text, entry)
            row = [*row[: day + 1], verb, *row[day + size + 1 :]]
    return row


def _verb(row: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Entry | None, int]:
    """The verb that a word is, or one with "to" or "on", by its form in -s; and of how many tokens."""
    word = row[at].text.lower()
    entry = lexicon.lower.get(f"{word}s")
    if entry is not None and entry.cls == "verb":
        return entry, 1
    phrase = f"{word}s {row[at + 1].text.lower()}"
    found = (e for a, b, e in lexicon.phrases.find(phrase) if (a, b) == (0, len(phrase)) and e.cls == "verb")
    return next(found, None), 2
