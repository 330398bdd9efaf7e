"""Visits told by a verb: who travelled where and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from communique.reading.clause import Clause, date_of, status_of
from communique.reading.clauses import Agent, agents
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.nearby import destinations, nearest_place
from communique.reading.scene import Scene, Where
from communique.reading.story import Story

BARE = frozenset(("place", "state", "region", "and", "the", "date"))


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
    if story.scene.row[clause.at].text.lower().startswith("is "):
        going = _same_visit(story, persons, places, "planned")
        status = going.status if going is not None else status
    if noun is None and len(persons) == len(places) > 1 and _respectively(story.scene, clause):
        each = zip(persons, places, strict=True)
        return [_enter(story, clause, [a], [place], date, status) for a, place in each][-1]
    return _enter(story, clause, persons, places, date, status, noun)


def _respectively(scene: Scene, clause: Clause) -> bool:
    """ "A and B visited Oslo and Bergen respectively": each went to one of them."""
    return any(t.cls == "separately" for t in scene.row[clause.at : clause.last])


def _enter(
    story: Story,
    clause: Clause,
    persons: Sequence[Agent],
    places: Sequence[Where],
    date: Found | None,
    status: str,
    noun: Draft | None = None,
) -> Draft:
    """The visit of these people to these places, one told before or a new one."""
    draft = noun or _same_visit(story, persons, places, status) or _new(story, clause, status)
    for agent in persons:
        draft.take(agent.key, "participant", agent.start, agent.end, clause.frame.verb)
    draft.places = draft.places or list(places)
    draft.place = draft.place or places[0]
    stop = len({p[0] for p in draft.places}) > len({p[0] for p in places})
    draft.date = draft.date or (None if stop else date)
    story.at[clause.at] = story.current = draft
    return draft


def stay(story: Story, first: int, last: int) -> None:
    """ "While in Kyiv, A was received by B": a visit of A to Kyiv."""
    row, lists = story.scene.row, story.scene.lexicon.lists
    if row[first].text not in lists.during_stay or first + 4 >= last or row[first + 1].cls != "in":
        return
    comma = next((i for i in range(first + 2, min(last, first + 9)) if row[i].cls == "comma"), last)
    places = destinations(story.scene, first + 2, comma)
    guest = next(agents(story.scene, comma, min(last, comma + 3)), None)
    to_come = any(t.cls == "will" for t in row[comma:last])
    bare = all(t.cls in BARE for t in row[first + 2 : comma])
    if not places or not bare or guest is None or not guest.person or to_come:
        return
    draft = _same_visit(story, [guest], places, "held")
    if draft is None:
        draft = story.drafts.new("visit", "", "held", row[first].start, places[0][2], "travel")
    draft.take(guest.key, "participant", guest.start, guest.end, "travel")
    draft.places = draft.places or places
    draft.place = draft.place or places[0]
    story.at[first] = draft


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
    for draft in story.drafts.latest():
        same = draft.type == "visit" and draft.status == status and draft.people() & keys
        if same and (not draft.places or {p[0] for p in draft.places} & there):
            return draft
    return None


def within_visit(story: Story, draft: Draft, keys: Collection[str]) -> None:
    """An event of someone who is on a visit is part of it."""
    if draft.status not in ("held", "planned"):
        return
    for visit in story.drafts.latest():
        same = visit.type == "visit" and visit.status == draft.status and visit.people() & set(keys)
        later = draft.status == "planned" and visit.start > draft.start
        if same and not later and _inside(story.scene, draft, visit):
            draft.part_of = (visit.key, draft.start, draft.end)
            if draft.place is None and len(visit.places) < 2:
                draft.place = visit.place
            if draft.date is None and visit.date and not visit.date.end and len(visit.places) < 2:
                draft.date = visit.date
            return


def _inside(scene: Scene, draft: Draft, visit: Draft) -> bool:
    """Whether the place of an event can be one of a visit: the same, or a city of the state visited."""
    if draft.place is None or not visit.places:
        return True
    concepts = {thing.key: thing.concept for thing in scene.places.all()}
    known = scene.lexicon.known.get(f"place:{concepts.get(draft.place[0], '')}")
    visited = {concepts.get(key, "") for key, *_ in visit.places}
    return draft.place[0] in {p[0] for p in visit.places} or known is None or known.parent in visited


def settle_visits(story: Story) -> None:
    """What visitors did is part of their visit, and whom they met is of the state visited."""
    live = story.drafts.live()
    visits = {d.key: d for d in live if d.type == "visit"}
    for draft in live:
        if draft.type not in ("visit", "call", "summit") and draft.part_of is None:
            within_visit(story, draft, draft.people())
        visit = visits.get(draft.part_of[0]) if draft.part_of else None
        if visit is not None and draft.type == "meeting":
            _hosts(story, draft, visit)


def _hosts(story: Story, draft: Draft, visit: Draft) -> None:
    """ "the Prime Minister" whom a visitor to Fiji met is that of Fiji."""
    states = {_state(story.scene, key) for key, *_ in visit.places}
    state = states.pop() if len(states) == 1 else ""
    if not state or len(draft.people() - visit.people()) == len(draft.people()):
        return
    _, start, end = visit.places[0]
    for key in draft.people() - visit.people():
        story.homes.setdefault(key, (state, start, end))


def _state(scene: Scene, key: str) -> str:
    """The state that a place is or lies in, empty where none is known."""
    concept = next((thing.concept for thing in scene.places.all() if thing.key == key), "")
    known = scene.lexicon.known.get(concept)
    if known is not None and known.kind == "state":
        return concept
    place = scene.lexicon.known.get(f"place:{concept}")
    parent = scene.lexicon.known.get(place.parent) if place else None
    return place.parent if place and parent is not None and parent.kind == "state" else ""
