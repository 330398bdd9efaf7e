"""What single steps of reading make of a document, for whoever wants to see why a fact was read or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from communique.model import Document, Span
from communique.reach import within
from communique.reading.lexicon import Lexicon
from communique.reading.quotations import Stretch
from communique.reading.read import scene_of, tell
from communique.reading.scene import Scene, words
from communique.reading.story import Act, Story
from communique.reading.tokens import Token

NAMED = frozenset("body state demonym place region".split())


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of the document at one step: its class, what is known of it, and what says so."""

    span: Span
    kind: str
    content: str
    rule: str


def traced(document: Document, lexicon: Lexicon, step: str) -> list[Trace]:
    """What `step` (a key of STEPS) makes of the document, in the order of the text."""
    scene, dated, quoted = scene_of(within(document), lexicon)
    story = tell(scene, dated.start if dated else "")
    return sorted(STEPS[step](story, quoted), key=lambda t: (t.span.start, -t.span.end, t.kind))


def _words(story: Story, _quoted: list[Stretch]) -> Iterator[Trace]:
    """Every word and sign with its class, and the word of `mappings/` that it is a form of."""
    for token in words(story.scene):
        if token.cls != "break":
            yield _trace(story.scene, token, token.cls, _entry(token), "lexicon" if token.entry else "shape")


def _mentions(story: Story, quoted: list[Stretch]) -> Iterator[Trace]:
    """People with their posts, and bodies, places, dates, sums, events, instruments and direct speech."""
    scene = story.scene
    for token in scene.row:
        if token.cls in NAMED:
            pattern = token.entry is not None and token.entry.kind == "pattern"
            yield _trace(scene, token, token.cls, _entry(token), "grammar" if pattern else "lexicon")
        elif token.cls in ("date", "money"):
            yield _trace(scene, token, token.cls, _value(scene, token), token.cls)
        elif token.cls == "event":
            yield _trace(scene, token, "event", _entry(token), "event")
    yield from _officials(scene)
    yield from _instruments(scene)
    yield from (Trace(scene.view.span(q.start, q.end), "quotation", "", "marks") for q in quoted)


def _officials(scene: Scene) -> Iterator[Trace]:
    for found in scene.found:
        held = "; ".join(f"{p.title} ({p.organization})" if p.organization else p.title for p in found.posts)
        content = f"{found.name}: {held}" if held else found.name
        yield Trace(scene.view.span(found.start, found.end), "official", content, found.rule)


def _instruments(scene: Scene) -> Iterator[Trace]:
    grammar = scene.lexicon.grammar
    tags = grammar.tags(scene.row)
    for match in grammar.rules["instrument"].pattern.finditer(tags):
        part = scene.row[match.start() : match.end()]
        yield Trace(scene.view.span(part[0].start, part[-1].end), "instrument", "", "instrument")


def _clauses(story: Story, _quoted: list[Stretch]) -> Iterator[Trace]:
    """Every verb that has a frame: who does it, and who stands after it, led in by which class of word."""
    names = dict(_names(story))
    for act in story.acts:
        yield Trace(story.scene.view.span(act.start, act.end), "clause", _act(act, names), act.verb)


def _act(act: Act, names: Mapping[str, str]) -> str:
    subject = ", ".join(names.get(key, key) for key in act.subject) or "nobody known"
    after = ", ".join(f"{lead} {names.get(key, key)}".strip() for lead, key in act.after)
    return f"{subject} → {after or 'nobody known'}" + (" (denied: no event)" if act.denied else "")


def _names(story: Story) -> Iterator[tuple[str, str]]:
    yield from ((human.key, human.name) for human in story.scene.people.humans)
    yield from ((thing.key, thing.name) for thing in story.scene.bodies.all())


def _trace(scene: Scene, token: Token, kind: str, content: str, rule: str) -> Trace:
    return Trace(scene.view.span(token.start, token.end), kind, content, rule)


def _entry(token: Token) -> str:
    if token.entry is None:
        return ""
    parts = dict.fromkeys(p for p in (token.entry.name, token.entry.value, token.entry.kind) if p)
    return ", ".join(parts)


def _value(scene: Scene, token: Token) -> str:
    if token.cls == "money":
        total = scene.sums[token.start]
        return f"{total.amount} {total.currency}".strip()
    found = scene.dates[token.start]
    return "/".join(p for p in (found.start, found.end) if p) or "not settled"


STEPS: Mapping[str, Callable[[Story, list[Stretch]], Iterator[Trace]]] = {
    "words": _words,
    "mentions": _mentions,
    "clauses": _clauses,
}
