"""Which part holds what: the documents of a corpus in order of their IRIs, cut by number and size alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from communique import iri
from communique.checking import Result, Severity, Source
from communique.entities import Corpus, Discrepancy, Entity, Inference
from communique.graph import Triple, entity, noticed, run
from communique.graph.terms import ref
from communique.identity import Decisions
from communique.identity.published import mentions
from communique.identity.unheeded import unheeded
from communique.model import Facts, Key
from communique.pipeline.batches import cut
from communique.pipeline.parts import Kind, Part, Release, graph_options
from communique.publishing.store import Row
from communique.settings import Settings
from communique.spool import ByName, Spool

# The bytes of facts after which a part is full, however few its documents are.
_FULL: Final = 2_000_000
_THINGS: Final = 2_000
_NOTICED: Final = 500

Noticed: TypeAlias = Discrepancy | Inference


class Plan:
    """The parts of a corpus whose documents are kept in a spool."""

    def __init__(
        self,
        corpus: Corpus,
        kept: Spool[Facts],
        folder: Path,
        settings: Settings,
        knowledge: str = "",
        store: str = "",
    ) -> None:
        self.corpus = corpus
        self._kept = kept
        self._folder = folder
        self._settings = settings
        self._knowledge = knowledge
        self._parts_store = store
        self._options = graph_options(settings)
        documents = [replace(facts.document, text="", metadata=(), hidden=()) for facts in kept]
        names = iri.documents(settings.base, documents, corpus.addresses)
        self.iris = [names[document.name, document.sha256] for document in documents]
        self.hashes = frozenset(document.sha256 for document in documents)
        self._numbers = {document.name: number for number, document in enumerate(documents)}
        self._iris = dict(zip(self._numbers, self.iris, strict=True))
        self._facts = ByName(kept, self._numbers)
        groups = list(self._groups())
        self._parted = len(groups) > 1
        self.groups = groups
        self.shards = self._parted and len(self.iris) > settings.one_file_texts

    def __iter__(self) -> Iterator[Part]:
        """One part where the documents fit in it, else those of documents first."""
        if not self._parted:
            yield self._whole()
            return
        self._things = {item.key: item for item in self.corpus.entities}
        cited = self._by_document()
        for number, group in enumerate(self.groups):
            yield self._documents(number, group, cited)
        for number, things in enumerate(cut(self.corpus.entities, _THINGS), 1):
            yield replace(self._part(Kind.THINGS, number), own=tuple(self._triples(things)))
        # The run names every document, which no part has all of.
        yield replace(self._part(Kind.THINGS, 0), own=tuple(self._run()))
        yield from self._noticed()

    def runs(self) -> tuple[Row, ...]:
        """The run, its version and each release that it read, as the catalogue tells of them."""
        _, _, node = next(iter(self._run()))
        return tuple((node[1:-1], self._options.version, name) for name in sorted(self.iris))

    def unheeded(self, decisions: Decisions) -> Iterator[Result]:
        """What is to be said of decisions on people whom their release does not name."""
        releases = [name.removeprefix(self._settings.base) for name in self.iris]
        for document, mention in unheeded(self._kept, releases, decisions):
            said = f"A decision is on id:{mention}, and the release prints nobody's name so."
            yield Result(Source.READING, Severity.WARNING, said, document=document)

    def named(self, keys: Iterable[tuple[Key, Key]]) -> Mapping[str, int]:
        """For the IRI of each thing the number of the first document that names it; `keys` are of the two."""
        base = self._settings.base
        first: dict[str, str] = {}
        for thing, document in keys:
            name = iri.resource(base, thing)
            first[name] = min(first.get(name, base + document), base + document)
        numbers = {name: number for number, name in enumerate(self.iris)}
        return {name: numbers[document] for name, document in first.items()}

    def release(self, number: int) -> Release:
        """A document of the corpus."""
        return Release(self.iris[number], self.corpus.stems[number], self._kept.encoded(number))

    def _groups(self) -> Iterator[list[int]]:
        group: list[int] = []
        size = 0
        # As their terms are sorted, in which the end of a name counts as a character.
        for number in sorted(range(len(self.iris)), key=lambda n: ref(self.iris[n])):
            if group and (len(group) == self._settings.part_texts or size > _FULL):
                yield group
                group, size = [], 0
            group.append(number)
            size += self._kept.size(number)
        yield group

    def _part(self, kind: Kind, number: int) -> Part:
        folder = str(self._folder / f"{kind}-{number:06d}")
        made = Part(kind, folder, self._settings, shards=self.shards, knowledge=self._knowledge)
        return replace(made, store=self._parts_store)

    def _whole(self) -> Part:
        triples = (*self._triples(self.corpus.entities), *self._doubts(self.corpus), *self._run())
        return replace(self._part(Kind.WHOLE, 0), releases=self._releases(self.groups[0]), own=triples)

    def _documents(self, number: int, group: Sequence[int], cited: Mapping[int, Corpus]) -> Part:
        doubts = [cited[n] for n in group if n in cited]
        context = chain.from_iterable(self._doubts(item) for item in doubts)
        return replace(
            self._part(Kind.DOCUMENTS, number),
            releases=self._releases(group),
            entities=self._mentioned(group),
            context=tuple(context),
        )

    def _noticed(self) -> Iterator[Part]:
        """What was noticed, so many at a time, with the documents that it rests on."""
        for number, (group, cited) in enumerate(self._noted_together()):
            doubts = self._of(group, () if number else self.corpus.replaced)
            yield replace(
                self._part(Kind.NOTICED, number),
                own=tuple(self._doubts(doubts)),
                cited=self._releases(cited),
                entities=self._mentioned(cited),
            )

    def _noted_together(self) -> Iterator[tuple[list[Noticed], list[int]]]:
        """What was noticed, cut where it or the documents it rests on are many; once, if that is nothing."""
        group: list[Noticed] = []
        cited: set[int] = set()
        for item in self._noted():
            both = cited | self._cites(item)
            if group and (len(group) == _NOTICED or sum(map(self._kept.size, both)) > _FULL):
                yield group, sorted(cited)
                group, both = [], self._cites(item)
            group.append(item)
            cited = both
        yield group, sorted(cited)

    def _noted(self) -> Iterator[Noticed]:
        yield from self.corpus.discrepancies
        yield from self.corpus.inferences

    def _releases(self, numbers: Iterable[int]) -> tuple[Release, ...]:
        return tuple(map(self.release, numbers))

    def _triples(self, things: Iterable[Entity]) -> Iterator[Triple]:
        return chain.from_iterable(entity(self._settings.base, item) for item in things)

    def _doubts(self, corpus: Corpus) -> Iterator[Triple]:
        return noticed(corpus, self._facts, self._iris, self._options)

    def _run(self) -> Iterator[Triple]:
        return run(self._options, self.iris)

    def _mentioned(self, numbers: Iterable[int]) -> tuple[Entity, ...]:
        """The things that documents name, and what these are within."""
        wanted = {key for number in numbers for key in _keys(self._kept[number])}
        found: dict[Key, Entity] = {}
        while wanted:
            found.update((key, self._things[key]) for key in wanted if key in self._things)
            wanted = {found[key].within for key in wanted if key in found} - found.keys()
        return tuple(found[key] for key in sorted(found))

    def _by_document(self) -> dict[int, Corpus]:
        """For each document what was noticed of it."""
        by_document: dict[int, list[Noticed]] = defaultdict(list)
        for item in self._noted():
            for number in self._cites(item):
                by_document[number].append(item)
        return {number: self._of(found) for number, found in by_document.items()}

    def _of(self, noticed: Sequence[Noticed], replaced: Sequence[tuple[Key, Key]] = ()) -> Corpus:
        """The corpus with no more noticed than this, and no other keys replaced."""
        return replace(
            self.corpus,
            discrepancies=tuple(item for item in noticed if isinstance(item, Discrepancy)),
            inferences=tuple(item for item in noticed if isinstance(item, Inference)),
            replaced=tuple(replaced),
        )

    def _cites(self, item: Noticed) -> set[int]:
        if isinstance(item, Discrepancy):
            return {self._numbers[reading.document] for reading in item.readings}
        return {self._numbers[name] for name in (item.document, *(r.document for r in item.premises))}


def _keys(facts: Facts) -> Iterator[Key]:
    yield from (key for key, _ in mentions(facts))
    yield from (body.parent for body in facts.bodies if body.parent)
