"""A build's N-Quads opened for questions, and the answers as plain values.

Documents stand in one named graph each; a question that names no graph sees their union. The
Store rewrites the lexical form of some literals (`0.50` becomes `0.5`), so it is asked, never
written out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pyoxigraph as ox

from communique.vocab import PREFIXES

Row = tuple[str, ...]
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Given: TypeAlias = Mapping[str, ox.NamedNode | ox.Literal]
_NOTHING: Given = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of a SELECT query and its rows; an unbound variable is the empty string."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def load(dataset: Path) -> ox.Store:
    """An in-memory store of an RDF file, its format known by its suffix."""
    store = ox.Store()
    store.bulk_load(path=dataset)
    return store


def merged(dataset: Path) -> ox.Store:
    """A store with the named graphs of a file, and in its default graph each of their triples once.

    The union that the engine itself makes of the graphs has a triple as often as there are graphs with it.
    """
    store = load(dataset)
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in list(store))
    return store


def of(nquads: bytes) -> ox.Store:
    """An in-memory store of a dataset that was not written."""
    store = ox.Store()
    store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
    return store


def filled(quads: Iterable[ox.Quad]) -> ox.Store:
    """An in-memory store of quads that were read."""
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def ask(store: ox.Store, query: str, given: Given = _NOTHING) -> Results:
    """What a query finds: in the union of the graphs, or in the default graph where the store has one."""
    values: dict[ox.Variable, Term] = {ox.Variable(name): value for name, value in given.items()}
    union = next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is None
    return store.query(query, use_default_graph_as_union=union, prefixes=dict(PREFIXES), substitutions=values)


def solutions(store: ox.Store, query: str, given: Given = _NOTHING) -> ox.QuerySolutions:
    """The solutions of a SELECT query, some of its variables `given`; `TypeError` for another form."""
    found = ask(store, query, given)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("the query is no SELECT query")
    return found


def select(store: ox.Store, query: str, given: Given = _NOTHING) -> Answer:
    """The answer to a SELECT query as strings: IRIs whole, literals without their datatype."""
    found = solutions(store, query, given)
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, tuple(_rows(found, len(columns))))


def _rows(found: ox.QuerySolutions, width: int) -> Iterator[Row]:
    for solution in found:
        yield tuple(_text(solution[i]) for i in range(width))


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""
