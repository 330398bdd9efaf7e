"""Draw the data model from the ontology, as a Mermaid class diagram, into a Markdown file.

    python docs/draw_data_model.py README.md

replaces what stands between the two marker comments. Classes of other vocabularies keep their
prefix. Values, kinds and dates stand inside the box of their class, resources as arrows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SDO, Graph, URIRef
from rdflib.term import Node

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology" / "communique.ttl"
BEGIN, END = "<!-- data model: made by `make diagram` -->", "<!-- end of data model -->"
OURS = "comm:"
# Drawn inside the box of their class: arrows to these would hide the rest.
INSIDE = frozenset({"skos:Concept", "comm:DateExpression", "comm:Evidence"})


def diagram(ontology: Path) -> str:
    """The ontology's classes and properties as a Mermaid class diagram."""
    graph = Graph().parse(ontology)
    edges = sorted(set(_edges(graph)))
    return "\n".join(
        ["```mermaid", "classDiagram", "    direction LR", *_boxes(edges), *_arrows(edges), "```"]
    )


def _edges(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            for source in _values(graph, term, RDFS.domain, SDO.domainIncludes):
                for target in _values(graph, term, RDFS.range, SDO.rangeIncludes) or [""]:
                    yield source, _name(graph, term), target


def _values(graph: Graph, term: Node, *predicates: URIRef) -> list[str]:
    found = (value for predicate in predicates for value in graph.objects(term, predicate))
    return [_name(graph, value) for value in found if isinstance(value, URIRef)]


def _name(graph: Graph, term: Node) -> str:
    return graph.namespace_manager.normalizeUri(str(term)).strip("<>")


def _inside(target: str) -> bool:
    return target in INSIDE or target.startswith("xsd:") or not target


def _boxes(edges: list[tuple[str, str, str]]) -> Iterator[str]:
    names = {name for source, _, target in edges for name in (source, target) if name and not _inside(name)}
    for name in sorted(names | {source for source, _, _ in edges if source not in INSIDE}):
        yield f'    class {_id(name)}["{name.removeprefix(OURS)}"] {{'
        for source, term, target in edges:
            if source == name and _inside(target):
                yield f"        {term.removeprefix(OURS)} {_local(target)}".rstrip()
        yield "    }"


def _arrows(edges: list[tuple[str, str, str]]) -> Iterator[str]:
    drawn = [(s, t, p) for s, p, t in edges if not _inside(t) and s not in INSIDE]
    for source, target in sorted({(s, t) for s, t, _ in drawn}):
        # Mermaid allows no colon in a label, so the terms on arrows go without their prefix.
        terms = ", ".join(_local(p) for s, t, p in drawn if (s, t) == (source, target))
        yield f"    {_id(source)} --> {_id(target)} : {terms}"


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _id(name: str) -> str:
    return name.removeprefix(OURS).replace(":", "_")


def redraw(text: str, picture: str) -> str:
    """The Markdown `text` with `picture` between its markers."""
    pattern = re.compile(f"({re.escape(BEGIN)}\n).*?({re.escape(END)})", re.DOTALL)
    return pattern.sub(lambda match: f"{match[1]}\n{picture}\n\n{match[2]}", text)


def main(path: Path) -> None:
    """Redraw the picture in the file `path`."""
    path.write_text(redraw(path.read_text(encoding="utf-8"), diagram(ONTOLOGY)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
