"""pySHACL, by itself: it and rdflib are what nothing else of a build loads."""

from __future__ import annotations

from functools import lru_cache

import pyshacl
from rdflib import Graph


def report(data: bytes, shapes: str) -> str:
    """pySHACL's report on N-Triples by the shapes of a Turtle text, as N-Triples."""
    graph = Graph().parse(data=data, format="nt")
    found = pyshacl.validate(graph, shacl_graph=_shape_graph(shapes), inference="none")[1]
    if not isinstance(found, Graph):
        raise RuntimeError(f"pySHACL gave no report: {found}")
    return found.serialize(format="nt")


@lru_cache(maxsize=2)
def _shape_graph(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")
