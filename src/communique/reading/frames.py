"""The frames of `mappings/frames.yaml`: what each verb says of an event and its agents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from communique.reading.yamlfile import Item, entries

KEYS = {
    "verb",
    "forms",
    "event",
    "subject",
    "object",
    "with",
    "place",
    "deferred",
    "occurs",
    "hosts",
    "adjacent",
    "crowd",
    "noun",
    "example",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb: the event it makes and the roles of those before and after it."""

    verb: str
    event: str
    subject: str
    object: str
    leads: frozenset[str]
    place: bool
    deferred: bool
    occurs: bool
    hosts: bool
    adjacent: bool
    crowd: bool
    noun: bool
    example: str


@lru_cache(maxsize=4)
def frames(mappings: Path) -> Mapping[str, Frame]:
    """Frames by verb. Raises MappingError naming file and line."""
    return {
        item.text("verb"): _frame(item) for _, item in entries(mappings / "frames.yaml", {"frames"}, KEYS)
    }


def forms(mappings: Path) -> list[tuple[str, str]]:
    """(form, verb) of every wording of every verb."""
    return [
        (form, item.text("verb"))
        for _, item in entries(mappings / "frames.yaml", {"frames"}, KEYS)
        for form in item.texts("forms")
    ]


def _frame(item: Item) -> Frame:
    return Frame(
        item.text("verb"),
        item.text("event"),
        item.text("subject"),
        item.text("object"),
        frozenset(item.texts("with")),
        item.text("place") == "true",
        item.text("deferred") == "true",
        item.text("occurs") == "true",
        item.text("hosts") == "true",
        item.text("adjacent") == "true",
        item.text("crowd") == "true",
        item.text("noun") == "true",
        item.text("example"),
    )
