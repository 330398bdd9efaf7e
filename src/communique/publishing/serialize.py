"""Quads → files. Every format holds the same statements, sorted, so the same quads give the same bytes.

N-Quads is the copy of record: the others are made from its very words by pyoxigraph's parser and
serializers, which keep the lexical forms of literals (its Store would not). The formats without
named graphs hold the union of all graphs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from communique.graph.terms import TYPE, Quad, line
from communique.publishing.jsonld import Context, document
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
    text = "\n".join(map(line, found.quads)).encode()
    return _serialized(ox.parse(text, ox.RdfFormat.N_QUADS), ox.RdfFormat.TRIG, found.base)


def turtle(found: Dataset) -> bytes:
    """Turtle of the union of all graphs, subject by subject."""
    return _serialized(_union(found), ox.RdfFormat.TURTLE, found.base)


def jsonld(found: Dataset) -> bytes:
    """JSON-LD 1.1 of the union of all graphs, meeting by meeting."""
    whole = document(_union(found), found.context, found.base)
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def rdfxml(found: Dataset) -> bytes:
    """RDF/XML of the union of all graphs, with all prefixes, in order."""
    written = ox.serialize(_union(found), format=ox.RdfFormat.RDF_XML, prefixes=dict(PREFIXES)) or b""
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


def write(found: Dataset, folder: Path) -> tuple[Path, ...]:
    """The dataset in every format, as `communique.<format>` in an existing folder."""
    paths = tuple(folder / f"communique.{name}" for name in FORMATS)
    for path, serialized in zip(paths, FORMATS.values(), strict=True):
        path.write_bytes(serialized(found))
    return paths


def _reading_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    return quad.graph, quad.subject, quad.predicate != TYPE, quad.predicate, quad.object


def _lines(found: Iterable[str]) -> bytes:
    return "".join(f"{item}\n" for item in sorted(set(found))).encode()


def _union(found: Dataset) -> Iterable[ox.Triple]:
    once = {quad._replace(graph="") for quad in found.quads}
    text = "\n".join(map(line, sorted(once, key=_reading_order))).encode()
    return (quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES))


def _serialized(found: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, base: str) -> bytes:
    relative = base if base.endswith("/") else None
    written = ox.serialize(found, format=form, prefixes=dict(PREFIXES), base_iri=relative) or b""
    lines = (item for item in written.decode().split("\n") if not item.startswith("@"))
    body = "\n".join(_spaced(lines))
    return (_header(body, relative) + body).encode()


def _header(body: str, base: str | None) -> str:
    """The prefixes that are used, in order and in full, which pyoxigraph leaves to chance."""
    used = (f"@prefix {name}: <{start}> .\n" for name, start in PREFIXES.items() if f"{name}:" in body)
    return "".join((f"@base <{base}> .\n" if base else "", *used))


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """The lines with one left free before each subject; a literal never spans lines here."""
    for item in lines:
        if item.startswith(("<", "\t<")) and not item.startswith("\t\t"):
            yield ""
        yield item
