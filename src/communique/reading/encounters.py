"""Verbs of meeting and talking: who met, called, hosted or briefed whom."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause, date_of, objects_of, status_of, where_of
from communique.reading.clauses import Agent, agents
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.scene import Scene, Where
from communique.reading.story import Story
from communique.reading.tokens import Token
from communique.reading.visits import within_visit

CROWD = frozenset(("group", "heads", "head", "representing"))
SIDES = frozenset(("of", "from", "representing"))
BETWEEN_SIDES = frozenset("of from the comma and lparen rparen acronym word body group cap".split())
WITHOUT_OBJECT = frozenset("in at on date by for from to and comma stop break margins under".split())
LED = frozenset("of with to for by from between in at on and including comma".split())
NOUNS = frozenset(("instrumenthead", "event", "bodyhead", "word"))
LABEL_ENDS = frozenset(("to", "and", "comma", "which", "lparen", "date"))


def encounter(story: Story, clause: Clause, subject: Sequence[Agent]) -> None:
    """Enter the event of the verb's own type, one for each group of people met."""
    objects = objects_of(clause, subject, story.scene.row)
    persons = [a for a in subject if a.person]
    if clause.frame.deferred and not _too_far(clause, objects) and _at_event(story, clause, persons):
        return
    if not _told(story, clause, subject, objects):
        _gather(story, clause, subject, objects)
        return
    if any(a.person for a in objects):
        objects = [a for a in objects if a.person or a.lead == "representing"]
    for group in _groups(story, clause, objects):
        meet(story, clause, persons or subject, group, clause.frame.event)


def _too_far(clause: Clause, objects: Sequence[Agent]) -> bool:
    """Where the frame wants its object right after the verb, and it is not there."""
    near = not clause.passive and any(a.at <= clause.at + 3 for a in objects)
    return clause.frame.adjacent and not near


def _told(story: Story, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent]) -> bool:
    """Whether the clause says of two sides, or of several people, that they met."""
    persons = {a.key for a in subject if a.person}
    if _too_far(clause, objects):
        return False
    with_person = any(a.lead == "with" and a.person for a in objects)
    if clause.frame.deferred and len(persons) < 2 and not with_person:
        return False
    if not persons and not (subject and objects):
        return False
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


def _gather(story: Story, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent]) -> None:
    """ "Ministers met in X on D": a meeting of people of whom none is named, told with its day or place.

    "The leaders met there" of an event at hand tells its day or place, where that is not known.
    """
    row = story.scene.row
    start = crowd_start(row, clause)
    date, place = date_of(story, clause), where_of(story, clause)
    if not clause.frame.crowd or clause.passive or not (date or place) or (start is None and not subject):
        return
    if row[clause.at - 1].cls == "to" and status_of(story, clause, date) != "planned":
        return
    if not _comes_together(story, clause, start is not None or not all(a.person for a in subject)):
        return
    status = status_of(story, clause, date)
    draft = _for_event(story, clause) or _at_hand(story, start, status, date, place)
    if draft is None:
        words = row[clause.at].start if start is None else row[start].start
        label = story.scene.text(words, row[clause.at - 1].end) if start is not None else ""
        label = f"meeting of {label}" if label else _crowd_label(story.scene, clause)
        draft = story.drafts.new(clause.frame.event, label, status, words, row[clause.at].end, "crowd")
    for agent in subject:
        draft.take(agent.key, clause.frame.subject, agent.start, agent.end, clause.frame.verb)
    for agent in objects:
        if agent.person and agent.lead == "with":
            draft.take(agent.key, clause.frame.object, agent.start, agent.end, clause.frame.verb)
    for agent in _sides(story.scene, clause.first, clause.at):
        draft.parties.setdefault(agent.key, (agent.start, agent.end))
    draft.date, draft.place = draft.date or date, draft.place or place
    story.at[clause.at] = story.current = draft


def _for_event(story: Story, clause: Clause) -> Draft | None:
    """ "Leaders met in X on D for the Summit": the Summit was there and then."""
    row = story.scene.row
    reach = range(clause.at + 1, clause.last)
    noun = next((i for i in reach if row[i].cls == "event" and row[i - 1].cls == "for"), None)
    draft = story.at.get(noun) if noun is not None else None
    return draft if draft is not None and draft.named and draft.place is None else None


def _sides(scene: Scene, first: int, last: int) -> list[Agent]:
    """The states and bodies in "the leaders of A, B and C", two at least."""
    crowd = next((i for i in range(first, last) if scene.row[i].cls in CROWD), last)
    found: list[Agent] = []
    for agent in agents(scene, crowd, last):
        gap = scene.row[found[-1].at + 1 : agent.at] if found else scene.row[crowd + 1 : agent.at]
        if agent.person or agent.lead not in SIDES or any(t.cls not in BETWEEN_SIDES for t in gap):
            break
        found.append(agent)
    return found if len(found) > 1 else []


def _comes_together(story: Story, clause: Clause, several: bool) -> bool:
    """Several meet somewhere or with somebody, one only with somebody; needs are met as well."""
    row, at = story.scene.row, clause.at + 1
    while at < len(row) - 1 and (_adverb(story, row[at]) or (row[at].cls == "date" and not several)):
        at += 1
    after = row[at].cls if at < len(row) else "stop"
    return after == "with" or (several and after in WITHOUT_OBJECT)


def _adverb(story: Story, token: Token) -> bool:
    return token.text.endswith("ly") or token.text in story.scene.lexicon.lists.adverb


def crowd_start(row: Sequence[Token], clause: Clause) -> int | None:
    """Where the words for those who met begin: "the leaders of …", "Heads of state"."""
    for at in range(clause.first, clause.at):
        if row[at].cls in CROWD and row[at - 1].cls not in LED:
            return (
                at - 1
                if at > clause.first and row[at - 1].cls in ("the", "portfolio", "body", "demonym")
                else at
            )
    return None


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


def _crowd_label(scene: Scene, clause: Clause) -> str:
    """ "meeting with alumni of …": what the text says of those met, up to ten tokens."""
    row, end = scene.row, min(clause.last, clause.at + 12)
    stop = next((i for i in range(clause.at + 2, end) if row[i].cls in LABEL_ENDS), end)
    words = scene.text(row[clause.at].end + 1, row[max(clause.at + 1, stop - 1)].end)
    return f"meeting {words if words.startswith('with ') else f'with {words}'}"


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
    draft = draft or _new(story, clause, type_, status)
    _take(draft, clause, subject, objects)
    lone = not objects and len(subject) == 1 and not draft.label
    if lone and clause.frame.event and not clause.frame.hosts:
        draft.label = _crowd_label(story.scene, clause)
    for agent in _sides(story.scene, clause.at + 1, clause.last):
        draft.parties.setdefault(agent.key, (agent.start, agent.end))
    draft.date = draft.date or date
    if draft.type != "call":
        draft.place = draft.place or where_of(story, clause)
    within_visit(story, draft, {a.key for a in subject} | draft.people())
    _home(story, clause, objects)
    story.at[clause.at] = story.current = draft
    return draft


def _status(story: Story, clause: Clause, date: Found | None) -> str:
    """The status of the act; what somebody travels to do has that of the visit."""
    row = story.scene.row
    visit = story.latest(clause.at, clause.sentence)
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
    for draft in story.drafts.latest():
        if draft.type == "visit" or draft.status != status or len(persons) < 2:
            continue
        clash = date and draft.date and date.start and draft.date.start and date.start != draft.date.start
        if persons <= draft.people() and not clash:
            return draft
    return None
