"""The order in which a corpus is resolved: first what is certain, then what needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from communique import iri
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
from communique.identity.published import Published, renaming
from communique.identity.resolved import KeyMap, Resolved
from communique.identity.rewrite import rewrite
from communique.model import Facts, Key
from communique.spool import Selected
from communique.uncollected import uncollected

Keep: TypeAlias = Callable[[Iterable[Facts]], Sequence[Facts]]
Shelve: TypeAlias = Callable[[Iterable[KeyMap]], Sequence[KeyMap]]
_NEW = Published()


def resolve(
    facts: Iterable[Facts],
    decisions: Decisions,
    bodies: BodyIndex,
    published: Published = _NEW,
    keep: Keep = tuple,
    shelve: Shelve = tuple,
) -> Corpus:
    """The facts of all documents under shared keys, one entity per key, and what was noticed.

    `bodies` is the lexicon's: concept → name, abbreviation, parent concept, kind. The result does
    not depend on the order of `facts`; a document given twice counts once. What was `published` by an
    earlier build keeps its keys. `keep` says where the documents of the corpus are kept, `shelve` where
    the maps of their keys are until then: in memory, or on disk. `facts` are gone through many times, one
    after the other, and not kept where they are a sequence.
    """
    with uncollected():
        return _corpus(_in_order(facts), decisions, bodies, published, keep, shelve)


def _in_order(facts: Iterable[Facts]) -> Sequence[Facts]:
    """Each document once, by name."""
    given = facts if isinstance(facts, Sequence) else tuple(facts)
    numbers = {(f.document.name, f.document.sha256): number for number, f in enumerate(given)}
    return Selected(given, [numbers[name] for name in sorted(numbers)])


def _corpus(
    docs: Sequence[Facts],
    decisions: Decisions,
    bodies: BodyIndex,
    published: Published,
    keep: Keep,
    shelve: Shelve,
) -> Corpus:
    releases = _releases(docs, published) if decisions.spoken else ()
    maps, entities = _resolve_all(docs, decisions, bodies, releases, shelve)
    stems = document_stems(docs, published)
    documents = keep(_rewritten(docs, stems, maps))
    renamed = renaming(documents, (e.key for e in entities), published, decisions)
    if any(new != old for new, old in renamed.keys.items()):
        again = tuple(shelve(_renamed(part, renamed.keys)) for part in maps)
        documents = keep(_rewritten(docs, stems, again))
        entities = [_entity(e, renamed.keys) for e in entities]
    entities.sort(key=lambda e: e.key)
    inferences, known = narrow(documents, decisions.wording)
    noticed = discrepancies(documents, entities, inferences, known, decisions)
    addresses = tuple(_addresses(docs, published))
    replaced = tuple(sorted(renamed.replaced.items()))
    return Corpus(documents, tuple(entities), noticed, inferences, replaced, tuple(stems), addresses)


def _addresses(docs: Sequence[Facts], published: Published) -> Iterator[tuple[tuple[str, str], Key]]:
    for number, (key, _) in published.of(docs).items():
        document = docs[number].document
        yield (document.name, document.sha256), key


def _releases(docs: Sequence[Facts], published: Published) -> list[Key]:
    """The key under `doc/` of each document."""
    known = iri.documents("", (f.document for f in docs), _addresses(docs, published))
    return [known[f.document.name, f.document.sha256] for f in docs]


def _rewritten(
    docs: Sequence[Facts], stems: Sequence[str], maps: Sequence[Sequence[KeyMap]]
) -> Iterator[Facts]:
    return (rewrite(*each) for each in zip(docs, stems, *maps, strict=True))


def _renamed(maps: Sequence[KeyMap], keys: KeyMap) -> Iterator[KeyMap]:
    return ({local: keys.get(key, key) for local, key in each.items()} for each in maps)


def _entity(found: Entity, keys: KeyMap) -> Entity:
    return replace(found, key=keys[found.key], within=keys.get(found.within, found.within))


def _resolve_all(
    docs: Sequence[Facts], decisions: Decisions, index: BodyIndex, releases: Sequence[Key], shelve: Shelve
) -> tuple[tuple[Sequence[KeyMap], ...], list[Entity]]:
    """For each document a map of its keys, one to its posts and one to its series; and the entities."""

    def put(found: Resolved) -> Resolved:
        return replace(found, keys=shelve(found.keys))

    bodies = put(bodies_of.resolve(docs, index, decisions))
    placed = put(places.places(docs, decisions))
    by_key: dict[Key, Entity] = bodies.by_key()
    namer = Namer(by_key, decisions.wording)
    runs = put(series.resolve(docs, bodies.keys, namer, decisions))
    persons, held = map(put, _who(docs, bodies, runs, decisions, releases))
    agents = shelve(_merge([bodies.keys, persons.keys], len(docs)))
    met = put(meetings_of.resolve(docs, runs, agents, placed.keys, namer, decisions))
    signed = put(works.agreements(docs, bodies.keys, namer, decisions))
    begun = put(works.initiatives(docs, bodies.keys, namer, decisions))
    spoken = put(places.topics(docs, decisions))
    named = (bodies, placed, persons, met, signed, begun, spoken)
    keys = shelve(_merge([part.keys for part in named], len(docs)))
    return (keys, held.keys, runs.keys), [e for part in (*named, runs, held) for e in part.entities]


def _who(
    docs: Sequence[Facts], bodies: Resolved, runs: Resolved, decisions: Decisions, releases: Sequence[Key]
) -> tuple[Resolved, Resolved]:
    """The persons, and the posts that they hold."""
    titles = Titles(bodies, decisions.wording)
    claimed = claims(docs, bodies, titles)
    circles = meetings_of.circles(docs, runs.keys)
    persons = people.resolve(docs, claimed, circles, titles, decisions, releases)
    return persons, posts.resolve(docs, claimed, persons.keys, bodies.by_key(), decisions)


def _merge(parts: Sequence[Sequence[KeyMap]], size: int) -> Iterator[dict[Key, Key]]:
    """For each document one map out of the maps of all kinds."""
    return ({k: v for part in parts for k, v in part[number].items()} for number in range(size))


def document_stems(docs: Sequence[Facts], published: Published = _NEW) -> list[str]:
    """A slug for each document: its file's name, with the hash where two have the same."""
    named = [(f.document.name, f.document.sha256) for f in docs]
    plain = [slug(name.rpartition(".")[0] or name) for name, _ in named]
    known = {number: stem for number, (_, stem) in published.of(docs).items()}
    times = Counter([*(stem for n, stem in enumerate(plain) if n not in known), *known.values()])
    return [
        known.get(n) or (f"{stem}-{sha256[:8]}" if times[stem] > 1 else stem)
        for n, (stem, (_, sha256)) in enumerate(zip(plain, named, strict=True))
    ]
