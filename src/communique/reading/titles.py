"""The event that a headline names, and how it becomes one with what the text tells."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clauses import agents
from communique.reading.drafts import Draft
from communique.reading.eventname import named, of_things, ordinal_of, parties_of, words_of_event
from communique.reading.nearby import destinations
from communique.reading.story import Story
from communique.reading.tokens import Token

TOLD = frozenset(("meeting", "call", "dialogue", "summit", "conference"))


def title_event(story: Story, headings: Sequence[tuple[int, int]]) -> None:
    """The event that the headline names: its type settles what "spoke with" means, its name is kept."""
    row = story.scene.row
    heads = (i for i, t in enumerate(row) if t.cls == "event" and any(a <= t.start < b for a, b in headings))
    at = next(heads, None)
    if at is None or of_things(story.scene, at):
        return
    story.title_places = destinations(story.scene, at + 1, min(len(row), at + 12))
    entry = row[at].entry
    story.title_type = entry.value if entry else ""
    part = story.scene.parts[row[at].start]
    if story.title_type != "visit" and row[at].text[0].isupper() and _a_name(story, part, row[at]):
        story.title = _titled(story, at, part)


def _a_name(story: Story, part: Sequence[Token], token: Token) -> bool:
    """A headline all in capitals, or with a person in it, gives no name."""
    if any(t.cls in ("poss", "official") for t in part):
        return False
    return not story.scene.text(part[0].start, token.end).isupper() and named(part)


def _titled(story: Story, at: int, part: Sequence[Token]) -> Draft:
    scene = story.scene
    label = words_of_event(scene, part)
    back = any(t.cls == "past" for t in scene.row[max(0, at - 3) : at])
    status = "past" if back else "held"
    draft = story.drafts.new(story.title_type, label, status, part[0].start, scene.row[at].end, "title")
    draft.named, draft.ordinal = True, ordinal_of(part)
    if story.title_places and scene.row[at + 1].cls in ("comma", "in", "at"):
        draft.city = story.title_places[0]
    for key, start, end in parties_of(scene, part):
        draft.parties.setdefault(key, (start, end))
    for agent in agents(scene, at + 1, min(len(scene.row), at + 14)):
        if agent.lead == "between":
            draft.parties.setdefault(agent.key, (agent.start, agent.end))
    return draft


def settle_title(story: Story) -> None:
    """What the headline names and what the first sentence tells is one event."""
    title = story.title
    _visit_of_title(story)
    if title is None or title.people():
        return
    told = _told_after(story, title)
    if told is None:
        title.dropped = not (title.date or title.place or title.parties or title.ordinal)
    elif not (told.named and told.ordinal and title.ordinal and told.ordinal[0] != title.ordinal[0]):
        absorb(title, told)


def _told_after(story: Story, title: Draft) -> Draft | None:
    """The first held event of the text with people in it."""
    for draft in story.drafts.live():
        told = draft.status == "held" and draft.type in TOLD and draft.start > title.start
        if told and draft is not title and draft.people():
            return draft
    return None


def _visit_of_title(story: Story) -> None:
    """A headline that speaks of a visit makes one where the text tells only its meetings."""
    live = story.drafts.live()
    if story.title_type != "visit" or story.drafts.held_visit() is not None:
        return
    told = next((d for d in live if d.status == "held" and d.place and d.people()), None)
    guest = next((k for k in story.first if told and k in told.people()), "")
    if told is None or not guest:
        return
    visit = _visit(story, told, guest)
    for draft in live:
        if draft.status == "held" and guest in draft.people() and draft.part_of is None:
            draft.part_of = (visit.key, draft.start, draft.end)
            draft.place = draft.place or told.place


def _visit(story: Story, told: Draft, guest: str) -> Draft:
    role = told.roles[guest]
    visit = story.drafts.new("visit", "", "held", role.start, role.end, "title")
    visit.take(guest, "participant", role.start, role.end, "title")
    visit.places = story.title_places or ([told.place] if told.place else [])
    visit.place = visit.places[0] if visit.places else None
    return visit


def drop_empty(story: Story) -> None:
    """Unnamed events of which nothing is known but one person are passing mentions."""
    live = story.drafts.live()
    visits = [d for d in live if d.type == "visit" and (d.places or d.date)]
    for draft in live:
        if not draft.named and draft.type not in ("visit", "signing") and not _tells(draft):
            draft.dropped = True
        bare = draft.type == "visit" and not (draft.places or draft.place or draft.date)
        if bare and any(draft.people() <= visit.people() for visit in visits):
            draft.dropped = True


def _tells(draft: Draft) -> bool:
    if len(draft.roles) + len(draft.parties) > 1:
        return True
    crowd = " with " in draft.label or draft.status in ("planned", "cancelled", "postponed")
    chaired = any(r.role in ("chair", "convener", "host") for r in draft.roles.values())
    dated = draft.rule in ("occur", "crowd", "settled") or (
        draft.date is not None and draft.place is not None
    )
    return crowd or chaired or dated


def settle_cities(story: Story) -> None:
    """An event of which no place is told was in the city that its name names."""
    for draft in story.drafts.live():
        draft.place = draft.place or draft.city


def absorb(kept: Draft, other: Draft) -> None:
    """Make `other` part of `kept`."""
    other.dropped, other.into = True, kept
    for agent, role in other.roles.items():
        kept.take(agent, role.role, role.start, role.end, role.rule, role.delegation)
    for party, span in other.parties.items():
        kept.parties.setdefault(party, span)
    kept.date = kept.date or other.date
    kept.place = kept.place or other.place
    kept.city = kept.city or other.city
    kept.ordinal = kept.ordinal or other.ordinal
    kept.part_of = kept.part_of or other.part_of
    kept.start, kept.end = other.start, other.end
