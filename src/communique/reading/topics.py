"""What was discussed: the words after "focused on", "discussed", "topics included", and the regions there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from communique.reading.deeds import Deed
from communique.reading.story import Story
from communique.reading.tokens import Token

REACH = 60
WORDS = 12
WORD = regex.compile(r"[^\W_]+")
LEADS = frozenset(("in", "with", "under", "of", "on", "by", "for", "as", "to", "at", "verb", "speech"))
TELLING = frozenset(("discuss", "verb"))
STOPS = frozenset(("which", "semicolon", "be", "verb", "stop", "who", "speech", "will", "discuss", "attend"))
PROPER = frozenset("cap portfolio acronym body state region head bodyhead slash".split())
OPENERS = frozenset("and the on including comma a his of in other hyphen if".split())
CLOSERS = OPENERS | frozenset(("for", "with", "by", "from", "as", "unquote", "quote", "lparen"))


@dataclass(frozen=True, slots=True)
class Matter:
    """One topic: its words, the event's or instrument's key ("" where none), and the regions named."""

    start: int
    end: int
    event: str
    regions: tuple[tuple[str, int, int], ...]


def matters(story: Story, deeds: Sequence[Deed]) -> Iterator[Matter]:
    """Every topic of the document, in order."""
    scene = story.scene
    latest = key = ""
    for first, last in scene.sentences:
        again = key.startswith("instrument:") and scene.row[first].text.lower() in scene.lexicon.lists.it
        key = key if again else _subject(story, deeds, first, last)
        at = first if scene.classes[first] & TELLING else last
        while at < last:
            if not _opens(scene.row, at):
                at += 1
                continue
            end = at + 1
            while end < last and end - at < REACH and scene.row[end].cls not in STOPS:
                end += 1
            yield from _split(story, at + 1, end, _event(story, first, at) or key or latest)
            at = end
        after = story.after.get(first)
        latest = after.key if after is not None else key or latest


def _opens(row: Sequence[Token], at: int) -> bool:
    """A word for discussing, unless what was discussed stands before it ("was covered")."""
    token = row[at]
    if at and row[at - 1].cls == "be" and row[at + 1].cls != "and":
        return False
    return token.cls == "discuss" or (
        token.cls == "verb" and token.entry is not None and token.entry.value == "discuss"
    )


def _subject(story: Story, deeds: Sequence[Deed], first: int, last: int) -> str:
    """The instrument that opens the sentence ("The Framework … promotes cooperation on …").

    In "In line with the Framework they agreed to intensify cooperation on …" it is none.
    """
    row = story.scene.row
    led = next((i for i in range(first, min(last, first + 6)) if row[i].cls in LEADS), min(last, first + 6))
    for deed in deeds:
        if led > first and any(row[first].start <= a < row[led - 1].end for a, _ in deed.spans):
            return deed.key
    main = story.drafts.main()
    return (
        ""
        if row[first].text.lower() in story.scene.lexicon.lists.it
        else (main.key if main and first == story.scene.sentences[0][0] else "")
    )


def _event(story: Story, first: int, at: int) -> str:
    draft = next((story.at[i] for i in range(at, first - 1, -1) if i in story.at), None)
    return draft.key if draft is not None and not draft.dropped else ""


def _split(story: Story, first: int, last: int, event: str) -> Iterator[Matter]:
    """Topics are parted by commas, by "such as" and by "through"; each is cut where its noun phrase ends."""
    row, means = story.scene.row, story.scene.lexicon.lists.topic_by
    start = first
    for at in range(first, last + 1):
        parted = at == last or row[at].cls in ("comma", "including") or row[at].text.lower() in means
        if parted or _and_the(row, start, at):
            yield from _matter(story, start, at, event)
            start = at + 1


def _and_the(row: Sequence[Token], start: int, at: int) -> bool:
    """ "the vision and the adoption of …" are two topics, "research and innovation" is one."""
    return (
        row[at].cls == "and"
        and row[at + 1].cls == "the"
        and not any(t.cls == "between" for t in row[start:at])
    )


def _matter(story: Story, first: int, last: int, event: str) -> Iterator[Matter]:
    row, empty = story.scene.row, story.scene.lexicon.lists.topic_empty
    while first < last and (row[first].cls in OPENERS or row[first].text.lower() in empty):
        first += 1
    end = _noun_phrase(row, first, last, story.scene.lexicon.lists.topic_to)
    if end <= first or not any(len(t.text) > 3 and t.cls != "official" for t in row[first:end]):
        return
    regions = tuple(_regions(story, row[first : max(end, last)]))
    yield Matter(row[first].start, row[end - 1].end, event, regions)


def _aim(row: Sequence[Token], at: int, keeps: Collection[str]) -> bool:
    """ "to" before what is aimed at ends a topic, but not in "threats related to technologies"."""
    return row[at].cls == "to" and row[at - 1].text.lower() not in keeps


def _words(token: Token) -> int:
    """How many words a token has; one that was merged from many shows only its head."""
    return max(len(WORD.findall(token.text)), (token.end - token.start) // 5 if token.cls == "event" else 0)


def _noun_phrase(row: Sequence[Token], first: int, last: int, keeps: Collection[str]) -> int:
    """The end of the noun phrase that begins at `first`: before "to", a person, what leads on; in no name."""
    limit, words = first, 0
    while limit < last and (words := words + _words(row[limit])) <= WORDS:
        limit += 1
    while 0 < limit < last and row[limit].cls in PROPER and row[limit - 1].cls in PROPER:
        limit += 1
    stops = (
        i for i in range(first, limit) if row[i].cls == "official" or (i > first and _aim(row, i, keeps))
    )
    end = next(stops, limit)
    while end > first and row[end - 1].cls in CLOSERS:
        end -= 1
    return end


def _regions(story: Story, part: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Regions, states and places of a stretch; "Central and South-East Asia" names two."""
    for at, token in enumerate(part):
        two = _two_regions(story, token) if token.cls == "region" else []
        if two:
            yield from two
        elif token.cls in ("region", "state", "place"):
            yield story.scene.places.key(token), token.start, token.end
        after = part[at + 2] if at + 2 < len(part) else None
        if (
            token.cls == "portfolio"
            and after is not None
            and after.cls == "region"
            and part[at + 1].cls == "and"
        ):
            name = f"{token.text} {after.text.split()[-1]}"
            for _, _, entry in story.scene.lexicon.names.find(name):
                if entry.cls == "region":
                    yield (
                        story.scene.places.add(entry.name, entry.value, token.start, token.end, token.text),
                        token.start,
                        token.end,
                    )


def _two_regions(story: Story, token: Token) -> list[tuple[str, int, int]]:
    """The two of "South and South-East Asia", where the list has them one by one."""
    left, joint, right = token.text.partition(" and ")
    names = {f"{left} {right.split()[-1]}": (token.start, token.start + len(left))} if joint else {}
    names |= {right: (token.end - len(right), token.end)} if joint else {}
    found = []
    for name, (start, end) in names.items():
        entry = story.scene.lexicon.exact_names.get(name.replace("-", " "))
        if entry is None or entry.cls != "region" or (token.entry and entry.value == token.entry.value):
            return []
        surface = story.scene.text(start, end)
        found.append((story.scene.places.add(entry.name, entry.value, start, end, surface), start, end))
    return found
