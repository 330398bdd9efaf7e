"""Agreements and initiatives: what parties sign, adopt, launch, announce or fund."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from communique.reading.acts import doing_of, parties_to
from communique.reading.clauses import agents
from communique.reading.dates import Found
from communique.reading.deeds import Deed
from communique.reading.grants import grants
from communique.reading.naming import (
    Naming,
    bound,
    called,
    ends_in,
    label_of,
    name_of,
    named_parties,
    owner,
    partners,
    same_deed,
    stretch,
    sum_of,
    topic_of,
    widened,
)
from communique.reading.nearby import nearest_date, nearest_place
from communique.reading.scene import Scene, Where
from communique.reading.sides import note_sides, signed_by
from communique.reading.story import Story
from communique.reading.ties import occasions, ties
from communique.reading.tokens import Token

CLAUSE_ENDS = frozenset(("verb", "discuss", "speech", "which", "semicolon"))
# Words of an aside such as "a broad, costly and transparent initiative", and how many there may be.
DESCRIBING = frozenset("word comma and hyphen eventadjective portfolio series body state demonym".split())
LONGEST_ASIDE = 12
BY_OR_IN = frozenset(("by", "in", "at", "on", "date"))
NAMES = frozenset("cap portfolio acronym body state region demonym bodyhead place number".split())
LEFT_OUT = frozenset(("hyphen", "slash", "number", "and", "for", "of", "to"))
DONE = frozenset(("signed", "adopted", "launched", "announced", "planned", "in-force"))


def read_instruments(story: Story) -> list[Deed]:
    """Every instrument of the document; later mentions add to earlier ones."""
    deeds: list[Deed] = []
    heads = [(b.start, b.end) for b in story.scene.view.blocks if b.kind in ("heading", "title")]
    for first, last in story.scene.sentences:
        heading = any(a <= story.scene.row[first].start < b for a, b in heads)
        if not heading or _tells(story.scene.row[first:last]):
            _sentence(story, deeds, first, last)
    return deeds


def _tells(part: Sequence[Token]) -> bool:
    """Whether a heading tells when it was done: "Declaration adopted by the Ministers on 25 March 2017"."""
    done = any(
        a.cls == "instrumentverb" and a.text.islower() and b.cls in BY_OR_IN for a, b in pairwise(part)
    )
    return done and any(token.cls == "date" for token in part)


def _sentence(story: Story, deeds: list[Deed], first: int, last: int) -> None:
    grammar = story.scene.lexicon.grammar
    row, said = story.scene.row[first:last], story.scene.said
    row = [said.get(t.start, t) for t in row] if said else row
    here: list[Deed] = []
    spans = [m.span() for m in grammar.rules["instrument"].pattern.finditer(grammar.tags(row))]
    known = [(i, i + 1) for i, t in enumerate(row) if t.cls == "body" and _called_so(t, story.scene)]
    for start, end in sorted((*spans, *known)):
        naming = _naming(story.scene, row[start:end], first + start, first, last)
        deed = _deed(story.scene, deeds, naming)
        if deed is not None:
            here.append(deed)
            note_sides(story, deed, naming)
    signed_by(story.scene, deeds, first, last)
    here += grants(story, deeds, first, last)
    ties(story, deeds, here, first, last)
    occasions(story, here, first, last)


def _called_so(token: Token, scene: Scene) -> bool:
    """Whether a body is named as an instrument is: "the Eastern Partnership"."""
    entry = scene.lexicon.exact.get(token.text.rsplit(" ", 1)[-1])
    return entry is not None and entry.cls == "instrumenthead"


def _naming(scene: Scene, part: Sequence[Token], at: int, first: int, last: int) -> Naming:
    head = next((t for t in part if t.cls == "instrumenthead"), None) or _head(scene, part[0])
    while part[0].cls in LEFT_OUT and len(part) > 1:
        part, at = part[1:], at + 1
    end = at + len(part)
    if part[0].text[:1].islower():
        at = widened(scene.row, at, first)
        part = scene.row[at:end]
    doing = doing_of(scene, at, end, first, last)
    sides = tuple(partners(scene, part)) if head.cls == "instrumenthead" else ()
    return Naming(part, at, first, last, head, doing, sum_of(scene, part, end, last), sides)


def _head(scene: Scene, body: Token) -> Token:
    """The last word of a body's name, as the noun that says what it is."""
    entry = scene.lexicon.exact.get(body.text.rsplit(" ", 1)[-1])
    return body._replace(entry=entry) if entry is not None and entry.cls == "instrumenthead" else body


def _deed(scene: Scene, deeds: list[Deed], naming: Naming) -> Deed | None:
    """The instrument that the mention is of, new or known; None for a passing word."""
    if _apposed(scene, deeds, naming) or not _says_which(scene, deeds, naming):
        return _again(scene, deeds, naming)
    label = name_of(scene, naming)
    deed = (
        None
        if _another(scene, naming)
        else same_deed(deeds, label, naming.type, scene.lexicon.lists.event_small)
    )
    if deed is None:
        kind = naming.head.entry.kind if naming.head.entry else ""
        key, start, end = f"instrument:{len(deeds) + 1}", naming.part[0].start, naming.part[-1].end
        deed = Deed(key, label, naming.type, kind or "agreement", naming.status, start, end)
        deeds.append(deed)
    _learn(scene, deed, naming)
    _purpose(scene, deeds, deed, naming.part)
    return deed


def _apposed(scene: Scene, deeds: Sequence[Deed], naming: Naming) -> Deed | None:
    """ "the Treaty, a landmark agreement", "the Plan, a broad, costly G7 initiative": the same once more."""
    row, at = scene.row, naming.at - 1
    while at > max(naming.first, naming.at - LONGEST_ASIDE) and row[at].cls in DESCRIBING:
        at -= 1
    lead = row[at - 1] if at > naming.first and row[at].cls == "a" else None
    if lead is None or lead.cls not in ("dash", "comma", "lparen"):
        return None
    deed = next((d for d in reversed(deeds) if any(0 <= lead.start - end < 12 for _, end in d.spans)), None)
    owners = [t for t in row[at : naming.end - 1] if t.cls in ("body", "state", "demonym")]
    for token in owners:
        if deed is not None and len(deed.parties) < 2:
            deed.parties.setdefault(scene.bodies.paired(token), (token.start, token.end))
    return deed


def _another(scene: Scene, naming: Naming) -> bool:
    """ "a further agreement", "an agreement": none of those named before."""
    row, at = scene.row, naming.at
    article = at > naming.first and row[at - 1].cls == "a"
    small = naming.head.text.islower() and not naming.part[-1].text[:1].isupper()
    words = {t.text.lower() for t in row[max(naming.first, at - 1) : at + 2]}
    return (article and small) or bool(words & scene.lexicon.lists.anew)


def _says_which(scene: Scene, deeds: Sequence[Deed], naming: Naming) -> bool:
    """Whether the mention names an instrument, not just some agreement."""
    head = naming.head
    if naming.at < naming.last and scene.row[naming.at].start in scene.said:
        return _spoken(naming)
    if bound(scene, naming):
        return len(naming.part) > 1 or " " in head.text
    if head.cls == "body":
        return naming.status in ("signed", "launched", "adopted") and not _idle(scene, naming)
    if called(scene, naming.end, naming.last) and naming.doing.at >= 0:
        return True
    capital = [t for t in naming.part if t is not head and t.cls in NAMES and t.text[:1].isupper()]
    if head.text.isupper() and not capital and any(d.type == naming.type for d in deeds):
        return False
    great = head.text[0].isupper()
    if naming.money is not None:
        return True
    if _loose(naming):
        return _announced(scene, naming) and not _idle(scene, naming)
    if capital and (great or len(capital) > 1):
        return True
    if _idle(scene, naming):
        return False
    named = bool(naming.sides or (capital and naming.status in ("signed", "launched")))
    return named or _done(scene, naming, great=great)


def _spoken(naming: Naming) -> bool:
    """In direct speech only a proper name tells of an instrument."""
    others = [t for t in naming.part if t is not naming.head and t.cls in NAMES]
    return naming.head.text[0].isupper() and any(t.text[:1].isupper() for t in others)


def _loose(naming: Naming) -> bool:
    """ "our partnership with A" is no instrument, unless somebody launches or announces one."""
    return naming.type in ("partnership", "framework") and naming.head.text.islower()


def _announced(scene: Scene, naming: Naming) -> bool:
    """ "announced a new export programme", right after the verb."""
    row, at, lists = scene.row, naming.doing.at, scene.lexicon.lists
    new = row[naming.at - 1].cls == "a" and naming.at - 4 < at < naming.at
    planned = naming.status == "planned" and naming.type != "partnership"
    return new and (planned or row[at].text.lower() in lists.announcing)


def _done(scene: Scene, naming: Naming, *, great: bool) -> bool:
    """Whether the sentence says that it was signed, adopted, launched or announced, or will be."""
    row, at, lists = scene.row, naming.doing.at, scene.lexicon.lists
    if at < 0:
        return False
    acts = row[at].text.lower() in lists.concluding
    if great:
        return naming.status in ("signed", "adopted") or (naming.status == "planned" and acts)
    new, planned = row[naming.at - 1].cls == "a", naming.status == "planned"
    told = new and acts and (planned or naming.status == "signed") and bool(topic_of(scene, naming))
    described = len(naming.part) > 1 or " " in naming.head.text or told
    if not described or (naming.type == "contribution" and naming.status != "signed"):
        return False
    if naming.status in ("signed", "adopted"):
        return naming.head.entry is None or naming.head.entry.kind != "initiative"
    return (planned and acts) or (new and (planned or row[at].text.lower() in lists.announcing))


def _idle(scene: Scene, naming: Naming) -> bool:
    """ "in agreement with A", "no agreement with A", "an agreement with A could …": there is none.

    "an agreement which could …" is one.
    """
    row = scene.row
    proposing = scene.lexicon.lists.proposing
    before = row[max(naming.first, naming.at - 4) : naming.at]
    near = {t.cls for t in before if t.text.lower() not in proposing}
    after = [t.cls for t in row[naming.end : min(naming.last, naming.end + 2)]]
    could = "if" in after and after[0] != "which"
    return row[naming.at - 1].cls == "in" or bool({"not", "if"} & near) or could


def _again(scene: Scene, deeds: Sequence[Deed], naming: Naming) -> Deed | None:
    """ "the Memorandum was signed on …": a definite mention adds to the instrument of that type."""
    definite = naming.at > 0 and scene.row[naming.at - 1].cls == "the"
    same = [d for d in deeds if d.type == naming.type] or [d for d in deeds if ends_in(d, naming)]
    if not definite or not same:
        return None
    deed = same[-1]
    deed.spans.append(stretch(scene, naming))
    deed.rise(naming.status)
    if deed.date is None and naming.status == "signed":
        deed.date = _date(scene, naming)
    if naming.doing.at >= 0:
        deed.place = deed.place or _place(scene, naming)
        _doers(scene, deed, naming)
    return deed


def _learn(scene: Scene, deed: Deed, naming: Naming) -> None:
    """Enter what the mention says."""
    deed.spans.append(stretch(scene, naming))
    deed.rise(naming.status)
    inner = next((scene.dates[t.start] for t in naming.part if t.cls == "date"), None)
    deed.date = deed.date or inner
    if deed.date is None and naming.doing.at >= 0 and naming.status not in ("mentioned", "planned"):
        deed.date = _date(scene, naming)
    if deed.place is None and naming.status in ("signed", "planned"):
        deed.place = _place(scene, naming)
    deed.money = deed.money or naming.money
    for token in naming.part:
        if token.cls == "acronym" and scene.view.text[token.start - 1 : token.start] == "(":
            deed.short = token.text
    for key, start, end in (
        *named_parties(scene, naming.part),
        *owner(scene, naming),
        *naming.sides,
        *bound(scene, naming),
    ):
        deed.parties.setdefault(key, (start, end))
    if naming.sides and len(deed.parties) < 2:
        _having(scene, deed, naming)
    if naming.doing.at >= 0 and naming.status in DONE:
        _doers(scene, deed, naming)


def _date(scene: Scene, naming: Naming) -> Found | None:
    """The date nearest to the name, or to the verb after it; else the one that ends the clause."""
    around = naming.doing.at if naming.doing.at >= naming.end else naming.at
    first, last = max(naming.first, naming.at - 8), min(naming.last, max(naming.end, around) + 8)
    near = nearest_date(scene, first, last, around)
    if near is not None and near.kind != "year":
        return near
    end = _clause_end(scene, max(naming.end, around + 1), naming.last)
    closing = nearest_date(scene, max(naming.end, end - 3), end, end)
    return closing if closing is not None and closing.kind != "year" else near


def _clause_end(scene: Scene, start: int, last: int) -> int:
    """Where the clause ends: at the next verb (but "held" of an event), semicolon or relative."""
    row, held = scene.row, scene.lexicon.lists.held
    ends = (i for i in range(start, last) if row[i].cls in CLAUSE_ENDS and row[i].text not in held)
    return next(ends, last)


def _place(scene: Scene, naming: Naming) -> Where | None:
    """Where it was signed: after the verb and the name, else where the sentence opens with a place."""
    start = max(naming.end, naming.doing.at + 1)
    end = _clause_end(scene, start, naming.last)
    opening = naming.first if scene.row[naming.first].cls == "in" else naming.at
    return nearest_place(scene, start, end, start) or nearest_place(
        scene, opening, min(naming.at, opening + 4), opening
    )


def _having(scene: Scene, deed: Deed, naming: Naming) -> None:
    """In "A has an agreement with B" A is a party too."""
    row, first = scene.row, naming.first
    start = next((i + 1 for i in range(naming.at - 1, first - 1, -1) if row[i].cls == "semicolon"), first)
    for agent in agents(scene, start, naming.at):
        if agent.lead == "" and not agent.person and naming.at - agent.at < 8:
            deed.parties.setdefault(agent.key, (agent.start, agent.end))


def _doers(scene: Scene, deed: Deed, naming: Naming) -> None:
    """Who signed: bodies are parties, people signatories."""
    doers = list(parties_to(scene, naming.doing, naming.end, naming.first, naming.last))
    active = scene.row[naming.doing.at].text.lower() in scene.lexicon.lists.concluding
    several = sum(not a.person for a in doers) > 1 or bool(deed.parties)
    for agent in doers:
        if not agent.person and (several or naming.status == "signed"):
            deed.parties.setdefault(agent.key, (agent.start, agent.end))
        if agent.person and (deed.status == "signed" or (deed.status == "planned" and active)):
            deed.signatories.setdefault(agent.key, (agent.start, agent.end))


def _purpose(scene: Scene, deeds: list[Deed], deed: Deed, part: Sequence[Token]) -> None:
    """ "a contribution agreement for the X Partnership": X is an initiative that it pays for."""
    heads = [i for i, t in enumerate(part) if t.cls == "instrumenthead"]
    if deed.type != "contribution" or len(heads) < 2 or deed.finances is not None:
        return
    start = next((i + 1 for i in range(heads[-1], 0, -1) if part[i].cls in ("for", "to")), None)
    if start is None:
        return
    inner = part[start + (part[start].cls == "the") : heads[-1] + 1]
    other = _initiative(scene, deeds, inner)
    deed.finances = (other.key, inner[0].start, inner[-1].end)


def _initiative(scene: Scene, deeds: list[Deed], part: Sequence[Token]) -> Deed:
    """The initiative of that name, new where it is not yet known."""
    label = label_of(scene, part)
    type_ = part[-1].entry.value if part[-1].entry else "programme"
    known = same_deed(deeds, label, type_, scene.lexicon.lists.event_small)
    if known is not None:
        return known
    key = f"instrument:{len(deeds) + 1}"
    deed = Deed(key, label, type_, "initiative", "mentioned", part[0].start, part[-1].end)
    deed.parties = {k: (a, b) for k, a, b in named_parties(scene, part)}
    deeds.append(deed)
    return deed
