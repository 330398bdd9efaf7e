"""Events told by a verb: who met, hosted, chaired, attended or visited, by the frames of frames.yaml."""

from __future__ import annotations

from communique.reading.clause import Clause, denied, read_clause, subject_of
from communique.reading.clauses import Agent, agents
from communique.reading.encounters import encounter
from communique.reading.joins import join_in
from communique.reading.occasions import occur, represented, with_event
from communique.reading.story import Story
from communique.reading.visits import visit

PRESENT = frozenset(("Joining", "Attending", "Accompanying", "Participating", "Also"))


def read_sentence_verbs(story: Story, first: int, last: int) -> None:
    """Every event verb of the sentence, in order."""
    row = story.scene.row
    previous: list[str] = []
    if row[first].text in PRESENT:
        copula = next((i for i in range(first, last) if row[i].cls == "be"), None)
        if copula is not None:
            join_in(story, copula, first, last)
    for at in range(first, last):
        token = row[at]
        if token.cls in ("attend", "cochairs"):
            join_in(story, at, first, last)
        elif token.cls in ("verb", "discuss") and token.entry:
            frame = story.scene.lexicon.frames[token.entry.value if token.cls == "verb" else "discuss"]
            clause = read_clause(story, at, first, last, frame)
            subject = subject_of(story, clause, previous, first)
            if denied(story.scene, clause.first, at):
                continue
            _act(story, clause, subject, first)
            previous = [a.key for a in subject] or previous
            persons = [k for k in previous if k.startswith("person:")]
            story.subject = persons or story.subject
            story.first = story.first or persons


def _act(story: Story, clause: Clause, subject: list[Agent], first: int) -> None:
    frame = clause.frame
    if frame.verb == "discuss":
        represented(story, clause)
    if not clause.passive and _delegation(story, clause):
        visit(story, clause, subject, first)
    elif frame.occurs:
        occur(story, clause)
    elif frame.place:
        visit(story, clause, subject, first)
    elif frame.event and frame.hosts and _hosted_event(story, clause):
        with_event(story, clause, subject, first)
    elif frame.event:
        encounter(story, clause, subject, first, frame.event)
    else:
        with_event(story, clause, subject, first)


def note_subject(story: Story, first: int, last: int) -> None:
    """Whom "he" and "his" mean next: the first official of a sentence that no word leads in."""
    for agent in agents(story.scene, first, last):
        if agent.lead == "" and agent.key.startswith("person:"):
            if agent.key not in story.subject:
                story.subject = [agent.key]
            return


def note_occasion(story: Story, first: int, last: int) -> None:
    """ "Their encounter took place on the occasion of the Dialogue": one event beside another."""
    row = story.scene.row
    for at in range(first, last):
        if row[at].cls != "margins":
            continue
        before = next((story.at[i] for i in range(at - 1, first - 1, -1) if i in story.at), None)
        after = next((story.at[i] for i in range(at + 1, min(last, at + 6)) if i in story.at), None)
        if before is not None and after is not None and before is not after:
            before.occasion = (after.key, row[at].start, row[at].end)


def _hosted_event(story: Story, clause: Clause) -> bool:
    """ "hosted a videoconference", "hosted her counterparts for a meeting": the event is a noun."""
    row = story.scene.row
    reach = range(clause.at + 1, min(clause.last, clause.at + 14))
    return any(row[i].cls == "event" for i in reach)


def _delegation(story: Story, clause: Clause) -> bool:
    """ "led a delegation to X" tells a visit."""
    row = story.scene.row
    near = row[clause.at + 1 : min(clause.last, clause.at + 7)]
    return row[clause.at].text.lower().split()[-1] in ("led", "leads", "lead", "headed") and any(
        t.text.lower() == "delegation" for t in near
    )
