"""Queries nested or chained without end are refused before the engine goes down them; it bears the others."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique.errors import QueryError
from communique.publishing import answers, federation
from communique.publishing.depth import DEPTH, STEPS, too_deep

ALL = "?s ?p ?o"


def _twice(opens: str, inner: str, closes: str, depth: int) -> str:
    """Brackets of two signs each, so deep in one another."""
    return opens * (depth // 2) + inner + closes * (depth // 2)


NESTED: dict[str, Callable[[int], str]] = {
    "groups": lambda n: "SELECT * " + "{" * n + ALL + "}" * n,
    "parentheses": lambda n: f"SELECT * {{ {ALL} FILTER" + "(" * (n - 1) + "1" + ")" * (n - 1) + "}",
    "functions": lambda n: f"SELECT * {{ {ALL} FILTER(" + "STR(" * (n - 2) + "1" + ")" * (n - 1) + "}",
    "subselects": lambda n: "SELECT * {" * n + ALL + "}" * n,
    "exists": lambda n: f"SELECT * {{ {ALL} " + f"FILTER EXISTS {{ {ALL} " * (n - 1) + "}" * n,
    "optional": lambda n: f"SELECT * {{ {ALL} " + f"OPTIONAL {{ {ALL} " * (n - 1) + "}" * n,
    "paths": lambda n: "SELECT * { ?s " + "(" * (n - 1) + "<a:a>" + ")*" * (n - 1) + " ?o }",
    "blank nodes": lambda n: "SELECT * { ?s ?p " + "[ <a:a> " * (n - 1) + "1" + "]" * (n - 1) + " }",
    "triple terms": lambda n: "SELECT * { ?s ?p " + _twice("<<( ?s ?p ", "1", ")>>", n - 1) + " }",
}
CHAINED: dict[str, Callable[[int], str]] = {
    "not": lambda n: f"SELECT * {{ {ALL} FILTER(" + "!" * (n - 1) + "true) }",
    "sum": lambda n: f"SELECT * {{ {ALL} FILTER(" + "1+" * (n - 1) + "1) }",
    "or": lambda n: f"SELECT * {{ {ALL} FILTER(" + "?o||" * (n - 1) + "?o) }",
    "union": lambda n: "SELECT * { " + f"{{ {ALL} }} UNION " * (n - 1) + f"{{ {ALL} }} }}",
    "minus": lambda n: f"SELECT * {{ {ALL} " + f"MINUS {{ {ALL} }} " * (n - 1) + "}",
    "bind": lambda n: f"SELECT * {{ {ALL} " + "".join(f"BIND(1 AS ?x{i}) " for i in range(n - 1)) + "}",
    "filter": lambda n: f"SELECT * {{ {ALL} " + "FILTER(?o) " * (n - 1) + "}",
    "alternatives": lambda n: "SELECT * { ?s " + "<a:a>|" * (n - 1) + "<a:a> ?o }",
}
# In a process of its own, with the stack that processes usually have.
BEARS = """
import json, sys
import pyoxigraph as ox
store = ox.Store()
store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:a"), ox.Literal(1)))
for query in json.load(sys.stdin):
    next(iter(store.query(query)), None)
"""


def test_the_engine_bears_what_is_allowed() -> None:
    queries = [make(DEPTH) for make in NESTED.values()] + [make(STEPS - 5) for make in CHAINED.values()]
    # Both at once: as deep as may be, and as many steps at the bottom.
    binds = "".join(f"BIND(STR(1) AS ?x{i}) " for i in range(STEPS - 3 * DEPTH))
    queries.append(
        f"SELECT * {{ {ALL} " + f"FILTER EXISTS {{ {ALL} " * (DEPTH - 3) + binds + "}" * (DEPTH - 2)
    )
    assert [too_deep(query) for query in queries] == [""] * len(queries)
    done = subprocess.run(
        [sys.executable, "-c", BEARS], input=json.dumps(queries), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("size", [2, 100])
@pytest.mark.parametrize("name", [*NESTED, *CHAINED])
def test_what_is_deeper_is_refused_with_the_remedy(name: str, size: int) -> None:
    nested = name in NESTED
    query = NESTED[name](DEPTH * size + 2) if nested else CHAINED[name](STEPS * size + 2)
    expected = "write it flatter" if nested else "by VALUES or IN"
    assert expected in too_deep(query)
    with pytest.raises(QueryError, match=f"--inline: is too deep for the engine: .*{expected}"):
        answers.ask(ox.Store(), query, "--inline")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?s { " + "<a:b/c/d-e> " * 5_000 + "} }",
        f"SELECT * {{ {ALL} FILTER(?o IN (" + "'((((', " * 5_000 + "1)) }",
        "# " + "{" * 500 + f"\nSELECT * {{ {ALL} }}",
        'SELECT ("""' + "{[(" * 500 + '""" AS ?x) { }',
        "SELECT * { " + "?a comm:post-holding ?b . " * 1_200 + "}",
    ],
)
def test_long_is_not_deep(query: str) -> None:
    assert too_deep(query) == ""


def test_escapes_hide_nothing() -> None:
    query = "ASK { FILTER(" + "\\u0028" * 500 + "1" + "\\u0029" * 500 + ") }"
    assert "502 deep" in too_deep(query)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a:",
        "a-",
        "<a",
        "<",
        '"',
        "'",
        "\\",
        "{",
        "1+",
        "!",
        "#",
        " UNION ",
        '"""',
        '\\"""',
        "'a\n",
        ".",
        "\\u0028",
    ],
)
@pytest.mark.parametrize("head", ["", '"', "'", '"""', "'" * 3, "<", "a"])
def test_a_megabyte_of_anything_takes_no_time(head: str, unit: str) -> None:
    query = head + unit * (1_000_000 // len(unit))
    started = time.process_time()
    too_deep(query)
    list(federation.endpoints(query))
    assert time.process_time() - started < 5


def test_the_shipped_questions_are_far_from_it(root: Path) -> None:
    queries = [path.read_text(encoding="utf-8") for path in root.glob("queries/**/*.rq")]
    assert len(queries) > 20
    assert [query for query in queries if too_deep(query)] == []
