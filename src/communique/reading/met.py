"""Who stands on the other side of a verb of meeting, and how far off."""

from __future__ import annotations

from collections.abc import Sequence

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
