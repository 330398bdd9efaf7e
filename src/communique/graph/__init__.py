"""A corpus → triples with their proof: one named graph per document, one for what holds across.

A document's graph has the IRI of the document and gives names as that document prints them. The
dataset's graph gives the canonical names, the links, what disagrees and what was inferred. There
are no blank nodes, and the same corpus gives the same quads whatever the order of its documents.
"""

from __future__ import annotations

from communique.graph.entities import entity
from communique.graph.options import GraphOptions
from communique.graph.quads import across, noticed, quads, release, run
from communique.graph.terms import Quad, Triple, line

__all__ = ["GraphOptions", "Quad", "Triple", "across", "entity", "line", "noticed", "quads", "release", "run"]
