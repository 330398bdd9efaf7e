"""The shapes as data: read from their folder, moved to the base that the dataset has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from communique.checking import dataset
from communique.checking.dataset import Dataset, Node
from communique.checking.terms import SHAPES
from communique.errors import ShapeError
from communique.reused import RDF, SH
from communique.vocab import HOME

PATH = SH.path
INVERSE = SH.inversePath
ALTERNATIVE = SH.alternativePath
_NAMED = re.compile(r"shapes:([\w-]+)\s+a\s")
NIL = NamedNode(RDF.nil)


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes: as one Turtle text for the engines, indexed for us, and the file and line of each."""

    turtle: str
    statements: Dataset
    places: Mapping[str, tuple[str, int]]

    def path(self, shape: str) -> str:
        """The path of a property shape as SPARQL writes it: an IRI, or `^<iri>`; or empty."""
        found = self.statements.objects(shape, PATH)
        return _path(found[0], self.statements) if found else ""


def _path(node: Node, statements: Dataset) -> str:
    if isinstance(node, NamedNode):
        return node.value
    label = dataset.name(node)
    if inverse := statements.objects(label, INVERSE):
        return f"^{_step(inverse[0], statements)}"
    steps = [
        _step(step, statements)
        for head in statements.objects(label, ALTERNATIVE)
        for step in members(statements, head)
    ]
    return "|".join(steps) or label


def steps(statements: Dataset, shape: str) -> list[str]:
    """The predicates that the path of a property shape is made of."""
    found = statements.objects(shape, PATH)
    path = _path(found[0], statements) if found else ""
    return [path] if path and "<" not in path else re.findall("<([^<>]+)>", path)


def _step(node: Node, statements: Dataset) -> str:
    return f"<{_path(node, statements)}>"


def members(statements: Dataset, head: Node) -> list[Node]:
    """The members of a list."""
    found: list[Node] = []
    rest = [head]
    while rest and rest[0] != NIL:
        item = dataset.name(rest[0])
        found += statements.objects(item, RDF.first)
        rest = statements.objects(item, RDF.rest)
    return found


def files(folder: Path) -> list[Path]:
    """The Turtle files of the folder, in order of name; `ShapeError` where there are none."""
    found = sorted(folder.glob("*.ttl"))
    if not found:
        raise ShapeError(folder, 0, "no shapes (*.ttl) here")
    return found


def load(folder: Path, base: str = HOME) -> Shapes:
    """Read all shapes; `ShapeError` with file and line where one cannot be parsed.

    The patterns that require a base are rewritten to `base`. They are the only place where a shape
    knows the base of resources: the names of the shapes and of the ontology stay as they are.
    """
    texts = {path: _moved(path.read_text(encoding="utf-8"), base) for path in files(folder)}
    quads = [quad for path, text in texts.items() for quad in _parse(path, text)]
    return Shapes("\n".join(texts.values()), dataset.of(quads), _places(texts))


def _places(texts: Mapping[Path, str]) -> Mapping[str, tuple[str, int]]:
    return {
        str(SHAPES[match[1]]): (path.name, number)
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _NAMED.match(line))
    }


def _moved(text: str, base: str) -> str:
    return text.replace(_pattern(HOME), _pattern(base))


def _pattern(base: str) -> str:
    return 'sh:pattern "^' + re.escape(base).replace("\\", "\\\\").replace('"', '\\"')


def _parse(path: Path, text: str) -> Iterator[Quad]:
    try:
        # Blank nodes of two files must not meet under one label.
        yield from parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    except SyntaxError as error:
        raise ShapeError(path, error.lineno or 0, error.msg) from error
