"""Sums that somebody provides, pledges or announces: "$28 million for food security assistance"."""

from __future__ import annotations

from communique.reading.deeds import Deed
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token

STOPS = frozenset(("comma", "stop", "which", "semicolon", "verb", "instrumentverb", "lparen", "break"))
OPENERS = frozenset(("in", "for", "to", "word", "of", "over"))
GIVEN = frozenset(("provide", "provided", "providing", "contribute", "contributed", "contributing", "pledged", "pledge",
                   "commit", "committed", "give", "gave", "allocate", "allocated", "grant", "granted", "donate", "donated",
                   "invest", "invested", "spend", "commitment", "contribution", "support", "funding", "assistance", "announced",
                   "announce", "announcing"))  # fmt: skip


def grants(story: Story, deeds: list[Deed], first: int, last: int) -> list[Deed]:
    """The sums of one sentence that are given to somebody or for something, as contributions."""
    scene = story.scene
    found = []
    for at in range(first, last):
        token = scene.row[at]
        if token.cls != "money" or any(d.start <= token.start < d.end for d in deeds):
            continue
        deed = _package(scene, at, first, len(deeds)) or _grant(scene, at, first, last, len(deeds))
        if deed is not None:
            _sides(scene, deed, at, first, last)
            deeds.append(deed)
            found.append(deed)
    return found


def _grant(scene: Scene, at: int, first: int, last: int, number: int) -> Deed | None:
    verb = next(
        (
            t
            for t in scene.row[max(first, at - 14) : at]
            if t.cls == "instrumentverb" or t.text.lower() in GIVEN
        ),
        None,
    )
    after = scene.row[at + 1] if at + 1 < last else None
    if verb is None or after is None or (after.cls not in OPENERS and after.text.lower() != "towards"):
        return None
    end = at + 1
    while end < last and end < at + 14 and scene.row[end].cls not in STOPS:
        end += 1
    start, finish = scene.row[at].start, scene.row[end - 1].end
    deed = Deed(
        f"instrument:{number + 1}",
        scene.text(start, finish),
        "contribution",
        "agreement",
        "announced",
        start,
        finish,
    )
    deed.money = scene.sums[start]
    return deed


def _package(scene: Scene, at: int, first: int, number: int) -> Deed | None:
    """ "an initial support package of up to $1 million"."""
    head = next(
        (i for i in range(at - 1, max(first, at - 5), -1) if scene.row[i].cls == "instrumenthead"), None
    )
    if head is None or scene.row[head].entry is None or scene.row[head].entry.value != "contribution":  # type: ignore[union-attr]
        return None
    start = head
    while (
        start > first
        and scene.row[start - 1].cls in ("word", "eventadjective", "ordinal", "portfolio")
        and head - start < 4
    ):
        start -= 1
    begin, finish = scene.row[start].start, scene.row[at].end
    deed = Deed(
        f"instrument:{number + 1}",
        scene.text(begin, finish),
        "contribution",
        "agreement",
        "announced",
        begin,
        finish,
    )
    deed.money = scene.sums[scene.row[at].start]
    return deed


def _sides(scene: Scene, deed: Deed, at: int, first: int, last: int) -> None:
    """The giver before the sum, and the first body or state that it goes to."""
    giver = _giver(scene, at, first)
    taker = _taker(scene, at, last, deed.end)
    for token in (giver, taker):
        if token is not None:
            deed.parties.setdefault(scene.bodies.key(token), (token.start, token.end))


def _giver(scene: Scene, at: int, first: int) -> Token | None:
    before = [t for t in scene.row[first:at] if t.cls in ("body", "state")]
    return before[-1] if before else None


def _taker(scene: Scene, at: int, last: int, end: int) -> Token | None:
    led = False
    for token in scene.row[at + 1 : last]:
        if token.start >= end:
            return None
        led = led or token.cls in ("to", "for") or token.text.lower() in ("towards", "help", "support")
        if led and token.cls in ("body", "state", "demonym"):
            return token
    return None
