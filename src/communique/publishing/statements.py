"""Triples written down as compact IRIs, and the two small documents made of them.

`about("ex:a", ("rdf:type", iri("dcat:Dataset")), ("dcterms:title", text("Releases")))` reads as it
would in Turtle. Output is sorted and has no blank nodes, so the same triples give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

import msgspec
import pyoxigraph as ox

from communique.publishing.prefixes import PREFIXES

Term: TypeAlias = ox.NamedNode | ox.Literal
Pair: TypeAlias = tuple[str, Term | None]
Json: TypeAlias = str | list["Json"] | dict[str, "Json"]

# Every namespace ends in a slash or a hash.
_NAMED: Final = {start: prefix for prefix, start in PREFIXES.items()}


def expand(name: str) -> str:
    """The IRI of `dcat:Dataset`; a name whose prefix is unknown is an IRI already."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


_TYPE: Final = expand("rdf:type")
_STRING: Final = ox.NamedNode(expand("xsd:string"))


@lru_cache(maxsize=4096)
def shrink(address: str) -> str:
    """The compact form of an IRI where a prefix fits and what is left is one plain word."""
    cut = max(address.rfind("/"), address.rfind("#")) + 1
    prefix, local = _NAMED.get(address[:cut]), address[cut:]
    plain = prefix and local.replace("-", "").replace("_", "").isalnum()
    return f"{prefix}:{local}" if plain else address


def iri(name: str) -> ox.NamedNode:
    """An IRI, whole or compact."""
    return ox.NamedNode(expand(name))


def text(value: str) -> ox.Literal:
    """Words in English, the language of the catalogue."""
    return ox.Literal(value, language="en")


def typed(value: str | int, datatype: str) -> ox.Literal:
    """A literal of an XSD datatype such as `xsd:date`."""
    return ox.Literal(str(value), datatype=iri(datatype))


def about(subject: str, *pairs: Pair) -> Iterator[ox.Triple]:
    """The triples of a subject; a pair whose value is None is left out."""
    node = iri(subject)
    return (ox.Triple(node, iri(name), value) for name, value in pairs if value is not None)


def ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Each triple once, by subject, its types first."""
    return sorted(set(triples), key=_order)


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def turtle(triples: Iterable[ox.Triple]) -> bytes:
    """The triples as Turtle."""
    found = ordered(triples)
    return ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=_used(found)) or b""


def jsonld(triples: Iterable[ox.Triple]) -> bytes:
    """The triples as a JSON-LD 1.1 document: one node object a subject, prefixes as its context."""
    found = ordered(triples)
    nodes: list[Json] = [_node(str(s.value), group) for s, group in groupby(found, lambda t: t.subject)]
    context: Json = dict(_used(found))
    document: Json = {"@context": context, "@graph": nodes}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    names = {shrink(name).partition(":")[0] for triple in triples for name in _iris(triple)}
    return {prefix: start for prefix, start in sorted(PREFIXES.items()) if prefix in names}


def _iris(triple: ox.Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal):
            yield term.datatype.value


def _node(subject: str, triples: Iterable[ox.Triple]) -> Json:
    node: dict[str, Json] = {"@id": shrink(subject)}
    for predicate, group in groupby(triples, lambda t: t.predicate.value):
        if predicate == _TYPE:
            node["@type"] = [shrink(str(t.object.value)) for t in group]  # type: ignore[union-attr]
        else:
            node[shrink(predicate)] = [_value(t.object) for t in group]
    return node


def _value(term: object) -> Json:
    if isinstance(term, ox.NamedNode):
        return {"@id": shrink(term.value)}
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} has no place in the catalogue")
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype == _STRING:
        return {"@value": term.value}
    return {"@type": shrink(term.datatype.value), "@value": term.value}
