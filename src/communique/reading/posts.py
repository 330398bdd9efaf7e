"""Post titles taken apart: which words are the title, which name the body it is in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.reading.lexicon import Entry, Lexicon
from communique.reading.names import fold
from communique.reading.tokens import Token, join

HEADS = frozenset(("head", "surname_head", "envoy", "heads", "office"))
BODIES = frozenset(("body", "state", "demonym"))
BEFORE = frozenset(
    "deputy portfolio acronym body state demonym region place cap general acting former ordinal bodyhead "
    "number hyphen slash the his".split()
)
LINKS = frozenset(("of", "for", "at", "in", "with", "from", "to", "on"))
JOINTS = frozenset(("and", "comma", "slash"))


@dataclass(frozen=True, slots=True)
class PostMention:
    """A title with the body it is in: `organization` as printed, `concept` where the lexicon knows it.

    `words` are those of the title that tell which post it is.
    """

    title: str
    start: int
    end: int
    organization: str = ""
    organization_start: int = 0
    organization_end: int = 0
    concept: str = ""
    acting: bool = False
    former: bool = False
    words: frozenset[str] = frozenset()

    def within(self, body: Token) -> PostMention:
        """The same post in `body`, unless it already has one."""
        if self.organization:
            return self
        concept = body.entry.value if body.entry else ""
        name = body.entry.name if body.entry and body.cls == "demonym" else body.text
        return replace(
            self,
            organization=name,
            concept=concept,
            organization_start=body.start,
            organization_end=body.end,
            end=max(self.end, body.end),
        )

    def beside(self, other: PostMention) -> PostMention:
        """The same post in the body of `other`."""
        return replace(
            self,
            organization=other.organization,
            concept=other.concept,
            organization_start=other.organization_start,
            organization_end=other.organization_end,
        )


def posts(part: Sequence[Token], lexicon: Lexicon, *, stacked: bool = False) -> list[PostMention]:
    """The posts in a stretch that a rule has read as posts. A shared body goes to all of them.

    In a heading they may stand one after the other (`stacked`) with nothing between.
    """
    kind = [i for i, t in enumerate(part[:3]) if t.text.lower() in lexicon.lists.kind_of_text]
    part = _organs(part[kind[-1] + 1 :] if kind and len(part) > kind[-1] + 1 else part, lexicon)
    style = part[-1].cls == "envoy" or part[-1].text in lexicon.lists.born
    if len(part) > 1 and style and part[-2].cls in ("head", "surname_head"):
        part = part[:-1]
    found = [_post(segment, lexicon) for segment in _segments(part, stacked)]
    if len(found) == 1 and found[0].title in lexicon.lists.born:
        return []
    placed = [p for p in found if p.organization]
    known = lexicon.known
    states = [p for p in placed if p.concept in known and known[p.concept].kind == "state"]
    shared = states[0] if states else placed[-1] if placed else None
    return found if shared is None else [p if p.organization else p.beside(shared) for p in found]


def _organs(part: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The stretch with short names of bodies as bodies: "Commission President", "… of the Commission"."""
    return [
        organ(token, lexicon) if token.text in lexicon.context and _of_organ(part, at, lexicon) else token
        for at, token in enumerate(part)
    ]


def organ(token: Token, lexicon: Lexicon) -> Token:
    """The short name of a body as that body, where it can mean one only."""
    known = lexicon.context[token.text]
    return token._replace(cls="body", entry=Entry("body", token.text, known[0] if len(known) == 1 else ""))


def _of_organ(part: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the name opens the title before one who presides, or closes it after "the"."""
    after = part[at + 1] if at + 1 < len(part) else None
    if at == 0:
        return after is not None and after.text in lexicon.lists.presiding
    presides = any(t.text in lexicon.lists.presiding for t in part[:at])
    return presides and part[at - 1].cls == "the" and (after is None or after.cls in ("comma", "and"))


def _segments(part: Sequence[Token], stacked: bool) -> Iterator[Sequence[Token]]:
    start, headed = 0, False
    for at, token in enumerate(part):
        if stacked and headed and _restarts(part, at):
            yield _trim(part[start:at])
            start = at
        elif token.cls in HEADS:
            headed = True
        elif (
            token.cls == "comma"
            and at + 1 < len(part)
            and part[at + 1].cls == "acting"
            and _closes(part, at + 1)
        ):
            continue
        elif token.cls in JOINTS and headed and _leads_to_head(part, at + 1):
            yield _trim(part[start:at])
            start, headed = at + 1, False
    yield _trim(part[start:])


def _restarts(part: Sequence[Token], at: int) -> bool:
    """Whether another title begins at a head: "Leader in the Senate | Minister for Trade"."""
    after = part[at + 1].cls if at + 1 < len(part) else ""
    house = at > 2 and part[at - 1].cls in ("body", "bodyhead", "portfolio") and part[at - 2].cls == "the"
    return part[at].cls in HEADS and after in ("for", "of") and house and part[at - 3].cls in ("in", "of")


def _closes(part: Sequence[Token], at: int) -> bool:
    """ "Administrator, a.i. and …": the mark of an acting holder ends the title before it."""
    return at + 1 >= len(part) or part[at + 1].cls in ("and", "comma", "of")


def _leads_to_head(part: Sequence[Token], at: int) -> bool:
    while at < len(part) and part[at].cls in BEFORE and part[at].cls != "slash":
        at += 1
    return at < len(part) and part[at].cls in HEADS


def _trim(part: Sequence[Token]) -> Sequence[Token]:
    while len(part) > 1 and (part[0].cls in ("comma", "and", "the", "his") or part[0].text.isdigit()):
        part = part[1:]
    while part and part[-1].cls in ("comma", "and"):
        part = part[:-1]
    return part


def _post(words: Sequence[Token], lexicon: Lexicon) -> PostMention:
    head = _head(words)
    if words[head].cls == "office":
        return _office(words, words[head], lexicon)
    part = [_seat(token, words[head], lexicon) for token in words]
    flags = {t.cls for t in part}
    start = next((i for i, t in enumerate(part[:head]) if t.cls not in ("acting", "former")), head)
    body, title_from = _leading_body(part, start, head)
    cut = len(part)
    if body is None:
        cut, body = _trailing_body(part, head)
    told = _without_tail([t for t in part[title_from:cut] if t.cls != "acting" or t.text[0].isupper()])
    title = _singular(told, head - title_from) if told else part[head].text
    mention = PostMention(
        title, part[0].start, part[-1].end, acting="acting" in flags, former="former" in flags,
        words=_telling(title, lexicon.lists.title_small),
    )  # fmt: skip
    if body is None:
        return _implied(mention, lexicon)
    return mention.within(body)


def _office(words: Sequence[Token], token: Token, lexicon: Lexicon) -> PostMention:
    """A title that is also the name of the body it heads: "UN High Commissioner for Refugees"."""
    first = token.text.split()[0]
    name = next((n for n in (" ".join(token.text.split()[:2]), first) if n in lexicon.exact_names), "")
    title = token.text.removeprefix(name).strip() or token.text
    acting = any(t.cls == "acting" for t in words)
    told = _telling(title, lexicon.lists.title_small)
    post = PostMention(title, token.start, token.end, acting=acting, words=told)
    entry = lexicon.exact_names[name] if name else token.entry
    short = token._replace(text=name or token.text, entry=entry, cls="body")
    return post.within(short)


def _seat(token: Token, head: Token, lexicon: Lexicon) -> Token:
    """A province as the body that its office-holders are in ("Ohio Governor"), for some heads a city."""
    name = head.entry.name if head.entry else head.text
    where = lexicon.known.get(f"place:{token.entry.value}") if token.entry else None
    within = lexicon.known.get(where.parent) if where else None
    province = token.cls == "region" and within is not None and within.kind == "state"
    if province or (token.cls == "place" and name in lexicon.lists.seated):
        return token._replace(cls="body", entry=None)
    return token


def _telling(title: str, small: Collection[str]) -> frozenset[str]:
    words = fold(title).replace("-", " ").replace(",", " ").split()
    return frozenset(word for word in words if word not in small)


def _implied(post: PostMention, lexicon: Lexicon) -> PostMention:
    """ "European Commissioner …" is a post in the European Commission."""
    for title, concept in lexicon.implied.items():
        if post.title.startswith(title):
            start = post.start
            return replace(post, organization=lexicon.known[concept].name, concept=concept,
                           organization_start=start, organization_end=start + len(title))  # fmt: skip
    return post


def _head(part: Sequence[Token]) -> int:
    """The last head noun before the first link word ("Under Secretary of State")."""
    at = next((i for i, t in enumerate(part) if t.cls in HEADS), 0)
    while at + 1 < len(part) and part[at + 1].cls in HEADS:
        at += 1
    for i in range(at + 1, len(part)):
        if part[i].cls in LINKS or part[i].cls in ("comma", "lparen", "acting"):
            break
        if part[i].cls in HEADS:
            at = i
    return at


def _leading_body(part: Sequence[Token], start: int, head: int) -> tuple[Token | None, int]:
    """A body or nationality that opens the title ("U.S. Deputy …"), and where the title begins."""
    if start < head and part[start].cls in BODIES | {"acronym"}:
        after = start + 1
        if part[after].cls in ("hyphen", "slash"):
            return None, start
        return part[start], after
    return None, start


def _trailing_body(part: Sequence[Token], head: int) -> tuple[int, Token | None]:
    """Where the title ends and the body that follows it, as in "Director … at the …"."""
    for at in range(len(part) - 1, head, -1):
        token = part[at]
        if token.cls not in BODIES and not (token.cls == "acronym" and part[at - 1].cls in LINKS | {"the"}):
            continue
        if _in_brackets(part, at) or _sent_to(part, at, head) or _about(part, at, head):
            continue
        return _title_end(part, at, head), token
    return len(part), None


def _in_brackets(part: Sequence[Token], at: int) -> bool:
    return any(t.cls == "lparen" for t in part[:at]) and any(t.cls == "rparen" for t in part[at:])


def _sent_to(part: Sequence[Token], at: int, head: int) -> bool:
    """An ambassador's country of posting is no body that the ambassador is in."""
    while at - 1 > head and part[at - 1].cls in BODIES | {"the", "poss"}:
        at -= 1
    return at - 1 > head and part[at - 1].cls == "to"


def _about(part: Sequence[Token], at: int, head: int) -> bool:
    """The state that an envoy is for is no body either: "Special Envoy for Syria", "spokesman on Syria"."""
    while at - 1 > head and part[at - 1].cls in BODIES | {"the"}:
        at -= 1
    return part[at].cls == "state" and at - 1 > head and part[at - 1].cls in ("for", "on")


def _title_end(part: Sequence[Token], body: int, head: int) -> int:
    """The title stops before the link to the body, unless more of the title comes after the body."""
    at = body
    while at - 1 > head and part[at - 1].cls in BODIES | {"the", "hyphen", "slash", "poss", "his"}:
        at -= 1
    link = part[at - 1] if at - 1 > head else None
    rest = [
        t
        for t in part[body + 1 :]
        if t.cls not in ("lparen", "rparen", "acronym", "body", "dash", "comma", "place")
    ]
    if link is None or (rest and rest[0].cls != "in"):
        return len(part)
    if link.cls == "to":
        return len(part)
    return at - 1 if link.cls in LINKS or link.cls == "comma" else len(part)


def _without_tail(words: Sequence[Token]) -> Sequence[Token]:
    """The title without a bracketed abbreviation or a comma at its end."""
    for at, token in enumerate(words):
        if token.cls == "lparen":
            words = [*words[:at], *list(words[_closing(words, at) + 1 :])]
            break
    return _trim(words)


def _closing(words: Sequence[Token], at: int) -> int:
    return next((i for i in range(at, len(words)) if words[i].cls == "rparen"), len(words) - 1)


def _singular(words: Sequence[Token], head: int) -> str:
    text = join(words)
    noun = words[head] if 0 <= head < len(words) else None
    if noun is not None and noun.cls == "heads" and noun.entry is not None:
        return text.replace(noun.text, noun.entry.name, 1)
    return text
