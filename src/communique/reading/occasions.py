"""Verbs whose event is a noun: held, chaired, attended, took place."""

from __future__ import annotations

from communique.reading.clause import Clause, objects_of, opening_date, status_of, where_of
from communique.reading.clauses import Agent, nearest_date, nearest_place
from communique.reading.drafts import Draft
from communique.reading.encounters import meet
from communique.reading.eventnouns import event_here
from communique.reading.scene import Scene
from communique.reading.story import Story


def with_event(story: Story, clause: Clause, subject: list[Agent], first: int) -> None:
    """Held, chaired, attended: the event is a noun of the clause, or the document's own."""
    draft = _event_of(story, clause) or _own_event(story, clause)
    persons = [a for a in subject if a.key.startswith("person:")]
    if draft is None:
        reach = range(clause.at + 1, min(clause.last, clause.at + 12))
        noun = next((i for i in reach if story.scene.row[i].cls == "event"), None)
        if noun is None and _gathers(story, clause) and persons:
            date = nearest_date(story.scene, clause.first, clause.last, clause.at) or opening_date(
                story, first, clause.at
            )
            meet(story, clause, persons, [], date, status_of(story, clause, date), "meeting", first)
            story.at[clause.at].label = _gathering(story, clause)
            draft = story.at[clause.at]
        if noun is None and draft is None:
            return
    if draft is None:
        if not subject or noun is None:
            return
        if clause.frame.verb == "attend" and not (opening_date(story, clause.at, clause.last) and persons):
            return
        type_ = story.scene.row[noun].entry.value  # type: ignore[union-attr]
        objects = objects_of(clause, subject, story.scene.row)
        bodies = [a for a in subject if a not in persons]
        told = (
            objects
            or len(persons) > 1
            or clause.frame.subject == "chair"
            or (not persons and len(bodies) > 1)
        )
        loose = story.scene.row[clause.at].text.lower().startswith("ha") and (
            noun > clause.at + 6 or not objects
        )
        if type_ == "visit" or not told or loose:
            return
        date = nearest_date(story.scene, clause.first, clause.last, clause.at) or opening_date(
            story, first, clause.at
        )
        meet(story, clause, persons, objects, date, status_of(story, clause, date), type_, first)
        draft = story.at[clause.at]
        story.at[noun] = draft
        if not draft.label and not objects:
            draft.label = _words(story.scene, noun, clause.last)
    role = _chair_role(story, clause)
    for agent in subject:
        if agent.key.startswith("person:") or clause.frame.subject == "chair":
            draft.take(agent.key, role, agent.start, agent.end, clause.frame.verb)
        else:
            draft.parties.setdefault(agent.key, (agent.start, agent.end))
    for agent in objects_of(clause, subject, story.scene.row):
        if agent.key.startswith("person:") and not clause.passive:
            shared = (
                story.scene.row[clause.at].text.lower().startswith("co-")
                or "co-" in story.scene.row[clause.at].text.lower()
            )
            draft.take(
                agent.key, role if shared else clause.frame.object, agent.start, agent.end, clause.frame.verb
            )
    date = nearest_date(story.scene, clause.first, clause.last, clause.at) or opening_date(
        story, first, clause.at
    )
    draft.date = draft.date or date
    draft.place = draft.place or where_of(story, clause, first)
    story.at[clause.at] = draft


def _gathers(story: Story, clause: Clause) -> bool:
    """ "convened legislators and advocates": a meeting without a word for it."""
    row = story.scene.row
    word = row[clause.at].text.lower()
    return word in ("convened", "hosted", "co-hosted", "gathered") and any(
        t.cls == "group" for t in row[clause.at + 1 : min(clause.last, clause.at + 7)]
    )


def _gathering(story: Story, clause: Clause) -> str:
    row = story.scene.row
    end = next(
        (
            i
            for i in range(clause.at + 1, clause.last)
            if row[i].cls in ("in", "at", "to", "comma", "date", "on")
        ),
        clause.last,
    )
    return f"meeting with {story.scene.text(row[clause.at].end + 1, row[max(clause.at + 1, end - 1)].end)}"


def _words(scene: Scene, noun: int, last: int) -> str:
    """The event as worded, up to twelve tokens: "virtual meeting with Caribbean leaders"."""
    part = [t for t in scene.parts[scene.row[noun].start] if t.cls not in ("a", "the", "his")]
    end = min(last, noun + 8)
    stop = next(
        (
            i
            for i in range(noun + 1, end)
            if scene.row[i].cls in ("to", "and", "comma", "on", "in", "date", "which")
        ),
        end,
    )
    return scene.text(part[0].start, scene.row[max(noun, stop - 1)].end)


def _own_event(story: Story, clause: Clause) -> Draft | None:
    """ "also took part": in the event at hand."""
    row = story.scene.row
    no_noun = not any(t.cls == "event" for t in row[clause.at + 1 : clause.last])
    return story.current if clause.frame.verb == "attend" and no_noun else None


def _event_of(story: Story, clause: Clause) -> Draft | None:
    row = story.scene.row
    ahead = range(clause.at + 1, clause.last)
    noun = next((i for i in ahead if row[i].cls == "event"), None)
    if noun is not None and not clause.passive:
        return story.at.get(noun)
    before = clause.first - 2
    while before > 0 and row[before].cls in ("comma", "rparen", "lparen", "acronym"):
        before -= 1
    if row[clause.first - 1].cls == "which" and before in story.at:
        return story.at[before]
    behind = range(clause.at - 1, clause.first - 1, -1)
    order = (*behind, *ahead) if clause.passive else (*ahead, *behind)
    return next((story.at[i] for i in order if i in story.at), None)


def occur(story: Story, clause: Clause) -> None:
    """ "The summit took place in X on Y": the event before the verb, with its date and place."""
    scene = story.scene
    reach = range(clause.at - 1, max(clause.first - 8, -1), -1)
    noun = next((i for i in reach if scene.row[i].cls == "event"), None)
    if noun is None:
        return
    date = nearest_date(scene, clause.first, clause.last, clause.at)
    place = nearest_place(scene, clause.at + 1, clause.last, clause.at)
    draft = story.at.get(noun)
    if draft is None and (date or place):
        draft = event_here(story, noun, status_of(story, clause, date))
    if draft is not None:
        draft.date = draft.date or date
        draft.place = draft.place or place
        story.at[clause.at] = draft


def represented(story: Story, clause: Clause) -> None:
    """ "Representatives of A and B discussed …": A and B took part in the event at hand."""
    bodies = [a for a in clause.before if a.lead == "representing" and not a.key.startswith("person:")]
    draft = story.current if story.current and story.current.status == "held" else None
    for agent in bodies if draft is not None else ():
        draft.take(agent.key, "participant", agent.start, agent.end, "representing")  # type: ignore[union-attr]


def _chair_role(story: Story, clause: Clause) -> str:
    if clause.frame.subject != "chair":
        return clause.frame.subject
    word = story.scene.row[clause.at].text.lower()
    return "convener" if "conven" in word else "host" if "host" in word else "chair"
