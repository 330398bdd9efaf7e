"""More people for an event that is already told: "with the participation of …", "the delegation included …"."""

from __future__ import annotations

from communique.reading.clause import denied
from communique.reading.clauses import Agent, agents
from communique.reading.drafts import Draft
from communique.reading.scene import Scene
from communique.reading.story import Story

JOINED = frozenset(("attend", "cochairs", "including", "representing", "", "with", "by", "from"))


def join_in(story: Story, at: int, first: int, last: int) -> None:
    """ "with the participation of …", "accompanied by …": more people for the event at hand."""
    row = story.scene.row
    draft = next((story.at[i] for i in range(at - 1, first - 1, -1) if i in story.at), None)
    draft = draft or _at_hand(story, at, first)
    if draft is None or denied(story.scene, first, at) or not _of_people(story.scene, at, first):
        return
    end = at + 1
    while end < last and row[end].cls not in ("verb", "which", "lead"):
        end += 1
    role = "chair" if row[at].cls == "cochairs" else "participant"
    home = next((t for t in reversed(row[first:at]) if t.cls in ("demonym", "state", "body")), None)
    for agent in agents(story.scene, at, end):
        if agent.lead in JOINED and _takes_part(agent, draft):
            draft.take(agent.key, role, agent.start, agent.end, "attend")
            if home is not None:
                draft.roles[agent.key].holding = home.entry.value if home.entry else ""
    story.at.setdefault(at, draft)


def _at_hand(story: Story, at: int, first: int) -> Draft | None:
    """The event that more people are named for: one with people of the same state, else the current one."""
    row = story.scene.row
    home = next(
        (t.entry.value for t in row[first:at] if t.cls in ("state", "demonym", "body") and t.entry), ""
    )
    if home and row[at].text.lower().startswith(("includ", "compris")):
        for draft in story.drafts.live():
            if draft.status == "held" and any(story.homes.get(k, ("",))[0] == home for k in draft.roles):
                return draft
    visit = next((d for d in reversed(story.drafts.live()) if d.type == "visit" and d.status == "held"), None)
    if visit is not None and any("delegation" in t.text.lower() for t in row[first : at + 1]):
        return visit
    current = story.current if story.current and story.current.status == "held" else None
    return current or story.drafts.main()


def _of_people(scene: Scene, at: int, first: int) -> bool:
    """ "included" lists people only after a word for a group of them."""
    if not scene.row[at].text.lower().startswith(("includ", "compris")):
        return True
    return any(t.cls in ("group", "representing", "lead") for t in scene.row[first:at])


def _takes_part(agent: Agent, draft: Draft) -> bool:
    return agent.key not in draft.roles


def join_named(story: Story, first: int, last: int) -> None:
    """ "A and B launched this at the Summit": those who did something at a named event took part in it."""
    row = story.scene.row
    for at in range(first + 1, last):
        draft = story.at.get(at)
        if (
            draft is None
            or row[at].cls != "event"
            or not draft.named
            or draft.people()
            or draft.status == "planned"
        ):
            continue
        if row[at - 1].text.lower() not in ("at", "during") or draft.type not in (
            "summit",
            "conference",
            "meeting",
        ):
            continue
        for agent in agents(story.scene, first, at):
            if agent.lead == "" and agent.key.startswith("person:"):
                draft.take(agent.key, "participant", agent.start, agent.end, "at_event")
