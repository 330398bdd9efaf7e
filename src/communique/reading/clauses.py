"""The agents of a clause, by where they stand and what leads them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.reading.lists import Lists
from communique.reading.scene import Scene
from communique.reading.tokens import Token

LONGEST_POST = 8  # tokens
ORGANISED = frozenset(("body", "state"))
AGENTS = ORGANISED | {"official", "i"}
LEADS = frozenset(
    "of for to in at on with by from between as representing attend including margins lead cochairs".split()
)
WHERE = frozenset(("state", "place", "region"))
TELLING = LEADS | AGENTS | {"comma"}
PASSING = frozenset(("in", "at", "on", "to", "for", "from", "as", "margins"))
FRESH = frozenset(("verb", "be", "which", "event", "who", "will"))
MODIFIED = frozenset(
    "group cap portfolio eventhead instrumenthead bodyhead acronym head heads eventadjective official event "
    "body rank".split()
)


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or body in a clause. `lead` is the class of the word that leads it in, empty for none."""

    key: str
    start: int
    end: int
    lead: str
    at: int

    @property
    def person(self) -> bool:
        """Whether this is a person, not a body or state."""
        return self.key.startswith("person:")


@dataclass(slots=True)
class _Lead:
    """What leads in the next agent: in a list each has the lead of the first."""

    word: str = ""
    fresh: bool = True
    passing: str = ""
    kept: str | None = None
    before_place: str = ""
    before_of: str | None = None
    outer: str = ""

    def read(self, row: Sequence[Token], at: int, lists: Lists) -> None:
        """Go past a word that is no agent."""
        cls = row[at].cls
        if self.kept is not None and cls in ("and", "comma"):
            self.word, self.kept = self.kept, None
        if cls == "for" and at and row[at - 1].cls == "official":
            self.kept = self.word
        if cls == "date" and self.word in PASSING:
            self.word = ""
        elif cls == "of" and at and row[at - 1].text.lower() in lists.government:
            self.fresh = True
        elif cls in LEADS:
            self.before_of = self.word if cls == "of" and at and row[at - 1].cls == "official" else None
            self.outer = self.word if cls == "of" and self.word != "of" else self.outer
            self.before_place = self.word if cls in ("in", "at") and self.word not in ("in", "at") else ""
            self.word, self.fresh = cls, True
        elif cls == "lparen" and self.word == "of":
            self.word = self.outer
        elif cls == "comma":
            self.passing = self.word if self.word in PASSING and row[at - 1].cls in WHERE else ""
            self.word = "" if self.word in PASSING else self.word
        elif (
            cls in FRESH
            or (cls == "word" and not self.fresh and row[at - 1].cls != "hyphen")
            or row[at].text in lists.relative
        ):
            self.word = ""


def agents(scene: Scene, first: int, last: int) -> Iterator[Agent]:
    """The agents among tokens `first` to `last`; in a list each has the lead of the first."""
    lead, row = _Lead(), scene.row
    for at in range(first, last):
        cls = row[at].cls
        if not lead.word and lead.kept is None and cls not in TELLING:
            continue  # what can only end a lead, and there is none
        agent = _agent(scene, lead, at) if cls in AGENTS else None
        if agent is not None and agent.lead == "representing" and stood_for(scene, agent):
            agent = None
        if agent is None:
            lead.read(row, at, scene.lexicon.lists)
        else:
            lead.fresh = False
            yield agent


def _agent(scene: Scene, lead: _Lead, at: int) -> Agent | None:
    row, token = scene.row, scene.row[at]
    if token.cls == "i" and scene.author is not None and token.text in scene.lexicon.lists.i:
        return Agent(scene.author.key, token.start, token.end, "" if lead.fresh else lead.word, at)
    if token.cls == "official" and token.entry and not _before(row, at, "poss"):
        after_place = at and (row[at - 1].cls in WHERE or (lead.word == "at" and _after_body(row, at)))
        if after_place or _takes_over(row, at) or _after_aside(row, at):
            lead.word = ""
        elif lead.word in ("in", "at") and at > 1 and _joined(row, at):
            lead.word = lead.before_place
        elif lead.word == "of" and lead.before_of is not None and _listed(row, at):
            lead.word = lead.before_of
        return Agent(token.entry.value, token.start, token.end, lead.word, at)
    if token.cls in ORGANISED and not modifier(scene, at) and not _short_for(row, at):
        key = scene.bodies.key(token)
        if token.cls == "state" and lead.passing and row[at - 1].cls in ("comma", "and"):
            lead.word = lead.passing
        return Agent(key, token.start, token.end, lead.word, at)
    return None


def _listed(row: Sequence[Token], at: int) -> bool:
    """In "with Mayor A of X and Mayor B of Y" B was met as A was."""
    before = at - 1 - (row[at - 1].cls == "the")
    return before > 0 and row[before].cls in ("and", "comma", "semicolon")


def _joined(row: Sequence[Token], at: int) -> bool:
    """In "met A in Baghdad and B in Erbil" B was met as A was: nobody is led in by the place."""
    before = at - 1 - (row[at - 1].cls == "the")
    return before > 0 and row[before].cls == "and" and row[before - 1].cls in WHERE


def _short_for(row: Sequence[Token], at: int) -> bool:
    """In "the Foreign Office Consultations (FOC)" what stands in brackets is short for the event."""
    return at > 1 and row[at - 1].cls == "lparen" and row[at - 2].cls == "event"


def stood_for(scene: Scene, agent: Agent) -> bool:
    """ "on behalf of the High Representative, A": A was not there."""
    if agent.lead != "representing" or not agent.person:
        return False
    before = reversed(scene.row[max(0, agent.at - LONGEST_POST) : agent.at])
    led = next((t for t in before if t.cls == "representing"), None)
    return led is not None and led.text.lower() in scene.lexicon.lists.behalf


def opens_purpose(row: Sequence[Token], at: int) -> bool:
    """Whether token `at` is the "to" of "to discuss …", not that of "to Geneva"."""
    return row[at].cls == "to" and _before(row, at, "word", "verb", "be")


def modifier(scene: Scene, at: int) -> bool:
    """A body's name before a noun ("EU officials", "UN programme") is no agent."""
    after = scene.row[at + 1] if at + 1 < len(scene.row) else None
    if after is None:
        return False
    if after.cls == "word":
        return after.text not in scene.lexicon.lists.acting_body and not after.text.endswith(("ed", "ly"))
    return after.cls in MODIFIED or after.cls in ("hyphen", "poss")


def _takes_over(row: Sequence[Token], at: int) -> bool:
    """In "Accompanied by A, B led …" the agent after the comma is a new subject."""
    return row[at - 1].cls == "comma" and _before(row, at, "verb", "lead", "will", "speech", "discuss")


def _after_body(row: Sequence[Token], at: int) -> bool:
    """In "At NATO Mr A met B" the body takes nobody in."""
    return row[at - 1].cls == "body" and _before(row, at, "verb", "will", "speech", "discuss")


def _after_aside(row: Sequence[Token], at: int) -> bool:
    """In "on her first day in office the Secretary met" the aside takes nobody in."""
    noun = at - 1 - (row[at - 1].cls == "the")
    plain = noun > 0 and row[noun].cls == "word" and not row[noun].text.endswith("ing")
    return plain and row[noun - 1].cls in ("in", "at", "on")


def _before(row: Sequence[Token], at: int, *classes: str) -> bool:
    """Whether token `at` stands right before one of these classes."""
    return at + 1 < len(row) and row[at + 1].cls in classes
