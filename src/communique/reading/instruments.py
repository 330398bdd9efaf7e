"""Agreements and initiatives: what parties sign, adopt, launch, announce or fund."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clauses import agents, nearest_date
from communique.reading.deeds import STATUS_RANK, Deed
from communique.reading.drafts import name_words
from communique.reading.grants import grants
from communique.reading.money import Sum
from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.ties import occasions, ties
from communique.reading.tokens import Token

NAMES = frozenset(
    ("cap", "portfolio", "acronym", "body", "state", "region", "demonym", "bodyhead", "place", "number")
)
TAIL = frozenset(
    (
        "word",
        "of",
        "for",
        "on",
        "and",
        "to",
        "the",
        "a",
        "in",
        "portfolio",
        "number",
        "eventadjective",
        "be",
        "will",
        "managed",
    )
)
CLAUSE_ENDS = frozenset(("verb", "discuss", "speech", "which", "semicolon", "past", "attend"))
ACTIVE = frozenset(("signed", "sign", "signs", "initialled", "initialed", "inked", "concluded", "co-signed", "renewed", "adopted",
                    "launched", "announced", "endorsed", "agreed on", "agreed to", "established", "will sign", "re-signed"))  # fmt: skip


def read_instruments(story: Story) -> list[Deed]:
    """Every instrument of the document; later mentions add to earlier ones."""
    deeds: list[Deed] = []
    heads = [(b.start, b.end) for b in story.scene.view.blocks if b.kind in ("heading", "title")]
    for first, last in story.scene.sentences:
        if not any(a <= story.scene.row[first].start < b for a, b in heads):
            _sentence(story, deeds, first, last)
    return deeds


def _sentence(story: Story, deeds: list[Deed], first: int, last: int) -> None:
    scene = story.scene
    row = scene.row[first:last]
    rule = scene.lexicon.grammar.rules["instrument"].pattern
    here: list[Deed] = []
    for match in rule.finditer(scene.lexicon.grammar.tags([t.cls for t in row])):
        deed = _deed(story, deeds, row[match.start() : match.end()], first + match.start(), first, last)
        if deed is not None:
            here.append(deed)
    here += grants(story, deeds, first, last)
    ties(story, deeds, here, first, last)
    occasions(story, here, first, last)


def _deed(
    story: Story, deeds: list[Deed], part: Sequence[Token], at: int, first: int, last: int
) -> Deed | None:
    scene = story.scene
    heads = [i for i, t in enumerate(part) if t.cls == "instrumenthead"]
    head = part[heads[0]] if heads else part[0]
    while part[0].cls in ("hyphen", "slash", "number", "and") and len(part) > 1:
        part, at = part[1:], at + 1
    verb = _verb(scene, at, at + len(part), first, last)
    status = verb.entry.value if verb is not None and verb.entry else "mentioned"
    if _future(scene, at, first, verb) and status in ("signed", "adopted", "launched", "mentioned"):
        status = "planned"
    capital = [t for t in part if t is not head and t.cls in NAMES and t.text[:1].isupper()]
    money = next((scene.sums[t.start] for t in part if t.cls == "money"), None)
    type_ = head.entry.value if head.entry else "agreement"
    specific = len(capital) > 0 and (
        head.text[0].isupper() or len(capital) > 1 or status in ("signed", "launched")
    )
    done = status in ("signed", "adopted") or (
        status == "planned" and verb is not None and verb.text.lower() in ACTIVE
    )
    generic = head.text.isupper() and any(d.type == type_ for d in deeds)
    if (not specific and money is None and not (done and head.text[0].isupper())) or (
        generic and not capital
    ):
        return _again(deeds, part, type_, status, scene, first, last, at)
    label = _label(scene, part)
    deed = _same(deeds, label, type_)
    if deed is None:
        kind = head.entry.kind if head.entry else ""
        deed = Deed(
            f"instrument:{len(deeds) + 1}",
            label,
            type_,
            kind or "agreement",
            status,
            part[0].start,
            part[-1].end,
        )
        deeds.append(deed)
    _learn(story, deed, part, (at, first, last), status, money, verb)
    _purpose(story, deeds, deed, part)
    return deed


def _purpose(story: Story, deeds: list[Deed], deed: Deed, part: Sequence[Token]) -> None:
    """ "a contribution agreement for the X Partnership": X is an initiative that it pays for."""
    heads = [i for i, t in enumerate(part) if t.cls == "instrumenthead"]
    if deed.type != "contribution" or len(heads) < 2 or deed.finances is not None:
        return
    start = next((i + 1 for i in range(heads[-1], 0, -1) if part[i].cls in ("for", "to")), None)
    if start is None:
        return
    if part[start].cls == "the":
        start += 1
    inner = part[start : heads[-1] + 1]
    label = _label(story.scene, inner)
    other = _same(deeds, label, inner[-1].entry.value if inner[-1].entry else "programme")
    if other is None:
        other = Deed(f"instrument:{len(deeds) + 1}", label, inner[-1].entry.value if inner[-1].entry else "programme",
                     "initiative", "mentioned", inner[0].start, inner[-1].end)  # fmt: skip
        other.parties = {k: (a, b) for k, a, b in _named_parties(story.scene, inner)}
        deeds.append(other)
    deed.finances = (other.key, inner[0].start, inner[-1].end)


def _label(scene: Scene, part: Sequence[Token]) -> str:
    kept = list(part)
    while len(kept) > 1 and kept[0].cls in ("money", "hyphen", "eventadjective", "and"):
        kept.pop(0)
    return scene.text(kept[0].start, kept[-1].end).replace("”", "").replace("“", "").strip()


def _verb(scene: Scene, start: int, end: int, first: int, last: int) -> Token | None:
    """The nearest word for signing, launching … before the name, else just after it."""
    for at in range(start - 1, max(first, start - 14) - 1, -1):
        token = scene.row[at]
        if token.cls == "instrumentverb":
            return token
        if token.cls in ("which", "semicolon", "verb", "stop") and token.text.lower() not in ("held",):
            break
    for at in range(end, min(last, end + 6)):
        token = scene.row[at]
        if token.cls == "instrumentverb":
            return token
        if token.cls in ("verb", "semicolon", "and"):
            break
    return None


def _future(scene: Scene, at: int, first: int, verb: Token | None) -> bool:
    near = scene.row[max(first, at - 8) : at + 1]
    return any(t.cls == "will" for t in near) or (
        verb is not None
        and verb.text.lower() in ("sign", "launch", "adopt")
        and any(t.cls == "to" for t in near)
    )


def _telling(label: str) -> bool:
    """Whether a name says more than its kind and its parties ("Framework for UN-EU …" does not)."""
    plain = [w for w in label.replace("-", " ").split() if w[:1].isupper() and not w.isupper()]
    return len(plain) > 1


def _same(deeds: list[Deed], label: str, type_: str) -> Deed | None:
    words = name_words(label)
    for deed in deeds:
        have = name_words(deed.label)
        if deed.type == type_ and type_ in ("framework", "memorandum", "facility") and not _telling(label):
            return deed
        if deed.type == type_ and words and have and (words <= have or have <= words):
            return deed
        if deed.short and deed.short.lower() in label.lower().split():
            return deed
    return None


def _again(
    deeds: list[Deed],
    part: Sequence[Token],
    type_: str,
    status: str,
    scene: Scene,
    first: int,
    last: int,
    at: int,
) -> Deed | None:
    """ "the Memorandum was signed on …": a definite mention adds to the instrument of that type."""
    definite = at > 0 and scene.row[at - 1].cls == "the"
    same = [d for d in deeds if d.type == type_]
    if not definite or not same:
        return None
    deed = same[-1]
    deed.spans.append(_stretch(scene, None, at, at + len(part), last))
    if STATUS_RANK.get(status, 0) > STATUS_RANK.get(deed.status, 0):
        deed.status = status
    if deed.date is None and status == "signed":
        deed.date = nearest_date(scene, first, last, at)
    return deed


def _learn(
    story: Story,
    deed: Deed,
    part: Sequence[Token],
    where: tuple[int, int, int],
    status: str,
    money: Sum | None,
    verb: Token | None,
) -> None:
    scene = story.scene
    at, first, last = where
    deed.spans.append(_stretch(scene, verb, at, at + len(part), last))
    if STATUS_RANK.get(status, 0) > STATUS_RANK.get(deed.status, 0):
        deed.status = status
    inner = next((scene.dates[t.start] for t in part if t.cls == "date"), None)
    if deed.date is None:
        near = (
            nearest_date(scene, max(first, at - 8), min(last, at + len(part) + 8), at)
            if verb is not None
            else None
        )
        deed.date = inner or near
    deed.money = deed.money or money
    for token in part:
        if token.cls == "acronym" and scene.view.text[token.start - 1 : token.start] == "(":
            deed.short = token.text
    for key, start, end in _named_parties(scene, part):
        deed.parties.setdefault(key, (start, end))
    if verb is not None and status in ("signed", "adopted", "launched", "announced", "planned"):
        _doers(story, deed, (at, at + len(part), first, last), verb)


def _stretch(scene: Scene, verb: Token | None, first: int, end: int, last: int) -> tuple[int, int]:
    """The words of a mention: its verb where that leads it in, its name, and up to ten words of what it is on."""
    start = scene.row[first].start
    if verb is not None and 0 < start - verb.end < 40:
        start = verb.start
    stop = end
    while stop < last and stop < end + 10 and scene.row[stop].cls in TAIL:
        stop += 1
    return start, scene.row[stop - 1].end


def _named_parties(scene: Scene, part: Sequence[Token]) -> list[tuple[str, int, int]]:
    found = []
    between = False
    for before, token, after in zip((None, *part), part, (*part[1:], None), strict=False):
        between = between or token.cls == "between"
        if token.cls not in ("body", "state", "demonym"):
            continue
        linked = (after is not None and after.cls == "hyphen") or (
            before is not None and before.cls == "hyphen"
        )
        if (between and token.cls != "demonym") or linked:
            found.append((scene.bodies.paired(token), token.start, token.end))
    return found if len(found) > 1 else []


def _doers(story: Story, deed: Deed, where: tuple[int, int, int, int], verb: Token) -> None:
    """Who signed: bodies are parties, people signatories."""
    scene = story.scene
    start, end, first, last = where
    at = next(i for i in range(first, last) if scene.row[i] is verb)
    start_of = next((i + 1 for i in range(at - 1, first - 1, -1) if scene.row[i].cls in CLAUSE_ENDS), first)
    before = [a for a in agents(scene, start_of, at) if a.lead == ""] if verb.text.lower() in ACTIVE else []
    after = [a for a in agents(scene, end, last) if a.lead in ("by", "with")]
    for agent in (*before, *after) if at < start else (*after,):
        if agent.key.startswith("person:"):
            if deed.status == "signed" or (deed.status == "planned" and verb.text.lower() in ACTIVE):
                deed.signatories.setdefault(agent.key, (agent.start, agent.end))
        elif len([a for a in (*before, *after) if not a.key.startswith("person:")]) > 1:
            deed.parties.setdefault(agent.key, (agent.start, agent.end))
