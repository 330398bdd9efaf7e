"""Checks over several records at once: each `shapes/checks/*-violation.rq` lists what breaks a rule.

The first comment line of a check is its question, then follow `# message:` (what to mend), `# severity:`
(a local name of SHACL's severities), `# source:` where the rule is somebody else's, and `# scope: dataset`
where it compares what several documents say. It selects `?focus` and, where they help, `?path` and `?value`.
The default graph is the union of all graphs, `GRAPH ?g` gives what one document says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, QuerySolutions, Store

from communique.checking.dataset import Dataset, name
from communique.checking.report import Result, Severity, Source
from communique.checking.terms import SHAPES
from communique.errors import QueryError
from communique.reused import SH

SUFFIX = "-violation.rq"
DATASET = "dataset"
_HEADER = re.compile(r"^#\s*(message|severity|source|scope):\s*(.+?)\s*$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_PREFIX = re.compile(r"PREFIX\s+([\w-]+):\s*<([^>]*)>")
_CURIE = re.compile(r"([A-Za-z][\w-]*):([\w-]+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One cross-record rule; `iri` names it in reports."""

    iri: str
    question: str
    message: str
    severity: Severity
    query: str
    path: Path
    source: str = ""
    scope: str = ""


def load(folder: Path) -> tuple[Check, ...]:
    """The checks of a folder by name; `QueryError` for one without question, message or severity."""
    return tuple(_read(path) for path in sorted(folder.glob("*" + SUFFIX)))


def _read(path: Path) -> Check:
    query = path.read_text(encoding="utf-8")
    first = query.partition("\n")[0]
    if not (first.startswith("# ") and first.endswith("?")):
        raise QueryError(path, 1, "the first line of a check is its question: # Did …?")
    header = dict(_HEADER.findall(query))
    try:
        severity, message = Severity(header["severity"]), header["message"]
    except (KeyError, ValueError) as error:
        wanted = ", ".join(Severity)
        raise QueryError(path, 2, f"a check needs # message: and # severity: ({wanted}): {error}") from error
    iri = str(SHAPES[path.name.removesuffix(SUFFIX)])
    return Check(
        iri,
        first.removeprefix("# "),
        message,
        severity,
        query,
        path,
        header.get("source", ""),
        header.get("scope", ""),
    )


def compared(checks: Iterable[Check]) -> frozenset[str]:
    """The terms of the checks that compare documents: a statement with none of them is nothing to these."""
    return frozenset(term for check in checks if check.scope == DATASET for term in terms(check))


def terms(check: Check) -> list[str]:
    """The IRIs that a check names with a prefix, each once."""
    body = _COMMENT.sub("", check.query)
    prefixes = dict(_PREFIX.findall(body))
    names = _CURIE.findall(_PREFIX.sub("", body))
    return sorted({prefixes[prefix] + local for prefix, local in names if prefix in prefixes})


def fill(filled: Store, dataset: Dataset, context: Dataset) -> None:
    """Add the quads under check, if the store has none, and the context's triples in the default graph."""
    if not len(filled):
        filled.bulk_extend(dataset.quads)
    filled.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in context.quads)


def run(filled: Store, checks: tuple[Check, ...]) -> Iterator[Result]:
    """One result for each row that a check selects; `QueryError` where one cannot be parsed."""
    for check in checks:
        try:
            rows = filled.query(check.query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(check.path, error.lineno or 0, error.msg) from error
        if not isinstance(rows, QuerySolutions):
            raise QueryError(check.path, 0, "a check is a SELECT")
        yield from _results(check, rows)


def _results(check: Check, rows: QuerySolutions) -> Iterator[Result]:
    names = [variable.value for variable in rows.variables]
    for row in rows:
        found = {key: value for key in names if (value := row[key]) is not None}
        yield Result(
            Source.CHECK,
            check.severity,
            check.message,
            focus=name(found["focus"]),
            path=name(found["path"]) if "path" in found else "",
            value=str(found["value"]) if "value" in found else "",
            shape=check.iri,
            component=SH.SPARQLConstraintComponent,
        )
