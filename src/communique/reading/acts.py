"""What is done with an instrument: the verb of signing or launching, whether it is to come, who does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.reading.clauses import Agent, agents
from communique.reading.scene import Scene
from communique.reading.tokens import Token

CLAUSE_ENDS = frozenset(("verb", "discuss", "speech", "which", "semicolon", "past", "attend"))
BEFORE_ENDS = frozenset(("which", "semicolon", "verb", "stop"))
AFTER_ENDS = frozenset(("verb", "semicolon", "stop", "quote", "comma"))
SIGNERS = frozenset(("body", "state", "official", "comma", "and", "the", "acronym", "he"))
ARTICLES = frozenset(("the", "a", "his"))
TO_COME = frozenset(("signed", "adopted", "launched", "mentioned"))


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done with an instrument: the token of the verb, -1 for none, and the status it gives."""

    at: int
    status: str


NOTHING = Doing(-1, "mentioned")


def doing_of(scene: Scene, start: int, end: int, first: int, last: int) -> Doing:
    """What the sentence says is done with the instrument of tokens `start` to `end`."""
    at = _before(scene, start, first)
    at = _after(scene, end, last) if at < 0 else at
    if at < 0:
        will = any(t.cls == "will" for t in scene.row[max(first, start - 8) : start])
        return Doing(-1, "planned") if will else NOTHING
    if _undone(scene, start, at, first):
        return NOTHING
    entry = scene.row[at].entry
    status = entry.value if entry else "mentioned"
    return Doing(at, "planned" if status in TO_COME and _future(scene, start, at, first) else status)


def _before(scene: Scene, start: int, first: int) -> int:
    """The nearest word for signing, launching … before the name; "signed terms of the Treaty" has none."""
    led = start - 1 - (start > first and scene.row[start - 1].cls in ARTICLES)
    if led >= first and scene.row[led].text.lower() in scene.lexicon.lists.under:
        return -1
    for at in range(start - 1, max(first, start - 14) - 1, -1):
        token = scene.row[at]
        bound = token.text.lower() in scene.lexicon.lists.within
        if token.cls == "instrumentverb" and not (bound and scene.row[at + 1].cls == "to"):
            return at
        if bound:
            return -1
        if token.cls in BEFORE_ENDS and token.text.lower() not in scene.lexicon.lists.held:
            return -1
    return -1


def _after(scene: Scene, end: int, last: int) -> int:
    """The word for signing just after the name, after an aside, or after those who signed it."""
    row = scene.row
    at = _past_aside(row, end, last)
    if at < last and row[at].text.lower() in scene.lexicon.lists.relative:
        at += 1
        while at < min(last, end + 12) and row[at].cls in SIGNERS:
            at += 1
    for i in range(at, min(last, at + 8)):
        if row[i].cls == "instrumentverb":
            done = i > end and row[i - 1].cls not in ARTICLES
            return i if done or i + 1 >= last or row[i + 1].cls not in ARTICLES else -1
        if row[i].cls in AFTER_ENDS or (row[i].cls == "and" and _acts(row, i + 1, last)):
            return -1
    return -1


def _acts(row: Sequence[Token], at: int, last: int) -> bool:
    """Whether another verb of the same subject follows: "… and signed the Treaty"."""
    return at < last and row[at].cls in ("verb", "instrumentverb", "discuss", "speech")


def _past_aside(row: Sequence[Token], at: int, last: int) -> int:
    """The token after ", negotiated since 2017,"."""
    if at >= last or row[at].cls != "comma":
        return at
    close = next((i for i in range(at + 1, min(last, at + 9)) if row[i].cls == "comma"), None)
    return at if close is None else close + 1


def _future(scene: Scene, start: int, at: int, first: int) -> bool:
    """ "will sign", "is to be signed", "agreed to sign"."""
    row = scene.row
    near = {t.cls for t in row[max(first, at - 5) : at]}
    if at > start:
        return "will" in near
    if row[at].text.lower().endswith("ing"):
        return any(t.cls == "will" for t in row[first:at])
    infinitive = row[at].text.lower() in scene.lexicon.lists.to_conclude and row[at - 1].cls == "to"
    return infinitive or "will" in near


def _undone(scene: Scene, start: int, at: int, first: int) -> bool:
    """ "did not sign", "without signing", "no treaty was signed", "urged them to sign"."""
    row, lists = scene.row, scene.lexicon.lists
    if row[start - 1].cls == "not" and start > first:
        return True
    near = [t for t in row[max(first, at - 4) : at] if t.text.lower() not in lists.proposing]
    if {"not", "if"} & {t.cls for t in near}:
        return True
    infinitive = row[at].text.lower().startswith("to ") or (at > first and row[at - 1].cls == "to")
    return infinitive and any(
        set(t.text.lower().split()[:1]) & lists.urging for t in row[max(first, at - 14) : at]
    )


def parties_to(scene: Scene, doing: Doing, end: int, first: int, last: int) -> Iterator[Agent]:
    """Who signed, launched …: the subject of the verb, those that "by", "with" or "between" leads in after
    the name, and the states for which signers signed."""
    row, at = scene.row, doing.at
    active = row[at].text.lower() in scene.lexicon.lists.concluding
    start = next((i + 1 for i in range(at - 1, first - 1, -1) if row[i].cls in CLAUSE_ENDS), first)
    passive = at >= end or (at > first and row[at - 1].cls == "be")
    if at >= end and row[end].text.lower() in scene.lexicon.lists.relative:
        yield from (a for a in agents(scene, end + 1, at) if a.lead == "")
    doers = [a for a in agents(scene, start, at) if a.lead == "" or _behalf(row, a)]
    if active and not passive:
        yield from doers
    if doers and active and not passive and at < end:
        yield from (a for a in agents(scene, at + 1, end) if a.lead == "with" and a.person)
    yield from _led_in(scene, max(end, at + 1) if at >= end else end, last)


def _led_in(scene: Scene, start: int, last: int) -> Iterator[Agent]:
    """Those after the name; where "by" names who signed, "with" names who looked on."""
    watched = (i for i in range(start, last) if scene.row[i].text.lower() in scene.lexicon.lists.witnessing)
    after = list(agents(scene, start, next(watched, last)))
    leads = ("by", "between") if any(a.lead == "by" for a in after) else ("with", "between")
    yield from (a for a in after if a.lead in leads or _behalf(scene.row, a))


def _behalf(row: Sequence[Token], agent: Agent) -> bool:
    """ "Mr X for Egypt": the state that he signed for."""
    if agent.person or agent.lead not in ("for", "representing"):
        return False
    if agent.lead == "representing":
        return any(t.cls == "official" for t in row[max(0, agent.at - 4) : agent.at])
    before = agent.at - 1 - (row[agent.at - 1].cls == "the")
    if row[before].cls == "for" and row[agent.at + 1 : agent.at + 2] and row[agent.at + 1].cls == "by":
        return True
    return row[before].cls == "for" and row[before - 1].cls == "official"
