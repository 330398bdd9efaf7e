"""Direct speech: the stretches in quotation marks that are clauses somebody said, and who."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from communique.reading.scene import Scene
from communique.reading.tokens import Token, join
from communique.reading.view import View

MARKS = regex.compile(r"[“”\"«»„]|(?<![\w])‘|(?<![\w,.])'(?=\p{Lu})|(?<=[\p{L}.,!?])'(?![\w])")
MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between quotation marks, without the marks; view offsets, numbers of its first and last block."""

    start: int
    end: int
    first: int
    block: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch with its speaker's key and how the text names the speaker there."""

    stretch: Stretch
    speaker: str
    designation: str
    start: int
    end: int
    how: str


def stretches(view: View) -> Iterator[Stretch]:
    """Quoted stretches of clause length. One that its block leaves open ends there, unless the next block
    opens with the same mark: then it goes on."""
    going: Stretch | None = None
    blocks = [(n, b) for n, b in enumerate(view.blocks) if b.kind not in ("heading", "title")]
    for place, (number, block) in enumerate(blocks):
        after = blocks[place + 1][1].start if place + 1 < len(blocks) else len(view.text)
        for start, end, mark, closed in _quoted(view.text, block.start, block.end):
            here = (
                replace(going, end=end, block=number)
                if going is not None
                else Stretch(start, end, number, number)
            )
            goes_on = not closed and view.text[after : after + 1] == mark
            going = here if goes_on else None
            if going is None and (closed or mark not in "'‘"):
                yield from _clause(view, here)


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, opening mark, closed) of each quoted stretch; marks of the same kind may nest."""
    opened, mark, depth = -1, "", 0
    for match in MARKS.finditer(text, start, end):
        sign = match.group()
        if opened < 0:
            if sign in '“"«„‘' or (sign == "'" and _opens(text, match.start())):
                opened, mark, depth = match.end(), sign, 1
        elif sign == mark and sign in "“‘":
            depth += 1
        elif sign == CLOSERS.get(mark, mark):
            depth -= 1
            if not depth:
                yield opened, match.start(), mark, True
                opened = -1
    if opened >= 0:
        yield opened, end, mark, False


CLOSERS = {"“": "”", "«": "»", "„": "“", "‘": "'", "'": "'"}


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \n(:"


def _clause(view: View, stretch: Stretch) -> Iterator[Stretch]:
    words = view.text[stretch.start : stretch.end].split()
    small = [w for w in words if w[:1].islower()]
    if len(words) >= MIN_WORDS and len(small) * 2 >= len(words) - 1:
        yield stretch


def sayings(scene: Scene, quoted: Sequence[Stretch]) -> Iterator[Saying]:
    """The quoted stretches that somebody is said to have said."""
    last: Saying | None = None
    for number, stretch in enumerate(quoted):
        found = _after(scene, stretch) or _before(scene, stretch, quoted[number - 1] if number else None)
        found = found or _said_above(scene, stretch)
        if found is None and last is not None and _goes_on(scene, last.stretch, stretch):
            found = Saying(stretch, last.speaker, last.designation, last.start, last.end, "continued")
        if found is not None:
            yield found
            last = found


def _index(scene: Scene, offset: int) -> int:
    """The first token at or after a view offset."""
    return bisect_left(scene.row, offset, key=lambda token: token.start)


def _after(scene: Scene, stretch: Stretch) -> Saying | None:
    words = scene.view.text
    if words[stretch.end - 1] == "." and words[stretch.end + 1 : stretch.end + 3].strip()[:1].isupper():
        return None
    at = _index(scene, stretch.end)
    part: list[Token] = []
    for token in scene.row[at : at + 14]:
        if token.cls == "break" or (token.cls == "stop" and part):
            break
        if token.cls == "quote" and part and token.start > stretch.end + 1:
            break
        part.append(token)
    return _speaker(scene, part, stretch, at)


def _before(scene: Scene, stretch: Stretch, previous: Stretch | None) -> Saying | None:
    at = _index(scene, stretch.start)
    part: list[Token] = []
    floor = previous.end if previous is not None else 0
    for token in reversed(scene.row[max(0, at - 16) : at]):
        if token.cls in ("break", "stop") or token.end <= floor:
            break
        part.insert(0, token)
    return _speaker(scene, part, stretch, at - len(part))


def _speaker(scene: Scene, part: Sequence[Token], stretch: Stretch, first: int) -> Saying | None:
    says = scene.lexicon.lists.says
    verb = next((i for i, t in enumerate(part) if t.cls == "speech" or t.text.lower() in says), None)
    if verb is None:
        return None
    order = sorted(range(len(part)), key=lambda i: (abs(i - verb), i))
    for i in order:
        token = part[i]
        if token.cls == "official" and token.entry:
            text = scene.text(token.start, token.end)
            return Saying(stretch, token.entry.value, text, token.start, token.end, token.entry.name)
        if token.cls == "he" and token.text.lower() in scene.lexicon.lists.singular:
            key = _latest(scene, stretch.start, first)
            return Saying(stretch, key, token.text, token.start, token.end, "pronoun") if key else None
    return _by_title(scene, part, stretch, first)


def _by_title(scene: Scene, part: Sequence[Token], stretch: Stretch, first: int) -> Saying | None:
    """ "the Under-Secretary-General stated": a title that nobody else is said to hold."""
    tags = scene.lexicon.grammar.tags([t.cls for t in part])
    match = scene.lexicon.grammar.rules["strictpost"].pattern.search(tags)
    if match is None:
        return None
    words = part[match.start() : match.end()]
    key = _latest(scene, stretch.start, first)
    if not key or not words:
        return None
    return Saying(stretch, key, join(words), words[0].start, words[-1].end, "newtitle")


def _latest(scene: Scene, before: int, first: int) -> str:
    """The person named last before the words, for "he said"."""
    for token in reversed(scene.row[:first]):
        if token.cls == "official" and token.entry and token.start < before:
            return token.entry.value
    return ""


def _said_above(scene: Scene, stretch: Stretch) -> Saying | None:
    """A paragraph of direct speech after one that begins "Mr X said that …" is X's."""
    blocks = scene.view.blocks
    opening = scene.view.text[blocks[stretch.first].start : stretch.start].strip(" “\"‘'")
    if opening or not stretch.first or blocks[stretch.first - 1].kind != "para":
        return None
    at = _index(scene, blocks[stretch.first - 1].start)
    row = scene.row[at : at + 3]
    told = len(row) > 1 and row[0].cls == "official" and row[1].cls == "speech" and row[0].entry
    if not told or row[0].entry is None:
        return None
    text = scene.text(row[0].start, row[0].end)
    return Saying(stretch, row[0].entry.value, text, row[0].start, row[0].end, "above")


def _goes_on(scene: Scene, last: Stretch, stretch: Stretch) -> bool:
    """A quotation that opens the next paragraph, or follows in the same one, has the same speaker."""
    if stretch.block == last.block:
        return stretch.start - last.end < 200
    opens = scene.view.text[scene.view.blocks[stretch.block].start : stretch.start].strip()
    return stretch.block == last.block + 1 and len(opens) <= 1
