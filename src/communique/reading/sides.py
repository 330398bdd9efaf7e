"""Between whom two sides agree: "the two leaders signed", "both sides", "a bilateral treaty"."""

from __future__ import annotations

from communique.reading.acts import Doing, parties_to
from communique.reading.clauses import agents
from communique.reading.deeds import Deed
from communique.reading.drafts import Draft
from communique.reading.naming import Naming
from communique.reading.scene import Scene
from communique.reading.story import Story

LONGEST = 3  # words of "the two sides"
PAIR = 2
CLAUSE_ENDS = frozenset(("semicolon", "which"))


def note_sides(story: Story, deed: Deed, naming: Naming) -> None:
    """Keep the people whose states or bodies conclude the instrument, where the sentence tells no party."""
    _they_signed(story, deed, naming)
    if deed.people or len(deed.parties) > 1 or naming.status == "mentioned":
        return
    active = _active(story.scene, naming)
    doers = _doers(story.scene, naming) if active else []
    draft = story.at_hand(naming.first)
    if len(doers) > 1:
        deed.people = (tuple(key for key, _, _ in doers), doers[0][1], doers[-1][2])
    elif draft is not None and len(draft.people()) > 1:
        words = _both(story.scene, naming) if active or _same_day(story, deed, draft) else None
        words = words or (_bilateral(story.scene, naming) if _between(story.scene, draft, naming) else None)
        if words is not None:
            deed.people = (tuple(draft.people()), *words)


def _they_signed(story: Story, deed: Deed, naming: Naming) -> None:
    """ "At the conclusion they signed the Framework": the two people of the event at hand."""
    at, row = naming.doing.at, story.scene.row
    if naming.status != "signed" or not naming.first < at < naming.at or deed.signatories:
        return
    near = row[max(naming.first, at - LONGEST) : at]
    plural = story.scene.lexicon.lists.plural | story.scene.lexicon.lists.pair
    word = next((t for t in near if t.cls == "he" and t.text.lower() in plural), None)
    draft = story.at_hand(naming.first)
    people = [k for k in draft.roles if k.startswith("person:")] if draft is not None else []
    if word is not None and len(people) == PAIR:
        deed.signatories = dict.fromkeys(people, (word.start, word.end))


def _active(scene: Scene, naming: Naming) -> bool:
    """Whether a verb of concluding before the name can have the two sides as its subject: "signed"."""
    at = naming.doing.at
    verb = scene.row[at].text.lower() if at >= 0 else ""
    return (
        bool(verb)
        and at < naming.at
        and (verb in scene.lexicon.lists.concluding or naming.status == "planned")
    )


def _doers(scene: Scene, naming: Naming) -> list[tuple[str, int, int]]:
    """The people who sign, launch …"""
    found = parties_to(scene, naming.doing, naming.end, naming.first, naming.last)
    return [(a.key, a.start, a.end) for a in found if a.person]


def _both(scene: Scene, naming: Naming) -> tuple[int, int] | None:
    """The words "both sides", "the two leaders" in the clause before the verb or name."""
    end = naming.doing.at if 0 <= naming.doing.at < naming.at else naming.at
    row, lists = scene.row, scene.lexicon.lists
    for at in range(end - 1, naming.first - 1, -1):
        if row[at].cls in CLAUSE_ENDS:
            return None
        for size in range(1, LONGEST + 1):
            part = row[at : min(at + size, end)]
            words = " ".join(token.text.lower() for token in part)
            if words in lists.both or words in lists.pair:
                return part[0].start, part[-1].end
    return None


def _same_day(story: Story, deed: Deed, draft: Draft) -> bool:
    """Whether it was signed on the day of the event, or of the release."""
    day = deed.date.start if deed.date is not None else ""
    of_event = draft.date.start if draft.date is not None else story.published
    return deed.status == "signed" and bool(day) and day in (of_event, story.published)


def _bilateral(scene: Scene, naming: Naming) -> tuple[int, int] | None:
    said = scene.lexicon.lists.bilateral
    word = next((token for token in naming.part if token.text.lower() in said), None)
    return None if word is None else (word.start, word.end)


def _between(scene: Scene, draft: Draft, naming: Naming) -> bool:
    """Whether one of those who met proposes or concludes it."""
    before = agents(scene, naming.first, naming.doing.at) if naming.doing.at < naming.at else ()
    return any(a.key in draft.people() and a.lead == "" for a in before)


def signed_by(scene: Scene, deeds: list[Deed], first: int, last: int) -> None:
    """ "It was signed by A on behalf of X and by B on behalf of Y": who signed what was named before."""
    row = scene.row
    named = row[first].cls == "the" and row[first + 1].text.lower() in scene.lexicon.lists.papers
    head = row[first + named : first + named + 3]
    verb = [t.cls for t in head[1:]] == ["be", "instrumentverb"] and head[2].text.lower() == "signed"
    it = verb and (named or head[0].text.lower() in scene.lexicon.lists.it)
    if not it or not deeds or deeds[-1].kind != "agreement":
        return
    deed, at = deeds[-1], first + named + 2
    for agent in parties_to(scene, Doing(at, "signed"), at + 1, first, last):
        side = deed.signatories if agent.person else deed.parties
        side.setdefault(agent.key, (agent.start, agent.end))
    deed.rise("signed")
