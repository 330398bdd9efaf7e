"""Visits told by a verb: who travelled where and when."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause, opening_date, status_of
from communique.reading.clauses import Agent, destinations, nearest_date, nearest_place
from communique.reading.drafts import Draft
from communique.reading.story import Story


def visit(story: Story, clause: Clause, subject: list[Agent], first: int) -> None:
    scene = story.scene
    persons = [a for a in subject if a.key.startswith("person:")]
    noun = next(
        (
            story.at[i]
            for i in range(clause.at + 1, clause.last)
            if i in story.at and story.at[i].type == "visit"
        ),
        None,
    )
    group = next(
        (i for i in range(clause.at + 1, clause.last) if scene.row[i].text.lower() == "delegation"), clause.at
    )
    places = destinations(scene, group + 1, clause.last) if noun is None else noun.places
    event = next((i for i in range(clause.at + 1, clause.last) if scene.row[i].cls == "event"), None)
    if event is not None and not places:
        place = nearest_place(scene, event, clause.last, event)
        places = destinations(scene, event + 1, clause.last) or ([place] if place else [])
    if not persons or not places:
        return
    date = nearest_date(scene, clause.first, clause.last, clause.at) or opening_date(story, first, clause.at)
    status = status_of(story, clause, date)
    draft = noun or _same_visit(story, persons, places, status)
    token = scene.row[clause.at]
    if draft is None:
        draft = story.drafts.new("visit", "", status, token.start, token.end, "travel")
    for agent in persons:
        draft.take(agent.key, "participant", agent.start, agent.end, "travel")
    draft.places = draft.places or places
    draft.place = draft.place or places[0]
    draft.date = draft.date or date
    story.at[clause.at] = draft
    story.current = draft


def _same_visit(
    story: Story, persons: Sequence[Agent], places: Sequence[tuple[str, int, int]], status: str
) -> Draft | None:
    keys = {a.key for a in persons}
    for draft in reversed(story.drafts.live()):
        if draft.type == "visit" and draft.status == status and draft.people() & keys:
            if not draft.places or {p[0] for p in draft.places} & {p[0] for p in places}:
                return draft
    return None
