"""Which event told before a noun means, if any."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communique.reading.clauses import Agent
from communique.reading.dates import Found
from communique.reading.drafts import LIKE, Draft
from communique.reading.eventstatus import CALLED_OFF
from communique.reading.nearby import city_of, lies_within, towards
from communique.reading.scene import Where
from communique.reading.story import Story
from communique.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Noun:
    """An event noun with what its sentence says of it; `at`, `near` and `end` are tokens of the row.

    `near` is where its "with" or "between" may stand, `end` where its words end. `stated`: its day or place
    is what the sentence says ("their last meeting was in May").
    """

    part: Sequence[Token]
    at: int
    near: int
    end: int
    type: str
    label: str
    named: bool
    ordinal: tuple[int, int, int] | None
    owner: str
    given: Sequence[Agent]
    date: Found | None
    status: str
    where: Where | None
    stated: bool

    @property
    def people(self) -> list[Agent]:
        """Those it was "with", and whoever it was "between"."""
        return [a for a in self.given if a.person or a.lead == "between"]


def known_event(story: Story, noun: Noun) -> Draft | None:
    """The event that was named before, where this mention means it."""
    opener = noun.part[0].cls
    if noun.named:
        return _same_name(story, noun) or (_lead_event(story, noun) if opener == "the" else None)
    if noun.type == "visit" and noun.owner:
        return _same_visit(story, noun)
    head = next(t for t in reversed(noun.part) if t.cls == "eventhead")
    if opener == "the" and head.text[0].isupper() and noun.type == "dialogue" and noun.status == "held":
        return story.drafts.recent(noun.type, "held")
    chaired = story.scene.row[noun.at - 1].entry if noun.at else None
    if opener == "the" and chaired is not None and chaired.value == "chair" and noun.status == "held":
        return story.drafts.recent(noun.type, "held")
    by = [a for a in noun.given if a.lead != "by"]
    if opener == "the" and noun.given and not by and noun.status == "held":
        return same_people(story, {a.key for a in noun.people}, noun.status) or story.drafts.recent(
            noun.type, "held"
        )
    if noun.people or (noun.owner and noun.type != "visit"):
        return same_people(story, {*(a.key for a in noun.people), noun.owner}, noun.status)
    definite = opener in ("the", "date", "poss") or (opener == "his" and not noun.owner)
    if definite and noun.status in CALLED_OFF:
        return _called_off(story, noun)
    if definite and not noun.ordinal and noun.status in ("held", "past"):
        found = story.drafts.recent(noun.type, "past" if _before_this(story, noun.part) else "held")
        return None if found is not None and _other_city(story, noun, found) else found
    return None


def _other_city(story: Story, noun: Noun, draft: Draft) -> bool:
    """ "the Bali conference" is not the one in Oslo."""
    city, told = city_of(story.scene, noun.part), draft.place or draft.city
    return city is not None and told is not None and story.scene.places.key(city) != told[0]


def _before_this(story: Story, part: Sequence[Token]) -> bool:
    """ "the previous summit" is not the one at hand."""
    return any(t.text.lower() in story.scene.lexicon.lists.before_this for t in part)


def _called_off(story: Story, noun: Noun) -> Draft | None:
    """The planned event of that type that is now put off: its status changes."""
    planned = [d for d in story.drafts.live() if d.type == noun.type and d.status == "planned"]
    if planned:
        planned[-1].status = noun.status
    return planned[-1] if planned else None


def same_people(story: Story, keys: Collection[str], status: str) -> Draft | None:
    """The latest event of that status at which all these people, two at least, took part."""
    persons = {k for k in keys if k.startswith("person:")}
    for draft in story.drafts.latest():
        same = persons <= draft.people() and draft.status == status and draft.type != "visit"
        if len(persons) >= 2 and same:
            return draft
    return None


def _same_name(story: Story, noun: Noun) -> Draft | None:
    same = story.drafts.named_like(noun.label, noun.ordinal[0] if noun.ordinal else 0)
    other_time = any(t.cls in ("past", "planned") for t in noun.part) or noun.date is not None
    if same is not None and noun.where and same.place and noun.where[0] != same.place[0]:
        other_time = True
    return None if same is not None and same.status != noun.status and other_time else same


def _same_visit(story: Story, noun: Noun) -> Draft | None:
    """An earlier visit of the same person, unless to other places."""
    there = {p[0] for p in towards(story.scene, noun.at + 1, noun.end)}
    for draft in story.drafts.latest():
        if draft.type != "visit" or noun.owner not in draft.people() or draft.status != noun.status:
            continue
        if not (there and draft.places) or there & {p[0] for p in draft.places}:
            return draft
        if all(lies_within(story.scene, key, draft.places) for key in there):
            return draft
    return None


def _lead_event(story: Story, noun: Noun) -> Draft | None:
    """ "a two-day meeting in X" of the first sentence, named only later."""
    live = [d for d in story.drafts.live()[:1] if not d.named and not d.people() and d.rule == "event_noun"]
    return next((d for d in live if d.status == noun.status and noun.type in LIKE.get(d.type, ())), None)
