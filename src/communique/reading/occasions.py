"""Verbs whose event is a noun: held, chaired, attended, took place."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause, date_of, is_past, objects_of, status_of, where_of
from communique.reading.clauses import Agent
from communique.reading.crowds import crowd_start, sides
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.elliptic import elliptic
from communique.reading.encounters import meet
from communique.reading.eventname import none_of_it, of_series, ordinal_of
from communique.reading.eventnouns import event_here
from communique.reading.nearby import nearest_date, nearest_place, place_of_where
from communique.reading.scene import Scene
from communique.reading.story import Story

CROWD_ENDS = frozenset(("in", "at", "to", "comma", "date", "on"))
PEOPLE = frozenset(("official", "head", "heads", "group", "body", "state", "representing"))
GATHERINGS = frozenset(("summit", "conference", "dialogue"))
LABEL_ENDS = frozenset(("to", "and", "comma", "on", "in", "date", "which"))


def with_event(story: Story, clause: Clause, subject: Sequence[Agent]) -> None:
    """Held, chaired, attended: the event is a noun of the clause, or the document's own."""
    if _reduced(story.scene, clause):
        subject = []
    draft = _event_of(story, clause) or _own_event(story, clause)
    draft = draft or _told_first(story, clause, subject) or _new_event(story, clause, subject)
    if draft is None:
        return
    if draft.status == "planned" and _done_there(story, clause, draft):
        draft.status = "held"
    role = _chair_role(story, clause)
    _name_after(story, draft, clause, subject)
    for agent in subject:
        if agent.person or clause.frame.subject == "chair":
            draft.take(agent.key, role, agent.start, agent.end, clause.frame.verb)
        else:
            draft.parties.setdefault(agent.key, (agent.start, agent.end))
    _take_objects(story, draft, clause, subject, role)
    lone = not subject and not clause.passive and clause.frame.verb == "hold"
    lone = lone and not _reduced(story.scene, clause)
    for agent in sides(story.scene, clause.first, clause.at) if lone else ():
        draft.parties.setdefault(agent.key, (agent.start, agent.end))
    draft.date = draft.date or date_of(story, clause)
    draft.place = draft.place or where_of(story, clause)
    story.at[clause.at] = draft


def _told_first(story: Story, clause: Clause, subject: Sequence[Agent]) -> Draft | None:
    """ "The meeting was chaired by A": a meeting of which no sentence before it tells."""
    done = clause.passive and clause.frame.verb in ("chair", "attend") and not story.drafts.all
    if not done or not any(a.person for a in subject):
        return None
    scene, behind = story.scene, range(clause.at - 1, clause.first - 1, -1)
    noun = next((i for i in behind if scene.row[i].cls == "event"), None)
    entry = scene.row[noun].entry if noun is not None else None
    if noun is None or entry is None or entry.value in ("visit", "call") or none_of_it(scene, noun):
        return None
    draft = event_here(story, noun, status_of(story, clause, None))
    draft.rule = clause.frame.verb
    return draft


def _reduced(scene: Scene, clause: Clause) -> bool:
    """ "the summit held in Riga": the summit holds nothing, and nobody before it held it."""
    row = scene.row
    return row[clause.at].text.lower() in scene.lexicon.lists.held and row[clause.at - 1].cls == "event"


def _done_there(story: Story, clause: Clause, draft: Draft) -> bool:
    """In "paid a visit to Fiji to co-host the Conference" the Conference was held as the visit was."""
    if story.scene.row[clause.at - 1].cls != "to" or draft.start < story.scene.row[clause.sentence].start:
        return False
    visit = story.latest(clause.at, clause.sentence)
    day = draft.date.start if draft.date is not None else ""
    return visit is not None and visit.type == "visit" and visit.status == "held" and day <= story.published


def _take_objects(story: Story, draft: Draft, clause: Clause, subject: Sequence[Agent], role: str) -> None:
    row, lists = story.scene.row, story.scene.lexicon.lists
    shared = row[clause.at].text.lower() in lists.jointly
    for agent in objects_of(clause, subject, row):
        if agent.person and not clause.passive:
            taken = role if shared else clause.frame.object
            draft.take(agent.key, taken, agent.start, agent.end, clause.frame.verb)


def _new_event(story: Story, clause: Clause, subject: Sequence[Agent]) -> Draft | None:
    """An event that only this clause tells: by its noun, or by the crowd that was gathered."""
    persons = [a for a in subject if a.person]
    reach = range(clause.at + 1, min(clause.last, clause.at + 12))
    noun = next((i for i in reach if story.scene.row[i].cls == "event" and not _means(story, i)), None)
    if noun is None:
        return _of_body(story, clause, persons) or _of_crowd(story, clause, persons)
    objects = objects_of(clause, subject, story.scene.row)
    entry = story.scene.row[noun].entry
    type_ = entry.value if entry else "meeting"
    if type_ == "visit":
        return None
    if not _told(story, clause, subject, objects):
        return _crowded(story, clause, noun, type_) if not subject else None
    if _loose(story, clause, noun, objects):
        return None
    draft = meet(story, clause, persons, objects, type_)
    story.at[noun] = draft
    if not draft.label and not objects:
        draft.label = _words(story.scene, noun, clause.last)
    return draft


def _name_after(story: Story, draft: Draft, clause: Clause, subject: Sequence[Agent]) -> None:
    """ "The Commission held its eleventh meeting": the eleventh meeting of the Commission."""
    reach = range(clause.at + 1, min(clause.last, clause.at + 4))
    noun = next((i for i in reach if story.scene.row[i].cls == "event"), None)
    if noun is None or draft.named or story.at.get(noun) is not draft:
        return
    part = story.scene.parts[story.scene.row[noun].start]
    bodies = [a for a in subject if not a.person]
    if len(bodies) == len(subject) > 1 and part[0].cls == "his" and ordinal_of(part):
        draft.ordinal = draft.ordinal or ordinal_of(part)
        draft.label = _words(story.scene, noun, clause.last)
    if len(bodies) == len(subject) == 1 and part[0].text.lower() in story.scene.lexicon.lists.its:
        draft.ordinal = draft.ordinal or ordinal_of(part)
        draft.label = (
            f"{_words(story.scene, noun, noun + 1)} of the {story.scene.text(bodies[0].start, bodies[0].end)}"
        )


def _crowded(story: Story, clause: Clause, noun: int, type_: str) -> Draft | None:
    """ "Senior officials held talks in X": people without names, but a place, or a day and a word for it."""
    place, date = where_of(story, clause), date_of(story, clause)
    known = place is not None or (type_ in GATHERINGS and date is not None and date.start)
    crowd = crowd_start(story.scene.row, clause) is not None
    if clause.frame.verb != "hold" or clause.passive or not known or not crowd:
        return None
    draft = meet(story, clause, [], [], type_)
    draft.rule, draft.label = "crowd", _words(story.scene, noun, clause.last)
    part = story.scene.parts[story.scene.row[noun].start]
    draft.ordinal = ordinal_of(part) if of_series(part) else None
    story.at[noun] = draft
    return draft


def _told(story: Story, clause: Clause, subject: Sequence[Agent], objects: Sequence[Agent]) -> bool:
    """Whether the clause says enough of an event that is told nowhere else."""
    persons = [a for a in subject if a.person]
    if not subject:
        return False
    if clause.frame.verb == "attend":
        dated = nearest_date(story.scene, clause.at, clause.last, clause.at)
        there = nearest_place(story.scene, clause.at, clause.last, clause.at) if dated is None else None
        if not ((dated or there) and persons):
            return False
    several = len(persons) > 1 or (not persons and len(subject) > 1)
    return bool(objects) or several or clause.frame.subject == "chair" or _with_crowd(story, clause)


def _with_crowd(story: Story, clause: Clause) -> bool:
    """ "will hold talks with the President": an event, although the other side is not named."""
    row = story.scene.row
    led = next((i for i in range(clause.at + 1, clause.last) if row[i].cls == "with"), clause.last)
    near = {t.cls for t in row[led + 1 : min(clause.last, led + 5)]}
    return clause.frame.verb == "hold" and bool(near & {"group", "head", "heads"})


def _loose(story: Story, clause: Clause, noun: int, objects: Sequence[Agent]) -> bool:
    """ "had" tells of an event only with its noun near and those whom it was with."""
    verb = story.scene.row[clause.at].text.lower().split()[0]
    return verb in story.scene.lexicon.lists.had and (noun > clause.at + 6 or not objects)


def _means(story: Story, at: int) -> bool:
    """In "convened the Group by video conference" the noun says how, not what."""
    return story.scene.row[at - 1].text.lower() in story.scene.lexicon.lists.by_means


def _of_crowd(story: Story, clause: Clause, persons: Sequence[Agent]) -> Draft | None:
    return _gathering(story, clause, persons) if persons and _gathers(story, clause) else None


def _of_body(story: Story, clause: Clause, persons: Sequence[Agent]) -> Draft | None:
    """ "convened the Consultative Group": a meeting of the body."""
    row = story.scene.row
    at = next(
        (i for i in range(clause.at + 1, min(clause.last, clause.at + 4)) if row[i].cls == "body"), None
    )
    word = row[clause.at].text.lower()
    if at is None or not persons or word not in story.scene.lexicon.lists.convening:
        return None
    draft = meet(story, clause, persons, [], "meeting")
    draft.label = f"meeting of the {row[at].text}"
    key = story.scene.bodies.key(row[at])
    draft.parties.setdefault(key, (row[at].start, row[at].end))
    return draft


def _gathers(story: Story, clause: Clause) -> bool:
    """ "convened legislators and advocates": a meeting without a word for it."""
    row = story.scene.row
    near = row[clause.at + 1 : min(clause.last, clause.at + 7)]
    word = row[clause.at].text.lower()
    return word in story.scene.lexicon.lists.gathered and any(t.cls == "group" for t in near)


def _gathering(story: Story, clause: Clause, persons: Sequence[Agent]) -> Draft:
    scene = story.scene
    draft = meet(story, clause, persons, [], "meeting")
    ahead = range(clause.at + 1, clause.last)
    end = next((i for i in ahead if scene.row[i].cls in CROWD_ENDS), clause.last)
    words = scene.text(scene.row[clause.at].end + 1, scene.row[max(clause.at + 1, end - 1)].end)
    draft.label = f"meeting with {words}"
    return draft


def _words(scene: Scene, noun: int, last: int) -> str:
    """The event as worded, up to twelve tokens: "virtual meeting with Caribbean leaders"."""
    part = [t for t in scene.parts[scene.row[noun].start] if t.cls not in ("a", "the", "his")]
    end = min(last, noun + 8)
    stop = next((i for i in range(noun + 1, end) if scene.row[i].cls in LABEL_ENDS), end)
    return scene.text(part[0].start, scene.row[max(noun, stop - 1)].end)


def _own_event(story: Story, clause: Clause) -> Draft | None:
    """ "also took part": in the event at hand."""
    row = story.scene.row
    no_noun = not any(t.cls == "event" for t in row[clause.at + 1 : clause.last])
    side = clause.passive and row[clause.at - 2].text.lower() in story.scene.lexicon.lists.side
    lists, verb = story.scene.lexicon.lists, row[clause.at].text.lower()
    hosts = verb in lists.hosting or verb in lists.convening
    it = hosts and row[clause.at + 1].text.lower() in lists.it
    there = clause.frame.verb == "attend" and no_noun and not _elsewhere(story.scene, clause)
    if no_noun and clause.passive and clause.frame.verb == "chair":
        return _that_was(story, clause) or (story.current if side or it else None)
    return story.current if there or side or it else None


def _that_was(story: Story, clause: Clause) -> Draft | None:
    """ "It was co-chaired by A": the event at hand; "was held and was chaired by A": the sentence's."""
    row, first = story.scene.row, clause.sentence
    lists, near = story.scene.lexicon.lists, [t.text.lower() for t in row[clause.first : clause.at]]
    if any(word in lists.it for word in near) or (near[:1] == ["the"] and near[1] in lists.the_event):
        return story.current
    joined = any(t.cls in ("and", "comma", "which") for t in row[max(first, clause.at - 4) : clause.at])
    bare = not any(t.cls in ("event", "body", "official") for t in row[clause.first : clause.at])
    draft = story.latest(clause.at, first) if joined and bare else None
    return draft if draft is not None and draft.type in (*GATHERINGS, "meeting") else None


def _elsewhere(scene: Scene, clause: Clause) -> bool:
    """ "attended the opening of the school", "looks forward to attending": not the event at hand."""
    led, what = [*(t.cls for t in scene.row[clause.at + 1 : clause.at + 3]), "", ""][:2]
    other = led in ("the", "a", "his") and what not in PEOPLE
    return not clause.passive and (other or scene.row[clause.at - 1].cls in ("to", "planned"))


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
    reach = range(clause.at - 1, max(clause.first - 8, clause.sentence - 1, -1), -1)
    noun = next((i for i in reach if scene.row[i].cls == "event"), None)
    if noun is None and scene.row[clause.first - 1].cls == "which":
        behind = range(clause.first - 2, clause.sentence - 1, -1)
        noun = next((i for i in behind if scene.row[i].cls == "event" and i in story.at), None)
    pronoun = scene.row[clause.first].text.lower() in scene.lexicon.lists.it
    start = clause.first if noun is None or clause.first == clause.sentence else noun
    date = nearest_date(scene, start, clause.last, clause.at)
    place = nearest_place(scene, clause.at + 1, clause.last, clause.at)
    if noun is not None and none_of_it(scene, noun):
        return
    place = place or place_of_where(scene, clause.first)
    if elliptic(story, clause, date, place) is not None or (noun is None and not pronoun):
        return
    draft = story.at.get(noun) if noun is not None else story.current
    if draft is None and noun is not None and (date or place):
        draft = event_here(story, noun, _status(story, clause, noun, date))
    if draft is not None:
        over = draft.status == "past" and date is not None and date.start >= story.published != ""
        draft.date = draft.date or (None if over else date)
        draft.place = draft.place or place
        story.at[clause.at] = draft
        if draft.status == "planned" and draft.date is date and _took_place(story, clause, date):
            draft.status = "held"


def _took_place(story: Story, clause: Clause, date: Found | None) -> bool:
    """ "The next meeting took place on 28 May": it was the next one of the series, and has been."""
    day = date.start if date is not None else ""
    return is_past(story.scene, clause.at) and "" < day <= story.published


def _status(story: Story, clause: Clause, noun: int, date: Found | None) -> str:
    """The status of the act; "the previous summit was held" tells a past one."""
    status = status_of(story, clause, date)
    back = any(t.cls == "past" for t in story.scene.parts[story.scene.row[noun].start])
    return "past" if back and status == "held" else status


def represented(story: Story, clause: Clause) -> None:
    """ "Representatives of A and B discussed …": A and B took part in the event at hand."""
    draft = story.current
    if draft is None or draft.status != "held":
        return
    for agent in clause.before:
        if agent.lead == "representing" and not agent.person:
            draft.take(agent.key, "participant", agent.start, agent.end, "representing")


def _chair_role(story: Story, clause: Clause) -> str:
    if clause.frame.subject != "chair":
        return clause.frame.subject
    word, lists = story.scene.row[clause.at].text.lower(), story.scene.lexicon.lists
    return "convener" if word in lists.convening else "host" if word in lists.hosting else "chair"
