"""The state of reading events through one document."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.reading.calendar import day
from communique.reading.drafts import Draft, Drafts
from communique.reading.people import Human
from communique.reading.scene import Scene


@dataclass(slots=True)
class Story:
    """The state of reading events through one document."""

    scene: Scene
    drafts: Drafts
    published: str
    subject: list[str] = field(default_factory=list)
    author: Human | None = None
    title_type: str = ""
    title: Draft | None = None
    title_places: list[tuple[str, int, int]] = field(default_factory=list)
    current: Draft | None = None
    after: dict[int, Draft] = field(default_factory=dict)
    first: list[str] = field(default_factory=list)
    homes: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    at: dict[int, Draft] = field(default_factory=dict)
    heldout: set[int] = field(default_factory=set)


def by_date(published: str, start: str) -> str:
    """Held, past or planned, judged by the date alone: a fortnight back is past."""
    if not published or not start or start.startswith("--"):
        return "held"
    base, when = day(published), day(start)
    if base is not None and when is not None:
        gap = (when - base).days
        return "planned" if gap > 3 else "past" if gap < -21 else "held"
    same = published[: len(start)]
    return "held" if start == same else "planned" if start > same else "past"
