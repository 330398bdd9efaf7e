"""The event that a headline names, and how it becomes one with what the text tells."""

from __future__ import annotations

from communique.reading.clauses import agents, destinations
from communique.reading.drafts import Draft
from communique.reading.eventnouns import named, ordinal_of, parties_of, words_of_event
from communique.reading.story import Story


def title_event(story: Story, headings: list[tuple[int, int]]) -> None:
    """The event that the headline names: its type settles what "spoke with" means, its name is kept."""
    for at, token in enumerate(story.scene.row):
        if token.cls != "event" or not any(a <= token.start < b for a, b in headings):
            continue
        part = story.scene.parts[token.start]
        story.title_places = destinations(story.scene, at + 1, min(len(story.scene.row), at + 12))
        story.title_type = token.entry.value if token.entry else ""
        plain = (
            not any(t.cls in ("poss", "official") for t in part)
            and not story.scene.text(part[0].start, token.end).isupper()
        )
        if plain and named(part) and story.title_type != "visit" and token.text[0].isupper():
            draft = story.drafts.new(
                story.title_type, words_of_event(story.scene, part), "held", part[0].start, token.end, "title"
            )
            draft.named, draft.ordinal = True, ordinal_of(part)
            for key, start, end in parties_of(story.scene, part):
                draft.parties.setdefault(key, (start, end))
            for agent in agents(story.scene, at + 1, min(len(story.scene.row), at + 14)):
                if agent.lead == "between":
                    draft.parties.setdefault(agent.key, (agent.start, agent.end))
            story.title = draft
        return


def settle_title(story: Story) -> None:
    """What the headline names and what the first sentence tells is one event."""
    title = story.title
    _visit_of_title(story)
    if title is None or title.people():
        return
    told = next((d for d in story.drafts.live() if d is not title and d.status == "held" and d.people()
                 and d.type in ("meeting", "call", "dialogue", "summit", "conference") and d.start > title.start), None)  # fmt: skip
    if told is None or (
        told.named and told.ordinal and title.ordinal and told.ordinal[0] != title.ordinal[0]
    ):
        if told is None and not (title.date or title.place or title.parties or title.ordinal):
            title.dropped = True
        return
    absorb(title, told)


def _visit_of_title(story: Story) -> None:
    """A headline that speaks of a visit makes one where the text tells only its meetings."""
    live = story.drafts.live()
    if story.title_type != "visit" or any(d.type == "visit" and d.status == "held" for d in live):
        return
    told = next((d for d in live if d.status == "held" and d.place and d.people()), None)
    guest = next((k for k in story.first if told and k in told.people()), "")
    if told is None or not guest:
        return
    role = told.roles[guest]
    visit = story.drafts.new("visit", "", "held", role.start, role.end, "title")
    visit.take(guest, "participant", role.start, role.end, "title")
    named_there = story.title_places or ([told.place] if told.place else [])
    visit.place, visit.places = (named_there or [None])[0], named_there
    for draft in live:
        if draft.status == "held" and guest in draft.people() and draft.part_of is None:
            draft.part_of = (visit.key, draft.start, draft.end)
            draft.place = draft.place or told.place


def drop_empty(story: Story) -> None:
    """Unnamed events of which nothing is known but one person are passing mentions."""
    for draft in story.drafts.live():
        known = len(draft.roles) + len(draft.parties)
        crowd = " with " in draft.label or draft.status == "planned"
        chaired = any(r.role in ("chair", "convener", "host") for r in draft.roles.values())
        told = draft.date is not None and (draft.place is not None or draft.rule == "occur")
        if (
            not draft.named
            and draft.type not in ("visit", "signing")
            and known < 2
            and not (crowd or chaired or told)
        ):
            draft.dropped = True


def absorb(kept: Draft, other: Draft) -> None:
    """Make `other` part of `kept`."""
    other.dropped = True
    for agent, role in other.roles.items():
        kept.take(agent, role.role, role.start, role.end, role.rule, role.delegation)
        kept.roles[agent].holding = role.holding
    for party, span in other.parties.items():
        kept.parties.setdefault(party, span)
    kept.date = kept.date or other.date
    kept.place = kept.place or other.place
    kept.ordinal = kept.ordinal or other.ordinal
    kept.part_of = kept.part_of or other.part_of
    kept.start, kept.end = other.start, other.end
