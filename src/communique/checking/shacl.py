"""The SHACL verdict: pySHACL as referee on small graphs, pyshifty for speed and size.

Both engines give the same results on our shapes (`tests/checking/test_engines.py` compares them case by
case). Neither runs inference: the context graph brings the subclass axioms that targets need. pyshifty is
asked of the nodes alone that do not surely conform (`conforming`), pySHACL of everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from pyoxigraph import RdfFormat, parse

# What `shifty` itself exports gives its report as a graph of rdflib.
from shifty._shifty import PreparedValidator

from communique.checking import conforming, dataset
from communique.checking.datagraph import DataGraph
from communique.checking.dataset import Dataset, name
from communique.checking.report import Result, Severity, Source
from communique.checking.shapefiles import Shapes
from communique.reused import RDF, SH

PYSHACL_LIMIT = 20_000


class Engine(StrEnum):
    """Who judges. `auto`: pySHACL up to a number of triples, pyshifty beyond."""

    AUTO = "auto"
    PYSHACL = "pyshacl"
    SHIFTY = "shifty"


def validate(
    data: Dataset, context: Dataset, shapes: Shapes, engine: Engine, limit: int = PYSHACL_LIMIT
) -> Iterator[Result]:
    """Validate `data`, to which `context` is known, against `shapes`: one result for each finding."""
    if engine is Engine.SHIFTY or (engine is Engine.AUTO and not limit):
        return _quickly(data, context, shapes)
    both = dataset.union(data, context)
    if engine is Engine.AUTO and both.count(b"\n") > limit:
        return _quickly(data, context, shapes)
    return results(_pyshacl(both, shapes), shapes)


def _quickly(data: Dataset, context: Dataset, shapes: Shapes) -> Iterator[Result]:
    """pyshifty's results, asked of nothing that surely conforms."""
    asked = conforming.judge(shapes.turtle)
    graph = DataGraph(data, context)
    doubtful = conforming.doubtful(graph, asked) if asked else frozenset()
    # An engine gives blank nodes labels of its own, by which its results cannot be told apart.
    if asked is None or any(subject.startswith("_:") for subject in doubtful):
        yield from results(shifty(dataset.union(data, context), shapes), shapes)
    elif doubtful:
        seen = conforming.around(data, graph, asked, doubtful)
        found = results(shifty(dataset.union(seen, context), shapes), shapes)
        yield from (result for result in found if result.focus in doubtful)


def _pyshacl(data: bytes, shapes: Shapes) -> str:
    from communique.checking import referee  # takes longer to import than the rest of a build

    return referee.report(data, shapes.turtle)


def shifty(data: bytes, shapes: Shapes) -> str:
    """pyshifty's report on N-Triples, as Turtle."""
    # Not `ignore`, the default: a constraint that is not evaluated must not pass.
    found = _prepared(shapes.turtle).validate_w3c(
        data, data_format="nt", graph_mode="data", run_infer=False, on_unsupported="error"
    )
    return found.report_turtle


@lru_cache(maxsize=2)
def _prepared(turtle: str) -> PreparedValidator:
    return PreparedValidator(turtle.encode(), shapes_format="turtle")


def results(turtle: str, shapes: Shapes) -> Iterator[Result]:
    """The results of an engine's report."""
    # Read as it stands: a graph of rdflib would give literals a form of its own.
    report = dataset.of(parse(turtle, format=RdfFormat.TURTLE))
    # pySHACL hangs the results of `sh:node` under `sh:detail`; only the report's own count.
    for root in report.typed(RDF.type, SH.ValidationReport):
        for node in report.objects(root, SH.result):
            yield _result(report, name(node), shapes)


def _result(report: Dataset, node: str, shapes: Shapes) -> Result:
    shape, value = report.value(node, SH.sourceShape), report.objects(node, SH.value)
    return Result(
        Source.SHACL,
        Severity(report.value(node, SH.resultSeverity).rpartition("#")[2]),
        report.value(node, SH.resultMessage),
        focus=report.value(node, SH.focusNode),
        path=shapes.path(shape),
        value=str(value[0]) if value else "",
        shape=shape,
        component=report.value(node, SH.sourceConstraintComponent),
    )
