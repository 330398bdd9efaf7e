"""The names of states, bodies, places and regions, from `mappings/lexicon/`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from communique.errors import MappingError
from communique.reading.entries import Entry, Known
from communique.reading.yamlfile import entries

KEYS = {
    "states": {"id", "name", "long", "also", "adjectives", "people", "capital", "former", "kind", "now"},
    "bodies": {"id", "name", "short", "also", "holder", "parent", "kind", "context", "former"},
    "languages": {"id", "language", "names"},
    "places": {"id", "name", "also", "state", "kind", "within", "context", "former"},
    "regions": {"id", "name", "also", "code", "kind", "adjectives", "people", "within", "context"},
}
STATES = {"states", "observers", "territories", "former"}
Named = tuple[str, Entry, Known]
Pair = tuple[str, str]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def states(folder: Path) -> Iterator[Named]:
    """(form, entry, state) of every name, adjective and word for the people of a state."""
    for _, item in entries(folder / "states.yaml", STATES, KEYS["states"]):
        concept, name = item.text("id"), item.text("name")
        known = Known(concept, name, kind="state")
        for form in (name, *item.texts("long"), *item.texts("also")):
            yield form, Entry("state", name, concept), known
        for form in (*item.texts("adjectives"), *item.texts("people")):
            yield form, Entry("demonym", name, concept), known


def bodies(folder: Path) -> Iterator[Named]:
    """(form, entry, body) of every name of a body, in any spelling and language, and of its abbreviations."""
    pairs = list(_spellings(folder))
    replaced = re.compile("|".join(re.escape(old) for old, _ in pairs) or "(?!)")
    listed = [item for _, item in entries(folder / "bodies.yaml", {"bodies"}, KEYS["bodies"])]
    foreign = _languages(folder, {item.text("id") for item in listed})
    for item in listed:
        concept, name, short = item.text("id"), item.text("name"), item.texts("short")
        others = foreign.get(concept, ())
        known = Known(concept, name, next(iter(short), ""), item.text("parent"), item.text("kind"), others)
        entry = Entry("body", name, concept, known.kind, known.short)
        for form in item.texts("holder"):
            for variant in _variants(form, pairs) if replaced.search(form) else (form,):
                yield variant, entry._replace(cls="office"), known
        for form in (name, *item.texts("also"), *(other for _, other in others)):
            for variant in _variants(form, pairs) if replaced.search(form) else (form,):
                yield variant, entry, known
        for form in short:
            yield form, entry, known


def places(folder: Path) -> Iterator[Named]:
    """(form, entry, place) of every name of a city, venue or region."""
    for stem, cls in (("places", "place"), ("regions", "region")):
        for _, item in entries(folder / f"{stem}.yaml", {"cities", "venues", "regions"}, KEYS[stem]):
            concept, name = item.text("id"), item.text("name")
            kind = item.text("kind") or cls
            known = Known(concept, name, "", item.text("within") or item.text("state"), kind)
            for form in (name, *item.texts("also")):
                yield form, Entry(cls, name, concept, kind), known


def codes(folder: Path) -> dict[str, Entry]:
    """The regions by the codes that stand for them in brackets after a name."""
    items = (item for _, item in entries(folder / "regions.yaml", {"regions"}, KEYS["regions"]))
    return {
        item.text("code"): Entry("region", item.text("name"), item.text("id"), item.text("kind"))
        for item in items
        if item.text("code")
    }


def context(folder: Path) -> dict[str, tuple[str, ...]]:
    """The bodies that a general word ("the Board") can mean once they were named in full."""
    found: dict[str, list[str]] = {}
    for _, item in entries(folder / "bodies.yaml", {"bodies"}, KEYS["bodies"]):
        for form in item.texts("context"):
            found.setdefault(form, []).append(item.text("id"))
    return {form: tuple(ids) for form, ids in found.items()}


def _languages(folder: Path, bodies: Collection[str]) -> Mapping[str, tuple[Pair, ...]]:
    """For each body its (language, name) in other languages, the official name first."""
    found: dict[str, list[Pair]] = defaultdict(list)
    path = folder / "languages.yaml"
    for _, item in entries(path, {"names"}, KEYS["languages"]):
        concept, language = item.text("id"), item.text("language")
        if concept not in bodies:
            raise MappingError(path, item.line, f"{concept!r} is no body of bodies.yaml")
        if not _LANGUAGE.fullmatch(language):
            raise MappingError(path, item.line, f"{language!r} is no language tag, such as fr or pt-BR")
        found[concept] += ((language, name) for name in item.texts("names"))
    return {concept: tuple(names) for concept, names in found.items()}


def _spellings(folder: Path) -> Iterator[Pair]:
    """What may be written for what, from `spellings.yaml`."""
    sections = {"spelling", "shortening"}
    for section, item in entries(folder / "spellings.yaml", sections, {"word", "also"}):
        for other in item.texts("also"):
            yield item.text("word"), other
            if section == "spelling":
                yield other, item.text("word")


def _variants(form: str, pairs: list[Pair]) -> list[str]:
    forms = {form}
    for old, new in pairs:
        forms |= {f.replace(old, new) for f in forms}
    return sorted(forms)
