"""SPARQL queries in processes of their own, so that one which takes too long is ended and not waited for.

SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/. Nothing here changes data: an update is no
query, and the endpoint has no other way in.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import resource
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Final, TypeAlias

import pyoxigraph as ox

from communique.publishing import federation
from communique.publishing.answers import comma_separated, listed
from communique.publishing.depth import too_deep
from communique.publishing.serialize import well_formed
from communique.publishing.store import merged
from communique.vocab import PREFIXES

TABLES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
Graph: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
_START: Final = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost: seconds, rows, megabytes of memory; how many at once, and how long one waits
    for its turn; which endpoints SERVICE may ask."""

    seconds: float = 30.0
    rows: int = 100_000
    megabytes: int = 2_048
    processes: int = 2
    patience: float = 2.0
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the dataset that the request names, the media types that its answer may have, and what its
    relative IRIs are relative to."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    tables: tuple[str, ...] = tuple(TABLES)
    graphs: tuple[str, ...] = tuple(GRAPHS)
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An HTTP status, the media type of the body, and the body."""

    status: int
    media_type: str
    body: bytes


def refused(status: int, words: str) -> Answered:
    """A refusal in plain words."""
    return Answered(status, "text/plain", f"{words}\n".encode())


def foreign(query: str, allowed: Sequence[str]) -> str:
    """The first endpoint that a query asks by SERVICE without leave; empty where there is none."""
    asked = federation.endpoints(query)
    return next((name or "an endpoint without a fixed address" for name in asked if name not in allowed), "")


class Pool:
    """Processes that each hold the dataset; one that had to be ended is replaced.

    A pool that is closed still answers who waits for it: its processes end when nobody does.
    """

    def __init__(self, dataset: Path, limits: Limits) -> None:
        self.dataset = dataset
        self.limits = limits
        self.idle: queue.Queue[_Worker] = queue.Queue()
        self._lock = threading.Lock()
        self._asking = 0
        self._closed = False
        self._start()

    def ask(self, asked: Asked) -> Answered:
        """The answer to a query, within the limits. Blocks; safe to call from many threads."""
        name = foreign(asked.query, self.limits.services)
        if name:
            return refused(403, f"This endpoint does not ask {name} for you.")
        if reason := too_deep(asked.query):
            return refused(400, f"The query is too deep for the engine: {reason}.")
        with self._counted(), self._worker() as worker:
            if worker is None:
                return refused(503, "All query processes are busy; try again in a few seconds.")
            return worker.ask(asked)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count who asks, so that the last to leave a closed pool ends its processes."""
        with self._lock:
            if self._closed and not self._asking:
                self._start()
            self._asking += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking -= 1
                if self._closed and not self._asking:
                    self._end()

    @contextmanager
    def _worker(self) -> Iterator[_Worker | None]:
        try:
            worker = self.idle.get(timeout=self.limits.patience)
        except queue.Empty:
            yield None
            return
        try:
            yield worker
        finally:
            self.idle.put(worker if worker.alive else _Worker(self.dataset, self.limits))

    def close(self) -> None:
        """End the processes, at once or when the last who asks has the answer."""
        with self._lock:
            self._closed = True
            if not self._asking:
                self._end()

    def _start(self) -> None:
        for _ in range(self.limits.processes):
            self.idle.put(_Worker(self.dataset, self.limits))

    def _end(self) -> None:
        while not self.idle.empty():
            self.idle.get().end()


class _Worker:
    """A process that answers one query at a time."""

    def __init__(self, dataset: Path, limits: Limits) -> None:
        self.limits = limits
        self.pipe, there = _START.Pipe()
        self.process = _START.Process(target=_work, args=(dataset, limits, there), daemon=True)
        self.process.start()
        there.close()

    @property
    def alive(self) -> bool:
        return self.process.is_alive()

    def ask(self, asked: Asked) -> Answered:
        try:
            self.pipe.send(asked)
            if not self.pipe.poll(self._seconds()):
                self.end()
                return refused(
                    504, f"The query took longer than {self.limits.seconds:g} seconds and was ended."
                )
            found: Answered = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return refused(507, f"The query needs more than {self.limits.megabytes} MB and was ended.")
        return found

    def _seconds(self) -> float:
        """The limit, or longer while the process still loads the dataset."""
        started = monotonic()
        while not self.ready and monotonic() - started < LOADING and self.alive:
            self.ready = self.pipe.poll(0.05) and self.pipe.recv() == READY
        return self.limits.seconds

    ready = False

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


READY: Final = "ready"
LOADING: Final = 600.0  # seconds that a process may take to load the dataset


def _work(dataset: Path, limits: Limits, pipe: Connection) -> None:
    """The loop of a query process, which ends with the pipe."""
    store = merged(dataset)
    in_use = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    most = in_use + limits.megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    if not limits.services:
        _no_more_files()
    pipe.send(READY)
    while True:
        try:
            asked: Asked = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(answer(store, asked, limits.rows))


def _no_more_files() -> None:
    """Leave this process no way to open a file or a connection, whatever a query asks."""
    lowest = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))


def answer(store: ox.Store, asked: Asked, most: int) -> Answered:
    """The answer of a store to a query, at most so many rows long."""
    try:
        found = _found(store, asked)
        if isinstance(found, ox.QueryBoolean):
            return _table(found, asked)
        if any(number >= most for number, _ in enumerate(found)):
            return refused(413, f"The answer has more than {most:,} rows; add LIMIT and OFFSET.")
        again = _found(store, asked)
        return _triples(again, asked) if isinstance(again, ox.QueryTriples) else _table(again, asked)
    except SyntaxError as error:
        return refused(400, f"This is no SPARQL query: {error}")
    except (ValueError, RuntimeError, OSError) as error:
        return refused(400, f"The query cannot be answered: {error}")


def _found(store: ox.Store, asked: Asked) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    prefixes, base = dict(PREFIXES), asked.base
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(name) for name in asked.named_graphs]
    default: list[Graph] = [ox.NamedNode(name) for name in asked.default_graphs]
    if len(default) > 1:
        # The engine would count a triple of two graphs twice.
        store, default = _together(store, default, named), [ox.DefaultGraph()]
    if default or named:
        return store.query(
            asked.query, base_iri=base, prefixes=prefixes, default_graph=default, named_graphs=named
        )
    return store.query(asked.query, base_iri=base, prefixes=prefixes)


def _together(store: ox.Store, default: Sequence[Graph], named: Sequence[Graph]) -> ox.Store:
    """A store whose default graph is the merge of some graphs, with the named ones beside it."""
    found = ox.Store()
    for graph in default:
        quads = store.quads_for_pattern(None, None, None, graph)
        found.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    for graph in named:
        found.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return found


def _table(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, asked: Asked) -> Answered:
    if isinstance(found, ox.QueryTriples):
        raise TypeError("triples are no table")
    media_type = asked.tables[0] if asked.tables else ""
    if not media_type:
        return refused(406, f"A table of results can be had as {', '.join(TABLES)}.")
    if media_type == "text/csv" and isinstance(found, ox.QuerySolutions):
        return Answered(200, media_type, comma_separated(listed(found)).encode())
    return _written(media_type, found.serialize(format=TABLES[media_type]))


def _triples(found: ox.QueryTriples, asked: Asked) -> Answered:
    media_type = asked.graphs[0] if asked.graphs else ""
    if not media_type:
        return refused(406, f"A graph can be had as {', '.join(GRAPHS)}.")
    return _written(media_type, found.serialize(format=GRAPHS[media_type]))


def _written(media_type: str, body: bytes | None) -> Answered:
    xml = media_type.endswith("+xml")
    return Answered(200, media_type, well_formed(body or b"") if xml else body or b"")
