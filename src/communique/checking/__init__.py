"""Whether a dataset holds: SHACL, OWL, lexical forms, proof, cross-record checks, and the shapes' lint.

`check` is the whole room. It takes N-Quads, the texts they were read from and where the ontology and
shapes are, and gives one `Report`; it opens no other file and writes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, parse

from communique.checking import (
    crossrecord,
    fair,
    known,
    lexical,
    lint,
    locate,
    owl,
    proof,
    shacl,
    shapefiles,
    vocabulary,
)
from communique.checking import dataset as datasets
from communique.checking.dataset import Dataset, load
from communique.checking.report import Report, Result, Severity, Source
from communique.checking.shacl import PYSHACL_LIMIT, Engine
from communique.model import Document
from communique.vocab import HOME

__all__ = [
    "Dataset",
    "Engine",
    "Options",
    "Report",
    "Result",
    "Severity",
    "Source",
    "check",
    "check_across",
    "check_shapes",
    "check_terms",
    "compared",
    "load",
    "placed",
]

_LOADED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Options:
    """What to check with. `words` says whether results may repeat words of the texts; `reason`
    whether a reasoner runs, which takes a second or more."""

    ontology: Path
    shapes: Path
    base: str = HOME
    engine: Engine = Engine.AUTO
    pyshacl_limit: int = PYSHACL_LIMIT
    words: bool = False
    reason: bool = False


def check(
    dataset: Path | bytes | Dataset,
    documents: Mapping[str, Document],
    options: Options,
    filled: Store | None = None,
) -> Report:
    """Check N-Quads against ontology, shapes and texts.

    `documents` are the texts by any name: each is found by its SHA-256. `filled` is a store that has these
    quads already; what the checks have to know besides is added to it. Raises `SyntaxError` where the
    dataset is no N-Quads, `OntologyError`, `ShapeError` or `QueryError` where what we check with is wrong.
    """
    read = _read(dataset)
    ontology = known.load(options.ontology)
    found = list(_results(read, documents, ontology, options, Store() if filled is None else filled))
    verdict = owl.check(datasets.union(read), ontology) if options.reason else owl.Verdict(())
    found += verdict.results
    return Report().with_results(_placed(found, read, documents.values(), options.words), verdict.notes)


def placed(
    results: Iterable[Result], dataset: bytes, documents: Iterable[Document], words: bool
) -> Iterator[Result]:
    """The results with file, line and, where `words` may be shown, words, out of N-Quads and texts."""
    return _placed(list(results), datasets.load(dataset), documents, words)


def _placed(
    results: Sequence[Result], dataset: Dataset, documents: Iterable[Document], words: bool
) -> Iterator[Result]:
    # Most datasets have nothing to find a place for, and the index of a large one takes its time.
    if results:
        places = locate.locator(dataset, documents, (result.focus for result in results), words)
        yield from (locate.place(places, result) for result in results)


def _read(dataset: Path | bytes | Dataset) -> Dataset:
    return dataset if isinstance(dataset, Dataset) else datasets.load(dataset)


def check_terms(read: Dataset, options: Options) -> Report:
    """Check the lexical forms and the terms of a dataset alone."""
    found = (*lexical.check(read), *vocabulary.check(read, known.load(options.ontology)))
    return Report().with_results(found)


def compared(shapes: Path) -> frozenset[str]:
    """The terms that statements must have one of to matter to `check_across`."""
    return crossrecord.compared(crossrecord.load(shapes / "checks"))


def check_across(parts: Iterable[Path], shapes: Path, scratch: Path) -> tuple[Result, ...]:
    """The checks that compare documents, over N-Quads of several files: statements with the terms of
    `compared` are enough. They are looked up on disk, in the folder `scratch`."""
    filled = Store(scratch)
    quads = chain.from_iterable(parse(path=path, format=RdfFormat.N_QUADS) for path in parts)
    # So many at a time: one load of all of them holds them in memory.
    while some := tuple(islice(quads, _LOADED)):
        filled.bulk_extend(some)
    checks = crossrecord.load(shapes / "checks")
    return tuple(crossrecord.run(filled, tuple(item for item in checks if item.scope == crossrecord.DATASET)))


def _results(
    read: Dataset, documents: Mapping[str, Document], ontology: Dataset, options: Options, filled: Store
) -> Iterator[Result]:
    context = known.context(ontology)
    shapes = shapefiles.load(options.shapes, options.base)
    yield from lexical.check(read)
    yield from vocabulary.check(read, ontology)
    yield from proof.check(read, documents.values())
    yield from shacl.validate(read, context, shapes, options.engine, options.pyshacl_limit)
    crossrecord.fill(filled, read, context)
    yield from crossrecord.run(filled, crossrecord.load(options.shapes / "checks"))


def check_shapes(options: Options, examples: Path | bytes | None = None) -> Report:
    """Lint the shapes and checks themselves.

    With `examples`, N-Quads that should use every class, each shape must also find something there.
    """
    ontology = known.load(options.ontology)
    shapes = shapefiles.load(options.shapes)
    results = list(lint.check(shapes, ontology))
    if examples is not None:
        results += lint.unused(shapes, datasets.load(examples), ontology)
    terms = known.Known(ontology)
    results += lint.check_queries(crossrecord.load(options.shapes / "checks"), terms.exists)
    # These speak of catalogues and of other ontologies, in vocabularies that we do not reuse.
    results += lint.check_queries(fair.load(options.shapes / "fair"), lambda iri: not terms.misspelt(iri))
    return Report().with_results(results)
