"""A document made ready for frames: one row of tokens with people, bodies and events as single tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.reading import dates, money
from communique.reading.bodies import Things, Where
from communique.reading.capitals import small_print
from communique.reading.dates import Found
from communique.reading.grammar import class_of
from communique.reading.initials import initials
from communique.reading.lexicon import Entry, Lexicon
from communique.reading.likely import likely, surnames
from communique.reading.lists import Patterns
from communique.reading.money import Sum
from communique.reading.neighbours import countries, numbered, to_come
from communique.reading.officials import Official, officials
from communique.reading.owners import owned
from communique.reading.people import Human, Mention, People, complete, gather
from communique.reading.small import small_titles
from communique.reading.tokens import Token, islands, starting, tokens
from communique.reading.view import Block, View
from communique.reading.wholes import merge_bodies, merge_places

LONGEST = 300
# What an abbreviation that also ends a sentence may be, and what then begins the next.
ABBREVIATED = frozenset(("place", "state", "region", "word", "number", "acronym"))
FUNCTION = frozenset("the a in on at he his i with for from as if and".split())


@dataclass(slots=True)
class Scene:
    """What reading has of one document before it looks for events.

    `said` has the tokens of direct speech as they were before they were made plain words of `row`; `classes`
    has those of each sentence by its first token, so that a rule passes over what has none of its own.
    """

    view: View
    lexicon: Lexicon
    row: list[Token]
    sentences: list[tuple[int, int]]
    people: People
    bodies: Things
    places: Things
    dates: dict[int, Found]
    sums: dict[int, Sum]
    found: list[Official]
    parts: dict[int, list[Token]]
    said: dict[int, Token]
    classes: dict[int, frozenset[str]]
    author: Human | None = None
    home: str = ""

    def text(self, start: int, end: int) -> str:
        """The clean words of a stretch."""
        return self.view.text[start:end].replace("\n", " ")


def prepare(
    view: View, lexicon: Lexicon, base: date | None, quoted: list[tuple[int, int]], printed: str = ""
) -> Scene:
    """The scene of a document published on `base`; `quoted` are the stretches of direct speech."""
    found_dates = {d.begin: _today(d, view, printed, lexicon) for d in dates.find(view.text, lexicon, base)}
    sums = {s.begin: s for s in money.find(view.text, lexicon)}
    row, authors = _row(view, lexicon, found_dates, sums)
    blocked = _blocked(row, view, lexicon.patterns, authors)
    found = list(owned(row, likely(officials(row, lexicon, blocked), lexicon), lexicon))
    people, mentions = gather(row, found, lexicon, blocked)
    mentions += initials(row, people, mentions, blocked, lexicon)
    _learn_from_title(row, view, people, lexicon)
    bodies, places = Things("body", lexicon), Things("place", lexicon)
    row = [t._replace(cls="body") if t.cls == "office" else t for t in row]
    spoken = _merge_people(row, sorted(mentions, key=lambda m: m.first))
    merged, said = _silent(spoken, quoted)
    merged, parts = _merge_events(merged, lexicon)
    sentences = list(_sentences(merged, view.text))
    classes = {first: frozenset(map(class_of, merged[first:last])) for first, last in sentences}
    return Scene(
        view,
        lexicon,
        merged,
        sentences,
        people,
        bodies,
        places,
        found_dates,
        sums,
        found,
        parts,
        said,
        classes,
    )


def _learn_from_title(row: Sequence[Token], view: View, people: People, lexicon: Lexicon) -> None:
    """The states of posts that the title alone tells: "Readout of the Call with President X of Kenya"."""
    titles = [b for b in view.blocks if b.kind == "title"]
    part = [t for b in titles for t in row[starting(row, b.start) : starting(row, b.end)]]
    for official in officials(part, lexicon, [False] * len(part)) if part else ():
        known = people.fitting(people.words(official.name), official)
        if known is not None:
            for post in official.posts:
                complete(known, post)


def words(scene: Scene) -> list[Token]:
    """The tokens of a scene as they were before any were made one."""
    return _words(scene.view, scene.lexicon, scene.dates, scene.sums)


def _words(view: View, lexicon: Lexicon, found: Mapping[int, Found], sums: Mapping[int, Sum]) -> list[Token]:
    days = [(d.begin, d.finish) for d in found.values()]
    lands = islands(view, lexicon, days, [(s.begin, s.finish) for s in sums.values()])
    return _gaps(tokens(view, lexicon, lands), view)


def _row(
    view: View, lexicon: Lexicon, found: Mapping[int, Found], sums: Mapping[int, Sum]
) -> tuple[list[Token], frozenset[int]]:
    """The tokens of the view with bodies and places as one token each; headings that name the author."""
    plain, authors = small_print(_words(view, lexicon, found, sums), view, lexicon)
    row = surnames(to_come(countries(plain, lexicon), lexicon), lexicon.name_words)
    row = merge_bodies(numbered(merge_places(row, lexicon), lexicon), lexicon)
    row = small_titles(row, view, lexicon)
    classes = set(map(class_of, row))
    row = _coded(_defined(row), lexicon) if "lparen" in classes else row
    return _paired(row) if "dash" in classes else row, authors


def _paired(row: list[Token]) -> list[Token]:
    """A dash between two states or bodies joins them ("U.S. – Canada")."""
    sides = ("state", "body", "demonym", "region")
    out = list(row)
    for at in range(1, len(row) - 1):
        dateline = row[at - 2].cls == "comma" and at > 1
        if row[at].cls == "dash" and row[at - 1].cls in sides and row[at + 1].cls in sides and not dateline:
            out[at] = row[at]._replace(cls="hyphen")
    return out


def _today(found: Found, view: View, printed: str, lexicon: Lexicon) -> Found:
    """In a release dated without its year "today" is that day without its year."""
    if (
        printed.startswith("--")
        and found.kind == "rel"
        and view.text[found.begin : found.finish].lower() in lexicon.lists.today
    ):
        return replace(found, start=printed)
    return found


def _defined(row: list[Token]) -> list[Token]:
    """ "X Committee (ABBR)": where the abbreviation is another body's, that body is meant."""
    out = list(row)
    for at in range(len(row) - 3):
        full, short = row[at], row[at + 2]
        if (
            (
                full.cls == "body"
                and row[at + 1].cls == "lparen"
                and short.cls == "body"
                and row[at + 3].cls == "rparen"
            )
            and full.entry
            and short.entry
            and short.entry.value
            and short.entry.value != full.entry.value
        ):
            out[at] = full._replace(entry=full.entry._replace(value=short.entry.value))
    return out


def _coded(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """ "Governor X (OH)": a code in brackets is the region it stands for."""
    for at, token in enumerate(row[:-2]):
        if token.cls == "lparen" and row[at + 2].cls == "rparen":
            entry = lexicon.codes.get(row[at + 1].text)
            if entry is not None:
                row[at + 1] = row[at + 1]._replace(cls="region", entry=entry)
    return row


def _silent(row: list[Token], quoted: Sequence[tuple[int, int]]) -> tuple[list[Token], dict[int, Token]]:
    """Direct speech tells no events: its tokens are plain words. They are kept by where they start."""
    out, said = list(row), dict[int, Token]()
    for start, end in quoted:
        for at in range(starting(row, start), starting(row, end)):
            if row[at].cls not in ("break", "stop", "comma"):
                said[row[at].start] = row[at]
                out[at] = row[at]._replace(cls="word", entry=None)
    return out, said


def _gaps(row: list[Token], view: View) -> list[Token]:
    """Two and more spaces in a headline part what stands side by side; a small letter goes on."""
    out: list[Token] = []
    at = 0
    for block in view.blocks:
        if block.kind != "heading":
            continue
        first, last = starting(row, block.start), starting(row, block.end)
        for number in range(max(first, 1), last):
            before, token = row[number - 1], row[number]
            if before.end >= token.start or before.cls in ("comma", "break") or token.text[:1].islower():
                continue
            if view.offsets[token.start] - view.offsets[before.end - 1] > 2:
                out += row[at:number]
                out.append(Token(before.end, before.end, "break", ""))
                at = number
    return out + row[at:]


def _blocked(row: Sequence[Token], view: View, patterns: Patterns, authors: Collection[int]) -> list[bool]:
    """Tokens in headlines that are no author lines, and in lines for the press."""
    blocks = [b for b in view.blocks if b.start not in authors and _no_prose(b, view, patterns)]
    marks = [False] * len(row)
    for block in blocks:
        for at in range(starting(row, block.start), starting(row, block.end)):
            marks[at] = row[at].cls != "break"
    return marks


def _no_prose(block: Block, view: View, patterns: Patterns) -> bool:
    text = view.text[block.start : block.end]
    if block.kind == "title":
        return not patterns.author_title.search(text)
    if block.kind == "heading" and patterns.listed.search(text):
        return False
    if block.kind == "heading":
        return not patterns.author_line.search(text) or bool(patterns.contact.search(text))
    contact = patterns.contact.search(text)
    return contact is not None and contact.start() < 60 and len(text) < 700


def _merge_people(row: Sequence[Token], mentions: Sequence[Mention]) -> list[Token]:
    merged: list[Token] = []
    at = 0
    for mention in mentions:
        if mention.first < at:
            continue
        merged += row[at : mention.first]
        start = min(mention.start, row[mention.first].start)
        entry = Entry("official", mention.how, mention.key)
        merged.append(Token(start, mention.end, "official", row[mention.first].text, entry))
        at = mention.last
    return merged + list(row[at:])


def _merge_events(row: Sequence[Token], lexicon: Lexicon) -> tuple[list[Token], dict[int, list[Token]]]:
    rule = lexicon.grammar.rules["event"].pattern
    merged: list[Token] = []
    parts: dict[int, list[Token]] = {}
    at = 0
    for match in rule.finditer(lexicon.grammar.tags(row)):
        first, last = match.span()
        part = list(row[first:last])
        head = next(t for t in reversed(part) if t.cls == "eventhead")
        merged += row[at:first]
        merged.append(Token(part[0].start, part[-1].end, "event", head.text, head.entry))
        parts[part[0].start] = part
        at = last
    return merged + list(row[at:]), parts


def _sentences(row: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    """First and last token of each sentence; one without end is cut, so that no text takes long."""
    start = 0
    for at, token in enumerate(row):
        if at - start > LONGEST:
            yield start, at
            start = at
        if token.cls == "break" or (token.cls == "stop" and _ends(row, at, text)):
            if at > start:
                yield start, at
            start = at + 1
        elif token.text.endswith(".") and token.cls in ABBREVIATED and _begins(row[at + 1 : at + 2]):
            yield start, at + 1
            start = at + 1


def _begins(after: Sequence[Token]) -> bool:
    """Whether a small word with a capital follows: "… in Washington, D.C. In each country …"."""
    return bool(after) and after[0].cls in FUNCTION and after[0].text[:1].isupper()


def _ends(row: Sequence[Token], at: int, text: str) -> bool:
    """A stop ends a sentence unless a small letter goes on; "The meeting" is one token named "meeting"."""
    after = row[at + 1] if at + 1 < len(row) else None
    return after is None or after.cls == "break" or not text[after.start : after.start + 1].islower()


__all__ = ["Scene", "Where", "prepare", "words"]
