"""Officials as the text names them: a name with its honorific and posts, by the rules of grammar.yaml."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import regex

from communique.reading.lexicon import Lexicon
from communique.reading.names import fold
from communique.reading.posts import BEFORE, HEADS, PostMention, posts
from communique.reading.tokens import Token, join
from communique.reading.wholes import body_of

RULES = (
    "heads_each_of",
    "shared",
    "shared_after",
    "listed",
    "headed",
    "counterpart",
    "tabled",
    "relative_post",
    "appointed",
    "was_appointed",
    "named_is",
    "shared_of",
    "shared_of_each",
    "post_formerly",
    "named_post",
    "post_name",
    "post_comma_name",
    "post_comma_fullname",
    "header_name",
    "listed_name",
    "owned_name",
    "name_of_state",
    "sayer",
    "sayer_above",
    "who_chaired",
    "two_meet",
    "group_named",
    "for_state",
    "honorific_name",
)
# Rules in which the post stands before the name, so that its last title is the one of who is named.
BEFORE_NAME = frozenset(("post_name", "post_comma_name", "post_comma_fullname"))
NAMES_LAST = frozenset(("post_name", "honorific_name"))
GROUPS = ("post", "name", "org")
LEADING_IN = frozenset(("in", "at", "from", "to"))
HONORIFICS = frozenset(("honorific", "rank", "general", "envoy"))


@dataclass(frozen=True, slots=True)
class Official:
    """A human as one stretch of the text names them. Offsets are the view's.

    `start` and `end` take in post and honorific, `name_start` and `name_end` the name alone.
    """

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    honorific: str
    posts: tuple[PostMention, ...]
    rule: str
    first: int
    last: int


def officials(row: Sequence[Token], lexicon: Lexicon, blocked: Sequence[bool]) -> list[Official]:
    """Every official of the row, left to right, none overlapping.

    `blocked` marks tokens that no official may stand on (headlines, press contacts).
    """
    tags = lexicon.grammar.tags(row)
    found: list[Official] = []
    rules = lexicon.grammar.rules
    ahead = {name: rules[name].pattern.search(tags) for name in RULES if rules[name].tried(tags)}
    at = 0
    while True:
        for name, match in ahead.items():
            if match is not None and match.start() < at:
                ahead[name] = rules[name].pattern.search(tags, at)
        live = [(match.start(), name, match) for name, match in ahead.items() if match is not None]
        if not live:
            return found
        start, rule, match = min(live, key=_start)
        at = max(match.end(), start + 1)
        if rule == "named_post" and _misread(row, match, lexicon):
            at = start + 1
        elif rule in NAMES_LAST and match.end() == match.end("name") and _namesake(row, match.end(), lexicon):
            continue
        elif not any(blocked[start : match.end()]):
            found += _read(row, rule, match, lexicon)
            at = max(_end(rule, match, row, lexicon), start + 1)


# Of several matches that begin at one token that of the first of RULES is taken.
_start: Callable[[tuple[int, str, regex.Match[str]]], int] = itemgetter(0)


def _a_thing(row: Sequence[Token], at: int) -> bool:
    """Whether "the" leads in what looks like a name: "on the Fair Work Bills, the Minister …"."""
    while at and row[at - 1].cls == "cap" and row[at].cls == "cap":
        at -= 1
    return at > 0 and row[at].cls == "cap" and row[at - 1].text.lower() == "the"


def _misread(row: Sequence[Token], match: regex.Match[str], lexicon: Lexicon) -> bool:
    """Whether a name with a post is none: a thing, a city ("in Oslo, Minister X met"), or two people."""
    first, last = match.span("name")
    city = last - first == 1 and row[first].cls == "place" and first > 0 and row[first - 1].cls in LEADING_IN
    if city or _a_thing(row, match.start()):
        return True
    return _two_people(row, match, lexicon) and _second(row, *match.span("post"), lexicon) is None


def _second(row: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int | None:
    """Where another person's title begins: in "A, Head of Trade, and Secretary for Finance B" at "and"."""
    person = _person(row, first, last, lexicon)
    if person is None:
        return None
    for at in range(person - 1, first, -1):
        if row[at].cls == "and":
            titled = _titled(row, at + 1, person)
            return at - (row[at - 1].cls == "comma") if titled else None
    return None


def _two_people(row: Sequence[Token], match: regex.Match[str], lexicon: Lexicon) -> bool:
    """Whether the post after a name runs into another person: in "A, Director of Trade B" B directs."""
    found = (_person(row, first, last, lexicon) for first, last in match.spans("post"))
    return any(at is not None and row[at - 1].cls not in ("comma", "and") for at in found)


def _person(row: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int | None:
    """Where a full name ends a stretch or stands before a comma: "… of The Wharf, and | Natalie King"."""
    names = lexicon.name_words
    for at in range(first + 1, last - 1):
        ends = at + 2 >= last or row[at + 2].cls in ("comma", "and")
        word = fold(row[at].text)
        given = row[at].cls == row[at + 1].cls == "cap" and word in names.given
        if ends and given and word not in names.ordinary:
            return at
    return None


def _namesake(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether what is named after somebody follows: "the Queen Victoria Building"."""
    return at < len(row) and row[at].text[:1].isupper() and row[at].text.lower() in lexicon.lists.namesakes


def _read(row: Sequence[Token], rule: str, match: regex.Match[str], lexicon: Lexicon) -> Iterator[Official]:
    spans = {name: match.spans(name) for name in GROUPS if name in match.re.groupindex}
    held: list[PostMention] = []
    for first, last in spans.get("post", []):
        if rule in BEFORE_NAME:
            first = _own(row, first, last)
        elif rule == "named_post":
            last = (
                _second(row, first, last, lexicon)
                or _person(row, first, last, lexicon)
                or _sent(row, first, last, lexicon)
            )
        held += posts(row[first:last], lexicon, stacked=rule == "header_name")
    if row[match.start() - 1].text.lower() in lexicon.lists.replacing and match.start():
        held = [replace(p, former=True) for p in held]
    orgs = [row[a] if b - a == 1 else body_of(row[a:b]) for a, b in spans.get("org", [])]
    names = spans["name"]
    owners = _owners(row, match.start()) if rule == "shared" and not orgs else []
    owner = _owner(row, match.start(), lexicon.lists.counterpart)
    if owner is not None and len(owners) < 2:
        held = [p.within(owner) for p in held]
    orgs = owners if len(owners) > 1 and len(owners) == len(names) else orgs
    each = len(orgs) == len(names) > 1
    if rule == "shared_of_each" and not each:
        orgs = []
    for body in () if each else orgs:
        held = [p.within(body) for p in held]
    start = match.start()
    for number, (first, last) in enumerate(names):
        end = _end(rule, match, row, lexicon) if number + 1 == len(names) else last
        floor = max([start, *(b for _, b in spans.get("post", []) if b <= first)])
        own = [p.within(orgs[number]) for p in held] if each else held
        yield _official(row, rule, (start, end), (first, last), own, floor, lexicon)
        start = last


def _sent(row: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """Where the post ends in "visit of A, Minister of Trade of Peru to Chile": no minister is sent there."""
    at = last - 2 - (row[last - 2].cls == "the")
    to_state = at > first and row[last - 1].cls == "state" and row[at].cls == "to"
    sent = any(t.text.split()[-1] in lexicon.lists.sent for t in row[first:at] if t.cls in HEADS)
    return at if to_state and not sent else last


def _end(rule: str, match: regex.Match[str], row: Sequence[Token], lexicon: Lexicon) -> int:
    """The token after all that names the official."""
    if rule != "named_post" or match.end("post") != match.end():
        return match.end()
    first, last = match.start("post"), match.end()
    return _second(row, first, last, lexicon) or _sent(row, first, last, lexicon)


def _own(row: Sequence[Token], first: int, last: int) -> int:
    """Where the post of who is named after it begins: in "Senior Advisor to Chairman X" and in "the Treasurer
    and the Minister for Trade, X" the title before is somebody else's, not in "Assistant to the President X".
    """
    twice = first > 0 and row[first - 1].cls == "the"
    for at in range(last - 2, first, -1):
        if row[at].cls in ("of", "for", "to", "on") and _titled(row, at + 1, last):
            return at + 1
        if twice and row[at].cls == "and" and row[at + 1].cls == "the" and _titled(row, at + 2, last):
            return at + 2
    return first


def _titled(row: Sequence[Token], at: int, last: int) -> bool:
    """Whether the title of one person, without an article, begins at a token."""
    while at < last and row[at].cls in BEFORE and row[at].cls not in ("the", "his"):
        at += 1
    return at < last and row[at].cls in HEADS and row[at].cls != "heads"


def _owner(row: Sequence[Token], at: int, counterpart: Collection[str]) -> Token | None:
    """The state or body in "Kenya's Minister …" and "her Cambodian counterpart, Foreign Minister …"."""
    before = row[max(0, at - 3) : at]
    if len(before) > 1 and before[-1].cls == "poss" and before[-2].cls in ("state", "body"):
        return before[-2]
    if len(before) == 3 and before[-1].cls == "comma" and before[-2].text in counterpart:
        return before[0] if before[0].cls in ("demonym", "state") else None
    return None


def _owners(row: Sequence[Token], at: int) -> list[Token]:
    """The states in "Serbia's and Austria's Foreign Ministers A and B"."""
    found: list[Token] = []
    while at > 1 and row[at - 1].cls == "poss" and row[at - 2].cls in ("state", "body"):
        found.append(row[at - 2])
        at -= 2
        while at and row[at - 1].cls in ("comma", "and"):
            at -= 1
    return found[::-1]


def _official(
    row: Sequence[Token],
    rule: str,
    whole: tuple[int, int],
    name: tuple[int, int],
    held: Sequence[PostMention],
    floor: int,
    lexicon: Lexicon,
) -> Official:
    words = _name(_without_doing(row[name[0] : name[1]], lexicon), lexicon.lists.generation)
    before = name[0]
    while before > floor and row[before - 1].cls in HONORIFICS:
        before -= 1
    honorific = join(row[before : name[0]])
    return Official(
        row[whole[0]].start, row[whole[1] - 1].end, join(words), words[0].start, words[-1].end, honorific,
        tuple(held), rule, *whole,
    )  # fmt: skip


def _without_doing(words: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """The name without what its bearer does in a title: "Remarks by President Biden Celebrating the Day"."""
    doing = (i for i in range(1, len(words)) if _doing(fold(words[i].text), lexicon))
    return words[: next(doing, len(words))]


def _doing(word: str, lexicon: Lexicon) -> bool:
    """Whether an ordinary word in -ing cannot be part of a name."""
    names = lexicon.name_words
    plain = word.endswith("ing") and word in names.ordinary and word not in lexicon.lists.namesakes
    return plain and word not in names.family and word not in names.given


def _name(words: Sequence[Token], generation: Collection[str]) -> Sequence[Token]:
    """The name without letters after it, such as of orders; "Jr" belongs to it."""
    end = len(words)
    while (
        end > 1
        and words[end - 1].cls in ("suffix", "comma")
        and words[end - 1].text.rstrip(".") not in generation
    ):
        end -= 1
    return words[:end]
