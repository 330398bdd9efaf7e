"""The knowledge in `mappings/` as reading uses it: words and names with their classes.

A class is a plain word such as `head` or `body`; each has a one-character code, so that a row of
tokens is a string over which the patterns of `mappings/grammar.yaml` run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs
import regex

from communique.errors import MappingError
from communique.reading.frames import Frame, forms, frames
from communique.reading.grammar import Grammar, compile_grammar
from communique.reading.yamlfile import Item, entries, sections

SHAPES = ("cap", "acronym", "initial", "number", "word", "comma", "semicolon", "colon", "lparen", "rparen", "dash",
          "hyphen", "slash", "quote", "unquote", "stop", "poss", "break", "date", "money", "address", "heads",
          "body", "state", "demonym", "place", "region", "name", "official", "event", "instrument")  # fmt: skip
WORD_FILES = ("words", "honorifics", "posts", "meetings", "agreements")
VALUED = {
    "meetings": {"eventhead", "ordinal"},
    "agreements": {"instrumenthead", "instrumentverb", "currency", "dollar"},
    "posts": {"implied"},
    "dates": {"month", "weekday", "relative"},
}
VALUED_KEYS = {"word", "also", "type", "value", "kind", "status", "unit"}
WORLD_KEYS = {
    "states": {"id", "name", "long", "also", "adjectives", "people", "capital", "former", "kind", "now"},
    "bodies": {"id", "name", "short", "also", "parent", "kind", "context", "former"},
    "places": {"id", "name", "also", "state", "kind", "within", "context", "former"},
    "regions": {"id", "name", "also", "kind", "adjectives", "people", "within", "context"},
}
SPELLINGS = (("Organization", "Organisation"), ("Programme", "Program"), ("Defence", "Defense"),
             ("Centre", "Center"), ("Labour", "Labor"), ("Adviser", "Advisor"), ("United Nations", "UN"),
             ("United Nations", "U.N."), ("European Union", "EU"), ("Co-operation", "Cooperation"))  # fmt: skip


class Entry(NamedTuple):
    """One word or name: its class, canonical form, and what the mapping says of it."""

    cls: str
    name: str
    value: str = ""
    kind: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A state, body or place of the world lexicon under its concept id."""

    concept: str
    name: str
    short: str = ""
    parent: str = ""
    kind: str = ""


class Automaton:
    """Leftmost-longest search for many strings at once, at word boundaries."""

    def __init__(self, table: Mapping[str, Entry]) -> None:
        self.entries = list(table.values())
        self.search = ahocorasick_rs.AhoCorasick(
            list(table) or ["\0"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """(start, end, entry) of each match in `text` that no letter or digit touches."""
        last = len(text)
        for index, start, end in self.search.find_matches_as_indexes(text):
            if (start and text[start - 1].isalnum()) or (end < last and text[end].isalnum()):
                continue
            yield start, end, self.entries[index]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything reading looks up. `exact` is matched as written, `lower` in any case."""

    exact: Mapping[str, Entry]
    lower: Mapping[str, Entry]
    calendar: Mapping[str, Entry]
    currencies: Mapping[str, str]
    dollars: Mapping[str, str]
    implied: Mapping[str, str]
    alternatives: Mapping[str, str]
    confidence: Mapping[str, float]
    names: Automaton
    phrases: Automaton
    known: Mapping[str, Known]
    grammar: Grammar
    frames: Mapping[str, Frame]
    demonyms: Mapping[str, str]
    folded: Mapping[str, Entry]
    exact_names: Mapping[str, Entry]
    context: Mapping[str, tuple[str, ...]]


def plural(word: str) -> str:
    """The plural of a post's head noun ("Secretary" → "Secretaries")."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch")) else "s")


def _verbs(mappings: Path) -> Iterator[tuple[str, Entry]]:
    for form, verb in forms(mappings):
        yield form, Entry("verb", verb, verb)


def _calendar(folder: Path) -> dict[str, Entry]:
    return {w if w[0].isupper() else w.lower(): e for w, e in _valued(folder, ("dates",))}


def _currencies(folder: Path) -> dict[str, str]:
    return {w: e.value for w, e in _valued(folder, ("agreements",)) if e.cls == "currency"}


def money_forms(currencies: Mapping[str, str]) -> dict[str, str]:
    """Each way to write a currency with its code: as in the mapping, capitalised, "U.S. dollars"."""
    forms = dict(currencies)
    forms |= {w.title(): v for w, v in currencies.items()}
    forms |= {w.replace("us ", "US ").replace("u.s. ", "U.S. "): v for w, v in currencies.items()}
    return forms


def _confidence(path: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for _, item in entries(path, {"confidence"}, {"rule", "value"}):
        try:
            found[item.text("rule")] = float(item.text("value"))
        except ValueError as error:
            raise MappingError(path, item.line, f"{item.text('value')!r} is no number") from error
    return found


def _alternatives(folder: Path) -> dict[str, str]:
    """For each class of calendar words, and for currencies, the regular expression of its forms."""
    classes: dict[str, list[str]] = {"currency": list(money_forms(_currencies(folder)))}
    for word, entry in _calendar(folder).items():
        classes.setdefault(entry.cls, []).append(word)
    return {
        cls: "|".join(regex.escape(w) for w in sorted(ws, key=lambda w: (-len(w), w)))
        for cls, ws in classes.items()
    }


def _dollars(folder: Path) -> dict[str, str]:
    return {w: e.value for w, e in _valued(folder, ("agreements",)) if e.cls == "dollar"}


def _words(folder: Path) -> Iterator[tuple[str, Entry]]:
    for stem in WORD_FILES:
        for cls, word, _ in sections(folder / f"{stem}.yaml"):
            yield word, Entry(cls, word)
            if cls in ("head", "envoy"):
                yield plural(word), Entry("heads", word)


def _valued(folder: Path, stems: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    for stem in stems:
        for cls, item in entries(folder / f"{stem}.yaml", VALUED[stem], VALUED_KEYS):
            word = item.text("word")
            value = item.text("value") or item.text("type") or item.text("status")
            entry = Entry(cls, word, value, item.text("kind") or item.text("unit"))
            for form in (word, *item.texts("also")):
                yield form, entry


def _variants(form: str) -> Iterator[str]:
    forms = {form}
    for a, b in SPELLINGS:
        forms |= {f.replace(a, b) for f in forms} | (
            {f.replace(b, a) for f in forms} if len(b) > 4 else set()
        )
    yield from sorted(forms)


def _states(folder: Path) -> Iterator[tuple[str, Entry, Known]]:
    for _, item in entries(
        folder / "states.yaml", {"states", "observers", "territories", "former"}, WORLD_KEYS["states"]
    ):
        concept, name = item.text("id"), item.text("name")
        known = Known(concept, name, kind="state")
        for form in (name, *item.texts("long"), *item.texts("also")):
            yield form, Entry("state", name, concept), known
        for form in (*item.texts("adjectives"), *item.texts("people")):
            yield form, Entry("demonym", name, concept), known


def _bodies(folder: Path) -> Iterator[tuple[str, Entry, Known]]:
    for _, item in entries(folder / "bodies.yaml", {"bodies"}, WORLD_KEYS["bodies"]):
        concept, name, short = item.text("id"), item.text("name"), item.texts("short")
        known = Known(concept, name, next(iter(short), ""), item.text("parent"), item.text("kind"))
        entry = Entry("body", name, concept, known.kind, known.short)
        for form in (name, *item.texts("also")):
            for variant in _variants(form):
                yield variant, entry, known
        for form in short:
            yield form, entry, known


def _places(folder: Path) -> Iterator[tuple[str, Entry, Known]]:
    for stem, cls in (("places", "place"), ("regions", "region")):
        for _, item in entries(folder / f"{stem}.yaml", {"cities", "venues", "regions"}, WORLD_KEYS[stem]):
            concept, name = item.text("id"), item.text("name")
            kind = item.text("kind") or cls
            known = Known(concept, name, "", item.text("within") or item.text("state"), kind)
            for form in (name, *item.texts("also")):
                yield form, Entry(cls, name, concept, kind), known


def _split(pairs: Iterable[tuple[str, Entry]]) -> tuple[dict[str, Entry], dict[str, Entry], dict[str, Entry]]:
    """Single words as written, single words in any case, and phrases in any case."""
    exact: dict[str, Entry] = {}
    lower: dict[str, Entry] = {}
    phrases: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    for form, entry in pairs:
        if " " in form or "-" in form:
            table = phrases if form == form.lower() else names
            table.setdefault(form.replace("-", " "), entry)
        elif form == form.lower():
            lower.setdefault(form, entry)
        else:
            exact.setdefault(form, entry)
    return exact, lower, phrases, names


@lru_cache(maxsize=4)
def load(mappings: Path) -> Lexicon:
    """The lexicon of a `mappings/` folder. Raises MappingError naming file and line."""
    folder = mappings / "lexicon"
    exact, lower, phrases, named = _split(
        [
            *_words(folder),
            *(p for p in _valued(folder, ("meetings", "agreements")) if p[1].cls != "dollar"),
            *_verbs(mappings),
        ]
    )
    table: dict[str, Entry] = {}
    known: dict[str, Known] = {}
    demonyms: dict[str, str] = {}
    for form, entry, what in [*_states(folder), *_bodies(folder), *_places(folder)]:
        table.setdefault(form.replace("-", " "), entry)
        known.setdefault(
            what.concept if entry.cls not in ("place", "region") else f"place:{what.concept}", what
        )
        if entry.cls == "demonym":
            demonyms.setdefault(form, entry.value)
    classes = sorted(
        {*SHAPES, *(e.cls for e in (*exact.values(), *lower.values(), *phrases.values(), *named.values()))}
    )
    grammar = compile_grammar(mappings / "grammar.yaml", classes)
    return Lexicon(
        exact,
        lower,
        _calendar(folder),
        money_forms(_currencies(folder)),
        _dollars(folder),
        {w: e.value for w, e in _valued(folder, ("posts",))},
        _alternatives(folder),
        _confidence(mappings / "confidence.yaml"),
        Automaton({**named, **table}),
        Automaton(phrases),
        known,
        grammar,
        frames(mappings),
        demonyms,
        _folded(table),
        table,
        _context(folder),
    )


def _folded(table: Mapping[str, Entry]) -> dict[str, Entry]:
    """Bodies by their names in lower case, for mastheads in capitals."""
    return {form.lower(): entry for form, entry in table.items() if entry.cls == "body" and " " in form}


def _context(folder: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for _, item in entries(folder / "bodies.yaml", {"bodies"}, WORLD_KEYS["bodies"]):
        for form in item.texts("context"):
            found.setdefault(form, []).append(item.text("id"))
    return {form: tuple(ids) for form, ids in found.items()}


__all__ = ["Automaton", "Entry", "Item", "Known", "Lexicon", "MappingError", "load", "plural"]
