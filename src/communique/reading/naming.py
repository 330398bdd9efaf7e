"""How an instrument is named: its words, label, parties in the name, sum, stretch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communique.reading.acts import Doing
from communique.reading.deeds import Deed
from communique.reading.drafts import name_words
from communique.reading.eventname import hyphened
from communique.reading.money import Sum
from communique.reading.scene import Scene, Where
from communique.reading.tokens import Token

PARTIES = frozenset(("body", "state", "demonym"))
LEADS = frozenset("with between on for of to in".split())
AFTER_PARTY = frozenset("comma and on for of to in lparen".split())
OPENERS = frozenset(("money", "hyphen", "and"))
SMALL = frozenset(
    "word eventadjective portfolio bodyhead eventhead heads head number hyphen money ordinal series".split()
)
ARTICLES = frozenset("the a his poss other".split())
TIMES = frozenset(("past", "planned"))
PROPER = frozenset("cap acronym body portfolio number state region place bodyhead demonym hyphen".split())
TO_SUM = frozenset("of for to comma lparen be a".split())
TOPIC = frozenset("word eventadjective portfolio and the of hyphen region state demonym cap series".split())
TOPIC_ENDS = frozenset(
    "comma stop break semicolon in at on by with between from for to date margins dash lparen".split()
)
MORE = frozenset(("instrumenthead", "instrumentverb", "verb", "discuss", "speech", "be", "will"))
LINKING = frozenset(("and", "the", "of", "on"))
LONGEST_TOPIC = 9
TAIL = frozenset("word of for on and to the a in portfolio number eventadjective be will managed".split())


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention of an instrument: its tokens from token `at` of the sentence, and what is done with it."""

    part: Sequence[Token]
    at: int
    first: int
    last: int
    head: Token
    doing: Doing
    money: Sum | None
    sides: tuple[Where, ...] = ()

    @property
    def end(self) -> int:
        """The token after the name."""
        return self.at + len(self.part)

    @property
    def status(self) -> str:
        """The status that the verb gives."""
        return self.doing.status

    @property
    def type(self) -> str:
        """The type that the head noun makes."""
        return self.head.entry.value if self.head.entry else "agreement"


def label_of(scene: Scene, part: Sequence[Token]) -> str:
    """The name without the sum or adjective before it, and without quotation marks."""
    first = next((i for i in range(len(part) - 1) if not _opens(part, i)), len(part) - 1)
    return scene.text(part[first].start, part[-1].end).replace("”", "").replace("“", "").strip()


def _opens(part: Sequence[Token], at: int) -> bool:
    """A sum, or an adjective before a proper name ("the new | Education Partnership")."""
    token = part[at]
    proper = any(t.text[:1].isupper() for t in part[at + 1 :])
    return token.cls in OPENERS or (token.cls == "eventadjective" and token.text.islower() and proper)


def called(scene: Scene, at: int, last: int) -> tuple[int, int] | None:
    """The tokens of the proper name after a noun: "a partnership called X", "the declaration “X”"."""
    row = scene.row
    start = at + (at < last and row[at].text.lower() in scene.lexicon.lists.called)
    quoted = start < last and row[start].cls == "quote"
    start += quoted
    end = start
    while end < min(last, start + 10) and (row[end].cls != "unquote" if quoted else row[end].cls in PROPER):
        end += 1
    named = end > start and (start > at + 1 or not quoted or (end < last and row[end].cls == "unquote"))
    return (start, end) if named and start > at and row[start].text[:1].isupper() else None


def name_of(scene: Scene, naming: Naming) -> str:
    """The proper name where one follows, else the words of the mention."""
    proper = called(scene, naming.end, naming.last)
    if proper is None:
        return label_of(scene, naming.part) + topic_of(scene, naming)
    return scene.text(scene.row[proper[0]].start, scene.row[proper[1] - 1].end)


def topic_of(scene: Scene, naming: Naming) -> str:
    """ " on fisheries" after "signed a memorandum of understanding": what one in small letters is about."""
    row, at, head = scene.row, naming.end, naming.part[-1]
    if row[at].cls != "on" or head.cls != "instrumenthead" or not head.text[:1].islower():
        return ""
    end = at + 1
    while end < min(naming.last, at + LONGEST_TOPIC) and _of_topic(scene, end):
        end += 1
    whole = row[end].cls in TOPIC_ENDS or row[end].text.lower() in scene.lexicon.lists.topic_ends
    while row[end - 1].cls in LINKING:
        end -= 1
    if not whole and end + 1 < naming.last and row[end].cls != "and":
        return ""
    return f" {scene.text(row[at].start, row[end - 1].end)}" if end > at + 1 else ""


def _of_topic(scene: Scene, at: int) -> bool:
    """Whether a word goes on with a topic; in "on fisheries and a treaty" it has ended at "and"."""
    token, after = scene.row[at], scene.row[at + 1 : at + 5]
    if token.text.lower() in scene.lexicon.lists.topic_ends:
        return False
    more = token.cls == "and" and any(t.cls in MORE for t in after)
    return token.cls in TOPIC and not more


def ends_in(deed: Deed, naming: Naming) -> bool:
    """Whether "the agreement" can be "a financing agreement" told before."""
    return naming.head.text.lower() == deed.label.lower().rsplit(" ", 1)[-1]


def same_deed(deeds: Sequence[Deed], label: str, type_: str, small: Collection[str]) -> Deed | None:
    """The earlier instrument that such a name means."""
    words = name_words(label, small)
    for deed in deeds:
        have = name_words(deed.label, small)
        if deed.type == type_ and type_ in ("framework", "memorandum", "facility") and not _telling(label):
            return deed
        if deed.type == type_ and words and have and (words <= have or have <= words):
            return deed
        if deed.short and deed.short.lower() in label.lower().split():
            return deed
    return None


def _telling(label: str) -> bool:
    """Whether a name says more than its kind and its parties ("Framework for UN-EU …" does not)."""
    plain = [w for w in label.replace("-", " ").split() if w[:1].isupper() and not w.isupper()]
    return len(plain) > 1


def named_parties(scene: Scene, part: Sequence[Token]) -> list[Where]:
    """The parties that a name names, joined by hyphens or after "between", two or more with regions."""
    found: list[Where] = []
    between = paired = False
    for at, token in enumerate(part):
        between = between or token.cls == "between"
        joined = hyphened(part, at) or (between and token.cls != "demonym")
        if token.cls in PARTIES and joined:
            found.append((scene.bodies.paired(token), token.start, token.end))
        paired = paired or (token.cls == "region" and hyphened(part, at))
    return found if len(found) > 1 or paired else []


def owner(scene: Scene, naming: Naming) -> list[Where]:
    """Whose it is: "Sweden's cooperation agreement with …"."""
    row, at = scene.row, naming.at - 2
    if at < naming.first or row[at + 1].cls != "poss" or row[at].cls not in ("body", "state"):
        return []
    return [(scene.bodies.key(row[at]), row[at].start, row[at].end)]


def bound(scene: Scene, naming: Naming) -> list[Where]:
    """Whom it binds: "Spain's obligations under the fisheries pact", "Spain … its obligations under it"."""
    row, lists = scene.row, scene.lexicon.lists
    at = naming.at - 1 - (row[naming.at - 1].cls in TIMES)
    at -= row[at].cls == "the"
    if at < naming.first + 2 or row[at].text.lower() != "under" or row[at - 1].text not in lists.commitments:
        return []
    before = [t for t in row[naming.first : at - 1] if t.cls in ("body", "state")]
    own = row[at - 2].cls == "poss" or row[at - 2].text.lower() in lists.its
    near = own and bool(before) and (row[at - 2].cls != "poss" or row[at - 3] is before[-1])
    return [(scene.bodies.key(before[-1]), before[-1].start, before[-1].end)] if near else []


def partners(scene: Scene, part: Sequence[Token]) -> list[Where]:
    """The states and bodies that "with" or "between" leads in after the head."""
    head = next((i for i, t in enumerate(part) if t.cls == "instrumenthead"), len(part))
    found: list[Where] = []
    led = False
    for at in range(head + 1, len(part)):
        token = part[at]
        if token.cls in LEADS:
            led = token.cls in ("with", "between")
        elif (
            led
            and token.cls in ("body", "state")
            and (at + 1 == len(part) or part[at + 1].cls in AFTER_PARTY)
        ):
            found.append((scene.bodies.key(token), token.start, token.end))
    return found


def stretch(scene: Scene, naming: Naming) -> tuple[int, int]:
    """The words of a mention: its verb where that leads it in, its name, up to ten words of its purpose."""
    start = scene.row[naming.at].start
    verb = scene.row[naming.doing.at]
    if naming.doing.at >= 0 and 0 < start - verb.end < 40:
        start = verb.start
    stop = naming.end
    while stop < min(naming.last, naming.end + 10) and scene.row[stop].cls in TAIL:
        stop += 1
    return start, scene.row[stop - 1].end


def widened(row: Sequence[Token], at: int, first: int) -> int:
    """Where a name in small letters begins: after the article ("a | prisoner transfer agreement")."""
    start = at
    while start > max(first, at - 6) and row[start - 1].cls in SMALL and row[start - 1].text[:1].islower():
        start -= 1
    lead = start - 1 - (start > first + 1 and row[start - 1].cls in TIMES)
    if start == first or row[lead].cls not in ARTICLES or row[at - 1].text.endswith(("ed", "ing")):
        return at
    return start


def sum_of(scene: Scene, part: Sequence[Token], end: int, last: int) -> Sum | None:
    """The sum in the name, or that follows it: "worth", "of", "amounts to", in brackets."""
    inner = next((scene.sums[t.start] for t in part if t.cls == "money"), None)
    if inner is not None:
        return inner
    worth = scene.lexicon.lists.worth
    for token in scene.row[end : min(last, end + 7)]:
        if token.cls == "money":
            return scene.sums[token.start]
        if token.cls not in TO_SUM and token.text.lower() not in worth:
            return None
    return None
