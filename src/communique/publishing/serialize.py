"""Quads → files. Every format holds the same statements, sorted, so the same quads give the same bytes.

N-Quads is the copy of record: the others are made from its very words, which keeps the lexical forms of
literals. The formats without named graphs hold the union of all graphs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec
import pyoxigraph as ox

from communique.graph.terms import TYPE, Quad, Triple, line
from communique.publishing.jsonld import Context, document
from communique.publishing.turtle import Names, described, graph
from communique.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Dataset:
    """The quads once each, in reading order, with the context and base that JSON-LD is to use."""

    quads: tuple[Quad, ...]
    context: Context
    base: str


def dataset(quads: Iterable[Quad], context: Context, base: str) -> Dataset:
    """The quads of a graph room, sorted by graph and subject, the types of a subject first."""
    return Dataset(tuple(sorted(set(quads), key=_reading_order)), context, base)


def context(path: Path) -> Context:
    """The published JSON-LD context, from `ontology/context.jsonld`."""
    found: dict[str, Context] = json.loads(path.read_text("utf-8"))
    return found["@context"]


def nquads(found: Dataset) -> bytes:
    """N-Quads, one line a statement, the lines sorted."""
    return _lines(line(quad) for quad in found.quads)


def ntriples(found: Dataset) -> bytes:
    """N-Triples of the union of all graphs, the lines sorted."""
    return _lines(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in found.quads)


def trig(found: Dataset) -> bytes:
    """TriG, graph by graph."""
    names = Names(found.base)
    return _headed(names, graphs(found.quads, names))


def graphs(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    """The graphs of sorted quads in TriG."""
    for name, statements in groupby(quads, key=lambda quad: quad.graph):
        yield from graph(name, (quad[:3] for quad in statements), names)


def turtle(found: Dataset) -> bytes:
    """Turtle of the union of all graphs, subject by subject."""
    names = Names(found.base)
    return _headed(names, described(union(found), names))


def jsonld(found: Dataset) -> bytes:
    """JSON-LD 1.1 of the union of all graphs, meeting by meeting."""
    return jsonld_of(union(found), found.context, found.base)


def jsonld_of(triples: Iterable[Triple], context: Context, base: str) -> bytes:
    """JSON-LD 1.1 of triples that are in reading order."""
    whole = document(triples, context, base)
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def rdfxml(found: Dataset) -> bytes:
    """RDF/XML of the union of all graphs, with all prefixes, in order."""
    written = ox.serialize(_parsed(found), format=ox.RdfFormat.RDF_XML, prefixes=dict(PREFIXES)) or b""
    head, _, body = written.decode().partition("<rdf:RDF")
    named, _, body = body.partition(">")
    ordered = "\n  ".join(sorted(name for name in named.split()))
    return well_formed(f"{head}<rdf:RDF\n  {ordered}>{body}".encode())


def well_formed(xml: bytes) -> bytes:
    """XML with U+FFFD for what XML 1.0 (section 2.2) has no way to hold: most control characters."""
    return _NO_XML.sub("\ufffd".encode(), xml)


_NO_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
FORMATS: Final[Mapping[str, Callable[[Dataset], bytes]]] = MappingProxyType(
    {"nq": nquads, "nt": ntriples, "trig": trig, "ttl": turtle, "jsonld": jsonld}
)


def _reading_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    return quad.graph, quad.subject, quad.predicate != TYPE, quad.predicate, quad.object


def _lines(found: Iterable[str]) -> bytes:
    return "".join(f"{item}\n" for item in sorted(set(found))).encode()


def union(found: Dataset) -> list[Triple]:
    """The triples of all graphs once each, in reading order."""
    once = {quad[:3] for quad in found.quads}
    return sorted(once, key=lambda triple: (triple[0], triple[1] != TYPE, triple[1], triple[2]))


def _parsed(found: Dataset) -> Iterator[ox.Triple]:
    text = "\n".join(f"{subject} {predicate} {value} ." for subject, predicate, value in union(found))
    return (quad.triple for quad in ox.parse(text.encode(), ox.RdfFormat.N_TRIPLES))


def _headed(names: Names, body: Iterable[str]) -> bytes:
    written = "".join(body)
    return (names.header() + written).encode()
