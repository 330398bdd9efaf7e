"""Delegations: "X led a delegation of representatives of 22 entities, including …", "six agencies: …"."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from communique.reading.clauses import Agent, agents
from communique.reading.drafts import Draft
from communique.reading.story import Story
from communique.reading.tokens import Token

COUNTED = frozenset(("number", "body", "word", "cap", "portfolio", "eventadjective", "region"))
TOLD = frozenset(("lead", "representing", "group"))
OPENERS = frozenset(("colon", "lparen"))
LISTED = frozenset(("comma", "and", "the"))
BODIES = frozenset(("body", "state"))
FAR = 8  # tokens from a counted group to the sign before its list
LONGEST_COUNT = 6  # digits; a longer number counts no group
Count = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Party:
    """A delegation: its event, its leader's key, how many it is said to count, and its words."""

    event: str
    leader: str
    count: Count | None
    label: str
    start: int
    end: int


def read_delegations(story: Story) -> list[Party]:
    """Every led delegation; its members become participants of the event."""
    found: list[Party] = []
    for first, last in story.scene.sentences:
        grouped = "group" in story.scene.classes[first]
        for at in range(first, last) if story.scene.classes[first] & TOLD else ():
            token = story.scene.row[at]
            party = (
                _led(story, at, first, last, f"delegation:{len(found) + 1}") if token.cls == "lead" else None
            )
            if token.cls == "representing" and not any(p.start <= token.start < p.end for p in found):
                party = _counted(story, at, last)
            if party is None and grouped:
                party = _listed(story, at, first, last, f"delegation:{len(found) + 1}")
            if party is not None:
                found.append(party)
    return found


def _led(story: Story, at: int, first: int, last: int, key: str) -> Party | None:
    row = story.scene.row
    leaders = [a for a in agents(story.scene, first, at) if a.person and a.lead == ""]
    draft = story.latest(at, first) or story.at_hand(first)
    if not leaders or draft is None or not _delegation(story, at, last):
        return None
    _join(draft, leaders[-1], "lead", key)
    ends = ("including", "comma", "which")
    stop = next((i for i in range(at + 1, last) if row[i].cls in ends), max(last, at + 1))
    for agent in agents(story.scene, stop, last):
        if agent.lead == "including" or (agent.lead in ("attend", "") and agent.person):
            _join(draft, agent, "delegation", key)
    count = _count(story, at, stop)
    label = f"Delegation of {count[0]}" if count else "Delegation"
    return Party(draft.key, leaders[-1].key, count, label, row[at].start, row[stop - 1].end)


def _join(draft: Draft, agent: Agent, rule: str, key: str) -> None:
    draft.take(agent.key, "participant", agent.start, agent.end, rule, key)
    draft.roles[agent.key].delegation = key


def _counted(story: Story, at: int, last: int) -> Party | None:
    """ "representatives of 16 entities": a group of which only the number is told."""
    row = story.scene.row
    end = next((i for i in range(at + 1, last) if row[i].cls not in COUNTED), max(last, at + 1))
    draft = story.drafts.main()
    count = _count(story, at + 1, min(at + 3, end))
    if draft is None or count is None or end >= last or row[end].cls != "group":
        return None
    return Party(draft.key, "", count, f"{count[0]} {row[end].text}", row[at].start, row[end].end)


def _listed(story: Story, at: int, first: int, last: int, key: str) -> Party | None:
    """ "Six agencies attended: A, B and C": a group whose number is told, and each of it named."""
    row, count = story.scene.row, _count(story, at, at + 1)
    group = next((i for i in range(at + 1, last) if row[i].cls not in COUNTED), last)
    if count is None or group >= last or row[group].cls != "group":
        return None
    sign = next((i for i in range(group + 1, min(last, group + FAR)) if row[i].cls in OPENERS), last)
    end = next((i for i in range(sign + 1, last) if row[i].cls not in LISTED | BODIES), last)
    members = {a.key: a for a in agents(story.scene, min(sign + 1, last), end) if not a.person}
    draft = _attended(story, at, first, sign, members.keys())
    if draft is None or len(members) < 2:
        return None
    for agent in members.values():
        draft.take(agent.key, "participant", agent.start, agent.end, "attend", key)
        draft.roles[agent.key].delegation = key
    return Party(draft.key, "", count, f"{count[0]} {row[group].text}", row[at].start, row[group].end)


def _attended(story: Story, at: int, first: int, sign: int, members: Set[str]) -> Draft | None:
    """The event that the members of a list take part in, as it is said of each or of all."""
    known = (d for d in story.drafts.latest() if members and members <= {*d.roles, *d.parties})
    draft = next(known, None)
    if draft is None and any(_attends(token) for token in story.scene.row[at:sign]):
        draft = story.latest(sign, first) or story.at_hand(first)
    return draft


def _attends(token: Token) -> bool:
    return token.cls == "attend" or (token.entry is not None and token.entry.value == "attend")


def _delegation(story: Story, at: int, last: int) -> bool:
    near = [t.text.lower() for t in story.scene.row[at : min(last, at + 5)]]
    return any(word in text for text in near for word in story.scene.lexicon.lists.delegation)


def _count(story: Story, first: int, last: int) -> Count | None:
    counts = story.scene.lexicon.counts
    for token in story.scene.row[first:last]:
        word = token.text.lower()
        if token.cls == "number" and word.isdecimal() and len(word) <= LONGEST_COUNT:
            return int(word), token.start, token.end
        if word in counts and token.cls != "a":
            return counts[word], token.start, token.end
    return None
