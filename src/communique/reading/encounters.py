"""Verbs of meeting and talking: who met, called, hosted or briefed whom."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause, agreed, date_of, objects_of, status_of, where_of
from communique.reading.clauses import Agent
from communique.reading.crowds import (
    CROWD,
    comes_together,
    crowd_label,
    crowd_next,
    crowd_start,
    gathered_label,
    lone_start,
    sides,
)
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.eventname import none_of_it
from communique.reading.eventnouns import event_here
from communique.reading.met import by_place, by_post, received_one, too_far, welcomed_to
from communique.reading.scene import Scene, Where
from communique.reading.story import Story
from communique.reading.tokens import Token
from communique.reading.visits import within_visit

NOUNS = frozenset(("instrumenthead", "event", "bodyhead", "word"))


def encounter(story: Story, clause: Clause, subject: Sequence[Agent]) -> None:
    """Enter the event of the verb's own type, one for each group of people met."""
    objects = objects_of(clause, subject, story.scene.row) or received_one(story, clause, subject)
    persons = [a for a in subject if a.person]
    if (
        clause.frame.deferred
        and not too_far(story.scene.row, clause, objects)
        and _at_event(story, clause, persons)
    ):
        return
    if not _told(story, clause, subject, objects):
        if not _received(story, clause, subject) and not _phoned(story, clause, subject):
            _gather(story, clause, subject, objects)
        return
    if any(a.person for a in objects):
        objects = [a for a in objects if a.person or a.lead == "representing"]
    apart = by_place(story.scene, clause, objects)
    for group, own in apart or [(group, clause) for group in _groups(story, clause, objects)]:
        meet(story, own, persons or subject, group, clause.frame.event)


def _told(story: Story, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent]) -> bool:
    """Whether the clause says of two sides, or of several people, that they met."""
    persons = {a.key for a in subject if a.person}
    if too_far(story.scene.row, clause, objects) or (
        clause.frame.adjacent and not any(a.person for a in objects)
    ):
        return False
    with_person = any(a.lead == "with" and a.person for a in objects)
    if clause.frame.deferred and len(persons) < 2 and not with_person:
        return False
    if not persons and not (subject and objects):
        return with_person and by_post(story.scene, clause)
    if _demand(story.scene, clause):
        return False
    several = sum(a.person for a in subject) > 1
    return bool(objects) or several or _crowd(story.scene, clause)


def _at_event(story: Story, clause: Clause, persons: Sequence[Agent]) -> bool:
    """ "as discussed by A and B at the Summit": they took part in that event."""
    row = story.scene.row
    for at in range(clause.at + 1, clause.last):
        draft = story.at.get(at)
        if draft is not None and ((draft.named and row[at - 1].cls == "at") or row[at - 2].cls == "at"):
            for agent in persons:
                draft.take(agent.key, "participant", agent.start, agent.end, clause.frame.verb)
            return True
    return False


def _demand(scene: Scene, clause: Clause) -> bool:
    """ "call on A to act" asks something of A; "a partnership called X" says its name."""
    row = scene.row
    if row[clause.at].text.lower() in scene.lexicon.lists.called and row[clause.at - 1].cls in NOUNS:
        return True
    if scene.lexicon.lists.slogan.isdisjoint(row[clause.at].text.split()):
        return False
    for at in range(clause.at + 2, min(len(row) - 1, clause.at + 25)):
        if row[at].cls in ("stop", "break"):
            return False
        if row[at].cls == "to" and row[at + 1].cls not in ("the", "place", "state", "date"):
            return True
    return False


def _crowd(scene: Scene, clause: Clause) -> bool:
    """ "met with alumni of …", "called on the President": a meeting although no one there is named."""
    near = scene.row[clause.at + 1 : min(clause.last, clause.at + 8)]
    return clause.frame.crowd and any(t.cls in CROWD for t in near)


def _received(story: Story, clause: Clause, subject: Sequence[Agent]) -> bool:
    """ "hosted the leaders of the G8 in X": guests without names, told with the day or place."""
    guests = clause.frame.hosts and not clause.passive and crowd_next(story.scene.row, clause)
    if not guests or not subject or not (date_of(story, clause) or where_of(story, clause)):
        return False
    draft = meet(story, clause, subject, [], clause.frame.event)
    draft.label = draft.label or crowd_label(story.scene, clause)
    return True


def _phoned(story: Story, clause: Clause, subject: Sequence[Agent]) -> bool:
    """ "spoke by telephone with the Foreign Minister of Jordan": a call with one whose post alone is told."""
    row, at = story.scene.row, clause.at
    date = date_of(story, clause)
    by_phone = (
        row[at + 1].cls in ("by", "on", "at") and row[at + 2].text.lower() in story.scene.lexicon.lists.phone
    )
    with_post = any(t.cls == "head" for t in row[at + 3 : min(clause.last, at + 10)])
    if clause.frame.event != "call" or not by_phone or not with_post or not (subject or date):
        return False
    status = status_of(story, clause, date)
    label = crowd_label(story.scene, clause).replace("meeting", "call", 1)
    draft = story.drafts.new("call", label, status, row[at].start, row[at].end, "crowd")
    _take(draft, clause, subject, [])
    draft.date = date
    story.at[at] = story.current = draft
    return True


def _gather(story: Story, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent]) -> None:
    """ "Ministers met in X on D": a meeting of people of whom none is named, told with its day or place.

    "The leaders met there" of an event at hand tells its day or place, where that is not known.
    """
    row = story.scene.row
    start = crowd_start(row, clause)
    lone = lone_start(story.scene, clause) if start is None and not subject else None
    start = lone if start is None else start
    they = None if start is not None or subject else _they(story, clause)
    date, place = date_of(story, clause), where_of(story, clause)
    nobody = start is None and they is None and not subject
    if nobody or not clause.frame.crowd or clause.passive or not (date or place):
        return
    if row[clause.at - 1].cls == "to" and status_of(story, clause, date) != "planned":
        return
    several = start is not None or they is not None or not all(a.person for a in subject)
    if lone is None and not comes_together(story, clause, several):
        return
    status = status_of(story, clause, date)
    draft = _for_event(story, clause, status) or _at_hand(story, start, status, date, place)
    draft = draft or _told_more(they, status, date, place)
    if draft is None:
        words = row[clause.at].start if start is None else row[start].start
        told = they.label if they is not None else _of_bodies(story, subject)
        label = told or gathered_label(story.scene, clause, None if lone is not None else start)
        draft = story.drafts.new(clause.frame.event, label, status, words, row[clause.at].end, "crowd")
    for agent in subject:
        draft.take(agent.key, clause.frame.subject, agent.start, agent.end, clause.frame.verb)
    for agent in objects:
        if agent.person and agent.lead == "with":
            draft.take(agent.key, clause.frame.object, agent.start, agent.end, clause.frame.verb)
    for agent in sides(story.scene, clause.first, clause.at):
        draft.parties.setdefault(agent.key, (agent.start, agent.end))
    draft.date, draft.place = draft.date or date, draft.place or place
    story.at[clause.at] = story.current = draft
    story.crowd = None if any(a.person for a in subject) or _stands_for(story, clause) else draft


def _of_bodies(story: Story, subject: Sequence[Agent]) -> str:
    """ "meeting of the Foreign Affairs Council": where one body met."""
    alone = len(subject) == 1 and not subject[0].person
    return f"meeting of the {story.scene.text(subject[0].start, subject[0].end)}" if alone else ""


def _stands_for(story: Story, clause: Clause) -> bool:
    """ "the delegation met": "they" are then those who were named as the delegation."""
    side = story.scene.lexicon.lists.side
    return any(t.text.lower() in side for t in story.scene.row[clause.first : clause.at])


def _they(story: Story, clause: Clause) -> Draft | None:
    """The event whose people "they" are."""
    plural = story.scene.lexicon.lists.plural
    said = any(t.text.lower() in plural for t in story.scene.row[clause.first : clause.at])
    said = said or not plural.isdisjoint(story.scene.row[clause.at].text.lower().split())
    return story.crowd if said else None


def _told_more(they: Draft | None, status: str, date: Found | None, place: Where | None) -> Draft | None:
    """In "The ministers met in X. They met on D" the second sentence tells the day of the first."""
    if they is None or they.status != status or (date and they.date) or (place and they.place):
        return None
    return they


def _for_event(story: Story, clause: Clause, status: str) -> Draft | None:
    """ "Leaders met in X on D for the Summit": the Summit was there and then."""
    row = story.scene.row
    reach = range(clause.at + 1, clause.last)
    noun = next((i for i in reach if row[i].cls == "event" and _led_by_for(row, i)), None)
    if noun is None or none_of_it(story.scene, noun):
        return None
    draft = story.at.get(noun)
    if draft is None and _definite(story.scene, noun):
        return event_here(story, noun, status)
    return draft if draft is not None and draft.named and draft.place is None else None


def _met_for(story: Story, clause: Clause, status: str) -> Draft | None:
    """ "A and B met in X on D for the annual Consultations": that is what they met at."""
    if clause.frame.verb not in ("meet", "gather"):
        return None
    row = story.scene.row
    noun = next((i for i in range(clause.at + 1, clause.last) if i in story.at and _led_by_for(row, i)), None)
    draft = story.at[noun] if noun is not None else None
    if draft is None or not draft.named or draft.place or draft.people() or draft.type in ("visit", "call"):
        return None
    return draft if draft.status == status else None


def _led_by_for(row: Sequence[Token], noun: int) -> bool:
    """ "for the summit", "for a water conference": at most two plain words stand between."""
    before = noun - 1
    while noun - before < 4 and row[before].cls in ("the", "a", "word"):
        before -= 1
    return row[before].cls == "for"


def _definite(scene: Scene, noun: int) -> bool:
    """ "for their summit", "for the climate conference", "for talks", but not "for a visit"."""
    part, entry = scene.parts[scene.row[noun].start], scene.row[noun].entry
    kind = entry.value if entry is not None else ""
    return kind not in ("visit", "call") and part[0].cls != "poss"


def _at_hand(
    story: Story, start: int | None, status: str, date: Found | None, place: Where | None
) -> Draft | None:
    """The event at hand, where "the leaders" are those of it and neither day nor place speaks against it."""
    draft, row = story.current, story.scene.row
    if draft is None or draft.dropped or start is None or row[start].cls != "the" or draft.status != status:
        return None
    other_day = date and draft.date and draft.date.start and date.start != draft.date.start
    other_place = place and draft.place and place[0] != draft.place[0]
    return None if other_day or other_place or draft.type == "visit" else draft


def _groups(story: Story, clause: Clause, objects: list[Agent]) -> list[list[Agent]]:
    """Counterparts set apart by semicolons or "separately" on a visit were met one by one."""
    signs = {t.cls for t in story.scene.row[clause.at : clause.last]}
    apart = "separately" in signs or ("semicolon" in signs and story.drafts.held_visit() is not None)
    if len(objects) > 1 and apart:
        return [[o] for o in objects if o.person] or [objects]
    return [objects]


def meet(
    story: Story, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent], type_: str
) -> Draft:
    """The event at which `subject` and `objects` met, an earlier one where the same people are told of."""
    date = date_of(story, clause)
    status = _status(story, clause, date)
    draft = _again(story, {a.key for a in (*subject, *objects)}, status, date)
    draft = draft or _met_for(story, clause, status) or _new(story, clause, type_, status)
    _take(draft, clause, subject, objects)
    if not subject and len(objects) == 1:
        draft.rule = "crowd"
    lone = not objects and len(subject) == 1 and not draft.label
    if lone and clause.frame.event and not clause.frame.hosts:
        draft.label = crowd_label(story.scene, clause)
    for agent in sides(story.scene, clause.at + 1, clause.last):
        draft.parties.setdefault(agent.key, (agent.start, agent.end))
    draft.date = draft.date or date
    if draft.type != "call":
        draft.place = draft.place or where_of(story, clause) or welcomed_to(story.scene, clause, objects)
    within_visit(story, draft, {a.key for a in subject} | draft.people())
    _home(story, clause, objects)
    story.at[clause.at] = story.current = draft
    return draft


def _status(story: Story, clause: Clause, date: Found | None) -> str:
    """The status of the act; what somebody travels to do has that of the visit."""
    row = story.scene.row
    visit = story.latest(clause.at, clause.sentence)
    if agreed(story.scene, clause):
        return "planned"
    if row[clause.at - 1].cls == "to" and visit is not None and visit.type == "visit":
        return visit.status
    return status_of(story, clause, date)


def _new(story: Story, clause: Clause, type_: str, status: str) -> Draft:
    """A fresh event; what the headline calls a meeting is no call."""
    token = story.scene.row[clause.at]
    type_ = "meeting" if type_ == "call" and story.title_type == "meeting" else type_
    return story.drafts.new(type_, "", status, token.start, token.end, clause.frame.verb)


def _take(draft: Draft, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent]) -> None:
    frame = clause.frame
    draft.spans += [(a.start, a.end) for a in objects]
    for agent in subject:
        draft.take(agent.key, frame.subject, agent.start, agent.end, frame.verb)
    for agent in objects:
        draft.take(agent.key, frame.object, agent.start, agent.end, frame.verb)


def _home(story: Story, clause: Clause, objects: Sequence[Agent]) -> None:
    """ "In Nigeria, X met with the Vice President": those met are of that state, or of the nationality
    of the "other officials" that close the list."""
    row, first = story.scene.row, clause.sentence
    reach = row[clause.at : clause.last]
    pairs = zip(reach, row[clause.at + 1 : clause.last + 2], strict=False)
    after = [a for a, b in pairs if a.cls in ("demonym", "state") and b.cls in ("group", "word", "bodyhead")]
    starts = zip(row[first : first + 3], row[first + 1 : first + 4], strict=False)
    opening = next((b for a, b in starts if a.cls in ("in", "at") and b.cls == "state"), None)
    token = after[-1] if after and any(t.cls == "other" for t in reach) else opening
    if token is not None and token.entry is not None:
        for agent in objects:
            story.homes.setdefault(agent.key, (token.entry.value, token.start, token.end))


def _again(story: Story, keys: set[str], status: str, date: Found | None) -> Draft | None:
    """An event of the same people told before, unless its date differs."""
    persons = {k for k in keys if k.startswith("person:")}
    for draft in story.drafts.latest() if len(persons) > 1 else ():
        if draft.type == "visit" or draft.status != status or not persons <= draft.roles.keys():
            continue
        clash = date and draft.date and date.start and draft.date.start and date.start != draft.date.start
        if not clash:
            return draft
    return None
