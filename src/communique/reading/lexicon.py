"""The knowledge in `mappings/` as reading uses it: words and names with their classes.

A class is a plain word such as `head` or `body`; each has a one-character code, so that a row of
tokens is a string over which the patterns of `mappings/grammar.yaml` run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from communique.errors import MappingError
from communique.reading import wordfiles, worldfiles
from communique.reading.entries import Automaton, Entry, Known
from communique.reading.frames import Frame, forms, frames
from communique.reading.grammar import Grammar, compile_grammar
from communique.reading.lists import Lists, Patterns, lists, patterns
from communique.reading.wordfiles import plural
from communique.reading.yamlfile import parsed_once
from communique.uncollected import uncollected

# Classes that no list gives: the shapes of words, signs, and what single rules merge into one token.
SHAPES = frozenset(
    "cap acronym initial number word comma semicolon colon lparen rparen dash hyphen slash quote unquote "
    "stop poss break date money address heads body office state demonym place region name official event "
    "instrument".split()
)


# A token by where it begins and ends in its chunk, its class, its words and its entry.
Piece = tuple[int, int, str, str, Entry | None]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of people's names and words that are none, in lower case without accents: `mappings/names/`."""

    given: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything reading looks up. `exact` is matched as written, `lower` in any case.

    `chunks` keeps the tokens of what stood between spaces before; it changes no reading, only how fast the
    next one is.
    """

    exact: Mapping[str, Entry]
    lower: Mapping[str, Entry]
    phrases: Automaton
    names: Automaton
    exact_names: Mapping[str, Entry]
    folded: Mapping[str, Entry]
    known: Mapping[str, Known]
    context: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Entry]
    calendar: Mapping[str, Entry]
    currencies: Mapping[str, str]
    dollars: Mapping[str, str]
    numbers: Mapping[str, Decimal]
    counts: Mapping[str, int]
    scales: Mapping[str, int]
    alternatives: Mapping[str, str]
    implied: Mapping[str, str]
    host_ends: Mapping[str, str]
    host_parts: Mapping[str, str]
    lists: Lists
    patterns: Patterns
    confidence: Mapping[str, float]
    name_words: NameWords
    grammar: Grammar
    frames: Mapping[str, Frame]
    chunks: dict[str, tuple[Piece, ...]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Words:
    """Single words as written, single words in any case, phrases in any case, phrases as written."""

    exact: dict[str, Entry]
    lower: dict[str, Entry]
    phrases: dict[str, Entry]
    named: dict[str, Entry]

    def classes(self) -> list[str]:
        tables = (self.exact, self.lower, self.phrases, self.named)
        return sorted(SHAPES | {entry.cls for table in tables for entry in table.values()})


@lru_cache(maxsize=4)
@uncollected()
@parsed_once()
def load(mappings: Path) -> Lexicon:
    """The lexicon of a `mappings/` folder. Raises MappingError naming file and line."""
    folder = mappings / "lexicon"
    words, (table, known) = _words(mappings), _world(folder)
    loaded = Lexicon(
        exact=words.exact,
        lower=words.lower,
        phrases=Automaton(words.phrases),
        names=Automaton({**words.named, **table}),
        exact_names=table,
        folded=_folded(table),
        known=known,
        context=worldfiles.context(folder),
        codes=worldfiles.codes(folder),
        calendar=wordfiles.calendar(folder),
        currencies=wordfiles.money_forms(wordfiles.values(folder, "agreements", "currency")),
        dollars=wordfiles.values(folder, "agreements", "dollar"),
        numbers=_numbers(folder, "numeral", "tens"),
        counts={w: int(n) for w, n in _numbers(folder, "numeral").items()},
        scales={w: int(n) for w, n in _numbers(folder, "scale").items()},
        alternatives=wordfiles.alternatives(folder),
        implied=wordfiles.values(folder, "posts", "implied"),
        host_ends=wordfiles.values(folder, "hosts", "host_end"),
        host_parts=wordfiles.values(folder, "hosts", "host_part"),
        lists=lists(folder / "lists.yaml"),
        patterns=patterns(folder / "patterns.yaml"),
        confidence=wordfiles.confidence(mappings / "confidence.yaml"),
        name_words=_name_words(mappings / "names"),
        grammar=compile_grammar(mappings / "grammar.yaml", words.classes()),
        frames=frames(mappings),
    )
    gc.freeze()  # what is loaded stays, so that nobody need look through it for what can go
    return loaded


def _words(mappings: Path) -> _Words:
    folder = mappings / "lexicon"
    found = _Words({}, {}, {}, {})
    _enter(found, wordfiles.words(folder))
    _enter(found, (p for p in wordfiles.valued(folder, ("meetings", "agreements")) if p[1].cls != "dollar"))
    _enter(found, wordfiles.compounds(folder))
    _enter(found, ((form, Entry("verb", verb, verb)) for form, verb in forms(mappings)))
    return found


def _enter(found: _Words, pairs: Iterable[tuple[str, Entry]]) -> None:
    for form, entry in pairs:
        if " " in form or "-" in form:
            table = found.phrases if form == form.lower() else found.named
            table.setdefault(form.replace("-", " "), entry)
        else:
            (found.lower if form == form.lower() else found.exact).setdefault(form, entry)


def _name_words(folder: Path) -> NameWords:
    return NameWords(*(wordfiles.listed(folder / f"{stem}.txt") for stem in ("given", "family", "ordinary")))


def _world(folder: Path) -> tuple[dict[str, Entry], dict[str, Known]]:
    """Every name of a state, body or place with its entry, and what it names by concept."""
    table: dict[str, Entry] = {}
    known: dict[str, Known] = {}
    for named in (worldfiles.states(folder), worldfiles.bodies(folder), worldfiles.places(folder)):
        for form, entry, what in named:
            table.setdefault(form.replace("-", " "), entry)
            prefix = "place:" if entry.cls in ("place", "region") else ""
            known.setdefault(prefix + what.concept, what)
    return table, known


def _folded(table: Mapping[str, Entry]) -> dict[str, Entry]:
    """Bodies by their names in lower case, for mastheads in capitals."""
    return {
        form.lower(): entry
        for form, entry in table.items()
        if entry.cls in ("body", "office") and " " in form
    }


def _numbers(folder: Path, *classes: str) -> dict[str, Decimal]:
    try:
        return {w: Decimal(v) for w, v in wordfiles.values(folder, "numbers", *classes).items()}
    except InvalidOperation as error:
        raise MappingError(folder / "numbers.yaml", 1, "every value must be a number") from error


__all__ = ["Automaton", "Entry", "Known", "Lexicon", "load", "plural"]
