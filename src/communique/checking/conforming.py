"""Which nodes an engine of SHACL has to look at: those that do not surely conform (`constraints`).

Nearly all nodes of a build conform, and telling so takes an engine longer than everything else that is
checked. `doubtful` names the others, and `around` gives what shapes see from them, so that an engine finds of
these nodes over these statements what it finds over all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, RdfFormat, parse

from communique.checking import dataset, shapefiles
from communique.checking.constraints import Compiler, Test, Unsure
from communique.checking.datagraph import DataGraph, node_of
from communique.checking.dataset import Dataset, Node, name
from communique.reused import OWL, RDF, RDFS, SH

_TYPE, _SUBCLASS = RDF.type, RDFS.subClassOf
_CLASS, _SUBJECTS = SH.targetClass, SH.targetSubjectsOf
_OTHER_TARGETS: Final = (SH.targetNode, SH.targetObjectsOf, SH.target)
_REFERRING: Final = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
_LISTING: Final = SH["or"]


@dataclass(frozen=True, slots=True)
class Judge:
    """What shapes ask, by the classes and by the predicates that they target.

    `inverse` are the predicates that they follow backwards, `reach` is how many statements away from a node
    they look, and `beyond` which predicates they ask of others than the node itself.
    """

    classes: Mapping[str, Sequence[Test]]
    predicates: Mapping[str, Sequence[Test]]
    inverse: Collection[str]
    reach: int
    beyond: Collection[str]


@lru_cache(maxsize=2)
def judge(turtle: str) -> Judge | None:
    """What the shapes in some Turtle ask; None where they have targets or paths that are not known here, or
    results on other nodes than those that they target."""
    shapes = dataset.of(parse(turtle, format=RdfFormat.TURTLE))
    if any(True for target in _OTHER_TARGETS for _ in shapes.subjects(target)) or _nested(shapes):
        return None
    compiler = Compiler(shapes)
    classes, predicates = (_targeted(shapes, compiler, target) for target in (_CLASS, _SUBJECTS))
    themselves = list(_classes_themselves(shapes))
    for shape in themselves:
        classes.setdefault(shape, []).append(compiler.shape(shape))
    if not compiler.followed:
        return None
    targeting = (*shapes.subjects(_CLASS), *shapes.subjects(_SUBJECTS), *themselves)
    looks = [look for shape in targeting for look in _looks(shapes, shape)]
    reach = 1 + max((distance for distance, _ in looks), default=0)
    beyond = {_TYPE, *(predicate for distance, predicate in looks if distance)}
    return Judge(classes, predicates, compiler.inverse, reach, beyond)


def _targeted(shapes: Dataset, compiler: Compiler, target: str) -> dict[str, list[Test]]:
    found: dict[str, list[Test]] = {}
    for shape in shapes.subjects(target):
        for value in shapes.objects(shape, target):
            found.setdefault(name(value), []).append(compiler.shape(shape))
    return found


def _classes_themselves(shapes: Dataset) -> Iterator[str]:
    """The shapes that are classes, and so target their instances (SHACL §2.1.3.3)."""
    for shape in shapes.subjects(_TYPE):
        kinds = set(map(name, shapes.objects(shape, _TYPE)))
        if kinds & {SH.NodeShape, SH.PropertyShape} and kinds & {RDFS.Class, OWL.Class}:
            yield shape


def _nested(shapes: Dataset) -> bool:
    """Whether a property shape is within another: what it finds is said of the value."""
    return any(shapes.objects(shape, SH.property) for shape in shapes.subjects(shapefiles.PATH))


def _looks(
    shapes: Dataset, shape: str, distance: int = 0, above: tuple[str, ...] = ()
) -> Iterator[tuple[int, str]]:
    """Which predicates a shape asks for, and how far from the node that it is asked of."""
    if shape in above:
        return
    steps = shapefiles.steps(shapes, shape)
    yield from ((distance, step.removeprefix("^")) for step in steps)
    within = [item for term in _REFERRING for item in shapes.objects(shape, term)]
    within += [item for head in shapes.objects(shape, _LISTING) for item in shapefiles.members(shapes, head)]
    for item in within:
        yield from _looks(shapes, name(item), distance + (1 if steps else 0), (*above, shape))


def doubtful(graph: DataGraph, asked: Judge) -> frozenset[str]:
    """The subjects that some shape targets and that do not surely conform to it."""
    by_classes: dict[frozenset[str], list[Test]] = {}
    found: set[str] = set()
    for subject, properties in graph:
        classes = graph.classes_of(subject)
        tests = by_classes.get(classes)
        if tests is None:
            tests = [test for kind in sorted(classes) for test in asked.classes.get(kind, ())]
            by_classes[classes] = tests
        for predicate, more in asked.predicates.items():
            if predicate in properties:
                tests = [*tests, *more]
        if tests and not _conforms(graph, node_of(subject), tests):
            found.add(subject)
    return frozenset(found)


def _conforms(graph: DataGraph, node: Node, tests: Iterable[Test]) -> bool:
    try:
        return all(test(graph, node) for test in tests)
    except Unsure:
        return False


def around(data: Dataset, graph: DataGraph, asked: Judge, subjects: Collection[str]) -> Dataset:
    """The statements of `data` that shapes may look at from these subjects."""
    near = set(subjects)
    edge = {name(node) for subject in subjects for node in _seen(graph, asked, subject, None)}
    for _ in range(asked.reach):
        edge -= near
        near |= edge
        edge = {name(node) for subject in edge for node in _seen(graph, asked, subject, asked.beyond)}
    told = {*asked.beyond, *asked.inverse}
    return dataset.of(
        quad
        for quad in data.quads
        if (subject := name(quad.subject)) in subjects
        or (subject in near and quad.predicate.value in told)
        or quad.predicate.value == _SUBCLASS
    )


def _seen(graph: DataGraph, asked: Judge, subject: str, predicates: Collection[str] | None) -> Iterator[Node]:
    """The nodes beside a subject, by some predicates or all."""
    for predicate, values in graph.of(subject).items():
        if predicates is None or predicate in predicates:
            yield from (value for value in values if not isinstance(value, Literal))
    for predicate in asked.inverse:
        yield from graph.referrers(node_of(subject), predicate)
