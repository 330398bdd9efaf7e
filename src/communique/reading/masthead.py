"""Who issued a document and where: the places of its dateline, the body of its masthead."""

from __future__ import annotations

import regex

from communique.model import Proof, Reference, Text
from communique.reading.header import HEAD_BLOCKS
from communique.reading.scene import Scene

BRACKETS = regex.compile(r"\((?P<body>[^)\n]{4,80})\)")


def dateline_places(scene: Scene, line: Text | None) -> list[Reference]:
    """The places that the dateline names."""
    if line is None:
        return []
    span = line.proof.spans[0]
    found = []
    words = line.value.title() if line.value.isupper() or line.value.split(",")[0].isupper() else line.value
    shift = _shift(scene, span.start)
    for start, end, entry in scene.lexicon.names.find(words.replace("-", " ")):
        if entry.cls in ("place", "state", "region"):
            key = scene.places.add(entry.name, entry.value, shift + start, shift + end, entry.name)
            found.append(
                Reference(key, Proof((scene.view.span(shift + start, shift + end),), rule="dateline"))
            )
    return found


def _shift(scene: Scene, offset: int) -> int:
    """The view offset of a source offset."""
    low, high = 0, len(scene.view.offsets)
    while low < high:
        middle = (low + high) // 2
        if scene.view.offsets[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


def publisher(scene: Scene) -> Reference | None:
    """The body whose name is a headline of its own, or stands in brackets in the dateline."""
    for block in scene.view.blocks[:HEAD_BLOCKS]:
        text = scene.view.text[block.start : block.end]
        if block.kind == "heading" and len(text) < 90:
            found = _whole(scene, text, block.start)
        else:
            match = BRACKETS.search(text[:120])
            found = _whole(scene, match.group("body"), block.start + match.start("body")) if match else None
        if found is not None:
            return found
    return None


def _whole(scene: Scene, text: str, start: int) -> Reference | None:
    entry = scene.lexicon.folded.get(text.strip(" .:").lower().replace("-", " "))
    if entry is None:
        return None
    end = start + len(text.rstrip())
    key = scene.bodies.add(entry.name, entry.value, start, end, text.strip())
    return Reference(key, Proof((scene.view.span(start, end),), rule="masthead"))
