"""Answers to SPARQL queries as text: a table for people, CSV, JSON (SPARQL 1.1 results) or Turtle.

What CONSTRUCT and DESCRIBE give is a table of subject, predicate and object too; Turtle is for them
alone.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from communique.cells import defused
from communique.errors import QueryError, ServiceError, UsageError
from communique.publishing import federation
from communique.publishing.depth import too_deep
from communique.publishing.statements import shrink
from communique.publishing.store import Row, Term
from communique.publishing.store import ask as asked
from communique.terminal import printable
from communique.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """The columns and rows that a query found; None is an unbound variable."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    triples: tuple[ox.Triple, ...] | None = None


def ask(store: ox.Store, query: str, source: str) -> Found:
    """What a query finds in the union of the graphs; `QueryError` names `source` and the line of a slip.

    What it asks of another endpoint (SERVICE) is asked there; `ServiceError` where that fails.
    """
    if reason := too_deep(query):
        raise QueryError(source, 0, f"is too deep for the engine: {reason}")
    try:
        return _found(store, query)
    except SyntaxError as error:
        line = re.search(r"error at (\d+):", str(error))
        raise QueryError(source, int(line[1]) if line else 0, f"is no SPARQL: {error}") from error
    except (OSError, RuntimeError, ValueError) as error:
        if federation.asks_others(query):
            raise ServiceError(f"{source}: the endpoint it asks does not answer: {error}") from error
        raise


def _found(store: ox.Store, query: str) -> Found:
    if federation.asks_others(query):
        query = federation.pushed(store, query)
    found = asked(store, query)
    if isinstance(found, ox.QuerySolutions):
        return listed(found)
    if isinstance(found, ox.QueryTriples):
        triples = tuple(sorted(found, key=str))
        rows = tuple((t.subject, t.predicate, t.object) for t in triples)
        return Found(("subject", "predicate", "object"), rows, triples)
    return Found(("answer",), ((ox.Literal(bool(found)),),))


def listed(found: ox.QuerySolutions) -> Found:
    """The rows of an answer, all of them."""
    return Found(tuple(variable.value for variable in found.variables), tuple(tuple(row) for row in found))


def table(found: Found) -> str:
    """Columns side by side, IRIs shortened where a prefix fits."""
    rows = [found.columns, *(tuple(_short(term) for term in row) for row in found.rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(found.columns))]
    rows.insert(1, tuple("─" * width for width in widths))
    return "".join(_aligned(row, widths) for row in rows)


def _aligned(row: Row, widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"


def _short(term: Term | None) -> str:
    words = _words(term)
    return printable(shrink(words) if isinstance(term, ox.NamedNode) else " ".join(words.split()))


def _words(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def comma_separated(found: Found) -> str:
    """CSV as in SPARQL 1.1 Query Results CSV, section 3; what would be a formula is defused."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([defused(_cell(term)) for term in row] for row in found.rows)
    return stream.getvalue()


def _cell(term: Term | None) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else _words(term)


def json_results(found: Found) -> str:
    """JSON as in SPARQL 1.1 Query Results JSON."""
    bindings = [dict(_bindings(found.columns, row)) for row in found.rows]
    document = {"head": {"vars": list(found.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _bindings(columns: Row, row: tuple[Term | None, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    for column, term in zip(columns, row, strict=True):
        if isinstance(term, ox.NamedNode):
            yield column, {"type": "uri", "value": term.value}
        elif isinstance(term, ox.Literal):
            kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
            yield column, {"type": "literal", "value": term.value, **kind}
        elif term is not None:
            yield column, {"type": "bnode", "value": _words(term)}


def turtle(found: Found) -> str:
    """Turtle of what CONSTRUCT or DESCRIBE gave; `UsageError` for another form of query."""
    if found.triples is None:
        raise UsageError("turtle is for CONSTRUCT and DESCRIBE; ask for table, csv or json")
    written = " ".join(map(str, found.triples))
    used = {prefix: start for prefix, start in sorted(PREFIXES.items()) if f"<{start}" in written}
    serialized = ox.serialize(found.triples, format=ox.RdfFormat.TURTLE, prefixes=used)
    return (serialized or b"").decode()


FORMATS: Final[Mapping[str, Callable[[Found], str]]] = MappingProxyType(
    {"table": table, "csv": comma_separated, "json": json_results, "turtle": turtle}
)


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its name, the question in words, and the query."""

    name: str
    words: str
    path: Path


def questions(folder: Path) -> Iterator[Question]:
    """The named questions of a `queries/` folder, by name, those that ask other endpoints last."""
    for path in (*sorted(folder.glob("*.rq")), *sorted(folder.glob("federated/*.rq"))):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        yield Question(path.relative_to(folder).with_suffix("").as_posix(), first.lstrip("# "), path)
