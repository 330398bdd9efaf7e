"""What an instrument is tied to: funders, managers, the event it was signed at, what it pays for."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clauses import agents
from communique.reading.deeds import Deed
from communique.reading.scene import Scene
from communique.reading.story import Story

RELATIONS = {"funded": "funder", "managed": "manager"}


def ties(story: Story, deeds: Sequence[Deed], here: Sequence[Deed], first: int, last: int) -> None:
    """Funders and managers of initiatives, and what a contribution pays for."""
    subject = here[-1] if here else _meant(story.scene, deeds, first)
    for at in range(first, last):
        if subject is not None and story.scene.row[at].cls in RELATIONS:
            _relate(story.scene, subject, at, last)
    for deed in here:
        _launched_at(story, deed)
        if deed.type == "contribution":
            other = next((d for d in here if d is not deed and d.start >= deed.start), None)
            if other is not None:
                deed.finances = (other.key, other.start, other.end)


def _relate(scene: Scene, subject: Deed, at: int, last: int) -> None:
    """ "funded by A", "managed by B", and "an EU-funded initiative"."""
    row = scene.row
    relation = RELATIONS[row[at].cls]
    after = next((a for a in agents(scene, at + 1, min(last, at + 12)) if not a.person), None)
    if after is not None:
        subject.relations.append((relation, after.key, after.start, after.end))
        return
    before = row[at - 2] if at >= 2 and row[at - 1].cls == "hyphen" else None
    if before is not None and before.cls in ("body", "state") and relation == "funder":
        subject.relations.append((relation, scene.bodies.key(before), before.start, row[at].end))


def _launched_at(story: Story, deed: Deed) -> None:
    """An initiative launched without a date of its own was launched at the event reported on."""
    main = story.drafts.main()
    if deed.kind != "initiative" or deed.status != "launched" or deed.date is not None:
        return
    if main is not None and main.status == "held":
        deed.relations.append(("launched at", main.key, *deed.spans[0]))


def occasions(story: Story, here: Sequence[Deed], first: int, last: int) -> None:
    """ "signed on the occasion of the Dialogue": where it was done."""
    at = next((i for i in range(first, last) if story.scene.row[i].cls == "margins"), None)
    event = next((story.at[i] for i in range(at, min(last, at + 6)) if i in story.at), None) if at else None
    if event is not None:
        for deed in here:
            deed.meeting = deed.meeting or event.key


def _meant(scene: Scene, deeds: Sequence[Deed], first: int) -> Deed | None:
    """ "The Facility will be managed by …": the initiative last named with that head."""
    for token in scene.row[first : first + 4]:
        if token.cls == "instrumenthead" and token.entry:
            same = [d for d in deeds if d.type == token.entry.value]
            return same[-1] if same else None
    return None
