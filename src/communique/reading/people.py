"""Who is who within one document: second mentions joined to first ones, titles to their holders."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from communique.model import Span
from communique.reading.lexicon import Lexicon
from communique.reading.lists import Lists
from communique.reading.names import fits, fold, numbered, words_of
from communique.reading.officials import Official
from communique.reading.posts import PostMention, posts
from communique.reading.tokens import Token, join

NEAR = 400  # characters: a title that tells the body is of who was named within so many
SHORTEST = 2  # letters by which a short given name shows whose it is: Joe, Joseph
REACH = 50  # how many namesakes a mention is held against, so that no text takes long
NAME_WORDS = frozenset(("cap", "initial", "particle", "acronym", "place"))


@dataclass(slots=True)
class Human:
    """One person of the document while it is read."""

    key: str
    words: tuple[str, ...]
    name: str
    honorific: str = ""
    surfaces: dict[str, tuple[int, int]] = field(default_factory=dict)
    held: list[tuple[PostMention, Official]] = field(default_factory=list)
    echoes: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    written: dict[str, Span] = field(default_factory=dict)
    office: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the row that stands for a person; `how` is name, title or bare."""

    first: int
    last: int
    start: int
    end: int
    key: str
    how: str


class People:
    """The people of one document, in the order in which they are named."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.humans: list[Human] = []
        self.by_word: dict[str, list[Human]] = {}
        self.by_title: dict[str, list[Human]] = {}

    def named(self, official: Official) -> Human:
        """The human that `official` names: an earlier one where the name fits, else a new one."""
        words = self.words(official.name)
        human = self.fitting(words, official) or self.called(words, official) or self.pet(words, official)
        if human is None:
            human = Human(f"person:{len(self.humans) + 1}", words, official.name)
            self.add(human)
        if len(words) > len(human.words):
            self.rename(human, words, official.name)
        human.honorific = human.honorific or official.honorific
        human.surfaces.setdefault(official.name, (official.name_start, official.name_end))
        return human

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a name that count when names are compared."""
        return words_of(name, self.lists.name_suffix)

    def fitting(self, words: tuple[str, ...], official: Official | None = None) -> Human | None:
        """The latest human whose name can be meant by `words`; a spouse is not whom they married."""
        near = self.by_word.get(words[-1], [])[-REACH:]
        near += self.by_word.get(words[0], [])[-REACH:] if len(words) > 1 else []
        exact = (h for h in reversed(near) if h.words == words)
        # Names of several words that end in different ones do not fit, which is sooner seen than asked.
        close = (h for h in reversed(near) if h.words[-1] == words[-1] or 1 in (len(h.words), len(words)))
        alike = (h for h in close if fits(words, h.words, self.lists.son_of))
        meant = (h for h in chain(exact, alike) if official is None or not self._apart(h, official, words))
        return next(meant, None)

    def _apart(self, human: Human, official: Official, words: tuple[str, ...]) -> bool:
        """Whether the human is another than the one named: a spouse, or a son of the king of that name."""
        alike = len(words) == len(human.words) or words[0] == human.words[0]
        if not alike and (numbered(official.name) or numbered(human.name)):
            return True
        own = {fold(post.title) in self.lists.spouse for post in official.posts}
        others = {fold(post.title) in self.lists.spouse for post, _ in human.held}
        return bool(own) and bool(others) and own.isdisjoint(others)

    def called(self, words: tuple[str, ...], official: Official) -> Human | None:
        """ "President Lula" for Luiz Inácio Lula da Silva: a word within the name, with the very post."""
        if len(words) > 1 or not official.posts:
            return None
        wanted = official.posts[0].words
        holders = self.by_title.get(min(wanted, default=""), [])
        inner = (h for h in reversed(holders) if words[0] in h.words[1:-1])
        return next((h for h in inner if any(p.words == wanted for p, _ in h.held)), None)

    def pet(self, words: tuple[str, ...], official: Official) -> Human | None:
        """ "President Joe Biden" for Joseph R. Biden: the surname, the first letters and the very post."""
        if len(words) < 2 or not official.posts or len(words[0]) < SHORTEST:
            return None
        near = self.by_word.get(words[-1], [])[-REACH:]
        alike = [h for h in near if h.words[-1] == words[-1] and h.words[0][:SHORTEST] == words[0][:SHORTEST]]
        return next((h for h in reversed(alike) if any(self.same_post(p, official) for p, _ in h.held)), None)

    def same_post(self, post: PostMention, official: Official) -> bool:
        """Whether the official is named with that post, of one holder: "President", "Prime Minister"."""
        sole = post.title in self.lists.presiding or post.title in self.lists.sole
        return sole and any(p.words == post.words and _same_body(p, post) for p in official.posts)

    def add(self, human: Human) -> None:
        """Enter a new human."""
        self.humans.append(human)
        for word in dict.fromkeys((human.words[0], human.words[-1])):
            self.by_word.setdefault(word, []).append(human)

    def rename(self, human: Human, words: tuple[str, ...], name: str) -> None:
        """A fuller name has been found."""
        human.words, human.name = words, name
        for word in dict.fromkeys((words[0], words[-1])):
            known = self.by_word.setdefault(word, [])
            if not any(h is human for h in known[-50:]):
                known.append(human)

    def hold(self, human: Human, post: PostMention, official: Official) -> None:
        """Give `human` a post."""
        human.held.append((post, official))
        self._titles(human, post)

    def _titles(self, human: Human, post: PostMention) -> None:
        for word in post.words:
            holders = self.by_title.setdefault(word, [])
            if not holders or holders[-1] is not human:
                holders.append(human)

    def fuller(self, human: Human, post: PostMention, official: Official) -> bool:
        """Whether "Minister of Foreign Affairs X" takes the place of the "Minister X" that stood before."""
        if post.former:
            return False
        for number, (known, before) in enumerate(human.held):
            same = known.words < post.words and self.same_rank(known, post) and known.acting == post.acting
            alone = not known.organization and len(known.words) == 1
            same = same and not any(s in fold(post.title) for s in self.lists.spouse)
            if same and not known.former and (alone or (known.concept and known.concept == post.concept)):
                human.held[number] = (post, official)
                human.echoes.setdefault(number, []).append((before.start, before.end))
                self._titles(human, post)
                return True
        return False

    def same_rank(self, one: PostMention, other: PostMention) -> bool:
        """Whether two titles have the same words of rank: a Deputy Minister is no Minister."""
        return one.words & self.lists.rank == other.words & self.lists.rank

    def titled(self, title: PostMention, before: int = 0) -> Human | None:
        """The one person known to hold such a post, None where nobody or several do.

        Where several do, the one of them that is named before `before`, an offset of the view.
        """
        wanted = title.words
        fewest = min((self.by_title.get(w, []) for w in wanted), key=len, default=[])
        holders = [
            h
            for h in fewest[:200]
            if any(
                wanted <= p.words and self.same_rank(title, p) and _same_body(title, p) and not p.former
                for p, _ in h.held
            )
        ]
        if before and any(h is not holders[0] for h in holders):
            holders = [h for h in holders if any(start < before for start, _ in h.surfaces.values())]
        if not title.organization and any(h is not holders[0] for h in holders):
            own = [h for h in holders if any(wanted <= p.words and not p.organization for p, _ in h.held)]
            holders = own if own[:1] == self.humans[:1] else []
        return holders[0] if holders and all(h is holders[0] for h in holders) else None


def _same_body(a: PostMention, b: PostMention) -> bool:
    return not (a.concept and b.concept and a.concept != b.concept)


def gather(
    row: Sequence[Token], found: Sequence[Official], lexicon: Lexicon, blocked: Sequence[bool]
) -> tuple[People, list[Mention]]:
    """All people of the row and every stretch that stands for one of them."""
    people = People(lexicon.lists)
    mentions: list[Mention] = []
    for official in found:
        at = official.first
        bare = at > 0 and row[at - 1].cls == "the" and row[at + 1].cls == "and"
        official = _without_strangers(official, people, mentions, bare)
        human = people.named(official)
        for post in official.posts:
            complete(human, post)
            if people.fuller(human, post, official):
                continue
            if _news(human, post):
                people.hold(human, post, official)
            else:
                _echo(human, post, official)
        mentions.append(
            Mention(official.first, official.last, official.start, official.end, human.key, "name")
        )
    taken = {i for m in mentions for i in range(m.first, m.last)}
    mentions += _bare(row, people, taken, blocked)
    taken |= {i for m in mentions for i in range(m.first, m.last)}
    mentions += _titles(row, people, lexicon, taken, blocked, sorted((m.start, m.key) for m in mentions))
    return people, sorted(mentions, key=lambda m: m.first)


def _echo(human: Human, post: PostMention, official: Official) -> None:
    """A second mention proves a known post again."""
    for number, (known, _) in enumerate(human.held):
        if post.words <= known.words:
            human.echoes.setdefault(number, []).append(
                (min(official.start, post.start), max(official.end, post.end))
            )
            return


def _news(human: Human, post: PostMention) -> bool:
    """Whether the post says more than what is known: "Secretary Blinken" after the full title does not."""
    for known, _ in human.held:
        if post.words <= known.words and (not post.organization or post.concept == known.concept):
            return False
    return True


def _without_strangers(official: Official, people: People, mentions: list[Mention], bare: bool) -> Official:
    """In "the Vice President and President Ali" the first title is somebody else's.

    `bare` says that "the" stands before it and no more of a title than one word follows.
    """
    if official.rule != "post_name" or len(official.posts) < 2:
        return official
    other = people.titled(official.posts[0])
    if other is None and bare and not official.posts[0].organization:
        return replace(
            official, start=official.posts[1].start, posts=official.posts[1:], first=official.first + 1
        )
    if other is None or people.words(official.name)[-1] == other.words[-1]:
        return official
    first = official.posts[0]
    mentions.append(Mention(official.first, official.first + 1, first.start, first.end, other.key, "title"))
    start = official.posts[1].start
    return replace(official, start=start, posts=official.posts[1:], first=official.first + 1)


def complete(human: Human, title: PostMention) -> None:
    """ "the Indonesian President" tells which state the President named before is of."""
    if not title.organization:
        return
    for number, (post, official) in enumerate(human.held):
        if not post.organization and title.words <= post.words:
            human.held[number] = (post.beside(title), official)


def _just_named(human: Human, start: int, named: Sequence[tuple[int, str]]) -> bool:
    """Whether the human was named shortly before offset `start`."""
    at = bisect_left(named, (start, ""))
    return human.key in {key for where, key in named[max(0, at - REACH) : at] if start - where <= NEAR}


def _bare(
    row: Sequence[Token], people: People, taken: set[int], blocked: Sequence[bool]
) -> Iterator[Mention]:
    """Known names that stand without title or honorific."""
    surnames = {h.words[-1] for h in people.humans if len(h.words[-1]) > 2}
    named = [at for at, token in enumerate(row) if token.cls in NAME_WORDS and at not in taken]
    for first, last in _stretches(named):
        human = None
        if not blocked[first]:
            human = _called(people, people.words(join(row[first:last])), surnames)
        if human is not None:
            yield Mention(first, last, row[first].start, row[last - 1].end, human.key, "bare")


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of numbers that follow one on another, half-open."""
    ends = [*(i for i in range(1, len(numbers)) if numbers[i] - numbers[i - 1] > 1), len(numbers)]
    for first, end in zip((0, *ends), ends if numbers else (), strict=False):
        yield numbers[first], numbers[end - 1] + 1


def _called(people: People, words: tuple[str, ...], surnames: set[str]) -> Human | None:
    """The human whose surname, or whose name from its first word, these words are."""
    human = people.fitting(words) if words and words[-1] in surnames else None
    if human is None:
        return None
    same = len(words) == 1 or words[0] == human.words[0] or human.words[-len(words) :] == words
    return human if same else None


def _titles(
    row: Sequence[Token],
    people: People,
    lexicon: Lexicon,
    taken: set[int],
    blocked: Sequence[bool],
    named: Sequence[tuple[int, str]],
) -> Iterator[Mention]:
    """Titles without a name ("the Vice President") whose holder the document names.

    One that tells the body too ("the Indonesian President") tells it of the holder where that one was `named`
    (offset, key) shortly before: far off it is rather another post of the same title.
    """
    rule = lexicon.grammar.rules["strictpost"].pattern
    tags = lexicon.grammar.tags(row)
    for match in rule.finditer(tags):
        first, last = match.span()
        if blocked[first] or any(i in taken for i in range(first, last)):
            continue
        if first == 0 or not row[first].text[0].isupper():
            continue
        title = next(iter(posts(row[first:last], lexicon)), None)
        human = people.titled(title, row[first].start) if title else None
        if title and human and not _apart(title, human, row, first, named, lexicon):
            if _just_named(human, row[first].start, named):
                complete(human, title)
            yield Mention(first, last, row[first].start, row[last - 1].end, human.key, "title")


def _apart(
    title: PostMention,
    human: Human,
    row: Sequence[Token],
    at: int,
    named: Sequence[tuple[int, str]],
    lexicon: Lexicon,
) -> bool:
    """Whether a title with a body of its own is somebody else's: who may hold it has no body told, and either
    it is no state's, or they are named before it in the sentence: "President X told the Russian President".
    """
    if not title.concept or any(post.concept for post, _ in human.held):
        return False
    known = lexicon.known.get(title.concept)
    if known is None or known.kind != "state":
        return True
    start = next((i for i in range(at - 1, -1, -1) if row[i].cls in ("stop", "break")), -1)
    reach = named[bisect_left(named, (row[start + 1].start, "")) : bisect_left(named, (row[at].start, ""))]
    return any(key == human.key for _, key in reach)
