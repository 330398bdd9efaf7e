"""Events told without their noun: "the next one will take place in Oslo", "the first was held in 2017"."""

from __future__ import annotations

from communique.reading.clause import Clause, status_of
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.scene import Where
from communique.reading.story import Story
from communique.reading.tokens import Token

STANDING = frozenset(("the", "a", "his", "ordinal", "planned", "past", "other"))
TELLING = frozenset(("ordinal", "planned", "past"))


def elliptic(story: Story, clause: Clause, date: Found | None, place: Where | None) -> Draft | None:
    """The event that "the next one" stands for: of the type of the one at hand, None where there is none."""
    words = _standing(story, clause)
    kind = story.current
    if kind is None or not words or not (date or place):
        return None
    classes = {t.cls for t in words}
    status = status_of(story, clause, date)
    if "past" in classes and status == "held":
        status = "past"
    draft = story.drafts.new(
        kind.type, _plain(story, kind.label), status, words[0].start, words[-1].end, "occur"
    )
    number = next((t for t in words if t.cls == "ordinal" and t.entry), None)
    if number is not None and number.entry is not None:
        draft.ordinal = (int(number.entry.value), number.start, number.end)
    draft.named = kind.named
    draft.date, draft.place = date, place
    story.at[clause.at] = draft
    return draft


def _plain(story: Story, label: str) -> str:
    """The name without the words that tell one event of a series from another."""
    words = label.split()
    while len(words) > 1 and words[0].lower() in story.scene.lexicon.lists.event_small:
        del words[0]
    return " ".join(words)


def _standing(story: Story, clause: Clause) -> list[Token]:
    """The words before the verb, where they stand for an event: an article with "next", "first" or "last"."""
    row = story.scene.row
    first = next(
        (i + 1 for i in range(clause.at - 1, clause.first, -1) if row[i].cls == "semicolon"), clause.first
    )
    words = [t for t in row[first : clause.at] if t.cls not in ("will", "be", "comma", "date", "in")]
    if not words or words[0].cls not in ("the", "a", "his") or any(t.cls not in STANDING for t in words):
        return []
    return words if any(t.cls in TELLING for t in words) else []
