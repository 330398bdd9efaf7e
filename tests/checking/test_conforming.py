"""What surely conforms is not asked of the engine; what the engine finds is the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from communique.checking import Engine, Result, conforming, dataset, known, shacl, shapefiles
from communique.checking.datagraph import DataGraph
from communique.checking.dataset import Dataset
from communique.checking.shapefiles import Shapes
from tests.checking.test_engines import damaged

NOTHING = dataset.of(())
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <https://example.org/> .
"""


def turtle(text: str) -> Dataset:
    return dataset.of(parse(PREFIXES + text, format=RdfFormat.TURTLE))


def shape(constraints: str, target: str = "sh:targetClass :Thing") -> Shapes:
    text = f'{PREFIXES}:Shape a sh:NodeShape ; {target} ; sh:message "No." ; {constraints} .'
    return Shapes(text, dataset.of(parse(text, format=RdfFormat.TURTLE)), {})


def asked(data: Dataset, shapes: Shapes) -> set[str]:
    judge = conforming.judge(shapes.turtle)
    return (
        set()
        if judge is None
        else {n.rpartition("/")[2] for n in conforming.doubtful(DataGraph(data), judge)}
    )


def ordered(results: Iterable[Result]) -> list[Result]:
    return sorted(results, key=lambda result: result.order)


@pytest.mark.parametrize("seed", range(100, 112))
def test_pyshifty_finds_of_the_doubtful_what_it_finds_of_all(root: Path, nquads: bytes, seed: int) -> None:
    shapes, context = shapefiles.load(root / "shapes"), known.context(known.load(root / "ontology"))
    data = dataset.load(damaged(nquads, seed))
    everything = shacl.results(shacl.shifty(dataset.union(data, context), shapes), shapes)
    assert ordered(shacl.validate(data, context, shapes, Engine.SHIFTY)) == ordered(everything)


def test_nobody_is_doubtful_of_whom_nothing_is_found(root: Path, nquads: bytes) -> None:
    shapes, context = shapefiles.load(root / "shapes"), known.context(known.load(root / "ontology"))
    data = dataset.load(nquads)
    judge = conforming.judge(shapes.turtle)
    assert judge is not None
    found = {result.focus for result in shacl.validate(data, context, shapes, Engine.PYSHACL)}
    assert conforming.doubtful(DataGraph(data, context), judge) == found


BAD = [
    ('sh:property [ sh:path :p ; sh:in ( "a" ) ]', ':x a :Thing ; :p "b" .', "what is not known here"),
    ('sh:property [ sh:path :p ; sh:pattern "A" ; sh:flags "i" ]', ':x a :Thing ; :p "b" .', "flags"),
    ('sh:property [ sh:path :p ; sh:pattern "^a$" ]', ':x a :Thing ; :p "a\\n" .', "a line's end"),
    ('sh:property [ sh:path :p ; sh:pattern "^\\\\d$" ]', ':x a :Thing ; :p "b" .', "classes of letters"),
    ('sh:property [ sh:path :p ; sh:pattern "^[a-z-[m]]$" ]', ':x a :Thing ; :p "m" .', "subtraction"),
    (
        "sh:property [ sh:path :p ; sh:datatype xsd:date ]",
        ':x a :Thing ; :p "2020-02-30"^^xsd:date .',
        "form",
    ),
    ("sh:property [ sh:path :p ; sh:datatype xsd:time ]", ':x a :Thing ; :p "25:00"^^xsd:time .', "datatype"),
    ("sh:property [ sh:path :p ; sh:minInclusive 1 ]", ":x a :Thing ; :p 0 .", "a bound"),
    ("sh:property [ sh:path :p ; sh:minExclusive 1 ]", ":x a :Thing ; :p 1 .", "a bound that is none"),
    ("sh:property [ sh:path :p ; sh:maxInclusive 1 ]", ':x a :Thing ; :p "one" .', "no number"),
    ("sh:property [ sh:path :p ; sh:maxExclusive 1 ]", ":x a :Thing ; :p 1 .", "the other bound"),
    ("sh:property [ sh:path :p ; sh:lessThan :q ]", ":x a :Thing ; :p 2 ; :q 1, 3 .", "one of several"),
    ("sh:property [ sh:path :p ; sh:lessThan :q ]", ":x a :Thing ; :p 2 ; :q 2 .", "what is equal"),
    ("sh:property [ sh:path :p ; sh:lessThan :q ]", ':x a :Thing ; :p 2 ; :q "3" .', "unlike kinds"),
    (
        "sh:property [ sh:path :p ; sh:lessThanOrEquals :q ]",
        ':x a :Thing ; :p "2020-01-01Z"^^xsd:date ; :q "2020-01-02"^^xsd:date .',
        "days of a time zone",
    ),
    ("sh:property [ sh:path :p ; sh:uniqueLang true ]", ':x a :Thing ; :p "a"@en, "b"@EN .', "language"),
    ("sh:property [ sh:path :p ; sh:minLength 2 ]", ':x a :Thing ; :p "a" .', "length"),
    ("sh:property [ sh:path :p ; sh:class :Big ]", ":x a :Thing ; :p :y . :y a :Small .", "class"),
    (
        "sh:property [ sh:path :p ; sh:class :Big ]",
        ':x a :Thing ; :p "https://example.org/y" . :y a :Big .',
        "a",
    ),
    ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]", ":x a :Thing ; :p :x2 .", "inverse"),
    (
        "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:maxCount 1 ]",
        ":x a :Thing ; :p 1 ; :q 2 .",
        "or",
    ),
    ("sh:not [ sh:property [ sh:path :p ; sh:hasValue 1 ] ]", ":x a :Thing ; :p 1 .", "not"),
    ("sh:or ( [ sh:nodeKind sh:Literal ] [ sh:class :Big ] )", ":x a :Thing .", "neither"),
    ("sh:or ( [ sh:class :Thing ] ) ; sh:or ( [ sh:class :Big ] )", ":x a :Thing .", "the second of two"),
    ("sh:and ( [ sh:class :Big ] )", ":x a :Thing .", "and"),
    ("sh:closed true", ":x a :Thing ; :p 1 .", "closed"),
    (
        "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :Big ] ; sh:qualifiedMaxCount 1 ]",
        ":x a :Thing ; :p :y, :z . :y a :Big . :z a :Big .",
        "too many of a kind",
    ),
]


@pytest.mark.parametrize(("constraints", "data", "_why"), BAD, ids=[f"{n}-{b[2]}" for n, b in enumerate(BAD)])
def test_what_fails_or_is_not_known_is_asked(constraints: str, data: str, _why: str) -> None:
    shapes = shape(constraints)
    assert asked(turtle(data), shapes) == {"x"}


GOOD = [
    ("sh:property [ sh:path :p ; sh:lessThan :q ]", ":x a :Thing ; :p 2 ; :q 3.5 ."),
    (
        "sh:property [ sh:path :p ; sh:lessThanOrEquals :q ]",
        ':x a :Thing ; :p "2020-01-01"^^xsd:date ; :q "2020-01-01"^^xsd:date .',
    ),
    (
        "sh:property [ sh:path :p ; sh:class :Big ]",
        ":x a :Thing ; :p :y . :y a :B . :B rdfs:subClassOf :Big .",
    ),
    ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:class :Big ]", ":x a :Thing . :y a :Big ; :p :x ."),
    ("sh:or ( [ sh:nodeKind sh:Literal ] [ sh:class :Thing ] )", ":x a :Thing ."),
    ("sh:not [ sh:property [ sh:path :p ; sh:hasValue 1 ] ]", ":x a :Thing ; :p 2 ."),
    (
        'sh:property [ sh:path :p ; sh:pattern "^[A-Z]{3}$" ; sh:datatype xsd:string ]',
        ':x a :Thing ; :p "EUR" .',
    ),
    ("sh:property [ sh:path :p ; sh:uniqueLang true ]", ':x a :Thing ; :p "a"@en, "b"@de, "c" .'),
]


@pytest.mark.parametrize(("constraints", "data"), GOOD)
def test_what_conforms_is_not_asked(constraints: str, data: str) -> None:
    assert asked(turtle(data), shape(constraints)) == set()


UNKNOWN = [
    ("sh:nodeKind sh:Literal", "sh:targetNode :x", ":y :p :x ."),
    ("sh:nodeKind sh:Literal", "sh:targetObjectsOf :p", ":y :p :x ."),
    ("sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ]", "sh:targetClass :Thing", ":x a :Thing ."),
    (
        "sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ]",
        "sh:targetClass :Thing",
        ":y a :Thing ; :p :x .",
    ),
]


@pytest.mark.parametrize(("constraints", "target", "data"), UNKNOWN)
def test_what_is_not_known_of_shapes_leaves_all_to_the_engine(
    constraints: str, target: str, data: str
) -> None:
    shapes = shape(constraints, target)
    assert conforming.judge(shapes.turtle) is None
    found = list(shacl.validate(turtle(data), NOTHING, shapes, Engine.SHIFTY))
    assert [result.focus.rpartition("/")[2] for result in found] == ["x"]


def test_a_shape_that_is_a_class_targets_its_instances() -> None:
    shapes = shape("sh:class :Other", "a <http://www.w3.org/2000/01/rdf-schema#Class>")
    data = turtle(":x a :Small . :Small rdfs:subClassOf :Smaller . :Smaller rdfs:subClassOf :Shape .")
    assert asked(data, shapes) == {"x"}
    assert len(list(shacl.validate(data, NOTHING, shapes, Engine.SHIFTY))) == 1


def test_what_a_shape_without_a_type_looks_at_is_given_to_the_engine() -> None:
    text = f"""{PREFIXES}:Shape sh:targetClass :Thing ; sh:property
        [ sh:path :p ; sh:message "No." ; sh:node [ sh:property [ sh:path :q ; sh:class :Big ] ] ] ."""
    shapes = Shapes(text, dataset.of(parse(text, format=RdfFormat.TURTLE)), {})
    good = ":x a :Thing ; :p :y . :y :q :z . :z a :Big ."
    data = turtle(f"{good} :v a :Thing ; :p :y, :w . :w :q :u .")
    found = list(shacl.validate(data, NOTHING, shapes, Engine.SHIFTY))
    assert [(r.focus.rpartition("/")[2], r.value.rpartition("/")[2]) for r in found] == [("v", "w>")]


def test_shapes_that_refer_to_themselves_are_unsure() -> None:
    shapes = shape("sh:property [ sh:path :p ; sh:node :Shape ]")
    assert asked(turtle(":x a :Thing ; :p :y ."), shapes) == {"x"}


def test_what_is_found_of_a_blank_node_is_kept() -> None:
    found = list(shacl.validate(turtle("[] a :Thing ."), NOTHING, shape("sh:nodeKind sh:IRI"), Engine.SHIFTY))
    assert len(found) == 1
