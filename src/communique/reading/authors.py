"""The author of a release in the first person, from its front matter."""

from __future__ import annotations

from collections.abc import Collection

import regex

from communique.model import Document, Metadata
from communique.reading.names import fold
from communique.reading.people import Human
from communique.reading.scene import Scene

SURNAME_FIRST = regex.compile(r"(?P<last>\p{Lu}[\p{L}'\- ]+), (?P<first>\p{Lu}[\p{L}'\-. ]+)")
AUTHOR_KEYS = ("creators", "creator", "author", "authors", "byline")
POST_KEYS = ("source", "role", "office")


def author(document: Document, scene: Scene) -> Human | None:
    """Who says "I": the one person in the front matter's creators, given a post by its source."""
    named = [m for m in document.metadata if m.name.lower().split("[")[0].split(".")[0] in AUTHOR_KEYS]
    people = [(m, match) for m in named for match in SURNAME_FIRST.finditer(m.value)]
    if not people:
        return _alone(scene)
    for entry, match in people:
        _enter(document, scene, entry, f"{match.group('first')} {match.group('last')}", len(people) == 1)
    return scene.people.fitting(
        scene.people.words(f"{people[0][1].group('first')} {people[0][1].group('last')}")
    )


def _alone(scene: Scene) -> Human | None:
    """Without front matter, a sole official of the headings is the author."""
    heads = [b for b in scene.view.blocks if b.kind == "heading"]
    keys = {
        t.entry.value
        for t in scene.row
        if t.cls == "official" and t.entry and any(b.start <= t.start < b.end for b in heads)
    }
    return next((h for h in scene.people.humans if h.key in keys), None) if len(keys) == 1 else None


def _enter(document: Document, scene: Scene, entry: Metadata, name: str, sole: bool) -> None:
    words = scene.people.words(name)
    human = scene.people.fitting(words)
    if human is None and not (sole and _first_person(scene)):
        return
    if human is None:
        human = Human(f"person:{len(scene.people.humans) + 1}", words, name)
        scene.people.add(human)
    if len(words) > len(human.words):
        scene.people.rename(human, words, name)
    human.written.setdefault(name, entry.span)
    source = next((m for m in document.metadata if m.name.lower() in POST_KEYS and m.value.strip()), None)
    if sole and source is not None and _is_post(scene, source.value):
        human.office = (_titled(source.value, scene.lexicon.lists.small), source.span)


def _first_person(scene: Scene) -> bool:
    return any(t.cls == "i" for t in scene.row)


def _is_post(scene: Scene, value: str) -> bool:
    heads = {fold(w) for w, e in scene.lexicon.exact.items() if e.cls in ("head", "surname_head", "envoy")}
    return any(fold(word) in heads for word in value.split())


def _titled(value: str, small: Collection[str]) -> str:
    """ "MINISTER FOR FOREIGN AFFAIRS" as it would be printed in a sentence."""
    if not value.isupper():
        return value.strip()
    return " ".join(w.lower() if w.lower() in small else w.capitalize() for w in value.split())
