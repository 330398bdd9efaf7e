"""A verb with its surroundings: who stands before and after it, negation, status, date and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.clauses import Agent, agents, opens_purpose
from communique.reading.dates import Found
from communique.reading.frames import Frame
from communique.reading.nearby import last_day, nearest_date, nearest_place
from communique.reading.scene import Scene, Where
from communique.reading.story import Story, by_date
from communique.reading.tokens import Token

BEGINS = frozenset(("verb", "which", "attend", "colon", "discuss", "speech"))
STOPS = frozenset(("verb", "which", "attend", "lead", "discuss", "speech"))
NAMED = frozenset(("state", "region", "body"))
FINITE = frozenset(("be", "will", "not", "verb", "speech", "instrumentverb"))
PLAIN = frozenset(("word", "instrumentverb", "discuss", "speech", "past"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its surroundings: token numbers of its reach, agents before and after it.

    `sentence` is the first token of its sentence.
    """

    at: int
    first: int
    last: int
    sentence: int
    before: tuple[Agent, ...]
    after: tuple[Agent, ...]
    passive: bool
    frame: Frame


def read_clause(story: Story, at: int, first: int, last: int, frame: Frame) -> Clause:
    """The clause of the verb at token `at` in the sentence from `first` to `last`."""
    row = story.scene.row
    start = at
    while start > first and (not _begins(row, start - 1) or _passed(story.scene, start - 1, at)):
        start -= 1
    start = _own_side(row, start, at)
    end = at + 1
    while end < last and not _stops(story.scene, end, at):
        end += 1
    passive = (at > first and row[at - 1].cls == "be") or _by(row, at + 1, last)
    before = tuple(agents(story.scene, start, at))
    after = tuple(agents(story.scene, at + 1, end))
    return Clause(at, start, end, first, before, after, passive, frame)


def _begins(row: Sequence[Token], at: int) -> bool:
    """Whether a clause begins after token `at`: "announced that A would arrive"."""
    told = at > 0 and row[at].text == "that" and row[at - 1].cls in ("instrumentverb", "word")
    return row[at].cls in BEGINS or told


def _by(row: Sequence[Token], at: int, last: int) -> bool:
    """Whether "by" leads in the doer at token `at`: "by phone" leads in none."""
    return at + 1 < last and row[at].cls == "by" and row[at + 1].cls not in ("eventadjective", "event")


def _passed(scene: Scene, at: int, verb: int) -> bool:
    """Whether the clause of the verb goes back beyond token `at`: it is an aside or a mere auxiliary."""
    return _aside(scene.row, at) or _auxiliary(scene, at, verb)


def _auxiliary(scene: Scene, at: int, verb: int) -> bool:
    """In "they had last met in Oslo" the first verb only gives the time of the second."""
    between = scene.row[at + 1 : verb]
    had = scene.row[at].text.lower() in scene.lexicon.lists.had
    return had and all(t.cls in ("word", "past", "ordinal") for t in between) and is_past(scene, verb)


def is_past(scene: Scene, at: int) -> bool:
    """Whether the verb at token `at` has a form of the past: "visited", "met"."""
    verb = scene.row[at].text.lower().split()[0]
    return verb.endswith("ed") or verb in scene.lexicon.lists.past_forms or verb in ("was", "were")


def _own_side(row: Sequence[Token], start: int, at: int) -> int:
    """In "A was unable to come; B opened it" and "in X they met C; in Y they saw D" each side has its own."""
    apart = next((i for i in range(at - 1, start, -1) if row[i].cls == "semicolon"), start)
    told = any(_finite(t) for t in row[start:apart]) or any(t.cls == "he" for t in row[apart:at])
    return apart + 1 if apart > start and told else start


def _finite(token: Token) -> bool:
    return token.cls in FINITE or (token.cls == "word" and token.text.endswith("ed"))


def _aside(row: Sequence[Token], at: int) -> bool:
    """In "A, joined by B, will travel" and "A together with B met" the verb's clause begins before that."""
    return at > 0 and row[at].cls == "attend" and row[at - 1].cls in ("comma", "official")


def _stops(scene: Scene, at: int, verb: int) -> bool:
    token = scene.row[at]
    if token.cls in STOPS or token.text.lower() in scene.lexicon.lists.beside:
        return True
    if token.cls == "semicolon" and _tells_on(scene.row, at):
        return True
    return at > verb + 1 and (token.cls == "past" or opens_purpose(scene.row, at))


def _tells_on(row: Sequence[Token], at: int) -> bool:
    """Whether a new clause follows the semicolon at token `at`, not one more item of a list."""
    for token in row[at + 1 : at + 25]:
        if token.cls in ("semicolon", "who", "which", "stop", "break", "comma"):
            return False
        if token.cls in ("verb", "be", "will"):
            return True
    return False


def denied(scene: Scene, start: int, at: int) -> bool:
    """Negated or merely possible acts make no event."""
    apart = next((i for i in range(at - 1, start, -1) if scene.row[i].cls == "semicolon"), start)
    near = [t.cls for t in scene.row[max(apart, at - 4) : at]]
    return "not" in near or "if" in near


def status_of(story: Story, clause: Clause, date: Found | None) -> str:
    """Whether the act is planned or past by the words before the verb, else by its date."""
    row = story.scene.row
    start = max(clause.first, clause.at - 5)
    near = {t.cls for t in row[start : clause.at]}
    if "will" in near or "planned" in near or ahead(story.scene, row[clause.at]):
        return "planned"
    if _goes_on(story, clause):
        return "planned"
    if "past" in near and clause.at - clause.first < 5 and not _after_that(row, start, clause.at):
        return "past"
    return by_date(story.published, date.start if date else "", week=of_week(story.scene, date))


def _after_that(row: Sequence[Token], start: int, at: int) -> bool:
    """In "Following the meeting, A called on B" what lies in the past is the meeting, not the call."""
    past = next(i for i in range(start, at) if row[i].cls == "past")
    return row[past + 1].cls != "comma" and any(t.cls == "comma" for t in row[past + 1 : at])


def _goes_on(story: Story, clause: Clause) -> bool:
    """In "will call on A and hold talks" the second verb is still to come: it has no form of the past."""
    before = story.scene.row[clause.sentence : clause.at]
    past = is_past(story.scene, clause.at) or story.scene.row[clause.at].text.lower().split()[0].endswith("s")
    joined = bool(before) and before[-1].cls in ("and", "comma", "word")
    to_come = any(t.cls == "will" or (t.cls == "verb" and ahead(story.scene, t)) for t in before)
    return joined and not past and to_come


def ahead(scene: Scene, verb: Token) -> bool:
    """Whether the words of a verb say that it is to come: "will host", "is to take place"."""
    text = verb.text.lower()
    return any(text.startswith(f"{words} ") for words in scene.lexicon.lists.future)


def objects_of(clause: Clause, subject: Sequence[Agent], row: Sequence[Token]) -> list[Agent]:
    """Those to whom it was done: led in as the frame says, and none of the subject."""
    leads = {lead.split()[-1] if lead else "" for lead in clause.frame.leads}
    leads |= {"representing", "including"}
    pool = clause.before if clause.passive else _listed(clause, row)
    have = {a.key for a in subject}
    if clause.frame.deferred:
        pool = [a for a in pool if a.person or a.lead != "including"]
    return [a for a in pool if (a.lead in leads or (clause.passive and a.lead == "")) and a.key not in have]


def _listed(clause: Clause, row: Sequence[Token]) -> list[Agent]:
    """The agents of one list: it ends where plain words go on with something else."""
    found: list[Agent] = []
    for agent in clause.after:
        between = row[found[-1].at + 1 : agent.at] if found else ()
        if any(t.cls in PLAIN for t in between):
            break
        found.append(agent)
    return found


def where_of(story: Story, clause: Clause) -> Where | None:
    """The place after the verb, else one before it in the sentence."""
    scene = story.scene
    here = nearest_place(scene, clause.at + 1, _reach(scene, clause), clause.at)
    return here or _place_before(scene, clause) or _there(story, clause)


def _place_before(scene: Scene, clause: Clause) -> Where | None:
    """The place before the verb, which is that of another act where this one was done "again"."""
    if not scene.lexicon.lists.once_more.isdisjoint(scene.row[clause.at].text.split()):
        return None
    return nearest_place(scene, clause.sentence, clause.at, clause.at)


def _there(story: Story, clause: Clause) -> Where | None:
    """ "Their deputies met there": where the event told last was."""
    near = story.scene.row[clause.at + 1 : min(clause.last, clause.at + 4)]
    there = any(t.text.lower() in story.scene.lexicon.lists.there for t in near)
    return story.current.place if there and story.current is not None else None


def _reach(scene: Scene, clause: Clause) -> int:
    """How far day and place of the act may stand: in "discussed the war in X" they are the topic's.

    A topic of one name leaves room for them: "discussed Syria in London today".
    """
    named = scene.row[clause.at + 1].cls in NAMED
    return min(clause.last, clause.at + (6 if named else 3)) if clause.frame.deferred else clause.last


def date_of(story: Story, clause: Clause) -> Found | None:
    """The date nearest to the verb in its clause, else the first that opens the sentence; no last day."""
    reach = range(clause.at + 1, clause.last)
    if any(story.scene.row[i].cls == "event" and last_day(story.scene, i) for i in reach):
        return None
    near = nearest_date(story.scene, clause.first, _reach(story.scene, clause), clause.at)
    if near is None and _announced(story.scene, clause):
        return None
    return near or nearest_date(story.scene, clause.sentence, clause.at, clause.sentence)


def _announced(scene: Scene, clause: Clause) -> bool:
    """In "today announced a delegation to attend the Summit" the day is that of the announcement."""
    row = scene.row
    led = row[clause.at - 1].cls == "to" or row[clause.at].text.lower().startswith("to ")
    said = (
        i for i in range(clause.sentence, clause.at) if row[i].text.lower() in scene.lexicon.lists.announcing
    )
    at = next(said, None) if led else None
    return at is not None and any(t.cls == "date" for t in row[max(clause.sentence, at - 2) : at + 3])


def agreed(scene: Scene, clause: Clause) -> bool:
    """ "agreed to meet again": they are to meet."""
    row, agreeing = scene.row, scene.lexicon.lists.agreeing
    words = f"{row[clause.at - 2].text} {row[clause.at - 1].text}".lower().split()
    return len(words) > 1 and words[-1] == "to" and words[-2] in agreeing


def of_week(scene: Scene, date: Found | None) -> bool:
    """Whether a date is told by its week: "last week", which may lie in the month before."""
    return date is not None and "week" in scene.view.text[date.begin : date.finish].lower()
