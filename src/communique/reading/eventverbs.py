"""Events told by a verb: who met, hosted, chaired, attended or visited, by the frames of frames.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.clause import Clause, denied, read_clause
from communique.reading.clauses import Agent, agents
from communique.reading.drafts import Draft
from communique.reading.encounters import encounter
from communique.reading.joins import join_in
from communique.reading.nearby import nearest_place
from communique.reading.occasions import occur, represented, with_event
from communique.reading.scene import Scene
from communique.reading.story import Act, Story
from communique.reading.subjects import subject_of
from communique.reading.tokens import Token
from communique.reading.visits import stay, visit

OF_EVENT = frozenset("comma between of with the and state demonym body group word official".split())
GATHERINGS = frozenset(("summit", "conference", "dialogue", "meeting"))
TOPIC = frozenset(
    "word on of for the portfolio cap region state body between and demonym acronym with "
    "eventadjective".split()
)
JOINING = frozenset(("attend", "cochairs", "by"))
FAR = 12
CONCLUDING = frozenset(("instrumentverb", "word"))


def read_sentence_verbs(story: Story, first: int, last: int) -> None:
    """Every event verb of the sentence, in order."""
    previous: list[str] = []
    stay(story, first, last)
    _opening(story, first, last)
    row, ending = story.scene.row, story.scene.lexicon.lists.ending
    for at in range(first, last):
        token = row[at]
        told = token.cls in ("verb", "discuss") and token.entry is not None
        ends = token.text in ending and (
            _concludes(story.scene, at, last) or _over(story.scene, at, first, last)
        )
        if told or ends:
            previous = _verb(story, at, first, last, previous)
    for at in range(first, last) if story.scene.classes[first] & JOINING else ():
        cls = row[at].cls
        if cls in ("attend", "cochairs") or (cls == "by" and _represented(story, at, first)):
            join_in(story, at, first, last)


def _represented(story: Story, at: int, first: int) -> bool:
    """ "Mexico was represented by B", said of a gathering at hand."""
    row, draft = story.scene.row, story.latest(at, first) or story.current
    told = at > first + 2 and row[at - 2].cls in ("be", "comma")
    lists, word = story.scene.lexicon.lists, row[at - 1].text.lower()
    side = word in lists.led and any(t.text.lower() in lists.side for t in row[first : at - 2])
    there = word in lists.represented or side
    return told and there and draft is not None and draft.type in (*GATHERINGS, "call")


def _opening(story: Story, first: int, last: int) -> None:
    """ "Joining them were A and B"."""
    row = story.scene.row
    if row[first].text in story.scene.lexicon.lists.opening:
        copula = next((i for i in range(first, last) if row[i].cls == "be"), None)
        if copula is not None:
            join_in(story, copula, first, last)


def _verb(story: Story, at: int, first: int, last: int, previous: list[str]) -> list[str]:
    """Read one verb; the keys of its subject, those of the verb before where it has none."""
    token = story.scene.row[at]
    visits = story.scene.row[at + 1].cls in ("date", "event") and token.cls in CONCLUDING
    verb = token.entry.value if token.entry and token.cls == "verb" else _verb_of(token, visit=visits)
    if token.cls in CONCLUDING and _over(story.scene, at, first, last):
        verb = "occur"
    clause = read_clause(story, at, first, last, story.scene.lexicon.frames[verb])
    if clause.passive and previous:
        clause = _carried_on(story.scene.row, clause, previous)
    subject = subject_of(story, clause, previous)
    not_so = denied(story.scene, clause.first, at)
    after = [(a.lead, a.key) for a in clause.after]
    story.acts.append(Act(token.start, token.end, verb, [a.key for a in subject], after, not_so))
    if not_so:
        return previous
    _act(story, clause, subject)
    keys = [a.key for a in subject] or previous
    persons = [k for k in keys if k.startswith("person:")]
    story.subject = persons or story.subject
    story.crowd = None if persons else story.crowd
    story.first = story.first or persons
    return keys


def _carried_on(row: Sequence[Token], clause: Clause, previous: Sequence[str]) -> Clause:
    """In "A met B and was received by C" it was A who was received: the subject goes on beyond "and"."""
    last = clause.before[-1].at if clause.before else clause.first - 1
    if not _after_another(row, clause) or not any(t.cls == "and" for t in row[last + 1 : clause.at]):
        return clause
    token = row[clause.at]
    going_on = (Agent(k, token.start, token.end, "", clause.at) for k in previous)
    return replace(clause, before=tuple(going_on))


def _verb_of(token: Token, *, visit: bool) -> str:
    return "discuss" if token.cls == "discuss" else "undertake" if visit else "hold"


def _concludes(scene: Scene, at: int, last: int) -> bool:
    """ "concluded the second round of talks": instruments are concluded, events as well."""
    token, row = scene.row[at], scene.row
    if token.cls not in CONCLUDING or at + 1 >= last:
        return False
    noun = at + 1 + (row[at + 1].cls in ("word", "other", "date") and at + 2 < last)
    entry = row[noun].entry
    if row[noun].cls != "event" or entry is None:
        return False
    if entry.value == "visit":
        return row[at + 1].cls == "date" or _to_somewhere(scene, noun)
    part, unnamed = scene.parts[row[noun].start], scene.lexicon.lists.unnamed
    place = nearest_place(scene, noun + 1, min(last, noun + FAR), noun)
    return part[-1].text not in unnamed or place is not None or any(t.cls == "ordinal" for t in part)


def _to_somewhere(scene: Scene, noun: int) -> bool:
    """ "concluded a two-day visit to Oslo"."""
    return scene.parts[scene.row[noun].start][0].cls in ("a", "his") and scene.row[noun + 1].cls == "to"


def _over(scene: Scene, at: int, first: int, last: int) -> bool:
    """ "The negotiations on water concluded in Berlin": the event before the verb does it itself."""
    row, noun = scene.row, at - 1
    if row[at].cls not in CONCLUDING or at + 1 >= last or row[at + 1].cls not in ("in", "at", "on", "date"):
        return False
    while noun > max(first, at - FAR) and row[noun].cls in TOPIC:
        noun -= 1
    entry = row[noun].entry
    return row[noun].cls == "event" and entry is not None and entry.value not in ("visit", "call")


def _act(story: Story, clause: Clause, subject: Sequence[Agent]) -> None:
    frame = clause.frame
    if frame.verb == "discuss":
        represented(story, clause)
    if frame.occurs or _runs(story, clause):
        occur(story, clause)
    elif frame.noun and _other_event(story.scene, clause):
        with_event(story, replace(clause, frame=story.scene.lexicon.frames["hold"]), subject)
    elif frame.place:
        visit(story, clause, subject)
    elif not clause.passive and _delegation(story, clause):
        if visit(story, clause, subject) is None:
            with_event(story, replace(clause, frame=story.scene.lexicon.frames["attend"]), subject)
    elif _greets(story.scene, clause):
        return
    elif frame.event and not (frame.hosts and _hosted_event(story, clause)):
        encounter(story, clause, subject)
    else:
        with_event(story, clause, subject)


def _other_event(scene: Scene, clause: Clause) -> bool:
    """ "wrapped up their summit in X", "began talks with Y": an event that is no visit."""
    noun = clause.at + 1
    entry = scene.row[noun].entry if noun < clause.last else None
    return entry is not None and scene.row[noun].cls == "event" and entry.value not in ("visit", "call")


def _runs(story: Story, clause: Clause) -> bool:
    """ "the conference opened in X", "the summit met from 4 to 6 May": the event itself does it."""
    row = story.scene.row
    verb = row[clause.at].text.lower().split()[0]
    before = clause.at - 1
    while before > max(clause.sentence, clause.at - FAR) and row[before].cls in (*TOPIC, "will", "have"):
        before -= 1
    if row[before].cls != "event":
        before = _plain_before(row, clause)
    if row[before].cls == "which" and row[before].text.lower() in story.scene.lexicon.lists.relative:
        before -= 1
        while before > clause.sentence and row[before].cls in OF_EVENT:
            before -= 1
    return row[before].cls == "event" and verb in story.scene.lexicon.lists.runs


def _plain_before(row: Sequence[Token], clause: Clause) -> int:
    """The token before the verb and what only goes with it."""
    before = clause.at - 1
    while before > clause.sentence and row[before].cls in ("will", "word", "have"):
        before -= 1
    return before


def note_subject(story: Story, first: int, last: int) -> None:
    """Whom "he" and "his" mean next: the first official of a sentence that no word leads in."""
    if not any(story.at.get(i) is story.crowd for i in range(first, last)):
        story.crowd = None
    for agent in agents(story.scene, first, last):
        if agent.lead == "" and agent.person:
            if agent.key not in story.subject:
                story.subject = [agent.key]
            story.crowd = None
            return


def note_occasion(story: Story, first: int, last: int) -> None:
    """ "Their encounter took place on the occasion of the Dialogue": one event beside another."""
    row = story.scene.row
    for at in range(first, last) if "margins" in story.scene.classes[first] else ():
        if row[at].cls != "margins":
            continue
        before = story.latest(at, first)
        after = next((story.at[i] for i in range(at + 1, min(last, at + 6)) if i in story.at), None)
        if before is not None and after is not None and before is not after:
            before.occasion = (after.key, row[at].start, row[at].end)
            _share_place(before, after)


def _share_place(beside: Draft, event: Draft) -> None:
    """What takes place in the margins of an event takes place where that is said to be."""
    if beside.type != "call":
        beside.place = beside.place or event.place


def _hosted_event(story: Story, clause: Clause) -> bool:
    """ "hosted a videoconference", "hosted her counterparts for a meeting": the event is a noun."""
    reach = range(clause.at + 1, min(clause.last, clause.at + 14))
    if clause.passive:
        reach = range(_own_start(story.scene.row, clause), clause.at)
    return any(_hosted(story.scene, i) or _it(story, i) for i in reach)


def _own_start(row: Sequence[Token], clause: Clause) -> int:
    """In "will hold talks with A and will be received by B" the talks belong to the verb before."""
    joined = (i + 1 for i in range(clause.at - 1, clause.first, -1) if row[i].cls == "and")
    return next(joined, clause.first) if _after_another(row, clause) else clause.first


def _after_another(row: Sequence[Token], clause: Clause) -> bool:
    """Whether the clause begins right after another verb of its sentence."""
    return clause.first > clause.sentence and row[clause.first - 1].cls == "verb"


def _hosted(scene: Scene, at: int) -> bool:
    """An event that can be hosted: no visit during which somebody was received."""
    entry = scene.row[at].entry
    during = scene.row[at - 1].text.lower() in scene.lexicon.lists.in_course
    return scene.row[at].cls == "event" and not (during and entry is not None and entry.value == "visit")


def _it(story: Story, at: int) -> bool:
    """ "hosted it": the event at hand."""
    return story.scene.row[at].text.lower() in story.scene.lexicon.lists.it


def _greets(scene: Scene, clause: Clause) -> bool:
    """ "welcomed the talks between A and B": who did so was not at them."""
    at = clause.at + 1
    at += scene.row[at].cls == "word" and at + 1 < clause.last
    event = scene.row[at].cls == "event" and scene.row[at - 1].cls != "official"
    return event and not clause.passive and scene.row[clause.at].text.lower() in scene.lexicon.lists.greeting


def _delegation(story: Story, clause: Clause) -> bool:
    """ "led a delegation to X" tells a visit, "the delegation that X led to the Conference" who came."""
    row, lists = story.scene.row, story.scene.lexicon.lists
    near = row[clause.at + 1 : min(clause.last, clause.at + 7)]
    led = row[clause.at].text.lower().split()[-1] in lists.led
    to = [t.cls for t in row[clause.at + 1 : clause.at + 3]] == ["to", "event"]
    return led and (to or any(t.text.lower() in lists.delegation for t in near))
