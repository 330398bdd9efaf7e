"""How an instrument is named: label, parties in the name, the verb that goes with it, its stretch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communique.reading.deeds import Deed
from communique.reading.drafts import name_words
from communique.reading.eventname import hyphened
from communique.reading.money import Sum
from communique.reading.scene import Scene, Where
from communique.reading.tokens import Token

PARTIES = frozenset(("body", "state", "demonym"))
LEADS = frozenset("with between on for of to in".split())
AFTER_PARTY = frozenset("comma and on for of to in lparen".split())
OPENERS = frozenset(("money", "hyphen", "eventadjective", "and"))
TAIL = frozenset("word of for on and to the a in portfolio number eventadjective be will managed".split())


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention of an instrument: its tokens from token `at` of the sentence, its verb and what they say."""

    part: Sequence[Token]
    at: int
    first: int
    last: int
    head: Token
    verb: Token | None
    status: str
    money: Sum | None
    sides: tuple[Where, ...] = ()

    @property
    def end(self) -> int:
        """The token after the name."""
        return self.at + len(self.part)

    @property
    def type(self) -> str:
        """The type that the head noun makes."""
        return self.head.entry.value if self.head.entry else "agreement"


def label_of(scene: Scene, part: Sequence[Token]) -> str:
    """The name without the sum or adjective before it, and without quotation marks."""
    first = next((i for i, t in enumerate(part[:-1]) if t.cls not in OPENERS), len(part) - 1)
    return scene.text(part[first].start, part[-1].end).replace("”", "").replace("“", "").strip()


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
    """The parties that a name names, joined by hyphens or after "between", where there are two or more."""
    found: list[Where] = []
    between = False
    for at, token in enumerate(part):
        between = between or token.cls == "between"
        joined = hyphened(part, at) or (between and token.cls != "demonym")
        if token.cls in PARTIES and joined:
            found.append((scene.bodies.paired(token), token.start, token.end))
    return found if len(found) > 1 else []


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


def verb_of(scene: Scene, start: int, end: int, first: int, last: int) -> Token | None:
    """The nearest word for signing, launching … before the name, else just after it."""
    for token in reversed(scene.row[max(first, start - 14) : start]):
        if token.cls == "instrumentverb":
            return token
        held = token.text.lower() in scene.lexicon.lists.held
        if token.cls in ("which", "semicolon", "verb", "stop") and not held:
            break
    for token in scene.row[end : min(last, end + 6)]:
        if token.cls == "instrumentverb":
            return token
        if token.cls in ("verb", "semicolon", "and"):
            break
    return None


def stretch(scene: Scene, naming: Naming, *, verb: Token | None) -> tuple[int, int]:
    """The words of a mention: its verb where that leads it in, its name, up to ten words of its purpose."""
    start = scene.row[naming.at].start
    if verb is not None and 0 < start - verb.end < 40:
        start = verb.start
    stop = naming.end
    while stop < min(naming.last, naming.end + 10) and scene.row[stop].cls in TAIL:
        stop += 1
    return start, scene.row[stop - 1].end
