"""Agents, dates and places of a clause, by where they stand and what leads them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.reading.dates import Found
from communique.reading.scene import Scene
from communique.reading.tokens import Token

ORGANISED = frozenset(("body", "state"))
LEADS = frozenset(("of", "for", "to", "in", "at", "on", "with", "by", "from", "between", "as", "representing", "attend",
                   "including", "margins", "lead", "cochairs"))  # fmt: skip
WHERE = frozenset(("state", "place", "region"))
PASSING = frozenset(("in", "at", "on", "to", "for", "from", "as", "margins"))
SKIPPED = frozenset(("the", "a", "his", "other", "former", "honorific", "group", "eventadjective", "number"))


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or body in a clause. `lead` is the class of the word that leads it in, empty for none."""

    key: str
    start: int
    end: int
    lead: str
    at: int
    how: str = ""


def agents(scene: Scene, first: int, last: int) -> Iterator[Agent]:
    """The agents among tokens `first` to `last`; in a list each has the lead of the first."""
    lead, fresh, passing = "", True, ""
    for at in range(first, last):
        token = scene.row[at]
        if token.cls in LEADS:
            lead, fresh = token.cls, True
        elif token.cls == "comma":
            passing = lead if lead in PASSING and scene.row[at - 1].cls in WHERE else ""
            lead = "" if lead in PASSING else lead
        elif token.cls == "i" and token.text == "I" and scene.author is not None:
            yield Agent(scene.author.key, token.start, token.end, "" if fresh else lead, at)
            fresh = False
        elif token.cls in ("verb", "be", "which", "colon", "word", "event", "who", "will"):
            if token.cls != "word" or not fresh:
                lead = "" if token.cls != "colon" else lead
        elif token.cls == "official" and token.entry:
            if at + 1 < len(scene.row) and scene.row[at + 1].cls == "poss":
                continue
            if _takes_over(scene.row, at):
                lead = ""
            yield Agent(token.entry.value, token.start, token.end, lead, at, token.entry.name)
            fresh = False
        elif token.cls in ORGANISED and not _modifier(scene.row, at):
            key = scene.bodies.key(token)
            if token.cls == "state" and passing and scene.row[at - 1].cls in ("comma", "and"):
                lead = passing
            yield Agent(key, token.start, token.end, lead, at)
            fresh = False


def _takes_over(row: Sequence[Token], at: int) -> bool:
    """In "Accompanied by A, B led …" the agent after the comma is a new subject."""
    after = row[at + 1] if at + 1 < len(row) else None
    return (
        row[at - 1].cls == "comma"
        and after is not None
        and after.cls in ("verb", "lead", "will", "speech", "discuss")
    )


def _modifier(row: Sequence[Token], at: int) -> bool:
    """A body's name before a noun ("EU officials", "UN programme") is no agent."""
    after = row[at + 1] if at + 1 < len(row) else None
    if after is None:
        return False
    if after.cls in ("hyphen", "poss"):
        return True
    return after.cls in ("word", "group", "cap", "portfolio", "eventhead", "instrumenthead", "bodyhead", "acronym", "head",
                         "heads", "eventadjective", "official", "event", "body", "rank") and not _plain_after(after)  # fmt: skip


def _plain_after(after: Token) -> bool:
    return after.cls == "word" and (after.text in AFTER or after.text.endswith(("ed", "ly")))


AFTER = frozenset("have has had met agreed also held signed said today yesterday committed shared will discussed "
                  "reaffirmed underscored to over here there".split())  # fmt: skip


def nearest_date(scene: Scene, first: int, last: int, around: int) -> Found | None:
    """The date expression among the tokens that stands nearest to token `around`; years count last."""
    best: tuple[int, int, int] | None = None
    for at in range(first, last):
        token = scene.row[at]
        if token.cls != "date":
            continue
        found = scene.dates[token.start]
        if not found.start and found.kind not in ("rel", "week"):
            continue
        if _deadline(scene.row, at):
            continue
        low, high = sorted((at, around))
        words = sum(t.cls in ("word", "instrumentverb", "discuss") for t in scene.row[low + 1 : high])
        opening = at == first or (at < around and scene.row[at - 1].cls in ("stop", "break"))
        score = (
            found.kind == "year",
            3 if opening else abs(at - around) + 4 * words + (6 if at < around else 0),
            at,
        )
        best = min(best, score) if best else score
    return scene.dates[scene.row[best[2]].start] if best else None


def _deadline(row: Sequence[Token], at: int) -> bool:
    """Dates that are limits or ages, not times of events ("by 2030", "since 1951")."""
    before = row[at - 1] if at else None
    limit = before is not None and before.text.lower() in ("by", "since", "until", "from")
    return limit and row[at].text.isdigit()


def nearest_place(scene: Scene, first: int, last: int, around: int) -> tuple[str, int, int] | None:
    """The city, venue, state or region that "in", "at" or "to" leads in, nearest to token `around`."""
    best: tuple[int, int, int] | None = None
    for at in range(first, last):
        token = scene.row[at]
        if token.cls not in ("place", "state", "region", "body"):
            continue
        if (
            token.cls == "body"
            and f"place:{token.entry.value if token.entry else ''}" not in scene.lexicon.known
        ):
            continue
        before = at - 1
        while before >= 0 and scene.row[before].cls in ("the", "cap", "portfolio"):
            before -= 1
        if before < 0 or scene.row[before].cls not in ("in", "at"):
            continue
        if _modifier(scene.row, at) and token.cls != "place":
            continue
        rank = (token.cls != "place", abs(at - around), at)
        best = min(best, rank) if best else rank
    if best is None:
        return None
    token = scene.row[best[2]]
    return scene.places.key(token), token.start, token.end


def destinations(scene: Scene, first: int, last: int) -> list[tuple[str, int, int]]:
    """The places of a visit: what the verb or "to" leads in, and those listed with it."""
    found = []
    for at in range(first, last):
        token = scene.row[at]
        if token.cls in ("place", "state", "region"):
            found.append((scene.places.key(token), token.start, token.end))
        elif token.cls not in ("comma", "and", "the", "to", "in", "date", "from"):
            break
    return found
