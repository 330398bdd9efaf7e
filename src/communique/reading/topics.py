"""What was discussed: the words after "focused on", "discussed", "topics included", and the regions there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.reading.story import Story

LIMIT = 40
STOPS = frozenset(("which", "semicolon", "be", "verb", "stop", "who", "speech"))


@dataclass(frozen=True, slots=True)
class Matter:
    """One topic: its words, the event's key ("" where none), and the regions and states named."""

    start: int
    end: int
    event: str
    regions: tuple[tuple[str, int, int], ...]


def matters(story: Story) -> Iterator[Matter]:
    """Every topic of the document, in order."""
    scene = story.scene
    for first, last in scene.sentences:
        current = (
            next((story.at[i] for i in range(first, last) if i in story.at), None) or story.drafts.main()
        )
        at = first
        while at < last:
            if scene.row[at].cls not in ("discuss",) and not _discussing(story, at):
                at += 1
                continue
            end = at + 1
            while end < last and end - at < LIMIT and scene.row[end].cls not in STOPS:
                end += 1
            yield from _split(story, at + 1, end, current.key if current else "")
            at = end


def _discussing(story: Story, at: int) -> bool:
    token = story.scene.row[at]
    return token.cls == "verb" and token.entry is not None and token.entry.value == "discuss"


def _split(story: Story, first: int, last: int, event: str) -> Iterator[Matter]:
    """Topics are parted by commas and by the last "and" of a list; a plain phrase is one topic."""
    row = story.scene.row
    start = first
    commas = [i for i in range(first, last) if row[i].cls == "comma"]
    if not commas:
        yield from _matter(story, first, last, event)
        return
    for at in range(first, last + 1):
        if at == last or row[at].cls == "comma":
            yield from _matter(story, start, at, event)
            start = at + 1


def _matter(story: Story, first: int, last: int, event: str) -> Iterator[Matter]:
    row = story.scene.row
    while first < last and row[first].cls in ("and", "the", "on", "including", "comma", "a", "his", "of"):
        first += 1
    while last > first and row[last - 1].cls in ("and", "comma", "unquote"):
        last -= 1
    words = [t for t in row[first:last] if t.cls not in ("official",)]
    if last - first < 1 or not any(len(t.text) > 3 for t in words) or len(words) < last - first:
        return
    regions = tuple(
        (story.scene.places.key(t), t.start, t.end)
        for t in row[first:last]
        if t.cls in ("region", "state", "place")
    )
    yield Matter(row[first].start, row[last - 1].end, event, regions)
