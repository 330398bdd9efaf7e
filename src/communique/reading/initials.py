"""Abbreviations that stand for who holds a post: "EAM also met …" after "External Affairs Minister A"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique.reading.lexicon import Lexicon
from communique.reading.people import Human, Mention, People
from communique.reading.tokens import Token

ACTS = frozenset(("verb", "speech", "discuss", "will", "be", "attend", "instrumentverb", "poss"))
SHORTEST = 2  # letters


def initials(
    row: Sequence[Token], people: People, known: Sequence[Mention], blocked: Sequence[bool], lexicon: Lexicon
) -> Iterator[Mention]:
    """Abbreviations that do something and are those of the post of one person alone."""
    spots = [i for i, t in enumerate(row) if t.cls == "acronym" and not blocked[i] and _acts(row, i)]
    if not spots:
        return
    holders = _holders(people, lexicon)
    taken = {i for m in known for i in range(m.first, m.last)}
    for at in spots:
        human = holders.get(row[at].text)
        if human is not None and at not in taken:
            yield Mention(at, at + 1, row[at].start, row[at].end, human.key, "title")


def _acts(row: Sequence[Token], at: int) -> bool:
    """Whether a verb follows, with no more than "also" or "later" between."""
    word = at + 2 < len(row) and row[at + 1].cls == "word" and row[at + 2].cls in ACTS
    return row[at + 1].cls in ACTS or word


def _holders(people: People, lexicon: Lexicon) -> Mapping[str, Human]:
    """Who holds the post of such initials, where one person alone does."""
    found: dict[str, Human | None] = {}
    for human in people.humans:
        for post, _ in human.held:
            words = post.title.replace("-", " ").split()
            short = "".join(w[0] for w in words if w.lower() not in lexicon.lists.title_small)
            short = post.title if post.title.isupper() else short
            if len(short) >= SHORTEST and short.isupper():
                found[short] = human if found.get(short, human) is human else None
    return {short: human for short, human in found.items() if human is not None}
