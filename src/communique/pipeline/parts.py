"""One part of a dataset, from its facts to its files: what a worker does after identity is decided.

A small build is one part. A larger one has a part for every so many documents, parts for the things that
the documents share, and parts for what was noticed across them; each is lifted, checked and written by
itself, given what its documents point to as context, and `merging` makes one dataset of them. Which
documents make a part depends on their number and names alone, so any number of workers leaves the same
bytes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
from pyoxigraph import Store

from communique import __version__, checking, iri, remote, resources
from communique.checking import Dataset, Result
from communique.entities import Entity
from communique.graph import GraphOptions, Quad, Triple, across, entity, line, release
from communique.graph.terms import TYPE, ref
from communique.model import Document, Facts
from communique.publishing import catalogue, registry, serialize, store, tables
from communique.publishing.jsonld import Context
from communique.publishing.store import Row
from communique.publishing.turtle import Names
from communique.publishing.void import Statistics
from communique.reused import RDF
from communique.settings import EvidenceMode, Settings
from communique.uncollected import uncollected

TRIG, NQUADS, OBJECTS, MENTIONS, TABLES = "graphs.trig", "quads.nq", "objects", "mentions", "tables"
ACROSS: Final = "across.nq"
_DONE: Final = "done"
_OF_ASSERTIONS: Final = frozenset(map(ref, (RDF.subject, RDF.predicate, RDF.object)))


class Kind(StrEnum):
    """What a part holds of its own: everything, documents, things, or what was noticed."""

    WHOLE = "whole"
    DOCUMENTS = "documents"
    THINGS = "things"
    NOTICED = "noticed"


# The table that is asked of what was noticed; the others are of documents.
_NOTICED: Final = "discrepancies"
# Which counts are asked of which part: each is of one of them.
_COUNTS: Final = {
    Kind.WHOLE: ("coverage", "languages", "links", "places"),
    Kind.DOCUMENTS: ("coverage", "languages", "places"),
    Kind.THINGS: ("links",),
    Kind.NOTICED: (),
}


@dataclass(frozen=True, slots=True)
class Release:
    """A document's facts under shared keys, as a spool has them, with its IRI and its stem for keys."""

    iri: str
    stem: str
    facts: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker needs to make a part in `folder`.

    `own` are triples of the dataset's graph that are written with it; `entities`, `cited` and `context` are
    what its checks and tables have to know besides. `shards` asks for Turtle and JSON-LD of it alone;
    `knowledge` stands for the ontology, shapes and queries that it is made with. `store` is where the part is
    put, packed, by a worker that does not see `folder`.
    """

    kind: Kind
    folder: str
    settings: Settings
    releases: tuple[Release, ...] = ()
    own: tuple[Triple, ...] = ()
    entities: tuple[Entity, ...] = ()
    cited: tuple[Release, ...] = ()
    context: tuple[Triple, ...] = ()
    shards: bool = False
    knowledge: str = ""
    store: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a part: its files stand in `folder`, or are packed at the address `packed`, from where
    they are still to come there. `used` are the prefixes of its TriG."""

    kind: Kind
    folder: str
    documents: int
    results: tuple[Result, ...]
    notes: tuple[str, ...]
    used: frozenset[str]
    counts: Statistics
    packed: str = ""


def graph_options(settings: Settings) -> GraphOptions:
    """What the graph room needs to know of the settings."""
    return GraphOptions(
        base=settings.base,
        evidence_quote=settings.evidence is EvidenceMode.QUOTE,
        quote_context=settings.quote_context,
        version=__version__,
        settings=(("evidence", settings.evidence), ("min_confidence", str(settings.min_confidence))),
    )


@lru_cache(maxsize=1)
def json_context() -> Context:
    """The JSON-LD context that is published."""
    return serialize.context(resources.ontology() / "context.jsonld")


def columns() -> Iterator[tuple[str, Row]]:
    """The name and the columns of each table."""
    for name, answer in tables.tables(store.of(b""), resources.queries() / "tables"):
        yield name, answer.columns


@dataclass(frozen=True, slots=True)
class _Record:
    """What is left in the folder of a part that was made: of what, and its files with their hashes."""

    part: str
    files: dict[str, str]
    done: Done


def make(part: Part) -> Done:
    """Lift, write and check a part; one that was made of the very same before, and is whole, is left."""
    folder, digest = Path(part.folder), sha256(msgspec.msgpack.encode(part)).hexdigest()
    if part.store:
        return _packed(part, f"{part.store}/{folder.name}-{digest}.zip")
    if made := _made(folder, digest):
        return made
    # Beside its place first: on a cluster two workers may come to do the same.
    fresh = folder.with_name(f"{folder.name}-{uuid4().hex}")
    with uncollected():
        done = replace(_make(replace(part, folder=str(fresh))), folder=part.folder)
    (fresh / _DONE).write_bytes(msgspec.json.encode(_Record(digest, _hashes(fresh), done)))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        fresh.rename(folder)
    except OSError:
        if not _made(folder, digest):
            raise
        shutil.rmtree(fresh)
    return done


def _packed(part: Part, address: str) -> Done:
    """Make a part and leave it in a store as one file, whose name says of what it was made."""
    with TemporaryDirectory() as work:
        file = Path(work, "part.zip")
        if remote.exists(address):
            remote.fetch(address, file)
            with ZipFile(file) as packed:
                return msgspec.json.decode(packed.read(_DONE), type=Done)
        fresh = Path(work, "part")
        with uncollected():
            done = replace(_make(replace(part, folder=str(fresh))), folder=part.folder, packed=address)
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            packed.writestr(_DONE, msgspec.json.encode(done))
            for path in sorted(path for path in fresh.rglob("*") if path.is_file()):
                packed.write(path, path.relative_to(fresh))
        remote.send({address: file})
    return done


def fetched(done: Done) -> Done:
    """What came of a part, its files brought here where they were left in a store."""
    if done.packed:
        folder = Path(done.folder)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        file = folder.with_suffix(".zip")
        remote.fetch(done.packed, file)
        with ZipFile(file) as packed:
            packed.extractall(folder)
        file.unlink()
    return done


def _made(folder: Path, digest: str) -> Done | None:
    try:
        record = msgspec.json.decode((folder / _DONE).read_bytes(), type=_Record)
    except (OSError, msgspec.DecodeError):
        return None
    return record.done if record.part == digest and record.files == _hashes(folder) else None


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _DONE)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def _make(part: Part) -> Done:
    folder, options = Path(part.folder), graph_options(part.settings)
    folder.mkdir(parents=True)
    decode = msgspec.msgpack.Decoder(Facts).decode
    releases = [(item, decode(item.facts)) for item in part.releases]
    cited = [(item, decode(item.facts)) for item in part.cited]
    documents = {facts.document.name: facts.document for _, facts in (*releases, *cited)}
    nquads, ours, used = _written(part, releases, cited, options)
    # What was lifted is forgotten by now: the checks make their own of the lines.
    read = checking.load(nquads)
    filled = store.filled(read.quads)
    counts = _ask(part.kind, filled, folder)
    report = _check(part, ours, read, documents, filled)
    return Done(part.kind, part.folder, len(releases), report.results, report.notes, used, counts)


def _written(
    part: Part,
    releases: Sequence[tuple[Release, Facts]],
    cited: Sequence[tuple[Release, Facts]],
    options: GraphOptions,
) -> tuple[bytes, frozenset[str], frozenset[str]]:
    """Write what is the part's own; N-Quads of that and of what it has to know besides, the subjects that are
    its own, and the prefixes used."""
    own = serialize.dataset(_quads(releases, part.own, options), json_context(), options.base)
    lines = sorted({line(quad) for quad in own.quads})
    used = _write(part, own, lines, releases, Path(part.folder))
    things = chain.from_iterable(entity(options.base, item) for item in part.entities)
    besides = {line(quad) for quad in _quads(cited, (*things, *part.context), options)}
    nquads = "".join(f"{item}\n" for item in sorted({*lines, *besides})).encode()
    return nquads, frozenset(quad.subject[1:-1] for quad in own.quads), used


def place(results: Iterable[Result], item: Release, settings: Settings) -> Iterator[Result]:
    """Results on what a document names, with their place in it."""
    facts = msgspec.msgpack.decode(item.facts, type=Facts)
    quads = "".join(f"{line(quad)}\n" for quad in release(item.iri, facts, graph_options(settings)))
    words = settings.evidence is EvidenceMode.QUOTE
    return checking.placed(results, quads.encode(), (facts.document,), words)


def _quads(
    releases: Iterable[tuple[Release, Facts]], triples: Iterable[Triple], options: GraphOptions
) -> Iterator[Quad]:
    for item, facts in releases:
        yield from release(item.iri, facts, options)
    yield from across(triples, options)


def _write(
    part: Part,
    own: serialize.Dataset,
    lines: Sequence[str],
    releases: Iterable[tuple[Release, Facts]],
    folder: Path,
) -> frozenset[str]:
    _write_lines(folder / NQUADS, lines)
    terms = frozenset(map(ref, checking.compared(resources.shapes())))
    shared = ref(iri.dataset(own.base))
    _write_lines(folder / ACROSS, (line(quad) for quad in own.quads if _matters(quad, terms, shared)))
    _write_lines(folder / OBJECTS, sorted({quad.object for quad in own.quads}))
    rows = chain.from_iterable(
        registry.of(item.iri.removeprefix(own.base), item.stem, f) for item, f in releases
    )
    _write_lines(folder / MENTIONS, sorted({"\t".join(row) for row in rows}))
    names = Names(own.base)
    documents = (quad for quad in own.quads if quad.graph != shared)
    with (folder / TRIG).open("w", encoding="utf-8", newline="") as file:
        file.writelines(serialize.graphs(documents, names))
    if part.shards:
        (folder / "shard.ttl").write_bytes(serialize.turtle(own))
        (folder / "shard.jsonld").write_bytes(serialize.jsonld(own))
    return frozenset(names.used)


def _matters(quad: Quad, terms: Collection[str], shared: str) -> bool:
    """Whether the checks across documents look at a quad: at what these assert plainly, and at no Assertion
    but those of readings that disagree, which stand in the `shared` graph."""
    if quad.predicate == TYPE:
        return quad.object in terms
    return quad.predicate in terms and (quad.graph == shared or quad.predicate not in _OF_ASSERTIONS)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{item}\n" for item in lines)


def _ask(kind: Kind, asked: Store, folder: Path) -> Statistics:
    """Write the rows of the part's tables, and give its counts."""
    queries = resources.queries()
    (folder / TABLES).mkdir()
    for name, answer in tables.tables(asked, queries / "tables", _tables(kind)):
        _write_lines(folder / TABLES / name, (json.dumps(row, ensure_ascii=False) for row in answer.rows))
    return catalogue.measure(asked, queries / "statistics", _COUNTS[kind])


def _tables(kind: Kind) -> list[str]:
    """Which tables are asked of a part, so that each row stands in one of them."""
    every = tables.names(resources.queries() / "tables")
    if kind is Kind.WHOLE:
        return every
    if kind is Kind.DOCUMENTS:
        return [name for name in every if name != _NOTICED]
    return [_NOTICED] if kind is Kind.NOTICED else []


def _check(
    part: Part, ours: Collection[str], read: Dataset, documents: Mapping[str, Document], filled: Store
) -> checking.Report:
    settings = part.settings
    options = checking.Options(
        ontology=resources.ontology(),
        shapes=resources.shapes(),
        base=settings.base,
        engine=checking.Engine.AUTO if part.kind is Kind.WHOLE else checking.Engine.SHIFTY,
        pyshacl_limit=settings.pyshacl_limit,
        words=settings.evidence is EvidenceMode.QUOTE,
    )
    if part.kind is Kind.THINGS:
        # What a thing is called is checked where a document names it: here its proof is out of sight.
        return checking.check_terms(read, options)
    report = checking.check(read, documents, options, filled)
    if part.kind is Kind.WHOLE:
        return report
    return replace(report, results=tuple(r for r in report.results if r.focus in ours or not r.focus))
