"""Verbs of meeting and talking: who met, called, hosted or briefed whom."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause, objects_of, opening_date, status_of, where_of
from communique.reading.clauses import Agent, nearest_date
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.scene import Scene
from communique.reading.story import Story


def encounter(story: Story, clause: Clause, subject: list[Agent], first: int, type_: str) -> None:
    objects = objects_of(clause, subject, story.scene.row)
    persons = [a for a in subject if a.key.startswith("person:")]
    if clause.frame.adjacent and not any(a.at <= clause.at + 3 for a in objects if not clause.passive):
        return
    if clause.frame.deferred and _at_event(story, clause, persons):
        return
    together = len({a.key for a in persons}) > 1
    if (
        clause.frame.deferred
        and not together
        and not any(a.lead == "with" and a.key.startswith("person:") for a in objects)
    ):
        return
    if not persons and not (subject and objects):
        return
    if not objects and len(persons) < 2 and not _crowd(story.scene, clause):
        return
    if any(a.key.startswith("person:") for a in objects):
        objects = [a for a in objects if a.key.startswith("person:") or a.lead == "representing"]
    date = nearest_date(story.scene, clause.first, clause.last, clause.at) or opening_date(
        story, first, clause.at
    )
    status = status_of(story, clause, date)
    for group in _groups(story, clause, objects):
        meet(story, clause, persons or subject, group, date, status, type_, first)


def _at_event(story: Story, clause: Clause, persons: Sequence[Agent]) -> bool:
    """ "as discussed by A and B at the Summit": they took part in that event."""
    row = story.scene.row
    for at in range(clause.at + 1, clause.last):
        if (at in story.at and story.at[at].named and row[at - 1].cls == "at") or (
            at in story.at and row[at - 2].cls == "at"
        ):
            for agent in persons:
                story.at[at].take(agent.key, "participant", agent.start, agent.end, clause.frame.verb)
            return True
    return False


def _crowd(scene: Scene, clause: Clause) -> bool:
    """ "met with alumni of …": a meeting although no one there is named."""
    return clause.frame.verb == "meet" and any(
        t.cls == "group" for t in scene.row[clause.at + 1 : min(clause.last, clause.at + 8)]
    )


def _crowd_label(scene: Scene, clause: Clause) -> str:
    """ "meeting with alumni of …": what the text says of those met, up to ten tokens."""
    end = min(clause.last, clause.at + 12)
    stop = next(
        (
            i
            for i in range(clause.at + 2, end)
            if scene.row[i].cls in ("to", "and", "comma", "which", "lparen", "date")
        ),
        end,
    )
    return f"meeting {scene.text(scene.row[clause.at].end + 1, scene.row[max(clause.at + 1, stop - 1)].end)}"


def _groups(story: Story, clause: Clause, objects: list[Agent]) -> list[list[Agent]]:
    """Counterparts set apart by semicolons or "separately" on a visit were met one by one."""
    row = story.scene.row
    signs = {t.cls for t in row[clause.at : clause.last]}
    visit = any(d.type == "visit" and d.status == "held" for d in story.drafts.live())
    if len(objects) > 1 and ("separately" in signs or ("semicolon" in signs and visit)):
        return [[o] for o in objects if o.key.startswith("person:")] or [objects]
    return [objects]


def meet(
    story: Story,
    clause: Clause,
    subject: list[Agent],
    objects: list[Agent],
    date: Found | None,
    status: str,
    type_: str,
    first: int,
) -> None:
    scene = story.scene
    keys = {a.key for a in (*subject, *objects)}
    draft = _again(story, keys, status, date)
    start, end = scene.row[clause.at].start, scene.row[clause.at].end
    if draft is None:
        if type_ == "call" and story.title_type == "meeting":
            type_ = "meeting"
        draft = story.drafts.new(type_, "", status, start, end, clause.frame.verb)
    for agent in subject:
        draft.take(agent.key, clause.frame.subject, agent.start, agent.end, clause.frame.verb)
    draft.spans += [(a.start, a.end) for a in objects]
    for agent in objects:
        draft.take(agent.key, clause.frame.object, agent.start, agent.end, clause.frame.verb)
    if (
        not objects
        and len(subject) == 1
        and not draft.label
        and clause.frame.event
        and not clause.frame.hosts
    ):
        draft.label = _crowd_label(scene, clause)
    draft.date = draft.date or date
    draft.place = draft.place or where_of(story, clause, first)
    _within_visit(story, draft, subject)
    _home(story, clause, objects, first)
    story.at[clause.at] = draft
    story.current = draft


def _home(story: Story, clause: Clause, objects: Sequence[Agent], first: int) -> None:
    """ "In Nigeria, X met with the Vice President": those met are of that state, or of the nationality
    of the "other officials" that close the list."""
    row = story.scene.row
    end = clause.at + 1
    while end < clause.last and row[end].cls not in ("word", "stop"):
        end += 1
    after = [t for t, g in zip(row[clause.at : clause.last], row[clause.at + 1 : clause.last + 2], strict=False)
             if t.cls in ("demonym", "state") and g.cls in ("group", "word", "bodyhead")]  # fmt: skip
    opening = next(
        (
            b
            for a, b in zip(row[first : first + 3], row[first + 1 : first + 4], strict=False)
            if a.cls in ("in", "at") and b.cls == "state"
        ),
        None,
    )
    token = after[-1] if after and any(t.cls == "other" for t in row[clause.at : clause.last]) else opening
    if token is None or token.entry is None:
        return
    for agent in objects:
        story.homes.setdefault(agent.key, (token.entry.value, token.start, token.end))


def _again(story: Story, keys: set[str], status: str, date: Found | None) -> Draft | None:
    """An event of the same people told before, unless its date differs."""
    persons = {k for k in keys if k.startswith("person:")}
    for draft in reversed(story.drafts.live()):
        if draft.type == "visit" or draft.status != status or len(persons) < 2:
            continue
        clash = date and draft.date and date.start and draft.date.start and date.start != draft.date.start
        if persons <= draft.people() and not clash:
            return draft
    return None


def _within_visit(story: Story, draft: Draft, subject: Sequence[Agent]) -> None:
    if draft.status != "held":
        return
    keys = {a.key for a in subject}
    for visit in reversed(story.drafts.live()):
        if visit.type == "visit" and visit.status == "held" and (visit.people() & (keys | draft.people())):
            draft.part_of = (visit.key, draft.start, draft.end)
            if draft.place is None and len(visit.places) < 2:
                draft.place = visit.place
            if draft.date is None and visit.date and not visit.date.end and len(visit.places) < 2:
                draft.date = visit.date
            return
