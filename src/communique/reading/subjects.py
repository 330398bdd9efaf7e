"""Who does what a verb says: the agents before it, whom a pronoun means, or the subject before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.reading.clause import Clause, agreed
from communique.reading.clauses import Agent
from communique.reading.story import Story
from communique.reading.tokens import Token

NEAR = 6  # events back


def subject_of(story: Story, clause: Clause, previous: Sequence[str]) -> list[Agent]:
    """The doers of the clause; `previous` are the keys of those of the clause before."""
    row = story.scene.row
    if agreed(story.scene, clause):
        going_on = (Agent(k, row[clause.at].start, row[clause.at].end, "", clause.at) for k in previous)
        return _agreeing(story, clause) or list(going_on)
    if _infinitive(row, clause):
        return list(_traveller(story, clause, previous))
    doers = clause.after if clause.passive else clause.before
    wanted = ("by",) if clause.passive else ("", "as")
    found = [a for a in doers if a.lead in wanted or _together(story, a)]
    if not clause.passive and not any(a.person for a in found):
        found = _delegates(story, clause) or found
    if not found and not clause.passive and clause.frame.subject == "chair":
        found = [a for a in doers if a.lead == "representing" and not a.person]
    if found and not clause.passive and previous and _coordinated(row, clause, found[-1]):
        return list(_shared(clause, row, previous))
    if found:
        return [*_he_and(story, clause), *found]
    meant = pronoun(story, clause)
    if meant is not None:
        return meant
    if clause.at == clause.sentence:
        return _delayed(clause, row)
    if clause.passive and _by(row, clause):
        return []
    return list(_shared(clause, row, previous))


def _by(row: Sequence[Token], clause: Clause) -> bool:
    """Whether "by" tells who did it, though by no name that is known: no subject goes on."""
    return row[clause.at + 1].cls == "by" and clause.at + 1 < clause.last


def _agreeing(story: Story, clause: Clause) -> list[Agent]:
    """Those who "agreed to hold a meeting": named before, meant by a pronoun, or "the leaders" who met."""
    found = [a for a in clause.before if a.lead == ""]
    if found:
        return found
    meant = pronoun(story, clause)
    if meant is not None:
        return meant
    row = story.scene.row
    at = next((i for i in range(clause.first, clause.at) if row[i].cls == "group"), None)
    alone = at is not None and row[at - 1].cls == "the" and row[at + 1].cls in ("word", "instrumentverb")
    return [Agent(k, row[at].start, row[at].end, "", at) for k in _pair(story)] if alone and at else []


def _delegates(story: Story, clause: Clause) -> list[Agent]:
    """Who led "a delegation, led by A, will visit X", or visits with "the delegation also met B"."""
    row, word = story.scene.row, story.scene.lexicon.lists.delegation
    at = next((i for i in range(clause.first, clause.at) if row[i].text.lower() in word), None)
    if at is None:
        return []
    led = [a for a in clause.before if a.person and a.at > at and _led(story, at, a.at)]
    if led or row[at - 1].cls != "the":
        return led
    visit = next((d for d in story.drafts.latest()[:NEAR] if d.type == "visit"), None)
    keys = [k for k in visit.roles if k.startswith("person:")] if visit is not None else []
    return [Agent(k, row[at].start, row[at].end, "", at) for k in keys]


def _led(story: Story, delegation: int, at: int) -> bool:
    """Whether "led by" or "headed by" stands between a delegation and a person."""
    between = [t.text.lower() for t in story.scene.row[delegation:at]]
    return any(w.split()[0] in story.scene.lexicon.lists.led for w in between)


def _together(story: Story, agent: Agent) -> bool:
    """ "A together with B convened": B did it too."""
    before = story.scene.row[max(0, agent.at - 2) : agent.at]
    return any(t.text.lower() in story.scene.lexicon.lists.together for t in before)


def _coordinated(row: Sequence[Token], clause: Clause, last: Agent) -> bool:
    """In "A called on B, and held talks" B is no subject: an "and" stands between B and the second verb."""
    again = clause.first > clause.sentence and row[clause.first - 1].cls == "verb"
    return again and any(t.cls == "and" for t in row[last.at + 1 : clause.at])


def _infinitive(row: Sequence[Token], clause: Clause) -> bool:
    """ "to meet X" has no subject of its own."""
    led = clause.at > clause.sentence and row[clause.at - 1].cls == "to"
    return led and not row[clause.at].text.split()[0].endswith("ed")


def _traveller(story: Story, clause: Clause, previous: Sequence[str]) -> Iterator[Agent]:
    """Who goes somewhere "to meet X" is who meets X."""
    last = story.acts[-1] if story.acts else None
    token = story.scene.row[clause.at]
    started = last is not None and last.start >= story.scene.row[clause.sentence].start
    if last is not None and started and story.scene.lexicon.frames[last.verb].place:
        yield from (Agent(k, token.start, token.end, "", clause.at) for k in previous)


def _he_and(story: Story, clause: Clause) -> list[Agent]:
    """The pronoun in "he and the Minister, Dr X, had discussions"."""
    row = story.scene.row
    for at in range(clause.first, clause.at - 1):
        one = row[at].cls == "he" and row[at].text.lower() in story.scene.lexicon.lists.singular
        if one and row[at + 1].cls == "and":
            return [Agent(k, row[at].start, row[at].end, "", at) for k in story.subject[:1]]
    return []


def pronoun(story: Story, clause: Clause) -> list[Agent] | None:
    """Whom the pronoun nearest before the verb means, None where there is none."""
    plural = story.scene.lexicon.lists.plural
    for token in reversed(story.scene.row[clause.first : clause.at]):
        if token.cls == "he" and token.text.lower() in story.scene.lexicon.lists.pair:
            return [Agent(k, token.start, token.end, "", clause.at) for k in _pair(story)]
        if token.cls == "he" and story.subject:
            if token.text.lower() in plural and story.crowd is not None:
                return []
            keys = _they(story, clause) if token.text.lower() in plural else story.subject[:1]
            return [Agent(k, token.start, token.end, "", clause.at) for k in keys]
        if token.cls == "i" and story.author:
            return [Agent(story.author.key, token.start, token.end, "", clause.at)]
    return None


def _they(story: Story, clause: Clause) -> list[str]:
    """After "A met B" those who "will meet again" are both."""
    told = story.current.people() if story.current is not None else set()
    alone = clause.frame.crowd and not clause.after
    both = alone and len(told) == 2 and told > set(story.subject)
    return sorted(told) if both else story.subject


def _pair(story: Story) -> list[str]:
    """ "the two leaders": the two people of the event at hand, nobody where it has more or fewer."""
    drafts = [story.current] if story.current is not None and story.current.people() else []
    drafts += story.drafts.latest()
    draft = next((d for d in drafts if d.people()), None)
    people = [k for k in draft.roles if k.startswith("person:")] if draft is not None else []
    return people if len(people) == 2 else []


def _delayed(clause: Clause, row: Sequence[Token]) -> list[Agent]:
    """In "Briefing the Committee, Mr X said …" the subject follows the comma."""
    comma = next((i for i in range(clause.at, clause.last) if row[i].cls == "comma"), None)
    return [] if comma is None else [a for a in clause.after if a.at == comma + 1]


def _shared(clause: Clause, row: Sequence[Token], previous: Sequence[str]) -> Iterator[Agent]:
    """In "X met A and visited B" the subject goes on."""
    window = row[clause.first : clause.at]
    if not window or window[-1].cls in ("and", "comma", "word"):
        start = row[clause.at].start
        yield from (Agent(k, start, row[clause.at].end, "", clause.at) for k in previous)
