"""Questions that join with another endpoint by SERVICE (SPARQL 1.1 Federated Query).

The engine sends the block of a SERVICE as it stands, which would ask Wikidata for everything. So the
items that this side binds to `?item` are put into the block first: what both sides share is `?item`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import pyoxigraph as ox

from communique.publishing.store import ask

SHARED: Final = "item"
# What is not closed ends with the query, which is none then, and nothing is tried twice.
_TOKEN: Final = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*+>
      | \"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3})? | '{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?
      | "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'? | \#[^\n]*+ | [{}] | \bSERVICE\b | \bSELECT\b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ENDPOINT: Final = re.compile(r"\s*(?:SILENT\s*)?<([^<>\s]*)>", re.IGNORECASE)


class Block(NamedTuple):
    """A SERVICE block: where it begins, where its group opens and where it ends."""

    start: int
    open: int
    end: int


def pushed(store: ox.Store, query: str) -> str:
    """The query with the values of `?item` in each SERVICE block; as it was where it shares none."""
    blocks = list(_blocks(query))
    outer = _outer(query, blocks)
    mention = re.compile(rf"\?{SHARED}\b")
    if not blocks or not outer or not mention.search(outer):
        return query
    items = sorted({str(row[SHARED]) for row in _rows(store, outer) if row[SHARED] is not None})
    values = f" VALUES ?{SHARED} {{ {' '.join(items)} }}"
    for block in reversed(blocks):
        if mention.search(query, block.open, block.end):
            query = query[: block.open] + values + query[block.open :]
    return query


def redirected(query: str, endpoint: str) -> str:
    """The query with every SERVICE asked at `endpoint`."""
    return re.sub(r"(\bSERVICE\s+(?:SILENT\s+)?)<[^>]*>", rf"\1<{endpoint}>", query, flags=re.IGNORECASE)


def asks_others(query: str) -> bool:
    """Whether a query has a SERVICE block."""
    return any(True for _ in _blocks(query))


def endpoints(query: str) -> Iterator[str]:
    """The endpoint of each SERVICE, nested ones too: an IRI, or empty for what is none (a variable).

    Character escapes are resolved first, as a parser does: one may spell the word itself.
    """
    plain = unescaped(query)
    for token in _TOKEN.finditer(plain):
        if token[0].upper() == "SERVICE":
            found = _ENDPOINT.match(plain, token.end())
            yield found[1] if found else ""


def unescaped(query: str) -> str:
    """The query with its character escapes (SPARQL 1.1, section 19.2) resolved."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), query)


def _rows(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = ask(store, query)
    if isinstance(found, ox.QuerySolutions):
        yield from found


def _outer(query: str, blocks: list[Block]) -> str:
    """The same WHERE clause without its SERVICE blocks, asking for the shared values alone."""
    tokens = list(_TOKEN.finditer(query))
    select = next((token.start() for token in tokens if token[0].upper() == "SELECT"), -1)
    opening = next((token.start() for token in tokens if token[0] == "{" and token.start() > select), -1)
    if select < 0 or opening < 0:
        return ""
    body, place = [], opening
    for block in blocks:
        body.append(query[place : block.start])
        place = block.end
    body.append(query[place : _closing(query, opening)])
    return f"{query[:select]}SELECT DISTINCT ?{SHARED} WHERE {''.join(body)}"


def _blocks(query: str) -> Iterator[Block]:
    place = 0
    for token in _TOKEN.finditer(query):
        if token[0].upper() == "SERVICE" and token.start() >= place:
            opening = query.find("{", token.end())
            if opening >= 0:
                place = _closing(query, opening)
                yield Block(token.start(), opening + 1, place)


def _closing(query: str, opening: int) -> int:
    """Where the group that opens there ends, the brace included."""
    depth = 0
    for token in _TOKEN.finditer(query, opening):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return token.end()
    return len(query)
