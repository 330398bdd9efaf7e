"""A lint of the shapes themselves: what is misspelt constrains nothing, and engines keep silent.

pySHACL calls data conforming when a target class, a path or a constraint's name does not exist, so each
is held against the ontology, the reused vocabularies and the list of SHACL Core's terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Store

from communique.checking import crossrecord, known, shapefiles
from communique.checking.crossrecord import Check
from communique.checking.dataset import Dataset, name
from communique.checking.known import Known
from communique.checking.report import Result, Severity, Source
from communique.checking.shapefiles import Shapes
from communique.checking.terms import LINT, SHAPES
from communique.reused import RDF, RDFS, SH

TERMS = Path(__file__).with_name("shacl-core.txt")
_SH = str(SH)
_TYPE = RDF.type
_PATH, _PROPERTY = SH.path, SH.property
_KINDS = {SH.NodeShape, SH.PropertyShape}
_TARGETS = tuple(str(SH[t]) for t in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
_LISTS = {RDF.first, RDF.rest}
_NOTES = {_TYPE, RDFS.comment, RDFS.label, RDFS.isDefinedBy}
_ONCE = {SH.message: "message", SH.severity: "severity"}
_ABOUT = {*_TARGETS, *_ONCE, *_NOTES, _PATH, SH.name, SH.description, SH.order}
_EXPECTED: dict[str, tuple[str, Callable[[Known, str], bool]]] = {
    **{str(SH[p]): ("class", Known.is_class) for p in ("targetClass", "class")},
    SH.datatype: ("datatype", Known.exists),
    **{
        str(SH[p]): ("property", Known.is_property)
        for p in ("targetSubjectsOf", "targetObjectsOf", "lessThan", "lessThanOrEquals", "equals", "disjoint")
    },
}


@cache
def shacl_terms() -> frozenset[str]:
    """The IRIs of SHACL Core's terms."""
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    return frozenset(_SH + line for line in lines if line and not line.startswith("#"))


def check(shapes: Shapes, ontology: Dataset) -> Iterator[Result]:
    """A violation for each shape that is not named, says nothing, or names what does not exist."""
    terms = Known(ontology)
    for shape in shapes_in(shapes.statements):
        for rule in _RULES:
            yield from (_finding(shapes, shape, message) for message in rule(shapes.statements, shape, terms))
    yield from _misspelt(shapes, terms)


def unused(shapes: Shapes, examples: Dataset, ontology: Dataset) -> Iterator[Result]:
    """A warning for each shape with targets that has no focus node in `examples`."""
    for shape in shapes_in(shapes.statements):
        targets = [t for t in _TARGETS if shapes.statements.objects(shape, t)]
        if targets and not any(True for _ in focus_nodes(shapes, shape, examples, ontology)):
            yield _finding(
                shapes,
                shape,
                "No resource of the examples is a focus node: mend the target.",
                Severity.WARNING,
            )


def shapes_in(statements: Dataset) -> list[str]:
    """Every node and property shape by IRI or blank node label, in order of name.

    What has a path or is the value of `sh:property` is one whether it says so or not (SHACL §2.3).
    """
    found = {shape for kind in _KINDS for shape in statements.typed(_TYPE, kind)}
    found |= set(statements.subjects(_PATH))
    found |= {
        name(shape)
        for subject in statements.subjects(_PROPERTY)
        for shape in statements.objects(subject, _PROPERTY)
        if statements.has(name(shape))
    }
    return sorted(found)


def focus_nodes(shapes: Shapes, shape: str, data: Dataset, ontology: Dataset) -> Iterator[str]:
    """The focus nodes that the targets of `shape` select in `data` (SHACL §2.1.3)."""
    for target in map(name, shapes.statements.objects(shape, _TARGETS[0])):
        for kind in sorted(known.subclasses(ontology, target)):
            yield from data.typed(_TYPE, kind)
    yield from map(name, shapes.statements.objects(shape, _TARGETS[1]))
    for predicate in map(name, shapes.statements.objects(shape, _TARGETS[2])):
        yield from data.subjects(predicate)
    for predicate in map(name, shapes.statements.objects(shape, _TARGETS[3])):
        for subject in data.subjects(predicate):
            yield from map(name, data.objects(subject, predicate))


def _named(_: Dataset, shape: str, __: Known) -> Iterator[str]:
    if not shape.startswith(str(SHAPES)):
        yield f"Name the shape with an IRI under {SHAPES}."


def _explained(statements: Dataset, shape: str, _: Known) -> Iterator[str]:
    if not _KINDS & set(map(name, statements.objects(shape, _TYPE))):
        yield "Type the shape: a sh:NodeShape or a sh:PropertyShape."
    for predicate, word in _ONCE.items():
        if len(statements.objects(shape, predicate)) != 1:
            yield f"Give the shape one sh:{word}."


def _constrains(statements: Dataset, shape: str, _: Known) -> Iterator[str]:
    if set(statements.predicates(shape)) <= _ABOUT:
        yield "Give the shape a constraint: as it stands, everything conforms."


def _used(statements: Dataset, shape: str, _: Known) -> Iterator[str]:
    if any(statements.objects(shape, target) for target in _TARGETS):
        return
    if not statements.mentions(shape):
        yield "Give the shape a target, or name it in the shape it belongs to."


def _values(statements: Dataset, shape: str, terms: Known) -> Iterator[str]:
    for predicate, (word, exists) in _EXPECTED.items():
        for value in map(name, statements.objects(shape, predicate)):
            if not exists(terms, value):
                yield f"The {word} <{value}> of sh:{predicate.removeprefix(_SH)} does not exist."


def _paths(statements: Dataset, shape: str, terms: Known) -> Iterator[str]:
    for step in shapefiles.steps(statements, shape):
        if not terms.is_property(step):
            yield f"The property <{step}> of the path does not exist."


_RULES: tuple[Callable[[Dataset, str, Known], Iterator[str]], ...] = (
    _named, _explained, _constrains, _used, _values, _paths,
)  # fmt: skip


def _misspelt(shapes: Shapes, terms: Known) -> Iterator[Result]:
    named = frozenset(shapes_in(shapes.statements))
    for quad in shapes.statements.quads:
        subject, predicate = name(quad.subject), quad.predicate.value
        if predicate not in shacl_terms() | _NOTES | _LISTS:
            yield _finding(shapes, subject, f"<{predicate}> is no term of SHACL Core.")
        if isinstance(quad.object, NamedNode):
            yield from (_finding(shapes, subject, text) for text in _unknown(quad.object.value, terms, named))


def _unknown(iri: str, terms: Known, named: frozenset[str]) -> Iterator[str]:
    if iri.startswith(_SH) and iri not in shacl_terms():
        yield f"<{iri}> is no term of SHACL Core."
    if iri.startswith(str(SHAPES)) and iri not in named:
        yield f"There is no shape <{iri}>."
    if known.is_ours(iri) and not terms.exists(iri):
        yield f"<{iri}> does not stand in ontology/."


def check_queries(checks: Iterable[Check], exists: Callable[[str], bool]) -> Iterator[Result]:
    """A violation for each term of a check that does not exist; `QueryError` for one that is no SPARQL."""
    found = tuple(checks)
    for _ in crossrecord.run(Store(), found):
        pass  # What a check says of nothing at all is no fault of the check.
    for check in found:
        for iri in crossrecord.terms(check):
            if not exists(iri):
                message = f"<{iri}> does not exist."
                yield Result(
                    Source.LINT, Severity.VIOLATION, message, check.iri, shape=check.iri,
                    component=LINT, document=check.path.name, line=1,
                )  # fmt: skip


def _finding(shapes: Shapes, shape: str, message: str, severity: Severity = Severity.VIOLATION) -> Result:
    document, line = shapes.places.get(shape, ("", 0))
    return Result(
        Source.LINT, severity, message, shape, shape=shape, component=LINT, document=document, line=line
    )
