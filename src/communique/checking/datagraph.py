"""The statements that shapes look at, data and context as one, with what is asked of them over and over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from communique.checking.dataset import Dataset, Node, name
from communique.reused import RDF, RDFS

_TYPE, _SUBCLASS = RDF.type, RDFS.subClassOf


class DataGraph:
    """Several datasets as one, by subject and predicate."""

    def __init__(self, *datasets: Dataset) -> None:
        self._index: dict[str, Mapping[str, Sequence[Node]]] = {}
        for item in datasets:
            for subject, properties in item.described():
                before = self._index.get(subject)
                self._index[subject] = properties if before is None else _both(before, properties)
        self._supers = self._superclasses()
        self._classes: dict[str, frozenset[str]] = {}
        self._closed: dict[tuple[str, ...], frozenset[str]] = {}
        self._referrers: dict[str, dict[str, list[Node]]] = {}

    def __iter__(self) -> Iterator[tuple[str, Mapping[str, Sequence[Node]]]]:
        """Each subject and what is said of it by predicate."""
        return iter(self._index.items())

    def objects(self, node: Node, predicate: str) -> Sequence[Node]:
        """What is said of a node by a predicate, each once."""
        if isinstance(node, Literal):
            return ()
        return self._index.get(name(node), {}).get(predicate, ())

    def of(self, subject: str) -> Mapping[str, Sequence[Node]]:
        """All that is said of a subject."""
        return self._index.get(subject, {})

    def classes(self, node: Node) -> frozenset[str]:
        """The classes of a node, and those that these are within."""
        return frozenset() if isinstance(node, Literal) else self.classes_of(name(node))

    def classes_of(self, subject: str) -> frozenset[str]:
        """The classes of a subject, and those that these are within (SHACL's "SHACL instance")."""
        found = self._classes.get(subject)
        if found is None:
            types = tuple(map(name, self.of(subject).get(_TYPE, ())))
            if types not in self._closed:
                self._closed[types] = frozenset(self._within(types))
            self._classes[subject] = found = self._closed[types]
        return found

    def referrers(self, node: Node, predicate: str) -> Sequence[Node]:
        """The subjects that have a node as a value of `predicate`."""
        if predicate not in self._referrers:
            found: dict[str, list[Node]] = defaultdict(list)
            self._referrers[predicate] = found
            for other, properties in self:
                for value in properties.get(predicate, ()):
                    if not isinstance(value, Literal):
                        found[name(value)].append(node_of(other))
        return () if isinstance(node, Literal) else self._referrers[predicate].get(name(node), ())

    def _superclasses(self) -> dict[str, list[str]]:
        return {
            subject: [name(value) for value in properties[_SUBCLASS]]
            for subject, properties in self
            if _SUBCLASS in properties
        }

    def _within(self, classes: Sequence[str]) -> set[str]:
        found: set[str] = set()
        ahead = list(classes)
        while ahead:
            kind = ahead.pop()
            if kind not in found:
                found.add(kind)
                ahead += self._supers.get(kind, ())
        return found


def node_of(label: str) -> Node:
    """The node that `dataset.name` gives this label."""
    return BlankNode(label[2:]) if label.startswith("_:") else NamedNode(label)


def _both(
    one: Mapping[str, Sequence[Node]], two: Mapping[str, Sequence[Node]]
) -> Mapping[str, Sequence[Node]]:
    return {
        predicate: tuple(dict.fromkeys((*one.get(predicate, ()), *two.get(predicate, ()))))
        for predicate in (*one, *(p for p in two if p not in one))
    }
