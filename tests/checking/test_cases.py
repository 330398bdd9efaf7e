"""Every shape and every cross-record check has a case that conforms and a case that violates.

A case is a TriG file under tests/cases/shapes. Its header names the shape it is of, and for a violation
the path and the constraint component to be reported, by another shape where it only serves that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from communique.checking import Engine, Result, crossrecord, dataset, known, lint, shacl, shapefiles
from communique.checking.dataset import Dataset
from communique.checking.shapefiles import Shapes
from communique.checking.terms import SHAPES
from communique.vocab import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests/cases/shapes").rglob("*.trig"))
ENGINES = (Engine.PYSHACL, Engine.SHIFTY)


@dataclass(frozen=True)
class Case:
    """A data file with what is to be reported on it."""

    name: str
    shapes: tuple[str, ...]
    outcome: str
    reporter: str
    path: str
    component: str
    data: Dataset


def read(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"^# ([a-z ]+): (.+)$", text, re.MULTILINE))
    shapes = tuple(map(expand, header["shape"].split()))
    return Case(
        path.stem,
        shapes,
        header["outcome"],
        expand(header.get("reported by", header["shape"].split()[0])),
        "|".join(map(expand, header.get("path", "").split("|"))),
        expand(header.get("component", "")),
        dataset.of(parse(text, format=RdfFormat.TRIG)),
    )


def expand(curie: str) -> str:
    prefix, _, local = curie.removeprefix("^").partition(":")
    return "^" * curie.startswith("^") + {**PREFIXES, "shapes": str(SHAPES), "": ""}[prefix] + local


CASES = [read(path) for path in FILES]


@pytest.fixture(scope="module")
def context() -> Dataset:
    return known.context(known.load(ROOT / "ontology"))


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return shapefiles.load(ROOT / "shapes")


def judged(case: Case, context: Dataset, shapes: Shapes, engine: Engine) -> list[Result]:
    found = [blurred(result) for result in shacl.validate(case.data, context, shapes, engine)]
    return sorted(found, key=lambda result: result.order)


def blurred(result: Result) -> Result:
    """The result without labels of blank nodes, which rdflib changes as it reads."""
    focus, value = (re.sub(r"^_:\w+", "_:", term) for term in (result.focus, result.value))
    return replace(result, focus=focus, value=value)


def of_shape(case: Case, results: Iterable[Result]) -> Iterator[tuple[str, str]]:
    for result in results:
        if result.shape == case.reporter:
            yield re.sub("[<>]", "", result.path), result.component


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, context: Dataset, shapes: Shapes) -> None:
    by_referee, by_shifty = (judged(case, context, shapes, engine) for engine in ENGINES)
    assert by_referee == by_shifty, "the engines disagree"
    checks = crossrecord.load(ROOT / "shapes" / "checks")
    filled = Store()
    crossrecord.fill(filled, case.data, context)
    crossed = crossrecord.run(filled, checks)
    found = set(of_shape(case, [*by_referee, *crossed]))
    assert found == ({(case.path, case.component)} if case.outcome == "violates" else set())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_something_to_judge(case: Case, context: Dataset, shapes: Shapes) -> None:
    assert len(case.data.quads) > 0
    targeted = [shape for shape in case.shapes if has_target(shapes, shape)]
    for shape in targeted:
        assert list(lint.focus_nodes(shapes, shape, case.data, context))


def has_target(shapes: Shapes, shape: str) -> bool:
    return any("target" in predicate for predicate in shapes.statements.predicates(shape))


def test_every_shape_and_check_has_a_pair_of_cases(shapes: Shapes) -> None:
    rules = set(lint.shapes_in(shapes.statements))
    rules |= {check.iri for check in crossrecord.load(ROOT / "shapes" / "checks")}
    for outcome in ("conforms", "violates"):
        covered = {shape for case in CASES if case.outcome == outcome for shape in case.shapes}
        assert rules - covered == set(), f"without a case that {outcome}"
        assert covered - rules == set(), f"cases of shapes that do not exist ({outcome})"
