"""The dataset as JSON-LD 1.1: meetings with their participants inside, then everything else.

Each meeting holds its participations in full, and a card (type and names) of the people, bodies,
places and posts that these point to. Every node stands in full exactly once; a card repeats some
of its triples, which adds nothing to the graph. This is the shape that JSON-LD Framing gives
(https://www.w3.org/TR/json-ld11-framing/), built straight from the triples, in order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from communique.graph.terms import Triple
from communique.reused import DCTERMS, FOAF, ORG, RDF, SKOS, XSD
from communique.vocab import COMM, CV, OA, SCHEMA

Json: TypeAlias = str | float | list["Json"] | dict[str, "Json"]
Context: TypeAlias = Mapping[str, Json]
Terms: TypeAlias = Mapping[str, tuple[str, str, bool]]
Nodes: TypeAlias = dict[str, dict[str, list[str]]]

_WHOLE: Final = frozenset(
    f"<{term}>"
    for term in (
        *(CV.hasParticipation, COMM.holding, OA.hasSelector, SCHEMA.amount, COMM.pressContact),
        *(COMM.heldOn, COMM.issuedOn, COMM.signedOn, COMM.launchedOn, SCHEMA.mentions),
    )
)
_CARD: Final = frozenset(
    f"<{term}>"
    for term in (
        *(CV.hasParticipant, COMM.inCapacity, COMM.onBehalfOf, COMM.inDelegation, COMM.post),
        *(ORG.member, ORG.organization, SCHEMA.location, SCHEMA.superEvent, DCTERMS.subject),
        *(COMM.inSeries, COMM.party, COMM.onOccasionOf),
    )
)
_WHOLE_NUMBERS: Final = frozenset(map(str, (XSD.positiveInteger, XSD.nonNegativeInteger)))
_TYPE: Final = f"<{RDF.type}>"
_STRING: Final = XSD.string
_MEETING: Final = f"<{COMM.Meeting}>"
_NAMES: Final = tuple(f"<{term}>" for term in (RDF.type, SKOS.prefLabel, FOAF.name, SCHEMA.name))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Terms are as N-Triples writes them; `short` gives an IRI as the document writes it."""

    nodes: Nodes
    terms: Terms
    short: Callable[[str], str]


def document(triples: Iterable[Triple], context: Context, base: str) -> dict[str, Json]:
    """The sorted triples as a JSON-LD document with its context inlined, IRIs relative to the base."""
    frame = _Frame(_nodes(triples), _terms(context), _shortener(_prefixes(context), base))
    inside = {
        value
        for node in frame.nodes.values()
        for predicate in _WHOLE & node.keys()
        for value in node[predicate]
    }
    graph: list[Json] = [
        _whole(frame, name, _is_meeting(frame, name)) for name in _order(frame) if name not in inside
    ]
    return {"@context": {**context, "@base": base}, "@graph": graph}


def _nodes(triples: Iterable[Triple]) -> Nodes:
    found: Nodes = {}
    for subject, predicate, value in triples:
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _prefixes(context: Context) -> dict[str, str]:
    return {
        value: name for name, value in context.items() if isinstance(value, str) and value[-1:] in ("/", "#")
    }


def _terms(context: Context) -> Terms:
    starts = {name: start for start, name in _prefixes(context).items()}
    return dict(_entry(name, item, starts) for name, item in context.items() if name not in starts)


def _entry(name: str, item: Json, starts: Mapping[str, str]) -> tuple[str, tuple[str, str, bool]]:
    entry = item if isinstance(item, dict) else {"@id": str(item)}
    wanted = _expand(str(entry.get("@type", "")), starts)
    return f"<{_expand(str(entry['@id']), starts)}>", (name, wanted, "@container" in entry)


def _expand(name: str, starts: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return starts[prefix] + local if prefix in starts else name


def _is_meeting(frame: _Frame, name: str) -> bool:
    return _MEETING in frame.nodes[name].get(_TYPE, ())


def _order(frame: _Frame) -> list[str]:
    return sorted(frame.nodes, key=lambda name: (not _is_meeting(frame, name), name[1:-1]))


def _whole(frame: _Frame, name: str, in_meeting: bool) -> dict[str, Json]:
    return dict(_pairs(frame, name, tuple(frame.nodes[name]), in_meeting))


def _card(frame: _Frame, name: str) -> dict[str, Json]:
    return dict(_pairs(frame, name, [item for item in _NAMES if item in frame.nodes[name]], False))


def _pairs(
    frame: _Frame, name: str, predicates: Iterable[str], in_meeting: bool
) -> Iterator[tuple[str, Json]]:
    yield "id", frame.short(name)
    values = frame.nodes[name]
    for predicate in predicates:
        if predicate == _TYPE:
            kinds = [frame.terms[kind][0] for kind in values[predicate]]
            yield "type", kinds[0] if len(kinds) == 1 else list[Json](kinds)
        else:
            term, wanted, listed = frame.terms[predicate]
            found = [_value(frame, predicate, wanted, value, in_meeting) for value in values[predicate]]
            yield term, found if listed or len(found) > 1 else found[0]


def _value(frame: _Frame, predicate: str, wanted: str, value: str, in_meeting: bool) -> Json:
    if value[0] == '"':
        return _literal(frame, wanted, value)
    if predicate in _WHOLE and value in frame.nodes:
        return _whole(frame, value, in_meeting)
    if in_meeting and predicate in _CARD and value in frame.nodes:
        return _card(frame, value)
    short = frame.short(value)
    return short if wanted == "@id" else {"id": short}


def _literal(frame: _Frame, wanted: str, value: str) -> Json:
    quoted, _, tail = value.rpartition('"')
    # What N-Triples escapes and how is what JSON does, too.
    words: str = json.loads(f'{quoted}"', strict=False) if "\\" in quoted else quoted[1:]
    if tail.startswith("@"):
        return {"@language": tail[1:], "@value": words}
    datatype = tail[3:-1] or _STRING
    if datatype == (wanted or _STRING):
        return _native(datatype, words)
    if datatype == _STRING:
        return {"@value": words}
    return {"@type": frame.short(tail[2:]), "@value": words}


def _native(datatype: str, lexical: str) -> Json:
    """A truth value or whole number as JSON's own, where that gives back the same lexical form."""
    if datatype == XSD.boolean and lexical in ("true", "false"):
        return lexical == "true"
    if (
        datatype in _WHOLE_NUMBERS
        and lexical.isascii()
        and lexical.isdigit()
        and len(lexical) <= 15
        and lexical == str(int(lexical))
    ):
        return int(lexical)
    return lexical


def _shortener(prefixes: Mapping[str, str], base: str) -> Callable[[str], str]:
    relative = base.endswith("/")

    @lru_cache(maxsize=1 << 16)
    def short(term: str) -> str:
        name = term[1:-1]
        local = name.removeprefix(base)
        if local != name and relative and "/." not in name and ":" not in local:
            return local
        for start, prefix in prefixes.items():
            if name.startswith(start):
                return f"{prefix}:{name.removeprefix(start)}"
        return name

    return short
