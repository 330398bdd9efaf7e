"""Who stands on the other side of a verb of meeting, and how far off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.clause import Clause
from communique.reading.clauses import Agent
from communique.reading.nearby import is_place
from communique.reading.scene import Scene, Where
from communique.reading.story import Story
from communique.reading.subjects import pronoun
from communique.reading.tokens import Token

CIRCUMSTANCE = frozenset("in at on the his date place state region body comma portfolio cap bodyhead".split())


def too_far(row: Sequence[Token], clause: Clause, objects: Sequence[Agent]) -> bool:
    """Where the frame wants its object right after the verb, and it is not there."""
    reach = range(clause.at - 4, clause.at) if clause.passive else range(clause.at, clause.at + 4)
    near = any(a.at in reach or (clause.passive and a.at == clause.at) for a in objects)
    return clause.frame.adjacent and not near and not _past_circumstance(row, clause, objects)


def _past_circumstance(row: Sequence[Token], clause: Clause, objects: Sequence[Agent]) -> bool:
    """ "received in his office in X on Friday, the Ambassador, A": only day and place stand between."""
    first = next((a.at for a in objects if a.person), clause.at)
    between = row[clause.at + 1 : first - (row[first - 1].cls == "the")]
    plain = all(
        t.cls in CIRCUMSTANCE or b.cls in ("his", "in")
        for b, t in zip(row[clause.at :], between, strict=False)
    )
    return bool(between) and plain and between[-1].cls in ("comma", "date", "place", "body")


def by_post(scene: Scene, clause: Clause) -> bool:
    """ "The Secretary-General met with A": the one side is told by their post alone."""
    row, at = scene.row, clause.at - 1
    while at > clause.first and (row[at].cls in ("date", "word") and not row[at].text.endswith("ed")):
        at -= 1
    return (
        clause.frame.event == "meeting"
        and not clause.passive
        and row[at].cls == "head"
        and row[at - 1].cls == "the"
    )


def by_place(scene: Scene, clause: Clause, objects: Sequence[Agent]) -> list[tuple[list[Agent], Clause]]:
    """ "met A in Baghdad and B in Erbil": each was met at a place of their own, in a clause of its own."""
    people = [a for a in objects if a.person]
    if len(people) < 2 or len(people) < len(objects) or clause.passive:
        return []
    ends = [*(a.at for a in people[1:]), clause.last]
    led = [_led_to(scene, agent.at, end) for agent, end in zip(people, ends, strict=True)]
    places = {scene.row[i].text for i in led if i}
    if not all(led) or len(places) < len(people):
        return []
    starts = [clause.at, *(a.at - 1 for a in people[1:])]
    return [
        ([a], replace(clause, at=start, last=end, first=clause.first if start == clause.at else start))
        for a, start, end in zip(people, starts, ends, strict=True)
    ]


def _led_to(scene: Scene, at: int, end: int) -> int:
    """The place that "in" leads in right after a person, 0 for none."""
    row = scene.row
    at += 1 + (row[at + 1].cls == "date")
    return at + 1 if at + 1 < end and row[at].cls == "in" and is_place(scene, at + 1) else 0


def received_one(story: Story, clause: Clause, subject: Sequence[Agent]) -> list[Agent]:
    """ "He will be received by A": whom the pronoun before a verb in the passive means."""
    meant = pronoun(story, clause) if clause.passive and clause.frame.adjacent else None
    have = {a.key for a in subject}
    return [a for a in meant or () if a.person and a.key not in have]


def welcomed_to(scene: Scene, clause: Clause, objects: Sequence[Agent]) -> Where | None:
    """The house in "welcomed A to the White House"."""
    guest = (
        next((a.at for a in objects if a.person), len(scene.row)) if clause.frame.hosts else len(scene.row)
    )
    reach = range(guest + 1, min(clause.last, guest + 4))
    at = next((i for i in reach if scene.row[i].cls not in ("to", "the")), None)
    if at is None or scene.row[guest + 1].cls != "to" or not is_place(scene, at):
        return None
    token = scene.row[at]
    return scene.places.key(token), token.start, token.end
