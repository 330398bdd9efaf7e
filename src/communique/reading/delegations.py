"""Delegations: "X led a delegation of representatives of 22 entities, including …"."""

from __future__ import annotations

from dataclasses import dataclass

from communique.reading.clauses import agents
from communique.reading.story import Story

NUMBERS = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split())}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """A delegation: its event, its leader's key, how many it is said to count, and its words."""

    event: str
    leader: str
    count: tuple[int, int, int] | None
    label: str
    start: int
    end: int


def read_delegations(story: Story) -> list[Party]:
    """Every led delegation; its members become participants of the event."""
    found: list[Party] = []
    for first, last in story.scene.sentences:
        for at in range(first, last):
            token = story.scene.row[at]
            party = _led(story, at, first, last, len(found) + 1) if token.cls == "lead" else None
            if token.cls == "representing" and not any(p.start <= token.start < p.end for p in found):
                party = _counted(story, at, first, last)
            if party is not None:
                found.append(party)
    return found


def _led(story: Story, at: int, first: int, last: int, number: int) -> Party | None:
    scene = story.scene
    leaders = [a for a in agents(scene, first, at) if a.key.startswith("person:") and a.lead == ""]
    draft = (
        next((story.at[i] for i in range(at - 1, first - 1, -1) if i in story.at), None)
        or story.drafts.main()
    )
    if not leaders or draft is None or not _delegation(story, at, last):
        return None
    leader = leaders[-1]
    key = f"delegation:{number}"
    draft.take(leader.key, "participant", leader.start, leader.end, "lead", key)
    draft.roles[leader.key].delegation = key
    stop = at + 1
    while stop < last and scene.row[stop].cls not in ("including", "comma", "which"):
        stop += 1
    for agent in agents(scene, stop, last):
        if agent.lead == "including" or (agent.lead in ("attend", "") and agent.key.startswith("person:")):
            draft.take(agent.key, "participant", agent.start, agent.end, "delegation", key)
            draft.roles[agent.key].delegation = key
    count = _count(story, at, stop)
    start, end = scene.row[at].start, scene.row[stop - 1].end
    label = f"Delegation of {count[0]}" if count else "Delegation"
    return Party(draft.key, leader.key, count, label, start, end)


def _counted(story: Story, at: int, first: int, last: int) -> Party | None:
    """ "representatives of 16 entities": a group of which only the number is told."""
    scene = story.scene
    end = at + 1
    while end < last and scene.row[end].cls in (
        "number",
        "body",
        "word",
        "cap",
        "portfolio",
        "eventadjective",
        "region",
    ):
        end += 1
    draft = story.drafts.main()
    count = _count(story, at + 1, min(at + 3, end))
    if draft is None or count is None or end >= last or scene.row[end].cls != "group":
        return None
    start, finish = scene.row[at].start, scene.row[end].end
    return Party(draft.key, "", count, f"{count[0]} {scene.row[end].text}", start, finish)


def _delegation(story: Story, at: int, last: int) -> bool:
    words = [t.text.lower() for t in story.scene.row[at : min(last, at + 5)]]
    return any("delegation" in w for w in words)


def _count(story: Story, first: int, last: int) -> tuple[int, int, int] | None:
    for token in story.scene.row[first:last]:
        if token.cls == "number" and token.text.isdigit():
            return int(token.text), token.start, token.end
        if token.text.lower() in NUMBERS and token.cls != "a":
            return NUMBERS[token.text.lower()], token.start, token.end
    return None
