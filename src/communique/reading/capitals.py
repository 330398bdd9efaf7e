"""The author of a release in a heading all in capitals: "MINISTER FOR TRADE", "SENATOR ANN EXAMPLE"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.reading.lexicon import Lexicon
from communique.reading.likely import known
from communique.reading.tokens import Token, starting
from communique.reading.view import Block, View

HEAD_BLOCKS = 8


def small_print(row: Sequence[Token], view: View, lexicon: Lexicon) -> tuple[list[Token], frozenset[int]]:
    """The row with such headings as a sentence would print them, and where their blocks begin."""
    out, starts = list(row), []
    for block in view.blocks[:HEAD_BLOCKS]:
        if block.kind != "heading" or not view.text[block.start : block.end].isupper():
            continue
        inside = range(starting(out, block.start), starting(out, block.end))
        kind = [i for i in inside if out[i].start < _begin(block, view, lexicon)]
        told = [_small(out[i], lexicon) for i in inside[len(kind) :]]
        if told and _names_author(told, lexicon):
            starts.append(block.start)
            for spot, token in zip(
                inside, [*(out[i]._replace(cls="word") for i in kind), *told], strict=True
            ):
                out[spot] = token
    return out, frozenset(starts)


def _begin(block: Block, view: View, lexicon: Lexicon) -> int:
    """Where a block begins after the words for its kind ("MEDIA RELEASE", "STATEMENT BY")."""
    words = view.text[block.start : block.end]
    match = lexicon.patterns.kind_words.match(words) or lexicon.patterns.author_title.match(words)
    return block.start + match.end() if match else block.start


def _small(token: Token, lexicon: Lexicon) -> Token:
    """A word in capitals as a sentence prints it."""
    if not token.text.isupper():
        return token
    text = token.text.title()
    entry = lexicon.exact.get(text)
    if entry is not None:
        return token._replace(cls=entry.cls, text=text, entry=entry)
    shaped = token.cls in ("acronym", "cap")
    return token._replace(cls="cap", text=text) if shaped else token._replace(text=text.lower())


def _names_author(told: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the heading is a post with a name and nothing else."""
    tags = lexicon.grammar.tags(told)
    whole = lexicon.grammar.rules["capitals"].pattern.fullmatch(tags)
    return whole is not None and any(known(t.text, lexicon.name_words) for t in _caps(told))


def _caps(told: Sequence[Token]) -> Iterator[Token]:
    return (t for t in told if t.cls == "cap")
