"""A verb with its surroundings: who stands before and after it, negation, status, date and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.clauses import Agent, agents, nearest_date, nearest_place
from communique.reading.dates import Found
from communique.reading.frames import Frame
from communique.reading.scene import Scene
from communique.reading.story import Story, by_date
from communique.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its surroundings: token numbers of its reach, agents before and after it."""

    at: int
    first: int
    last: int
    before: tuple[Agent, ...]
    after: tuple[Agent, ...]
    passive: bool
    frame: Frame


def read_clause(story: Story, at: int, first: int, last: int, frame: Frame) -> Clause:
    row = story.scene.row
    start = at
    while start > first and not _begins(story.scene, start - 1):
        start -= 1
    end = at + 1
    while end < last and not _stops(story.scene, end, at):
        end += 1
    passive = (at > first and row[at - 1].cls == "be") or (at + 1 < last and row[at + 1].cls == "by")
    before = tuple(agents(story.scene, start, at))
    after = tuple(agents(story.scene, at + 1, end))
    return Clause(at, start, end, before, after, passive, frame)


def _begins(scene: Scene, at: int) -> bool:
    return scene.row[at].cls in ("verb", "which", "attend", "colon", "discuss", "speech")


def _stops(scene: Scene, at: int, verb: int) -> bool:
    token = scene.row[at]
    if token.cls in ("verb", "which", "attend", "lead", "discuss", "speech"):
        return True
    after = scene.row[at + 1] if at + 1 < len(scene.row) else None
    purpose = (
        token.cls == "to" and after is not None and after.cls in ("word", "verb", "be") and at > verb + 1
    )
    return purpose or token.text.lower() == "as part of" or (token.cls == "past" and at > verb + 1)


def denied(scene: Scene, start: int, at: int) -> bool:
    """Negated or merely possible acts make no event."""
    near = [t.cls for t in scene.row[max(start, at - 4) : at]]
    return "not" in near or "if" in near


def subject_of(story: Story, clause: Clause, previous: Sequence[str], first: int) -> list[Agent]:
    row = story.scene.row
    if (
        clause.at > first
        and row[clause.at - 1].cls == "to"
        and not row[clause.at].text.split()[0].endswith("ed")
    ):
        return []
    doers = clause.after if clause.passive else clause.before
    wanted = ("by",) if clause.passive else ("", "as")
    found = [a for a in doers if a.lead in wanted]
    if found:
        return [*_he_and(story, clause), *found]
    window = row[clause.first : clause.at]
    start = row[clause.at].start
    for token in reversed(window):
        if token.cls == "he" and story.subject:
            return [Agent(k, token.start, token.end, "", clause.at) for k in _meant(story, token.text)]
        if token.cls == "i" and story.author:
            return [Agent(story.author.key, token.start, token.end, "", clause.at)]
    if clause.at == first:
        return _delayed(story, clause)
    if (previous and window and window[-1].cls in ("and", "comma", "word")) or (not window and previous):
        return [Agent(k, start, row[clause.at].end, "", clause.at) for k in previous]
    return []


def _he_and(story: Story, clause: Clause) -> list[Agent]:
    """The pronoun in "he and the Minister, Dr X, had discussions"."""
    row = story.scene.row
    for at in range(clause.first, clause.at - 1):
        if row[at].cls == "he" and row[at + 1].cls == "and" and row[at].text.lower() in ("he", "she"):
            return [Agent(k, row[at].start, row[at].end, "", at) for k in story.subject[:1]]
    return []


def _meant(story: Story, pronoun: str) -> list[str]:
    return story.subject if pronoun.lower() in ("they", "them") else story.subject[:1]


def _delayed(story: Story, clause: Clause) -> list[Agent]:
    """In "Briefing the Committee, Mr X said …" the subject follows the comma."""
    row = story.scene.row
    comma = next((i for i in range(clause.at, clause.last) if row[i].cls == "comma"), None)
    if comma is None:
        return []
    return [a for a in clause.after if a.at == comma + 1]


def status_of(story: Story, clause: Clause, date: Found | None) -> str:
    row = story.scene.row
    near = {t.cls for t in row[max(clause.first, clause.at - 5) : clause.at]}
    verb = row[clause.at].text.lower()
    if "will" in near or "planned" in near or verb.startswith("will"):
        return "planned"
    if "past" in near and clause.at - clause.first < 5:
        return "past"
    return by_date(story.published, date.start if date else "")


def objects_of(clause: Clause, subject: Sequence[Agent], row: Sequence[Token]) -> list[Agent]:
    leads = {("" if lead == "" else lead.split()[-1]) for lead in clause.frame.leads}
    leads |= {"representing", "including"}
    pool = clause.before if clause.passive else _listed(clause, row)
    have = {a.key for a in subject}
    return [a for a in pool if (a.lead in leads or (clause.passive and a.lead == "")) and a.key not in have]


def _listed(clause: Clause, row: Sequence[Token]) -> list[Agent]:
    """The agents of one list: it ends where plain words go on with something else."""
    found: list[Agent] = []
    for agent in clause.after:
        between = row[found[-1].at + 1 : agent.at] if found else ()
        if any(t.cls in ("word", "instrumentverb", "discuss", "speech", "past") for t in between):
            break
        found.append(agent)
    return found


def where_of(story: Story, clause: Clause, first: int) -> tuple[str, int, int] | None:
    scene = story.scene
    here = nearest_place(scene, clause.at + 1, clause.last, clause.at)
    return here or nearest_place(scene, first, clause.at, clause.at)


def opening_date(story: Story, first: int, at: int) -> Found | None:
    return nearest_date(story.scene, first, at, first)
