"""The state of reading events through one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.reading.calendar import day
from communique.reading.drafts import Draft, Drafts
from communique.reading.people import Human
from communique.reading.scene import Scene, Where


@dataclass(frozen=True, slots=True)
class Act:
    """A verb as its frame was read: view offsets, keys of who did it, and (lead, key) of those after."""

    start: int
    end: int
    verb: str
    subject: Sequence[str]
    after: Sequence[tuple[str, str]]
    denied: bool


@dataclass(slots=True)
class Story:
    """The state of reading events through one document.

    `crowd` is the event of people without names that was told last, while "they" still means those.
    """

    scene: Scene
    drafts: Drafts
    published: str
    subject: list[str] = field(default_factory=list)
    author: Human | None = None
    title_type: str = ""
    title: Draft | None = None
    listing: Draft | None = None
    title_places: list[Where] = field(default_factory=list)
    current: Draft | None = None
    crowd: Draft | None = None
    after: dict[int, Draft] = field(default_factory=dict)
    first: list[str] = field(default_factory=list)
    homes: dict[str, Where] = field(default_factory=dict)
    at: dict[int, Draft] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)

    def latest(self, before: int, first: int) -> Draft | None:
        """The event of the last token before `before`, none earlier than `first`, that has one."""
        return next((self.at[i] for i in range(before - 1, first - 1, -1) if i in self.at), None)

    def at_hand(self, first: int) -> Draft | None:
        """The held event that the text is at after the sentence of token `first`, else its main one."""
        known = [start for start in self.after if start <= first]
        draft = self.after[max(known)] if known else None
        return draft if draft is not None and not draft.dropped else self.drafts.main()


def by_date(published: str, start: str, *, week: bool = False) -> str:
    """Held, past or planned, judged by the date alone: a fortnight back is past, last `week` is not."""
    if not published or not start or start.startswith("--"):
        return "held"
    base, when = day(published), day(start)
    if base is not None and when is not None:
        gap = (when - base).days
        return "planned" if gap > 3 else "past" if gap < -21 else "held"
    same = published[: len(start)]
    return "held" if start == same or (week and start < same) else "planned" if start > same else "past"
