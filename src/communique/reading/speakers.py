"""Who said what stands in quotation marks: a verb, a lead-in, a pronoun, a title or the text above tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from communique.reading.posts import posts
from communique.reading.quotations import Stretch
from communique.reading.scene import Scene
from communique.reading.tokens import Token, join

LONGEST_SAYING = 4  # words of what attributes speech: "in the words of"
REACH = 250  # how far back a title or a lead-in may mean somebody
PARAGRAPHS = 4  # how many paragraphs back "he" may have been named
MARKS = " “”\"‘'«»"
SMALL = frozenset("he the a i his in on at and as if".split())
SENTENCE_ENDS = frozenset(".!?:")


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch with its speaker's key and how the text names the speaker there."""

    stretch: Stretch
    speaker: str
    designation: str
    start: int
    end: int
    how: str


def sayings(scene: Scene, quoted: Sequence[Stretch]) -> Iterator[Saying]:
    """The quoted stretches that somebody is said to have said."""
    last: Saying | None = None
    for number, stretch in enumerate(quoted):
        found = _after(scene, stretch) or _before(scene, stretch, quoted[number - 1] if number else None)
        found = found or _led_in(scene, stretch) or _said_above(scene, stretch)
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
    if _begins(scene, at + 1):
        return None
    part: list[Token] = []
    for token in scene.row[at : at + 14]:
        if token.cls == "break" or (token.cls == "stop" and part):
            break
        if token.cls == "quote" and part and token.start > stretch.end + 1:
            break
        part.append(token)
    return _speaker(scene, part, stretch, at)


def _begins(scene: Scene, at: int) -> bool:
    """Whether a small word with a capital begins a sentence after the mark: "“Why?” He said nothing"."""
    token = scene.row[at] if at < len(scene.row) else None
    return token is not None and token.text[:1].isupper() and token.cls in SMALL


def _before(scene: Scene, stretch: Stretch, previous: Stretch | None) -> Saying | None:
    at = _index(scene, stretch.start)
    part: list[Token] = []
    floor = previous.end if previous is not None else 0
    for token in reversed(scene.row[max(0, at - 16) : at]):
        if token.cls in ("break", "stop") or token.end <= floor:
            break
        part.insert(0, token)
    return _headed(scene, part, stretch, at) or _speaker(scene, part, stretch, at - len(part))


def _headed(scene: Scene, part: Sequence[Token], stretch: Stretch, at: int) -> Saying | None:
    """ "Ms X, Minister for Trade: “…”": who stands alone before a colon at the start of a paragraph."""
    opening = at - len(part)
    alone = [t.cls for t in part] == ["official", "colon", "quote"]
    if not alone or (opening and scene.row[opening - 1].cls != "break"):
        return None
    return _said(stretch, part[0], scene, part[0].entry.name if part[0].entry else "")


def _said(stretch: Stretch, official: Token, scene: Scene, how: str) -> Saying | None:
    if official.entry is None:
        return None
    text = scene.text(official.start, official.end)
    return Saying(stretch, official.entry.value, text, official.start, official.end, how)


def _saying_word(scene: Scene, part: Sequence[Token]) -> int | None:
    """Where the words that attribute speech stand: "said", "according to", "in the words of"."""
    says = scene.lexicon.lists.says
    found = (at for at, t in enumerate(part) if t.cls == "speech" or _opens(part[at:], says))
    return next(found, None)


def _opens(part: Sequence[Token], phrases: Collection[str]) -> bool:
    """Whether the words begin with one of the phrases."""
    words = [token.text.lower() for token in part[:LONGEST_SAYING]]
    return any(" ".join(words[:n]) in phrases for n in range(1, len(words) + 1))


def _speaker(scene: Scene, part: Sequence[Token], stretch: Stretch, first: int) -> Saying | None:
    verb = _saying_word(scene, part)
    if verb is None:
        return None
    order = sorted(range(len(part)), key=lambda i: (abs(i - verb), i))
    for i in order:
        token = part[i]
        if token.cls == "official" and token.entry:
            return _said(stretch, token, scene, token.entry.name)
        if token.cls == "he" and token.text.lower() in scene.lexicon.lists.singular:
            key = _meant(scene, stretch, first)
            return Saying(stretch, key, token.text, token.start, token.end, "pronoun") if key else None
    return _by_title(scene, part, stretch, first) or _by_style(scene, part, stretch, first)


def _by_title(scene: Scene, part: Sequence[Token], stretch: Stretch, first: int) -> Saying | None:
    """ "the Under-Secretary-General stated": a title that nobody else is said to hold."""
    grammar = scene.lexicon.grammar
    matches = grammar.rules["strictpost"].pattern.finditer(grammar.tags(part))
    match = next((m for m in matches if _beside_saying(scene, part, *m.span())), None)
    if match is None:
        return None
    words = part[match.start() : match.end()]
    titles = posts(words, scene.lexicon)
    if not titles:
        return None
    title = titles[0].words
    holders = (post for human in scene.people.humans for post, _ in human.held)
    key = _latest(scene, stretch.start, first)
    if not key or any(title <= post.words for post in holders):
        return None
    return Saying(stretch, key, join(words), words[0].start, words[-1].end, "newtitle")


def _beside_saying(scene: Scene, part: Sequence[Token], first: int, last: int) -> bool:
    """Whether a title stands right before or after the word for saying."""
    before = first - 1 - (first > 0 and part[first - 1].cls == "the")
    after = last + (last < len(part) and part[last].cls == "date")
    verb = _saying_word(scene, part)
    return verb is not None and verb in (before, after)


def _by_style(scene: Scene, part: Sequence[Token], stretch: Stretch, first: int) -> Saying | None:
    """ "the UN chief said", "the foreign minister added": how a paper styles the one named last."""
    tags = scene.lexicon.grammar.tags(part)
    match = scene.lexicon.grammar.rules["styled"].pattern.search(tags)
    if match and not part[match.end("style") - 1].text.islower():
        return None
    key = _latest(scene, stretch.start, first) if match else ""
    human = next((h for h in scene.people.humans if h.key == key), None)
    if match is None or human is None:
        return None
    words = part[match.start("style") : match.end("style")]
    posts = [post for post, _ in human.held]
    bodies = {t.entry.value for t in words if t.entry and t.cls in ("body", "state", "demonym")}
    concepts = {post.concept for post in posts if post.concept}
    title = words[-1].text.lower()
    loose = title in scene.lexicon.lists.chief
    held = any(title in " ".join(post.words).replace("-", " ").split() for post in posts)
    near = any(stretch.start - REACH < t.start for t in _named(scene, key, first))
    if not posts or not near or not (loose or held) or (bodies and concepts and not bodies & concepts):
        return None
    return Saying(stretch, key, join(words), words[0].start, words[-1].end, "title")


def _named(scene: Scene, key: str, first: int) -> Iterator[Token]:
    """The mentions of somebody before token `first`, the last one first."""
    before = (t for t in reversed(scene.row[:first]) if t.cls == "official" and t.entry)
    return (t for t in before if t.entry and t.entry.value == key)


def _meant(scene: Scene, stretch: Stretch, first: int) -> str:
    """Whom "he said" means: who was named last, not too many paragraphs before."""
    floor = scene.view.blocks[max(0, stretch.first - PARAGRAPHS)].start
    key = _latest(scene, stretch.start, first)
    return key if any(t.start >= floor for t in _named(scene, key, first)) else ""


def _latest(scene: Scene, before: int, first: int) -> str:
    """The person named last before the words, for "he said"."""
    for token in reversed(scene.row[:first]):
        if token.cls == "official" and token.entry and token.start < before:
            return token.entry.value
    return ""


def _led_in(scene: Scene, stretch: Stretch) -> Saying | None:
    """ "X summed it up. In his own words: “…”": the one person that the sentence before names."""
    text, at = scene.view.text, _index(scene, stretch.start)
    opening = max(scene.view.blocks[stretch.first].start, stretch.start - REACH)
    lead = scene.lexicon.patterns.said_lead.search(text[opening : stretch.start])
    if lead is None:
        return None
    first = _index(scene, opening + lead.start("lead"))
    start = next((i + 1 for i in range(first - 2, -1, -1) if scene.row[i].cls in ("stop", "break")), 0)
    people = [t for t in scene.row[start:first] if t.cls == "official" and t.entry]
    if first >= at or not people or any(t.entry != people[0].entry for t in people[1:]):
        return None
    return _said(stretch, people[0], scene, "above")


def _said_above(scene: Scene, stretch: Stretch) -> Saying | None:
    """A paragraph of direct speech after one that ends with what somebody said or spoke of is theirs."""
    blocks = scene.view.blocks
    if not _whole(scene, stretch) or not stretch.first or blocks[stretch.first - 1].kind != "para":
        return None
    first, last = _index(scene, blocks[stretch.first - 1].start), _index(scene, blocks[stretch.first].start)
    told = _teller(scene, scene.row[first:last])
    return _said(stretch, told, scene, "above") if told else None


def _teller(scene: Scene, part: Sequence[Token]) -> Token | None:
    """Who alone is told to have said something in the last sentence of a paragraph, or at its start."""
    while part and part[-1].cls in ("break", "stop"):
        part = part[:-1]
    start = next((i + 1 for i in range(len(part) - 1, -1, -1) if part[i].cls == "stop"), 0)
    closing = _told(scene, part[start:])
    if closing or not start or part[start].cls == "official":
        return closing[0] if closing and all(t.entry == closing[0].entry for t in closing) else None
    opening = _told(scene, part[:2])
    return opening[0] if opening else None


def _told(scene: Scene, part: Sequence[Token]) -> list[Token]:
    """The people right before a verb of saying; of speaking, where nobody else is named."""
    lists = scene.lexicon.lists
    people = [i for i, t in enumerate(part) if t.cls == "official" and t.entry]
    found = []
    for at in people:
        after = part[at + 1 + (part[at + 1 : at + 2] != [] and part[at + 1].cls == "date") :]
        says = bool(after) and (after[0].cls == "speech" or _opens(after, lists.says))
        if says or (len(people) == 1 and _opens(after, lists.spoke)):
            found.append(part[at])
    return found


def _whole(scene: Scene, stretch: Stretch) -> bool:
    """Whether the words in quotation marks are a paragraph, with nothing before them or after."""
    blocks = scene.view.blocks
    before = scene.view.text[blocks[stretch.first].start : stretch.start].strip(MARKS)
    return not before and _ended(scene, stretch)


def _ended(scene: Scene, stretch: Stretch) -> bool:
    """Whether no words go on with the sentence after the closing mark: "…,” the ministers said"."""
    rest = scene.view.text[stretch.end : scene.view.blocks[stretch.block].end]
    said = scene.view.text[stretch.start : stretch.end].rstrip()
    return said[-1:] in SENTENCE_ENDS or not any(char.isalnum() for char in rest)


def _goes_on(scene: Scene, last: Stretch, stretch: Stretch) -> bool:
    """A quotation that opens the next paragraph, or follows in the same one, has the same speaker."""
    if stretch.first == last.block:
        between = scene.view.text[last.end : stretch.start].rstrip(MARKS)
        return len(between) < REACH and (between[-1:] in SENTENCE_ENDS or "." not in between)
    opens = scene.view.text[scene.view.blocks[stretch.first].start : stretch.start].strip()
    return stretch.first == last.block + 1 and len(opens) <= 1 and _ended(scene, stretch)
