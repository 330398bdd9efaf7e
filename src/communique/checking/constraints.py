"""SHACL's constraints as functions, for one question only: does a node surely conform?

A shape becomes a function of the data and a node (`Compiler.shape`). It knows the components that ours use
(https://www.w3.org/TR/shacl/#core-components) and gives an answer only where the recommendation leaves no
room for one: anything else, a component that is not here or a literal that is not of its datatype, raises
`Unsure`. Who fails or is unsure is for an engine to judge, so that no finding comes from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from communique.checking import lexical, shapefiles
from communique.checking.datagraph import DataGraph
from communique.checking.dataset import Dataset, Node, name
from communique.reused import RDF, SH, XSD


class Unsure(Exception):  # noqa: N818  it is no error, and never leaves the room
    """What is asked cannot be told from here."""


# Whether a node conforms to a shape.
Test: TypeAlias = Callable[[DataGraph, Node], bool]
# Whether the values that a shape looks at from a node conform to one of its constraints.
Constraint: TypeAlias = Callable[[DataGraph, Node, Sequence[Node]], bool]
Path: TypeAlias = Callable[[DataGraph, Node], Sequence[Node]]
_OnValue: TypeAlias = Callable[[DataGraph, Node], bool]

_WORDS: Final = frozenset((XSD.string, RDF.langString))
_NUMBERS: Final = frozenset((XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.decimal))
_UNWRITTEN: Final = (BlankNode, Triple)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What expressions of XPath and of Python say differently.
_PARTICULAR: Final = re.compile(r"\\[a-zA-Z]|\(\?|&&|\[[^\]]*-\[")
_KINDS: Final[dict[str, tuple[type[Node], ...]]] = {
    SH.IRI: (NamedNode,),
    SH.Literal: (Literal,),
    SH.BlankNode: (BlankNode,),
    SH.IRIOrLiteral: (NamedNode, Literal),
    SH.BlankNodeOrIRI: (NamedNode, BlankNode),
    SH.BlankNodeOrLiteral: (BlankNode, Literal),
}
# What says nothing of which nodes conform.
_SILENT: Final = frozenset((
    RDF.type, SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group,
    SH.targetClass, SH.targetSubjectsOf, SH.qualifiedMinCount, SH.qualifiedMaxCount,
))  # fmt: skip


class Compiler:
    """Makes a function of each shape, once."""

    def __init__(self, shapes: Dataset) -> None:
        self._statements = shapes
        self._made: dict[str, Test] = {}
        self._inverse: set[str] = set()
        self.followed = True
        """Whether all paths so far are ones whose length is known."""

    @property
    def inverse(self) -> frozenset[str]:
        """The predicates that the shapes made so far follow backwards."""
        return frozenset(self._inverse)

    def shape(self, shape: str) -> Test:
        """The function of a shape; unsure of everything where shapes refer to themselves."""
        if shape not in self._made:
            self._made[shape] = _never_sure
            self._made[shape] = self._compiled(shape)
        return self._made[shape]

    def _compiled(self, shape: str) -> Test:
        constraints = tuple(self._constraints(shape))
        path = self._path(shape)

        # Loops, and no generators: this is asked of every node.
        def conforms(graph: DataGraph, node: Node) -> bool:
            values = (node,) if path is None else path(graph, node)
            for check in constraints:  # noqa: SIM110
                if not check(graph, node, values):
                    return False
            return True

        return conforms

    def _path(self, shape: str) -> Path | None:
        found = self._statements.objects(shape, shapefiles.PATH)
        if not found:
            return None
        if isinstance(found[0], NamedNode):
            predicate = found[0].value
            return lambda graph, node: graph.objects(node, predicate)
        label = name(found[0])
        kind = list(self._statements.predicates(label))
        if kind == [shapefiles.INVERSE] and (inverse := self._iri(label, shapefiles.INVERSE)):
            self._inverse.add(inverse)
            return lambda graph, node: graph.referrers(node, inverse)
        heads = self._statements.objects(label, shapefiles.ALTERNATIVE)
        steps = [step for head in heads for step in shapefiles.members(self._statements, head)]
        if kind == [shapefiles.ALTERNATIVE] and all(isinstance(step, NamedNode) for step in steps):
            return partial(_any_of, predicates=tuple(map(name, steps)))
        self.followed = False
        return _unknown_path

    def _iri(self, label: str, predicate: str) -> str:
        found = self._statements.objects(label, predicate)
        return name(found[0]) if isinstance(found[0], NamedNode) else ""

    def _constraints(self, shape: str) -> Iterator[Constraint]:
        for predicate in self._statements.predicates(shape):
            if predicate not in _SILENT:
                for value in self._statements.objects(shape, predicate):
                    yield self._constraint(shape, predicate, value)

    def _constraint(self, shape: str, predicate: str, value: Node) -> Constraint:
        if predicate in _ON_VALUES:
            return _each(_ON_VALUES[predicate](value))
        if predicate in _ON_SETS:
            return _ON_SETS[predicate](value)
        if predicate in (SH.node, SH.property):
            return _each(self.shape(name(value)))
        if predicate == SH["not"]:
            return _each(_not(self.shape(name(value))))
        if predicate == SH["or"]:
            members = shapefiles.members(self._statements, value)
            return _each(_or(tuple(self.shape(name(member)) for member in members)))
        if predicate == SH.qualifiedValueShape:
            least = self._statements.value(shape, SH.qualifiedMinCount)
            most = self._statements.value(shape, SH.qualifiedMaxCount)
            return partial(_qualified, self.shape(name(value)), _number(least), _number(most))
        return _never_sure_of_values


def _number(text: str) -> int | None:
    return int(text) if text else None


def _never_sure(_graph: DataGraph, _node: Node) -> bool:
    raise Unsure


def _never_sure_of_values(_graph: DataGraph, _node: Node, _values: Sequence[Node]) -> bool:
    raise Unsure


def _unknown_path(_graph: DataGraph, _node: Node) -> Sequence[Node]:
    raise Unsure


def _any_of(graph: DataGraph, node: Node, predicates: Sequence[str]) -> Sequence[Node]:
    found = dict.fromkeys(value for step in predicates for value in graph.objects(node, step))
    return tuple(found)


def _each(test: _OnValue) -> Constraint:
    def check(graph: DataGraph, _node: Node, values: Sequence[Node]) -> bool:
        for value in values:  # noqa: SIM110
            if not test(graph, value):
                return False
        return True

    return check


def _not(test: Test) -> Test:
    return lambda graph, node: not test(graph, node)


def _or(tests: Sequence[Test]) -> Test:
    return lambda graph, node: any(test(graph, node) for test in tests)


def _qualified(
    test: Test, least: int | None, most: int | None, graph: DataGraph, _node: Node, values: Sequence[Node]
) -> bool:
    number = sum(test(graph, value) for value in values)
    return (least is None or number >= least) and (most is None or number <= most)


def _class(value: Node) -> _OnValue:
    wanted = name(value)
    return lambda graph, node: wanted in graph.classes(node)


def _node_kind(value: Node) -> _OnValue:
    kinds = _KINDS.get(name(value))
    if kinds is None:
        return _never_sure
    return lambda _graph, node: isinstance(node, kinds)


def _datatype(value: Node) -> _OnValue:
    wanted = name(value)

    def test(_graph: DataGraph, node: Node) -> bool:
        if not isinstance(node, Literal) or node.datatype.value != wanted:
            return False
        if wanted not in _WORDS and not (wanted in lexical.FORMS and lexical.well_formed(node.value, wanted)):
            raise Unsure
        return True

    return test


def _pattern(value: Node) -> _OnValue:
    if _PARTICULAR.search(name(value)):
        return _never_sure
    search = re.compile(name(value)).search

    def test(_graph: DataGraph, node: Node) -> bool:
        text = _text(node)
        # `$` and `.` mean another thing beside the end of a line.
        if text is not None and not text.isprintable():
            raise Unsure
        return text is not None and search(text) is not None

    return test


def _text(node: Node) -> str | None:
    return None if isinstance(node, _UNWRITTEN) else name(node)


def _min_length(value: Node) -> _OnValue:
    least = int(name(value))

    def test(_graph: DataGraph, node: Node) -> bool:
        text = _text(node)
        return text is not None and len(text) >= least

    return test


def _compared(holds: Callable[[Decimal, Decimal], bool], value: Node) -> _OnValue:
    bound = _decimal(value)
    return lambda _graph, node: holds(_decimal(node), bound)


def _decimal(node: Node) -> Decimal:
    if not isinstance(node, Literal) or (datatype := node.datatype.value) not in _NUMBERS:
        raise Unsure
    if not lexical.well_formed(node.value, datatype):
        raise Unsure
    return Decimal(node.value)


def _rank(node: Node) -> tuple[bool, Decimal]:
    """What days without a time zone, or else numbers, are ordered by, and whether it is a day."""
    if isinstance(node, Literal) and node.datatype.value == XSD.date:
        if not (_DAY.fullmatch(node.value) and lexical.well_formed(node.value, XSD.date)):
            raise Unsure
        return True, Decimal(node.value.replace("-", ""))
    return False, _decimal(node)


def _in_order(strictly: bool, value: Node) -> Constraint:
    other = name(value)

    def check(graph: DataGraph, node: Node, values: Sequence[Node]) -> bool:
        return all(_before(one, two, strictly) for one in values for two in graph.objects(node, other))

    return check


def _before(one: Node, two: Node, strictly: bool) -> bool:
    (is_day, first), (other_is_day, second) = _rank(one), _rank(two)
    if is_day is not other_is_day:
        raise Unsure
    return first < second or (first == second and not strictly)


def _min_count(value: Node) -> Constraint:
    least = int(name(value))
    return lambda _graph, _node, values: len(values) >= least


def _max_count(value: Node) -> Constraint:
    most = int(name(value))
    return lambda _graph, _node, values: len(values) <= most


def _has_value(value: Node) -> Constraint:
    return lambda _graph, _node, values: value in values


def _unique_lang(value: Node) -> Constraint:
    if name(value) != "true":
        return _never_sure_of_values

    def check(_graph: DataGraph, _node: Node, values: Sequence[Node]) -> bool:
        tags = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
        return len(tags) == len(set(tags))

    return check


_ON_VALUES: Final[dict[str, Callable[[Node], _OnValue]]] = {
    SH["class"]: _class,
    SH.nodeKind: _node_kind,
    SH.datatype: _datatype,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.minExclusive: partial(_compared, Decimal.__gt__),
    SH.minInclusive: partial(_compared, Decimal.__ge__),
    SH.maxExclusive: partial(_compared, Decimal.__lt__),
    SH.maxInclusive: partial(_compared, Decimal.__le__),
}
_ON_SETS: Final[dict[str, Callable[[Node], Constraint]]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.hasValue: _has_value,
    SH.uniqueLang: _unique_lang,
    SH.lessThan: partial(_in_order, True),
    SH.lessThanOrEquals: partial(_in_order, False),
}
