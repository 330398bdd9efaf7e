"""The W3C's own cases for SHACL Core, where they are at hand: both engines, and what surely conforms.

git clone https://github.com/w3c/data-shapes
SHACL_SUITE=data-shapes/data-shapes-test-suite/tests/core python -m pytest tests/checking/test_w3c.py
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import RDF, SH, Namespace

from communique.checking import Engine, conforming, dataset, shacl
from communique.checking.datagraph import DataGraph
from communique.checking.dataset import Dataset, name
from communique.checking.shapefiles import Shapes

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SUITE: Final = os.environ.get("SHACL_SUITE", "")
NOTHING: Final = dataset.of(())
# What is not as the suite has it, and why it is nothing to us.
OTHERWISE: Final = {
    "severity-002": "a severity that is not one of SHACL's three; our shapes have those alone",
    "uniqueLang-002": 'both engines take "1" for true; ours is written `true`',
}

# How often each component was found of each node; blank nodes have labels of their own everywhere.
Found: TypeAlias = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    data: Dataset
    shapes: Shapes
    expected: Found


def read(path: Path) -> Dataset:
    return dataset.of(parse(path=path, format=RdfFormat.TURTLE, base_iri=path.resolve().as_uri()))


def cases(path: Path) -> list[Case]:
    manifest = read(path)
    found = []
    for node in manifest.typed(str(RDF.type), str(SHT.Validate)):
        action, result = (manifest.value(node, str(MF[term])) for term in ("action", "result"))
        data, graph = (
            read(Path(manifest.value(action, str(SHT[term])).removeprefix("file://")))
            for term in ("dataGraph", "shapesGraph")
        )
        turtle = serialize([quad.triple for quad in graph.quads], format=RdfFormat.N_TRIPLES) or b""
        expected = Counter(
            (_label(manifest.value(name(r), str(SH.focusNode))), manifest.value(name(r), COMPONENT))
            for r in manifest.objects(result, str(SH.result))
        )
        found.append(Case(data, Shapes(turtle.decode(), graph, {}), expected))
    return found


COMPONENT: Final = str(SH.sourceConstraintComponent)


def _label(node: str) -> str:
    return "_:" if node.startswith("_:") else node


FILES = [path for path in sorted(Path(SUITE).rglob("*.ttl")) if SUITE and path.stem not in OTHERWISE]


@pytest.mark.skipif(not FILES, reason="the W3C's data-shapes are not at hand (SHACL_SUITE)")
def test_there_are_cases() -> None:
    assert sum(len(cases(path)) for path in FILES) > 90


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_core(path: Path) -> None:
    for case in cases(path):
        for engine in (Engine.PYSHACL, Engine.SHIFTY):
            results = shacl.validate(case.data, NOTHING, case.shapes, engine)
            found = Counter((_label(result.focus), result.component) for result in results)
            assert found == case.expected, engine
        judge = conforming.judge(case.shapes.turtle)
        if judge is not None:
            doubtful = conforming.doubtful(DataGraph(case.data), judge)
            missed = {node for node, _ in case.expected if node.startswith("http")} - doubtful
            assert not missed, "what fails was held to conform"
