"""Visits told by a verb: who travelled where and when."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause, date_of, status_of
from communique.reading.clauses import Agent
from communique.reading.drafts import Draft
from communique.reading.nearby import destinations, nearest_place
from communique.reading.scene import Scene, Where
from communique.reading.story import Story


def visit(story: Story, clause: Clause, subject: Sequence[Agent]) -> Draft | None:
    """Enter the visit of the persons of `subject` to the places that follow the verb, where there are any."""
    persons = [a for a in subject if a.person]
    ahead = range(clause.at + 1, clause.last)
    noun = next((story.at[i] for i in ahead if i in story.at and story.at[i].type == "visit"), None)
    places = _places(story.scene, clause, noun)
    if not persons or not places or (clause.frame.noun and not _visits(story.scene, clause)):
        return None
    date = date_of(story, clause)
    status = status_of(story, clause, date)
    draft = noun or _same_visit(story, persons, places, status) or _new(story, clause, status)
    for agent in persons:
        draft.take(agent.key, "participant", agent.start, agent.end, clause.frame.verb)
    draft.places = draft.places or places
    draft.place = draft.place or places[0]
    draft.date = draft.date or date
    story.at[clause.at] = story.current = draft
    return draft


def _visits(scene: Scene, clause: Clause) -> bool:
    """Whether a word for a visit follows the verb ("began a five-day official visit to …")."""
    near = scene.row[clause.at + 1 : min(clause.last, clause.at + 10)]
    return any(t.cls == "event" and t.entry is not None and t.entry.value == "visit" for t in near)


def _new(story: Story, clause: Clause, status: str) -> Draft:
    token = story.scene.row[clause.at]
    return story.drafts.new("visit", "", status, token.start, token.end, clause.frame.verb)


def _places(scene: Scene, clause: Clause, noun: Draft | None) -> list[Where]:
    """The places after the verb or after "delegation", else those of an event that is visited."""
    row, ahead = scene.row, range(clause.at + 1, clause.last)
    delegation = scene.lexicon.lists.delegation
    group = next((i for i in ahead if row[i].text.lower() in delegation), clause.at)
    places = destinations(scene, group + 1, clause.last) if noun is None else noun.places
    event = next((i for i in ahead if row[i].cls == "event"), None)
    if event is None or places:
        return places
    near = nearest_place(scene, event, clause.last, event)
    return destinations(scene, event + 1, clause.last) or ([near] if near else [])


def _same_visit(story: Story, persons: Sequence[Agent], places: Sequence[Where], status: str) -> Draft | None:
    """The latest visit of one of them, unless it went elsewhere."""
    keys, there = {a.key for a in persons}, {p[0] for p in places}
    for draft in reversed(story.drafts.live()):
        same = draft.type == "visit" and draft.status == status and draft.people() & keys
        if same and (not draft.places or {p[0] for p in draft.places} & there):
            return draft
    return None
