"""People of whom none is named: "the leaders of A and B met", "hosted 40 mayors"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clause import Clause
from communique.reading.clauses import Agent, agents
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token

CROWD = frozenset(("group", "heads", "head", "representing"))
GUESTS = frozenset(("group", "heads", "representing"))
BEFORE_CROWD = frozenset("the number other portfolio demonym state body eventadjective".split())
SIDES = frozenset(("of", "from", "representing"))
BETWEEN_SIDES = frozenset(
    "number hyphen of from the comma and lparen rparen acronym word body group cap".split()
)
WITHOUT_OBJECT = frozenset("in at on date by for from to and comma stop break margins under".split())
LED = frozenset("of with to for by from between in at on and including comma".split())
OPENING = frozenset("in at on the date place state region comma word".split())
LONGEST_LABEL = 12
LEADING = frozenset("in at on from for by of with".split())
LABEL_ENDS = frozenset(("to", "and", "comma", "which", "lparen", "date"))


def crowd_next(row: Sequence[Token], clause: Clause) -> bool:
    """Whether a group of people stands right after the verb, and is no mere possessor."""
    at = clause.at + 1
    while at < clause.last and row[at].cls in BEFORE_CROWD:
        at += 1
    return at < clause.last and row[at].cls in GUESTS and row[at + 1].cls != "poss"


def gathered_label(scene: Scene, clause: Clause, start: int | None) -> str:
    """ "meeting of the ministers": by those who met, else by those met."""
    if start is None:
        return crowd_label(scene, clause)
    limit = min(clause.at, start + LONGEST_LABEL)
    end = next((i for i in range(start + 1, limit) if scene.row[i].cls in ("comma", "including")), limit)
    return f"meeting of {scene.text(scene.row[start].start, scene.row[end - 1].end)}"


def sides(scene: Scene, first: int, last: int) -> list[Agent]:
    """The states and bodies in "the leaders of A, B and C", two at least."""
    crowd = next((i for i in range(first, last) if scene.row[i].cls in CROWD), last)
    found: list[Agent] = []
    for agent in agents(scene, crowd, last):
        gap = scene.row[found[-1].at + 1 : agent.at] if found else scene.row[crowd + 1 : agent.at]
        if agent.person or agent.lead not in SIDES or any(t.cls not in BETWEEN_SIDES for t in gap):
            break
        found.append(agent)
    return found if len(found) > 1 else []


def comes_together(story: Story, clause: Clause, several: bool) -> bool:
    """Several meet somewhere or with somebody, one only with somebody; needs are met as well."""
    row, at = story.scene.row, clause.at + 1
    while at < len(row) - 1 and (_adverb(story, row[at]) or (row[at].cls == "date" and not several)):
        at += 1
    after = row[at].cls if at < len(row) else "stop"
    led = row[clause.at].text.endswith((" in", " at"))
    return after == "with" or (several and (led or after in WITHOUT_OBJECT))


def _adverb(story: Story, token: Token) -> bool:
    return token.text.endswith("ly") or token.text in story.scene.lexicon.lists.adverb


def crowd_start(row: Sequence[Token], clause: Clause) -> int | None:
    """Where the words for those who met begin: "the leaders of …", "Heads of state"."""
    for at in range(clause.first, clause.at):
        if row[at].cls in CROWD and (row[at - 1].cls not in LED or _opened(row, clause.first, at)):
            return (
                at - 1
                if at > clause.first and row[at - 1].cls in ("the", "portfolio", "body", "demonym", "other")
                else at
            )
    return None


def lone_start(scene: Scene, clause: Clause) -> int | None:
    """Where "the envoy" begins in "the envoy met the parties": one of no name, who met several of no name."""
    row, at, lists = scene.row, clause.at, scene.lexicon.lists
    one = row[at - 1].text.lower() in lists.envoys and row[at - 2].cls == "the" and clause.first == at - 2
    others = at + 1 + (row[at + 1].cls == "with")
    met = row[others].cls == "the" and row[others + 1].text.lower() in lists.met_parties
    return clause.first if one and met and not clause.passive else None


def _opened(row: Sequence[Token], first: int, at: int) -> bool:
    """In "In May, in Oslo, ministers met" nothing but day and place stands before them."""
    return row[at - 1].cls == "comma" and all(t.cls in OPENING for t in row[first:at])


def crowd_label(scene: Scene, clause: Clause) -> str:
    """ "meeting with alumni of …": what the text says of those met."""
    row, near = scene.row, range(clause.at + 1, min(clause.last, clause.at + 5))
    begin = next((i for i in near if row[i].cls == "with"), clause.at)
    end = min(clause.last, begin + LONGEST_LABEL)
    stop = next((i for i in range(begin + 2, end) if row[i].cls in LABEL_ENDS), end)
    while stop > begin + 2 and row[stop - 1].cls in LEADING:
        stop -= 1
    words = scene.text(row[begin + 1].start, row[max(begin + 1, stop - 1)].end)
    return f"meeting with {words}"
