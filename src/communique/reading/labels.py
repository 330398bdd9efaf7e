"""What an event without a name of its own is called."""

from __future__ import annotations

from communique.reading.drafts import Draft
from communique.reading.story import Story

NOUNS = {
    "meeting": "Meeting",
    "call": "Call",
    "dialogue": "Dialogue",
    "briefing": "Briefing",
    "summit": "Summit",
    "conference": "Conference",
    "visit": "Visit",
    "signing": "Signing",
    "other": "Event",
}


def label(story: Story, draft: Draft) -> str:
    """The name in the text, or one made of type, people and place ("Meeting between A and B")."""
    if draft.named or draft.type == "signing":
        return draft.label
    if draft.ordinal and draft.label and draft.type != "visit":
        return draft.label
    if draft.rule == "crowd" and draft.label and _chaired(draft):
        return draft.label[0].upper() + draft.label[1:]
    names = _names(story, draft)
    noun = NOUNS.get(draft.type, "Meeting")
    if draft.type == "visit":
        where = _where(story, draft)
        return noun + (f" by {names[0]}" if names else "") + (f" to {where}" if where else "")
    if draft.type == "briefing" and len(names) > 1:
        return f"{noun} of the {names[-1]}" if _of_body(draft) else f"{noun} with {_and(names)}"
    if len(names) == 1 and draft.label:
        return draft.label[0].upper() + draft.label[1:]
    if len(names) > 1:
        return f"{noun} between {_and(names)}"
    return f"{noun} with {names[0]}" if names else (draft.label or noun)


def _chaired(draft: Draft) -> bool:
    """Whether a body met, and people are known only as its chair."""
    bodies = [k for k in draft.roles if not k.startswith("person:")]
    return len(bodies) == 1 and all(r.role == "chair" for k, r in draft.roles.items() if k not in bodies)


def _of_body(draft: Draft) -> bool:
    """Whether the one told last is a body, not a person."""
    return not [*draft.roles, *(k for k in draft.parties if k not in draft.roles)][-1].startswith("person:")


def _and(names: list[str]) -> str:
    shown = names if len(names) <= 6 else [*names[:5], "others"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _names(story: Story, draft: Draft) -> list[str]:
    keys = [*draft.roles, *(k for k in draft.parties if k not in draft.roles)]
    found = [_name(story, key) for key in keys]
    return [n for n in found if n]


def _name(story: Story, key: str) -> str:
    """The name of a person, whose key is their number, or of a body."""
    kind, _, number = key.partition(":")
    if kind == "person":
        return story.scene.people.humans[int(number) - 1].name
    return next((t.name for t in story.scene.bodies.all() if t.key == key), "")


def _where(story: Story, draft: Draft) -> str:
    names = {t.key: t.name for t in story.scene.places.all()}
    return " and ".join(dict.fromkeys(names[p[0]] for p in draft.places)) or (
        names[draft.place[0]] if draft.place else ""
    )
