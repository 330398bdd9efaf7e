"""The SHACL verdict: pySHACL as referee on small graphs, pyshifty for speed and size.

Both engines give the same results on our shapes (`tests/checking/test_engines.py` compares them case by
case). Neither runs inference: the context graph brings the subclass axioms that targets need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache

import pyoxigraph
from pyoxigraph import NamedNode
from rdflib import RDF, SH, XSD, Graph, Literal
from rdflib.term import Node
from shifty import PreparedValidator

from communique.checking.report import Result, Severity, Source
from communique.checking.shapefiles import Shapes

PYSHACL_LIMIT = 20_000


class Engine(StrEnum):
    """Who judges. `auto`: pySHACL up to a number of triples, pyshifty beyond."""

    AUTO = "auto"
    PYSHACL = "pyshacl"
    SHIFTY = "shifty"


def validate(data: bytes, shapes: Shapes, engine: Engine, limit: int = PYSHACL_LIMIT) -> Iterator[Result]:
    """Validate `data` (N-Triples, one triple a line) against `shapes`: one result for each finding."""
    if engine is Engine.AUTO:
        engine = Engine.PYSHACL if data.count(b"\n") <= limit else Engine.SHIFTY
    return _results(_ENGINES[engine](data, shapes), shapes)


def _pyshacl(data: bytes, shapes: Shapes) -> Graph:
    import pyshacl  # imported where it is used: it takes longer to import than the rest of a build

    graph = Graph().parse(data=data, format="nt")
    report = pyshacl.validate(graph, shacl_graph=_shape_graph(shapes.turtle), inference="none")[1]
    if not isinstance(report, Graph):
        raise RuntimeError(f"pySHACL gave no report: {report}")
    return report


@lru_cache(maxsize=2)
def _shape_graph(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


def _shifty(data: bytes, shapes: Shapes) -> Graph:
    validator = _prepared(shapes.turtle)
    # Not `ignore`, the default: a constraint that is not evaluated must not pass.
    return validator.validate(data, infer=False, graph_mode="data", on_unsupported="error")[1]


@lru_cache(maxsize=2)
def _prepared(turtle: str) -> PreparedValidator:
    return PreparedValidator(turtle)


_ENGINES: dict[Engine, Callable[[bytes, Shapes], Graph]] = {
    Engine.PYSHACL: _pyshacl,
    Engine.SHIFTY: _shifty,
}


def _results(report: Graph, shapes: Shapes) -> Iterator[Result]:
    # pySHACL hangs the results of `sh:node` under `sh:detail`; only the report's own count.
    for root in report.subjects(RDF.type, SH.ValidationReport):
        for node in report.objects(root, SH.result):
            yield _result(report, node, shapes)


def _result(report: Graph, node: Node, shapes: Shapes) -> Result:
    def text(predicate: Node) -> str:
        value = report.value(node, predicate)
        return "" if value is None else str(value)

    shape, value = text(SH.sourceShape), report.value(node, SH.value)
    return Result(
        Source.SHACL,
        Severity(text(SH.resultSeverity).rpartition("#")[2]),
        text(SH.resultMessage),
        focus=text(SH.focusNode),
        path=shapes.path(shape),
        value="" if value is None else _ntriples(value),
        shape=shape,
        component=text(SH.sourceConstraintComponent),
    )


def _ntriples(value: Node) -> str:
    if isinstance(value, Literal):
        if value.language:
            return str(pyoxigraph.Literal(str(value), language=value.language))
        return str(pyoxigraph.Literal(str(value), datatype=NamedNode(str(value.datatype or XSD.string))))
    return value.n3()
