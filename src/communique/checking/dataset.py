"""The N-Quads under check, read once with their lexical forms as written.

pyoxigraph's streaming parser keeps `"01"^^xsd:integer` as it stands, which its Store and rdflib do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

DEEPEST: Final = 100
_DECLARED: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
# As ontologies shorten namespaces: https://www.w3.org/TR/owl-ref/#Syntax
_PLAIN_ENTITY: Final = re.compile(rb'<!ENTITY\s+[\w.-]+\s+"[^"&%<]{0,200}"\s*>', re.IGNORECASE)
_TRIPLE_TERM: Final = re.compile(rb"<<|>>")

# One tuple, since `NamedNode | Literal` is made anew each time.
_VALUED: Final = (NamedNode, Literal)

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple


def name(node: Node) -> str:
    """The IRI of a named node, the text of a literal, the label of anything else."""
    return node.value if isinstance(node, _VALUED) else str(node)


@dataclass(frozen=True, slots=True)
class Dataset:
    """All quads, and their triples by subject and predicate over the union of the graphs."""

    quads: tuple[Quad, ...]
    _index: dict[str, dict[str, list[Node]]]

    def objects(self, subject: str, predicate: str) -> list[Node]:
        """What the dataset says of `subject` by `predicate`, each once, in order of reading."""
        return self._index.get(subject, {}).get(predicate, [])

    def value(self, subject: str, predicate: str) -> str:
        """The text or IRI of the first object, or the empty string."""
        found = self.objects(subject, predicate)
        return name(found[0]) if found else ""

    def subjects(self, predicate: str) -> Iterator[str]:
        """Every subject that has `predicate`."""
        return (subject for subject, properties in self._index.items() if predicate in properties)

    def has(self, subject: str) -> bool:
        """Whether the dataset says anything of `subject`."""
        return subject in self._index

    def predicates(self, subject: str) -> Iterable[str]:
        """The predicates that `subject` has, each once."""
        return self._index.get(subject, {}).keys()

    def described(self) -> Iterable[tuple[str, dict[str, list[Node]]]]:
        """Each subject with what is said of it, by predicate."""
        return self._index.items()

    def mentions(self, iri: str) -> bool:
        """Whether `iri`, or a blank node's label, is the object of any statement."""
        return any(name(q.object) == iri for q in self.quads if not isinstance(q.object, Literal))

    def typed(self, rdf_type: str, kind: str) -> Iterator[str]:
        """Every subject whose `rdf_type` values include `kind`."""
        wanted = NamedNode(kind)
        return (subject for subject in self.subjects(rdf_type) if wanted in self._index[subject][rdf_type])


def of(quads: Iterable[Quad]) -> Dataset:
    """Index `quads`."""
    kept = tuple(quads)
    index: dict[str, dict[str, list[Node]]] = {}
    for quad in kept:
        value = quad.object  # once: each time it is asked for, it is made anew
        values = index.setdefault(name(quad.subject), {}).setdefault(quad.predicate.value, [])
        if value not in values:
            values.append(value)
    return Dataset(kept, index)


def load(source: Path | bytes) -> Dataset:
    """Read N-Quads from a file or from memory; `SyntaxError` where they are none."""
    if isinstance(source, bytes):
        return of(parse(source, format=RdfFormat.N_QUADS))
    return of(parse(path=source, format=RdfFormat.N_QUADS))


def read(path: Path) -> tuple[Quad, ...]:
    """The quads of a file in any format of RDF, by its suffix; `SyntaxError` or `ValueError` for another.

    What the parser would choke on is refused before: XML entities that grow, and terms nested without end.
    """
    content = path.read_bytes()
    if len(_DECLARED.findall(content)) > len(_PLAIN_ENTITY.findall(content)):
        raise SyntaxError("an entity is declared that is no short text of its own")
    if _depth(content) > DEEPEST:
        raise SyntaxError(f"triple terms are nested more than {DEEPEST} deep")
    return tuple(parse(path=path, rename_blank_nodes=True))


def _depth(content: bytes) -> int:
    depth = deepest = 0
    for sign in _TRIPLE_TERM.findall(content):
        depth = depth + 1 if sign == b"<<" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def union(*datasets: Dataset) -> bytes:
    """The union of all graphs as N-Triples, each triple once: what shapes and reasoners see."""
    triples = dict.fromkeys(quad.triple for dataset in datasets for quad in dataset.quads)
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
