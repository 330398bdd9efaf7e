"""More people for a told event: "with the participation of …", "the delegation included …"."""

from __future__ import annotations

from communique.reading.clause import denied
from communique.reading.clauses import agents
from communique.reading.drafts import Draft
from communique.reading.scene import Scene
from communique.reading.story import Story

ACTS = frozenset(("verb", "speech", "instrumentverb", "discuss"))
NEAR = 6  # events back
JOINED = frozenset(("attend", "cochairs", "including", "representing", "", "with", "by", "from"))
PROSE = frozenset(("verb", "be", "will", "speech", "discuss", "he", "i", "which"))
GROUPS = frozenset(("attend", "group", "heads"))
HOMES = frozenset(("state", "demonym", "body"))


def join_in(story: Story, at: int, first: int, last: int) -> None:
    """ "with the participation of …", "accompanied by …": more people for the event at hand."""
    row = story.scene.row
    draft = _visit_of(story, at) or story.latest(at, first)
    draft = draft or _ahead(story, at, last) or _at_hand(story, at, first)
    if draft is None or denied(story.scene, first, at) or not _of_people(story.scene, at, first):
        return
    end = next((i for i in range(at + 1, last) if row[i].cls in ("verb", "which", "lead")), max(last, at + 1))
    role = "chair" if row[at].cls == "cochairs" else "participant"
    home = next((t for t in reversed(row[first:at]) if t.cls in HOMES and t.entry), None)
    for agent in agents(story.scene, at, end):
        if agent.lead in JOINED and agent.key not in draft.roles:
            draft.take(agent.key, role, agent.start, agent.end, "attend")
            if home is not None and home.entry is not None:
                story.homes[agent.key] = (home.entry.value, home.start, home.end)
    story.at.setdefault(at, draft)


def _visit_of(story: Story, at: int) -> Draft | None:
    """ "She was accompanied by A": on her visit, not only at the meeting told last."""
    word = story.scene.row[at].text.lower()
    if not any(w in story.scene.lexicon.lists.accompanying for w in word.split()):
        return None
    there = set(story.subject) | (story.current.people() if story.current is not None else set())
    near = [d for d in story.drafts.latest()[:NEAR] if d.type == "visit" and d.people() & there]
    return near[0] if near else None


def _ahead(story: Story, at: int, last: int) -> Draft | None:
    """In "A, joined by B, will travel" the event comes after the aside."""
    if at == 0 or story.scene.row[at - 1].cls != "comma":
        return None
    return next((story.at[i] for i in range(at + 1, last) if i in story.at), None)


def open_list(story: Story, first: int, last: int) -> None:
    """ "Participants included:" opens a list: those listed below took part in the event at hand."""
    row = story.scene.row
    if row[last - 1].cls == "colon" and story.scene.classes[first] & GROUPS:
        at = next((i for i in range(first, last) if row[i].cls == "attend"), last - 1)
        whom = next((i for i in range(first, at) if row[i].cls == "who"), None)
        if whom is not None and any(t.entry and t.entry.value == "meet" for t in row[whom:at]):
            story.listing = _those_met(story, whom, at)
        else:
            story.listing = story.latest(at, first) or _at_hand(story, at, first)


def _those_met(story: Story, whom: int, at: int) -> Draft | None:
    """ "Those whom A met included:" lists people whom A met, not others who came along on the visit."""
    row, visit = story.scene.row, story.drafts.held_visit()
    people = [a.key for a in agents(story.scene, whom, at) if a.person]
    people = people or (sorted(visit.people()) if visit is not None else [])
    if len(people) != 1:
        return None
    draft = story.drafts.new("meeting", "", "held", row[whom].start, row[at].end, "meet")
    draft.take(people[0], "participant", row[whom].start, row[at].end, "meet")
    return draft


def join_listed(story: Story, first: int, last: int) -> None:
    """One line of such a list; a paragraph of prose ends it."""
    if story.listing is None:
        return
    if story.scene.row[first].cls != "official":
        if any(t.cls in PROSE for t in story.scene.row[first:last]):
            story.listing = None
        return
    for agent in agents(story.scene, first, last):
        if agent.lead == "" and agent.key.startswith("person:"):
            story.listing.take(agent.key, "participant", agent.start, agent.end, "attend")


def _at_hand(story: Story, at: int, first: int) -> Draft | None:
    """The event that more people are named for: one with people of the same state, else the current one."""
    row, live = story.scene.row, story.drafts.live()
    home = next((t.entry.value for t in row[first:at] if t.cls in HOMES and t.entry), "")
    if home and _comprising(story.scene, at):
        for draft in live:
            if draft.status == "held" and any(story.homes.get(k, ("",))[0] == home for k in draft.roles):
                return draft
    visit = next((d for d in reversed(live) if d.type == "visit" and d.status == "held"), None)
    if visit is not None and _speaks_of_delegation(story.scene, first, at):
        return visit
    current = story.current if story.current and story.current.status == "held" else None
    return current or story.drafts.main()


def _speaks_of_delegation(scene: Scene, first: int, at: int) -> bool:
    words = scene.lexicon.lists.delegation
    return any(word in t.text.lower() for t in scene.row[first : at + 1] for word in words)


def _comprising(scene: Scene, at: int) -> bool:
    return scene.row[at].text.lower() in scene.lexicon.lists.comprising


def _of_people(scene: Scene, at: int, first: int) -> bool:
    """ "included" lists people only after a word for a group of them."""
    attendees = scene.lexicon.lists.attendees
    groups = (
        t.cls in ("group", "representing", "lead") or t.text.lower() in attendees for t in scene.row[first:at]
    )
    return not _comprising(scene, at) or any(groups)


def join_named(story: Story, first: int, last: int) -> None:
    """ "A and B launched this at the Summit": those who did something at a named event took part in it."""
    for at in range(first + 1, last) if "event" in story.scene.classes[first] else ():
        draft = story.at.get(at)
        if draft is None or not _done_at(story.scene, at, draft):
            continue
        for agent in agents(story.scene, first, at):
            if agent.lead == "" and agent.person and not _of_things_done(story.scene, agent.at, at):
                draft.take(agent.key, "participant", agent.start, agent.end, "at_event")


def _of_things_done(scene: Scene, agent: int, at: int) -> bool:
    """In "A welcomed pledges made at the Summit" and "plans that were discussed at it" A was not there."""
    between = scene.row[agent + 1 : at]
    told = sum(
        t.cls in ACTS or t.text.endswith("ed") or t.text in scene.lexicon.lists.past_forms for t in between
    )
    aside = any(t.cls in ("which", "who") or t.text in scene.lexicon.lists.relative for t in between)
    return aside or told > 1


def _done_at(scene: Scene, at: int, draft: Draft) -> bool:
    row = scene.row
    if row[at].cls != "event" or not draft.named or draft.people() or draft.status == "planned":
        return False
    led = row[at - 1].text.lower() in scene.lexicon.lists.at_event
    return led and draft.type in ("summit", "conference", "meeting")
