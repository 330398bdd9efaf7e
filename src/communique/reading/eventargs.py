"""Who takes part in an event that a noun names: "his visit", "a call between A and B", "talks with C"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clauses import Agent, agents, opens_purpose
from communique.reading.nearby import destinations, is_place
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token

ENDS = frozenset(
    "verb which semicolon stop break who be event dash colon discuss speech attend lead will past "
    "instrumentverb".split()
)
NEAR = frozenset("date in on at to from place state region the lparen rparen acronym comma of".split())
LINKING = frozenset(("be", "will", "on", "comma", "word", "date"))
TOPIC = frozenset("word portfolio cap and the of region state hyphen acronym demonym eventadjective".split())
LONGEST_TOPIC = 10
ARGUMENTS = frozenset(("with", "between", "by", "of"))


def reach(scene: Scene, at: int, last: int) -> int:
    """The end of the words of the noun at token `at`: the next verb, clause or sentence."""
    end = at + 1
    if end < last and scene.row[end].text in scene.lexicon.lists.held:
        end += 1
    while end < last and (scene.row[end].cls not in ENDS or _margins(scene.row, end)):
        if opens_purpose(scene.row, end):
            break
        end += 1
    return end


def _margins(row: Sequence[Token], at: int) -> bool:
    """The Summit in "bilateral meetings on the margins of the Summit with A and B"."""
    return row[at].cls == "event" and row[at - 1].cls == "margins"


def argument_at(scene: Scene, at: int, end: int) -> int:
    """The first token after the noun that is neither date nor place, where its "with" may stand."""
    near = at + 1
    if near + 1 < end and scene.row[near].text in scene.lexicon.lists.held:
        near += 1
    while near < end and _circumstance(scene, near) and not _agent_follows(scene.row, near):
        near += 1
    return _past_topic(scene.row, near, end)


def _past_topic(row: Sequence[Token], near: int, end: int) -> int:
    """The "between" in "dialogue on counter-terrorism between A and B", else `near`."""
    if near >= end or row[near - 1].cls != "on" or row[near].cls in ARGUMENTS:
        return near
    at = near
    while at < min(end, near + LONGEST_TOPIC) and row[at].cls in TOPIC:
        at += 1
    return at if at < end and row[at].cls == "between" else near


def _circumstance(scene: Scene, at: int) -> bool:
    """Words for day and place; a body whose house is a place ("at the White House") counts as one."""
    led = scene.row[at - 1].cls == "the" and scene.row[at - 2].cls in ("at", "in")
    short = scene.row[at].cls == "body" and scene.row[at - 1].cls == "lparen"
    planned = (
        scene.row[at].cls == "planned"
        or short
        or (scene.row[at].cls == "for" and scene.row[at - 1].cls == "planned")
    )
    return (
        scene.row[at].cls in (*NEAR, "margins")
        or _margins(scene.row, at)
        or planned
        or (scene.row[at].cls == "body" and led and is_place(scene, at))
    )


def owner_of(story: Story, at: int, first: int, part: Sequence[Token]) -> str:
    """The person in "Mr X's visit" or whom "his" and "my" mean; empty for none."""
    before = story.scene.row[at - 1] if at else None
    if part[0].cls == "poss" and before is not None and before.cls == "official" and before.entry:
        return before.entry.value
    lists, word = story.scene.lexicon.lists, part[0].text.lower()
    if word in lists.of_author and story.author:
        return story.author.key
    if word not in lists.of_subject:
        return ""
    row = story.scene.row
    here = [a for a in agents(story.scene, first, at) if a.person]
    if len(here) == 1 and here[0].lead == "" and not any(t.cls == "verb" for t in row[here[0].at : at]):
        return here[0].key
    guest = _received(story, here, at) if here else ""
    if guest:
        return guest
    near = [t.cls for t in row[here[-1].at + 1 : at]] if here else []
    if here and here[-1].lead == "" and "be" in near and LINKING.issuperset(near):
        return here[-1].key
    return story.subject[0] if story.subject else ""


def _received(story: Story, here: Sequence[Agent], at: int) -> str:
    """In "A received B during his visit" the visit is that of B."""
    row = story.scene.row
    during = any(t.text.lower() in story.scene.lexicon.lists.in_course for t in row[here[-1].at + 1 : at])
    verb = next((i for i in range(here[-1].at, here[0].at, -1) if row[i].cls == "verb"), None)
    entry = row[verb].entry if verb is not None else None
    hosts = entry is not None and story.scene.lexicon.frames[entry.value].hosts
    passive = verb is not None and row[verb - 1].cls == "be"
    return here[-1].key if during and hosts and not passive and len(here) > 1 else ""


def visitor(story: Story, at: int, first: int, last: int) -> str:
    """Who was there in "On a visit to Kenya, A met B", "A met B as part of a visit"; empty for nobody."""
    scene, row = story.scene, story.scene.row
    led = row[at - 1].text.lower()
    if " ".join(t.text.lower() for t in row[max(first, at - 3) : at]) in scene.lexicon.lists.beside:
        led = "on"
    if at == first or (led not in scene.lexicon.lists.in_course and led not in scene.lexicon.lists.beside):
        return ""
    end = reach(scene, at, last)
    if not destinations(scene, at + 1, end):
        return ""
    before = next((a for a in agents(scene, first, at) if a.person and a.lead == ""), None)
    after = next((a for a in agents(scene, at + 1, min(last, end + 3)) if a.person), None)
    opens = at - first < 3
    if before is not None and not opens:
        return before.key
    if after is not None and opens and row[after.at - 1].cls in ("comma", "the") and after.lead in ("", "to"):
        return after.key
    near = row[at : end + 2] if opens else ()
    he = any(t.cls == "he" and t.text.lower() in scene.lexicon.lists.singular for t in near)
    return story.subject[0] if he and story.subject else ""


def given_to(story: Story, at: int, first: int, near: int, end: int, owner: str) -> list[Agent]:
    """The agents that "with", "between", "by" or "of" lead in, and the subject who met them."""
    beside = at > first and _margins(story.scene.row, at)
    argued = near < end and story.scene.row[near].cls in ARGUMENTS and not beside
    given = [a for a in agents(story.scene, near, end) if a.lead in ARGUMENTS] if argued else []
    if at == first and given and given[0].lead == "with":
        return [*given, *_whose_meeting(story, near, end)]
    return [*given, *_host_side(story, at, first, given, owner)]


def _whose_meeting(story: Story, near: int, end: int) -> list[Agent]:
    """B in "Meeting with A, B stressed the need": the subject of the sentence, right before its verb."""
    row = story.scene.row
    said = end < len(row) and row[end].cls in ("speech", "discuss", "verb", "word")
    if not said or row[end - 1].cls != "official" or row[end - 2].cls != "comma":
        return []
    token = row[end - 1]
    key = token.entry.value if token.entry else ""
    return [Agent(key, token.start, token.end, "with", end - 1)] if end - near > 3 and key else []


def doers(story: Story, at: int, first: int) -> list[Agent]:
    """Who went to "meetings with leaders": the subject of the clause, or whom its pronoun means."""
    before = [a for a in agents(story.scene, first, at) if a.lead == "" and a.person]
    if before:
        return [Agent(a.key, a.start, a.end, "with", a.at) for a in before]
    pronoun = next((t for t in story.scene.row[first:at] if t.cls == "he"), None)
    if pronoun is None or not story.subject:
        return []
    return [Agent(story.subject[0], pronoun.start, pronoun.end, "with", at)]


def _agent_follows(row: Sequence[Token], at: int) -> bool:
    return row[at].cls == "of" and any(t.cls == "official" for t in row[at + 1 : at + 3])


def _host_side(story: Story, at: int, first: int, given: Sequence[Agent], owner: str) -> list[Agent]:
    """In "he explored this in a meeting with B" the subject of the clause took part as well."""
    if owner or not any(a.lead == "with" and a.person for a in given):
        return []
    row = story.scene.row
    if row[at - 1].cls != "in" and not any(t.cls in ("in", "for") for t in row[max(first, at - 3) : at + 1]):
        return []
    return doers(story, at, first)
