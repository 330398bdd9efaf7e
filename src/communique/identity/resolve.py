"""The order in which a corpus is resolved: first what is certain, then what needs it."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from communique.entities import Corpus, Entity
from communique.identity import bodies as bodies_of
from communique.identity import meetings as meetings_of
from communique.identity import people, places, posts, series, works
from communique.identity.bodies import BodyIndex
from communique.identity.chronology import narrow
from communique.identity.claims import Titles, claims
from communique.identity.decisions import Decisions
from communique.identity.discrepancies import discrepancies
from communique.identity.events import Namer
from communique.identity.keys import slug
from communique.identity.resolved import KeyMap, Resolved
from communique.identity.rewrite import rewrite
from communique.model import Facts, Key


def resolve(facts: Iterable[Facts], decisions: Decisions, bodies: BodyIndex) -> Corpus:
    """The facts of all documents under shared keys, one entity per key, and what was noticed.

    `bodies` is the lexicon's: concept → name, abbreviation, parent concept, kind. The result does
    not depend on the order of `facts`; a document given twice counts once.
    """
    with _uncollected():
        return _corpus(facts, decisions, bodies)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Records have no cycles: looking for some again and again makes time grow faster than the corpus."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _corpus(facts: Iterable[Facts], decisions: Decisions, bodies: BodyIndex) -> Corpus:
    given = {(f.document.name, f.document.sha256): f for f in facts}
    docs = [given[name] for name in sorted(given)]
    found, post_keys, series_keys = _resolve_all(docs, decisions, bodies)
    merged = _merge([part.keys for part in found], len(docs))
    stems = document_stems(docs)
    documents = tuple(
        rewrite(*each) for each in zip(docs, stems, merged, post_keys, series_keys, strict=True)
    )
    entities = tuple(sorted((e for part in found for e in part.entities), key=lambda e: e.key))
    inferences = narrow(documents)
    noticed = discrepancies(documents, entities, inferences, decisions)
    return Corpus(documents, entities, noticed, inferences)


def _resolve_all(
    docs: Sequence[Facts], decisions: Decisions, index: BodyIndex
) -> tuple[list[Resolved], Sequence[KeyMap], Sequence[KeyMap]]:
    bodies = bodies_of.resolve(docs, index, decisions)
    placed = places.places(docs, decisions)
    by_key: dict[Key, Entity] = bodies.by_key()
    namer = Namer(by_key, decisions.wording)
    runs = series.resolve(docs, bodies.keys, namer, decisions)
    titles = Titles(bodies, decisions.wording)
    claimed = claims(docs, bodies, titles)
    persons = people.resolve(docs, claimed, meetings_of.circles(docs, runs.keys), titles, decisions)
    held = posts.resolve(docs, claimed, persons.keys, by_key, decisions)
    agents = _merge([bodies.keys, persons.keys], len(docs))
    met = meetings_of.resolve(docs, runs, agents, placed.keys, namer, decisions)
    signed = works.agreements(docs, bodies.keys, namer, decisions)
    begun = works.initiatives(docs, bodies.keys, namer, decisions)
    spoken = places.topics(docs, decisions)
    named = [bodies, placed, persons, met, signed, begun, spoken]
    unkeyed = [Resolved(_nothing(docs), part.entities) for part in (runs, held)]
    return [*named, *unkeyed], held.keys, runs.keys


def _nothing(docs: Sequence[Facts]) -> tuple[KeyMap, ...]:
    return tuple({} for _ in docs)


def _merge(parts: Sequence[Sequence[KeyMap]], size: int) -> list[dict[Key, Key]]:
    """For each document one map out of the maps of all kinds."""
    return [{k: v for part in parts for k, v in part[number].items()} for number in range(size)]


def document_stems(docs: Sequence[Facts]) -> list[str]:
    """A slug for each document: its file's name, with the hash where two have the same."""
    plain = [slug(f.document.name.rpartition(".")[0] or f.document.name) for f in docs]
    shared = {stem for stem, times in Counter(plain).items() if times > 1}
    return [
        f"{stem}-{f.document.sha256[:8]}" if stem in shared else stem
        for stem, f in zip(plain, docs, strict=True)
    ]
