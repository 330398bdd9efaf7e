"""Events named by a noun: "the third annual Dialogue", "his visit to Jakarta", "a call between A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.clause import denied
from communique.reading.clauses import Agent
from communique.reading.copulas import told_of
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.eventargs import ARGUMENTS, argument_at, doers, given_to, owner_of, reach, visitor
from communique.reading.eventmatch import Noun, known_event
from communique.reading.eventname import (
    counted,
    edition,
    named,
    none_of_it,
    observance,
    of_series,
    of_things,
    ordinal_of,
    parties_of,
    under_way,
    words_of_event,
)
from communique.reading.eventstatus import CALLED_OFF, intended, status_of_noun
from communique.reading.nearby import (
    city_of,
    date_before,
    last_day,
    nearest_date,
    nearest_place,
    place_before,
    towards,
)
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token

SETTLED = frozenset(("dialogue", "meeting", "summit", "conference"))
LABEL_ENDS = frozenset(("to", "on", "in", "at", "date", "which", "lparen", "for"))


def event_noun(story: Story, at: int, first: int, last: int) -> Draft | None:
    """The event that the noun at token `at` of the sentence stands for, None for a passing mention."""
    scene = story.scene
    if _slogan(scene, at, last) or none_of_it(scene, at) or of_things(scene, at) or observance(scene, at):
        return None
    if under_way(scene, at):
        return None
    noun = _read(story, at, first, last)
    if noun.type == "visit" and not noun.owner and not noun.people:
        noun = replace(noun, owner=visitor(story, at, first, last))
    if noun.named and _plural(scene, at):
        return None
    old = known_event(story, noun)
    meant = noun.part[0].cls != "the" and intended(scene, at, first)
    if old is None and meant and denied(scene, first, at):
        return None
    noun = _with_crowd(story, replace(noun, status="planned") if meant else noun, first)
    if old is None and not (meant or _telling(scene, noun)):
        return None
    if old is None and noun.type == "visit" and not noun.owner and not noun.people:
        return None
    start, end = noun.part[0].start, scene.row[at].end
    draft = old or story.drafts.new(noun.type, noun.label, noun.status, start, end, _rule(scene, noun))
    _fill(story, draft, noun)
    return draft


def _rule(scene: Scene, noun: Noun) -> str:
    """By what it is told: by saying when or where it is, by being one that all know of, or by its noun."""
    if noun.stated:
        return "occur"
    alone = _settled(noun) and not (noun.named or noun.owner or noun.people or noun.date)
    return "settled" if alone and (noun.where is not None or city_of(scene, noun.part)) else "event_noun"


def event_here(story: Story, at: int, status: str) -> Draft:
    """The event that the noun at token `at` names, although nobody is said to take part."""
    scene, token = story.scene, story.scene.row[at]
    part = scene.parts[token.start]
    type_ = token.entry.value if token.entry else "meeting"
    label = words_of_event(scene, part)
    draft = story.drafts.new(type_, label, status, part[0].start, token.end, "occur")
    draft.ordinal, draft.named = ordinal_of(part) if of_series(part) else None, named(part)
    draft.parties = {k: (s, e) for k, s, e in parties_of(scene, part)}
    draft.date = _inner_date(scene, part)
    story.at[at] = story.current = draft
    return draft


def _read(story: Story, at: int, first: int, last: int) -> Noun:
    scene, token = story.scene, story.scene.row[at]
    part = scene.parts[token.start]
    end = reach(scene, at, last)
    near = argument_at(scene, at, end)
    owner = owner_of(story, at, first, part)
    given = given_to(story, at, first, near, end, owner)
    date = _inner_date(scene, part) or nearest_date(scene, at + 1, min(end if given else near, at + 24), at)
    where = nearest_place(scene, at + 1, near, at)
    then, there = told_of(scene, at, last)
    if where is None and scene.row[at - 1].text in scene.lexicon.lists.meanwhile:
        where = place_before(scene, at)
    date, where = None if last_day(scene, at) else date or then, where or there
    label = words_of_event(scene, part)
    if near < end and scene.row[near].cls in ARGUMENTS and not named(part):
        label = f"{label} {_whom(scene, near, end)}"
    return Noun(
        part, at, near, end, token.entry.value if token.entry else "meeting",
        label, named(part), ordinal_of(part), owner, given, date,
        status_of_noun(story, at, (first, last), part, date), where, bool(then or there),
    )  # fmt: skip


def _inner_date(scene: Scene, part: Sequence[Token]) -> Found | None:
    """The date in "next year's summit"."""
    return next((scene.dates[t.start] for t in part if t.cls == "date"), None)


def _whom(scene: Scene, near: int, end: int) -> str:
    """ "with Ministers and officials": up to ten tokens of what the text says of those met."""
    limit = min(end, near + 10)
    stop = next((i for i in range(near + 1, limit) if scene.row[i].cls in LABEL_ENDS), limit)
    return scene.text(scene.row[near].start, scene.row[stop - 1].end)


def _plural(scene: Scene, at: int) -> bool:
    """ "the annual Leaders' Dialogues" are a series, no event."""
    token = scene.row[at]
    name = token.entry.name.lower() if token.entry else ""
    return token.text[0].isupper() and token.text.lower() == f"{name}s"


def _slogan(scene: Scene, at: int, last: int) -> bool:
    """A call to, for or on somebody to act is no telephone call."""
    if scene.row[at].text not in scene.lexicon.lists.slogan or at + 2 >= last:
        return False
    after = scene.row[at + 1].cls
    return after in ("to", "for") or (after == "on" and scene.row[at + 2].cls != "date")


def _with_crowd(story: Story, noun: Noun, first: int) -> Noun:
    """In "had meetings with leaders" those who had them are the only ones known."""
    row = story.scene.row
    argued = noun.near < noun.end and row[noun.near].cls in ARGUMENTS
    crowd = argued and any(t.cls == "group" for t in row[noun.near : noun.near + 6])
    if noun.given or noun.type == "visit" or not crowd:
        return noun
    return replace(noun, given=doers(story, noun.at, first))


def _telling(scene: Scene, noun: Noun) -> bool:
    """Whether enough is said of the noun to be an event of its own."""
    where = noun.where or (city_of(scene, noun.part) if noun.part[0].cls == "the" else None)
    if noun.stated and (noun.date is not None or where is not None):
        return True
    loose = _head(noun).text in scene.lexicon.lists.unnamed and noun.date is None and where is None
    loose = loose and not (_head(noun).text[0].isupper() and _one_of_several(noun))
    if (noun.named and noun.type != "visit" and not loose) or noun.owner or noun.people:
        return True
    if where is not None and (noun.ordinal or noun.part[0].cls == "poss" or _settled(noun)):
        return True
    if noun.status in CALLED_OFF and (where is not None or noun.date is not None):
        return True
    if noun.status == "planned" and where is not None:
        return True
    ahead = any(t.cls == "planned" for t in noun.part)
    return noun.date is not None and (where is not None or ahead)


def _one_of_several(noun: Noun) -> bool:
    """ "the first Periodic Review", "the next Review of the Strategy": one of a series, held at its time."""
    return noun.ordinal is not None or any(t.cls in ("planned", "past") for t in noun.part)


def _end_of_place(scene: Scene, noun: Noun) -> int:
    """ "those at the meeting have citizens in Gaza": no place of the meeting."""
    end = min(noun.end, noun.at + 14)
    had = scene.lexicon.lists.had
    return next((i for i in range(noun.at + 1, end) if scene.row[i].text.lower() in had), end)


def _settled(noun: Noun) -> bool:
    """ "the conference in Madrid": one that reader and writer know of."""
    return noun.part[0].cls in ("the", "his") and noun.type in SETTLED and not _plural_head(noun)


def _head(noun: Noun) -> Token:
    return next(t for t in reversed(noun.part) if t.cls == "eventhead")


def _plural_head(noun: Noun) -> bool:
    head = _head(noun)
    return head.entry is not None and head.text.lower() == f"{head.entry.name.lower()}s"


def _fill(story: Story, draft: Draft, noun: Noun) -> None:
    """Enter what the mention says."""
    story.at[noun.at] = story.current = draft
    draft.spans.append((noun.part[0].start, story.scene.row[noun.at].end))
    if noun.named and (not draft.named or len(noun.label) > len(draft.label)):
        draft.label, draft.named = noun.label, True
    between = any(a.lead == "between" for a in noun.given)
    if noun.named or counted(noun.part) or (between and of_series(noun.part)):
        draft.ordinal = draft.ordinal or noun.ordinal or edition(story.scene, noun.at)
    draft.date = draft.date or noun.date or date_before(story.scene, noun.at)
    _fill_people(story.scene, draft, noun)
    _fill_places(story.scene, draft, noun)
    for key, start, finish in parties_of(story.scene, noun.part):
        draft.parties.setdefault(key, (start, finish))


def _fill_people(scene: Scene, draft: Draft, noun: Noun) -> None:
    if noun.owner:
        before = scene.row[noun.at - 1] if noun.part[0].cls == "poss" else noun.part[0]
        draft.take(noun.owner, "participant", before.start, scene.row[noun.at].end, "owner")
    for agent in noun.given:
        _give(draft, agent)


def _give(draft: Draft, agent: Agent) -> None:
    if agent.person:
        draft.take(agent.key, "participant", agent.start, agent.end, "event_noun")
    elif agent.lead == "between":
        draft.parties.setdefault(agent.key, (agent.start, agent.end))


def _fill_places(scene: Scene, draft: Draft, noun: Noun) -> None:
    if draft.type == "visit":
        draft.places = draft.places or towards(scene, noun.at + 1, noun.end)
        draft.place = draft.place or (draft.places[0] if draft.places else None)
    if noun.stated:
        draft.place = draft.place or noun.where
    if draft.place is None:
        draft.place = nearest_place(scene, noun.at + 1, _end_of_place(scene, noun), noun.at)
    city = city_of(scene, noun.part)
    draft.place = draft.place or place_before(scene, noun.at)
    if city is not None and noun.part[0].cls == "the" and not draft.people():
        draft.named, draft.label = True, noun.label if not draft.named else draft.label
    if city is not None and (noun.named or draft.named):
        draft.city = draft.city or (scene.places.key(city), city.start, city.end)
