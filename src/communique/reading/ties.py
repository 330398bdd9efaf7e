"""What an instrument is tied to: funders, managers, the event it was signed at, what it pays for."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clauses import agents
from communique.reading.deeds import Deed
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token


def ties(story: Story, deeds: list[Deed], here: Sequence[Deed], first: int, last: int) -> None:
    """Funders and managers of initiatives, and what a contribution pays for."""
    scene = story.scene
    subject = here[-1] if here else _meant(scene, deeds, first)
    for at in range(first, last):
        token = scene.row[at]
        if token.cls in ("funded", "managed") and subject is not None:
            for agent in agents(scene, at + 1, min(last, at + 12)):
                if not agent.key.startswith("person:"):
                    subject.relations.append(
                        ("funder" if token.cls == "funded" else "manager", agent.key, agent.start, agent.end)
                    )
                    break
            else:
                _hyphened(scene, at, token, subject)
    for deed in here:
        main = story.drafts.main()
        if (
            deed.kind == "initiative"
            and deed.status == "launched"
            and deed.date is None
            and main
            and main.status == "held"
        ):
            deed.relations.append(("launched at", main.key, *deed.spans[0]))
        if deed.type == "contribution":
            other = next((d for d in here if d is not deed and d.start >= deed.start), None)
            if other is not None:
                deed.finances = (other.key, other.start, other.end)


def _hyphened(scene: Scene, at: int, token: Token, subject: Deed) -> None:
    """ "an EU-funded initiative"."""
    if (
        at >= 2
        and scene.row[at - 1].cls == "hyphen"
        and scene.row[at - 2].cls in ("body", "state")
        and token.cls == "funded"
    ):
        body = scene.row[at - 2]
        subject.relations.append(("funder", scene.bodies.key(body), body.start, token.end))


def occasions(story: Story, here: Sequence[Deed], first: int, last: int) -> None:
    """ "signed on the occasion of the Dialogue": where it was done."""
    at = next((i for i in range(first, last) if story.scene.row[i].cls == "margins"), None)
    event = next((story.at[i] for i in range(at, min(last, at + 6)) if i in story.at), None) if at else None
    if event is not None:
        for deed in here:
            deed.meeting = deed.meeting or event.key


def _meant(scene: Scene, deeds: list[Deed], first: int) -> Deed | None:
    """ "The Facility will be managed by …": the initiative last named with that head."""
    for token in scene.row[first : first + 4]:
        if token.cls == "instrumenthead" and token.entry:
            same = [d for d in deeds if d.type == token.entry.value]
            return same[-1] if same else None
    return None
