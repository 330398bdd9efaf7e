"""Sums that somebody provides, pledges or announces: "$28 million for food security assistance"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from communique.reading.deeds import Deed
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token

STOPS = frozenset(
    ("comma", "stop", "which", "semicolon", "verb", "instrumentverb", "lparen", "break", "dash", "be", "will")
)
OPENERS = frozenset(("in", "for", "to", "word", "of", "over"))
LED = frozenset("in at to for from with and".split())
LEAST = 1000
BEFORE_PACKAGE = frozenset(("word", "eventadjective", "ordinal", "portfolio"))


def grants(story: Story, deeds: list[Deed], first: int, last: int) -> list[Deed]:
    """The sums of one sentence that are given to somebody or for something, as contributions."""
    scene = story.scene
    found = []
    for at in range(first, last):
        token = scene.row[at]
        if (
            token.cls != "money"
            or _small(scene, token)
            or any(d.start <= token.start < d.end or _has(d, token) for d in deeds)
        ):
            continue
        reach = _package(scene.row, at, first) or _grant(scene, at, first, last)
        if reach is not None:
            deed = _deed(scene, at, reach, len(deeds))
            _sides(scene, deed, at, first, last)
            deeds.append(deed)
            found.append(deed)
    return found


def _small(scene: Scene, token: Token) -> bool:
    """A price or a slip of reading ("$11.7 milli on"), no contribution."""
    return Decimal(scene.sums[token.start].amount) < LEAST


def _has(deed: Deed, token: Token) -> bool:
    return deed.money is not None and deed.money.begin == token.start


def _deed(scene: Scene, at: int, reach: tuple[int, int], number: int) -> Deed:
    """The contribution of the sum at token `at`, told from token to token of `reach`."""
    start, end = scene.row[reach[0]].start, scene.row[reach[1]].end
    key, label = f"instrument:{number + 1}", scene.text(start, end)
    deed = Deed(key, label, "contribution", "agreement", "announced", start, end)
    deed.money = scene.sums[scene.row[at].start]
    return deed


def _grant(scene: Scene, at: int, first: int, last: int) -> tuple[int, int] | None:
    """ "provided $5 million for clean water": from the sum to the end of its purpose."""
    row, lists = scene.row, scene.lexicon.lists
    before = row[max(first, at - 14) : at]
    if at + 1 >= last or not any(t.cls == "instrumentverb" or t.text.lower() in lists.given for t in before):
        return None
    if row[at + 1].cls not in OPENERS and row[at + 1].text.lower() not in lists.toward:
        return None
    limit = min(last, at + 14)
    end = next((i for i in range(at + 1, limit) if row[i].cls in STOPS), limit)
    return at, end - 1


def _package(row: Sequence[Token], at: int, first: int) -> tuple[int, int] | None:
    """ "an initial support package of up to $1 million": from its adjectives to the sum."""
    reach = range(at - 1, max(first, at - 5), -1)
    head = next((i for i in reach if row[i].cls == "instrumenthead"), None)
    entry = row[head].entry if head is not None else None
    if head is None or entry is None or entry.value != "contribution":
        return None
    start = head
    while start > max(first, head - 4) and row[start - 1].cls in BEFORE_PACKAGE:
        start -= 1
    return start, at


def _sides(scene: Scene, deed: Deed, at: int, first: int, last: int) -> None:
    """The giver before the sum, and the first body or state that it goes to."""
    for token in (_giver(scene.row, at, first), _taker(scene, at, last, deed.end)):
        if token is not None:
            deed.parties.setdefault(scene.bodies.key(token), (token.start, token.end))


def _giver(row: Sequence[Token], at: int, first: int) -> Token | None:
    before = [
        i for i in range(first, at) if row[i].cls in ("body", "state") and not _elsewhere(row, i, first)
    ]
    return row[before[-1]] if before else None


def _elsewhere(row: Sequence[Token], at: int, first: int) -> bool:
    """ "in Niger", "refugees from Mali": a place or an origin, not who gives."""
    lead = at - 1 - (row[at - 1].cls == "the")
    return lead >= first and row[lead].cls in LED


def _taker(scene: Scene, at: int, last: int, end: int) -> Token | None:
    led = False
    for token in scene.row[at + 1 : last]:
        if token.start >= end:
            return None
        led = led or token.cls in ("to", "for") or token.text.lower() in scene.lexicon.lists.benefit
        if led and token.cls in ("body", "state", "demonym"):
            return token
    return None
